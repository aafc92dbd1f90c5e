"""A hook comes in that may have missed something; a job goes out that fetches what was missed, asked for once.

Nothing polls: hooks are mended when a server or the worker that asks providers begins, when somebody asks, and when one
has been silent for longer than its rhythm (models.rules.rhythms). workers/repairing.py does the steps.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from models import github_apps, history, jobs, queues
from models.connections import Connection
from models.db import rows, unit
from models.errors import Elsewhere, Exhausted, NotHeld
from models.github_apps import GithubApp
from models.hooks import Hook
from models.jobs import Job
from models.queues import Bell
from models.rules import rhythms
from models.rules.rhythms import MEMORY
from models.tenants import Organization, Project

KIND = "repair"
Why = Literal["start", "silent", "asked"]
WHO = "Codebadge"
ANEW = timedelta(minutes=5)
"""A hook that was mended just now is mended again only so much later, however often something is started."""
AT_ONCE = 50
"""Hooks that one sweep looks at."""
HEARD = 50
"""Deliveries that make a rhythm."""
OVERLAP = timedelta(minutes=10)
"""What was under way while it was looked at, is looked at again."""
SETTLING = timedelta(seconds=10)
"""After it no server thinks any more that a hook is paused which is let go on."""
log = logging.getLogger("codebadge.repairs")


def ask_for(hook: Hook, why: Why, by: str, by_person: int | None, now: datetime) -> tuple[Job, bool]:
    """The job, and whether it is new: while there is one, another would find the same. The caller rings for it.
    Raises Elsewhere without access, Exhausted."""
    rows("SELECT 1 FROM hook WHERE id = %s FOR NO KEY UPDATE", hook.id)
    connection = access(hook)
    known = unfinished(hook)
    if known is not None:
        if why == "asked" and _is_put_off(known):
            jobs.hurry(known, now)
        return known, False
    arguments = {"hook": hook.id, "project": hook.project_id, "connection": connection, "why": why}
    organization = Organization.get_by_id(hook.organization_id)
    return jobs.ask_for(organization, KIND, arguments, by, by_person, now), True


def after_pause(hook: Hook, by: str, by_person: int | None, now: datetime) -> Job | None:
    """The job that fetches what came while it was paused, once every server knows that it is not; whoever sweeps rings
    for it. None where nobody can be asked."""
    try:
        job, is_new = ask_for(hook, "asked", by, by_person, now)
    except (Exhausted, Elsewhere):
        return None
    if is_new:
        jobs.wait_until(job, now + SETTLING, "", now)
    return job


def _is_put_off(job: Job) -> bool:
    """Whether it waits for nothing but its time: no provider asked for that."""
    return job.next_at is not None and not job.error


def access(hook: Hook) -> int | None:
    """The connection by which the provider is asked of it; None for an app, which asks as itself. Raises Elsewhere."""
    if hook.disconnected_at is None and github_apps.is_apps(hook):
        github_apps.by_hook(hook.id)
        return None
    mine = (Connection.id == hook.connection_id) & (Connection.state == "active")
    connection: Connection | None = Connection.select().where(mine).first()
    if hook.disconnected_at is not None or connection is None:
        raise Elsewhere("There is no token to ask with; connect this with one, and what was missed can be fetched.")
    return int(connection.id)


def unfinished(hook: Hook) -> Job | None:
    """The repair of it that is not done yet."""
    mine = (Job.organization == hook.organization_id) & (Job.kind == KIND)
    waits = Job.state.in_((*jobs.UNFINISHED, "paused")) & (Job.arguments["hook"].cast("bigint") == hook.id)
    found: Job | None = Job.select().where(mine, waits).order_by(Job.id.desc()).first()
    return found


_CAN = """
h.disconnected_at IS NULL AND h.paused_at IS NULL AND (
    EXISTS (SELECT 1 FROM connection c WHERE c.id = h.connection_id AND c.state = 'active')
    OR EXISTS (SELECT 1 FROM github_app a WHERE a.hook_id = h.id))
