"""Entries just written come in; how often the person has done each kind of work goes out; awards.py is next."""

from collections import Counter
from collections.abc import Sequence

from peewee import CharField, IntegerField

from models.db import Record, execute_many, link
from models.ledger import Entry
from models.people import Person
from models.rules.work import Value
from models.tenants import Organization


class Tally(Record):
    """How many live entries of one kind a person has in an organisation."""

    organization = link(Organization)
    person = link(Person)
    kind = CharField(max_length=40)
    count = IntegerField()

    class Meta:
        indexes = ((("organization", "person", "kind"), True),)


class Step(Value):
    """A tally that moved."""

    kind: str
    before: int
    after: int


_ADD = """
INSERT INTO tally (organization_id, person_id, kind, count) VALUES %s
ON CONFLICT (organization_id, person_id, kind) DO UPDATE SET count = tally.count + excluded.count
RETURNING kind, count
"""


def add(organization_id: int, person_id: int, entries: Sequence[Entry]) -> list[Step]:
    """Counts work, not points: a reversing entry counts back, an adjustment does not count."""
    moved: Counter[str] = Counter()
    for entry in entries:
        if entry.kind != "adjustment":
            moved[entry.kind] += -1 if entry.reverses_id else 1
    steps = {kind: by for kind, by in moved.items() if by}
    if not steps:
        return []
    after = execute_many(_ADD, [(organization_id, person_id, kind, by) for kind, by in sorted(steps.items())])
    return [Step(kind=kind, before=count - steps[kind], after=count) for kind, count in after]


def of(organization_id: int, person_id: int) -> dict[str, int]:
    """Kind of work to how often."""
    found = Tally.select().where(Tally.organization == organization_id, Tally.person == person_id)
    return {tally.kind: tally.count for tally in found}
