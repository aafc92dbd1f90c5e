"""`/v1`: long work that somebody asked for: watched, stopped, paused and resumed, and a backfill undone."""

from models import jobs
from models.errors import Invalid, NotFound, NotHeld
from models.jobs import JobCard
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

JOBS = ORGANIZATION + "/jobs"
JOB = JOBS + "/{job}"
SHOWN = 50


def _jobs(ask: Ask) -> dict[str, object]:
    return {"jobs": jobs.recent(ask.organization().id, SHOWN)}


def _job(ask: Ask) -> dict[str, object]:
    return {"job": jobs.card(jobs.find(ask.organization().id, ask.id("job", "There is no such job.")))}


ROUTES = (
    Route("GET", JOBS, "The last jobs, newest first.", _jobs, gives={"jobs": list[JobCard]}, needs="badge:write"),
    Route("GET", JOB, "One job.", _job, gives={"job": JobCard}, needs="badge:write", refuses=(NotFound,)),
    write(
        "POST",
        JOB + "/stop",
        "job:stop",
        "It makes no more steps. What it did until now stands.",
        {"job": JobCard},
        refuses=(NotFound, NotHeld),
    ),
    write(
        "POST",
        JOB + "/pause",
        "job:pause",
        "What asks GitHub or Trello makes no more steps until it is resumed.",
        {"job": JobCard},
        refuses=(NotFound, NotHeld),
    ),
    write(
        "POST",
        JOB + "/resume",
        "job:resume",
        "What was paused, or failed while asking GitHub or Trello, goes on where it was.",
        {"job": JobCard},
        refuses=(NotFound, NotHeld),
    ),
    write(
        "POST",
        JOB + "/undo",
        "job:undo",
        "Takes back what a backfill gave, and gives back what it took.",
        {"job": JobCard},
        refuses=(NotFound, NotHeld, Invalid),
    ),
)
