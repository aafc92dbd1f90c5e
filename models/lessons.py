"""What a human said that an issue was worth comes in; numbered Lessons go out; workers/learner.py teaches them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from models import estimates, lesson_events, points_models, tariffs, workitems
from models.db import execute_many, rows
from models.lesson_events import FORGOTTEN, GONE, RESTORED, Event, Known
from models.lesson_events import Lesson as Lesson
from models.lesson_reading import LessonCard as LessonCard
from models.lesson_reading import export as export
from models.lesson_reading import page as page
from models.rules import lessons as rules
from models.rules.lessons import Imported, Value
from models.rules.valuing import UNKNOWN, VALUED, Valuation
from models.tenants import Project
from models.workitems import WorkItem

LOOKED_AT = ("admin", "accepted", RESTORED)
"""Sources of events behind which a moderator stands."""
PERSON = "person:"


def key_of(project: Project, item: WorkItem) -> str:
    """Which issue it is, for lessons: the same wherever its lesson is taken."""
    return f"{project.provider}:{item.kind}:{item.external_id}"[:200]


def teach(
    project: Project, items: Sequence[WorkItem], now: datetime, known: Mapping[int, Valuation] | None = None
) -> bool:
    """Afterwards the lessons about these items teach what humans say of them now; what is opened again teaches nothing
    until it is closed, or it would be the closest past issue of itself. Their locks are held, and they are settled.
    `known`: what is known of their worth, when the caller has it. Whether there is something new to learn."""
    able = {key_of(project, item): item for item in items if item.kind in VALUED}
    closed = [item.id for item in able.values() if rules.is_settled(item.folded())]
    if not closed and not (able and lesson_events.known(project, able)):
        return False
    known = estimates.valuations(item.id for item in able.values()) if known is None else known
    book = tariffs.book(project.organization_id)
    due = {key: _Due(project, item, book, known.get(item.id, UNKNOWN)) for key, item in able.items()}
    earning = (one.item.id for one in due.values() if book.counts_at(project.id, one.at) is not None)
    _wait_for_estimates(project, {*closed}.intersection(earning) - known.keys())
    if not any(one.value for one in due.values()) and not _differences(due, lesson_events.known(project, able)):
        return False
    model = points_models.hold(project.id)
    # From now on nobody else changes a lesson of this project.
    several = _differences(due, lesson_events.known(project, able))
    lesson_events.append(project, model, lesson_events.hold_floods(project, model.numbered, several), now)
    return bool(several)


class _Due:
    """What an item should teach now."""

    def __init__(self, project: Project, item: WorkItem, book: tariffs.Book, valuation: Valuation) -> None:
        self.item, self.folded, self.valuation = item, item.folded(), valuation
        self.at = self.folded.work.ended_at or self.folded.work.began_at
        self.tariff = book.at(project.id, book.taught_at(project.id, self.at)).tariff
        self.value: Value | None = rules.value_of(self.folded, self.tariff, valuation)

    def lesson(self, key: str, value: Value) -> Event:
        """The event that teaches it for the first time."""
        issue = rules.issue_of(self.item.id, self.folded.work, self.tariff)
        said = self.valuation.said
        return {
            "points": value.points,
            "source": value.source,
            "teacher": value.teacher,
            "item_id": self.item.id,
            "key": key,
            "title": issue.title,
            "text": issue.text,
            "labels": list(issue.labels),
            "url": self.folded.work.url,
            "said": said.model_dump(mode="json") if said else None,
            "happened_at": self.at,
        }

    def change(self, known: Known) -> Event | None:
        """The event after which the lesson teaches what it should."""
        value = self.value
        if value is None:
            gone = known.points is not None
            return lesson_events.change(known, None, GONE, None, self.at, known.held) if gone else None
        ruled = self.valuation.ruling is not None and self.valuation.ruling.at > known.recorded_at
        if value.points == known.points and not (known.held and ruled):
            return None
        if known.source == FORGOTTEN and not ruled:
            return None
        return lesson_events.change(known, value.points, value.source, value.teacher, self.at, known.held and not ruled)


def _differences(due: dict[str, _Due], known: dict[str, Known]) -> list[Event]:
    found = []
    for key, one in due.items():
        if key in known:
            found.append(one.change(known[key]))
        elif one.value is not None:
            found.append(one.lesson(key, one.value))
    return [one for one in found if one]


def take_in(project: Project, given: Sequence[Imported], by: str, now: datetime) -> tuple[int, int]:
    """Lessons from elsewhere, oldest first. (how many are new, how many were known by their key)."""
    model = points_models.hold(project.id)
    unique = {one.key: one for one in sorted(given, key=lambda one: one.closed_at)}
    known = lesson_events.known(project, unique)
    fresh = [one for key, one in unique.items() if key not in known]
    lesson_events.append(project, model, [_imported(one, by) for one in fresh], now)
    return len(fresh), len(given) - len(fresh)


def forget(project: Project, numbers: Collection[int], by: str, now: datetime) -> list[int]:
    """An admin takes the influence of these lessons away; the numbers of those that had any, or might get it."""
    model = points_models.hold(project.id)
    able = [one for one in lesson_events.numbered(project, numbers) if one.source != FORGOTTEN]
    lesson_events.append(
        project, model, [lesson_events.change(one, None, FORGOTTEN, by, now, one.held) for one in able], now
    )
    return [one.number for one in able]


_OF_TEACHER = """
SELECT number FROM lesson WHERE project_id = %s AND teacher = %s AND about IS NULL AND number > %s
"""


def forget_all_of(project: Project, teacher: str, by: str, now: datetime) -> list[int]:
    """The same for all that one account or person taught, but for what a moderator has looked at since."""
    model = points_models.hold(project.id)
    numbers = [number for (number,) in rows(_OF_TEACHER, project.id, teacher, model.since)]
    known = lesson_events.numbered(project, numbers)
    able = [one.number for one in known if teacher.startswith(PERSON) or one.source not in LOOKED_AT]
    return forget(project, able, by, now)


def restore(project: Project, numbers: Collection[int], by: str, now: datetime) -> list[int]:
    """Lessons that were forgotten or held teach again what humans say of their issues now; their numbers. Those of
    issues that are open again do so once these are closed."""
    about = [one.item for one in lesson_events.numbered(project, numbers) if one.item is not None]
    items = {item.id: item for item in workitems.hold(about)}
    known, book = estimates.valuations(items), tariffs.book(project.organization_id)
    model = points_models.hold(project.id)
    events = []
    for one in lesson_events.numbered(project, numbers):
        points: float | None = one.before
        is_open = one.item is not None and not rules.is_settled(items[one.item].folded())
        if one.item is not None:
            value = _Due(project, items[one.item], book, known.get(one.item, UNKNOWN)).value
            points = value.points if value else None
        if (points is not None or is_open) and (one.source == FORGOTTEN or one.held):
            events.append(lesson_events.change(one, points, GONE if is_open else RESTORED, by, now, held=False))
    lesson_events.append(project, model, events, now)
    return [event["about"] for event in events]


def _imported(one: Imported, by: str) -> Event:
    told = one.model_dump(include={"key", "title", "text", "points", "url"})
    return told | {"labels": list(one.labels), "source": "import", "teacher": by, "happened_at": one.closed_at}


_WAITING = """
INSERT INTO estimate (organization_id, project_id, item_id, learnt) VALUES %s ON CONFLICT (item_id) DO NOTHING
"""


def _wait_for_estimates(project: Project, item_ids: Collection[int]) -> None:
    """Closed before the learner came: a row tells it that something has to be said of them still."""
    if item_ids:
        execute_many(_WAITING, [(project.organization_id, project.id, item, 0) for item in sorted(item_ids)])
