"""Issues with their estimates come in; how they are shown goes out: with what closing them gives, and the closest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models import people, tariffs
from models.db import rows
from models.rules import valuing
from models.rules.deeds import DeedKind
from models.rules.estimate_cards import CloseCard, EstimateCard, FiguresCard, RulingCard, WorthCard
from models.rules.modelled import by_model
from models.rules.scales import scaled
from models.rules.shown import ProjectCard
from models.rules.tariff import Tariff
from models.rules.valuing import Estimated, Neighbour, Ruling, Valuation
from models.rules.work import Folded, Work
from models.tariffs import Book
from models.tenants import Project

KINDS: Mapping[str, DeedKind] = {"issue": "issue.closed", "card": "card.completed"}
"""What is paid when it is done."""
Named = tuple[str | None, str | None, int | None]
"""Title, address and number of what a lesson is about."""


@dataclass(frozen=True)
class Found:
    """An issue and what is kept of its estimate, as SELECTED gives them."""

    item: int
    project: int
    folded: Folded
    figures: Estimated | None
    said: Estimated | None
    made_at: datetime | None
    ruling: Ruling | None

    @property
    def open(self) -> bool:
        """Whether its figures still move."""
        return self.folded.work.state == "open" and not self.folded.gone

    @property
    def shown(self) -> Estimated | None:
        """The estimate of now, or the one that was said when it was closed."""
        return self.figures if self.open else self.said


SELECTED = "w.id, w.project_id, w.state, e.figures, e.said, e.made_at, e.ruling"
_READ = f"""
SELECT {SELECTED} FROM work_item w LEFT JOIN estimate e ON e.item_id = w.id
WHERE w.project_id = %s AND w.kind IN ('issue', 'card') AND w.id = ANY(%s) ORDER BY w.id
"""


def read(project: Project, item_ids: Iterable[int]) -> dict[int, Found]:
    """Those of the project's issues, by id, whatever became of them."""
    return {row[0]: found(row) for row in rows(_READ, project.id, sorted(item_ids))}


def found(row: Sequence[object]) -> Found:
    """A row that begins with SELECTED."""
    item, project, state, figures, said, made_at, ruling = row[:7]
    return Found(
        item,  # type: ignore[arg-type]
        project,  # type: ignore[arg-type]
        Folded.model_validate(state),
        None if figures is None else Estimated.model_validate(figures),
        None if said is None else Estimated.model_validate(said),
        made_at,  # type: ignore[arg-type]
        None if ruling is None else Ruling.model_validate(ruling),
    )


def of(organization_id: int, issues: Sequence[Found], now: datetime, named: bool = False) -> list[EstimateCard]:
    """In their order. `named`: whether it may be told who decided; never of hidden people."""
    if not issues:
        return []
    book = tariffs.book(organization_id)
    projects = {one.id: ProjectCard(id=one.id, name=one.name) for one in _projects(issues)}
    shown = [(one.project, one.shown.closest) for one in issues if one.shown]
    lessons = named_lessons(organization_id, shown)
    _, unseen = people.unseen(organization_id, (), (one.ruling.by for one in issues if one.ruling))
    return [_card(one, projects[one.project], book, lessons, unseen if named else None, now) for one in issues]


def named_lessons(
    organization_id: int, wanted: Iterable[tuple[int, Iterable[Neighbour]]]
) -> Mapping[tuple[int, int], Named]:
    """What the closest issues of estimates in these projects are called, by project and lesson. Those of the
    organisation's other projects, which a model begins with, have the negative id of their lesson for a number."""
    pairs = {(project, one.lesson) for project, closest in wanted for one in closest}
    if not pairs:
        return {}
    ids = [-lesson for _, lesson in pairs if lesson < 0]
    by_number = [(project, lesson) for project, lesson in pairs if lesson > 0]
    numbers = [lesson for _, lesson in by_number]
    told = rows(_LESSONS, organization_id, ids, [project for project, _ in by_number], numbers)
    here = {(project, number): (title, url, at) for _, project, number, title, url, at in told}
    elsewhere = {id_: (title, url, at) for id_, _, _, title, url, at in told}
    return {(project, one): elsewhere[-one] for project, one in pairs if -one in elsewhere} | here


