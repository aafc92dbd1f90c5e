"""The demo tells a seed's story in GitHub's words, and keeps what a server cannot take yet."""

import dataclasses
import itertools
import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from codebadge import demo
from codebadge.demo_cast import PARSER, PEOPLE, PROJECTS
from codebadge.demo_delivery import Clock, Delivery
from codebadge.demo_story import PAST, past, story
from codebadge.demo_world import World
from models import db, hooks
from models.errors import BadSignature, NotFound
from models.hooks import Hook
from models.rules import points
from models.rules.estimates import Model
from models.rules.estimating.record import Record, Said
from models.rules.estimating.values import Issue
from models.rules.folding import fold
from models.rules.sizing import label_points
from models.rules.work import Folded
from models.settings import Settings
from models.sources import github
from models.tenants import Organization

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
SIGNED_WITH = "a secret of the demo"
HOOKS = {stage.name: (f"http://elsewhere.example/hooks/github/{stage.id}", SIGNED_WITH) for stage in PROJECTS}


def from_start(start: datetime = START) -> Clock:
    """A clock that is a second later at each look, as the real one is about."""
    looks = itertools.count()
    return lambda: start + timedelta(seconds=next(looks))


def told(count: int, seed: int = 7, *, start: datetime = START, history: bool = True) -> list[Delivery]:
    return list(itertools.islice(story(seed, from_start(start), history=history), count))


def earned(deliveries: list[Delivery]) -> Counter[str]:
    """Points by login, as the real tariff counts them."""
    works: dict[tuple[str, str], Folded] = {}
    for delivery in deliveries:
        for change in github.read(delivery.event, delivery.payload, START).changes:
            key = (change.work.kind, delivery.project + change.work.external_id)
            works[key] = fold(works.get(key), change)
    total: Counter[str] = Counter()
    for due in itertools.chain.from_iterable(points.dues(work, points.Tariff()) for work in works.values()):
        total[due.account.login] += due.worth or 0 if due.refused is None else 0
    return total


def test_the_same_seed_and_start_tell_the_same_story() -> None:
    assert told(300) == told(300)
    assert told(300) != told(300, seed=8)


def test_two_runs_share_no_ids_and_no_deliveries() -> None:
    first, second = told(200), told(200, start=START + timedelta(seconds=1))
    assert not {one.guid for one in first} & {one.guid for one in second}
    ids = [{d.payload["issue"]["id"] for d in run if d.event == "issues"} for run in (first, second)]
    assert not ids[0] & ids[1]


def test_our_own_reader_understands_every_delivery() -> None:
    for delivery in told(600):
        reading = github.read(delivery.event, delivery.payload, START)
        assert reading.verdict == "supported", (delivery.event, reading.why)
        assert reading.project is not None and reading.project.name == delivery.project


def test_all_that_the_story_promises_happens() -> None:
    deliveries = told(1500)
    seen = Counter((one.event, one.payload.get("action", "")) for one in deliveries)
    expected = [("issues", action) for action in ("opened", "labeled", "assigned", "closed", "reopened")]
    expected += [("pull_request", "opened"), ("pull_request", "closed"), ("pull_request_review", "submitted")]
    expected += [("star", "created"), ("push", ""), ("ping", ""), ("issue_comment", "created")]
    assert not [kind for kind in expected if not seen[kind]]
    reasons = {one.payload["issue"]["state_reason"] for one in deliveries if one.event == "issues"}
    assert reasons == {None, "completed", "not_planned", "reopened"}
    assert len({one.guid for one in deliveries}) < len(deliveries), "nothing came twice"
    order = [one.payload["issue"]["updated_at"] for one in deliveries if one.event == "issues"]
    assert order != sorted(order), "nothing came out of order"


def test_the_board_has_a_shape_and_its_order_changes() -> None:
    early, late = earned(told(200)), earned(told(1500))
    assert len(late) == len(PEOPLE)
    ranking = [login for login, _ in late.most_common()]
    assert late[ranking[0]] > 3 * late[ranking[-1]]
    assert ranking[:5] != [login for login, _ in early.most_common(5)]


def test_mischief_changes_no_balance() -> None:
    deliveries = told(800)
    assert earned(deliveries) == earned(sorted(deliveries, key=lambda one: one.guid))


def test_bots_earn_nothing() -> None:
    deliveries = told(1500)
    bots = [d for d in deliveries if d.event == "pull_request" and d.payload["pull_request"]["user"]["type"] == "Bot"]
    assert any(bot.payload["action"] == "closed" for bot in bots)
    assert not [login for login in earned(deliveries) if login.endswith("[bot]")]


def test_history_lies_behind_and_comes_quickly_and_then_somebody_earns_every_few_seconds() -> None:
    deliveries = told(1000)
    before = list(itertools.takewhile(lambda one: one.wait < 0.05, deliveries[len(PROJECTS) :]))
    assert len(before) >= 40
    assert all(stamp < f"{START:%Y-%m-%dT%H:%M:%SZ}" for one in before for stamp in stamps(one.payload))
    lively = deliveries[len(PROJECTS) + len(before) :]
    earning = sum(1 for one in lively if one.payload.get("action") in ("closed", "submitted"))
    assert sum(one.wait for one in lively) / earning < 3


