"""Deeds as they should be come in; the rows are made so, in place, and what Moved goes out; ledger.py is next."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from models import deeds, implying
from models.db import execute_many, rows
from models.implying import Key, Part
from models.paying import Priced, Stir
from models.rules.deeds import Deed, Moved
from models.tariffs import Book


@dataclass(frozen=True)
class Kept:
    """A row: the deed, who earned it, and why it counts for nothing (code and words), if it does."""

    deed: Deed
    earner: int
    refused: str | None = None
    refusal: str | None = None

    @property
    def key(self) -> Key:
        """Which row it is."""
        return self.deed.item, self.earner, self.deed.kind

    @property
    def counted(self) -> Deed | None:
        """What patterns see of it."""
        return None if self.refused else self.deed

    @property
    def content(self) -> tuple[object, ...]:
        """What its work alone decides: not whose it is now, nor its points."""
        return self.earner, self.refused, self.refusal, replace(self.deed, id=0, person=0, points=0, role="")


@dataclass
class Plan:
    """The rows of some work items as they are and as they should be. `changed`: those whose content is another."""

    parts: Mapping[Key, Part]
    before: Mapping[Key, Kept]
    after: Mapping[Key, Kept]

    @cached_property
    def changed(self) -> set[Key]:
        """Which rows come, go, or say something else."""
        old, new = ({key: one.content for key, one in rows_.items()} for rows_ in (self.before, self.after))
        return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}

    def stirred(self, book: Book, left: Book | None) -> list[Stir]:
        """What may change the prices of other work: where something was, and where it is now. `left`: the tariffs
        before the one by which all is counted anew, for what it takes out of their limits."""
        # Of deeds that say what they said, too: one's share may be another when somebody else came or went.
        keys = self.before.keys() | self.after.keys()
        both = [one for key in keys for one in (self.before.get(key), self.after.get(key))]
        touched = [one for one in both if one and not one.refused]
        found = [
            Stir(one.earner, each.at(one.deed.project, one.deed.happened_at), one.deed)
            for one in touched
            for each in (book, left)
            if each
        ]
        return [one for one in found if one.deed.kind == deeds.PENALTY or one.deed.kind in one.by.tariff.worth]

    def write(self, organization_id: int, priced: Priced, now: datetime) -> dict[int, list[Moved]]:
        """Makes the rows so, with their points, and those beside them; what moved, by person."""
        due = self.paid({key: price.points if price else 0 for key, price in priced.prices.items()})
        return _by_person([*due._store(organization_id, now), *_pay_beside(priced)])

    def paid(self, points: Mapping[Key, int]) -> "Plan":
        """The same with these points; deeds that are not among them keep theirs."""
        after = {key: _worth(one, points.get(key, one.deed.points)) for key, one in self.after.items()}
        return Plan(self.parts, self.before, after)

    def restore(self, organization_id: int, now: datetime) -> list[int]:
        """Makes the rows so, as they are; whose they are that moved."""
        return sorted(_by_person(self._store(organization_id, now)))

    def _store(self, organization_id: int, now: datetime) -> list[Moved]:
        stored = _store(organization_id, self.before, self.after, now)
        both = [(self.before.get(key), stored.get(key)) for key in sorted(self.before.keys() | stored.keys())]
        counted = [(old.counted if old else None, new.counted if new else None) for old, new in both if old != new]
        return [Moved(old, new) for old, new in counted if old != new]


def plan(
    organization_id: int,
    parts: Mapping[Key, Part],
    items: Iterable[int],
    who: Mapping[int, int],
    earners: Mapping[tuple[str, str], int],
) -> Plan:
    """What these parts ask for, beside what stands. `who`: who everybody is now; their locks are held."""
    members = _members(organization_id, {*who, *who.values()})
    allowed = implying.without_blocked(parts, {one: blocked_at for one, (_, blocked_at) in members.items()})
    before = standing(items)
    after = {
        key: _kept(part, before.get(key), who[part.earner], members.get(who[part.earner]), earners)
        for key, part in allowed.items()
    }
    return Plan(allowed, before, after)


_STANDING = f"SELECT {deeds.COLUMNS}, earner_id, refused, refusal FROM deed WHERE item_id = ANY(%s) ORDER BY id"


def standing(items: Iterable[int]) -> dict[Key, Kept]:
    """The rows of these work items."""
    wanted = list(items)
    found = rows(_STANDING, wanted) if wanted else []
    kept = (Kept(deeds.value(row[:-3]), *row[-3:]) for row in found)
    return {one.key: one for one in kept}


Member = tuple[str, datetime | None]
"""Role, and since when they are blocked."""


def _members(organization_id: int, ids: Collection[int]) -> dict[int, Member]:
    found = "SELECT person_id, role, blocked_at FROM membership WHERE organization_id = %s AND person_id = ANY(%s)"
    asked = rows(found, organization_id, sorted(ids)) if ids else []
    return {person: (role, blocked_at) for person, role, blocked_at in asked}


def _worth(one: Kept, points: int) -> Kept:
    return one if one.deed.points == points else replace(one, deed=replace(one.deed, points=points))


def _store(
    organization_id: int, before: Mapping[Key, Kept], after: Mapping[Key, Kept], now: datetime
) -> dict[Key, Kept]:
    """In two statements at most. The rows of `after`, with their ids."""
    gone = [one.deed.id for key, one in before.items() if key not in after]
    if gone:
        rows("DELETE FROM deed WHERE id = ANY(%s) RETURNING 1", gone)
    fresh = [one for key, one in after.items() if before.get(key) != one]
    ids = _upsert(organization_id, fresh, now) if fresh else {}
    return {key: replace(one, deed=replace(one.deed, id=ids[key])) if key in ids else one for key, one in after.items()}


def _pay_beside(priced: Priced) -> list[Moved]:
    """Deeds of other work that are worth something else now."""
    found = []
    for key, (deed, _) in sorted(priced.beside.items()):
        price = priced.prices[key]
        after = replace(deed, points=price.points if price else 0)
        if after != deed:
            found.append((deed, after))
    if found:
        worth = [(after.id, after.points) for _, after in found]
        execute_many("UPDATE deed d SET points = v.points FROM (VALUES %s) AS v(id, points) WHERE d.id = v.id", worth)
    return [Moved(before, after) for before, after in found]


def _by_person(moved: Iterable[Moved]) -> dict[int, list[Moved]]:
    found: dict[int, list[Moved]] = {}
    for one in moved:
        deed = one.after or one.before
        if deed is not None:
            found.setdefault(deed.person, []).append(one)
    return found


def _kept(
    part: Part,
    before: Kept | None,
    person: int,
    member: Member | None,
    earners: Mapping[tuple[str, str], int],
) -> Kept:
    due = part.due
    deed = Deed(
        id=before.deed.id if before else 0,
        person=person,
        kind=due.kind,
        project=part.piece.project,
        happened_at=due.happened_at,
        points=before.deed.points if before else 0,
        labels=due.labels,
        paths=due.paths,
        size=due.size,
        lines=due.lines,
        reason=due.reason,
        role=before.deed.role if before else member[0] if member else "contributor",
        newcomer=due.newcomer,
        co_authored=due.co_authored,
        answered=due.answered,
        discipline=due.discipline,
        others=tuple(sorted({earners[one.key] for one in due.others if one.key in earners} - {part.earner})),
        item=part.piece.id,
        settles_at=due.settles_at,
    )
    code, words = (due.refused.code, due.refused.words) if due.refused else (None, None)
    return Kept(deed, part.earner, code, words)


_FIELDS = (
    "organization_id, project_id, person_id, earner_id, item_id, kind, happened_at, points, labels, paths, size, "
    "lines, reason, role, newcomer, co_authored, answered, discipline, others, refused, refusal, "
    "settles_at, recorded_at"
)
_KEPT = ("organization_id", "earner_id", "item_id", "kind", "role", "recorded_at")
_SET = ", ".join(f"{one} = excluded.{one}" for one in _FIELDS.split(", ") if one not in _KEPT)
_UPSERT = f"""
INSERT INTO deed ({_FIELDS}) VALUES %s ON CONFLICT (item_id, earner_id, kind) DO UPDATE SET {_SET}
RETURNING id, item_id, earner_id, kind
"""


def _upsert(organization_id: int, fresh: Iterable[Kept], now: datetime) -> dict[Key, int]:
    values = [_row(organization_id, one, now) for one in fresh]
    return {(item, earner, kind): id_ for id_, item, earner, kind in execute_many(_UPSERT, values)}


def _row(organization_id: int, one: Kept, now: datetime) -> tuple[Any, ...]:
    deed = one.deed
    return (
        organization_id,
        deed.project,
        deed.person,
        one.earner,
        deed.item,
        deed.kind,
        deed.happened_at,
        deed.points,
        list(deed.labels),
        list(deed.paths),
        deed.size,
        deed.lines,
        deed.reason,
        deed.role,
        deed.newcomer,
        deed.co_authored,
        deed.answered,
        deed.discipline,
        list(deed.others),
        one.refused,
        one.refusal,
        deed.settles_at,
        now,
    )
