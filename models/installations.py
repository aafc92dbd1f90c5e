"""An event about an installation of an organisation's GitHub App comes in; a Connection and its projects follow it.

An app's deliveries are signed by the app's own secret, so whatever comes through its hook is its organisation's. By the
installation they are routed further: one that nobody has heard of waits until its own event is here.
"""

from collections.abc import Iterable
from datetime import datetime

from models import connections, github_apps, projects
from models.connections import Connection
from models.db import rows
from models.github_apps import GithubApp
from models.hooks import Hook
from models.rules.work import InstallationSeen, ProjectSeen
from models.tenants import Project

NO_APP = "Only the hook of a GitHub App hears of installations."


def unknown(hook: Hook, through: int | None) -> str | None:
    """Why a delivery through an app's hook cannot be read yet; None when it can, as every other hook's can."""
    if through is None or not github_apps.is_apps(hook):
        return None
    known = Connection.select().join(GithubApp, on=GithubApp.id == Connection.app_id)
    mine = known.where(GithubApp.hook == hook, Connection.installation == through)
    # Held until this is written, and then looked at again: or it would wait for what has just come.
    waits = not mine.exists() and (_lock(hook) is None or not mine.exists())
    return _waits(through) if waits else None


def take_in(hook: Hook, seen: InstallationSeen, now: datetime) -> str:
    """The words of the delivery, if any. Any order ends equal: what has ended has ended, else the newest counts."""
    app = _lock(hook)
    if app is None:
        return NO_APP
    connection, is_new = _held(app, seen, now)
    if is_new:
        rows(_WAKE, now, hook.id, _waits(seen.number))
    _move(connection, seen)
    if connection.state == "ended":
        Project.update(connection_id=None).where(Project.connection_id == connection.id).execute()
        return ""
    _add(connection, seen.added, now)
    _remove(connection, seen.removed)
    return ""


def _lock(hook: Hook) -> GithubApp | None:
    found: GithubApp | None = GithubApp.select().where(GithubApp.hook == hook).for_update().first()
    return found


def _waits(number: int) -> str:
    return f"Nobody has told of installation {number} of the app yet; it is read when that is here."


_WAKE = """
UPDATE delivery SET state = 'pending', attempts = 0, due_at = %s, note = ''
WHERE hook_id = %s AND state = 'parked' AND note = %s RETURNING id
"""
_MAKE = """
INSERT INTO connection (organization_id, provider, account, app_id, installation, state, created_at)
VALUES (%s, 'github', %s, %s, %s, 'active', %s)
ON CONFLICT (app_id, installation) WHERE installation IS NOT NULL DO NOTHING RETURNING id
"""


def _held(app: GithubApp, seen: InstallationSeen, now: datetime) -> tuple[Connection, bool]:
    """The installation's connection, locked, and whether it was not known."""
    made = rows(_MAKE, app.organization_id, seen.account, app.id, seen.number, now)
    mine = (Connection.app_id == app.id) & (Connection.installation == seen.number)
    found: Connection = Connection.select().where(mine).for_update().get()
    return found, bool(made)


def _move(connection: Connection, seen: InstallationSeen) -> None:
    if seen.state is None or connection.state == "ended":
        return
    late = connection.seen_at is not None and seen.at < connection.seen_at
    if late and seen.state != "ended":
        return
    connection.state, connection.account, connection.seen_at = seen.state, seen.account, seen.at
    connection.error = None
    connection.save()


def _add(connection: Connection, added: Iterable[ProjectSeen], now: datetime) -> None:
    """Their history waits for an admin. What another access is connected by stays so."""
    for seen in sorted(added, key=lambda one: one.external_id):
        project = projects.recognise(connection.organization_id, None, seen, now)
        if not connections.is_live(project.connection_id):
            project.connection_id = connection.id
            project.save(only=[Project.connection_id])


def _remove(connection: Connection, removed: Iterable[ProjectSeen]) -> None:
    ids = [one.external_id for one in removed]
    if ids:
        mine = (Project.connection_id == connection.id) & Project.external_id.in_(ids)
        Project.update(connection_id=None).where(mine).execute()
