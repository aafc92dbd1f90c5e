"""A hook comes in; its webhook is made, mended or removed at the provider, and how that fares is kept with the hook.

What was made is found again, so that doing it twice makes no second one: a worker may die behind any answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from models import connections, github_apps, hook_health, hooks, jobs
from models.db import unit
from models.hook_health import Told
from models.hooks import Hook
from models.jobs import Job
from models.sources import github_hooks, github_rest, trello_hooks
from models.tenants import Project
from workers.landing import Landing
from workers.talking import Stopped, Talk

PASSING = frozenset({"later", "again", "refused"})
"""What says nothing of the webhook: to be tried again, or with another token."""

PROVEN = frozenset({"trello"})
"""Whoever looks at the address before it makes a webhook. GitHub sends a ping."""


@dataclass(frozen=True)
class There:
    """A webhook as the provider knows it; `remote`: its id, None where the provider does not say."""

    remote: str | None
    told: Told | None = None


@dataclass(frozen=True)
class _Wanted:
    """What is to be made: for which project, by which access, at which address, signed by what. `former`: the address
    that the provider was given before."""

    project: Project
    connection: int
    remote: str | None
    callback: str
    former: str
    secret: str


def connect(job: Job, talk: Talk) -> Landing:
    """The whole of a job that makes or mends a webhook."""
    note = register(_hook(job), talk, job.arguments.get("public_url"))

    def land(job: Job, now: datetime) -> None:
        jobs.finish(job, "done", now, {"notes": [note] if note else []})

    return land


def register(hook: Hook, talk: Talk, public_url: str | None = None) -> str | None:
    """Afterwards there is a webhook at the provider that sends, to `public_url` or where it always has; or the words
    that tell an admin what to do. Raises Stopped for what may go well later."""
    wanted = _wanted(hook.id, public_url)
    if wanted is None:
        return None
    try:
        there = _MAKE[talk.access.provider](talk, wanted)
    except Stopped as stopped:
        if stopped.verdict.meaning in PASSING:
            raise
        return f"{stopped.verdict.words} {_HELP[talk.access.provider]}"
    with unit():
        # Only now: until the provider knows the new address, it signs by the former one.
        Hook.update(remote=there.remote, callback=wanted.callback).where(Hook.id == hook.id).execute()
        if there.told is not None:
            hook_health.note(hook.id, there.told, _now())
        connections.works(wanted.connection, None, _now())
        if talk.access.provider in PROVEN:
            hooks.mark_verified(hook.id, _now())
    return None


_HELP = {
    "github": "So there is no webhook yet. Make one at the repository, under Settings, Webhooks: with the address of "
    "this source, the content type application/json, and the secret that “New secret” shows.",
    "trello": "So there is no webhook yet, and nothing comes in by itself. Reconnect the board once that is mended.",
}


def _wanted(hook_id: int, public_url: str | None) -> _Wanted | None:
    """None for an app's hook, which GitHub knows by the app, and for one that was disconnected meanwhile."""
    with unit():
        hook = Hook.get_by_id(hook_id)
        if github_apps.is_apps(hook) or hook.disconnected_at is not None or hook.project_id is None:
            return None
        secrets = hooks.door(hook.key).active(_now())
        assert hook.callback is not None, "It was fixed when the source was connected."
        access, url = hook.connection_id or 0, hooks.url(hook, public_url) if public_url else hook.callback
        return _Wanted(hook.project, access, hook.remote, url, hook.callback, secrets[0].decode())


def _at_github(talk: Talk, wanted: _Wanted) -> There:
    repository = _named(talk, wanted.project)
    mended = _mended(
        talk, lambda remote: github_hooks.change(repository, remote, wanted.callback, wanted.secret), wanted
    )
    if mended is None:
        known = _found(talk, repository, wanted)
        request = (
            github_hooks.change(repository, known, wanted.callback, wanted.secret)
            if known
            else github_hooks.create(repository, wanted.callback, wanted.secret)
        )
        mended = talk.ask(request)
    return _github_says(github_hooks.hook_of(mended))


