"""Deeds that moved come in; how far a person is in a pattern goes out, kept as Tally and Buckets; earning.py is next.

Kept beside the deeds in the same transaction, so that a deed costs the same after ten others as after a million. What
is missing, or of another version of the pattern, is counted anew from the deeds.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from peewee import BigIntegerField, IntegerField

from models.badges import Badge
from models.db import Array, Instant, Record, execute_many, link, rows
from models.listeners import Compiled, Heard
from models.people import Person


class Tally(Record):
    """One person's state of one pattern. `haves`: by leaf; `reached`: how many numbers of the badge are due to them;
    `matched_at`: when the last deed was done that a leaf counted."""

    badge_id: int
    person_id: int
    badge = link(Badge)
    person = link(Person)
    version = IntegerField()
    haves = Array(BigIntegerField, index=False)
    reached = IntegerField()
    matched_at = Instant(null=True)

    class Meta:
        indexes = ((("badge", "person"), True),)


Tally.add_index(Tally.index(Tally.badge, Tally.matched_at, name="tally_matched"))


class Bucket(Record):
    """How much of a leaf's count fell into a day, a week, a project or whatever it counts by."""

    badge = link(Badge)
    person = link(Person)
    leaf = IntegerField()
    bucket = BigIntegerField()
    count = BigIntegerField()

    class Meta:
        indexes = ((("badge", "person", "leaf", "bucket"), True),)


@dataclass
class State:
    """A tally in memory. `buckets`: those that were looked at, by leaf; `written`: which of them must be kept.

    `anew`: counted from all deeds just now, for there was no tally of this version. `moved`: there is something to
    keep. `is_latest`: the last deed that moved was done after all others that count.
    """

    heard: Heard
    haves: list[int]
    reached: int = 0
    matched_at: datetime | None = None
    anew: bool = False
    moved: bool = False
    is_latest: bool = False
    buckets: dict[int, dict[int, int]] = field(default_factory=dict)
    written: set[tuple[int, int]] = field(default_factory=set)

    @property
    def rule(self) -> Compiled:
        """The pattern that counts."""
        return self.heard.rule


_BUCKETS = "SELECT badge_id, leaf, bucket, count FROM bucket WHERE person_id = %s AND badge_id = ANY(%s)"
_OF = "SELECT badge_id, version, haves, reached, matched_at FROM tally WHERE person_id = %s AND badge_id = ANY(%s)"


def of_person(person_id: int, heard: Sequence[Heard], with_buckets: bool = False) -> dict[int, State]:
    """The tallies that are of today's patterns, by badge."""
    wanted = {one.badge: one for one in heard}
    found = rows(_OF, person_id, list(wanted)) if wanted else []
    states = {
        badge: State(wanted[badge], [int(have) for have in haves], reached, matched_at)
        for badge, version, haves, reached, matched_at in found
        if version == wanted[badge].version
    }
    for badge, leaf, bucket, count in rows(_BUCKETS, person_id, list(states)) if with_buckets and states else ():
        states[badge].buckets.setdefault(leaf, {})[bucket] = int(count)
    return states


def forget(person_id: int, badge_ids: Collection[int]) -> None:
    """These are counted anew when it is asked next."""
    for table in ("bucket", "tally") if badge_ids else ():
        rows(f"DELETE FROM {table} WHERE person_id = %s AND badge_id = ANY(%s) RETURNING 1", person_id, list(badge_ids))


def drop(organization_id: int, person_ids: Collection[int]) -> None:
    """Forgets how far these people are: they are counted anew when it is asked next."""
    mine = "person_id = ANY(%s) AND badge_id IN (SELECT id FROM badge WHERE organization_id = %s) RETURNING 1"
    for table in ("bucket", "tally"):
        rows(f"DELETE FROM {table} WHERE {mine}", list(person_ids), organization_id)


_KEEP = """
INSERT INTO tally (badge_id, person_id, version, haves, reached, matched_at) VALUES %s
ON CONFLICT (badge_id, person_id) DO UPDATE SET version = excluded.version, haves = excluded.haves,
    reached = excluded.reached, matched_at = excluded.matched_at
"""
_KEEP_BUCKETS = """
INSERT INTO bucket (badge_id, person_id, leaf, bucket, count) VALUES %s
ON CONFLICT (badge_id, person_id, leaf, bucket) DO UPDATE SET count = excluded.count
"""
_EMPTY = "DELETE FROM bucket WHERE person_id = %s AND badge_id = ANY(%s) AND count = 0 RETURNING 1"
_CLEAR = "DELETE FROM bucket WHERE person_id = %s AND badge_id = ANY(%s) RETURNING 1"


def keep(person_id: int, states: Sequence[State]) -> None:
    """Writes tallies that changed. The caller holds the person's lock."""
    if anew := [one.heard.badge for one in states if one.anew]:
        rows(_CLEAR, person_id, anew)
    if states:
        execute_many(_KEEP, [_row(person_id, one) for one in states])
    written = [row for one in states for row in _bucket_rows(person_id, one)]
    if written:
        execute_many(_KEEP_BUCKETS, written)
    if empty := sorted({badge for badge, *_, count in written if not count}):
        rows(_EMPTY, person_id, empty)


def _row(person_id: int, state: State) -> tuple[object, ...]:
    return state.heard.badge, person_id, state.heard.version, state.haves, state.reached, state.matched_at


def _bucket_rows(person_id: int, state: State) -> list[tuple[int, int, int, int, int]]:
    return [
        (state.heard.badge, person_id, leaf, bucket, state.buckets[leaf][bucket])
        for leaf, bucket in sorted(state.written)
    ]
