"""Keys of what happened come in; badges whose patterns listen to one go out; earning.py looks at those alone.

A pattern is a row per leaf and key, so that 2,000 patterns that ask for something else cost nothing. badges.py writes
the rows, for active badges only.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import orjson
from peewee import CharField, IntegerField

from models.badges import Badge
from models.db import Record, link, rows
from models.rules.patterns import language, listening, verdicts
from models.rules.patterns.language import Numbered, Pattern
from models.tenants import Organization

KEPT = 4_096
"""Patterns that a process remembers as values."""


class Listener(Record):
    """That a leaf of a badge's pattern wants to hear of `key` (models.rules.patterns.listening)."""

    organization = link(Organization)
    badge = link(Badge)
    leaf = IntegerField()
    key = CharField(max_length=300)


Listener.add_index(
    Listener.index(Listener.organization, Listener.key, Listener.badge, Listener.leaf, name="listener_key", unique=True)
)
Listener.add_index(Listener.index(Listener.badge, name="listener_badge"))


@dataclass(frozen=True)
class Compiled:
    """A pattern, and what is asked of it at every deed."""

    pattern: Pattern

    @cached_property
    def leaves(self) -> tuple[Numbered, ...]:
        """Its leaves, numbered in the order of the document."""
        return language.leaves(self.pattern)

    @cached_property
    def needs(self) -> frozenset[str]:
        """What must be looked up beside deeds."""
        return verdicts.needs(self.pattern)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it listens to."""
        return frozenset(key for _, key in listening.keys(self.pattern))


@dataclass(frozen=True)
class Heard:
    """A badge to be looked at, with its pattern of that version."""

    badge: int
    version: int
    rule: Compiled


_HEARING = """
SELECT b.id, b.pattern_version, b.pattern::text FROM badge b
WHERE b.id IN (SELECT badge_id FROM listener WHERE organization_id = %s AND key = ANY(%s)) ORDER BY b.id
"""


def hearing(organization_id: int, keys: Collection[str]) -> list[Heard]:
    """The active badges that listen to one of the keys, by id."""
    return _heard(rows(_HEARING, organization_id, list(keys))) if keys else []


_EVERY = """
SELECT id, pattern_version, pattern::text FROM badge
WHERE organization_id = %s AND pattern IS NOT NULL AND is_active AND deleted_at IS NULL ORDER BY id
"""


def every(organization_id: int) -> list[Heard]:
    """All of the organisation's active badges that have a pattern."""
    return _heard(rows(_EVERY, organization_id))


def all_patterns(organization_id: int) -> dict[int, Pattern]:
    """Of every badge that is not deleted, active or not."""
    found = (
        "SELECT id, pattern::text FROM badge WHERE organization_id = %s AND pattern IS NOT NULL AND deleted_at IS NULL"
    )
    return {badge: compiled(text).pattern for badge, text in rows(found, organization_id)}


def of_badge(badge: Badge) -> Heard | None:
    """That badge, if it has a pattern, active or not."""
    return Heard(badge.id, badge.pattern_version, compiled(_text(badge.pattern))) if badge.pattern else None


def of_pattern(pattern: Pattern, badge: int = 0) -> Heard:
    """A pattern that is tried; of no version that is kept."""
    return Heard(badge, -1, Compiled(pattern))


@lru_cache(KEPT)
def compiled(text: str) -> Compiled:
    """A kept pattern as a value. By its words, so that no change of a badge can be missed."""
    return Compiled(language.read(orjson.loads(text)))


def _heard(found: Iterable[tuple[int, int, str]]) -> list[Heard]:
    return [Heard(badge, version, compiled(text)) for badge, version, text in found]


def _text(pattern: object) -> str:
    return orjson.dumps(pattern).decode()
