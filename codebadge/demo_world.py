"""A chance and a clock come in; scenes of work go out as deliveries: who does what, on what, and with whom."""

import hashlib
import random
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from codebadge import demo_issues
from codebadge import demo_payloads as payloads
from codebadge.demo_cast import (
    BOT,
    FITS,
    PARSER,
    PEOPLE,
    PROJECTS,
    PULL_REQUESTS,
    Craft,
    Player,
    Stage,
    Topic,
)
from codebadge.demo_delivery import Delivery, ticking_from
from codebadge.demo_payloads import Item, Payload

BACKLOG = {"issue": 14, "pull_request": 5}
"""How many are open at any time."""
UNSAID = 1 / 2
"""How often nobody says what an issue of the parser is worth; in the other projects somebody always does."""
AT_HOME: tuple[Craft, ...] = ("back-end", "testing")
"""The crafts of the parser's project."""
NIGHT = (22, 5)
"""The hours, in the demo's time zone, in which few work."""


class World:
    """The projects as they stand. Every method plays one scene and yields the deliveries that it causes."""

    def __init__(self, chance: random.Random, start: datetime) -> None:
        self.chance = chance
        self.clock = ticking_from(start)
        self.run = int(start.timestamp())
        self.made = self.sent = 0
        self.pause = 0.0
        self.time = start
        self.mood = dict.fromkeys(PEOPLE, 1.0)
        self.known: set[Player] = set()
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

    def finish_issue(self, by: Player | None = None) -> Iterator[Delivery]:
        """Somebody takes an issue and closes it; one in eight is not done."""
        item = self._take("issue")
        helper = self._anybody()
        if item.stage is not PARSER or self.chance.random() >= UNSAID:
            yield self._label(item, self._said(item), helper)
        if self.chance.random() < 0.3:
            yield self._comment(item, self._anybody())
        for _ in range(self.chance.choice((1, 1, 1, 2))):
            yield self._assign(item, by or self._anybody(item.craft), helper)
        item.reason = "completed" if self.chance.random() < 7 / 8 else "not_planned"
        yield self._close(item, item.assignees[0])

    def plan_and_finish(self) -> Iterator[Delivery]:
        """Something that was talked over is written down in the parser's project, valued, assigned and soon done."""
        item = self._new("issue", stage=PARSER)
        item.assignees = [self._anybody(item.craft)]
        item.labels.append(self._said(item))
        yield self._about(item, "opened", item.author)
        item.reason = "completed"
        yield self._close(item, item.assignees[0])

    def merge(self) -> Iterator[Delivery]:
        """A pull request is merged, and its commit arrives on the main branch."""
        item = self._take("pull_request")
        if not item.reviewers and self.chance.random() < 0.5:
            yield self._review(item)
        yield from self._merge(item, self._anybody())

    def review(self, by: Player | None = None) -> Iterator[Delivery]:
        """Somebody reviews an open pull request."""
        yield self._review(self.chance.choice(self.open["pull_request"]), by)

    def favour(self, author: Player, friend: Player) -> Iterator[Delivery]:
        """A small pull request that a friend approves at once; some of them are merged as quickly."""
        item = self._new("pull_request", author)
        yield self._about(item, "opened", author)
        yield self._review(item, friend, "approved")
        if self.chance.random() < 0.3:
            yield from self._merge(item, friend)
        else:
            self.open["pull_request"].append(item)

    def second_thoughts(self) -> Iterator[Delivery]:
        """A closed issue gets another label, or is opened again to be closed once more later."""
        issues = [item for item in self.closed[-12:] if item.kind == "issue"]
        if not issues:
            yield from self.finish_issue()
            return
        item = self.chance.choice(issues)
        if self.chance.random() < 0.5:
            yield self._label(item, f"points: {demo_issues.more(item.worth)}", self._anybody())
            return
        self.closed.remove(item)
        item.reason, item.closed_at = "reopened", None
        self.open["issue"].append(item)
        yield self._about(item, "reopened", self._anybody())

    def star(self) -> Iterator[Delivery]:
        """Somebody likes a project, and reviews something in it."""
        if self.stars:
            stage, giver = self.stars.pop()
            yield self._send(stage, "star", payloads.star(stage, giver, self._now()))
        yield from self.review()

    def _refill(self, kind: Literal["issue", "pull_request"]) -> Iterator[Delivery]:
        while len(self.open[kind]) < BACKLOG[kind]:
            item = self._new(kind)
            self.open[kind].append(item)
            yield self._about(item, "opened", item.author)

    def _new(
        self, kind: Literal["issue", "pull_request"], author: Player | None = None, stage: Stage | None = None
    ) -> Item:
        self.made += 1
        now = self._now()
        topic = self._topic(kind, stage)
        stage = stage or self.chance.choices(PROJECTS, weights=FITS[topic.craft])[0]
        bot = kind == "pull_request" and author is None and self.chance.random() < 1 / 12
        author = BOT if bot else author or self._anybody(topic.craft)
        item = Item(
            kind=kind,
            id=self.run * 100_000 + self.made,
            number=self.run // 60 % 9000 + self.made,
            title=topic.title,
            stage=stage,
            author=author,
            created_at=now,
            updated_at=now,
            labels=list(topic.labels),
            craft=topic.craft,
            text=topic.text,
            worth=topic.worth,
            association="MEMBER" if author in self.known else "FIRST_TIME_CONTRIBUTOR",
        )
        return self._written(item, topic) if kind == "pull_request" else item

    def _topic(self, kind: Literal["issue", "pull_request"], stage: Stage | None) -> Topic:
        if kind == "pull_request":
            return self.chance.choice(PULL_REQUESTS)
        return demo_issues.written(self.chance, AT_HOME if stage is PARSER else ())

    def _said(self, item: Item) -> str:
        return demo_issues.saying(self.chance, item.worth)

    def _written(self, item: Item, topic: Topic) -> Item:
        """A pull request has lines and files, and now and then somebody who helped with it."""
        item.lines = (self.chance.choice((4, 12, 40, 90, 180, 700)), self.chance.choice((0, 2, 10, 60)))
        item.paths = topic.paths
        helper = self._anybody(topic.craft)
        if helper is not item.author and item.author is not BOT and self.chance.random() < 0.2:
            item.helpers = (helper,)
        return item

    def _merge(self, item: Item, merger: Player) -> Iterator[Delivery]:
        item.merged = True
        self.known.add(item.author)
        yield self._close(item, merger)
        sha = hashlib.sha256(str(item.id).encode()).hexdigest()[:40]
        yield self._send(item.stage, "push", payloads.push(item, merger, sha, self._now()))

    def _take(self, kind: str) -> Item:
        return self.open[kind].pop(self.chance.randrange(len(self.open[kind])))

    def _anybody(self, craft: Craft | None = None) -> Player:
        return self.chance.choices(PEOPLE, weights=[self._leaning(one, craft) for one in PEOPLE])[0]

    def _leaning(self, one: Player, craft: Craft | None) -> float:
        late = self.time.hour >= NIGHT[0] or self.time.hour < NIGHT[1]
        return one.energy * self.mood[one] * (2 if one.craft == craft else 1) * (0.3 if late and not one.owl else 1)

    def _review(self, item: Item, by: Player | None = None, verdict: str | None = None) -> Delivery:
        fresh = [one for one in (self._anybody() for _ in range(4)) if one not in item.reviewers]
        reviewer = by or (fresh[0] if fresh else self._anybody())
        item.reviewers += [] if reviewer in item.reviewers else [reviewer]
        item.updated_at = now = self._now()
        verdict = verdict or self.chance.choice(("approved", "approved", "commented", "changes_requested"))
        # Nobody can approve their own; what they say to it earns nothing.
        verdict = "commented" if reviewer is item.author else verdict
        told = payloads.review(item, "submitted", reviewer, reviewer, verdict, now)
        return self._send(item.stage, "pull_request_review", told)

    def _comment(self, item: Item, writer: Player) -> Delivery:
        item.updated_at = self._now()
        return self._send(item.stage, "issue_comment", payloads.comment(item, writer))

    def _label(self, item: Item, name: str, sender: Player) -> Delivery:
        item.labels += [] if name in item.labels else [name]
        return self._about(item, "labeled", sender, label=payloads.label(name))

    def _assign(self, item: Item, person: Player, sender: Player) -> Delivery:
        item.assignees += [] if person in item.assignees else [person]
        return self._about(item, "assigned", sender, assignee=payloads.user(person))

    def _close(self, item: Item, sender: Player) -> Delivery:
        item.closed_at = self._now()
        self.closed.append(item)
        return self._about(item, "closed", sender)

    def _about(self, item: Item, action: str, sender: Player, **more: Payload) -> Delivery:
        item.updated_at = self._now()
        event = "issues" if item.kind == "issue" else "pull_request"
        return self._send(item.stage, event, payloads.about(item, action, sender, **more))

    def _send(self, stage: Stage, event: str, payload: Payload) -> Delivery:
        self.sent += 1
        guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.run}/{self.sent}"))
        wait, self.pause = self.pause + self.chance.uniform(0.1, 0.4), 0.0
        return Delivery(stage.name, event, guid, payload, wait, self.time)

    def _now(self) -> datetime:
        self.time = self.clock()
        return self.time
