"""The tree that strangers' SVG is read into, and what is told of it: where something was, and what was taken away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn

from models.errors import BadPicture

SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
TOLD = 60
"""Of how many removed things a picture's sender hears; the rest is removed as well."""


@dataclass(slots=True, eq=False)
class Element:
    """An element by its local name. `where` in the file it began; `name` is the id that it had there. `text` stands
    before its children, `tail` behind it."""

    tag: str
    attributes: dict[str, str]
    where: str
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    name: str = ""
    tail: str = ""

    def all(self) -> Iterator["Element"]:
        """It and all in it, in document order."""
        yield self
        for child in self.children:
            yield from child.all()


class Removed(NamedTuple):
    """`what`, in a few words, was left out of a picture, and `where` it was."""

    what: str
    where: str


class Account:
    """Gathers what is removed, each thing once."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def add(self, what: str, where: str) -> None:
        if len(self._found) < TOLD:
            self._found.setdefault(what, where)

    @property
    def removed(self) -> tuple[Removed, ...]:
        return tuple(Removed(what, where) for what, where in self._found.items())


def refuse(why: str, where: str) -> NoReturn:
    """Raises BadPicture, with the place."""
    raise BadPicture(f"This SVG {why} ({where}).")
