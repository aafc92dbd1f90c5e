"""A repository or board with a past, connected: `with repository(lumen, monkeypatch, settings) as world`."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models import connections, db, deed_drift, drift, history, jobs, tally_drift
from models.connections import Connection
from models.hooks import Hook
from models.jobs import Job, JobCard
from models.ledger import Entry
from models.rules.histories import Mode
from models.rules.standings import name_of
from models.standings import Standing
from models.tenants import Organization, Project
from tests.cast import Lumen
from tests.providers.github import TOKEN, GitHub, github
from workers import backfill

LONG_AGO = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
WAYS = 10_000
"""Bells at most: more would be an endless job."""


@dataclass
class World:
    """The provider, and Lumen's access to it."""

    github: GitHub
    lumen: Lumen
    connection: int

    def of(self, other: Lumen) -> "World":
        """The same repository, connected by another organisation too."""
        return World(self.github, other, access_of(other))

    def ask(self, mode: Mode = "past", now: datetime | None = None) -> int:
        """The job's id."""
        with db.unit():
            project = Project.get(Project.organization == self.lumen.organization)
            access, hook = Connection.get_by_id(self.connection), Hook.get_by_id(self.lumen.hook.id)
            return int(history.ask_for(project, hook, access, mode, "Ada", None, now or datetime.now(UTC)).id)


@contextmanager
def repository(lumen: Lumen, monkeypatch: pytest.MonkeyPatch, admin: bool = False) -> Iterator[World]:
    """lumen/parser as GitHub has it, without webhooks: the token may make none unless it is an `admin`'s."""
    with github() as made:
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", made.url)
        made.deliver = False
        made.add_repository(501, "lumen/parser", admin=admin)
        yield World(made, lumen, access_of(lumen))


def access_of(lumen: Lumen) -> int:
    """A connection by the token that GitHub knows."""
    with db.unit():
        Hook.update(callback=f"http://codebadge.test/hooks/github/{lumen.hook.key}").where(
            Hook.id == lumen.hook.id
        ).execute()
        return int(connections.create(lumen.organization, "github", {"token": TOKEN}, datetime.now(UTC)).id)


def fill(world: GitHub, issues: int = 12, pulls: int = 4) -> None:
    """Issues of which two in three are closed, and pull requests, most of them merged and reviewed."""
    for number in range(1, issues + 1):
        at, points = LONG_AGO + timedelta(hours=number), number % 5 + 1
        about: dict[str, Any] = {"author": "carol", "assignees": [("ada", "bob")[number % 2]], "at": at}
        world.add_issue(number, f"Bug {number}", labels=[f"points: {points}"], **about)
        if number % 3:
            world.close_issue(number, by="dave", at=at + timedelta(days=1))
    for number in range(issues + 1, issues + pulls + 1):
        at = LONG_AGO + timedelta(hours=number)
        world.add_pull(number, f"Fix {number}", author="ada", at=at)
        world.add_review(number, by="bob", at=at + timedelta(hours=1))
        if number % 4:
            world.merge(number, by="carol", at=at + timedelta(days=2))


def ring(job_id: int) -> JobCard:
    """Rings until there is nothing more to do now."""
    for _ in range(WAYS):
        before = seen(job_id)
        backfill.work(job_id)
        after = seen(job_id)
        if after == before or after.state not in jobs.UNFINISHED or after.next_at is not None:
            return after
    raise AssertionError("the job does not end")


def seen(job_id: int) -> JobCard:
    with db.unit():
        return jobs.card(Job.get_by_id(job_id))


def balances(organization: Organization) -> dict[tuple[str, str], int]:
    """(login, kind of work) to points."""
    with db.unit():
        sums: Counter[tuple[str, str]] = Counter()
        for entry in Entry.select().where(Entry.organization == organization):
            sums[entry.person.login, entry.kind] += entry.points
        return {line: points for line, points in sums.items() if points}


def standings(organization: Organization) -> set[tuple[Any, ...]]:
    """(period, whether of a project, login, points, reached_at) of everybody with points."""
    with db.unit():
        found = Standing.select().where(Standing.board.startswith(f"{organization.id}:"), Standing.points > 0)
        named = [(one, name_of(one.board)[1]) for one in found]
        return {(name.period, name.scope != "", one.person.login, one.points, one.reached_at) for one, name in named}


def lines(organization: Organization) -> Counter[tuple[Any, ...]]:
    """Every line of the ledger, as far as its work decides it."""
    with db.unit():
        mine = Entry.select().where(Entry.organization == organization)
        return Counter((one.person.login, one.kind, one.points, one.happened_at, one.reason) for one in mine)


def sound(organization: Organization) -> None:
    """Nothing that is derived differs from what it is derived from."""
    now = datetime.now(UTC)
    with db.unit():
        assert deed_drift.mend_deeds(organization, now, mend=False).drifted == 0
        assert tally_drift.mend(organization).drifted == 0
        assert drift.mend_standings(organization, mend=False).drifted == 0
