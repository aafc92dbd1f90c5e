"""A seed and a clock come in; an endless story of deliveries goes out, to be sent by demo.py.

First some weeks of history at once, so that the page is not empty; then beats of one to three seconds, nearly
each of which moves the board. Now and then there is mischief: a delivery comes twice, or out of order.
"""

import hashlib
import itertools
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from codebadge import demo_payloads as payloads
from codebadge.demo_cast import BOT, ISSUES, LABELS, PEOPLE, PROJECTS, PULL_REQUESTS, Player, Stage
from codebadge.demo_payloads import Item, Payload

Clock = Callable[[], datetime]
HISTORY_BEATS = 40
HISTORY = timedelta(days=40)
BACKLOG = 5
"""How many issues and as many pull requests are open at any time."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be posted to the hook of `project`, `wait` seconds after the one before (at pace 1)."""

    project: str
    event: str
    guid: str
    payload: Payload
    wait: float


def story(seed: int, clock: Clock, *, history: bool = True) -> Iterator[Delivery]:
    """The same for the same seed and the same times; two runs that start at different times share no ids."""
    chance = random.Random(seed)
    start = clock()
    world = World(chance, start)
    yield from world.pings()
    for beat in range(HISTORY_BEATS if history else 0):
        world.clock = ticking_from(start - HISTORY * (1 - beat / HISTORY_BEATS) ** 2)
        for delivery in mischief(chance, world.beat()):
            yield replace(delivery, wait=0.02)
    world.clock = clock
    while True:
        yield from mischief(chance, world.beat())


def ticking_from(moment: datetime) -> Clock:
    """A clock that is a minute later at each look."""
    minutes = itertools.count()
    return lambda: moment + timedelta(minutes=next(minutes))


def mischief(chance: random.Random, deliveries: Iterator[Delivery]) -> Iterator[Delivery]:
    """What networks do: one in 30 deliveries comes twice, one in 20 changes places with the next."""
    held: Delivery | None = None
    for delivery in deliveries:
        if held is None and chance.random() < 1 / 20:
            held = delivery
            continue
        yield delivery
        if held is not None:
            yield replace(held, wait=0.1)
            held = None
        if chance.random() < 1 / 30:
            yield replace(delivery, wait=0.3)
    if held is not None:
        yield held


