"""What a provider lets an organisation do comes in, sealed; a Connection goes out, by which workers ask it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from peewee import SQL, BigIntegerField, CharField, TextField

from models import sealing
from models.db import Instant, Record, link, rows
from models.errors import Elsewhere, Exhausted, Invalid, NotFound
from models.rules.messages import Time
from models.rules.work import Value
from models.tenants import Organization

State = Literal["active", "paused", "refused", "ended"]
AT_MOST = 50
"""Connections of one organisation."""


class Connection(Record):
    """Access to a provider: a token that an admin gave, or an installation of the organisation's GitHub App.

    `account`: whose access it is, as the provider names them. `sealed`: JSON, of GitHub `{"token"}`, of Trello
    `{"key", "token", "secret"}`; None for an installation. `state`: active, paused (a suspended installation), refused
    (the provider takes it no more, `error` says why), ended (disconnected; its secrets are gone).
    `seen_at`: when, by GitHub's clock, an installation was as it is.
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
    seen_at = Instant(null=True)


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


class ConnectionCard(Value):
    """Access to a provider as admins see it: whose it is and how it fares, its secrets never. `account` is empty until
    the provider was asked."""

    id: int
    provider: str
    account: str
    way: Literal["token", "app"]
    state: State
    error: str | None
    created_at: Time
    checked_at: Time | None


def create(organization: Organization, provider: str, secrets: Mapping[str, str], now: datetime) -> Connection:
    """Access that was not tried yet. Raises Exhausted."""
    kept = Connection.select().where(Connection.organization == organization, Connection.state != "ended").count()
    if kept >= AT_MOST:
        raise Exhausted(f"There are {AT_MOST} connections already; end one that is not needed.")
    return Connection.create(
        organization=organization,
        provider=provider,
        account="",
        sealed=_sealed(secrets),
        state="active",
        created_at=now,
    )


def find(organization_id: int, connection_id: int) -> Connection:
    """A connection of this organisation, whatever its state. Raises NotFound."""
    found = Connection.get_or_none(Connection.id == connection_id, Connection.organization == organization_id)
    if found is None:
        raise NotFound(f"There is no connection {connection_id} in this organisation.")
    return found


def usable(organization_id: int, connection_id: int) -> Connection:
    """The same, if the provider may be asked by it. Raises NotFound, Elsewhere in words that say what to do."""
    found = find(organization_id, connection_id)
    if found.state in _UNUSABLE:
        raise Elsewhere(found.error or _UNUSABLE[found.state])
    return found


_UNUSABLE = {
    "paused": "The installation of the app is suspended; let it go on at GitHub.",
    "ended": "This connection was ended; make a new one.",
}


def is_live(connection_id: int | None) -> bool:
    """Whether there is such access, and nobody ended it."""
    live = (Connection.id == connection_id) & (Connection.state != "ended")
    return connection_id is not None and Connection.select().where(live).exists()


def secrets(connection: Connection) -> dict[str, str]:
    """What opens the provider. Raises Elsewhere for what has ended, Misconfigured where the server's key is lost."""
    if connection.sealed is None:
        raise Elsewhere(_UNUSABLE["ended"])
    return dict(json.loads(sealing.unseal(connection.sealed)))


def change(connection: Connection, provider: str, secrets: Mapping[str, str]) -> None:
    """Other secrets, not tried yet, in the place of the former ones. Raises Invalid for another provider's."""
    rows("SELECT 1 FROM connection WHERE id = %s FOR UPDATE", connection.id)
    if connection.installation is not None:
        raise Invalid("This is an installation of your GitHub App, which needs no token.")
    if connection.provider != provider or connection.state == "ended":
        raise Invalid("Another connection is needed for this; make a new one.")
    connection.sealed, connection.state, connection.error = _sealed(secrets), "active", None
    connection.checked_at = None
    connection.save()


def end(connection: Connection, keep: bool) -> None:
    """Nothing more is asked by it. `keep`: its secrets live on until its webhooks are removed, or nobody tries any
    more: then `forget` them."""
    if connection.installation is not None:
        raise Invalid("This is an installation of your GitHub App; remove it at GitHub, or forget the app.")
    connection.state, connection.error = "ended", None
    connection.sealed = connection.sealed if keep else None
    connection.save(only=[Connection.state, Connection.error, Connection.sealed])


_FORGET = """
UPDATE connection c SET sealed = NULL WHERE c.state = 'ended' AND c.sealed IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM job j WHERE j.kind = 'hook.remove' AND j.state IN ('waiting', 'running', 'undoing')
    AND j.organization_id = c.organization_id AND (j.arguments->>'connection')::bigint = c.id) RETURNING c.id
"""


def forget() -> None:
    """The secrets of what has ended are gone, once no webhook is to be removed by them."""
    rows(_FORGET)


def works(connection_id: int, account: str | None, now: datetime) -> None:
    """The provider took it just now, and says whose it is."""
    named = {} if account is None else {"account": account[:200]}
    Connection.update(state="active", error=None, checked_at=now, **named).where(
        Connection.id == connection_id, Connection.state.in_(("active", "refused"))
    ).execute()


def refused(connection_id: int, words: str, now: datetime) -> None:
    """The provider takes it no more."""
    Connection.update(state="refused", error=words[:500], checked_at=now).where(
        Connection.id == connection_id, Connection.state.in_(("active", "refused"))
    ).execute()


def every(organization_id: int) -> list[ConnectionCard]:
    """The organisation's connections, oldest first, but those that have ended."""
    mine = (Connection.organization == organization_id) & (Connection.state != "ended")
    return [card(one) for one in Connection.select().where(mine).order_by(Connection.id)]


_CONNECTED = """
SELECT p.external_id FROM project p JOIN connection c ON c.id = p.connection_id
WHERE p.organization_id = %s AND p.external_id IS NOT NULL AND c.state <> 'ended'
  AND p.provider = (SELECT provider FROM connection WHERE id = %s)
"""


def connected(organization_id: int, connection_id: int) -> set[str]:
    """The ids, at this connection's provider, of what is connected already, by whatever access."""
    return {remote for (remote,) in rows(_CONNECTED, organization_id, connection_id)}


def card(connection: Connection) -> ConnectionCard:
    """How it is shown."""
    return ConnectionCard(
        id=connection.id,
        provider=connection.provider,
        account=connection.account,
        way="token" if connection.installation is None else "app",
        state=connection.state,
        error=connection.error,
        created_at=connection.created_at,
        checked_at=connection.checked_at,
    )


def _sealed(secrets: Mapping[str, str]) -> str:
    return sealing.seal(json.dumps(dict(secrets)))
