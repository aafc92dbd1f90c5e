"""A project comes in as a job; step by step its closed issues are taught that have no lesson yet, oldest first.

They were closed before there was a model, or by a tariff under which their labels did not speak of points.
"""

from datetime import datetime
from typing import Any

from models import jobs, lessons, workitems
from models.db import rows
from models.jobs import Job
from models.rules.valuing import VALUED
from models.tenants import Project

KIND = "model.retrain"
CHUNK = 100
"""Issues that one step looks at."""


def ask_for(project: Project, by: str, by_person: int | None, now: datetime) -> Job:
    """The job. The caller rings for it. Raises Exhausted."""
    return jobs.ask_for(project.organization, KIND, {"project": project.id}, by, by_person, now)


# Oldest first, as they would have been taught.
_NEXT = """
SELECT w.id, w.state->'work'->>'ended_at' FROM work_item w JOIN project p ON p.id = w.project_id
WHERE w.project_id = %s AND w.kind = ANY(%s) AND w.state->'work'->>'state' = 'closed'
  AND ((w.state->'work'->>'ended_at')::timestamptz, w.id) > (%s::timestamptz, %s)
  AND NOT EXISTS (SELECT 1 FROM lesson l
                  WHERE l.project_id = p.id AND l.key = p.provider || ':' || w.kind || ':' || w.external_id)
ORDER BY (w.state->'work'->>'ended_at')::timestamptz, w.id LIMIT %s
"""


def step(job: Job, now: datetime) -> None:
    """The next issues: locked, and taught if a human said what they were worth. `place`: the last of them."""
    project: Project = Project.get_by_id(job.arguments["project"])
    looked_at, following = teach_next(project, job.place, now)
    jobs.stepped(job, job.done + looked_at, None, following or job.place, now)
    if following is None:
        jobs.finish(job, "done", now, {"items": job.done})


def teach_next(project: Project, after: list[Any] | None, now: datetime) -> tuple[int, list[Any] | None]:
    """(how many of the next closed issues were looked at, behind which one it goes on; None: those were all)."""
    found = rows(_NEXT, project.id, list(VALUED), *(after or ["-infinity", 0]), CHUNK)
    lessons.teach(project, _in_order([id_ for id_, _ in found]), now)
    return len(found), [found[-1][1], found[-1][0]] if len(found) == CHUNK else None


def _in_order(ids: list[int]) -> list[workitems.WorkItem]:
    items = {item.id: item for item in workitems.hold(ids)}
    return [items[id_] for id_ in ids]
