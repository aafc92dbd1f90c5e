"""What a project wants to have said of an issue at its provider comes in; a Posting goes out; errands.py is next."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from peewee import SQL, CharField, IntegerField, TextField

from models import tariffs
from models.db import Instant, Json, Record, link, rows
from models.points_models import PointsModel
from models.rules.posting_words import Past, Wanted
from models.rules.scales import scaled
from models.rules.sizing import label_points
from models.rules.tariff import Tariff
from models.rules.work import Folded, Work
from models.rules.worths import Estimated
from models.sources import github_rest
from models.tenants import Organization, Project
from models.workitems import WorkItem

MOST = 500
"""Issues that are looked at together."""
REST = timedelta(hours=1)
"""An issue's words change no more often; and after a token was refused nothing is tried for so long."""


class Posting(Record):
    """One issue's comment or label: what it should say (`wanted`: posting_words.Wanted), what it says (`posted`: its
    points, and the way they are told), its id there (`remote`: of a comment the id, of a label the name).

    `state`: waiting (tried at `next_at`), sent, failed (with `next_at` in the future: nothing of the project is tried
    before that), off (for ever: somebody removed it there).
    """

    organization_id: int
    project_id: int
    item_id: int
    organization = link(Organization)
    project = link(Project)
    item = link(WorkItem, unique=True)
    wanted = Json()
    posted = Json(null=True)
    remote = CharField(max_length=200, null=True)
    state = CharField(max_length=12)
    attempts = IntegerField(default=0)
    next_at = Instant(null=True)
    error = TextField(null=True)
    sent_at = Instant(null=True)


Posting.add_index(Posting.index(Posting.next_at, name="posting_due", where=SQL("state = 'waiting'")))
Posting.add_index(Posting.index(Posting.project, Posting.sent_at, name="posting_project"))


def want(model: PointsModel, item_ids: Collection[int] | None, now: datetime) -> bool:
    """Notes what is to be told of these issues (None: of all the project's), as far as they are open, their estimates
    trusted and sure enough, and nobody said otherwise. True: the caller rings queues.POSTING once its unit is
    committed."""
    project: Project = model.project
    if not tells(model, project):
        return False
    tariff, _ = tariffs.in_force(project, now)
    found = dict(_estimates(model.project_id, None if item_ids is None else list(item_ids)))
    known = {row.item_id: row for row in _held(model.project_id, found)}
    points = {id_: _points(work, said, tariff) for id_, (work, said) in found.items()}
    steps = {id_: _step(known.get(id_), points[id_], model.posting) for id_ in found}
    wished = {id_: found[id_][1] for id_, step in steps.items() if step == "wish"}
    titles = _titles(model.project_id, wished.values())
    not_before = max(now, _paused_until(model.project_id) or now)
    for id_, said in wished.items():
        _wish(model, id_, known.get(id_), _wanted(said, tariff, titles), not_before)
    for id_, step in steps.items():
        if step == "take back":
            take_back(known[id_])
    return bool(wished)


def tells(model: PointsModel, project: Project) -> bool:
    """Whether anything of the project is told elsewhere at all."""
    able = project.provider == "github" and github_rest.is_repository(project.name) and project.archived_at is None
    return able and model.posting in ("comment", "label") and model.token is not None


def again(project_id: int, now: datetime) -> int:
    """After the token, or the way of telling, changed: what failed is tried anew. How many."""
    tried = Posting.update(state="waiting", attempts=0, next_at=now).where(
        Posting.project == project_id,
        (Posting.state == "failed") | ((Posting.state == "off") & Posting.remote.is_null()),
    )
    return int(tried.execute())


def health(project_id: int) -> dict[str, Any]:
    """{waiting, sent, failed, last_error}: how many issues are in which state, and what went wrong last."""
    counted = dict(rows("SELECT state, count(*) FROM posting WHERE project_id = %s GROUP BY state", project_id))
    errors = rows(_ERROR, project_id)
    return {one: counted.get(one, 0) for one in ("waiting", "sent", "failed")} | {
        "last_error": errors[0][0] if errors else None
    }


_ERROR = """
SELECT error FROM posting WHERE project_id = %s AND state IN ('waiting', 'failed') AND error IS NOT NULL
ORDER BY next_at DESC NULLS LAST, id DESC LIMIT 1
"""