"""
_ALL = f"SELECT id FROM hook h WHERE {_CAN} ORDER BY id"
_DUE = f"SELECT id FROM hook h WHERE (look_at IS NULL OR look_at <= %s) AND {_CAN} ORDER BY look_at, id LIMIT {AT_ONCE}"


def begin(now: datetime) -> list[Bell]:
    """What to ring for when a server begins, or the worker that asks providers: what came meanwhile was missed. Of
    hooks that were mended just now it is put off, and whoever sweeps rings then."""
    with unit():
        several = [id_ for (id_,) in rows(_ALL)]
    bells = [_asked(id_, "start", now) for id_ in several]
    return [bell for bell in bells if bell is not None]


def sweep(now: datetime) -> int:
    """Rings for hooks that have been silent for too long; how many. Of most it only writes when to look again."""
    with unit():
        due = [id_ for (id_,) in rows(_DUE, now)]
    bells = [_looked(id_, now) for id_ in due]
    for bell in bells:
        if bell is not None:
            queues.ring(*bell)
    return sum(bell is not None for bell in bells)


def _asked(hook_id: int, why: Why, now: datetime) -> Bell | None:
    with unit():
        hook = _hold(hook_id)
        return None if hook is None else _new(hook, why, now, hook.repaired_at and hook.repaired_at + ANEW)


def _looked(hook_id: int, now: datetime) -> Bell | None:
    with unit():
        hook = _hold(hook_id)
        if hook is None or (hook.look_at is not None and hook.look_at > now):
            return None
        heard = _heard([hook_id])[hook_id]
        last = max(heard, default=hook.created_at)
        bell = _new(hook, "silent", now) if rhythms.silent_since(last, heard, now) else None
        Hook.update(look_at=rhythms.next_look(last, heard, now)).where(Hook.id == hook_id).execute()
        return bell


def _hold(hook_id: int) -> Hook | None:
    """The hook, unless another worker looks at it just now."""
    held = rows("SELECT 1 FROM hook WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED", hook_id)
    return Hook.get_by_id(hook_id) if held else None


def _new(hook: Hook, why: Why, now: datetime, not_before: datetime | None = None) -> Bell | None:
    try:
        job, is_new = ask_for(hook, why, WHO, None, now)
    except (Exhausted, Elsewhere) as refused:
        log.warning("hook %s is not repaired: %s", hook.id, refused)
        return None
    if is_new and not_before is not None and not_before > now:
        jobs.wait_until(job, not_before, "", now)
        return None
    return jobs.bell(job) if is_new else None


_HEARD = f"""
SELECT h.id, d.received_at FROM unnest(%s::bigint[]) AS h(id),
LATERAL (SELECT received_at FROM delivery WHERE hook_id = h.id ORDER BY id DESC LIMIT {HEARD}) AS d
"""


def _heard(ids: Sequence[int]) -> dict[int, list[datetime]]:
    heard: dict[int, list[datetime]] = {id_: [] for id_ in ids}
    for id_, at in rows(_HEARD, list(ids)):
        heard[id_].append(at)
    return heard


def silent_since(hooks: Collection[Hook], now: datetime) -> dict[int, datetime]:
    """By hook, when it was heard last; only of those that should have been heard since."""
    speaking = [hook.id for hook in hooks if hook.paused_at is None and hook.disconnected_at is None]
    silences = {id_: rhythms.silent_since(max(heard), heard, now) for id_, heard in _heard(speaking).items() if heard}
    return {id_: since for id_, since in silences.items() if since is not None}


# What a repair looks at, and what it leaves behind.


def since(hook: Hook) -> datetime:
    """Since when something may have been missed."""
    whole: datetime = hook.repaired_at or hook.created_at
    return whole - OVERLAP


def is_forgotten(moment: datetime, now: datetime) -> bool:
    """Whether GitHub does not know any more what it could not deliver then."""
    return moment < now - MEMORY


_MINE = """
SELECT p.id, c.id FROM project p JOIN connection c ON c.id = p.connection_id AND c.state = 'active'
WHERE p.organization_id = %s AND p.archived_at IS NULL AND (p.id = %s OR c.app_id = %s) ORDER BY p.id
"""


_KEPT = """
SELECT d.guid FROM delivery d JOIN hook h ON h.id = d.hook_id
WHERE d.state <> 'dead' AND d.guid = ANY(%s) AND (h.id = %s OR
    length(d.guid) = 24 AND h.organization_id = %s AND h.provider = 'trello')
"""


def kept(hook: Hook, guids: Collection[str]) -> set[str]:
    """Those of these deliveries that were heard; of Trello's actions by whichever board's hook."""
    mine = list(guids), hook.id, hook.organization_id
    return {guid for (guid,) in rows(_KEPT, *mine)} if guids else set()


def reconcile(job: Job, hook: Hook, moment: datetime, now: datetime) -> list[int]:
    """Jobs that fetch what changed since then in the hook's projects; workers ring for them afterwards."""
    app = GithubApp.get_or_none(GithubApp.hook == hook)
    asked = []
    for project_id, connection_id in rows(_MINE, hook.organization_id, hook.project_id, app and app.id):
        project, connection = Project.get_by_id(project_id), Connection.get_by_id(connection_id)
        try:
            asked.append(history.ask_for(project, hook, connection, None, job.by, job.by_person_id, now, moment).id)
        except NotHeld:
            note(job, f"The history of {project.name} is being fetched already.")
        except Exhausted as full:
            note(job, str(full))
            break
    return asked


def found(job: Job, counted: Mapping[str, int]) -> None:
    """Adds to what the job found: `failed`, `redelivered`, `reconciled`."""
    result = _result(job)
    job.result = result | {name: result[name] + number for name, number in counted.items()}
    job.save(only=[Job.result])


def note(job: Job, words: str) -> None:
    """Something that the admin should know."""
    result = _result(job)
    if words not in result["notes"]:
        job.result = result | {"notes": [*result["notes"], words][-20:]}
        job.save(only=[Job.result])


def _result(job: Job) -> dict[str, Any]:
    return {"failed": 0, "redelivered": 0, "reconciled": 0, "notes": []} | (job.result or {})


def finish(job: Job, hook_id: int, began: datetime, now: datetime, seen: str | None = None) -> None:
    """The hook is whole up to when the job began; `seen`: the last thing at the provider that was looked at."""
    news = {} if seen is None else {"seen": seen}
    Hook.update(repaired_at=began, **news).where(Hook.id == hook_id).execute()
    jobs.finish(job, "done", now, _result(job))
