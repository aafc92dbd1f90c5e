"""A repository or board comes in; its project, its hook and the job that fetches its past go out, in one unit.

The hook's row is committed before the provider is asked for a webhook: Trello looks at the address while it is asked.
"""

from datetime import datetime
from typing import NamedTuple

from models import connected, connections, history, hooks, projects
from models.connected import Asker
from models.connections import Connection
from models.db import rows
from models.errors import Elsewhere, Invalid, Taken
from models.github_apps import GithubApp
from models.hooks import Hook
from models.jobs import Job
from models.rules.board_rules import BoardRule
from models.rules.histories import Mode, decided
from models.rules.work import ProjectSeen, Value
from models.sources import github_rest
from models.tenants import Organization, Project


class Wanted(Value):
    """What is to be connected: `name` as the provider shows it, `remote` its id there, if that is known already."""

    provider: str
    name: str
    remote: str | None = None
    history: Mode | None = None
    board: BoardRule | None = None


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
        project.history = decided(None, wanted.history, project.created_at, now).model_dump(mode="json")
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
        return connected.ask_for(organization, connected.CONNECT, hook, project, by, now)
    return history.ask_for(project, hook, connection, wanted.history, by.name, by.person, now)