_ESTIMATES = f"""
SELECT w.id, w.state, e.figures FROM estimate e JOIN work_item w ON w.id = e.item_id
WHERE e.project_id = %s AND (%s::bigint[] IS NULL OR w.id = ANY(%s)) AND e.figures IS NOT NULL AND e.ruling IS NULL
  AND w.kind = 'issue' AND w.state->'work'->>'state' = 'open' AND NOT (w.state->>'gone')::boolean
ORDER BY w.id DESC LIMIT {MOST}
"""


def _estimates(project_id: int, item_ids: list[int] | None) -> Iterator[tuple[int, tuple[Work, Estimated]]]:
    for id_, state, figures in rows(_ESTIMATES, project_id, item_ids, item_ids):
        yield id_, (Folded.model_validate(state).work, Estimated.model_validate(figures))


def _held(project_id: int, item_ids: Iterable[int]) -> list[Posting]:
    """The rows of these issues, locked in order."""
    mine = (Posting.project == project_id) & Posting.item.in_(list(item_ids))
    return list(Posting.select().where(mine).order_by(Posting.id).for_update())


def _points(work: Work, said: Estimated, tariff: Tariff) -> int | None:
    """What is to be told, None for nothing."""
    good = said.trusted and said.sure >= tariff.estimates.sure and work.number is not None
    return scaled(said.points, tariff) if good and label_points(work.labels, tariff) is None else None


def _step(row: Posting | None, points: int | None, way: str) -> Literal["wish", "take back"] | None:
    if row is None or row.state == "off":
        return "wish" if row is None and points is not None else None
    if points is None or row.posted == {"points": points, "way": way}:
        return "take back" if row.state == "waiting" else None
    return None if row.state != "sent" and row.wanted["points"] == points else "wish"


_TITLES = """
SELECT l.number, coalesce(l.title, w.state->'work'->>'title'), coalesce(l.url, w.state->'work'->>'url')
FROM lesson l JOIN work_item w ON w.id = l.item_id
WHERE l.project_id = %s AND l.number = ANY(%s) AND l.about IS NULL AND NOT (w.state->>'gone')::boolean
"""


def _titles(project_id: int, told: Iterable[Estimated]) -> dict[int, tuple[str, str | None]]:
    """By number of the lesson: title and address, of the project's own issues only. What was imported, or is another
    project's, may be known to others than those who read here."""
    numbers = sorted({one.lesson for said in told for one in said.closest})
    found = rows(_TITLES, project_id, numbers) if numbers else []
    return {number: (title or "", url) for number, title, url in found}


def _wanted(said: Estimated, tariff: Tariff, titles: Mapping[int, tuple[str, str | None]]) -> Wanted:
    return Wanted(
        points=scaled(said.points, tariff),
        guess=said.points,
        low=said.low,
        high=said.high,
        sure=said.sure,
        past=said.past,
        closest=tuple(
            Past(title=titles[one.lesson][0], url=titles[one.lesson][1], points=one.points)
            for one in said.closest
            if one.lesson in titles
        ),
        labels="human" in tariff.sources,
    )


def _paused_until(project_id: int) -> datetime | None:
    [(until,)] = rows("SELECT max(next_at) FROM posting WHERE project_id = %s AND state = 'failed'", project_id)
    return until  # type: ignore[no-any-return]


def _wish(model: PointsModel, item_id: int, row: Posting | None, wanted: Wanted, not_before: datetime) -> None:
    kept = wanted.model_dump(mode="json")
    if row is None:
        where = {"organization": model.organization_id, "project": model.project_id, "item": item_id}
        Posting.create(**where, wanted=kept, state="waiting", next_at=not_before)
        return
    # Never earlier than it was: whoever sends it just now has set its time, as a lease.
    waits = [row.next_at] if row.state == "waiting" and row.next_at else []
    rests = [row.sent_at + REST] if row.sent_at else []
    row.attempts = row.attempts if row.state == "waiting" else 0
    row.wanted, row.state, row.next_at = kept, "waiting", max([not_before, *waits, *rests])
    row.save(only=[Posting.wanted, Posting.state, Posting.next_at, Posting.attempts])


def take_back(row: Posting) -> None:
    """Nothing is to be changed there for now."""
    if row.posted is None:
        row.delete_instance()
    else:
        row.state, row.next_at = "sent", None
        row.save(only=[Posting.state, Posting.next_at])
