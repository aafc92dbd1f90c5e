"""A design that is open at this server: who has it open, and what they were told of it; studio_rooms.py tells them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.errors import Refusal
from models.studio_access import Access
from models.studio_looking import Known
from server.live.studio_words import Here


@dataclass
class Place:
    """Somebody who has a design open. `access` is what they were told that they may; `ask` says it anew, in a unit,
    or raises the refusal that ends it."""

    sid: str
    here: Here
    access: Access
    ask: Callable[[], Access]


@dataclass
class Room:
    """A design that is open here. `known`: what was told; `makers`: whose the next steps are, by seq."""

    organization: int
    design: int
    known: Known
    places: dict[str, Place] = field(default_factory=dict)
    makers: dict[int, str] = field(default_factory=dict)
    shown: tuple[Here, ...] = ()
    look: bool = False
    ask: bool = False
    looking: asyncio.Task[None] | None = None


def asked(places: Sequence[Place]) -> list[Access | Refusal]:
    """In a unit: what each of them may by now, or why nothing."""
    found: list[Access | Refusal] = []
    for place in places:
        try:
            found.append(place.ask())
        except Refusal as refusal:
            found.append(refusal)
    return found
