"""A room's name, or people, come in; a RoomName, or the rooms that hear of them, go out: no other place names one."""

import re
from collections.abc import Iterable
from typing import Literal

from models.errors import Invalid
from models.rules.standings import BoardName, parse_board
from models.rules.work import Value


class RoomName(Value):
    """A room that a browser may enter."""

    kind: Literal["board", "person", "feed", "estimates"]
    board: BoardName | None = None
    person: int | None = None
    project: int | None = None

    def __str__(self) -> str:
        whose = {"board": self.board, "person": self.person, "estimates": self.project}
        return f"{self.kind}:{whose[self.kind]}" if self.kind in whose else self.kind


_NUMBERED = re.compile(r"(person|estimates):([0-9]{1,18})", re.A)


def parse_room(name: str) -> RoomName:
    """Raises Invalid (or NotFound, for a board) for a name that is no room's."""
    if name == "feed":
        return RoomName(kind="feed")
    if match := _NUMBERED.fullmatch(name):
        number = int(match[2])
        return RoomName.model_validate({"kind": match[1], ("person" if match[1] == "person" else "project"): number})
    if name.startswith("board:"):
        return RoomName(kind="board", board=parse_board(name.removeprefix("board:")))
    raise Invalid(f"There is no room “{name[:60]}”. Rooms are feed, person:7, board:week and estimates:7.")


def rooms_of(people: Iterable[int]) -> tuple[str, ...]:
    """The rooms that hear a message about these people."""
    return (*(f"person:{person}" for person in people), "feed")


def rooms_of_project(project: int) -> tuple[str, ...]:
    """The rooms that hear how its estimates move; no feed tells of these, and no person's room."""
    return (f"estimates:{project}",)
