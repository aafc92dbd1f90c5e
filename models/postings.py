"""What a project wants to have said of an issue at its provider comes in; a Posting goes out; workers/posting.py sends."""

from peewee import SQL, CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link
from models.tenants import Organization, Project
from models.workitems import WorkItem


class Posting(Record):
    """One issue's comment or label: what it should say (`wanted`), what it says (`posted`), its id there (`remote`).

    `state`: waiting (tried at `next_at`), sent, failed, off.
    """

    organization_id: int
    project_id: int
    item_id: int
    organization = link(Organization)
    project = link(Project)
    item = link(WorkItem, unique=True)
    wanted = Json()
    posted = Json(null=True)
    remote = CharField(max_length=200, null=True)
    state = CharField(max_length=12)
    attempts = IntegerField(default=0)
    next_at = Instant(null=True)
    error = TextField(null=True)
    sent_at = Instant(null=True)


Posting.add_index(Posting.index(Posting.next_at, name="posting_due", where=SQL("state = 'waiting'")))
