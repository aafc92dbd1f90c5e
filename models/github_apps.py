"""GitHub's answer to a manifest comes in; the organisation's own GitHub App goes out, with one hook for all of it.

The hook is there first, since its address goes into the manifest; until the app is made, nothing opens it. What comes
back with the browser is marked by this server: for which organisation it was begun, by whom, and until when it counts.
"""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from peewee import BigIntegerField, CharField, TextField

from models import audit, connections, hooks, sealing
from models.audit import Actor
from models.connections import Connection, ConnectionCard
from models.db import Instant, Record, link, rows
from models.errors import Elsewhere, NotAllowed, NotFound, Taken
from models.hooks import Hook
from models.rules.work import Value
from models.sources import github_manifest
from models.sources.github_manifest import Made
from models.tenants import Organization, Project

APP, UNMADE = "app:", "app:new"
"""How the `remote` of an app's hook begins: GitHub has no hook of it that has an id of its own."""
PURPOSE = "github app"
LASTS = timedelta(hours=1)
BACK = "/github-app/made"


class GithubApp(Record):
    """An organisation's app at GitHub. `number`: GitHub's id of it; `sealed`: JSON `{"pem"}`. Its webhook's secret is
    its hook's."""

    organization_id: int
    hook_id: int
    organization = link(Organization, unique=True)
    hook = link(Hook)
    number = BigIntegerField()
    slug = CharField(max_length=100)
    name = CharField(max_length=100)
    url = CharField(max_length=1000)
    sealed = TextField()
    created_at = Instant()


class AppCard(Value):
    """The organisation's GitHub App as admins see it. `install_url`: where it is installed for repositories."""

    slug: str
    name: str
    url: str
    install_url: str
    installations: list[ConnectionCard]


class Begun(NamedTuple):
    """`url`: where a browser posts the `manifest`."""

    hook: Hook
    url: str
    manifest: dict[str, Any]
    state: str


class Came(NamedTuple):
    """Who came back from GitHub, as the mark says: `person` is None for an app that a program began."""

    organization: int
    person: int | None


def begin(
    organization: Organization, person: int | None, at_github: str | None, public_url: str, web: str, now: datetime
) -> Begun:
    """Raises Taken when there is an app, Invalid for a bad name of the organisation at GitHub."""
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    if of(organization.id) is not None:
        raise Taken("Your organisation has its GitHub App already.")
    state = _state(organization.id, person, now)
    url = github_manifest.form(web, at_github, state)
    hook = _unmade(organization, public_url, now)
    wanted = github_manifest.manifest(
        f"Codebadge for {organization.name}",
        public_url,
        hooks.url(hook, public_url),
        public_url + BACK,
        f"{public_url}/admin/hooks",
    )
    return Begun(hook, url, wanted, state)


def came_back(state: str, person: int, now: datetime) -> Came:
    """Who may go on. Raises NotAllowed for a mark that is not ours, is too old, or somebody else's."""
    text, _, mark = state.rpartition(".")
    if not text or not sealing.is_mark(PURPOSE, text, mark):
        raise NotAllowed("This did not begin here.")
    organization, by, until, _ = text.split(".")
    if int(until) <= now.timestamp():
        raise NotAllowed("This took too long; begin again.")
    if int(by) not in (0, person):
        raise NotAllowed("Somebody else began this.")
    return Came(int(organization), int(by) or None)


def keep(organization: Organization, made: Made, by: Actor, now: datetime) -> GithubApp:
    """The app that GitHub made; its hook opens by the secret that GitHub chose. Raises Taken, NotFound."""
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    hook = _pending(organization)
    if of(organization.id) is not None:
        raise Taken("Your organisation has its GitHub App already.")
    if hook is None:
        raise NotFound("Nobody began to make an app here.")
    hooks.rotate(hook, now, overlap=timedelta(0), secret=made.secret)
    hook.remote = f"{APP}{made.number}"
    hook.save(only=[Hook.remote])
    app = GithubApp.create(
        organization=organization,
        hook=hook,
        sealed=sealing.seal(json.dumps({"pem": made.pem})),
        created_at=now,
        **made.model_dump(include={"number", "slug", "name", "url"}),
    )
    audit.write(organization, by, "app:make", f"hook:{hook.id}", now, after={"app": made.number})
    return app


def forget(organization: Organization, now: datetime) -> GithubApp:
    """Nothing more comes in by it, for ever, and its key is gone. What its projects earned stays. Raises NotFound."""
    app = of(organization.id)
    if app is None:
        raise NotFound("Your organisation has no GitHub App.")
    hooks.disconnect(app.hook, now)
    mine = Connection.app_id == app.id
    ended = Connection.select(Connection.id).where(mine)
    Project.update(connection_id=None).where(Project.connection_id.in_(ended)).execute()
    Connection.update(state="ended").where(mine).execute()
    app.delete_instance()
    return app


def of(organization_id: int) -> GithubApp | None:
    """The organisation's app, locked, if it has one."""
    found: GithubApp | None = GithubApp.select().where(GithubApp.organization == organization_id).for_update().first()
    return found


def by_hook(hook_id: int) -> GithubApp:
    """The app whose hook it is. Raises Elsewhere where it was forgotten."""
    found: GithubApp | None = GithubApp.get_or_none(GithubApp.hook == hook_id)
    if found is None:
        raise Elsewhere("There is no token to ask with, and no app.")
    return found


def pem(app: GithubApp) -> str:
    """The key by which the app proves itself."""
    return str(json.loads(sealing.unseal(app.sealed))["pem"])


def is_apps(hook: Hook) -> bool:
    """Whether it is an app's, which serves all of the app's installations."""
    return hook.remote is not None and hook.remote.startswith(APP)


def card(organization_id: int) -> AppCard | None:
    """How the organisation's app is shown, if it has one."""
    app = GithubApp.get_or_none(GithubApp.organization == organization_id)
    if app is None:
        return None
    live = (Connection.app_id == app.id) & (Connection.state != "ended")
    installed = Connection.select().where(live).order_by(Connection.id)
    return AppCard(
        slug=app.slug,
        name=app.name,
        url=app.url,
        install_url=f"{app.url}/installations/new",
        installations=[connections.card(one) for one in installed],
    )


def _state(organization_id: int, person: int | None, now: datetime) -> str:
    text = f"{organization_id}.{person or 0}.{int((now + LASTS).timestamp())}.{secrets.token_urlsafe(12)}"
    return f"{text}.{sealing.mark(PURPOSE, text)}"


def _pending(organization: Organization) -> Hook | None:
    mine = (Hook.organization == organization) & (Hook.remote == UNMADE) & Hook.disconnected_at.is_null()
    found: Hook | None = Hook.select().where(mine).order_by(Hook.id).first()
    return found


def _unmade(organization: Organization, public_url: str, now: datetime) -> Hook:
    """One for an app that nobody has made yet; whoever begins again gets the same. Its own secret nobody knows."""
    hook = _pending(organization)
    if hook is None:
        hook, _ = hooks.create(organization, None, now, public_url=public_url)
        hook.remote = UNMADE
        hook.save(only=[Hook.remote])
    return hook
