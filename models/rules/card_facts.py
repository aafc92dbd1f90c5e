"""What was ever said of a card comes in, action by action or as snapshots; the join of it goes out, for card_work.py.

Trello tells of a card bit by bit, twice and in any order. So each thing said of it is a register in which the greatest
(time, mark, content) wins, and each move or tick a member of a set of which the newest so many are kept: the maximum
and the first so many of a union are commutative, associative and idempotent.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from pydantic import Field

from models.rules.accounts import Account, Moment, Value

MOST_OF_A_KIND = 100
"""Members, labels, fields or people seen, each: the newest said."""
MOST_MOVES = 50


class Said(Value):
    """One thing said of a card. `mark`: the action's id, "" of a snapshot, so that of one moment the action wins.
    `by`: who said so; of a member, the member."""

    at: Moment
    mark: str = ""
    value: bool | int | str | None
    by: Account | None = None


class Move(Value):
    """The card came to lie in a list, by an action `mark` of somebody's."""

    at: Moment
    mark: str
    list_id: str
    list_name: str = ""
    by: Account | None = None


class CardFacts(Value):
    """All that was heard of a card. `said` holds by its name what is true since the newest word about it:

    "title", "text", "number" (of the board), "link" (its address), "archived", "ticked",
    "board" (the id of the one that it is on), "list" and "list_name" (where a snapshot found it), "active" (when it
    last changed before a snapshot, as text), "created" (`by`: who made it); "member:<id>" (whether; `by`: the account),
    "label:<id>" (its name, None: taken off), "field:<id>" (a custom field's number or text, None: cleared),
    "seen:<id>" (that somebody took part). "members", "labels", "fields": a snapshot showed all that there were.
    `ticks` are the actions that ticked its date off, or not; `home` is the board as whose card it is kept here; `gone`:
    deleted, for ever.
    """

    home: str | None = None
    said: dict[str, Said] = Field(default={})
    moves: tuple[Move, ...] = ()
    ticks: tuple[Said, ...] = ()
    gone: bool = False

    @property
    def heard_at(self) -> datetime | None:
        """When the newest of it was said."""
        said = (*self.said.values(), *self.ticks)
        return max((*(one.at for one in said), *(one.at for one in self.moves)), default=None)


def join(mine: CardFacts, other: CardFacts) -> CardFacts:
    """Both together; the same for every order and repetition."""
    return CardFacts(
        home=max((one for one in (mine.home, other.home) if one is not None), default=None),
        said=_said(mine.said, other.said),
        moves=_newest((*mine.moves, *other.moves), lambda one: (one.at, one.mark), MOST_MOVES),
        ticks=_newest((*mine.ticks, *other.ticks), lambda one: (one.at, one.mark), MOST_MOVES),
        gone=mine.gone or other.gone,
    )


def elsewhere(facts: CardFacts) -> CardFacts:
    """The same, to be joined to what another board of the organisation heard of that card."""
    return facts.model_copy(update={"home": None})


def _said(mine: dict[str, Said], other: dict[str, Said]) -> dict[str, Said]:
    """In the order of the names, so that two joins of the same are the same text."""
    best = dict(mine)
    for key, one in other.items():
        if key not in best or _rank(one) > _rank(best[key]):
            best[key] = one
    kinds: dict[str, list[tuple[str, Said]]] = {}
    for key in sorted(best):
        kinds.setdefault(key.partition(":")[0], []).append((key, best[key]))
    return {key: one for kind in kinds.values() for key, one in _bounded(kind)}


def _bounded(found: list[tuple[str, Said]]) -> list[tuple[str, Said]]:
    if len(found) <= MOST_OF_A_KIND:
        return found
    newest = sorted(found, key=lambda pair: (_rank(pair[1]), pair[0]))[-MOST_OF_A_KIND:]
    return sorted(newest, key=lambda pair: pair[0])


Told = TypeVar("Told", Said, Move)


def _newest(found: Iterable[Told], key: Callable[[Told], Hashable], most: int) -> tuple[Told, ...]:
    by_key: dict[Any, Told] = {}
    for one in sorted(found, key=_rank):
        by_key[key(one)] = one
    return tuple(by_key.values())[-most:]


def _rank(one: Said | Move) -> tuple[datetime, str, str]:
    return one.at, one.mark, one.model_dump_json()
