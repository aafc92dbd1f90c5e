"""A history's job comes in; where it stands goes out as a Task, and what follows when a stage is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from models import history, projects
from models.db import unit
from models.hooks import Hook
from models.jobs import Job
from models.rules.work import Change, ProjectSeen
from models.tenants import Project
from workers.landing import Landing
from workers.talking import Talk


@dataclass(frozen=True)
class Task:
    """Where a history stands. `stages`: those that it goes through."""

    job: Job
    project: Project
    hook: Hook
    stages: Sequence[str]

    @property
    def place(self) -> Mapping[str, Any]:
        """The stage, and what it wrote down for itself."""
        return self.job.place or {"stage": self.stages[0]}

    @property
    def stage(self) -> str:
        return str(self.place["stage"])

    @property
    def url(self) -> str | None:
        """The next page, as the provider named it."""
        return self.place.get("url")

    @cached_property
    def since(self) -> datetime | None:
        """Down to where it asks."""
        given = self.job.arguments["since"]
        return datetime.fromisoformat(given) if given else None

    @property
    def following(self) -> dict[str, Any]:
        """The place where the next stage begins."""
        return {"stage": self.stages[self.stages.index(self.stage) + 1]}

    def at(self, **more: Any) -> dict[str, Any]:
        """A place in the same stage; without anything to go on by, where the next one begins."""
        return {"stage": self.stage} | more if any(one is not None for one in more.values()) else self.following


Stage = Callable[[Task, Talk], Landing]


def load(job: Job, stages: Mapping[str, Sequence[str]]) -> Task:
    """Reads what the job is about."""
    with unit():
        project = Project.get_by_id(job.arguments["project"])
        return Task(job, project, Hook.get_by_id(job.arguments["hook"]), stages[project.provider])


def onward(place: Mapping[str, Any], note: str | None = None, total: int | None = None) -> Landing:
    """Nothing came of it but that the job goes on."""

    def land(job: Job, now: datetime) -> None:
        if note is not None:
            history.note(job, note)
        history.go_on(job, place, {}, now, total)

    return land


def met(task: Task, seen: ProjectSeen) -> Landing:
    """The provider says what the project is, and is called now."""

    def land(job: Job, now: datetime) -> None:
        found = projects.recognise(job.organization_id, task.project.id, seen, now)
        if found.id != task.project.id:
            history.is_of(job, found)
        history.go_on(job, task.following, {}, now)

    return land


def taken(
    changes: Sequence[Change], place: Mapping[str, Any], counted: Mapping[str, int], total: int | None = None
) -> Landing:
    """A page is taken in."""

    def land(job: Job, now: datetime) -> None:
        history.take(job, changes, place, counted, now, total)

    return land
