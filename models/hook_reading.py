"""An organisation comes in; its hooks go out as an admin sees them, addresses included, secrets never."""

from collections.abc import Iterable
from datetime import datetime

from models import hook_health, hooks, repairs
from models.db import rows
from models.hook_health import Health
from models.hooks import Hook
from models.rules.messages import ProjectCard, Time
from models.rules.work import Value
from models.tenants import Organization, Project


class HookCard(Value):
    """A webhook. `verified_at`: when its signed ping came; `paused_at` is set while it takes nothing in.

    `registered_url`: the address that the other side was given, another than `url` once the server's own has changed.
    `name`: what a generic source calls itself. `registered`: whether we made it at the provider, or found it there;
    `health` is what the provider says of it. `repaired_at`: when what was missed was last fetched; `silent_since`: the
    last that was heard, of one that should have spoken since. A hook that somebody disconnected is so for ever.
    """

    id: int
    url: str
    registered_url: str | None
    provider: str
    project: ProjectCard | None
    verified_at: Time | None
    paused_at: Time | None
    created_at: Time
    last_delivery_at: Time | None
    name: str | None
    registered: bool
    health: Health | None
    disconnected_at: Time | None
    repaired_at: Time | None
    silent_since: Time | None


def left_behind(organization: Organization, public_url: str) -> int:
    """How many we made at a provider, at an address that is the server's no more."""
    mine = (Hook.organization == organization) & Hook.disconnected_at.is_null() & Hook.remote.is_null(False)
    several = Hook.select().where(mine, Hook.callback.is_null(False))
    return sum(hook.callback != hooks.url(hook, public_url) for hook in several)


def every(organization: Organization, public_url: str, now: datetime) -> list[HookCard]:
    """The organisation's hooks, oldest first."""
    return cards(Hook.select().where(Hook.organization == organization).order_by(Hook.id), public_url, now)


def cards(several: Iterable[Hook], public_url: str, now: datetime) -> list[HookCard]:
    """How these hooks are shown."""
    kept = list(several)
    named = _projects([hook.project_id for hook in kept if hook.project_id])
    heard, silent = _heard([hook.id for hook in kept]), repairs.silent_since(kept, now)
    return [
        HookCard(
            id=hook.id,
            url=hooks.url(hook, public_url),
            registered_url=hook.callback,
            provider=hook.provider,
            project=named.get(hook.project_id or 0),
            verified_at=hook.verified_at,
            paused_at=hook.paused_at,
            created_at=hook.created_at,
            last_delivery_at=heard.get(hook.id),
            name=hook.name,
            registered=hook.remote is not None,
            health=hook_health.of(hook),
            disconnected_at=hook.disconnected_at,
            repaired_at=hook.repaired_at,
            silent_since=silent.get(hook.id),
        )
        for hook in kept
    ]


_HEARD = """
SELECT h.id, (SELECT received_at FROM delivery d WHERE d.hook_id = h.id ORDER BY d.id DESC LIMIT 1)
FROM unnest(%s::bigint[]) AS h(id)
"""


def _heard(ids: list[int]) -> dict[int, Time]:
    return dict(rows(_HEARD, ids))


def _projects(ids: list[int]) -> dict[int, ProjectCard]:
    found = Project.select().where(Project.id.in_(ids)) if ids else []
    return {project.id: ProjectCard(id=project.id, name=project.name) for project in found}
