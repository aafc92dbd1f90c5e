"""A person, or everybody, comes in; the Deeds that count go out, for patterns; reconciling.py writes the rows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from peewee import BigIntegerField, BooleanField, CharField, IntegerField, TextField

from models.db import Array, Instant, Record, database, link, rows
from models.people import Person
from models.rules import deeds as rules
from models.tenants import Organization, Project
from models.workitems import WorkItem

PENALTY = "penalty"
"""The kind of a row that takes points: patterns count it where they ask for it, and in sums of points."""
AT_ONCE = 5_000
"""Rows of a stream that PostgreSQL sends at once."""


class Deed(Record):
    """models.rules.deeds.Deed as a row. `refused`: the code of why it counts for nothing, `refusal` in words; None for
    a deed that counts. `earner`: who it was before a merge, as in Entry, but never None; so are `others`."""

    organization_id: int
    project_id: int
    person_id: int
    earner_id: int
    item_id: int
    organization = link(Organization)
    project = link(Project)
    person = link(Person)
    earner = link(Person)
    item = link(WorkItem)
    kind = CharField(max_length=40)
    happened_at = Instant()
    points = IntegerField(default=0)
    labels = Array(TextField, index=False)
    paths = Array(TextField, index=False)
    size = CharField(max_length=10, null=True)
    lines = IntegerField(null=True)
    reason = CharField(max_length=40, null=True)
    role = CharField(max_length=20)
    newcomer = BooleanField()
    co_authored = BooleanField()
    answered = IntegerField(null=True)
    discipline = CharField(max_length=20, null=True)
    others = Array(BigIntegerField, index=False)
    refused = CharField(max_length=40, null=True)
    refusal = TextField(null=True)
    settles_at = Instant(null=True)
    recorded_at = Instant()

    class Meta:
        indexes = ((("item", "earner", "kind"), True),)


Deed.add_index(Deed.index(Deed.organization, Deed.person, Deed.happened_at, name="deed_person"))
Deed.add_index(Deed.index(Deed.organization, Deed.kind, Deed.happened_at, name="deed_kind"))

COLUMNS = (
    "id, person_id, kind, project_id, happened_at, points, labels, paths, size, lines, reason, role, newcomer, "
    "co_authored, answered, discipline, others, item_id, settles_at"
)
"""The fields of rules.deeds.Deed, in their order."""
LISTS = tuple(COLUMNS.split(", ").index(one) for one in ("labels", "paths", "others"))
COUNTED = "organization_id = %s AND refused IS NULL"


def of_person(organization_id: int, person_id: int) -> list[rules.Deed]:
    """What counts of what somebody did, by the time of doing."""
    mine = f"SELECT {COLUMNS} FROM deed WHERE {COUNTED} AND person_id = %s ORDER BY happened_at, id"
    return [value(row) for row in rows(mine, organization_id, person_id)]


def everybody(organization_id: int) -> list[int]:
    """The ids of people who have done something that counts, in their order."""
    found = rows(f"SELECT DISTINCT person_id FROM deed WHERE {COUNTED} ORDER BY 1", organization_id)
    return [person for (person,) in found]


def stream(organization_id: int, keys: Collection[str] | None = None) -> Iterator[rules.Deed]:
    """What counts of everybody, person by person, each by the time of doing; with `keys` (patterns.listening) no more
    than what may have one of them. Rows come as they are wanted, so a million take no memory."""
    wanted, values = _keyed(keys)
    with database.connection().cursor(name="deeds", withhold=True) as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(
            f"SELECT {COLUMNS} FROM deed WHERE {COUNTED}{wanted} ORDER BY person_id, happened_at, id",
            (organization_id, *values),
        )
        for row in cursor:
            yield value(row)


def value(row: Sequence[Any]) -> rules.Deed:
    """A row of COLUMNS as a bare value."""
    plain = list(row)
    for place in LISTS:
        plain[place] = tuple(plain[place])
    return rules.Deed(*plain)


def earners(items: Iterable[int]) -> set[int]:
    """Whoever did something in these work items."""
    found = rows("SELECT DISTINCT earner_id FROM deed WHERE item_id = ANY(%s)", list(items))
    return set(chain.from_iterable(found))


def _keyed(keys: Collection[str] | None) -> tuple[str, tuple[object, ...]]:
    """A condition that holds for every deed with one of the keys. Keys that no deed has match none."""
    if keys is None:
        return "", ()
    of: dict[str, list[str]] = {"kind": [], "project": [], "label": []}
    for key in keys:
        word, _, rest = key.partition(":")
        of.get(word, []).append(rest)
    projects = [int(one) for one in of["project"]]
    return " AND (kind = ANY(%s) OR project_id = ANY(%s) OR labels && %s::text[])", (of["kind"], projects, of["label"])
