"""A moment comes in; the next Errand to a provider goes out, leased, and what came of it comes back; postings.py asks.

The request itself is made between two units: workers/posting.py makes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models import points_models, postings, sealing
from models.db import database, rows
from models.points_models import PointsModel
from models.postings import REST, Posting
from models.rules.posting_words import Wanted
from models.rules.work import Folded, Work
from models.sources.github_rest import Meaning, Verdict
from models.tenants import Project
from models.workitems import WorkItem

LEASE = timedelta(minutes=3)
"""Whoever took a row has so long; several requests of ten seconds."""
ATTEMPTS = 5
PER_HOUR = 100
"""Issues of one project that are told of in an hour: people read them, and GitHub counts what is written."""
LOOKED_AT = 100
"""Rows of which nothing is to be told any more that one call may put away."""


@dataclass(frozen=True)
class Errand:
    """What is to be said of one issue. `token` is sealed. `remote`: the comment or label that is there by the way
    `told`. `doubt`: perhaps it was said already, and we never heard. `mark`: by which our comment is found."""

    id: int
    repository: str
    number: int
    url: str | None
    way: str
    token: str
    wanted: Wanted
    told: str | None
    remote: str | None
    doubt: bool
    mark: str


def due(now: datetime) -> bool:
    """Whether a row's time has come."""
    return bool(rows(_DUE, now, now - REST, PER_HOUR))


# By the worker's time, as all here.
_DUE = """
SELECT p.id FROM posting p WHERE p.state = 'waiting' AND p.next_at <= %s
AND (SELECT count(*) FROM posting q WHERE q.project_id = p.project_id AND q.sent_at > %s) < %s
ORDER BY p.next_at, p.id LIMIT 1
"""


def take(now: datetime) -> Errand | None:
    """The next one, leased: if its worker dies, it is taken again."""
    for _ in range(LOOKED_AT):
        found = rows(f"{_DUE} FOR NO KEY UPDATE SKIP LOCKED", now, now - REST, PER_HOUR)
        if not found:
            return None
        row: Posting = Posting.get_by_id(found[0][0])
        errand = _errand(row)
        if errand is not None:
            row.attempts, row.next_at = row.attempts + 1, now + LEASE
            row.save(only=[Posting.attempts, Posting.next_at])
            return errand
        postings.take_back(row)
    return None


def note(errand: Errand, verdict: Verdict, remote: str | None, now: datetime) -> None:
    """What came of it. `remote`: the comment or label that is there now."""
    if verdict.meaning in ("later", "refused", "denied"):
        _put_off(errand, verdict, now)
    rows("SELECT 1 FROM posting WHERE id = %s FOR NO KEY UPDATE", errand.id)
    row = Posting.get_or_none(Posting.id == errand.id)
    if row is not None:
        _NOTED[verdict.meaning](row, errand, verdict, now)
        row.remote = remote
        row.save()


def _errand(row: Posting) -> Errand | None:
    """None when the issue, the project or the way of telling is not what it was."""
    model: PointsModel | None = points_models.find(row.project_id)
    project: Project = row.project
    folded: Folded = WorkItem.get_by_id(row.item_id).folded()
    if model is None or not postings.tells(model, project) or not _is_open(folded.work, folded.gone):
        return None
    return Errand(
        id=row.id,
        repository=project.name,
        number=folded.work.number or 0,
        url=folded.work.url,
        way=str(model.posting),
        token=str(model.token),
        wanted=Wanted.kept(row.wanted),
        told=row.posted["way"] if row.posted else None,
        remote=row.remote,
        doubt=bool(row.attempts or row.error),
        mark=f"codebadge {sealing.mark('posting', str(row.id))[:32]}",
    )


def _is_open(work: Work, gone: bool) -> bool:
    return work.state == "open" and not gone and work.number is not None


_PUT_OFF = """
UPDATE posting SET next_at = greatest(next_at, %s), state = %s, error = coalesce(%s, error) WHERE id IN (
    SELECT id FROM posting WHERE project_id = %s AND state = 'waiting' ORDER BY id FOR NO KEY UPDATE)
"""


def _put_off(errand: Errand, verdict: Verdict, now: datetime) -> None:
    """What would be answered in the same way is not tried now: all of the project."""
    project = rows("SELECT project_id FROM posting WHERE id = %s", errand.id)
    if project:
        fails = verdict.meaning == "refused"
        until = verdict.until or now + REST
        state, words = ("failed", verdict.words) if fails else ("waiting", None)
        database.execute_sql(_PUT_OFF, (until, state, words, project[0][0]))


def _done(row: Posting, errand: Errand, _verdict: Verdict, now: datetime) -> None:
    row.posted = {"points": errand.wanted.points, "way": errand.way}
    row.sent_at, row.attempts, row.error = now, 0, None
    # Perhaps the model learnt meanwhile.
    waits = row.state == "waiting" and row.wanted["points"] != errand.wanted.points
    row.state, row.next_at = ("waiting", now + REST) if waits else ("sent", None)


def _later(row: Posting, _errand: Errand, verdict: Verdict, now: datetime) -> None:
    row.state, row.attempts = "waiting", max(row.attempts - 1, 0)
    row.next_at, row.error = verdict.until or now + REST, verdict.words


def _again(row: Posting, errand: Errand, verdict: Verdict, now: datetime) -> None:
    if row.attempts >= ATTEMPTS:
        _failed(row, errand, verdict, now)
    else:
        row.next_at, row.error = now + timedelta(minutes=2**row.attempts), verdict.words


def _failed(row: Posting, _errand: Errand, verdict: Verdict, now: datetime) -> None:
    row.state, row.error = "failed", verdict.words
    row.next_at = now + REST if verdict.meaning == "refused" else now


def _off(row: Posting, _errand: Errand, verdict: Verdict, _now: datetime) -> None:
    row.state, row.next_at, row.error = "off", None, verdict.words


_NOTED: Mapping[Meaning, Callable[[Posting, Errand, Verdict, datetime], Any]] = {
    "done": _done,
    "later": _later,
    "again": _again,
    "refused": _failed,
    "denied": _failed,
    "gone": _off,
    "there": _failed,
    "wrong": _failed,
}
