"""A small GitHub: people do things there, and every one comes in as a signed delivery, settled on the spot."""

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from codebadge import demo_payloads as payloads
from codebadge.demo_cast import Player, Stage
from codebadge.demo_payloads import Item, Payload
from models import commands, db, deliveries
from models.awards import Award
from models.commands import Means
from models.deeds import Deed
from models.deliveries import Arrival, Delivery
from models.ledger import Entry
from models.people import Identity
from models.rules.callers import Caller
from models.sources import github_request
from tests.cast import Lumen
from workers import intake

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PARSER = Stage(501, "lumen/parser", "https://github.com/lumen/parser")
STUDIO = Stage(502, "lumen/studio", "https://github.com/lumen/studio")


@dataclass(frozen=True)
class Gained:
    """What somebody has: points, how many deeds of each kind count, and badges by pattern."""

    points: int
    deeds: Counter[str]
    badges: frozenset[str]

    def __le__(self, other: "Gained") -> bool:
        return self.points <= other.points and self.deeds <= other.deeds and self.badges <= other.badges


@dataclass
class GitHub:
    """One story's world: its people and its work are nobody else's. `now` moves on with every act."""

    lumen: Lumen
    means: Means
    now: datetime
    mark: int
    cast: dict[str, Player] = field(default_factory=dict)
    sent: list[tuple[str, Payload]] = field(default_factory=list)
    held: list[tuple[str, Payload]] | None = None
    """What is not sent yet, while somebody holds it back."""
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def person(self, name: str, bot: bool = False) -> Player:
        """Somebody with an account, the same for the same name."""
        login = f"{name}-{self.mark}" + ("[bot]" if bot else "")
        if name not in self.cast:
            self.cast[name] = Player(1_000 * self.mark + next(self.numbers), login, login, 1.0, bot)
        return self.cast[name]

    def send(self, event: str, payload: Payload, late: timedelta = timedelta()) -> None:
        """A delivery, signed, and checked as the server does before it keeps it."""
        if self.held is not None:
            self.held.append((event, payload))
            return
        self.sent.append((event, payload))
        body = json.dumps(payload).encode()
        headers = [
            ("X-GitHub-Delivery", f"{self.mark}-{next(self.numbers)}"),
            ("X-GitHub-Event", event),
            ("X-Hub-Signature-256", self.lumen.sign(body)),
            ("Content-Type", "application/json"),
        ]
        received, at = github_request.receive(headers, body, [self.lumen.secret.encode()]), self.now + late
        arrival = Arrival(
            hook_id=self.lumen.hook.id, guid=received.guid, event=event, body=received.payload, received_at=at
        )
        with db.unit():
            row = deliveries.keep([arrival])[0].id
            assert deliveries.lease(at, row) == row
        intake.settle(row, at)
        with db.unit():
            assert Delivery.get_by_id(row).state in ("done", "ignored"), Delivery.get_by_id(row).note

    def again(self, times: int = 1) -> None:
        """All that was sent, once more, with new ids, forwards and backwards."""
        said = list(self.sent)
        for _ in range(times):
            for event, payload in (*said, *reversed(said)):
                self.send(event, payload)

    def act(self, item: Item, action: str, by: Player, **more: Any) -> None:
        """One event about an issue or a pull request, a minute after the last."""
        self.now += MINUTE
        item.updated_at = self.now
        event = "issues" if item.kind == "issue" else "pull_request"
        payload = payloads.about(item, action, by, **more)
        if item.merged:
            payload[item.kind]["merged_by"] = payloads.user(by)
        self.send(event, payload)

    def open(self, by: Player, *assignees: Player, kind: Any = "issue", stage: Stage = PARSER) -> Item:
        """A new issue or pull request."""
        number = 1_000 * self.mark + next(self.numbers)
        at = self.now + MINUTE
        item = Item(kind, 7_000_000 + number, number, f"Work {number}", stage, by, at, at, assignees=list(assignees))
        self.act(item, "opened", by)
        return item

    def close(self, item: Item, by: Player, reason: str = "completed") -> None:
        item.closed_at, item.reason = self.now + MINUTE, reason
        self.act(item, "closed", by)

    def reopen(self, item: Item, by: Player) -> None:
        item.closed_at, item.reason = None, "reopened"
        self.act(item, "reopened", by)

    def merge(self, item: Item, by: Player) -> None:
        item.closed_at, item.merged = self.now + MINUTE, True
        self.act(item, "closed", by)

    def label(self, item: Item, by: Player, name: str) -> None:
        item.labels.append(name)
        self.act(item, "labeled", by, label=payloads.label(name))

    def unlabel(self, item: Item, by: Player, name: str) -> None:
        item.labels.remove(name)
        self.act(item, "unlabeled", by, label=payloads.label(name))

    def assign(self, item: Item, by: Player, who: Player) -> None:
        item.assignees.append(who)
        self.act(item, "assigned", by, assignee=payloads.user(who))

    def unassign(self, item: Item, by: Player, who: Player) -> None:
        item.assignees.remove(who)
        self.act(item, "unassigned", by, assignee=payloads.user(who))

    def comment(self, item: Item, by: Player) -> None:
        """On an issue, or on a pull request, which GitHub then shows as an issue, too."""
        self.now += MINUTE
        item.updated_at = self.now
        shown = payloads.work(item) | ({"pull_request": {"url": "…"}} if item.kind == "pull_request" else {})
        said = {"id": next(self.numbers), "user": payloads.user(by), "created_at": payloads.moment(self.now)}
        around = payloads.about(item, "created", by)
        self.send("issue_comment", {**around, "issue": shown, "comment": said})

    def review(self, item: Item, by: Player, verdict: str = "approved", action: str = "submitted") -> None:
        self.now += MINUTE
        item.updated_at = self.now
        item.reviewers += [] if by in item.reviewers else [by]
        self.send("pull_request_review", payloads.review(item, action, by, by, verdict, self.now))

    def dismiss(self, item: Item, by: Player) -> None:
        self.review(item, by, "dismissed", "dismissed")

    def delete(self, item: Item, by: Player) -> None:
        self.act(item, "deleted", by)

    def transfer(self, item: Item, by: Player, to: Stage) -> Item:
        """GitHub makes a new issue of it, as it was, in the other repository."""
        self.act(item, "transferred", by)
        number = 1_000 * self.mark + next(self.numbers)
        moved = Item(**{name: getattr(item, name) for name in item.__slots__} | {"stage": to, "number": number})
        moved.id = 7_000_000 + number
        self.act(moved, "opened", by, changes={"old_repository": {"id": item.stage.id}})
        return moved

    def star(self, by: Player) -> None:
        self.now += MINUTE
        self.send("star", payloads.star(PARSER, by, self.now))

    def unstar(self, by: Player) -> None:
        self.now += MINUTE
        self.send("star", payloads.star(PARSER, by, self.now) | {"action": "deleted", "starred_at": None})

    def push(self, by: Player, *trailers: str) -> None:
        """One commit on the default branch."""
        self.now += MINUTE
        sha = f"{1_000 * self.mark + next(self.numbers):040x}"
        item = Item("pull_request", 1, 1, "\n".join(("It works", "", *trailers)), PARSER, by, self.now, self.now)
        self.send("push", payloads.push(item, by, sha, self.now))

    def do(self, command: str, /, **given: Any) -> dict[str, Any]:
        """A command by an admin."""
        here = self.lumen.organization
        by = Caller(organization=here.id, org=here.slug, role="super_admin", name="Eve", way="command line")
        with db.unit():
            return commands.run(command, by, given, "cli", self.means, self.now).answer

    def link(self, player: Player, other: Player) -> None:
        """The other account is theirs, too: they signed in with it."""
        who, proven = self.id(player), {"seen_at": self.now, "proven_at": self.now}
        with db.unit():
            Identity.create(person=who, provider="github", external_id=other.id, login=other.login, **proven)

    def id(self, player: Player) -> int:
        """Who they are here."""
        with db.unit():
            return int(Identity.get(Identity.provider == "github", Identity.external_id == player.id).person_id)

    def gained(self, players: Sequence[Player]) -> Gained:
        """What they have together; nothing who never was met."""
        accounts = [str(player.id) for player in players]
        with db.unit():
            who = [one.person_id for one in Identity.select().where(Identity.external_id.in_(accounts))] or [0]
            awards = Award.select().where(Award.person.in_(who), Award.revoked_at.is_null())
            return Gained(
                points=sum(entry.points for entry in Entry.select().where(Entry.person.in_(who))),
                deeds=_kinds(Deed.select().where(Deed.person.in_(who), Deed.refused.is_null())),
                badges=frozenset(f"{award.badge.slug}:{award.number}" for award in awards),
            )


def _kinds(deeds: Iterable[Deed]) -> Counter[str]:
    return Counter(str(deed.kind) for deed in deeds)