# What was deleted at the provider, perhaps for its title, is named no more.
_LESSONS = """
SELECT l.id, l.project_id, l.number, coalesce(w.state->'work'->>'title', l.title),
    coalesce(w.state->'work'->>'url', l.url), (w.state->'work'->>'number')::integer
FROM lesson l LEFT JOIN work_item w ON w.id = l.item_id
WHERE (w.state->>'gone')::boolean IS NOT TRUE AND l.organization_id = %s AND (l.id = ANY(%s) OR
    (l.project_id, l.number) IN (SELECT * FROM unnest(%s::bigint[], %s::bigint[])))
"""


def figures(said: Estimated) -> FiguresCard:
    """An estimate without the issues that it was made of."""
    return FiguresCard.model_validate(said.model_dump(exclude={"closest"}))


def worth(work: Work, tariff: Tariff, valuation: Valuation) -> WorthCard | None:
    """What closing it gives by this tariff."""
    base = tariff.worth.get(KINDS[work.kind]) if work.kind in KINDS else None
    if base is None:
        return None
    given = valuing.worth(work, base, tariff, valuation)
    return WorthCard(points=given.points, source=given.source, words=given.words, review=given.review)


def worth_of(one: Found, book: Book, now: datetime) -> WorthCard | None:
    """What closing it gives now, or what it was given then."""
    return worth(one.folded.work, _tariff(one, book, now), Valuation(said=one.shown, ruling=one.ruling))


def _tariff(one: Found, book: Book, now: datetime) -> Tariff:
    return book.at(one.project, now if one.open else one.folded.work.ended_at or now).tariff


def accepted(one: Found, book: Book, now: datetime) -> int | None:
    """The points that accepting the estimate gives: as the model would have them, even where it would wait for
    somebody. None when there is no estimate of enough past issues."""
    said, tariff = one.shown, _tariff(one, book, now)
    given = by_model(said, tariff)
    if said is None or given is None:
        return None
    return scaled(said.points, tariff) if given.source == "waiting" else given.points


def closest(said: Estimated | None, project: int, lessons: Mapping[tuple[int, int], Named]) -> tuple[CloseCard, ...]:
    """The past issues that are most alike, by the names that `named_lessons` knows."""
    known = [(one, lessons.get((project, one.lesson), (None, None, None))) for one in (said.closest if said else ())]
    return tuple(
        CloseCard(title=title, url=url, number=number, **one.model_dump()) for one, (title, url, number) in known
    )


def _projects(issues: Iterable[Found]) -> Iterable[Project]:
    return Project.select().where(Project.id.in_(sorted({one.project for one in issues})))


def _card(
    one: Found,
    project: ProjectCard,
    book: Book,
    lessons: Mapping[tuple[int, int], Named],
    unseen: set[str] | None,
    now: datetime,
) -> EstimateCard:
    work, said = one.folded.work, one.shown
    return EstimateCard(
        item=one.item,
        number=work.number,
        title=work.title,
        url=work.url,
        project=project,
        labels=work.labels,
        opened_at=work.began_at,
        closed_at=work.ended_at,
        state="open" if one.open else "closed",
        figures=None if said is None else figures(said),
        sure=None if said is None else said.sure,
        accepts=accepted(one, book, now),
        worth=worth_of(one, book, now),
        closest=closest(said, one.project, lessons),
        past=0 if said is None else said.past,
        made_at=one.made_at,
        ruling=None if one.ruling is None else _ruling(one.ruling, unseen),
    )


def _ruling(ruling: Ruling, unseen: set[str] | None) -> RulingCard:
    by = None if unseen is None else people.UNSEEN if ruling.by in unseen else ruling.by
    return RulingCard(points=ruling.points, kind=ruling.kind, by=by, at=ruling.at, why=ruling.why)
