"""A project comes in; a Hook with its address and secret goes out. server/hooks/ opens the door by it."""

import secrets
from datetime import datetime, timedelta

from peewee import BigIntegerField, CharField

from models import projects, sealing
from models.db import Instant, Json, Record, link
from models.errors import Invalid, NotFound
from models.rules.work import Value
from models.sources import standard_webhooks
from models.tenants import Organization, Project

OVERLAP = timedelta(hours=24)
"""How long the old secret still opens after a rotation, so that the other side can be changed in peace."""


class Hook(Record):
    """A registered webhook. `key` is the unguessable part of its address; the project is its home, others come.

    `remote`: its id at the provider; `callback`: its address as it was registered there; `name`: what a generic source
    calls itself. `health`: what the provider says of it; `seen`: the last thing there that was reconciled,
    `repaired_at` when; `look_at`: when its silence is looked at next. Disconnected by somebody: for ever.
    """

    organization_id: int
    project_id: int | None
    key = CharField(max_length=60, unique=True)
    organization = link(Organization)
    project = link(Project, null=True)
    provider = CharField(max_length=20)
    verified_at = Instant(null=True)
    paused_at = Instant(null=True)
    created_at = Instant()
    connection_id = BigIntegerField(null=True)
    remote = CharField(max_length=100, null=True)
    callback = CharField(max_length=1000, null=True)
    name = CharField(max_length=40, null=True)
    health = Json(null=True)
    seen = CharField(max_length=100, null=True)
    repaired_at = Instant(null=True)
    disconnected_at = Instant(null=True)
    look_at = Instant(null=True)


class HookSecret(Record):
    """One secret of a hook, sealed. Active until `expires_at`."""

    hook_id: int
    hook = link(Hook, index=True)
    sealed = CharField(max_length=500)
    expires_at = Instant(null=True)
    created_at = Instant()


class Door(Value):
    """What the server must know to let a delivery in: secrets with the time at which each ends.

    `callback`: the address by which Trello signs. `disconnected`: nothing comes in any more, for ever."""

    hook_id: int
    organization_id: int
    provider: str
    paused: bool
    disconnected: bool
    callback: str | None
    secrets: tuple[tuple[bytes, datetime | None], ...]

    def active(self, now: datetime) -> list[bytes]:
        """The secrets that open now."""
        return [secret for secret, ends in self.secrets if ends is None or now < ends]


def create(
    organization: Organization,
    project_name: str | None,
    now: datetime,
    provider: str = "github",
    *,
    project: Project | None = None,
    name: str | None = None,
    secret: str | None = None,
    public_url: str | None = None,
) -> tuple[Hook, str]:
    """A hook and its secret, which is shown this once. Raises Invalid for a bad name, and for Trello without a secret.

    Its home is the `project`, else the one of that name (at GitHub `owner/repo`), else none: then projects are made
    when they are heard of. `name`: what a generic source calls itself. `secret`: the other side's, where it is not
    ours to choose. With the `public_url` its address is fixed, and stays what it is when that changes.
    """
    if provider == "trello" and secret is None:
        raise Invalid("Trello signs by your application's secret; give it.")
    if project is None and project_name is not None:
        project = projects.create(organization, provider, _checked(provider, project_name), now)
    hook = Hook(
        key=secrets.token_urlsafe(18),
        organization=organization,
        project=project,
        provider=provider,
        name=name,
        created_at=now,
    )
    hook.callback = None if public_url is None else url(hook, public_url)
    hook.save()
    return hook, _add_secret(hook, now, secret)


def _checked(provider: str, project_name: str) -> str:
    owner, _, repository = project_name.partition("/")
    if provider == "github" and (not owner or not repository or "/" in repository or len(project_name) > 300):
        raise Invalid("A project is written as owner/repo.")
    return project_name


def find(organization: Organization, hook_id: int) -> Hook:
    """A hook of this organisation, locked. Raises NotFound."""
    found: Hook | None = Hook.select().where(Hook.id == hook_id, Hook.organization == organization).for_update().first()
    if found is None:
        raise NotFound(f"There is no hook {hook_id} in this organisation.")
    return found


def pause(hook: Hook, paused: bool, now: datetime) -> None:
    """While it is paused, deliveries are refused; the servers know of it within seconds."""
    hook.paused_at = (hook.paused_at or now) if paused else None
    hook.save(only=[Hook.paused_at])


def rotate(hook: Hook, now: datetime, overlap: timedelta = OVERLAP, secret: str | None = None) -> str:
    """A new secret; the ones before it open for `overlap` longer. Raises Invalid where it is not ours to choose."""
    if hook.disconnected_at is not None:
        raise Invalid("This hook was disconnected; make a new one.")
    if hook.provider == "trello" and secret is None:
        raise Invalid("Trello signs by your application's secret; change it in the connection.")
    _end_secrets(hook, now + overlap)
    return _add_secret(hook, now, secret)


def disconnect(hook: Hook, now: datetime) -> None:
    """Nothing comes in through it any more, for ever, and its secrets are gone; servers know of it within seconds."""
    hook.disconnected_at = hook.disconnected_at or now
    hook.save(only=[Hook.disconnected_at])
    # Trello's is the secret of the whole application, which others may sign by.
    HookSecret.delete().where(HookSecret.hook == hook).execute()


def url(hook: Hook, public_url: str) -> str:
    """Where the provider must send its deliveries."""
    return f"{public_url}/hooks/{hook.provider}/{hook.key}"


def door(key: str) -> Door:
    """What is needed to check a delivery. Raises NotFound for a key that is no hook's."""
    hook = Hook.get_or_none(Hook.key == key) if key.isprintable() else None
    if hook is None:
        raise NotFound("There is no such hook.")
    kept = HookSecret.select().where(HookSecret.hook == hook).order_by(HookSecret.id.desc()).limit(20)
    return Door(
        hook_id=hook.id,
        organization_id=hook.organization_id,
        provider=hook.provider,
        paused=hook.paused_at is not None,
        disconnected=hook.disconnected_at is not None,
        callback=hook.callback,
        secrets=tuple((sealing.unseal(row.sealed).encode(), row.expires_at) for row in kept),
    )


def mark_verified(hook_id: int, now: datetime) -> None:
    """A signed ping came in: the other side has the right secret."""
    Hook.update(verified_at=now).where(Hook.id == hook_id).execute()


def _add_secret(hook: Hook, now: datetime, given: str | None) -> str:
    secret = given or _new_secret(hook.provider)
    HookSecret.create(hook=hook, sealed=sealing.seal(secret), created_at=now)
    return secret


def _new_secret(provider: str) -> str:
    if provider == "generic":
        return standard_webhooks.secret(secrets.token_bytes(standard_webhooks.KEY_BYTES))
    return secrets.token_urlsafe(32)


def _end_secrets(hook: Hook, ends: datetime) -> None:
    HookSecret.update(expires_at=ends).where(
        HookSecret.hook == hook, HookSecret.expires_at.is_null() | (HookSecret.expires_at > ends)
    ).execute()
