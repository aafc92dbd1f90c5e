"""A board whose lists mean something else now comes in as a job; step by step its cards are counted anew, quietly.

A card's work follows from what was heard of it and from the board's rule; what was heard stays.
"""

from datetime import datetime

from models import jobs, league_work, lessons, outbox, taking_in, workitems
from models.db import rows
from models.hooks import Hook
from models.jobs import Job
from models.rules.messages import Digest
from models.rules.patterns.nouns import some
from models.tenants import Project
from models.workitems import WorkItem

KIND = "board.refold"
CHUNK = 100
"""Cards that one step counts anew."""


def ask_for(project: Project, hook: Hook, by: str, by_person: int | None, now: datetime) -> Job:
    """The job; what is under way for an earlier meaning ends. The caller rings for it. Raises Exhausted."""
    for (former,) in rows(_UNDER_WAY, project.organization_id, KIND, project.id):
        jobs.finish(Job.get_by_id(former), "stopped", now)
    return jobs.ask_for(project.organization, KIND, {"project": project.id, "hook": hook.id}, by, by_person, now)


_UNDER_WAY = """
SELECT id FROM job WHERE organization_id = %s AND kind = %s AND (arguments->>'project')::bigint = %s
AND state IN ('waiting', 'running') ORDER BY id FOR NO KEY UPDATE
"""
_NEXT = "SELECT id FROM work_item WHERE project_id = %s AND kind = 'card' AND id > %s ORDER BY id LIMIT %s"


def step(job: Job, now: datetime) -> None:
    """The next cards: locked, derived by the board's rule of now, settled and taught. `place`: the last of them."""
    project: Project = Project.get_by_id(job.arguments["project"])
    after = job.place or 0
    ids = [id_ for (id_,) in rows(_NEXT, project.id, after, CHUNK)]
    _again(project, workitems.hold(ids), job, now)
    jobs.stepped(job, job.done + len(ids), job.total or _total(project), max(ids, default=after), now)
    if len(ids) < CHUNK:
        jobs.finish(job, "done", now, {"items": job.done, "people": _tell(project, job, now)})


def _again(project: Project, items: list[WorkItem], job: Job, now: datetime) -> None:
    workitems.derive_again(items, workitems.rule_of(project), now)
    plan = taking_in.of_items(project, items, set(), now, job=job)
    lessons.teach(project, items, now)
    league_work.settle(project.organization, plan, now)


_PEOPLE = "SELECT DISTINCT person_id FROM entry WHERE organization_id = %s AND job_id = %s ORDER BY 1"


def _tell(project: Project, job: Job, now: datetime) -> int:
    """One digest, or several; of how many people."""
    moved = [person for (person,) in rows(_PEOPLE, job.organization_id, job.id)]
    counted = some(job.done, "card was", "cards were")
    words = f"The lists of {project.name} mean something else now: {counted} counted anew."
    if moved:
        outbox.tell_digest(job.organization_id, Digest(what="history", words=words, people=len(moved)), moved, now)
    return len(moved)


def _total(project: Project) -> int:
    counted = "SELECT count(*) FROM work_item WHERE project_id = %s AND kind = 'card'"
    return int(rows(counted, project.id)[0][0])
