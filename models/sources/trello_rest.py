"""What is to be asked of Trello comes in; requests of its REST go out, and its answers in words of ours.

Key and token go in a header: an address is written down by every proxy on the way. Webhooks: trello_hooks.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

from models.errors import Invalid
from models.sources import picking
from models.sources.picking import Fields
from models.sources.rest import MAX_PAGE, Answer, Request, Verdict, is_token, thing, things, wait, whole

SHORTEST = timedelta(seconds=15)
"""Trello counts in ten seconds, and does not say when they are over."""
MEMBERS_REST = timedelta(minutes=15)
"""It counts what is asked of members in a quarter of an hour."""
PAGE = 1_000
"""Actions or cards at once: what Trello gives at most of actions."""
CARDS = 300
"""Cards at once, with fields and checklists: Trello refuses too much at once."""
_ID = re.compile(r"[0-9a-f]{24}", re.A)
_CARD_FIELDS = (
    "id,name,desc,closed,idBoard,idList,idShort,shortLink,shortUrl,url,idMembers,labels,due,dueComplete,"
    "dateLastActivity"
)


def is_id(text: str) -> bool:
    """Whether it is an id of Trello's: 24 hexadecimal digits, which begin with the time of its making."""
    return _ID.fullmatch(text) is not None


def headers(key: str, token: str) -> dict[str, str]:
    """What goes along with every request. Raises Invalid for what could not stand there."""
    if not all(is_token(one) and '"' not in one and "," not in one for one in (key, token)):
        raise Invalid("Trello's key or token has signs that none has.")
    oauth = f'OAuth oauth_consumer_key="{key}", oauth_token="{token}"'
    return {"Accept": "application/json", "Authorization": oauth}


@dataclass(frozen=True, slots=True)
class Board:
    id: str
    name: str
    url: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class List:
    id: str
    name: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Member:
    id: str
    username: str
    name: str | None
    avatar: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """`type`: number, text, list, checkbox or date."""

    id: str
    name: str
    type: str


def me() -> Request:
    return Request("GET", "/1/members/me?fields=id,username,fullName,avatarUrl")


def boards() -> Request:
    """The open boards of whoever the token is."""
    return Request("GET", "/1/members/me/boards?filter=open&fields=id,name,url,closed", at_most=MAX_PAGE)


def board(board: str) -> Request:
    return Request("GET", f"{home(board)}?fields=id,name,url,closed")


def lists(board: str) -> Request:
    """All, archived ones among them: cards may lie there."""
    return Request("GET", f"{home(board)}/lists?filter=all&fields=id,name,closed", at_most=MAX_PAGE)


def members(board: str) -> Request:
    return Request("GET", f"{home(board)}/members?fields=id,username,fullName,avatarUrl", at_most=MAX_PAGE)


def fields(board: str) -> Request:
    """Custom fields."""
    return Request("GET", f"{home(board)}/customFields", at_most=MAX_PAGE)


def member_of(answer: Answer) -> Member:
    """Raises Invalid."""
    return _member(thing(answer))


def board_of(answer: Answer) -> Board:
    """Raises Invalid."""
    return _a_board(thing(answer))


def boards_of(answer: Answer) -> list[Board]:
    """Those that can be read; so the next three. Raises Invalid for what is no list."""
    return [_a_board(one) for one in _usable(answer)]


def lists_of(answer: Answer) -> list[List]:
    return [List(one["id"], _name(one), one.get("closed") is True) for one in _usable(answer)]


def members_of(answer: Answer) -> list[Member]:
    return [_member(one) for one in _usable(answer)]


def fields_of(answer: Answer) -> list[Field]:
    return [Field(one["id"], _name(one), picking.word(one, "type")) for one in _usable(answer)]


def _a_board(found: Fields) -> Board:
    return Board(own_id(found), _name(found), picking.url(found, "url"), found.get("closed") is True)


def _member(found: Fields) -> Member:
    avatar = picking.url(found, "avatarUrl")
    return Member(
        id=own_id(found),
        username=picking.text(found, "username", 100),
        name=picking.text(found, "fullName", 200) or None,
        # Trello gives the folder; the picture's size is a file in it.
        avatar=f"{avatar}/50.png" if avatar else None,
    )


