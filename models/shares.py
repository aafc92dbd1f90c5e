"""A design and an address come in; a Share goes out, that opens to its receiver alone, once they are signed in."""

from peewee import SQL, BigIntegerField, CharField

from models.db import Instant, Record, link
from models.designs import Design
from models.people import Person
from models.tenants import Organization


class Share(Record):
    """A design (None: the whole studio) for one contributor. `way`: email or github; `address` in small letters;
    `account`: the GitHub account's immutable id, when it is known; `role`: view, comment or edit. `person`: who
    confirmed."""

    organization_id: int
    design_id: int | None
    person_id: int | None
    organization = link(Organization)
    design = link(Design, null=True, index=True)
    role = CharField(max_length=10)
    way = CharField(max_length=10)
    address = CharField(max_length=320)
    account = CharField(max_length=100, null=True)
    person = link(Person, null=True, index=True)
    note = CharField(max_length=500)
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    created_at = Instant()
    expires_at = Instant()
    sent_at = Instant(null=True)
    confirmed_at = Instant(null=True)
    revoked_at = Instant(null=True)


Share.add_index(Share.index(Share.organization, Share.id, name="share_organization"))
Share.add_index(
    Share.index(
        Share.organization,
        SQL("COALESCE(design_id, 0)"),
        Share.way,
        Share.address,
        unique=True,
        name="share_open",
        where=SQL("revoked_at IS NULL"),
    )
)


class ShareLink(Record):
    """A link to a share, of which only the digest of its token is kept; a new one leaves the older ones valid."""

    share_id: int
    share = link(Share, index=True)
    digest = CharField(max_length=64, unique=True)
    created_at = Instant()
