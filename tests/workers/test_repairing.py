"""workers/repairing.py: what was missed while nobody listened comes in as if it had never been lost, and once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from models import connections, db, github_apps, hooks, jobs, repairs
from models.audit import Actor
from models.connections import Connection
from models.deliveries import Delivery
from models.hooks import Hook
from models.jobs import Job
from models.ledger import Entry
from models.rules.board_rules import BoardRule
from models.settings import Settings
from models.sources.github_manifest import Made
from models.tenants import Project
from tests.cast import Lumen
from tests.processes import free_port
from tests.providers import trello_deeds
from tests.providers.github import TOKEN, GitHub, github
from tests.providers.github_deeds import Hook as RemoteHook
from tests.providers.serving import Fault
from tests.providers.trello import Trello, trello
from tests.providers.trello_world import Webhook, new_id
from tests.server.running import in_thread
from workers import backfill, intake, repairing

REMOTE = 9_001


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    with github() as made:
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", made.url)
        made.add_repository(501, "lumen/parser")
        yield made


@pytest.fixture
def port() -> int:
    """Where the server will be, sooner or later."""
    return free_port()


@pytest.fixture
def hook(lumen: Lumen, hub: GitHub, port: int) -> Hook:
    """Lumen's hook, made at GitHub by a token."""
    with db.unit():
        connection = connections.create(lumen.organization, "github", {"token": TOKEN}, datetime.now(UTC))
        url = f"http://127.0.0.1:{port}/hooks/github/{lumen.hook.key}"
        Hook.update(connection_id=connection.id, remote=str(REMOTE), callback=url, created_at=ago(hours=1)).execute()
        Project.update(connection_id=connection.id, external_id="501").execute()
        hub.hooks[REMOTE] = RemoteHook(REMOTE, 501, url, lumen.secret, ["issues"])
        return Hook.get_by_id(lumen.hook.id)


def ago(**time: int) -> datetime:
    return datetime.now(UTC) - timedelta(**time)


def work(number: int, hub: GitHub) -> None:
    """An issue is opened by carol, and closed by ada, who works on it."""
    hub.add_issue(number, author="carol", assignees=["ada"], repository=501)
    hub.close_issue(number, by="ada", repository=501)


def repair(hook: Hook, hub: GitHub | None = None) -> Job:
    """Asked for, and done as far as it goes now."""
    with db.unit():
        job, _ = repairs.ask_for(Hook.get_by_id(hook.id), "asked", "Ada", None, datetime.now(UTC))
    return on(job, hub)


def on(job: Job, hub: GitHub | None = None) -> Job:
    """As far as it goes; what only waits for what is sent again need not, once that was sent."""
    while True:
        backfill.work(job.id)
        if hub is not None:
            hub.settled()
        with db.unit():
            job = Job.get_by_id(job.id)
            if job.error or job.state != "running":
                return job
            # A slow machine ends a worker's turn before the job is done; then it is simply worked at again.
            if job.next_at is not None:
                jobs.hurry(job, datetime.now(UTC))


def found(job: Job) -> tuple[int, int, int]:
    assert job.state == "done", (job.state, job.error, job.place)
    return job.result["failed"], job.result["redelivered"], job.result["reconciled"]


def paid() -> list[int]:
    """The points of each line."""
    with db.unit():
        return [one.points for one in Entry.select()]


def test_what_was_sent_while_nobody_listened_is_sent_again_and_counts_once(
    clean: Settings, redis: Redis, hub: GitHub, hook: Hook, port: int
) -> None:
    work(1, hub)
    with in_thread(clean, redis, datetime.now(UTC), port):
        work(2, hub)
        intake.drain(0)
        before = paid()
        assert len(before) == 1
        assert found(repair(hook, hub)) == (2, 2, 0)
        intake.drain(0)
        assert paid() == before * 2
        assert found(repair(hook)) == (0, 0, 0)
        hub.settled()
    with db.unit():
        assert {one.state for one in Delivery.select()} == {"done"}
        assert Delivery.select().count() == 4
        mended = Hook.get_by_id(hook.id)
    assert mended.repaired_at is not None and mended.health["failures"] == 0


