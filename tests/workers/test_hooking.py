"""workers/hooking.py: a webhook is made at the provider once, mended and removed; words where that may not be."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from models import connected, connecting, connections, db, hook_health, hooks, jobs
from models.connected import Asker
from models.connecting import Wanted
from models.connections import Connection
from models.hooks import Hook
from models.jobs import Job
from models.tenants import Project
from tests.cast import Lumen
from tests.providers import github as at_github
from tests.providers import trello as at_trello
from tests.providers.github import GitHub
from tests.providers.trello import Trello
from workers import access, backfill, hooking, talking
from workers.talking import Stopped

BY = Asker("Ada", None)
URL = "http://codebadge.test"
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    with at_github.github() as running:
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", running.url)
        running.add_repository(501, "lumen/lexer")
        yield running


@pytest.fixture
def trello(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trello]:
    with at_trello.trello() as running:
        monkeypatch.setenv("CODEBADGE_TRELLO_API_URL", running.url)
        running.add_board("Wishes")
        yield running


@pytest.fixture
def reached() -> Iterator[str]:
    """Where Trello finds us: HEAD is answered by 200."""

    class Answer(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def connect(lumen: Lumen, provider: str, remote: str, now: datetime, url: str = URL) -> Job:
    """A source that waits for its webhook."""
    token = {"token": at_github.TOKEN}
    trello = {"key": at_trello.KEY, "token": at_trello.TOKEN, "secret": at_trello.SECRET}
    with db.unit():
        organization = lumen.organization
        access_ = connections.create(organization, provider, token if provider == "github" else trello, now)
        name = "lumen/lexer" if provider == "github" else "Wishes"
        wanted = Wanted(provider=provider, name=name, remote=remote)
        made = connecting.connect(organization, access_, wanted, BY, url, now)
        assert made.job is not None
        return made.job


def run(job: Job, now: datetime, step: Callable[..., hooking.Landing] = hooking.connect) -> Job:
    """As workers/backfill.py does it."""
    with db.unit():
        connection = connections.find(job.organization_id, job.arguments["connection"])
    with talking.opened(access.of(connection)) as talk:
        landing = step(job, talk)
    with db.unit():
        landing(Job.get_by_id(job.id), now)
        return Job.get_by_id(job.id)


def hook_of(job: Job) -> Hook:
    with db.unit():
        return Hook.get_by_id(job.arguments["hook"])


def again(job: Job, now: datetime, url: str = URL) -> Job:
    with db.unit():
        return connected.reconnect(hook_of(job), BY, now, url)


def test_a_webhook_is_made_at_github_as_it_should_be(lumen: Lumen, github: GitHub, now: datetime) -> None:
    job = connect(lumen, "github", "501", now)
    ended = run(job, now)
    [there] = github.hooks.values()
    kept = hook_of(job)
    with db.unit():
        [secret] = hooks.door(kept.key).active(now)
    assert (there.url, there.secret.encode()) == (f"{URL}/hooks/github/{kept.key}", secret)
    assert {"issues", "pull_request", "pull_request_review", "push"} <= set(there.events)
    assert (ended.state, ended.result, kept.remote) == ("done", {"notes": []}, str(there.id))


def test_a_webhook_is_made_once_whatever_died(lumen: Lumen, github: GitHub, now: datetime) -> None:
    """The worker died before it wrote down what it had made; the repository got another name meanwhile."""
    job = connect(lumen, "github", "501", now)
    run(job, now)
    with db.unit():
        Hook.update(remote=None).where(Hook.id == job.arguments["hook"]).execute()
        Project.update(name="lumen/former").where(Project.external_id == "501").execute()
    github.settled()
    run(again(job, now), now)
    [there] = github.hooks.values()
    assert hook_of(job).remote == str(there.id)


def test_a_webhook_that_was_switched_off_or_removed_sends_again(lumen: Lumen, github: GitHub, now: datetime) -> None:
    job = connect(lumen, "github", "501", now)
    run(job, now)
    [there] = github.hooks.values()
    there.active, there.secret, there.events = False, "", ["fork"]
    run(again(job, now), now)
    assert (there.active, len(there.secret) > 20, "issues" in there.events) == (True, True, True)
    github.settled()
    github.hooks.clear()
    run(again(job, now), now)
    assert len(github.hooks) == 1


def test_github_hears_of_another_secret(lumen: Lumen, github: GitHub, now: datetime) -> None:
    job = connect(lumen, "github", "501", now)
    run(job, now)
    with db.unit():
        secret = hooks.rotate(hook_of(job), now)
        telling = connected.renewed(hook_of(job), BY, now)
        assert connected.renewed(lumen.hook, BY, now) is None, "of one made by hand a human tells GitHub"
    assert telling is not None
    run(telling, now)
    [there] = github.hooks.values()
    assert there.secret == secret


@pytest.mark.parametrize("status", [403, 404, 422])
def test_what_the_token_may_not_do_is_said_with_what_to_do(
    lumen: Lumen, github: GitHub, now: datetime, status: int
) -> None:
    github.fault("/repos/lumen/lexer/hooks", status, times=9)
    job = connect(lumen, "github", "501", now)
    ended = run(job, now)
    assert ended.state == "done"
    assert "Make one at the repository, under Settings, Webhooks" in ended.result["notes"][0]
    assert hook_of(job).remote is None


@pytest.mark.parametrize("status", [401, 429, 502])
def test_what_says_nothing_of_the_webhook_is_tried_again(
    lumen: Lumen, github: GitHub, now: datetime, status: int
) -> None:
    github.fault("/repos/lumen/lexer/hooks", status, method="POST")
    job = connect(lumen, "github", "501", now)
    with pytest.raises(Stopped) as stopped:
        run(job, now)
    assert stopped.value.verdict.meaning in hooking.PASSING
    run(job, now)
    assert len(github.hooks) == 1


def test_a_board_is_looked_at_while_its_webhook_is_made(
    lumen: Lumen, trello: Trello, reached: str, now: datetime
) -> None:
    [board] = trello.boards
    job = connect(lumen, "trello", board, now, reached)
    assert run(job, now).result == {"notes": []}
    [there] = trello.webhooks.values()
    kept = hook_of(job)
    assert (kept.remote, there.callback, there.board) == (there.id, kept.callback, board)
    assert kept.health["active"] is True
    with db.unit():
        Hook.update(remote=None).execute()
    assert run(again(job, now, reached), now).result == {"notes": []}, "it is there already, and sends"
    assert len(trello.webhooks) == 1


def test_a_board_that_does_not_reach_us_says_so(lumen: Lumen, trello: Trello, now: datetime) -> None:
    [board] = trello.boards
    [note] = run(connect(lumen, "trello", board, now, NOBODY), now).result["notes"]
    assert note.startswith("Trello does not reach this server")
    assert not trello.webhooks


def test_a_boards_webhook_that_failed_too_often_is_seen_and_sends_again(
    lumen: Lumen, trello: Trello, reached: str, now: datetime
) -> None:
    [board] = trello.boards
    job = connect(lumen, "trello", board, now, reached)
    run(job, now)
    [there] = trello.webhooks.values()
    there.active, there.failures, there.first_failed_at = False, 30, now
    with db.unit():
        connection = Connection.get_by_id(job.arguments["connection"])
        hook = Hook.select(Hook, Project).join(Project).where(Hook.id == job.arguments["hook"]).get()
    with talking.opened(access.of(connection)) as talk:
        told = hooking.look(hook, talk)
    assert (told.active, told.failures, told.first_failed_at) == (False, 30, now)
    run(again(job, now, reached), now)
    assert (there.active, there.failures) == (True, 0)


def test_a_webhook_follows_the_server_to_its_new_address(lumen: Lumen, github: GitHub, now: datetime) -> None:
    job = connect(lumen, "github", "501", now)
    run(job, now)
    with db.unit():
        Hook.update(remote=None).where(Hook.id == job.arguments["hook"]).execute()
    moving = again(job, now, "https://elsewhere.test")
    assert hook_of(job).callback.startswith(URL), "until GitHub knows of it"
    run(moving, now)
    [there] = github.hooks.values()
    assert there.url == hook_of(job).callback == f"https://elsewhere.test/hooks/github/{hook_of(job).key}"


def test_a_boards_webhook_signs_by_the_former_address_until_trello_has_seen_the_new_one(
    lumen: Lumen, trello: Trello, reached: str, now: datetime
) -> None:
    [board] = trello.boards
    job = connect(lumen, "trello", board, now, reached)
    run(job, now)
    former = hook_of(job).callback
    [note] = run(again(job, now, NOBODY), now).result["notes"]
    assert note.startswith("Trello does not reach this server")
    [there] = trello.webhooks.values()
    assert there.callback == hook_of(job).callback == former
    run(again(job, now, reached.replace("127.0.0.1", "localhost")), now)
    assert there.callback == hook_of(job).callback == former.replace("127.0.0.1", "localhost")


@pytest.mark.parametrize("provider", ["github", "trello"])
def test_the_end_of_a_connection_removes_its_webhooks_and_then_forgets_its_secrets(
    lumen: Lumen, github: GitHub, trello: Trello, reached: str, now: datetime, provider: str
) -> None:
    [board] = trello.boards
    job = connect(lumen, provider, "501" if provider == "github" else board, now, reached)
    run(job, now)
    with db.unit():
        connection = Connection.get_by_id(job.arguments["connection"])
        [removing] = connected.end(connection, BY, now)
        jobs.finish(job, "done", now)
    ended = run(removing, now, hooking.remove)
    assert (ended.state, ended.result) == ("done", {"notes": []})
    assert not github.hooks
    assert not trello.webhooks
    with db.unit():
        assert Connection.get_by_id(connection.id).sealed is None


def test_a_webhook_that_may_not_be_removed_is_left_with_a_note(lumen: Lumen, github: GitHub, now: datetime) -> None:
    job = connect(lumen, "github", "501", now)
    run(job, now)
    [there] = github.hooks
    github.fault(f"/repos/lumen/lexer/hooks/{there}", 403, method="DELETE")
    with db.unit():
        removing = connected.disconnect(hook_of(job), BY, now)
    assert removing is not None
    [note] = run(removing, now, hooking.remove).result["notes"]
    assert "Remove the webhook there" in note


def test_health_is_asked_for_once_in_a_minute(lumen: Lumen, github: GitHub, now: datetime) -> None:
    job = connect(lumen, "github", "501", now)
    run(job, now)
    with db.unit():
        Hook.update(health=None).execute()
        [hook] = hook_health.due(lumen.organization.id, now)
        hook_health.note(hook, hook_health.Told(active=True), now)
        assert hook_health.due(lumen.organization.id, now) == []
        assert hook_health.due(lumen.organization.id, now + hook_health.FRESH * 2) == [hook]


def test_the_worker_behind_the_bell_does_it_and_notes_a_token_that_is_refused(
    lumen: Lumen, github: GitHub, now: datetime
) -> None:
    job = connect(lumen, "github", "501", now)
    github.revoke()
    backfill.work(job.id)
    with db.unit():
        ended, connection = Job.get_by_id(job.id), Connection.get_by_id(job.arguments["connection"])
    assert (ended.state, connection.state, connection.error) == ("failed", "refused", ended.error)
    github.tokens[at_github.TOKEN] = "ada"
    later = again(job, now)
    backfill.work(later.id)
    with db.unit():
        assert Job.get_by_id(later.id).state == "done"
        assert Connection.get_by_id(connection.id).state == "active"
    assert len(github.hooks) == 1
