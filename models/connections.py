"""What a provider lets an organisation do comes in, sealed; a Connection goes out, by which workers ask it."""

from peewee import SQL, BigIntegerField, CharField, TextField

from models.db import Instant, Record, link
from models.tenants import Organization


class Connection(Record):
    """Access to a provider: a token that an admin gave, or an installation of the organisation's GitHub App.

    `account`: whose access it is, as the provider names them. `sealed`: JSON, of GitHub `{"token"}`, of Trello
    `{"key", "token", "secret"}`; None for an installation. `state`: active, paused (a suspended installation), refused
    (the provider takes it no more, `error` says why), ended (disconnected; its secrets are gone).
    """

    organization_id: int
    organization = link(Organization)
    provider = CharField(max_length=20)
    account = CharField(max_length=200)
    app_id = BigIntegerField(null=True)
    installation = BigIntegerField(null=True)
    sealed = TextField(null=True)
    state = CharField(max_length=12)
    error = TextField(null=True)
    created_at = Instant()
    checked_at = Instant(null=True)


Connection.add_index(Connection.index(Connection.organization, Connection.id, name="connection_organization"))
Connection.add_index(
    Connection.index(
        Connection.app_id,
        Connection.installation,
        unique=True,
        name="connection_installation",
        where=SQL("installation IS NOT NULL"),
    )
)
