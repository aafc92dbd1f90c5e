"""workers/backfill.py and histories.py: a repository's past comes in page by page, whatever happens on the way."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from models import board_reading, callers, commands, db, history, jobs, organizations, outbox, queues, tokens
from models import settings as configured
from models.commands import Means
from models.commands.acting import Done
from models.connections import Connection
from models.errors import Elsewhere, NotHeld
from models.jobs import Job
from models.ledger import Entry
from models.lessons import Lesson
from models.rules.histories import Mode
from models.rules.standings import BoardName
from models.rules.stretches import Stretch
from models.settings import Settings
from models.tenants import Project
from tests.cast import Lumen
from tests.processes import kill, part
from tests.workers.past import World, balances, fill, lines, repository, ring, seen, sound, standings
from tests.workers.test_kills import wait_until
from workers import backfill, relay

KILLS = 4
DUE = {
    ("ada", "issue.closed"): 13,
    ("bob", "issue.closed"): 8,
    ("ada", "pull_request.merged"): 15,
    ("bob", "review.given"): 8,
}


@pytest.fixture
def world(lumen: Lumen, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with repository(lumen, monkeypatch) as made:
        fill(made.github)
        yield made


def digests(world: World) -> list[str]:
    with db.unit():
        return [one.words for _, one in outbox.digests(world.lumen.organization.id, 9)]


def test_the_past_of_a_repository_comes_in_and_one_message_tells_of_it(world: World, redis: Redis) -> None:
    relay.tell_all(redis)
    relay.heal(redis)
    card = ring(world.ask())
    assert (card.state, card.done, card.total) == ("done", 16, 16)
    assert card.result is not None
    assert {name: card.result[name] for name in ("issues", "pulls", "reviews", "entries", "people")} == {
        "issues": 12,
        "pulls": 4,
        "reviews": 4,
        "entries": 15,
        "people": 2,
    }
    assert balances(world.lumen.organization) == DUE
    assert digests(world) == ["The history of lumen/parser is here: 16 pieces of work, 2 people."]
    sound(world.lumen.organization)
    with db.unit():
        assert {entry.happened_at.year for entry in Entry.select()} == {2024}


def test_it_teaches_the_model_too_oldest_first(world: World) -> None:
    ring(world.ask())
    with db.unit():
        taught = [lesson.happened_at for lesson in Lesson.select().order_by(Lesson.number)]
    assert (len(taught), taught) == (8, sorted(taught))


@pytest.mark.parametrize(("mode", "year"), [("now", 2026), ("teach", None)])
def test_it_counts_as_it_was_asked_for(world: World, mode: Mode, year: int | None) -> None:
    ring(world.ask(mode))
    with db.unit():
        years = {entry.happened_at.year for entry in Entry.select()}
        assert years == ({year} if year else set())
        assert Lesson.select().count() == 8
    assert balances(world.lumen.organization) == (DUE if year else {})


def test_boards_in_redis_are_right_after_it_with_people_of_whom_nobody_had_told(world: World, redis: Redis) -> None:
    relay.heal(redis)
    ring(world.ask())
    relay.tell_all(redis)
    with db.unit():
        frame = board_reading.frame("lumen", BoardName(period="all"), datetime.now(UTC))
    wanted = Stretch(limit=9)
    script = redis.register_script(board_reading.SCRIPT)
    answer: Any = script(keys=board_reading.keys(frame), args=board_reading.arguments(wanted))
    board = board_reading.from_redis(frame, wanted, answer)
    assert board is not None
    assert [(row.person.login, row.points) for row in board.rows] == [("ada", 28), ("bob", 16)]


@pytest.mark.parametrize(("who", "points"), [("bob", 3), ("carol", 0), (None, 0)])
def test_who_took_part_in_an_issue_stands_in_its_comments(world: World, who: str | None, points: int) -> None:
    world.github.add_issue(90, "Alone", author="carol")
    if who is not None:
        world.github.speak(90, by=who)
    world.github.close_issue(90, by="carol")
    assert ring(world.ask()).state == "done"
    assert balances(world.lumen.organization).get(("carol", "issue.closed"), 0) == points


def test_asked_for_again_it_adds_nothing(world: World) -> None:
    ring(world.ask())
    before = standings(world.lumen.organization)
    card = ring(world.ask())
    assert (card.state, card.result and card.result["entries"]) == ("done", 0)
    assert (balances(world.lumen.organization), standings(world.lumen.organization)) == (DUE, before)


def test_another_rule_counts_what_is_known_anew(world: World) -> None:
    ring(world.ask("teach"))
    ring(world.ask("past"))
    assert balances(world.lumen.organization) == DUE
    ring(world.ask("teach"))
    assert balances(world.lumen.organization) == {}
    assert standings(world.lumen.organization) == set()


def test_where_the_token_may_a_webhook_is_made_first(world: World) -> None:
    world.github.home().admin = True
    card = ring(world.ask())
    assert card.result is not None
    assert card.result["notes"] == []
    [hook] = world.github.hooks.values()
    assert world.github.asked.index("POST /repos/lumen/parser/hooks") < world.github.asked.index(
        "GET /repositories/501/issues"
    )
    assert hook.url.endswith(world.lumen.hook.key)


def test_where_github_asks_to_wait_the_row_waits_and_the_worker_does_not(world: World, redis: Redis) -> None:
    world.github.fault("/repositories/501/pulls", 403, headers={"Retry-After": "600"})
    job = world.ask()
    asked = ring(job)
    assert asked.next_at is not None
    assert timedelta(minutes=9) < asked.next_at - datetime.now(UTC) < timedelta(minutes=11)
    assert asked.state == "running"
    assert digests(world) == ["The history of lumen/parser is coming: 12 pieces of work, 2 people."]
    requests = len(world.github.asked)
    backfill.work(job)
    assert len(world.github.asked) == requests
    with db.unit():
        assert jobs.quiet(asked.next_at - timedelta(seconds=1)) == []
        assert jobs.quiet(asked.next_at) == [(queues.BACKFILL, job)]
    come(job)
    assert ring(job).state == "done"
    assert balances(world.lumen.organization) == DUE


def up_to(world: World, path: str) -> int:
    """A job that has come so far."""
    world.github.fault(path, 403, headers={"Retry-After": "1"})
    job = world.ask()
    assert ring(job).next_at is not None
    come(job)
    return job


def command(world: World, name: str, job: int, redis: Redis) -> Done:
    now = datetime.now(UTC)
    with db.unit():
        _, token = tokens.create(world.lumen.organization, "admin", "the admin", now)
        caller, means = callers.of_bearer(token, now), Means(redis, configured.load())
        return commands.run(name, caller, {"job": job}, "socket", means, now)


def come(job: int) -> None:
    """The time for which it waits."""
    with db.unit():
        Job.update(next_at=datetime.now(UTC)).where(Job.id == job).execute()


def test_what_is_away_is_asked_again_ever_later_and_then_no_more(world: World) -> None:
    world.github.fault("/repositories/501/issues", 502, times=99)
    job = world.ask()
    waits = []
    while (card := ring(job)).next_at is not None:
        waits.append(round((card.next_at - datetime.now(UTC)).total_seconds() / 60))
        assert card.error == "GitHub could not answer (502)."
        come(job)
    assert waits == [1, 2, 4, 8, 16, 32, 60]
    assert (card.state, card.error) == ("failed", "GitHub could not answer (502).")


def test_a_token_that_is_refused_ends_it_and_with_another_one_it_goes_on_where_it_was(world: World) -> None:
    world.github.fault("/repositories/501/issues/events", 401)
    job = world.ask()
    assert ring(job).state == "failed"
    with db.unit():
        connection = Connection.get_by_id(world.connection)
        assert (connection.state, connection.error) == ("refused", seen(job).error)
        jobs.resume(Job.get_by_id(job), datetime.now(UTC))
    assert ring(job).state == "done"
    assert world.github.asked.count("GET /repositories/501/pulls") == 1
    assert balances(world.lumen.organization) == DUE


def test_a_repository_that_is_renamed_on_the_way_is_read_to_its_end(world: World) -> None:
    job = up_to(world, "/repositories/501/pulls")
    world.github.rename(501, "lumen/compiler")
    assert ring(job).state == "done"
    assert balances(world.lumen.organization) == DUE
    assert ring(world.ask()).state == "done"
    assert digests(world)[0].startswith("The history of lumen/compiler is here")


def test_it_is_paused_and_resumed_and_a_page_that_comes_meanwhile_is_dropped(world: World, redis: Redis) -> None:
    job = up_to(world, "/repositories/501/issues/events")
    with fetching(world, job, "/repositories/501/issues/events"):
        command(world, "job:pause", job, redis)
    assert (seen(job).state, (seen(job).result or {})["stage"]) == ("paused", "events")
    assert ring(job).state == "paused"
    assert command(world, "job:resume", job, redis).ring_job == (queues.BACKFILL, job)
    assert ring(job).state == "done"
    assert balances(world.lumen.organization) == DUE


def test_one_that_is_stopped_tells_what_came(world: World, redis: Redis) -> None:
    job = up_to(world, "/repositories/501/pulls")
    command(world, "job:stop", job, redis)
    assert ring(job).state == "stopped"
    assert digests(world)[0] == "The history of lumen/parser came in part: 12 pieces of work, 2 people."


def test_two_workers_fetch_no_page_twice(world: World) -> None:
    job = world.ask()
    with fetching(world, job, "/repositories/501/issues"):
        asked = len(world.github.asked)
        backfill.work(job)
        assert len(world.github.asked) == asked
    assert ring(job).state == "done"
    assert balances(world.lumen.organization) == DUE


def test_a_page_that_comes_when_the_job_is_elsewhere_is_dropped(world: World) -> None:
    job = world.ask()
    with fetching(world, job, "/repositories/501/issues"), db.unit():
        Job.update(place={"stage": "pulls"}).where(Job.id == job).execute()
    assert (balances(world.lumen.organization), place(job)) == ({}, {"stage": "pulls"})


@contextmanager
def fetching(world: World, job: int, path: str) -> Iterator[None]:
    """A worker waits for that page; at the end it has come."""
    slow = world.github.fault(path, after=0.5)
    worker = threading.Thread(target=backfill.work, args=(job,))
    worker.start()
    wait_until(lambda: slow.times == 0, "the page is asked for")
    yield
    worker.join()


def test_a_page_elsewhere_never_gets_the_token(world: World) -> None:
    other = "https://github.example/repositories/501/issues?page=2"
    world.github.fault("/repositories/501/issues", headers={"Link": f'<{other}>; rel="next"'})
    card = ring(world.ask())
    assert (card.state, card.error) == ("failed", "GitHub leads to another address, where the token must not go.")


def test_without_access_nothing_is_asked_and_two_at_once_are_one_too_many(world: World) -> None:
    with db.unit():
        project = Project.get(Project.organization == world.lumen.organization)
        with pytest.raises(Elsewhere):
            history.ask_for(project, world.lumen.hook, None, "past", "Ada", None, datetime.now(UTC))
    world.ask()
    with pytest.raises(NotHeld):
        world.ask()


def test_killing_the_worker_loses_and_doubles_nothing(
    lumen: Lumen, redis: Redis, monkeypatch: pytest.MonkeyPatch, settings: Settings, now: datetime
) -> None:
    chance = random.Random(7)
    with db.unit():
        nova = Lumen.open(organizations.create("nova", "Nova", "Europe/Vienna", now), now)
    with repository(lumen, monkeypatch) as world:
        world.github.many_issues(300, repository=501, pull_every=40)
        whole = ring(world.ask())
        killed = world.of(nova).ask()
        there = replace(settings, github_api_url=world.github.url)
        for _ in range(KILLS):
            before = place(killed)
            with part("backfill", there) as process:
                queues.ring(queues.BACKFILL, killed)
                wait_until(lambda before=before: place(killed) != before, "the worker makes a step")  # type: ignore[misc]
                time.sleep(chance.uniform(0, 0.15))
                kill(process)
        assert not ended(killed)
        card = ring(killed)
    assert (card.state, card.done) == (whole.state, whole.done) == ("done", 300)
    assert lines(nova.organization) == lines(lumen.organization)
    assert standings(nova.organization) == standings(lumen.organization)
    sound(nova.organization)


def ended(job: int) -> bool:
    return seen(job).state not in jobs.UNFINISHED


def place(job: int) -> Any:
    with db.unit():
        return Job.get_by_id(job).place
