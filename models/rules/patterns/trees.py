"""What leaves have counted, and circumstances, come in; the pattern as a tree with what is met goes out."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import ConfigDict, Field

from models.rules.patterns.judging import Circumstances, have_of, need_of
from models.rules.patterns.language import (
    All,
    AtLeast,
    Group,
    Holds,
    Leaf,
    Node,
    Not,
    Numbered,
    Pattern,
    Rate,
    leaves,
)
from models.rules.patterns.nouns import Names
from models.rules.patterns.phrases import lacking, phrase
from models.rules.work import Value

NOBODY: Names = {}


class Tree(Value):
    """A part of a pattern as it stands for somebody: `have` of `need`, None for `not`; of a combinator, how many of its
    parts. With levels and repetitions `need` is the next one's, and `met` says whether the first is reached.
    `lacks`: what is missing in words, not on the wire."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    path: str
    is_: str = Field(alias="is")
    words: str
    met: bool
    have: int | None = None
    need: int | None = None
    children: tuple["Tree", ...] = ()
    lacks: str = Field(default="", exclude=True)


def tree(
    pattern: Pattern,
    haves: Sequence[int],
    circumstances: Circumstances,
    best: Mapping[int, int] | None = None,
    names: Names = NOBODY,
) -> Tree:
    """How it stands. `best`: of a `rate` leaf, by number, the most that was done in one period (counting.best)."""
    seen = _Seen(pattern, haves, circumstances, best or {}, names)
    earned = seen.at(pattern.earned, "earned")
    if not pattern.requires:
        return earned
    held = [seen.required(place, badge) for place, badge in enumerate(pattern.requires)]
    return _group("pattern", "all", "all of these", [*held, earned], len(held) + 1)


class _Seen:
    """A pattern, and one person."""

    def __init__(
        self,
        pattern: Pattern,
        haves: Sequence[int],
        circumstances: Circumstances,
        best: Mapping[int, int],
        names: Names,
    ) -> None:
        self.pattern, self.haves, self.circumstances, self.best, self.names = pattern, haves, circumstances, best, names
        self._leaves: Iterator[Numbered] = iter(leaves(pattern))

    def at(self, node: Node, path: str) -> Tree:
        """The part at that path; called in document order, once each."""
        if isinstance(node, Not):
            child = self.at(node.of, f"{path}.of")
            said = phrase(node, self.names)
            return Tree(path=path, is_="not", words=said, met=not child.met, children=(child,), lacks=said)
        if isinstance(node, Group):
            children = [self.at(child, f"{path}.of.{place}") for place, child in enumerate(node.of)]
            need = len(children) if isinstance(node, All) else node.count if isinstance(node, AtLeast) else 1
            return _group(path, node.is_, _HEADS[node.is_].format(need), children, need)
        return self._leaf(next(self._leaves))

    def required(self, place: int, badge: int) -> Tree:
        """A badge that must be held too."""
        return self._tree(f"requires.{place}", Holds(badge=badge), int(badge in self.circumstances.badges), 1)

    def _leaf(self, one: Numbered) -> Tree:
        have = max(0, have_of(one.index, one.leaf, self.haves, self.circumstances))
        first, need = self._first(one.leaf), self._next(one.leaf, have)
        if isinstance(one.leaf, Rate) and need == 1 and one.index in self.best:
            # 7 of 10 in the best month says more than 0 of 1 months.
            return self._tree(one.path, one.leaf, self.best[one.index], one.leaf.at_least, in_one=True)
        return self._tree(one.path, one.leaf, have, need, first)

    def _tree(
        self, path: str, leaf: Leaf, have: int, need: int, first: int | None = None, in_one: bool = False
    ) -> Tree:
        lacks = lacking(leaf, have, need, self.names, in_one) if have < need else ""
        said = phrase(leaf, self.names, None if in_one else need)
        met = have >= (first or need)
        return Tree(path=path, is_=leaf.is_, words=said, met=met, have=have, need=need, lacks=lacks)

    def _first(self, leaf: Leaf) -> int:
        return self.pattern.levels[0].at_least if self.pattern.levels else need_of(leaf)

    def _next(self, leaf: Leaf, have: int) -> int:
        if self.pattern.levels:
            ahead = [level.at_least for level in self.pattern.levels if level.at_least > have]
            return ahead[0] if ahead else self.pattern.levels[-1].at_least
        if self.pattern.repeat is not None:
            times = have // need_of(leaf) + 1
            return need_of(leaf) * min(times, self.pattern.repeat.limit or times)
        return need_of(leaf)


_HEADS = {"all": "all of these", "any": "one of these", "at_least": "{} of these"}


def _group(path: str, name: str, said: str, children: Sequence[Tree], need: int) -> Tree:
    have = sum(child.met for child in children)
    return Tree(path=path, is_=name, words=said, met=have >= need, have=have, need=need, children=tuple(children))
