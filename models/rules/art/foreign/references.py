"""A rebuilt tree comes in, with the names that strangers gave; it goes out with short names of ours.

What refers to nothing, or to the wrong kind of thing, is taken out; what nobody refers to is left out; circles are
refused.
"""

import re
from collections.abc import Iterator
from itertools import count
from string import ascii_lowercase

from models.rules.art.foreign.allowed import GROUPED
from models.rules.art.foreign.element import Account, Element, refuse
from models.rules.art.foreign.rebuilding import Rebuilt

CHAIN = 64
"""How deep elements may be in each other when what they refer to is thought to stand in its place."""
_PAINTS = frozenset(("linearGradient", "radialGradient", "pattern"))
REFERS = {"href": GROUPED, "fill": _PAINTS, "stroke": _PAINTS, "clip-path": frozenset(("clipPath",))}
REFERS |= {"mask": frozenset(("mask",))}
REFERS |= {f"marker-{place}": frozenset(("marker",)) for place in ("start", "mid", "end")}
"""Attribute → what it may refer to."""
_URL = re.compile(r"url\(#([^)]*)\)(?: (.*))?")


def joined(rebuilt: Rebuilt, account: Account) -> None:
    """Raises BadPicture for circles, and for what is too deep."""
    named = _by_name(rebuilt)
    while sum(_settle(one, named, account) for one in (rebuilt.root, *rebuilt.beside)):
        named = _by_name(rebuilt)
    reached = _reached(rebuilt.root, named)
    rebuilt.beside = [part for one in rebuilt.beside for part in _parts(one, reached)]
    _rename(rebuilt, named)


def referred(element: Element) -> Iterator[tuple[str, str]]:
    """Its attributes that refer to something, with the name."""
    for attribute in REFERS.keys() & element.attributes.keys():
        value = element.attributes[attribute]
        if attribute == "href":
            if value.startswith("#"):
                yield attribute, value[1:]
        elif found := _URL.fullmatch(value):
            yield attribute, found[1]


def _by_name(rebuilt: Rebuilt) -> dict[str, Element]:
    named: dict[str, Element] = {}
    for one in (*rebuilt.beside, rebuilt.root):
        for inner in one.all():
            if inner.name:
                named.setdefault(inner.name, inner)
    return named


def _settle(element: Element, named: dict[str, Element], account: Account) -> int:
    """How many uses were taken out: then others may refer to nothing now."""
    gone = 0
    for inner in element.all():
        for attribute, name in sorted(referred(inner)):
            if name not in named or named[name].tag not in REFERS[attribute]:
                account.add(f"reference to #{name[:60]}, which is not there", inner.where)
                _unsay(inner, attribute)
    for inner in element.all():
        kept = [child for child in inner.children if child.tag != "use" or "href" in child.attributes]
        gone += len(inner.children) - len(kept)
        inner.children = kept
    return gone


def _unsay(element: Element, attribute: str) -> None:
    found = _URL.fullmatch(element.attributes[attribute])
    otherwise = found[2] if found else None
    if attribute in ("fill", "stroke"):
        element.attributes[attribute] = (otherwise or "none").partition("/")[0]
    else:
        del element.attributes[attribute]


def _reached(root: Element, named: dict[str, Element]) -> set[Element]:
    """All that is drawn, wherever it stands."""
    done: set[Element] = set()
    open_: set[Element] = set()

    def visit(element: Element, depth: int) -> None:
        if element in open_:
            refuse("refers to itself in a circle", element.where)
        if element in done:
            return
        if depth > CHAIN:
            refuse(f"has elements that refer to each other more than {CHAIN} deep", element.where)
        open_.add(element)
        for child in element.children:
            visit(child, depth + 1)
        for _, name in referred(element):
            visit(named[name], depth + 1)
        open_.discard(element)
        done.add(element)

    visit(root, 0)
    return done


def _parts(element: Element, reached: set[Element]) -> list[Element]:
    """What is drawn of something that stands aside. What refers to a part of it never sees the rest."""
    return [element] if element in reached else [part for child in element.children for part in _parts(child, reached)]


def _rename(rebuilt: Rebuilt, named: dict[str, Element]) -> None:
    everything = [inner for one in (*rebuilt.beside, rebuilt.root) for inner in one.all()]
    wanted = {id(named[name]) for inner in everything for _, name in referred(inner)}
    new: dict[int, str] = {}
    names = _names()
    for inner in everything:
        if id(inner) in wanted:
            new[id(inner)] = next(names)
    for inner in everything:
        for attribute, name in list(referred(inner)):
            short = new[id(named[name])]
            inner.attributes[attribute] = f"#{short}" if attribute == "href" else f"url(#{short})"
        if id(inner) in new:
            inner.attributes = {"id": new[id(inner)], **inner.attributes}


def _names() -> Iterator[str]:
    for number in count():
        name, rest = "", number + 1
        while rest:
            rest, digit = divmod(rest - 1, 26)
            name = ascii_lowercase[digit] + name
        yield name
