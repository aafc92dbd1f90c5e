"""A page of a repository's past comes in; Changes go out, as its webhooks would have told them: taking_in.py is next.

A page with something unreadable in it keeps the rest. Who closed or merged something stands in the events, which name
a pull request by its number alone: `ended` tells it of the piece of work that has this number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from models.errors import Invalid
from models.rules.work import Account, Change, Group, Subject, Work
from models.sources import github_facts as facts
from models.sources import github_voices, github_work, picking
from models.sources.github_accounts import once
from models.sources.github_rest import home
from models.sources.github_voices import Voice
from models.sources.github_work import Effect
from models.sources.picking import Fields
from models.sources.rest import MAX_PAGE, Answer, Request, things

Stage = Literal["issues", "pulls", "events", "comments"]
NEWEST_FIRST = "state=all&sort=updated&direction=desc&per_page=100"
_PATHS: Mapping[str, str] = {
    "issues": f"/issues?{NEWEST_FIRST}",
    "pulls": f"/pulls?{NEWEST_FIRST}",
    "events": "/issues/events?per_page=100",
    "comments": "/issues/comments?sort=created&direction=desc&per_page=100",
}
PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Ending:
    """Somebody closed or merged the pull request of this number, then: `work_item` rows know its own id."""

    number: int
    kind: Literal["closed", "merged"]
    account: Account
    at: datetime


Told = Change | Ending | Voice


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. `read`: how many things were on it, of which `unread` could not be read. `endings`: of pull
    requests, from events; `voices`: from events and comments. `oldest`: the least of the times by which it is sorted,
    to stop at; None of an empty page."""

    changes: tuple[Change, ...] = ()
    endings: tuple[Ending, ...] = ()
    voices: tuple[Voice, ...] = ()
    read: int = 0
    unread: int = 0
    oldest: datetime | None = None


def first(stage: Stage, repository: str, since: datetime | None = None) -> Request:
    """The first page, newest first, of the repository of this id; the next by github_rest.next_link. Only issues can
    be asked for `since`; of pulls and events stop at a page whose `oldest` is older. Raises Invalid."""
    begin = ""
    if since is not None and stage == "issues":
        begin = f"&since={since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return Request("GET", f"{home(repository)}{_PATHS[stage]}{begin}", at_most=MAX_PAGE)


def first_reviews(repository: str, number: int) -> Request:
    """The first page of a pull request's reviews, oldest first. Raises Invalid."""
    return Request("GET", f"{home(repository)}/pulls/{int(number)}/reviews?per_page={PER_PAGE}", at_most=MAX_PAGE)


def read(stage: Stage, answer: Answer, full_name: str) -> Page:
    """What stands on the page. `full_name`: the repository's. Raises Invalid for what is no list of things."""
    return _page(
        things(answer),
        lambda found: _READERS[stage](found, full_name),
        "created_at" if stage in ("events", "comments") else "updated_at",
    )


def reviews(answer: Answer, about: Work, seen_at: datetime) -> Page:
    """Of one pull request, `about` which we know and which was as it is at `seen_at`. Raises Invalid."""
    return _page(things(answer), lambda found: _review(found, about, seen_at), "submitted_at")


def ended(work: Work, ending: Ending) -> Change:
    """Who closed or merged this pull request, and nothing else of it."""
    if ending.kind == "merged":
        return _only(work.model_copy(update={"merged_by": ending.account}), "merging", ending)
    return _only(work.model_copy(update={"ended_by": ending.account}), "ending", ending)


def _only(work: Work, group: Group, ending: Ending) -> Change:
    return facts.taking_part(Change(work=work, seen_at=ending.at, tells=(group,)), [ending.account])


def _page(found: list[Fields], reader: Callable[[Fields], Sequence[Told]], sorted_by: str) -> Page:
    told: list[Told] = []
    unread = 0
    for one in found:
        try:
            told += reader(one)
        except Invalid:
            unread += 1
    times = [at for one in found if (at := picking.some_moment(one, sorted_by)) is not None]
    return Page(
        changes=tuple(one for one in told if isinstance(one, Change)),
        endings=tuple(one for one in told if isinstance(one, Ending)),
        voices=tuple(one for one in told if isinstance(one, Voice)),
        read=len(found),
        unread=unread,
        oldest=min(times, default=None),
    )


def _issue(found: Fields, _full_name: str) -> list[Told]:
    """A pull request among the issues has another id here; it comes with the pull requests."""
    if found.get("pull_request"):
        return []
    change = github_work.issue(found, Effect())
    closer = once(found.get("closed_by")) if change.work.state == "closed" else None
    if closer is not None:
        change = facts.taking_part(facts.joined(change, ended_by=closer), [closer])
    return [change]


def _pull(found: Fields, full_name: str) -> list[Told]:
    return [github_work.pull_request(found, Effect(), full_name)]


def _event(found: Fields, _full_name: str) -> list[Told]:
    """Of an ending, or of who took part, by somebody who still is there; an issue that is not there any more has no
    events."""
    kind, actor = found.get("event"), once(found.get("actor"))
    about = found.get("issue")
    if not isinstance(about, dict):
        return []
    if kind not in ("closed", "merged"):
        return list(github_voices.of_event(found, about))
    if actor is None:
        return []
    ending = Ending(picking.number(about, "number"), kind, actor, picking.moment(found, "created_at"))
    if about.get("pull_request"):
        return [ending]
    return [ended(github_work.issue(about, Effect()).work, ending)] if kind == "closed" else []


_READERS: Mapping[str, Callable[[Fields, str], Sequence[Told]]] = {
    "issues": _issue,
    "pulls": _pull,
    "events": _event,
    "comments": github_voices.of_comment,
}


def _review(found: Fields, about: Work, seen_at: datetime) -> list[Told]:
    """The review, and beside it who reviewed the pull request. When one was dismissed GitHub does not say; the last
    time that the pull request is known to have changed is the best guess."""
    if picking.word(found, "state") == "pending":
        return []
    submitted_at = picking.moment(found, "submitted_at")
    told = github_work.review(found, _fields(about, submitted_at), Effect())
    if told is None:
        return []
    dismissed = told.work.state == "dismissed"
    subject = Subject(
        external_id=about.external_id,
        number=about.number or 0,
        title=about.title,
        author=about.author,
        began_at=about.began_at,
    )
    work = told.work.model_copy(update={"subject": subject, "labels": about.labels})
    change = told.model_copy(
        update={"work": work, "seen_at": max(submitted_at, seen_at) if dismissed else submitted_at}
    )
    return [change, *_beside(about, work.author, submitted_at)]


def _beside(about: Work, reviewer: Account | None, at: datetime) -> list[Told]:
    """The pull request with its reviewer; not its author, who may only comment there."""
    mine = about.author is not None and reviewer is not None and about.author.key == reviewer.key
    if reviewer is None or reviewer.bot or mine:
        return []
    reviewer = reviewer.model_copy(update={"trust": "old"})
    change = facts.joined(Change(work=about, seen_at=at, tells=()), reviewers=(reviewer,))
    return [facts.taking_part(change, [reviewer])]


def _fields(about: Work, at: datetime) -> dict[str, Any]:
    """As much of the pull request as the reader of reviews wants to see."""
    return {
        "id": int(about.external_id),
        "number": about.number,
        "title": about.title,
        "updated_at": at.isoformat(),
        "created_at": about.began_at.isoformat(),
        "author_association": about.association,
    }