def test_the_past_is_enough_to_learn_from_and_some_issues_are_left_to_the_model() -> None:
    world = World(random.Random(1), START - PAST)
    record, model, unvalued = Record(), Model(), 0
    for delivery in itertools.chain(world.pings(), past(world.chance, world, START)):
        work = delivery.payload.get("issue")
        if delivery.project != PARSER.name or not work or delivery.payload["action"] != "closed":
            continue
        labels = [label["name"] for label in work["labels"]]
        worth = label_points(labels, points.Tariff())
        unvalued += worth is None
        if worth is None or work["state_reason"] != "completed":
            continue
        others = tuple(label for label in labels if label_points([label], points.Tariff()) is None)
        issue = Issue(work["id"], work["title"], work["body"] or "", others)
        guess = model.predict(issue)
        record.add(Said(guess.points, guess.low, guess.high, guess.baseline), worth[0], model.lessons + 1)
        model.learn(issue, worth[0])
    assert model.lessons >= 60 and unvalued >= 3
    assert record.trusted, record.figures().all


def stamps(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key.endswith("_at") and isinstance(inner, str))
        for inner in value.values():
            yield from stamps(inner)


class Server:
    """A real HTTP server that notes what it gets and answers what it is told to, then 202."""

    def __init__(self, answers: list[int], until: int) -> None:
        self.requests: list[tuple[str, list[tuple[str, str]], bytes]] = []
        self.answers, self.until, self.stop = answers, until, threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append((self.path, list(self.headers.items()), body))
                if len(outer.requests) >= outer.until:
                    outer.stop.set()
                self.send_response(outer.answers.pop(0) if outer.answers else 202)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing: the test does."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def play(self) -> None:
        """Runs the demo against this server until `until` requests have come."""
        thread = threading.Thread(target=self.http.serve_forever, args=(0.01,))
        thread.start()
        try:
            demo.run(self.url, HOOKS, 7, 0, self.stop, clock=from_start(), say=lambda _: None)
        finally:
            self.http.shutdown()
            thread.join()
            self.http.server_close()


def test_what_is_sent_is_signed_and_goes_to_the_projects_hook() -> None:
    server = Server([], until=20)
    server.play()
    assert len(server.requests) == 20
    for (path, headers, body), delivery in zip(server.requests, told(20), strict=True):
        received = github.receive(headers, body, [SIGNED_WITH.encode()])
        assert (received.guid, received.event) == (delivery.guid, delivery.event)
        assert path == HOOKS[delivery.project][0].removeprefix("http://elsewhere.example")
        assert json.loads(received.payload) == delivery.payload


def test_a_delivery_that_the_server_cannot_take_yet_is_kept_and_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(demo, "PATIENCE", (0.001,))
    server = Server([503, 500, 429], until=5)
    server.play()
    guids = [dict(headers)["X-Github-Delivery"] for _, headers, _ in server.requests]
    assert guids[0] == guids[1] == guids[2] == guids[3] != guids[4]


@pytest.mark.parametrize(("status", "refusal"), [(404, NotFound), (401, BadSignature)])
def test_a_server_that_does_not_know_the_hooks_ends_the_demo_with_a_reason(
    status: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        Server([status], until=5).play()


def test_the_demo_stops_while_the_server_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    stop = threading.Event()

    def hear(text: str) -> None:
        said.append(text)
        stop.set()

    monkeypatch.setattr(demo, "post", lambda *_: None)
    monkeypatch.setattr(demo, "PATIENCE", (0.001,))
    demo.run("http://127.0.0.1:9", HOOKS, 7, 0, stop, say=hear)
    assert said == ["The server is away; the demo goes on as soon as it is back."]


def test_the_organisation_its_projects_and_hooks_are_made_once(clean: Settings, tmp_path: Path) -> None:
    here = dataclasses.replace(clean, data=tmp_path)
    made, fresh = demo.prepare(here, START)
    again, still_fresh = demo.prepare(here, START)
    assert (fresh, still_fresh) == (True, False)
    assert made == again
    assert sorted(made) == sorted(stage.name for stage in PROJECTS)
    assert (tmp_path / "demo.json").stat().st_mode & 0o777 == 0o600
    with db.unit():
        assert [one.slug for one in Organization.select()] == ["lumen"]
        assert Hook.select().count() == len(PROJECTS)


def test_another_database_gets_hooks_of_its_own(clean: Settings, tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text('{"lumen/parser": {"url": "http://x/hooks/github/gone", "secret": "s"}}')
    made, fresh = demo.prepare(dataclasses.replace(clean, data=tmp_path), START)
    assert fresh
    with db.unit():
        for url, secret in made.values():
            door = hooks.door(url.rpartition("/")[2])
            assert door.active(START) == [secret.encode()]