def _named(talk: Talk, project: Project) -> str:
    """What the repository is called now: webhooks are made by its name."""
    by_id = project.external_id
    request = github_rest.repository_by_id(by_id) if by_id else github_rest.repository(project.name)
    return github_rest.repository_of(talk.ask(request)).full_name


def _found(talk: Talk, repository: str, wanted: _Wanted) -> str | None:
    """Ours, made by a worker that died before it wrote that down, or by hand."""
    listed = talk.ask(github_hooks.listed(repository))
    found = github_hooks.find(listed, wanted.callback) or github_hooks.find(listed, wanted.former)
    return found.id if found else None


def _at_trello(talk: Talk, wanted: _Wanted) -> There:
    mended = _mended(talk, lambda remote: trello_hooks.change(remote, wanted.callback), wanted)
    try:
        made = mended or talk.ask(trello_hooks.create(wanted.project.external_id or "", wanted.callback))
    except Stopped as stopped:
        if stopped.verdict.meaning != "there":
            raise
        # It sends; only its health will not be known.
        return There(None)
    return _trello_says(trello_hooks.hook_of(made))


def _mended(talk: Talk, change: Callable[[str], github_rest.Request], wanted: _Wanted) -> github_rest.Answer | None:
    """The answer to changing the webhook that we know of; None when there is none any more."""
    if wanted.remote is None:
        return None
    try:
        return talk.ask(change(wanted.remote))
    except Stopped as stopped:
        if stopped.verdict.meaning != "gone":
            raise
        return None


_MAKE: Mapping[str, Callable[[Talk, _Wanted], There]] = {"github": _at_github, "trello": _at_trello}


def remove(job: Job, talk: Talk) -> Landing:
    """The whole of a job that removes a webhook; the provider may keep it, and is refused then."""
    hook, note = _hook(job), None
    try:
        if hook.remote is not None and hook.project is not None:
            talk.remove(_REMOVE[talk.access.provider](talk, hook.project, hook.remote))
    except Stopped as stopped:
        if stopped.verdict.meaning in PASSING:
            raise
        note = f"{stopped.verdict.words} Remove the webhook there; what it sends is refused."

    def land(job: Job, now: datetime) -> None:
        Hook.update(remote=None).where(Hook.id == hook.id).execute()
        jobs.finish(job, "done", now, {"notes": [note] if note else []})
        connections.forget()

    return land


_REMOVE: Mapping[str, Callable[[Talk, Project, str], github_rest.Request]] = {
    "github": lambda talk, project, remote: github_hooks.delete(_named(talk, project), remote),
    "trello": lambda _talk, _project, remote: trello_hooks.delete(remote),
}


def look(hook: Hook, talk: Talk) -> Told:
    """How the webhook fares, as the provider says; one that is gone sends no more. Raises Stopped."""
    assert hook.project is not None and hook.remote is not None
    try:
        return _LOOK[talk.access.provider](talk, hook.project, hook.remote).told or Told(active=True)
    except Stopped as stopped:
        if stopped.verdict.meaning != "gone":
            raise
        return Told(active=False)


_LOOK: Mapping[str, Callable[[Talk, Project, str], There]] = {
    "github": lambda talk, project, remote: _github_says(
        github_hooks.hook_of(talk.ask(github_hooks.show(_named(talk, project), remote)))
    ),
    "trello": lambda talk, _project, remote: _trello_says(trello_hooks.hook_of(talk.ask(trello_hooks.show(remote)))),
}


def _github_says(seen: github_hooks.RemoteHook) -> There:
    return There(seen.id, Told(active=seen.active, failures=0 if seen.well else 1))


def _trello_says(seen: trello_hooks.RemoteHook) -> There:
    told = Told(active=seen.active, failures=seen.failures, first_failed_at=seen.first_failed_at)
    return There(seen.id, told)


def _hook(job: Job) -> Hook:
    with unit():
        found: Hook = Hook.select(Hook, Project).join(Project).where(Hook.id == job.arguments["hook"]).get()
        return found


def _now() -> datetime:
    return datetime.now(UTC)
