"""models/retariff.py: a tariff for the past counts all of it anew, step by step, and is told once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import deed_drift, drift, jobs, projects, retariff, tariffs
from models.errors import NotHeld
from models.jobs import Job
from models.ledger import Entry
from models.outbox import Message
from models.rules.points import Tariff
from models.tariffs import TariffVersion
from tests.cast import BOB, CYD, Lumen
from tests.models.deeds import carry, home, issue, merge

pytestmark = pytest.mark.usefixtures("unit")
DAY = timedelta(days=1)


def balance(lumen: Lumen) -> dict[str, int]:
    sums: dict[str, int] = {}
    for entry in Entry.select().where(Entry.organization == lumen.organization):
        sums[entry.person.login] = sums.get(entry.person.login, 0) + entry.points
    return sums


def work(version: TariffVersion, now: datetime) -> Job:
    """The whole job."""
    job = retariff.ask_for(version, "Eve", None, now)
    while job.state in jobs.UNFINISHED:
        retariff.step(job, now)
    return job


def told() -> list[tuple[str, Any]]:
    return [(one.kind, one.people) for one in Message.select().order_by(Message.id)]


def test_everything_is_counted_anew_and_told_as_one(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retariff, "CHUNK", 2)
    carry(
        home(lumen.organization), now, issue(1, now - 400 * DAY), issue(2, now, BOB), merge(3, now), issue(4, now, CYD)
    )
    before = len(told())
    version = tariffs.decide(
        lumen.organization, None, Tariff(worth={"issue.closed": 10}), now, tariffs.EVER, why="issues alone count"
    )
    job = work(version, now + DAY)
    assert balance(lumen) == {"ada": 10, "bob": 10, "cyd": 10}
    assert (job.state, job.done, job.total, job.result) == ("done", 4, 4, {"items": 4, "changes": 4})
    [(kind, people)] = told()[before:]
    assert (kind, len(people)) == ("digest", 3)
    assert Message.select().order_by(Message.id.desc()).first().body["words"] == (
        "The tariff has changed, and counts for everything: issues alone count"
    )
    assert deed_drift.mend_deeds(lumen.organization, now, mend=False).drifted == 0
    assert drift.mend_standings(lumen.organization, mend=False).drifted == 0


def test_lines_are_taken_back_with_a_reason_and_belong_to_the_job(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    job = work(tariffs.decide(lumen.organization, None, Tariff(worth={"issue.closed": 5}), now, tariffs.EVER), now)
    first, back, again = Entry.select().order_by(Entry.id)
    assert (first.job_id, back.job_id, again.job_id) == (None, job.id, job.id)
    assert back.reason == "3 points taken back: all is counted anew by version 1 of the tariff"
    assert (again.points, again.tariff_version, again.happened_at) == (5, 1, now)


def test_what_is_as_it_was_gets_no_lines(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    work(tariffs.decide(lumen.organization, None, Tariff(label_limit=50), now, tariffs.EVER), now)
    assert Entry.select().count() == 1


def test_work_from_before_the_day_is_left_alone(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now - 3 * DAY), issue(2, now - DAY))
    work(tariffs.decide(lumen.organization, None, Tariff(worth={"issue.closed": 7}), now, now - 2 * DAY), now)
    assert balance(lumen) == {"ada": 3 + 7}


def test_a_projects_own_tariff_gives_back_what_its_work_took_of_the_others_caps(lumen: Lumen, now: datetime) -> None:
    project, other = home(lumen.organization), projects.create(lumen.organization, "github", "lumen/lexer", now)
    capped = Tariff.model_validate({"worth": {"issue.closed": 5}, "caps": {"per_day": 5}})
    tariffs.decide(lumen.organization, None, capped, now - 9 * DAY)
    carry(project, now, issue(1, now))
    carry(other, now, issue(2, now + timedelta(minutes=1)))
    assert balance(lumen) == {"ada": 5}
    work(tariffs.decide(lumen.organization, project, Tariff(worth={"issue.closed": 1}), now, tariffs.EVER), now)
    assert balance(lumen) == {"ada": 1 + 5}


def test_a_second_worker_of_the_same_job_doubles_nothing(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    version = tariffs.decide(lumen.organization, None, Tariff(worth={"issue.closed": 5}), now, tariffs.EVER)
    work(version, now)
    work(version, now)
    assert balance(lumen) == {"ada": 5}


def test_the_past_is_counted_by_one_tariff_to_its_end(lumen: Lumen, now: datetime) -> None:
    version = tariffs.decide(lumen.organization, None, Tariff(), now, tariffs.EVER)
    with pytest.raises(NotHeld, match="to its end"):
        jobs.stop(retariff.ask_for(version, "Eve", None, now), now)
