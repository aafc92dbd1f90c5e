"""A pattern comes in; the keys under which its leaves wait for news go out; a deed asks for its own keys only.

So that patterns which do not match cost nothing: a leaf waits under its most selective filter (a label, else a project,
else a kind of work) and the full filter is looked at when something comes by.
"""

from collections.abc import Iterator

from models.rules.deeds import Deed
from models.rules.patterns.language import (
    Count,
    Holds,
    Leaf,
    League,
    Member,
    OfDeeds,
    Pattern,
    Profile,
    Sum,
    Top,
    Where,
    leaves,
)
from models.rules.patterns.where import DONE_KINDS, EVERY_KIND

WHOLE = -1
"""The leaf's number of a key that concerns no leaf: a badge that the pattern requires."""


def keys(pattern: Pattern) -> tuple[tuple[int, str], ...]:
    """(number of the leaf, key), each once, in order."""
    found = [(one.index, key) for one in leaves(pattern) for key in _keys(one.leaf)]
    found += [(WHOLE, f"badge:{badge}") for badge in pattern.requires]
    return tuple(dict.fromkeys(found))


def keys_of(deed: Deed) -> frozenset[str]:
    """Everything under which somebody may wait for a deed like this."""
    return frozenset((f"kind:{deed.kind}", f"project:{deed.project}", *(f"label:{label}" for label in deed.labels)))


def _keys(leaf: Leaf) -> Iterator[str]:
    if isinstance(leaf, OfDeeds):
        yield from _keys_of(leaf.where, isinstance(leaf, Sum))
    if isinstance(leaf, Count | Sum):
        for minus in leaf.minus:
            yield from _keys_of(minus.where, True)
    if isinstance(leaf, League):
        yield f"league:{leaf.league}"
    if isinstance(leaf, Holds):
        yield f"badge:{leaf.badge}"
    names = {Member: "member", Profile: "profile", Top: "top"}
    if type(leaf) in names:
        yield names[type(leaf)]


def _keys_of(where: Where, penalties: bool) -> Iterator[str]:
    if where.labels:
        yield from (f"label:{label}" for label in where.labels)
    elif where.projects:
        yield from (f"project:{project}" for project in where.projects)
    else:
        kinds = where.kinds or (EVERY_KIND if penalties else DONE_KINDS)
        yield from (f"kind:{kind}" for kind in kinds)