def test_what_is_sent_again_before_anybody_listens_is_asked_for_once_more(
    clean: Settings, redis: Redis, hub: GitHub, hook: Hook, port: int
) -> None:
    work(1, hub)
    with db.unit():
        job, _ = repairs.ask_for(hook, "start", "Codebadge", None, datetime.now(UTC))
    backfill.work(job.id)
    hub.settled()
    with db.unit():
        waiting = Job.get_by_id(job.id)
        assert waiting.next_at is not None and Delivery.select().count() == 0
        jobs.hurry(waiting, datetime.now(UTC))
    with in_thread(clean, redis, datetime.now(UTC), port):
        assert found(on(waiting, hub)) == (2, 2, 0)
        intake.drain(0)
    assert len(paid()) == 1


def test_a_worker_that_dies_after_it_asked_doubles_nothing(
    clean: Settings, redis: Redis, hub: GitHub, hook: Hook, port: int
) -> None:
    work(1, hub)
    with in_thread(clean, redis, datetime.now(UTC), port):
        with db.unit():
            job, _ = repairs.ask_for(hook, "asked", "Ada", None, datetime.now(UTC))
        with backfill._talk(job) as talk:
            repairing.step(job, talk)
        hub.settled()
        on(job, hub)
        intake.drain(0)
    assert len(paid()) == 1
    with db.unit():
        assert Delivery.select().count() == 2


def test_a_repair_waits_as_long_as_github_wants_it_to(
    clean: Settings, redis: Redis, hub: GitHub, hook: Hook, port: int
) -> None:
    work(1, hub)
    with in_thread(clean, redis, datetime.now(UTC), port):
        hub.faults.append(Fault("*/attempts", 403, {"Retry-After": "90"}))
        waiting = repair(hook)
        assert waiting.state == "running" and waiting.next_at is not None
        with db.unit():
            Job.update(next_at=ago(seconds=1)).execute()
        assert found(on(waiting, hub)) == (2, 2, 0)


@pytest.mark.parametrize("why", ["hidden", "forgotten"])
def test_what_github_does_not_tell_any_more_is_fetched_as_history(hub: GitHub, hook: Hook, why: str) -> None:
    if why == "hidden":
        hub.repositories[501].admin = False
    else:
        with db.unit():
            Hook.update(created_at=ago(days=9)).execute()
    hub.deliver = False
    work(1, hub)
    job = repair(hook)
    assert found(job) == (0, 0, 1)
    assert bool(job.result["notes"]) == (why == "hidden")
    with db.unit():
        [history] = Job.select().where(Job.kind == "history")
    for _ in range(10):
        if on(history).state == "done":
            break
    assert len(paid()) == 1


def test_what_an_app_missed_is_asked_for_as_the_app_also_that_it_was_installed(
    clean: Settings, redis: Redis, lumen: Lumen, hub: GitHub, port: int
) -> None:
    now = datetime.now(UTC)
    at_github = hub.add_app()
    made = Made(
        number=at_github.id, slug="badges", name="Badges", url=hub.url, secret=at_github.secret, pem=at_github.pem
    )
    with db.unit():
        github_apps.begin(lumen.organization, None, None, f"http://127.0.0.1:{port}", hub.url, now)
        app = github_apps.keep(lumen.organization, made, Actor(name="Ada", door="page"), now)
        at_github.hook = str(app.hook.callback)
    hub.install(at_github, "lumen", [501])
    work(1, hub)
    with in_thread(clean, redis, now, port):
        assert found(repair(app.hook, hub)) == (3, 3, 0)
        intake.drain(0)
    assert len(paid()) == 1
    with db.unit():
        assert [one.account for one in Connection.select()] == ["lumen"]


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Trello, Any]]:
    with trello() as made:
        monkeypatch.setenv("CODEBADGE_TRELLO_API_URL", made.url)
        yield made, made.add_board()


def connected(lumen: Lumen, there: Trello, board: Any, port: int) -> Hook:
    """A board of which the list Done means it, with its webhook."""
    now = datetime.now(UTC)
    done = there.list_named(board, "Done").id
    keys = {"key": trello_deeds.KEY, "token": trello_deeds.TOKEN, "secret": trello_deeds.SECRET}
    with db.unit():
        connection = connections.create(lumen.organization, "trello", keys, now)
        project = Project.create(
            organization=lumen.organization,
            provider="trello",
            external_id=board.id,
            name=board.name,
            created_at=ago(hours=1),
            connection_id=connection.id,
            board=BoardRule(done=(done,)).model_dump(mode="json"),
        )
        hook, _ = hooks.create(
            lumen.organization, None, ago(hours=1), "trello", project=project, secret=trello_deeds.SECRET
        )
        hook.connection_id, hook.callback = connection.id, f"http://127.0.0.1:{port}/hooks/trello/{hook.key}"
        hook.save()
    webhook = Webhook(new_id(now), board.id, hook.callback, "")
    there.webhooks[webhook.id] = webhook
    return hook


