"""A GitHub issue, pull request, review, star or push comes in; a `Change` in our words goes out to be folded.

Shapes are those of docs.github.com/webhooks/webhook-events-and-payloads. Old payloads lack fields of today
(`state_reason`, `assignees`, even `state`), so each absent field has a meaning here.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from models.errors import Invalid
from models.rules.work import MAX_TEXT, Account, Change, Group, State, Subject, Work
from models.sources import github_facts as facts
from models.sources import picking
from models.sources.github_accounts import account
from models.sources.picking import Fields

MAX_TITLE = 300
MAX_LABELS = 100
MAX_ASSIGNEES = 20
MAX_COMMITS = 2048
"""GitHub lists no more commits than this in one push."""

_SHA = re.compile(r"[0-9a-f]{40,64}", re.ASCII)
_GIVEN = ("approved", "changes_requested", "commented")


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action is about: the field group it knows best, whether it took away, whether the work left."""

    settles: Group | None = None
    removing: bool = False
    gone: bool = False
    state: State | None = None


def issue(found: Fields, effect: Effect) -> Change:
    """An issue as an `issues` event shows it."""
    if found.get("pull_request"):
        raise Invalid("This is a pull request in the shape of an issue.")
    seen_at = picking.moment(found, "updated_at")
    closed = _issue_is_closed(found, effect)
    work = Work(
        kind="issue",
        external_id=picking.identifier(found),
        number=picking.number(found, "number"),
        title=picking.text(found, "title", MAX_TITLE),
        text=picking.text(found, "body", MAX_TEXT),
        url=picking.url(found, "html_url"),
        state="closed" if closed else "open",
        reason=picking.word(found, "state_reason") or None if closed else None,
        began_at=picking.some_moment(found, "created_at") or seen_at,
        ended_at=(picking.some_moment(found, "closed_at") or seen_at) if closed else None,
        author=account(found.get("user")),
        assignees=_assignees(found),
        labels=_labels(found),
        association=facts.association(found),
        relabeled_at=seen_at if effect.settles == "labels" else None,
    )
    return _change(work, seen_at, effect)


def _issue_is_closed(found: Fields, effect: Effect) -> bool:
    """By its state; a reopened issue keeps its `closed_at`, so that one speaks last."""
    state = picking.word(found, "state") or effect.state
    return state == "closed" if state else found.get("closed_at") is not None


def pull_request(found: Fields, effect: Effect, repository: str) -> Change:
    """A pull request as its own event or a review's event shows it; the latter lacks `merged`."""
    seen_at = picking.moment(found, "updated_at")
    state = _pull_request_state(found, effect)
    ended_at = picking.some_moment(found, "merged_at") or picking.some_moment(found, "closed_at") or seen_at
    work = Work(
        kind="pull_request",
        external_id=picking.identifier(found),
        number=picking.number(found, "number"),
        title=picking.text(found, "title", MAX_TITLE),
        url=picking.url(found, "html_url"),
        state=state,
        began_at=picking.some_moment(found, "created_at") or seen_at,
        ended_at=None if state == "open" else ended_at,
        author=account(found.get("user")),
        assignees=_assignees(found),
        labels=_labels(found),
        relabeled_at=seen_at if effect.settles == "labels" else None,
        **facts.of_pull_request(found, repository),
    )
    return _change(work, seen_at, effect)


def _pull_request_state(found: Fields, effect: Effect) -> State:
    if found.get("merged") is True or picking.some_moment(found, "merged_at"):
        return "merged"
    return "closed" if (picking.word(found, "state") or effect.state) == "closed" else "open"


def review(found: Fields, about: Fields, effect: Effect) -> Change | None:
    """A review of the pull request `about`; None when its author is a ghost: then nobody can earn by it."""
    reviewer = account(found.get("user"))
    if reviewer is None:
        return None
    submitted_at = picking.moment(found, "submitted_at")
    verdict = picking.word(found, "state")
    if verdict not in (*_GIVEN, "dismissed"):
        raise Invalid("The review has no state that we know.")
    subject = _subject(about)
    work = Work(
        kind="review",
        external_id=f"{subject.external_id}:{reviewer.external_id}",
        number=subject.number,
        title=subject.title,
        url=picking.url(found, "html_url"),
        state="dismissed" if verdict == "dismissed" else "given",
        reason=verdict,
        began_at=submitted_at,
        author=reviewer,
        labels=_labels(about),
        subject=subject,
        association=facts.association(about),
    )
    return _change(work, max(submitted_at, picking.moment(about, "updated_at")), effect)