class World:
    """The projects as they stand. Every method plays one scene and yields the deliveries that it causes."""

    def __init__(self, chance: random.Random, start: datetime) -> None:
        self.chance = chance
        self.clock = ticking_from(start)
        self.run = int(start.timestamp())
        self.made = self.sent = 0
        self.pause = 0.0
        self.mood = dict.fromkeys(PEOPLE, 1.0)
        self.open: dict[str, list[Item]] = {"issue": [], "pull_request": []}
        self.closed: list[Item] = []
        self.stars = [(stage, player) for stage in PROJECTS for player in PEOPLE]
        chance.shuffle(self.stars)

    def pings(self) -> Iterator[Delivery]:
        """What GitHub sends when a hook is made."""
        for stage in PROJECTS:
            yield self._send(stage, "ping", payloads.ping(stage, PEOPLE[0]))

    def beat(self) -> Iterator[Delivery]:
        """Some seconds of life."""
        self.pause = self.chance.uniform(0.5, 1.4)
        # One person's week changes: without that, the ranks would settle for ever.
        self.mood[self.chance.choice(PEOPLE)] = self.chance.choice((0.2, 1.0, 1.0, 3.0))
        yield from self._refill("issue")
        yield from self._refill("pull_request")
        scenes = (self.finish_issue, self.merge, self.review, self.second_thoughts, self.star)
        yield from self.chance.choices(scenes, weights=(32, 24, 30, 9, 5))[0]()

    def finish_issue(self) -> Iterator[Delivery]:
        """Somebody takes an issue and closes it; one in eight is not done."""
        item = self._take("issue")
        helper = self._anybody()
        if not item.labels:
            yield self._label(item, self.chance.choice(LABELS), helper)
        for _ in range(self.chance.choice((1, 1, 1, 2))):
            yield self._assign(item, self._anybody(), helper)
        item.reason = "completed" if self.chance.random() < 7 / 8 else "not_planned"
        yield self._close(item, item.assignees[0])

    def merge(self) -> Iterator[Delivery]:
        """A pull request is merged, and its commit arrives on the main branch."""
        item = self._take("pull_request")
        if not item.reviewers and self.chance.random() < 0.5:
            yield self._review(item)
        item.merged = True
        merger = self._anybody()
        yield self._close(item, merger)
        sha = hashlib.sha256(str(item.id).encode()).hexdigest()[:40]
        yield self._send(item.stage, "push", payloads.push(item, merger, sha, self.clock()))

    def review(self) -> Iterator[Delivery]:
        """Somebody reviews an open pull request."""
        yield self._review(self.chance.choice(self.open["pull_request"]))

    def second_thoughts(self) -> Iterator[Delivery]:
        """A closed issue gets another label, or is opened again to be closed once more later."""
        issues = [item for item in self.closed[-12:] if item.kind == "issue"]
        if not issues:
            yield from self.finish_issue()
            return
        item = self.chance.choice(issues)
        if self.chance.random() < 0.5:
            yield self._label(item, "points: 8", self._anybody())
            return
        self.closed.remove(item)
        item.reason, item.closed_at = "reopened", None
        self.open["issue"].append(item)
        yield self._about(item, "reopened", self._anybody())

    def star(self) -> Iterator[Delivery]:
        """Somebody likes a project, and reviews something in it."""
        if self.stars:
            stage, giver = self.stars.pop()
            yield self._send(stage, "star", payloads.star(stage, giver, self.clock()))
        yield from self.review()

    def _refill(self, kind: Literal["issue", "pull_request"]) -> Iterator[Delivery]:
        while len(self.open[kind]) < BACKLOG:
            item = self._new(kind)
            self.open[kind].append(item)
            yield self._about(item, "opened", item.author)

    def _new(self, kind: Literal["issue", "pull_request"]) -> Item:
        self.made += 1
        now = self.clock()
        author = BOT if kind == "pull_request" and self.chance.random() < 1 / 12 else self._anybody()
        return Item(
            kind=kind,
            id=self.run * 100_000 + self.made,
            number=self.run // 60 % 9000 + self.made,
            title=self.chance.choice(ISSUES if kind == "issue" else PULL_REQUESTS),
            stage=self.chance.choices(PROJECTS, weights=(5, 3, 2))[0],
            author=author,
            created_at=now,
            updated_at=now,
        )

    def _take(self, kind: str) -> Item:
        return self.open[kind].pop(self.chance.randrange(len(self.open[kind])))

    def _anybody(self) -> Player:
        return self.chance.choices(PEOPLE, weights=[one.energy * self.mood[one] for one in PEOPLE])[0]

    def _review(self, item: Item) -> Delivery:
        fresh = [one for one in (self._anybody() for _ in range(4)) if one not in item.reviewers]
        reviewer = fresh[0] if fresh else self._anybody()
        item.reviewers += [] if reviewer in item.reviewers else [reviewer]
        item.updated_at = now = self.clock()
        verdict = self.chance.choice(("approved", "approved", "commented", "changes_requested"))
        told = payloads.review(item, "submitted", reviewer, reviewer, verdict, now)
        return self._send(item.stage, "pull_request_review", told)

    def _label(self, item: Item, name: str, sender: Player) -> Delivery:
        item.labels += [] if name in item.labels else [name]
        return self._about(item, "labeled", sender, label=payloads.label(name))

    def _assign(self, item: Item, person: Player, sender: Player) -> Delivery:
        item.assignees += [] if person in item.assignees else [person]
        return self._about(item, "assigned", sender, assignee=payloads.user(person))

    def _close(self, item: Item, sender: Player) -> Delivery:
        item.closed_at = self.clock()
        self.closed.append(item)
        return self._about(item, "closed", sender)

    def _about(self, item: Item, action: str, sender: Player, **more: Payload) -> Delivery:
        item.updated_at = self.clock()
        event = "issues" if item.kind == "issue" else "pull_request"
        return self._send(item.stage, event, payloads.about(item, action, sender, **more))

    def _send(self, stage: Stage, event: str, payload: Payload) -> Delivery:
        self.sent += 1
        guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.run}/{self.sent}"))
        wait, self.pause = self.pause + self.chance.uniform(0.1, 0.4), 0.0
        return Delivery(stage.name, event, guid, payload, wait)
