"""Work items come in; the Deeds that they imply go out, changed in place; ledger.py pays for them, earning.py counts."""

from peewee import BigIntegerField, BooleanField, CharField, IntegerField, TextField
from playhouse.postgres_ext import ArrayField

from models.db import Instant, Record, link
from models.people import Person
from models.tenants import Organization, Project
from models.workitems import WorkItem


class Deed(Record):
    """models.rules.deeds.Deed as a row. `refused`: the code of why it counts for nothing, `refusal` in words; None for
    a deed that counts. `earner`: who it was before a merge, as in Entry, but never None."""

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
    labels = ArrayField(TextField, index=False)
    paths = ArrayField(TextField, index=False)
    size = CharField(max_length=10, null=True)
    lines = IntegerField(null=True)
    reason = CharField(max_length=40, null=True)
    role = CharField(max_length=20)
    newcomer = BooleanField()
    co_authored = BooleanField()
    answered = IntegerField(null=True)
    discipline = CharField(max_length=20, null=True)
    others = ArrayField(BigIntegerField, index=False)
    refused = CharField(max_length=40, null=True)
    refusal = TextField(null=True)
    settles_at = Instant(null=True)
    recorded_at = Instant()

    class Meta:
        indexes = ((("item", "earner", "kind"), True),)


Deed.add_index(Deed.index(Deed.organization, Deed.person, Deed.happened_at, name="deed_person"))
Deed.add_index(Deed.index(Deed.organization, Deed.kind, Deed.happened_at, name="deed_kind"))