def _subject(about: Fields) -> Subject:
    return Subject(
        external_id=picking.identifier(about),
        number=picking.number(about, "number"),
        title=picking.text(about, "title", MAX_TITLE),
        author=account(about.get("user")),
        began_at=picking.some_moment(about, "created_at"),
    )


def star(payload: Fields, effect: Effect, received_at: datetime) -> Change | None:
    """A star by the sender; taking it back has no time of its own, so the arrival's stands in."""
    giver = account(payload.get("sender"))
    if giver is None:
        return None
    touched_at = picking.some_moment(picking.part(payload, "repository"), "updated_at") or received_at
    seen_at = picking.some_moment(payload, "starred_at") or max(touched_at, received_at)
    work = Work(
        kind="star",
        external_id=giver.external_id,
        url=picking.url(picking.part(payload, "repository"), "html_url"),
        state="dismissed" if effect.removing else "given",
        began_at=seen_at,
        author=giver,
    )
    return _change(work, seen_at, effect)


def push(payload: Fields, received_at: datetime) -> Change | None:
    """A push of new commits to the default branch by the sender; None for any other push.

    Commits carry their authors' own clocks and unchecked addresses, so time and person are the push's. Whom they name
    as co-authors is believed as far as `Account.trust` says.
    """
    pusher = account(payload.get("sender"))
    commits = _distinct_commits(payload)
    if pusher is None or not commits or not _is_to_default_branch(payload):
        return None
    pushed_at = picking.some_moment(picking.part(payload, "repository"), "pushed_at") or received_at
    work = Work(
        kind="push",
        external_id=_commit(payload, "after"),
        title=_first_line(picking.some_part(payload, "head_commit")),
        url=picking.url(payload, "compare"),
        state="given",
        began_at=pushed_at,
        author=pusher,
        commits=len(commits),
        **facts.of_push(commits),
    )
    return _change(work, pushed_at, Effect())


def _is_to_default_branch(payload: Fields) -> bool:
    branch = picking.text(picking.part(payload, "repository"), "default_branch", 250)
    return bool(branch) and payload.get("ref") == f"refs/heads/{branch}" and payload.get("deleted") is not True


def _distinct_commits(payload: Fields) -> list[Fields]:
    commits = picking.some_list(payload, "commits", MAX_COMMITS) or []
    return [commit for commit in commits if isinstance(commit, dict) and commit.get("distinct") is True]


def _first_line(commit: Fields) -> str:
    return picking.text(commit, "message", MAX_TITLE).partition("\n")[0]


def _commit(payload: Fields, name: str) -> str:
    sha = picking.word(payload, name)
    if _SHA.fullmatch(sha) is None:
        raise Invalid(f"The payload lacks a usable {name}.")
    return sha


def _assignees(found: Fields) -> tuple[Account, ...]:
    """In the order of their ids, so that two payloads with the same people are equal."""
    listed = picking.some_list(found, "assignees", MAX_ASSIGNEES)
    if listed is None:
        listed = [found.get("assignee")]
    people = {one.external_id: one for one in map(account, listed) if one}
    return tuple(sorted(people.values(), key=lambda one: int(one.external_id)))


def _labels(found: Fields) -> tuple[str, ...]:
    listed = picking.some_list(found, "labels", MAX_LABELS) or []
    names = {picking.text(label, "name", 100) for label in listed if isinstance(label, dict)}
    return tuple(sorted(names - {""}))


def _change(work: Work, seen_at: datetime, effect: Effect) -> Change:
    return Change(work=work, seen_at=seen_at, settles=effect.settles, removing=effect.removing, gone=effect.gone)
