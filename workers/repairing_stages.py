"""Where a repair stands, and what a step of it gives: the words that its stages share, at GitHub and at Trello."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models import jobs, repairs
from models.hooks import Hook
from models.jobs import Job
from models.tenants import Project
from workers.landing import Landing
from workers.talking import Talk

Place = Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """A repair at one of its places. `project`: the hook's home, if it has one."""

    job: Job
    hook: Hook
    project: Project | None
    place: Place

    @property
    def since(self) -> datetime:
        """From when on something may have been missed."""
        return datetime.fromisoformat(self.place["since"])

    def at(self, **more: Any) -> dict[str, Any]:
        """A place like this one, but for these."""
        return {**self.place, **more}


Stage = Callable[[Task, Talk], Landing]


def onward(place: Place, note: str | None = None) -> Landing:
    """Nothing came of it but that the job goes on."""

    def land(job: Job, now: datetime) -> None:
        if note is not None:
            repairs.note(job, note)
        jobs.stepped(job, job.done, None, dict(place), now)

    return land
