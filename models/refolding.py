"""A board whose lists mean something else now comes in as a job; step by step its cards are counted anew, quietly."""

from datetime import datetime

from models import jobs, lessons, outbox, taking_in, workitems
from models.db import rows
from models.hooks import Hook
from models.jobs import Job
from models.rules.messages import Digest
from models.tenants import Project

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
