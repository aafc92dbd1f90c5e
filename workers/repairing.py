"""A repair's job comes in; what its hook missed is asked for, page by page, and comes in as if it had never been lost.

GitHub sends again what did not arrive, for three days; what is older is fetched as a piece of history. Trello: see
repairing_trello.py.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from models import github_apps, hook_health, jobs, queues, repairs
from models.db import unit
from models.errors import Invalid
from models.hook_health import Told
from models.hooks import Hook
from models.jobs import Job
from models.sources import github_hooks, github_rest
from models.sources.github_hooks import Sent
from models.sources.rest import MAX_PAGE, Request
from models.tenants import Project
from workers import repairing_trello
from workers.landing import Landing
from workers.repairing_stages import Place, Stage, Task, onward
from workers.talking import Stopped, Talk

MOST_PAGES = 300
"""Pages of deliveries that are looked through; what is older is fetched as history."""
AGAIN = (timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""After a pass that asked for something another one looks whether it came, so much later: all may be starting at once,
and what is sent again to a server that does not listen yet is lost again."""
REMEMBERED = 500
"""Deliveries that are not asked for twice in one pass: each try that failed is in GitHub's list."""
NOT_OURS = ("denied", "gone", "wrong")
"""What GitHub says to whoever may not see a webhook, or of what it cannot send any more."""


def step(job: Job, talk: Talk) -> Landing:
    """One page, or one question."""
    with unit():
        hook = Hook.get_by_id(job.arguments["hook"])
        project = Project.get_or_none(Project.id == hook.project_id)
    task = Task(job, hook, project, job.place or _first(job, hook))
    return STAGES[task.place["stage"]](task, talk)


def _first(job: Job, hook: Hook) -> dict[str, Any]:
    """`began`: up to when the hook is whole in the end; `since`: from when on it may not be."""
    stage = "board" if hook.provider == "trello" else "deliveries" if hook.remote else "reconcile"
    return {"stage": stage, "began": job.created_at.isoformat(), "since": repairs.since(hook).isoformat()}


def _deliveries(task: Task, talk: Talk) -> Landing:
    """A page of what GitHub sent; what did not arrive is sent again before the page counts as done."""
    try:
        home = task.place.get("home") or _home(task, talk)
        request = _page(task.place, home)
        answer = talk.ask(request)
    except Stopped as stopped:
        return _hidden(task, stopped)
    sent = github_hooks.sent(answer)
    lost = _lost(task, sent)
    refused = [one.guid for one in lost if not _is_sent_again(talk, home, one)]
    following = talk.following(answer, request)
    if not sent or sent[-1].at < task.since:
        following = None
    return _gone_through(task, home, sent, lost, refused, following)


def _home(task: Task, talk: Talk) -> str:
    """Where the webhook is: of a repository by its name of today, since nothing is sent to a former one."""
    if github_apps.is_apps(task.hook):
        return github_hooks.APP
    if task.project is None:
        raise Invalid("It is not known of which repository this webhook is.")
    id_, name = task.project.external_id, task.project.name
    named = github_rest.repository_by_id(id_) if id_ else github_rest.repository(name)
    return github_hooks.hook(github_rest.repository_of(talk.ask(named)).full_name, str(task.hook.remote))


def _page(place: Place, home: str) -> Request:
    return Request("GET", place["url"], at_most=MAX_PAGE) if "url" in place else github_hooks.deliveries(home)


def _hidden(task: Task, stopped: Stopped) -> Landing:
    """The token may not see the webhook; so all that changed is looked at. Raises what it was, for anything else."""
    if stopped.verdict.meaning not in NOT_OURS:
        raise stopped
    words = "The token may not see what GitHub could not deliver; what has changed since is fetched instead."
    return onward(task.at(stage="reconcile"), note=words)


def _lost(task: Task, sent: list[Sent]) -> list[Sent]:
    """What is not kept here, whatever GitHub was answered: the oldest first, each once."""
    asked = set(task.place.get("asked", ()))
    with unit():
        asked |= repairs.kept(task.hook, [one.guid for one in sent])
    # A ping brings no work.
    late = (one for one in sent if one.event != "ping" and one.at >= task.since)
    once = {one.guid: one for one in late if one.guid not in asked}
    return sorted(once.values(), key=lambda one: (one.at, int(one.id)))


def _is_sent_again(talk: Talk, home: str, one: Sent) -> bool:
    """Whether GitHub still can. Raises Stopped when it has to be asked later."""
    try:
        talk.ask(github_hooks.redeliver(home, one.id))
    except Stopped as stopped:
        if stopped.verdict.meaning not in NOT_OURS:
            raise
        return False
    return True


def _gone_through(
    task: Task, home: str, sent: list[Sent], lost: list[Sent], refused: list[str], following: Request | None
) -> Landing:
    pages = task.place.get("pages", 0) + 1
    asked = [*task.place.get("asked", ()), *(one.guid for one in lost)][-REMEMBERED:]
    older = bool(task.place.get("older") or refused or (following and pages >= MOST_PAGES))
    more = {"home": home, "pages": pages, "asked": asked, "older": older}
    place = task.at(**more, url=following.path) if following and pages < MOST_PAGES else task.at(**more, stage="older")

    def land(job: Job, now: datetime) -> None:
        if not task.place.get("passes"):
            repairs.found(job, {"failed": len(lost), "redelivered": len(lost) - len(refused)})
        if pages == 1 and sent:
            hook_health.note(task.hook.id, _health(sent), now)
        jobs.stepped(job, job.done + len(lost), None, place, now)

    return land


def _health(sent: list[Sent]) -> Told:
    """How GitHub's newest tries went, newest first."""
    failed = []
    for one in sent:
        if one.taken:
            break
        failed.append(one.at)
    return Told(active=True, failures=len(failed), first_failed_at=failed[-1] if failed else None)


def _older(task: Task, _talk: Talk) -> Landing:
    """What GitHub cannot send any more, or what did not come again, is looked at, if there can be such."""
    passes, asked = task.place.get("passes", 0), bool(task.place.get("asked"))

    def land(job: Job, now: datetime) -> None:
        if asked and passes < len(AGAIN):
            anew = {name: task.place[name] for name in ("began", "since", "home", "older")}
            jobs.stepped(job, job.done, None, {"stage": "deliveries", "passes": passes + 1, **anew}, now)
            jobs.wait_until(job, now + AGAIN[passes], "", now)
            return
        forgotten = repairs.is_forgotten(task.since, now) or task.place["older"] or asked
        jobs.stepped(job, job.done, None, task.at(stage="reconcile" if forgotten else "end"), now)

    return land


def _reconcile(task: Task, _talk: Talk) -> Landing:
    def land(job: Job, now: datetime) -> None:
        asked = repairs.reconcile(job, task.hook, task.since, now)
        repairs.found(job, {"reconciled": len(asked)})
        jobs.stepped(job, job.done, None, task.at(stage="end", jobs=asked), now)

    return land


def _end(task: Task, _talk: Talk) -> Landing:
    """The bells of what was asked for: they were committed by the step before."""
    for job_id in task.place.get("jobs", ()):
        queues.ring(queues.BACKFILL, job_id)

    def land(job: Job, now: datetime) -> None:
        repairs.finish(job, task.hook.id, datetime.fromisoformat(task.place["began"]), now, task.place.get("newest"))

    return land


STAGES: Mapping[str, Stage] = {
    "deliveries": _deliveries,
    "older": _older,
    "reconcile": _reconcile,
    "end": _end,
    **repairing_trello.STAGES,
}
