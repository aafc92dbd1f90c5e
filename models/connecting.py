"""A repository or board comes in; its project, its hook and the job that fetches its past go out, in one unit.

The hook's row is committed before the provider is asked for a webhook: Trello looks at the address while it is asked.
"""

from datetime import datetime
from typing import Any, NamedTuple

from models import connections, github_apps, history, hooks, jobs, projects, tenants
from models.connections import Connection
from models.db import rows
from models.errors import Elsewhere, Invalid, NotFound, Taken
from models.github_apps import GithubApp
from models.hooks import Hook
from models.jobs import Job
from models.rules.board_rules import BoardRule
from models.rules.histories import History, Mode
from models.rules.work import ProjectSeen, Value
from models.sources import github_rest
from models.tenants import Organization, Project

CONNECT, REMOVE = "hook.connect", "hook.remove"


class Wanted(Value):
    """What is to be connected: `name` as the provider shows it, `remote` its id there, if that is known already."""

    provider: str
    name: str
    remote: str | None = None
    history: Mode | None = None
    board: BoardRule | None = None


class Asker(NamedTuple):
    """Who asks for the long work."""

    name: str
    person: int | None


class Connected(NamedTuple):
    """`secret`: only where a human must paste it; `job`: what fetches the past, or makes the webhook."""

    hook: Hook
    project: Project
    secret: str | None
    job: Job | None


def connect(
    organization: Organization,
    connection: Connection | None,
    wanted: Wanted,
    by: Asker,
    public_url: str,
    now: datetime,
) -> Connected:
    """The caller rings for the job once all is committed. Raises Taken for what is connected already."""
    # One at a time: two who press at once must not both find it free.
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    project = _project(organization, connection, wanted, now)
    app = _app_of(connection)
    hook = app or _by_hand(project, connection)
    if project.connection_id is not None and _live(project):
        raise Taken(f"{project.name} is connected already.")
    secret = None
    if hook is None:
        hook, secret = _hook(organization, project, connection, public_url, now)
    elif app is None:
        _adopt(hook, connection, public_url)
    _settle(project, connection, wanted, now)
    if connection is None:
        return Connected(hook, project, secret, None)
    return Connected(hook, project, None, _job(organization, project, hook, connection, wanted, by, now))


def _project(organization: Organization, connection: Connection | None, wanted: Wanted, now: datetime) -> Project:
    if connection is not None and connection.provider != wanted.provider:
        raise Invalid("This connection is to another provider.")
    if wanted.provider == "github" and not github_rest.is_repository(wanted.name):
        raise Invalid("A repository is written as owner/repo.")
    if wanted.remote is None:
        if wanted.provider != "github":
            raise Invalid("Say which board, by its id.")
        return projects.create(organization, wanted.provider, wanted.name, now)
    seen = ProjectSeen(provider=wanted.provider, external_id=wanted.remote, name=wanted.name)
    return projects.recognise(organization.id, None, seen, now)


def _app_of(connection: Connection | None) -> Hook | None:
    """The one hook of a GitHub App, if that is the access."""
    if connection is None or connection.app_id is None:
        return None
    app: GithubApp | None = GithubApp.get_or_none(GithubApp.id == connection.app_id)
    if app is None:
        raise Elsewhere("The app of this connection is not known any more; connect it anew.")
    return app.hook  # type: ignore[no-any-return]


def _live(project: Project) -> bool:
    """Whether something is heard of it by an access that was not ended."""
    return Connection.select().where(Connection.id == project.connection_id, Connection.state != "ended").exists()


def _by_hand(project: Project, connection: Connection | None) -> Hook | None:
    """The hook that somebody made for it before, by pasting its address. Raises Taken when that is asked for again."""
    mine = (Hook.project == project) & Hook.disconnected_at.is_null() & (Hook.provider == project.provider)
    found: Hook | None = Hook.select().where(mine).order_by(Hook.id.desc()).for_update().first()
    if found is not None and connection is None:
        raise Taken(f"{project.name} has a hook already; give that one a new secret instead.")
    return found


def _hook(
    organization: Organization, project: Project, connection: Connection | None, public_url: str, now: datetime
) -> tuple[Hook, str]:
    signs = connections.secrets(connection).get("secret") if connection and connection.provider == "trello" else None
    hook, secret = hooks.create(
        organization, None, now, project.provider, project=project, secret=signs, public_url=public_url
    )
    _adopt(hook, connection, public_url)
    return hook, secret


def _adopt(hook: Hook, connection: Connection | None, public_url: str) -> None:
    """What is signed over at Trello is the address as it was when the webhook was made."""
    hook.connection_id = None if connection is None else connection.id
    hook.callback = hook.callback or hooks.url(hook, public_url)
    hook.save(only=[Hook.connection_id, Hook.callback])


def _settle(project: Project, connection: Connection | None, wanted: Wanted, now: datetime) -> None:
    """How its past counts is decided once: what was heard of it since it is known counts as it always has."""
    project.connection_id = None if connection is None else connection.id
    if wanted.history is not None and project.history is None:
        project.history = History(mode=wanted.history, before=project.created_at).model_dump(mode="json")
    if project.provider == "trello" and (wanted.board is not None or project.board is None):
        project.board = (wanted.board or BoardRule()).model_dump(mode="json")
    project.save(only=[Project.connection_id, Project.history, Project.board])


def _job(
    organization: Organization,
    project: Project,
    hook: Hook,
    connection: Connection,
    wanted: Wanted,
    by: Asker,
    now: datetime,
) -> Job:
    if wanted.history is None:
        return ask_for(organization, CONNECT, hook, project, by, now)
    return history.ask_for(project, hook, connection, wanted.history, by.name, by.person, now)


def ask_for(
    organization: Organization, kind: str, hook: Hook, project: Project | None, by: Asker, now: datetime
) -> Job:
    """The job that makes a hook's webhook at the provider, or removes it. The caller rings for it."""
    arguments = {"project": project and project.id, "hook": hook.id, "connection": hook.connection_id}
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


def reconnect(hook: Hook, by: Asker, now: datetime) -> Job:
    """Asks for a webhook that sends again. Raises Elsewhere where we have no access to make one."""
    if github_apps.is_apps(hook):
        raise Invalid("This is the hook of your GitHub App; look at the app's page at GitHub.")
    project, _ = spoken_of(hook, None)
    return ask_for(hook.organization, CONNECT, hook, project, by, now)


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
    for (job,) in rows(_WORKING, hook.organization_id, REMOVE, hook.id):
        jobs.finish(Job.get_by_id(job), "stopped", now)


def end(connection: Connection, by: Asker, now: datetime) -> list[Job]:
    """The access ends with all that was connected by it; its secrets are forgotten once the webhooks are removed."""
    rows("SELECT 1 FROM connection WHERE id = %s FOR UPDATE", connection.id)
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
