"""A source that is connected comes in; it is asked for anew, given other secrets or another meaning, or let go of."""

from datetime import datetime
from typing import Any, NamedTuple

from models import connections, github_apps, history, hooks, jobs, tenants
from models.connections import Connection
from models.db import rows
from models.errors import Elsewhere, Invalid, NotFound
from models.hooks import Hook
from models.jobs import Job
from models.rules.board_rules import BoardRule
from models.tenants import Organization, Project

CONNECT, REMOVE = "hook.connect", "hook.remove"


class Asker(NamedTuple):
    """Who asks for the long work."""

    name: str
    person: int | None


def ask_for(
    organization: Organization,
    kind: str,
    hook: Hook,
    project: Project | None,
    by: Asker,
    now: datetime,
    public_url: str | None = None,
) -> Job:
    """The job that makes a hook's webhook at the provider, or removes it. The caller rings for it. `public_url`: where
    the server is by now, if the provider is to be told."""
    arguments: dict[str, Any] = {"project": project and project.id, "hook": hook.id, "connection": hook.connection_id}
    arguments |= {} if public_url is None else {"public_url": public_url}
    return jobs.ask_for(organization, kind, arguments, by.name, by.person, now)


def spoken_of(hook: Hook, project_id: int | None) -> tuple[Project, Connection]:
    """The hook's project, of an app's the one that is named, with the access by which it is asked for. Raises NotFound,
    Elsewhere in words that say what to do."""
    _speaks(hook)
    project = tenants.project(hook.organization_id, project_id or hook.project_id or 0)
    access = project.connection_id if github_apps.is_apps(hook) else hook.connection_id
    if project.id != hook.project_id and (not github_apps.is_apps(hook) or access is None):
        raise NotFound("This project does not come by that hook.")
    if access is None:
        raise Elsewhere("There is no token to ask with; connect this with one.")
    return project, connections.usable(hook.organization_id, access)


def reconnect(hook: Hook, by: Asker, now: datetime, public_url: str) -> Job:
    """Asks for a webhook that sends again, to where the server is now. Raises Elsewhere where we have no access to make
    one."""
    if github_apps.is_apps(hook):
        raise Invalid("This is the hook of your GitHub App; look at the app's page at GitHub.")
    project, _ = spoken_of(hook, None)
    return ask_for(hook.organization, CONNECT, hook, project, by, now, public_url)


def renewed(hook: Hook, by: Asker, now: datetime) -> Job | None:
    """Its secret is another one now: the job that tells GitHub so, if we made the webhook and may still change it."""
    registered = hook.provider == "github" and hook.remote is not None and not github_apps.is_apps(hook)
    active = (Connection.id == hook.connection_id) & (Connection.state == "active")
    if not registered or not Connection.select().where(active).exists():
        return None
    return ask_for(hook.organization, CONNECT, hook, hook.project, by, now)


def disconnect(hook: Hook, by: Asker, now: datetime) -> Job | None:
    """Takes nothing in any more, for ever. What it brought stays. The job removes the webhook at the provider."""
    _speaks(hook)
    if github_apps.is_apps(hook):
        raise Invalid("This is the hook of your GitHub App; forget the app, or remove repositories from it at GitHub.")
    hooks.disconnect(hook, now)
    if hook.project_id is not None:
        Project.update(connection_id=None).where(
            Project.id == hook.project_id, Project.connection_id == hook.connection_id
        ).execute()
        _stop(hook, now)
    removable = hook.connection_id is not None and hook.remote is not None
    return ask_for(hook.organization, REMOVE, hook, hook.project, by, now) if removable else None


def _speaks(hook: Hook) -> None:
    if hook.disconnected_at is not None:
        raise NotFound("This source was disconnected; connect it anew.")


_WORKING = """
SELECT id FROM job WHERE organization_id = %s AND kind <> %s AND (arguments->>'hook')::bigint = %s
AND state IN ('waiting', 'running', 'paused') ORDER BY id FOR NO KEY UPDATE
"""


def _stop(hook: Hook, now: datetime) -> None:
    """What is being fetched for it ends between two steps; what came until now stands."""
    for (id_,) in rows(_WORKING, hook.organization_id, REMOVE, hook.id):
        job = Job.get_by_id(id_)
        jobs.finish(job, "stopped", now)
        if job.kind == history.KIND:
            history.tell(job, now)


def end(connection: Connection, by: Asker, now: datetime) -> list[Job]:
    """The access ends with all that was connected by it; its secrets are forgotten once the webhooks are removed.
    Raises NotFound for what has ended: its secrets may be needed yet."""
    [(state,)] = rows("SELECT state FROM connection WHERE id = %s FOR UPDATE", connection.id)
    if state == "ended":
        raise NotFound("This connection was ended already.")
    mine = (Hook.connection_id == connection.id) & Hook.disconnected_at.is_null()
    asked = [disconnect(hook, by, now) for hook in Hook.select().where(mine).order_by(Hook.id)]
    removing = [job for job in asked if job is not None]
    connections.end(connection, keep=bool(removing))
    return removing


def change(connection: Connection, provider: str, secrets: dict[str, str], now: datetime) -> None:
    """Another token, and of Trello another secret, with which its webhooks sign from now on."""
    connections.change(connection, provider, secrets)
    if provider == "trello":
        for hook in Hook.select().where(Hook.connection_id == connection.id, Hook.disconnected_at.is_null()):
            hooks.rotate(hook, now, secret=secrets["secret"])


def set_board(project: Project, rule: BoardRule) -> bool:
    """What a board's lists and fields mean from now on, also of its past; whether that is a change."""
    told: dict[str, Any] = rule.model_dump(mode="json")
    if project.board == told:
        return False
    project.board = told
    project.save(only=[Project.board])
    return True