def _usable(answer: Answer) -> list[Fields]:
    return [one for one in things(answer) if isinstance(one.get("id"), str) and is_id(one["id"])]


def own_id(found: Fields) -> str:
    given = found.get("id")
    if not isinstance(given, str) or not is_id(given):
        raise Invalid("Trello's answer has no usable id.")
    return given


def _name(found: Fields) -> str:
    return picking.text(found, "name", 200)


# A board's past.


def cards(board: str, before: str | None = None) -> Request:
    """Cards as they are now, archived ones among them, with custom fields and checklists; newest first, those before
    the card `before`."""
    more = {"filter": "all", "fields": _CARD_FIELDS, "customFieldItems": "true", "checklists": "all", "members": "true"}
    return _paged(f"{home(board)}/cards", more, CARDS, before)


def actions(board: str, before: str | None = None, since: str | None = None, filter_: str | None = None) -> Request:
    """What was done, newest first: before the action `before`, after the action (or moment) `since`; `filter_`: types,
    with commas between."""
    more = {"memberCreator": "true", "member": "true"} | ({"filter": filter_} if filter_ else {})
    return _paged(f"{home(board)}/actions", more, PAGE, before, since)


def _paged(path: str, more: Mapping[str, str], limit: int, before: str | None, since: str | None = None) -> Request:
    places = {name: value for name, value in (("before", before), ("since", since)) if value}
    return Request("GET", f"{path}?{urlencode({**more, 'limit': limit, **places})}", at_most=MAX_PAGE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of cards or actions, as Trello gave them (trello_work.py reads each). `before`: by which the next page
    is asked for, None when this was the last. `at`: when Trello said so, by its own clock."""

    found: tuple[Fields, ...]
    before: str | None
    at: datetime | None


def page(answer: Answer, limit: int) -> Page:
    """Of cards (`CARDS`) or actions (`PAGE`). A page that is not full is the last. Raises Invalid."""
    found = things(answer)
    ids = [one["id"] for one in found if isinstance(one.get("id"), str) and is_id(one["id"])]
    # The least id, whatever the order: so the next page begins below, and there is an end.
    return Page(tuple(found), min(ids) if ids and len(found) >= limit else None, said_at(answer))


def said_at(answer: Answer) -> datetime | None:
    """The provider's own time of this answer, to the second."""
    try:
        found = parsedate_to_datetime(answer.headers.get("date", "")[:60])
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def home(board: str) -> str:
    if not is_id(board):
        raise Invalid("A board's id has 24 hexadecimal digits.")
    return f"/1/boards/{board}"


# What answers mean.


def judged(answer: Answer, now: datetime) -> Verdict:
    """What the answer's status means; Trello says the reason in plain text."""
    status, said = answer.status, answer.body[:2_000].lower()
    if 200 <= status < 300 or status == 304:
        return Verdict("done")
    if status == 429:
        return Verdict("later", "Trello asks us to wait.", _until(answer, said, now))
    if status == 400 and b"did not return 200" in said:
        return Verdict("wrong", "Trello does not reach this server: at its public address it must answer from outside.")
    if status == 400 and b"already exists" in said:
        return Verdict("there", "Trello has this already.")
    if status >= 500 or status == 408:
        return Verdict("again", f"Trello could not answer ({status}).")
    return _OTHERWISE.get(status, Verdict("wrong", f"Trello does not take it ({status})."))


_GONE = Verdict("gone", "Trello knows nothing there, or the token may not see it.")
_OTHERWISE: Mapping[int, Verdict] = {
    401: Verdict("refused", "Trello refuses the key or the token (401). Give it new ones."),
    403: Verdict("denied", "The token may not do this (403); it lacks a permission."),
    404: _GONE,
    410: _GONE,
}


def _until(answer: Answer, said: bytes, now: datetime) -> datetime:
    seconds = whole(answer.headers.get("retry-after", ""))
    wanted = now + timedelta(seconds=seconds) if seconds is not None else now
    return wait(max(wanted, now + MEMBERS_REST) if b"member" in said else wanted, now, SHORTEST)
