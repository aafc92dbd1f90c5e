"""A stranger's document comes in; a Pattern, or a refusal with a path and a sentence, goes out; counting.py is next."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from models.errors import Invalid
from models.rules import wording
from models.rules.deeds import DeedKind
from models.rules.patterns.nodes import (
    All,
    Any,
    AtLeast,
    Count,
    Distinct,
    First,
    Group,
    Holds,
    Leaf,
    League,
    Level,
    Member,
    Minus,
    Node,
    Not,
    OfDeeds,
    Pattern,
    Profile,
    Rate,
    Repeat,
    Streak,
    Sum,
    Top,
    Within,
)
from models.rules.patterns.sense import make_sense
from models.rules.patterns.where import Since, Where
from models.rules.work import Value

__all__ = [
    "All",
    "Any",
    "AtLeast",
    "Count",
    "Distinct",
    "First",
    "Group",
    "Holds",
    "Leaf",
    "League",
    "Level",
    "Member",
    "Minus",
    "Node",
    "Not",
    "Numbered",
    "OfDeeds",
    "Pattern",
    "Profile",
    "Rate",
    "Repeat",
    "Streak",
    "Sum",
    "Top",
    "Where",
    "Within",
    "leaves",
    "read",
]
DEEPEST, MOST_NODES = 8, 50
T = TypeVar("T", bound=BaseModel)


class Numbered(Value):
    """A leaf with its number in document order and its place (`earned.of.0`). Its `where` knows the pattern's `since`,
    its `at_least` is the highest level's."""

    index: int
    path: str
    leaf: Leaf


class Old(Value):
    """How a pattern was written before there was a language."""

    pattern: Literal["count"]
    kind: DeedKind
    at_least: int = Field(ge=1, le=1_000_000, strict=True)


def read(given: object) -> Pattern:
    """A pattern that can be earned, of a document in this form or the old one; with levels, the leaf's `at_least` is
    the highest. Raises Invalid with a path into the document and a sentence."""
    if isinstance(given, Pattern):
        given = given.model_dump(mode="json")
    if not isinstance(given, Mapping):
        raise Invalid("pattern: must be an object.")
    if "pattern" in given:
        given = _upgraded(given)
    _bound(given.get("earned"))
    pattern = _with_highest(_typed(Pattern, given))
    make_sense(pattern)
    return pattern


def leaves(pattern: Pattern) -> tuple[Numbered, ...]:
    """Every leaf, in document order."""
    return _leaves(pattern)


@lru_cache(maxsize=1_024)
def _leaves(pattern: Pattern) -> tuple[Numbered, ...]:
    found = _walk(pattern.earned, "earned")
    return tuple(
        Numbered.model_construct(index=index, path=path, leaf=_dated(leaf, pattern.since))
        for index, (path, leaf) in enumerate(found)
    )


def _walk(node: Node, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(node, Not):
        yield from _walk(node.of, f"{path}.of")
    elif isinstance(node, Group):
        for place, child in enumerate(node.of):
            yield from _walk(child, f"{path}.of.{place}")
    else:
        yield path, node


def _dated(leaf: Leaf, since: date | None) -> Leaf:
    if since is None or not isinstance(leaf, OfDeeds):
        return leaf
    changes: dict[str, object] = {"where": _since(leaf.where, since)}
    if isinstance(leaf, Count | Sum):
        changes["minus"] = tuple(one.model_copy(update={"where": _since(one.where, since)}) for one in leaf.minus)
    return leaf.model_copy(update=changes)


def _since(where: Where, since: date) -> Since:
    return Since.model_construct(**dict(where), since=since)


def _upgraded(given: Mapping[object, object]) -> Mapping[str, object]:
    old = _typed(Old, given)
    return {"earned": {"is": "count", "at_least": old.at_least, "where": {"kinds": [old.kind]}}}


def _bound(root: object) -> None:
    """Before anything walks it by recursion."""
    waiting, seen = [(root, 1, "earned")], 0
    while waiting:
        node, depth, path = waiting.pop()
        if not isinstance(node, Mapping):
            continue
        seen += 1
        if depth > DEEPEST:
            raise Invalid(f"{path}: lies deeper than {DEEPEST} levels.")
        if seen > MOST_NODES:
            raise Invalid(f"earned: has more than {MOST_NODES} parts.")
        inner = node.get("of")
        if isinstance(inner, list | tuple):
            if len(inner) > MOST_NODES:
                raise Invalid(f"{path}.of: has more than {MOST_NODES} entries.")
            waiting += [(child, depth + 1, f"{path}.of.{place}") for place, child in enumerate(inner)]
        else:
            waiting.append((inner, depth + 1, f"{path}.of"))


def _with_highest(pattern: Pattern) -> Pattern:
    if not pattern.levels or not isinstance(pattern.earned, Count | Sum | Distinct | Streak):
        return pattern
    highest = pattern.levels[-1].at_least
    return pattern.model_copy(update={"earned": pattern.earned.model_copy(update={"at_least": highest})})


def _typed(wanted: type[T], given: Mapping[object, object] | Mapping[str, object]) -> T:
    try:
        return wanted.model_validate(given)
    except ValidationError as wrong:
        raise Invalid(_sentence(wrong, given)) from None


def _sentence(wrong: ValidationError, given: object) -> str:
    first = wrong.errors()[0]
    path = ".".join(_path(first["loc"], given)) or "pattern"
    if first["type"] == "union_tag_not_found":
        return f"{path}.is: must be given."
    if first["type"] == "union_tag_invalid":
        return f"{path}.is: must be {first['ctx']['expected_tags']}."
    return f"{path}: {wording.said(first)}."


def _path(loc: tuple[int | str, ...], given: object) -> Iterator[str]:
    """The place in the document, without the tags that pydantic puts in after each node."""
    tag: object = None
    for part in loc:
        if tag is not None and part == tag:
            tag = None
            continue
        yield str(part)[:40]
        given = _inside(given, part)
        tag = given.get("is") if isinstance(given, Mapping) else None


def _inside(given: object, part: int | str) -> object:
    if isinstance(given, Mapping):
        return given.get(part)
    inside = isinstance(given, list | tuple) and isinstance(part, int) and part < len(given)
    return given[part] if inside else None  # type: ignore[index]
