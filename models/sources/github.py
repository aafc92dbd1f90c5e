"""A GitHub delivery's event name and payload come in; a `Reading` in our words goes out; intake folds it.

The request itself is checked in github_request.py before it is kept; which action does what stands in
github_events.py; how a piece of work is read, in github_work.py. `read` is pure and never fails on a payload
that parses: what cannot be understood becomes `unknown` with the reason, to be parked and looked at.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from models.errors import Invalid
from models.rules.work import Account, Change, MembershipSeen, ProjectSeen, Reading
from models.sources import github_facts as facts
from models.sources import github_installations as installations
from models.sources import github_moves as moves
from models.sources import github_work as work
from models.sources import picking
from models.sources.github_accounts import account, once
from models.sources.github_events import IGNORED, SUPPORTED
from models.sources.github_request import Received, receive, sign, verify
from models.sources.github_work import Effect
from models.sources.picking import Fields
from models.sources.strict_json import parse_object

__all__ = ["Received", "read", "receive", "sign", "verify"]

Reader = Callable[[Fields, Effect, datetime], Reading]


def read(event: str, payload: bytes | dict[str, Any], received_at: datetime) -> Reading:
    """What the delivery says. `payload` is the JSON text or its object; BadDelivery when the text is none.

    `received_at` stands in only where GitHub gives no time (a star taken back).
    """
    fields = payload if isinstance(payload, dict) else parse_object(payload)
    reading = _read(event, fields, received_at)
    about = {"project": reading.project or project(fields), "through": installations.through(fields)}
    return reading.model_copy(update=about)


def _read(event: str, fields: Fields, received_at: datetime) -> Reading:
    effect = _effect(event, _action(fields))
    if isinstance(effect, Reading):
        return effect
    try:
        return READERS[event](fields, effect, received_at)
    except Invalid as unreadable:
        return Reading(verdict="unknown", why=str(unreadable))


def _action(fields: Fields) -> str:
    return picking.text(fields, "action", 60)


def _effect(event: str, action: str) -> Effect | Reading:
    """The effect of a supported action, or the verdict on any other."""
    if event in IGNORED:
        return Reading(verdict="ignored", why=IGNORED[event])
    if event not in SUPPORTED:
        return Reading(verdict="unknown", why=f"GitHub's event “{event[:60]}” is new to us.")
    found = SUPPORTED[event].get(action)
    if found is None:
        return Reading(verdict="unknown", why=f"The action “{action}” of “{event}” is new to us.")
    return found if isinstance(found, Effect) else Reading(verdict="ignored", why=found)


def project(fields: Fields) -> ProjectSeen | None:
    """The repository that the payload speaks of, when it speaks of one."""
    return moves.project(picking.some_part(fields, "repository"))


def _ping(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    return Reading(verdict="supported", ping=True)


def _issues(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    """One that changes repositories is two issues, of which the event of either tells both: so that it earns once,
    whichever comes first, and also when the other is lost."""
    mine = _acted(work.issue(picking.part(fields, "issue"), effect), effect, fields)
    moved = moves.other_side(fields, left=effect.gone)
    if moved is None:
        return _about_work(fields, [mine])
    if effect.gone:
        moved = moved.model_copy(update={"change": _acted(moved.change, moves.CAME, fields)})
    mine, moved = moves.linked(mine, moved, left=effect.gone)
    words = f"It is {moved.change.work.url or 'another issue'} now." if effect.gone else ""
    return _about_work(fields, [mine]).model_copy(update={"moved": moved, "why": words})


def _issue_comment(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    """Nobody earns by a comment: it only says who took part in the issue, as which it is kept."""
    found = picking.part(fields, "issue")
    if found.get("pull_request"):
        return _ignored("Only a comment on an issue tells who took part in it; a pull request has reviews.")
    commenter = account(picking.some_part(fields, "comment").get("user"))
    change = facts.taking_part(_acted(work.issue(found, effect), effect, fields), [commenter])
    return _about_work(fields, [change.model_copy(update={"overheard": True})])


def _pull_request(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    change = work.pull_request(picking.part(fields, "pull_request"), effect, _repository_name(fields))
    return _about_work(fields, [_acted(change, effect, fields)])


def _pull_request_review(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    """The review, and the pull request beside it: its snapshot is as good as any, but settles nothing."""
    about, found = picking.part(fields, "pull_request"), picking.part(fields, "review")
    review = work.review(found, about, effect)
    pull_request = _acted(work.pull_request(about, Effect(), _repository_name(fields)), Effect(), fields)
    beside = _reviewed(pull_request, once(found.get("user")))
    return _about_work(fields, [review, beside] if review else [beside])


def _acted(change: Change, effect: Effect, fields: Fields) -> Change:
    """The change with who was behind it; what closed it is told by that event alone, or by the one that brought it
    here from another repository, closed as it is."""
    sender = once(fields.get("sender"))
    came_closed = effect.state == "open" and change.work.state == "closed"
    if sender is not None and (effect.state == "closed" or came_closed):
        change = facts.joined(change, ended_by=sender)
    return facts.taking_part(change, [sender])


def _reviewed(change: Change, reviewer: Account | None) -> Change:
    """The pull request with its reviewer; not its author, who may only comment there."""
    author = change.work.author
    if reviewer is None or reviewer.bot or (author is not None and author.key == reviewer.key):
        return change
    return facts.taking_part(facts.joined(change, reviewers=(reviewer,)), [reviewer])


def _repository_name(fields: Fields) -> str:
    return picking.text(picking.some_part(fields, "repository"), "full_name", 200)


def _star(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    change = work.star(fields, effect, received_at)
    return _about_work(fields, [change]) if change else _ignored("The star is by nobody that we can know.")


def _push(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    change = work.push(fields, received_at)
    if change is None:
        return _ignored("Only new commits on the default branch count, by somebody that we can know.")
    return _about_work(fields, [change])


def _about_work(fields: Fields, changes: list[Change]) -> Reading:
    picking.identifier(picking.part(fields, "repository"))
    return Reading(verdict="supported", changes=tuple(changes))


def _member(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    """Of a repository, whose collaborators they are."""
    return _about_member(fields.get("member"), _place(fields, "repository"), effect)


def _membership(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    """Of a team."""
    return _about_member(fields.get("member"), _place(fields, "team"), effect)


def _organization(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    return _about_member(picking.part(fields, "membership").get("user"), None, effect)


def _place(fields: Fields, kind: str) -> str:
    return f"github {kind} {picking.identifier(picking.part(fields, kind))}"


def _about_member(found: object, place: str | None, effect: Effect) -> Reading:
    member = account(found)
    if member is None:
        return _ignored("The member is nobody that we can know.")
    seen = MembershipSeen(account=member, present=not effect.removing, place=place)
    return Reading(verdict="supported", memberships=(seen,))


def _repository(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    """The repository's name and address as they are now; a deleted one is as quiet as an archived one."""
    seen = project(fields)
    if seen is None:
        raise Invalid("The payload has no repository.")
    archived = effect.removing or picking.part(fields, "repository").get("archived") is True
    seen = seen.model_copy(update={"archived": archived})
    return Reading(verdict="supported", project=seen)


def _installation(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    return Reading(verdict="supported", installation=installations.installation(fields, received_at))


def _installation_repositories(fields: Fields, effect: Effect, received_at: datetime) -> Reading:
    return Reading(verdict="supported", installation=installations.repositories(fields, received_at))


def _ignored(why: str) -> Reading:
    return Reading(verdict="ignored", why=why)


READERS: dict[str, Reader] = {
    "ping": _ping,
    "push": _push,
    "issues": _issues,
    "issue_comment": _issue_comment,
    "pull_request": _pull_request,
    "pull_request_review": _pull_request_review,
    "star": _star,
    "member": _member,
    "membership": _membership,
    "organization": _organization,
    "repository": _repository,
    "installation": _installation,
    "installation_repositories": _installation_repositories,
}
