"""What an event costs with many patterns and with a long history, and how long a preview of one pattern takes.

`python -m benchmarks.patterns --events 500 --patterns 200 --history 20000` is a quick run. Compared runs are
interleaved, event by event, so that what else the machine does falls on both alike.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from benchmarks.table import percentile, show
from codebadge import engines as embedded
from models import (
    badges,
    consequences,
    db,
    earning,
    engines,
    identities,
    jobs,
    ledger,
    migrate,
    organizations,
    pattern_preview,
    people,
    projects,
    sealing,
    settings,
    workitems,
)
from models.jobs import Job
from models.pattern_preview import Asked
from models.rules.patterns.language import read
from models.rules.work import Account, Change, ProjectSeen, Work
from models.tenants import Organization, Project

START = datetime(2024, 1, 1, 8, tzinfo=UTC)
NOW = START + timedelta(days=600)
PEOPLE, MATCHING = 100, 20
"""People who do things by turns; patterns that their deeds concern."""
CLOSED = {"kinds": ["issue.closed"]}
HEAD = ["", "p50 ms", "p95 ms", "mean ms", "ratio"]


def main(events: int = 10_000, patterns: int = 2_000, history: int = 1_000_000) -> None:
    with _engines():
        _compare_patterns(events, patterns)
        _compare_histories(min(events, 2_000), history)


def _compare_patterns(events: int, patterns: int) -> None:
    few, many = _house("few", MATCHING), _house("many", patterns)
    _interleave([few, many], events)
    _show(
        f"{events:,} events, each deed concerns {MATCHING} patterns",
        [few, many],
        [f"of {MATCHING}", f"of {patterns:,}"],
    )


def _compare_histories(events: int, history: int) -> None:
    short, long = _house("short", MATCHING), _house("long", MATCHING)
    for house, deeds in ((short, 1_000), (long, history)):
        _live_long(house, deeds)
    _interleave([short, long], events)
    _show(f"{events:,} events after a history", [short, long], ["of 1,000 deeds", f"of {history:,} deeds"])
    seconds, result = _preview(long)
    show(
        "Preview of one pattern",
        ["deeds", "people", "would get it", "seconds"],
        [[f"{result['deeds']:,}", result["people"], result["gain"], seconds]],
    )


@dataclass
class House:
    """An organisation with its patterns; how long its events took, all in all and for patterns alone, in seconds."""

    organization: Organization
    project: Project
    accounts: Sequence[Account]
    number: int = 0
    whole: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)


def _house(slug: str, patterns: int) -> House:
    with db.unit():
        organization = organizations.create(slug, slug, "Europe/Vienna", START)
        for starter in badges.every(organization):
            badges.delete(starter, START)
        seen = ProjectSeen(provider="github", external_id=slug, name=f"{slug}/parser", url=None)
        project = projects.recognise(organization.id, None, seen, START)
        for number in range(patterns):
            document = _matching(number) if number < MATCHING else _other(number)
            badges.create(organization, f"b-{number}", f"B {number}", "", "special", "#000000", read(document), START)
        accounts = [
            Account(provider="github", external_id=f"{slug}-{one}", login=f"{slug}-{one}") for one in range(PEOPLE)
        ]
        identities.recognise(organization.id, accounts, START, START)
    return House(organization, project, accounts)


def _matching(number: int) -> dict[str, Any]:
    """Patterns that every event concerns: of each kind of leaf some, and some that are earned now and then."""
    leaves: list[dict[str, Any]] = [
        {"is": "count", "at_least": 10 * (number + 1), "where": CLOSED},
        {"is": "sum", "at_least": 1_000_000, "where": CLOSED},
        {"is": "distinct", "of": "days", "at_least": 3_000, "where": CLOSED},
        {"is": "streak", "unit": "days", "at_least": 300, "freezes": 1, "where": CLOSED},
        {"is": "rate", "at_least": 5, "per": "week", "times": 900, "where": CLOSED},
        {"is": "within", "at_least": 500, "hours": 24, "where": CLOSED},
        {"is": "all", "of": [{"is": "first", "where": CLOSED}, {"is": "count", "at_least": 90_000, "where": CLOSED}]},
    ]
    return {"earned": leaves[number % len(leaves)]}


def _other(number: int) -> dict[str, Any]:
    where: dict[str, Any] = {"kinds": ["issue.closed"], "labels": [f"label-{number}"]}
    return {"earned": {"is": "count", "at_least": 3, "where": where if number % 4 else {"kinds": ["star.given"]}}}


def _interleave(houses: Sequence[House], events: int) -> None:
    for house in houses:
        # Everybody's tallies are there, as they are in a house that lives.
        for _ in range(PEOPLE):
            _event(house)
        house.whole.clear()
        house.alone.clear()
    for _ in range(events):
        for house in houses:
            _event(house)


def _event(house: House) -> None:
    """An issue is closed: all that follows, in one transaction, as behind a webhook."""
    house.number += 1
    at = NOW + timedelta(minutes=7 * house.number)
    account = house.accounts[house.number % PEOPLE]
    change = _closed(house, account, at)
    began = time.perf_counter()
    with db.unit(), _timed(house.alone):
        items = workitems.fold_in(house.project, [change], at)
        settled = ledger.settle(house.project, items, None, at)
        consequences.of_entries(house.organization, settled, at)
    house.whole.append(time.perf_counter() - began)


def _closed(house: House, account: Account, at: datetime) -> Change:
    opener = house.accounts[(house.number + 1) % PEOPLE]
    work = Work(
        kind="issue",
        external_id=f"{house.organization.slug}-{house.number}",
        number=house.number,
        title=f"Work {house.number}",
        url="https://example.org/1",
        state="closed",
        reason="completed",
        began_at=at - timedelta(hours=1),
        ended_at=at,
        author=opener,
        assignees=(account,),
    )
    return Change(work=work, seen_at=at)


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    """Notes how long patterns alone took inside."""
    plain, taken = (earning.hearing, earning.reconcile), 0.0

    def timed(asked: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            nonlocal taken
            began = time.perf_counter()
            answer = asked(*given)
            taken += time.perf_counter() - began
            return answer

        return call

    earning.hearing, earning.reconcile = (timed(one) for one in plain)
    try:
        yield
    finally:
        earning.hearing, earning.reconcile = plain
        spent.append(taken)


_WORK = """
INSERT INTO work_item (project_id, kind, external_id, state, folded_at)
SELECT %s, 'issue', 'old-' || n, '{"work": {"kind": "issue", "external_id": "1", "state": "closed",
    "began_at": "2024-01-01T00:00:00Z"}, "stamps": {}}', %s FROM generate_series(1, %s) n RETURNING 1
