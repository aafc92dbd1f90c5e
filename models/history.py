"""The past of a project is asked for; a job goes out, and page by page what it found is taken in; one digest tells.

Job.place is `{"stage", …}`, what else is in it is the stage's own; workers/histories.py asks the provider, stage by
stage. What counts, and when, is the project's rule (models.rules.histories), no matter by which door it came.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from models import jobs, league_work, outbox, retraining, taking_in, workitems
from models.connections import Connection
from models.db import rows
from models.errors import Elsewhere, NotHeld
from models.hooks import Hook
from models.jobs import Job
from models.rules.histories import History, Mode, decided
from models.rules.messages import Digest
from models.rules.patterns.nouns import some
from models.rules.work import Change
from models.tenants import Project

KIND = "history"
KNOWN_AT_ONCE = 100
"""Pieces of work known before, that one step counts anew."""
Place = Mapping[str, Any]


def ask_for(
    project: Project,
    hook: Hook,
    connection: Connection | None,
    mode: Mode | None,
    by: str,
    by_person: int | None,
    now: datetime,
    since: datetime | None = None,
) -> Job:
    """The job that fetches it all from the beginning, newest first (down to what changed `since`). The caller rings for
    it. With a `mode` it counts so from now on; what is history stays: what was done before the project was known.

    Raises Elsewhere without a connection, NotHeld while another one is not done, Exhausted.
    """
    if connection is None:
        raise Elsewhere("Without a token nobody can be asked for what was done before; connect this with one.")
    rows("SELECT 1 FROM project WHERE id = %s FOR NO KEY UPDATE", project.id)
    former = _former(project)
    if former is not None and former.state in (*jobs.UNFINISHED, "paused"):
        raise NotHeld("Its history is being fetched already.")
    rule = _decide(project, mode, now)
    arguments = {
        "project": project.id,
        "hook": hook.id,
        "connection": connection.id,
        "mode": rule.mode,
        "since": since and since.isoformat(),
        # What came by the webhook counted as all work does, until somebody said otherwise.
        "recount": rule.mode != (former.arguments["mode"] if former else "past"),
    }
    return jobs.ask_for(project.organization, KIND, arguments, by, by_person, now)


def _decide(project: Project, mode: Mode | None, now: datetime) -> History:
    known = History.model_validate(project.history) if project.history else None
    rule = decided(known, mode, project.created_at, now)
    if rule != known:
        project.history = rule.model_dump(mode="json")
        project.save(only=[Project.history])
    return rule


def _former(project: Project) -> Job | None:
    mine = (Job.organization == project.organization_id) & (Job.kind == KIND)
    of_project = Job.arguments["project"].cast("bigint") == project.id
    found: Job | None = Job.select().where(mine, of_project).order_by(Job.id.desc()).first()
    return found


def is_of(job: Job, project: Project) -> None:
    """The repository was known by another name already: it is that project's history, which counts as was said."""
    meant: Project = Project.get_by_id(job.arguments["project"])
    project.history, project.connection_id = project.history or meant.history, meant.connection_id
    project.save(only=[Project.history, Project.connection_id])
    job.arguments = job.arguments | {"project": project.id, "recount": True}
    job.save(only=[Job.arguments])


def take(
    job: Job,
    changes: Sequence[Change],
    place: Place,
    counted: Mapping[str, int],
    now: datetime,
    total: int | None = None,
) -> None:
    """A page is taken in, and the job goes on at `place`. `counted`: how many pieces of work of which sort there were;
    those of PROGRESS are done, of `total`, when that is known."""
    project: Project = Project.get_by_id(job.arguments["project"])
    if changes:
        plan = taking_in.work(project, changes, set(), now, job=job)
        league_work.settle(project.organization, plan, now)
    go_on(job, place, counted, now, total)


