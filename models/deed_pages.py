"""An organisation's people come in, some at a time; what each of them did goes out: for jobs that look at everybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from models import deeds
from models.db import rows
from models.rules.deeds import KINDS, Deed

PEOPLE, DEEDS = 200, 30_000
"""How many come at once, at most; one person comes whole, however much they did."""


@dataclass(frozen=True)
class Page:
    """Who comes next, in the order of their ids, and how many deeds of theirs there are; empty after the last."""

    people: tuple[int, ...]
    deeds: int


# Merged people are nobody any more: their deeds are another's.
_NEXT = f"""
SELECT m.person_id, (SELECT count(*) FROM deed WHERE {deeds.COUNTED} AND person_id = m.person_id)
FROM membership m JOIN person p ON p.id = m.person_id AND p.merged_into_id IS NULL
WHERE m.organization_id = %s AND m.person_id > %s ORDER BY m.person_id LIMIT %s
"""


def following(organization_id: int, after: int, most: int | None = None) -> Page:
    """The people beyond that id, so many at most."""
    found, total = rows(_NEXT, organization_id, organization_id, after, most or PEOPLE), 0
    taken: list[int] = []
    for person, many in found:
        if taken and total + many > DEEDS:
            break
        taken.append(person)
        total += many
    return Page(tuple(taken), total)


def of_people(organization_id: int, person_ids: Sequence[int], keys: Collection[str] | None) -> dict[int, list[Deed]]:
    """What counts of what each of them did, by the time of doing; with `keys` no more than may have one of them."""
    found: dict[int, list[Deed]] = {person: [] for person in person_ids}
    wanted, values = _keyed(keys)
    sql = f"SELECT {deeds.COLUMNS} FROM deed WHERE {deeds.COUNTED} AND person_id = ANY(%s){wanted}"
    for row in rows(f"{sql} ORDER BY person_id, happened_at, id", organization_id, list(person_ids), *values):
        deed = deeds.value(row)
        found[deed.person].append(deed)
    return found


def people(organization_id: int) -> int:
    """How many will come in all."""
    counting = (
        "SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id AND p.merged_into_id IS NULL "
        "WHERE m.organization_id = %s"
    )
    return int(rows(counting, organization_id)[0][0])


def count_since(organization_id: int, keys: Collection[str], since: datetime) -> int:
    """How many deeds since then may have one of the keys."""
    wanted, values = _keyed(keys)
    sql = f"SELECT count(*) FROM deed WHERE {deeds.COUNTED}{wanted} AND happened_at >= %s"
    return int(rows(sql, organization_id, *values, since)[0][0])


def newest(organization_id: int, person_id: int, most: int) -> list[Deed]:
    """The last things that count of what somebody did, by the time of doing."""
    mine = f"SELECT {deeds.COLUMNS} FROM deed WHERE {deeds.COUNTED} AND person_id = %s"
    found = rows(f"{mine} ORDER BY happened_at DESC, id DESC LIMIT %s", organization_id, person_id, most)
    return [deeds.value(row) for row in reversed(found)]


# Kind by kind, as the index has them: a rare kind is not drowned by a frequent one.
_LATEST = f"""
SELECT d.* FROM unnest(%s::text[]) AS k(kind) CROSS JOIN LATERAL (
    SELECT {deeds.COLUMNS} FROM deed WHERE {deeds.COUNTED} AND kind = k.kind AND happened_at >= %s
    ORDER BY happened_at DESC LIMIT %s) AS d
ORDER BY d.happened_at DESC, d.id DESC
"""


def latest(organization_id: int, since: datetime, most: int) -> list[Deed]:
    """The organisation's last deeds that count, so many of each kind at most, newest first."""
    return [deeds.value(row) for row in rows(_LATEST, list(KINDS), organization_id, since, most)]


def _keyed(keys: Collection[str] | None) -> tuple[str, tuple[object, ...]]:
    """A condition that holds for every deed with one of the keys; for the others of a pattern there are no deeds."""
    if keys is None:
        return "", ()
    of: dict[str, list[str]] = {"kind": [], "project": [], "label": []}
    for key in keys:
        word, _, rest = key.partition(":")
        of.get(word, []).append(rest)
    projects = [int(one) for one in of["project"]]
    return " AND (kind = ANY(%s) OR project_id = ANY(%s) OR labels && %s::text[])", (of["kind"], projects, of["label"])
