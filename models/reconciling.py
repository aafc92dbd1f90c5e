"""Deeds as they should be come in; the rows are made so, in place, and what Moved for whom goes out; ledger.py is next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from models import deeds
from models.db import execute_many, rows
from models.implying import Key, Part
from models.rules.deeds import Deed, Moved


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
        return None if self.refused or self.deed.kind == deeds.PENALTY else self.deed

    @property
    def content(self) -> tuple[object, ...]:
        """What its work alone decides: not whose it is now, nor its points."""
        return self.earner, self.refused, self.refusal, replace(self.deed, id=0, person=0, points=0, role="")


class Member(NamedTuple):
    """What a membership says of somebody's deeds."""

    role: str
    blocked_at: datetime | None


_STANDING = f"SELECT {deeds.COLUMNS}, earner_id, refused, refusal FROM deed WHERE item_id = ANY(%s) ORDER BY id"


def standing(items: Iterable[int]) -> dict[Key, Kept]:
    """The rows of these work items."""
    wanted = list(items)
    found = rows(_STANDING, wanted) if wanted else []
    kept = (Kept(deeds.value(row[:-3]), *row[-3:]) for row in found)
    return {one.key: one for one in kept}


def members(organization_id: int, ids: Iterable[int]) -> dict[int, Member]:
    """Roles and blocks of these people; of those alone who are members."""
    found = "SELECT person_id, role, blocked_at FROM membership WHERE organization_id = %s AND person_id = ANY(%s)"
    return {person: Member(role, blocked) for person, role, blocked in rows(found, organization_id, sorted(set(ids)))}


def wanted(
    parts: Mapping[Key, Part],
    before: Mapping[Key, Kept],
    who: Mapping[int, int],
    known: Mapping[int, Member],
    earners: Mapping[tuple[str, str], int],
) -> dict[Key, Kept]:
    """The rows that these parts ask for, with the points of those that stand. A role is that of the first writing."""
    return {key: _kept(part, before.get(key), who[part.earner], known, earners) for key, part in parts.items()}


def write(organization_id: int, before: Mapping[Key, Kept], after: Mapping[Key, Kept], now: datetime) -> dict[Key, Kept]:
    """Makes the rows so, in two statements at most. The same rows as `after`, with their ids."""
    gone = [one.deed.id for key, one in before.items() if key not in after]
    if gone:
        rows("DELETE FROM deed WHERE id = ANY(%s) RETURNING 1", gone)
    fresh = {key: one for key, one in after.items() if before.get(key) != one}
    ids = _upsert(organization_id, list(fresh.values()), now) if fresh else {}
    return {key: replace(one, deed=replace(one.deed, id=ids[key])) if key in ids else one for key, one in after.items()}


def pay(deeds_: Iterable[Deed]) -> None:
    """Deeds of other work that are worth something else now."""
    worth = [(one.id, one.points) for one in deeds_]
    if worth:
        execute_many("UPDATE deed d SET points = v.points FROM (VALUES %s) AS v(id, points) WHERE d.id = v.id", worth)


def moved(before: Mapping[Key, Kept], after: Mapping[Key, Kept]) -> dict[int, list[Moved]]:
    """By person, in the order of their deeds."""
    found: dict[int, list[Moved]] = {}
    for key in sorted(before.keys() | after.keys()):
        old, new = (one.counted if one else None for one in (before.get(key), after.get(key)))
        if old != new:
            note(found, Moved(old, new))
    return found


def note(found: dict[int, list[Moved]], one: Moved) -> None:
    """Adds what moved, at the person whose it is."""
    deed = one.after or one.before
    assert deed is not None, "nothing moved"
    found.setdefault(deed.person, []).append(one)


def _kept(
    part: Part,
    before: Kept | None,
    person: int,
    known: Mapping[int, Member],
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
        role=before.deed.role if before else known[person].role if person in known else "contributor",
        newcomer=due.newcomer,
        co_authored=due.co_authored,
        answered=due.answered,
        discipline=due.discipline,
        others=tuple(sorted({earners[one.key] for one in due.others if one.key in earners} - {part.earner})),
        item=part.piece.id,
        settles_at=due.settles_at,
    )
    return Kept(deed, part.earner, due.refused and due.refused.code, due.refused and due.refused.words)


_FIELDS = (
    "organization_id, project_id, person_id, earner_id, item_id, kind, happened_at, points, labels, paths, size, lines, "
    "reason, role, newcomer, co_authored, answered, discipline, others, refused, refusal, settles_at, recorded_at"
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
