"""models/repairs.py: when a hook is looked at that may have missed something, and that it is asked for once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from redis import Redis

from models import connections, db, hook_reading, jobs, queues, repairs
from models.connections import Connection
from models.errors import Elsewhere
from models.hooks import Hook
from models.jobs import Job
from models.settings import Settings
from models.tenants import Project
from tests.cast import Lumen, issue
from workers import recover

HOUR = timedelta(hours=1)
Heard = Callable[[], Hook]


@pytest.fixture
def heard(lumen: Lumen, now: datetime) -> Hook:
    """Lumen's hook, which can be asked for, and was heard each second hour until now."""
    with db.unit():
        connection = connections.create(lumen.organization, "github", {"token": "t"}, now)
        Hook.update(connection_id=connection.id, remote="9", created_at=now - 40 * HOUR).execute()
        Project.update(connection_id=connection.id).execute()
    for number in range(10):
        lumen.keep("issues", issue("closed", now), now - 2 * HOUR * (9 - number))
    with db.unit():
        return Hook.get_by_id(lumen.hook.id)


def asked() -> list[Job]:
    with db.unit():
        return list(Job.select().where(Job.kind == "repair").order_by(Job.id))


def finish(now: datetime) -> None:
    """The repair found nothing."""
    with db.unit():
        for job in Job.select().where(Job.finished_at.is_null()):
            repairs.finish(job, job.arguments["hook"], now, now)


def test_a_hook_that_is_silent_beyond_its_rhythm_is_repaired_and_rung_for(
    heard: Hook, redis: Redis, now: datetime
) -> None:
    assert repairs.sweep(now) == 0
    assert repairs.sweep(now + 5 * HOUR) == 0
    recover.sweep(now + 7 * HOUR)
    [job] = asked()
    assert job.arguments == {
        "hook": heard.id,
        "project": heard.project_id,
        "connection": heard.connection_id,
        "why": "silent",
    }
    assert [one.args[0] for one in queues.queue(queues.BACKFILL, redis).jobs] == [job.id]


def test_nobody_looks_at_a_hook_before_its_time(heard: Hook, now: datetime) -> None:
    repairs.sweep(now)
    with db.unit():
        assert Hook.get_by_id(heard.id).look_at == now + 6 * HOUR


def test_after_a_repair_that_found_nothing_the_silence_may_be_twice_as_long(heard: Hook, now: datetime) -> None:
    times = []
    for hour in range(1, 60):
        if repairs.sweep(now + hour * HOUR):
            times.append(hour)
            finish(now + hour * HOUR)
    assert times == [6, 12, 24, 48]


def test_a_hook_is_repaired_at_each_start_but_not_twice_in_a_row(heard: Hook, redis: Redis, now: datetime) -> None:
    """What was missed in a second, short absence is not forgotten: it is looked for a little later."""
    [bell] = repairs.begin(now)
    assert repairs.begin(now) == []
    [job] = asked()
    assert (bell, job.arguments["why"]) == (jobs.bell(job), "start")
    finish(now)
    for _ in range(3):
        assert repairs.begin(now + timedelta(minutes=1)) == []
    later = asked()[1:]
    assert [one.next_at for one in later] == [now + repairs.ANEW]
    with db.unit():
        assert jobs.quiet(now + timedelta(minutes=4)) == []
        assert jobs.quiet(now + timedelta(minutes=6)) == [jobs.bell(later[0])]
    finish(now + timedelta(minutes=6))
    assert len(repairs.begin(now + timedelta(minutes=12))) == 1


def test_who_asks_does_not_wait_for_what_was_put_off(heard: Hook, now: datetime) -> None:
    repairs.begin(now)
    finish(now)
    repairs.begin(now + timedelta(minutes=1))
    with db.unit():
        job, is_new = repairs.ask_for(heard, "asked", "Ada", None, now + timedelta(minutes=1))
        assert (is_new, Job.get_by_id(job.id).next_at) == (False, None)


def test_who_asks_waits_as_the_provider_wants_it(heard: Hook, now: datetime) -> None:
    with db.unit():
        job, _ = repairs.ask_for(heard, "start", "Codebadge", None, now)
        jobs.wait_until(job, now + HOUR, "GitHub asks us to wait.", now)
        repairs.ask_for(heard, "asked", "Ada", None, now)
        assert Job.get_by_id(job.id).next_at == now + HOUR


def test_who_asks_while_it_is_repaired_gets_that_job(heard: Hook, now: datetime) -> None:
    with db.unit():
        first = repairs.ask_for(heard, "asked", "Ada", None, now)
        again = repairs.ask_for(heard, "asked", "Bob", None, now)
        assert (first[0].id, first[1], again[1]) == (again[0].id, True, False)


@pytest.mark.parametrize("how", ["token refused", "paused", "disconnected", "by hand"])
def test_a_hook_of_which_nobody_can_be_asked_is_left_alone(heard: Hook, now: datetime, how: str) -> None:
    with db.unit():
        if how == "token refused":
            Connection.update(state="refused").execute()
        else:
            changes = {"paused": {"paused_at": now}, "disconnected": {"disconnected_at": now}}
            Hook.update(**changes.get(how, {"connection_id": None})).execute()
    assert (repairs.sweep(now + 40 * HOUR), repairs.begin(now + 40 * HOUR)) == (0, [])
    if how != "paused":
        with db.unit(), pytest.raises(Elsewhere):
            repairs.ask_for(Hook.get_by_id(heard.id), "asked", "Ada", None, now)


def test_a_hooks_card_says_since_when_it_is_silent(heard: Hook, clean: Settings, now: datetime) -> None:
    with db.unit():
        cards = [hook_reading.cards([heard], clean.public_url, now + hour * HOUR)[0] for hour in (5, 7)]
    assert [card.silent_since for card in cards] == [None, now]
