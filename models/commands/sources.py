"""`source:connect` to `source:member`: repositories and boards are connected, mended, explained and let go of."""

from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from models import (
    board_members,
    connected,
    connecting,
    connections,
    history,
    hooks,
    jobs,
    refolding,
    source_reading,
    tenants,
)
from models.commands.acting import Act, Command, Done
from models.connected import Asker
from models.connecting import Wanted
from models.errors import NotFound
from models.hooks import Hook
from models.jobs import Job
from models.rules.board_rules import BoardRule, Remote
from models.rules.histories import Mode
from models.rules.texts import Id, text
from models.rules.work import Value
from models.tenants import Project

RemoteId = Annotated[str, StringConstraints(strict=True, pattern=r"^([0-9]{1,18}|[0-9a-f]{24})$")]


class ConnectSource(Value):
    """A repository, or a board with what its lists mean. `remote`: its id at the provider. `history`: whether what was
    done before earns now, earned in its own time, or only teaches the points model; none: it is not fetched.

    Without a connection the answer holds, this once, the secret that is to be pasted at GitHub.
    """

    provider: Literal["github", "trello"]
    name: text(1, 300)  # type: ignore[valid-type]
    connection: Id | None = None
    remote: RemoteId | None = None
    history: Mode | Literal["none"] = "none"
    board: BoardRule | None = None


class SourceBoard(BoardRule):
    """What the board's lists and fields mean from now on; all its cards are counted anew by it."""

    hook: Id


class FetchSource(Value):
    """Its past is fetched once more, from the beginning; with a `mode` it counts so from now on. `project`: which one,
    of an app's many."""

    hook: Id
    project: Id | None = None
    mode: Mode | None = None


class ReconnectSource(Value):
    """The provider is asked for a webhook that sends again, to the server's present address."""

    hook: Id


class DisconnectSource(Value):
    """Nothing more comes in; the webhook is removed at the provider, if it may be. Points stay."""

    hook: Id


class MapMember(Value):
    """A member of the board is somebody who is known here: their work is that person's, as by merging the two."""

    hook: Id
    member: Remote
    person: Id
    username: text(1, 100) | None = None  # type: ignore[valid-type]


def _connect(act: Act, wanted: ConnectSource) -> Done:
    connection = None if wanted.connection is None else connections.usable(act.organization.id, wanted.connection)
    history = None if wanted.history == "none" else wanted.history
    asked = Wanted(
        provider=wanted.provider, name=wanted.name, remote=wanted.remote, history=history, board=wanted.board
    )
    made = connecting.connect(act.organization, connection, asked, _asker(act), act.settings.public_url, act.now)
    after: dict[str, Any] = {"hook": made.hook.id, "project": made.project.id, "connection": wanted.connection}
    after |= {"history": wanted.history, "board": made.project.board, "job": made.job and made.job.id}
    act.audit("source:connect", f"hook:{made.hook.id}", after=after)
    done = _done(act, made.hook, made.project, made.job)
    url = hooks.url(made.hook, act.settings.public_url)
    return Done(done.answer | {"url": url, "secret": made.secret}, ring_job=done.ring_job)


def _board(act: Act, wanted: SourceBoard) -> Done:
    hook = _seen(act, wanted.hook)
    project = _board_of(hook)
    before = project.board
    rule = BoardRule.model_validate(wanted.model_dump(exclude={"hook"}))
    job = None
    if connected.set_board(project, rule):
        job = refolding.ask_for(project, hook, act.by.name, act.by.person, act.now)
    after = {"board": project.board, "job": job and job.id}
    act.audit("source:board", f"project:{project.id}", before={"board": before}, after=after)
    return _done(act, hook, project, job)


def _fetch(act: Act, wanted: FetchSource) -> Done:
    hook = _hook(act, wanted.hook)
    project, connection = connected.spoken_of(hook, wanted.project)
    before = {"history": project.history}
    job = history.ask_for(project, hook, connection, wanted.mode, act.by.name, act.by.person, act.now)
    after = {"history": project.history, "job": job.id}
    act.audit("source:fetch", f"project:{project.id}", before=before, after=after)
    return _done(act, hook, project, job)


def _reconnect(act: Act, wanted: ReconnectSource) -> Done:
    hook = _hook(act, wanted.hook)
    job = connected.reconnect(hook, _asker(act), act.now, act.settings.public_url)
    act.audit("source:reconnect", f"hook:{hook.id}", after={"job": job.id})
    return _done(act, hook, hook.project, job)


def _disconnect(act: Act, wanted: DisconnectSource) -> Done:
    hook = _hook(act, wanted.hook)
    job = connected.disconnect(hook, _asker(act), act.now)
    act.audit("source:disconnect", f"hook:{hook.id}", after={"project": hook.project_id, "job": job and job.id})
    return _done(act, hook, hook.project, job)


def _member(act: Act, wanted: MapMember) -> Done:
    _board_of(_seen(act, wanted.hook))
    mapped = board_members.is_person(
        act.organization, act.caller, wanted.member, wanted.username, wanted.person, act.by.name, act.now
    )
    after = {"member": wanted.member, "hook": wanted.hook, "merge": mapped.merge}
    act.audit("source:member", f"person:{wanted.person}", after=after)
    board_members.note(mapped, act.now)
    return Done({"person": mapped.person.model_dump(mode="json"), "merge": mapped.merge})


def _hook(act: Act, hook_id: int) -> Hook:
    return hooks.find(act.organization, hook_id)


def _seen(act: Act, hook_id: int) -> Hook:
    """The same without its lock, which whoever takes work in may want while they hold the board's."""
    found: Hook | None = Hook.get_or_none(Hook.id == hook_id, Hook.organization == act.organization)
    if found is None:
        raise NotFound(f"There is no hook {hook_id} in this organisation.")
    return found


def _board_of(hook: Hook) -> Project:
    """The board of a hook that is one's. Raises NotFound."""
    if hook.provider != "trello" or hook.project_id is None or hook.disconnected_at is not None:
        raise NotFound("This source is no board.")
    return tenants.project(hook.organization_id, hook.project_id)


def _asker(act: Act) -> Asker:
    return Asker(act.by.name, act.by.person)


def _done(act: Act, hook: Hook, project: Project | None, job: Job | None) -> Done:
    card = source_reading.card(hook, project, act.settings.public_url, act.now)
    told: dict[str, Any] = {"source": card.model_dump(mode="json")}
    told["job"] = job and jobs.card(job).model_dump(mode="json")
    return Done(told, ring_job=jobs.bell(job) if job else None)


COMMANDS = {
    "source:connect": Command(ConnectSource, "hook:write", _connect),
    "source:board": Command(SourceBoard, "hook:write", _board),
    "source:fetch": Command(FetchSource, "hook:write", _fetch),
    "source:reconnect": Command(ReconnectSource, "hook:write", _reconnect),
    "source:disconnect": Command(DisconnectSource, "hook:write", _disconnect),
    "source:member": Command(MapMember, "hook:write", _member),
}
