"""A room's name, or people, come in; a RoomName, or the rooms that hear of them, go out: no other place names one."""

import re
from collections.abc import Iterable
from typing import Literal

from models.errors import Invalid
from models.rules.standings import BoardName, parse_board
from models.rules.work import Value


class RoomName(Value):
    """A room that a browser may enter."""

    kind: Literal["board", "person", "feed"]
    board: BoardName | None = None
    person: int | None = None

    def __str__(self) -> str:
        return {"board": f"board:{self.board}", "person": f"person:{self.person}", "feed": "feed"}[self.kind]


_PERSON = re.compile(r"person:([0-9]{1,18})", re.A)


def parse_room(name: str) -> RoomName:
    """Raises Invalid (or NotFound, for a board) for a name that is no room's."""
    if name == "feed":
        return RoomName(kind="feed")
    if match := _PERSON.fullmatch(name):
        return RoomName(kind="person", person=int(match[1]))
    if name.startswith("board:"):
        return RoomName(kind="board", board=parse_board(name.removeprefix("board:")))
    raise Invalid(f"There is no room “{name[:60]}”. Rooms are feed, person:7 and board:week.")


def rooms_of(people: Iterable[int]) -> tuple[str, ...]:
    """The rooms that hear a message about these people."""
    return (*(f"person:{person}" for person in people), "feed")
