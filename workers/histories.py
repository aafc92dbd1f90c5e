"""A history's next step comes in; what the provider says of it goes out, to be written; backfill.py does both.

The stages that providers share are here; history_github.py and history_trello.py have their own.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from models import history
from models.jobs import Job
from workers import history_github, history_stages, history_trello, hooking
from workers.history_stages import Stage, Task, onward
from workers.landing import Landing
from workers.talking import Talk

WHOLE: Mapping[str, Sequence[str]] = {
    "github": (
        *("hook", "repository", "known"),
        *("issues", "pulls", "events", "comments", "reviews", "again"),
        *("teach", "end"),
    ),
    "trello": ("hook", "board", "known", "actions", "cards", "teach", "end"),
}
TAUGHT: Mapping[str, Sequence[str]] = {
    "github": ("hook", "repository", "known", "issues", "again", "teach", "end"),
    "trello": WHOLE["trello"],
}
"""Where nothing earns, nobody asks who closed what."""


def step(job: Job, talk: Talk) -> Landing:
    """One page, or one question."""
    task = history_stages.load(job, TAUGHT if job.arguments["mode"] == "teach" else WHOLE)
    return STAGES[task.project.provider][task.stage](task, talk)


def _hook(task: Task, talk: Talk) -> Landing:
    """The webhook first, so that nothing is missed between the two."""
    return onward(task.following, note=hooking.register(task.hook, talk))


def _known(task: Task, _talk: Talk) -> Landing:
    if not task.job.arguments["recount"]:
        return onward(task.following)

    def land(job: Job, now: datetime) -> None:
        after = history.recount(job, task.place.get("after", 0), now)
        history.go_on(job, task.at(after=after), {}, now)

    return land


def _teach(task: Task, _talk: Talk) -> Landing:
    def land(job: Job, now: datetime) -> int:
        after = history.teach(job, task.place.get("after"), now)
        history.go_on(job, task.at(after=after), {}, now)
        return int(task.project.id)

    return land


def _end(task: Task, _talk: Talk) -> Landing:
    def land(job: Job, now: datetime) -> None:
        history.end(job, "done", now)

    return land


_SHARED: Mapping[str, Stage] = {"hook": _hook, "known": _known, "teach": _teach, "end": _end}
STAGES: Mapping[str, Mapping[str, Stage]] = {
    "github": {**_SHARED, **history_github.STAGES},
    "trello": {**_SHARED, **history_trello.STAGES},
}
