"""A Trello delivery's action type and payload come in; a `Reading` in our words goes out; intake folds it.

The request itself is checked in trello_request.py before it is kept; how an action is read stands in trello_work.py,
which types are ignored in trello_events.py. `read` is pure and never fails on a payload that parses.
"""

from datetime import datetime
from typing import Any

from models.errors import Invalid
from models.rules.work import Change, ListMoved, MembershipSeen, ProjectSeen, Reading
from models.sources import picking, trello_work
from models.sources.picking import Fields
from models.sources.strict_json import parse_object
from models.sources.trello_accounts import PROVIDER, member
from models.sources.trello_events import IGNORED, LISTS, MEMBERS, NOT_DONE, NOTHING_COUNTED

__all__ = ["read"]


def read(event: str, payload: bytes | dict[str, Any], received_at: datetime) -> Reading:
    """What the delivery says. `payload` is the JSON text or its object; BadDelivery when the text is none."""
    fields = payload if isinstance(payload, dict) else parse_object(payload)
    try:
        reading = _about(event, fields)
    except Invalid as unreadable:
        reading = Reading(verdict="unknown", why=str(unreadable))
    return reading.model_copy(update={"project": reading.project or board(fields)})


def board(fields: Fields) -> ProjectSeen | None:
    """The board that the payload speaks of, as it is called now."""
    found, action = picking.some_part(fields, "model"), picking.some_part(fields, "action")
    id_ = picking.some_object_id(found, "id")
    if id_ is None:
        return None
    return ProjectSeen(
        provider=PROVIDER,
        external_id=id_,
        name=picking.text(found, "name", 200) or f"board {id_}",
        url=picking.url(found, "url"),
        at=picking.some_moment(action, "date"),
    )


def _about(event: str, fields: Fields) -> Reading:
    action = picking.part(fields, "action")
    if event in IGNORED:
        return _ignored(IGNORED[event])
    if event in MEMBERS:
        return _member(action, *MEMBERS[event])
    if event in LISTS:
        return _list(fields, action, away=LISTS[event])
    if event == "updateBoard":
        return _board(fields)
    if event not in trello_work.KINDS:
        return Reading(verdict="unknown", why=f"Trello's action “{event[:60]}” is new to us.")
    _check_board(fields, action)
    changes = trello_work.changes_of({**action, "type": event})
    return _of_work(event, changes)


def _of_work(event: str, changes: list[Change]) -> Reading:
    if not changes:
        return _ignored(NOT_DONE if event == "createCheckItem" else NOTHING_COUNTED)
    return Reading(verdict="supported", changes=tuple(changes))


def _check_board(fields: Fields, action: Fields) -> None:
    """A hook is told of one board; what is said of another is not believed."""
    watched = picking.object_id(picking.part(fields, "model"))
    if picking.object_id(picking.part(picking.part(action, "data"), "board")) != watched:
        raise Invalid("The action is about another board than the one that the hook watches.")


def _board(fields: Fields) -> Reading:
    """Its name and address as they are now; a closed board is as quiet as an archived repository."""
    seen, data = board(fields), picking.some_part(picking.some_part(fields, "action"), "data")
    if seen is None:
        raise Invalid("The payload has no board.")
    closed = picking.some_part(data, "board").get("closed")
    if "closed" in picking.some_part(data, "old") and isinstance(closed, bool):
        seen = seen.model_copy(update={"archived": closed})
    return Reading(verdict="supported", project=seen)


def _list(fields: Fields, action: Fields, away: bool) -> Reading:
    """Its cards keep their ids, and none of them is told of."""
    _check_board(fields, action)
    data = picking.part(action, "data")
    target = picking.some_object_id(picking.some_part(data, "boardTarget"), "id") or trello_work.ELSEWHERE
    moved = ListMoved(
        list_id=picking.object_id(picking.part(data, "list")),
        target=target if away else None,
        at=picking.moment(action, "date"),
        mark=picking.object_id(action),
    )
    return Reading(verdict="supported", list_moved=moved)


def _member(action: Fields, id_: str, there: bool) -> Reading:
    who = member(action, id_)
    if who is None:
        return _ignored("The member is nobody that we can know.")
    place = f"trello board {picking.object_id(picking.part(picking.part(action, 'data'), 'board'))}"
    return Reading(verdict="supported", memberships=(MembershipSeen(account=who, present=there, place=place),))


def _ignored(why: str) -> Reading:
    return Reading(verdict="ignored", why=why)
