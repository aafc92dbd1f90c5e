"""Patterns come in; what the badges, leagues, projects and teams in them are called goes out, for their words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from models.badges import Badge
from models.leagues import League
from models.listeners import Compiled
from models.rules.patterns import cycles, language, phrases
from models.rules.patterns.language import Leaf, Pattern, Top, Where
from models.teams import Team
from models.tenants import Project

RECORDS: dict[str, Any] = {"badge": Badge, "league": League, "project": Project, "team": Team}


@dataclass(frozen=True)
class Mention:
    """That a pattern names these ids of a kind of thing, and where."""

    kind: str
    path: str
    ids: frozenset[int]


def mentions(pattern: Pattern) -> Iterator[Mention]:
    """All that it names."""
    yield Mention("badge", "pattern", frozenset(cycles.badges_of(pattern)))
    for one in language.leaves(pattern):
        yield from _of_leaf(one.leaf, one.path)


def of_patterns(organization_id: int, patterns: Iterable[Pattern]) -> dict[str, str]:
    """By `badge:12`, `league:7` … (models.rules.patterns.nouns.Names)."""
    wanted: dict[str, set[int]] = {}
    for pattern in patterns:
        for one in mentions(pattern):
            wanted.setdefault(one.kind, set()).update(one.ids)
    return {
        f"{kind}:{one.id}": one.name for kind, ids in wanted.items() if ids for one in here(organization_id, kind, ids)
    }


def leaf_words(organization_id: int, rule: Compiled) -> dict[str, str]:
    """What each leaf asks for, by its path."""
    names = of_patterns(organization_id, [rule.pattern])
    return {one.path: phrases.phrase(one.leaf, names) for one in rule.leaves}


def here(organization_id: int, kind: str, ids: Iterable[int]) -> list[Any]:
    """Those of the organisation's own, also deleted ones."""
    record = RECORDS[kind]
    return list(record.select().where(record.organization == organization_id, record.id.in_(list(ids))))


def _of_leaf(leaf: Leaf, path: str) -> Iterator[Mention]:
    if isinstance(leaf, language.League):
        yield Mention("league", f"{path}.league", frozenset({leaf.league}))
    if isinstance(leaf, Top):
        kind, _, which = leaf.board.partition(":")
        if kind in RECORDS:
            yield Mention(kind, f"{path}.board", frozenset({int(which)}))
    for place, where in _wheres(leaf):
        if where.projects:
            yield Mention("project", f"{path}.{place}.projects", frozenset(where.projects))


def _wheres(leaf: Leaf) -> Iterator[tuple[str, Where]]:
    if isinstance(leaf, language.OfDeeds):
        yield "where", leaf.where
    if isinstance(leaf, language.Count | language.Sum):
        yield from ((f"minus.{place}.where", minus.where) for place, minus in enumerate(leaf.minus))