def recount(job: Job, after: int, now: datetime) -> int | None:
    """What is known of the project already counts by its rule; behind which one it goes on. None: those were all."""
    project: Project = Project.get_by_id(job.arguments["project"])
    ids = workitems.following(job.organization_id, after, KNOWN_AT_ONCE, project.id)
    plan = taking_in.of_items(project, workitems.hold(ids), set(), now, job=job)
    league_work.settle(project.organization, plan, now)
    return ids[-1] if len(ids) == KNOWN_AT_ONCE else None


def teach(job: Job, after: list[Any] | None, now: datetime) -> list[Any] | None:
    """The next closed issues that taught nothing yet, oldest first; behind which one it goes on. None: all."""
    project: Project = Project.get_by_id(job.arguments["project"])
    return retraining.teach_next(project, after, now)[1]


def go_on(job: Job, place: Place, counted: Mapping[str, int], now: datetime, total: int | None = None) -> None:
    """The job stands at `place` from now on."""
    job.result = _sums(job) | {"stage": place["stage"]}
    for what, number in counted.items():
        job.result[what] = job.result.get(what, 0) + number
    job.save(only=[Job.result])
    done = job.done + sum(number for what, number in counted.items() if what in PROGRESS)
    jobs.stepped(job, done, total if total is not None else job.total, dict(place), now)


PROGRESS = ("issues", "pulls", "cards")


def note(job: Job, words: str) -> None:
    """Something that the admin should know, though it goes on."""
    result = _sums(job)
    job.result = result | {"notes": [*result["notes"], words][-20:]}
    job.save(only=[Job.result])


def end(job: Job, state: jobs.State, now: datetime) -> None:
    """No more steps; what came until now is told in one message."""
    job.result = _counted(job) | {"stage": "end"}
    jobs.finish(job, state, now, job.result)
    tell(job, now)


_WORDS = {"done": "is here", "stopped": "came in part", "failed": "came in part"}


def tell(job: Job, now: datetime) -> None:
    """It has ended, or has to wait: boards show what came until now. Only of people of whom nobody was told since."""
    job.result = _counted(job)
    job.save(only=[Job.result])
    fresh = [person for (person,) in rows(_PEOPLE, job.organization_id, job.result["told"], job.id)]
    if not fresh and job.state not in ("done", "stopped"):
        return
    project: Project = Project.get_by_id(job.arguments["project"])
    told = f"The history of {project.name} {_WORDS.get(job.state, 'is coming')}: {_what(job, project)}."
    outbox.tell_digest(job.organization_id, Digest(what="history", words=told, people=len(fresh)), fresh, now)
    [(last,)] = rows("SELECT coalesce(max(id), 0) FROM entry WHERE organization_id = %s AND job_id = %s", *_mine(job))
    job.result |= {"told": last}
    job.save(only=[Job.result])


def _sums(job: Job) -> dict[str, Any]:
    return {"notes": [], "told": 0} | (job.result or {})


_PEOPLE = "SELECT DISTINCT person_id FROM entry WHERE organization_id = %s AND id > %s AND job_id = %s ORDER BY 1"
_COUNTED = "SELECT count(*), count(DISTINCT person_id) FROM entry WHERE organization_id = %s AND job_id = %s"


def _counted(job: Job) -> dict[str, Any]:
    [(entries, people)] = rows(_COUNTED, *_mine(job))
    return _sums(job) | {"entries": int(entries), "people": int(people)}


def _mine(job: Job) -> tuple[int, int]:
    return job.organization_id, job.id


_TAUGHT = "SELECT count(*) FROM lesson WHERE project_id = %s AND about IS NULL AND points IS NOT NULL"


def _what(job: Job, project: Project) -> str:
    pieces = some(job.done, "piece of work", "pieces of work")
    if job.arguments["mode"] == "teach":
        [(lessons,)] = rows(_TAUGHT, project.id)
        return f"{pieces}, {some(lessons, 'lesson', 'lessons')} for the points model"
    return f"{pieces}, {some(job.result['people'], 'person', 'people')}"