"""
_DEEDS = """
INSERT INTO deed (organization_id, project_id, person_id, earner_id, item_id, kind, happened_at, points, labels, paths,
    role, newcomer, co_authored, others, recorded_at)
SELECT %s, i.project_id, p.id, p.id, i.id, 'issue.closed', %s + make_interval(secs => 500 * 86400.0 * i.n / %s), 3,
    '{}', '{}', 'contributor', FALSE, FALSE, '{}', %s
FROM (SELECT id, project_id, row_number() OVER (ORDER BY id) AS n FROM work_item WHERE project_id = %s) i
JOIN (SELECT unnest(%s::bigint[]) AS id, generate_series(0, %s) AS place) p ON p.place = i.n %% %s RETURNING 1
"""
_ENTRIES = """
INSERT INTO entry (organization_id, project_id, person_id, item_id, kind, points, reason, tariff_version, happened_at,
    recorded_at)
SELECT organization_id, project_id, person_id, item_id, kind, points, 'x', 0, happened_at, recorded_at FROM deed
WHERE organization_id = %s RETURNING 1
"""


def _live_long(house: House, deeds: int) -> None:
    """So many deeds with their lines, spread over everybody and over 500 days."""
    with db.unit():
        db.database.execute_sql("SET LOCAL statement_timeout = 0")
        met = identities.recognise(house.organization.id, house.accounts, START, START)
        ids = sorted(met.people.values())
        here = house.project.id
        _silently(_WORK, here, START, deeds)
        _silently(_DEEDS, house.organization.id, START, deeds, START, here, ids, len(ids) - 1, len(ids))
        _silently(_ENTRIES, house.organization.id)
        db.database.execute_sql("ANALYZE deed, entry, work_item")
    for person in ids:
        with db.unit():
            people.lock(house.organization.id, [person])
            earning.again(house.organization, person, NOW)


def _silently(sql: str, *values: object) -> None:
    db.database.execute_sql(sql.replace(" RETURNING 1", ""), values)


def _preview(house: House) -> tuple[float, dict[str, Any]]:
    asked = Asked(pattern=read({"earned": {"is": "count", "at_least": 100, "where": CLOSED}}).model_dump(mode="json"))
    with db.unit():
        job: Job = pattern_preview.ask_for(house.organization, asked, "Ada", None, NOW)
    began = time.perf_counter()
    while job.state in jobs.UNFINISHED:
        with db.unit():
            taken = jobs.take(job.id)
            assert taken is not None, "nobody else works here"
            job = taken
            pattern_preview.step(job, NOW + timedelta(days=900))
    return time.perf_counter() - began, dict(job.result)


def _show(title: str, houses: Sequence[House], names: Sequence[str]) -> None:
    rows: list[list[object]] = []
    for what, times in (
        ("whole event", [one.whole for one in houses]),
        ("patterns alone", [one.alone for one in houses]),
    ):
        least = median(times[0])
        for name, spent in zip(names, times, strict=True):
            figures = [percentile(spent, 0.5), percentile(spent, 0.95), sum(spent) / len(spent)]
            rows.append([f"{what}, {name}", *(f"{1000 * one:.2f}" for one in figures), f"{median(spent) / least:.2f}"])
    show(title, HEAD, rows)


@contextmanager
def _engines() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="codebadge-bench-") as folder, embedded.running(folder) as urls:
        environment = settings.inherited() | {
            "CODEBADGE_DATABASE_URL": urls.database,
            "CODEBADGE_REDIS_URL": urls.redis,
            "CODEBADGE_SECRET_KEY": sealing.new_key(),
            "CODEBADGE_DATA": folder,
        }
        engines.connect(settings.load(environment))
        migrate.run()
        yield


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    for name, usual in (("events", 10_000), ("patterns", 2_000), ("history", 1_000_000)):
        given.add_argument(f"--{name}", type=int, default=usual)
    main(**vars(given.parse_args()))
