"""Somebody's objection comes in; a Dispute goes out, waiting for an admin's answer."""

from peewee import BigIntegerField, CharField, TextField

from models.db import Instant, Record, link
from models.people import Person
from models.tenants import Organization


class Dispute(Record):
    """`about`: entry, award, refusal or badge, with its id. `state`: open, accepted, declined or withdrawn."""

    organization_id: int
    person_id: int
    organization = link(Organization)
    person = link(Person)
    about = CharField(max_length=12)
    about_id = BigIntegerField()
    text = TextField()
    state = CharField(max_length=12, default="open")
    answer = TextField(null=True)
    answered_by = CharField(max_length=200, null=True)
    created_at = Instant()
    answered_at = Instant(null=True)


Dispute.add_index(Dispute.index(Dispute.organization, Dispute.state, Dispute.id, name="dispute_organization"))
Dispute.add_index(Dispute.index(Dispute.organization, Dispute.person, Dispute.id, name="dispute_person"))