def test_what_was_done_on_a_board_while_nobody_listened_comes_in_once(
    clean: Settings, redis: Redis, lumen: Lumen, board: tuple[Trello, Any], port: int
) -> None:
    there, roadmap = board
    hook, now = connected(lumen, there, roadmap, port), datetime.now(UTC)
    lost = there.create_card(roadmap, "Lost", by="bob", at=ago(minutes=9), members=["ada"])
    there.move(roadmap, lost, "Done", by="bob", at=ago(minutes=8))
    with in_thread(clean, redis, now, port):
        heard = there.create_card(roadmap, "Heard", by="bob", at=ago(minutes=5), members=["ada"])
        there.move(roadmap, heard, "Done", by="bob", at=ago(minutes=4))
        intake.drain(0)
        assert found(repair(hook))[:2] == (2, 2)
        intake.drain(0)
        first = paid()
        assert sum(first) == 2 * 3
        with db.unit():
            assert Hook.get_by_id(hook.id).seen == roadmap.actions[-1]["id"]
        assert found(repair(hook))[:2] == (0, 0)
        intake.drain(0)
    assert paid() == first
    with db.unit():
        assert Delivery.select().count() == 4


def unfinished_repairs() -> list[Job]:
    """Those because of a list: the server that has just begun may ask for others."""
    with db.unit():
        found = Job.select().where(Job.kind == repairs.KIND, Job.state.in_(jobs.UNFINISHED)).order_by(Job.id)
        return [job for job in found if job.arguments["why"] == "moved"]


@pytest.fixture
def moving(
    clean: Settings, redis: Redis, lumen: Lumen, board: tuple[Trello, Any], port: int
) -> Iterator[tuple[Trello, Any, Any]]:
    """A list whose one card was done is to be moved from the first board, to another; it was made long ago."""
    there, roadmap = board
    with in_thread(clean, redis, datetime.now(UTC), port):
        connected(lumen, there, roadmap, port)
        other = there.add_board("Archive")
        card = there.create_card(roadmap, "Lamp", by="bob", at=ago(minutes=55), members=["ada"])
        there.create_card(roadmap, "Stays", by="bob", at=ago(minutes=55), members=["ada"], in_list="Doing")
        there.move(roadmap, card, "Done", by="bob", at=ago(minutes=50))
        intake.drain(0)
        with db.unit():
            Hook.update(repaired_at=datetime.now(UTC)).execute()
        assert sum(paid()) == 3
        yield there, roadmap, other


def test_cards_that_went_away_with_their_list_count_no_more_at_once(moving: tuple[Trello, Any, Any]) -> None:
    there, roadmap, other = moving
    there.move_list(roadmap, "Done", other)
    intake.drain(0)
    [job] = unfinished_repairs()
    assert found(on(job)) == (0, 0, 1)
    assert (sum(paid()), unfinished_repairs()) == (0, [])


def test_cards_that_came_with_their_list_are_those_of_the_board_that_they_came_to(
    moving: tuple[Trello, Any, Any], lumen: Lumen, port: int
) -> None:
    there, roadmap, other = moving
    here = connected(lumen, there, other, port)
    done = there.list_named(roadmap, "Done").id
    with db.unit():
        Project.update(board=BoardRule(done=(done,)).model_dump(mode="json")).where(
            Project.id == here.project_id
        ).execute()
        Hook.update(repaired_at=datetime.now(UTC)).execute()
    there.move_list(roadmap, "Done", other)
    intake.drain(0)
    several = unfinished_repairs()
    assert len(several) == 2
    for job in reversed(several):
        assert found(on(job))[2] == 1
    with db.unit():
        lines = [(one.project_id, one.points) for one in Entry.select().order_by(Entry.id)]
    assert [points for project, points in lines if project == here.project_id] == [3]
    assert sum(points for _, points in lines) == 3


def test_a_list_whose_board_cannot_be_asked_says_why(moving: tuple[Trello, Any, Any]) -> None:
    there, roadmap, other = moving
    with db.unit():
        Connection.update(state="refused").execute()
    there.move_list(roadmap, "Done", other)
    intake.drain(0)
    with db.unit():
        row = Delivery.select().order_by(Delivery.id.desc()).first()
    assert (row.state, row.event) == ("done", "moveListFromBoard")
    assert "no token to ask with" in row.note
    assert unfinished_repairs() == []
