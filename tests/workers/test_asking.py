"""workers/asking.py: what a page waits for is asked of the provider; the answer comes back, or why there is none."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from redis import Redis
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from models import connections, db, hooks, queues
from models.connections import Connection
from models.errors import Elsewhere, NotFound, Unavailable
from models.hooks import Hook
from models.settings import Settings
from tests.cast import Lumen
from tests.providers import github as at_github
from tests.providers import trello as at_trello
from tests.providers.github import GitHub
from tests.providers.trello import Trello
from workers import asking


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    with at_github.github() as running:
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", running.url)
        yield running


@pytest.fixture
def trello(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trello]:
    with at_trello.trello() as running:
        monkeypatch.setenv("CODEBADGE_TRELLO_API_URL", running.url)
        yield running


def made(lumen: Lumen, provider: str, now: datetime, token: str | None = None) -> dict[str, Any]:
    secrets = {"token": token or (at_github.TOKEN if provider == "github" else at_trello.TOKEN)}
    secrets |= {} if provider == "github" else {"key": at_trello.KEY, "secret": at_trello.SECRET}
    with db.unit():
        connection = connections.create(lumen.organization, provider, secrets, now)
        return {"organization": int(lumen.organization.id), "connection": int(connection.id)}


def ask(redis: Redis, name: str, given: dict[str, Any]) -> dict[str, Any]:
    asking.answer("asked", name, given)
    return dict(json.loads(redis.getdel("asked")))  # type: ignore[arg-type]


def kept(given: dict[str, Any]) -> Connection:
    with db.unit():
        found: Connection = Connection.get_by_id(given["connection"])
        return found


def test_repositories_of_all_pages_are_offered_with_whose_token_it_is(
    lumen: Lumen, github: GitHub, redis: Redis, now: datetime
) -> None:
    for number in range(1, 131):
        github.add_repository(number, f"lumen/r{number}", private=number == 7, admin=number != 9)
    given = made(lumen, "github", now)
    said = ask(redis, "choices", given)
    assert (said["account"], len(said["choices"])) == ("ada", 130)
    by_id = {one["id"]: one for one in said["choices"]}
    assert (by_id["7"]["private"], by_id["9"]["may_hook"], by_id["8"]["may_hook"]) == (True, False, True)
    assert (kept(given).account, kept(given).checked_at is not None) == ("ada", True)


def test_a_board_is_shown_with_its_lists_fields_and_members(
    lumen: Lumen, trello: Trello, redis: Redis, now: datetime
) -> None:
    board = trello.add_board("Wishes", ("To do", "Done"))
    trello.add_field(board, "Points")
    given = made(lumen, "trello", now)
    choices = ask(redis, "choices", given)["choices"]
    assert [(one["id"], one["name"]) for one in choices] == [(board.id, "Wishes")]
    said = ask(redis, "board", given | {"board": board.id})
    assert [one["name"] for one in said["lists"]] == ["To do", "Done"]
    assert [(one["name"], one["type"]) for one in said["fields"]] == [("Points", "number")]
    assert [one["username"] for one in said["members"]] == ["ada", "bob"]


@pytest.mark.parametrize(("provider", "name"), [("github", "GitHub"), ("trello", "Trello")])
def test_a_token_that_is_refused_is_said_and_noted_until_there_is_another(
    lumen: Lumen, github: GitHub, trello: Trello, redis: Redis, now: datetime, provider: str, name: str
) -> None:
    given = made(lumen, provider, now, token="f" * 64)
    said = ask(redis, "choices", given)
    assert (said["refused"], said["message"].startswith(f"{name} refuses")) == ("provider_refused", True)
    assert (kept(given).state, kept(given).error) == ("refused", said["message"])
    fresh = {"token": at_github.TOKEN if provider == "github" else at_trello.TOKEN}
    fresh |= {} if provider == "github" else {"key": at_trello.KEY, "secret": at_trello.SECRET}
    with db.unit():
        connections.change(Connection.get_by_id(given["connection"]), provider, fresh)
    assert "choices" in ask(redis, "choices", given)
    assert (kept(given).state, kept(given).error) == ("active", None)


def test_who_is_away_or_busy_refuses_nothing(lumen: Lumen, github: GitHub, redis: Redis, now: datetime) -> None:
    given = made(lumen, "github", now)
    for status, headers in ((502, {}), (429, {"retry-after": "60"}), (403, {"retry-after": "60"})):
        github.fault("/user", status, headers=headers)
        assert ask(redis, "choices", given)["refused"] == "unavailable"
    assert kept(given).state == "active"


def test_what_is_not_this_organisations_is_not_asked_for(
    lumen: Lumen, github: GitHub, redis: Redis, now: datetime
) -> None:
    given = made(lumen, "github", now)
    assert ask(redis, "choices", given | {"organization": 999})["refused"] == "not_found"
    assert github.asked == []


def test_a_list_that_goes_on_elsewhere_never_gets_the_token(
    lumen: Lumen, github: GitHub, redis: Redis, now: datetime
) -> None:
    with at_github.github() as foreign:
        github.add_repository(1, "lumen/parser")
        github.fault("/user/repos", headers={"Link": f'<{foreign.url}/user/repos?page=2>; rel="next"'})
        assert "refused" in ask(redis, "choices", made(lumen, "github", now))
        assert foreign.asked == []


def test_no_secret_goes_through_redis_or_into_the_log(
    lumen: Lumen, github: GitHub, redis: Redis, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    given = made(lumen, "github", now)
    github.fault("/user", 200, body=b"nonsense")
    said = [ask(redis, "choices", given), ask(redis, "choices", given), ask(redis, "nothing", given)]
    assert [one.get("refused") for one in said] == ["unavailable", None, "unavailable"]
    assert at_github.TOKEN not in json.dumps(said) + caplog.text


def test_health_is_kept_for_each_hook_that_can_be_asked(
    lumen: Lumen, github: GitHub, redis: Redis, now: datetime
) -> None:
    github.add_repository(501, "lumen/parser")
    given = made(lumen, "github", now)
    with db.unit():
        Hook.update(remote="12345", connection_id=given["connection"]).execute()
    assert ask(redis, "health", {"hooks": [lumen.hook.id, 999]}) == {"asked": 1}
    with db.unit():
        assert Hook.get_by_id(lumen.hook.id).health["active"] is False, "GitHub knows no such webhook"


def test_a_provider_that_does_not_answer_is_asked_of_one_of_its_webhooks_and_keeps_nobody_waiting(
    lumen: Lumen, github: GitHub, redis: Redis, now: datetime
) -> None:
    github.add_repository(501, "lumen/parser")
    given = made(lumen, "github", now)
    with db.unit():
        several = [lumen.hook.id] + [hooks.create(lumen.organization, "lumen/parser", now)[0].id for _ in range(3)]
        Hook.update(remote="12345", connection_id=given["connection"]).execute()
    github.fault("*", 502, times=9)
    assert ask(redis, "health", {"hooks": several}) == {"asked": 0}
    assert len(github.asked) == 1


def test_whoever_asks_is_answered_by_a_worker_or_told_that_nobody_answers(
    lumen: Lumen, github: GitHub, settings: Settings, redis: Redis, now: datetime
) -> None:
    given = made(lumen, "github", now)
    with pytest.raises(Unavailable):
        queues.ask_worker("choices", given, patience=0.1)
    redis.flushall()
    worker = SimpleWorker(
        [queues.queue(queues.ASKING, redis)], connection=redis, name="asked", serializer=JSONSerializer
    )
    thread = threading.Thread(target=lambda: _answer(given, said))
    said: list[object] = []
    thread.start()
    while not queues.queue(queues.ASKING, redis).job_ids:
        assert thread.is_alive()
    worker.work(burst=True, logging_level="ERROR")
    thread.join()
    assert isinstance(said[0], dict)
    for wrong, refusal in (({"connection": 999}, NotFound), ({"board": "f" * 24}, Elsewhere)):
        asking.answer("codebadge:tried:x", "board", given | wrong)
        known = json.loads(redis.getdel("codebadge:tried:x"))  # type: ignore[arg-type]
        assert queues.REFUSALS[known["refused"]] is refusal


def _answer(given: dict[str, Any], said: list[object]) -> None:
    said.append(queues.ask_worker("choices", given))
