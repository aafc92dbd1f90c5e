"""What people do at the local GitHub: it changes what is kept there, and is told to whoever registered a webhook."""

import hashlib
import hmac
import itertools
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.providers import github_past
from tests.providers.github_app import App, Installation
from tests.providers.github_world import (
    Event,
    Item,
    Repository,
    Review,
    shown_comment,
    shown_issue,
    shown_pull,
    shown_repository,
    shown_review,
    stamp,
    user,
)
from tests.providers.serving import Provider

TOKEN = "ghp_secret-of-lumen"  # noqa: S105 - a stand-in's


@dataclass
class Sent:
    """A webhook's delivery as GitHub remembers it."""

    id: int
    guid: str
    event: str
    body: bytes
    to: str
    secret: str
    status: int
    at: datetime
    again: bool
    repository: int | None
    installation: int | None

    def shown(self) -> dict[str, Any]:
        good = 200 <= self.status < 400
        return {
            "id": self.id,
            "guid": self.guid,
            "delivered_at": stamp(self.at),
            "redelivery": self.again,
            "duration": 0.1,
            "status": "OK" if good else "failed to connect to host",
            "status_code": self.status or 502,
            "event": self.event,
            "action": json.loads(self.body).get("action"),
            "installation_id": self.installation,
            "repository_id": self.repository,
            "throttled_at": None,
        }


@dataclass
class Hook:
    id: int
    repository: int
    url: str
    secret: str
    events: list[str]
    active: bool = True
    sent: list[Sent] = field(default_factory=list)


class World(Provider):
    """What is there, and who may ask: `tokens` by whose they are. `deliver`: whether deeds are told by webhook.

    Deeds return when what they tell has been sent. `at`: when it happened, by default now.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens = {TOKEN: "ada"}
        self.repositories: dict[int, Repository] = {}
        self.former: dict[str, int] = {}
        self.hooks: dict[int, Hook] = {}
        self.apps: dict[int, App] = {}
        self.codes: dict[str, App] = {}
        self.leases: dict[str, Installation] = {}
        self.app_sent: dict[int, list[Sent]] = {}
        self.deliver = True
        self.remaining = 5_000
        self.reset_at = 0
        self._ids = itertools.count(70_000)

    # What is there.

    def add_repository(
        self, id_: int = 1, full_name: str = "lumen/parser", private: bool = False, admin: bool = True
    ) -> Repository:
        with self.lock:
            self.repositories[id_] = Repository(id_, full_name, private, admin)
            return self.repositories[id_]

    def many_issues(self, count: int, seed: int = 1, repository: int = 1, pull_every: int = 10) -> None:
        """So many issues and pull requests of the years before, made when they are asked for."""
        with self.lock:
            github_past.many(self.home(repository), count, seed, pull_every)

    def home(self, repository: int | None = None) -> Repository:
        """The repository; without an id the first."""
        return self.repositories[repository or next(iter(self.repositories))]

    def item(self, number: int, repository: int | None = None) -> Item:
        found = self.home(repository).item(number)
        assert found is not None, f"There is no #{number}."
        return found

    def revoke(self, token: str = TOKEN) -> None:
        self.tokens.pop(token, None)

    # What people do.

    def add_issue(self, number: int | None = None, title: str = "A bug", **more: Any) -> Item:
        """Opened; `state="closed"` (with closed_by, closed_at) for one that is closed already. See `Item`.

        `repository`, `author` ("carol"), `at`, `body`, `labels`, `assignees`.
        """
        return self._add("issue", number, title, more)

    def add_pull(self, number: int | None = None, title: str = "A fix", **more: Any) -> Item:
        """As `add_issue`; `merged_by` for one that is merged."""
        if more.get("merged_by"):
            more = {"state": "closed", "closed_by": more["merged_by"]} | more
        return self._add("pull", number, title, more)

    def _add(self, kind: Any, number: int | None, title: str, more: dict[str, Any]) -> Item:
        with self.lock:
            home = self.home(more.pop("repository", None))
            at = _second(more.pop("at", None))
            author = more.pop("author", "carol")
            number = number or home.next_number()
            item = Item(number, next(self._ids), title, author, at, _second(more.pop("updated_at", at)), kind, **more)
            if item.state == "closed":
                item.closed_at = _second(item.closed_at or at)
                item.updated_at = max(item.updated_at, item.closed_at)
                if kind == "issue":
                    item.reason = item.reason or "completed"
                self._note_ending(home, item, item.closed_at)
            home.keep(item, None)
        self._tell_item(home, item, "opened" if item.state == "open" else "closed", item.closed_by or author)
        return item

    def close_issue(
        self, number: int, by: str | None = "ada", at: datetime | None = None, reason: str = "completed", **more: Any
    ) -> None:
        self._change(number, "closed", by, at, more, state="closed", reason=reason, closed_by=by, closed_at=_second(at))

    def reopen(self, number: int, by: str = "ada", at: datetime | None = None, **more: Any) -> None:
        self._change(number, "reopened", by, at, more, state="open", reason="reopened", closed_by=None, closed_at=None)

    def close_pull(self, number: int, by: str = "ada", at: datetime | None = None, **more: Any) -> None:
        self._change(number, "closed", by, at, more, state="closed", closed_by=by, closed_at=_second(at))

    def merge(self, number: int, by: str = "ada", at: datetime | None = None, **more: Any) -> None:
        changes = {"state": "closed", "closed_by": by, "merged_by": by, "closed_at": _second(at)}
        self._change(number, "closed", by, at, more, **changes)

    def label(self, number: int, *labels: str, by: str = "ada", at: datetime | None = None, **more: Any) -> None:
        """Exactly these labels."""
        self._change(number, "labeled", by, at, more, labels=list(labels))

    def assign(self, number: int, *people: str, by: str = "ada", at: datetime | None = None, **more: Any) -> None:
        self._change(number, "assigned", by, at, more, assignees=list(people))

    def retitle(self, number: int, title: str, by: str = "ada", at: datetime | None = None, **more: Any) -> None:
        self._change(number, "edited", by, at, more, title=title)

    def _change(
        self, number: int, action: str, by: str | None, at: datetime | None, more: dict[str, Any], **changes: Any
    ) -> None:
        with self.lock:
            home = self.home(more.get("repository"))
            item, at = self.item(number, home.id), _second(at)
            former = item.updated_at
            for name, value in changes.items():
                setattr(item, name, value)
            item.updated_at = max(at, former)
            home.keep(item, former)
            if action == "closed":
                self._note_ending(home, item, at)
            if action == "reopened":
                home.tell(Event(next(self._ids) + 10**9, "reopened", number, by, at))
        self._tell_item(home, item, action, by)

    def _note_ending(self, home: Repository, item: Item, at: datetime) -> None:
        if item.merged_by:
            home.tell(Event(next(self._ids) + 10**9, "merged", item.number, item.merged_by, at))
        home.tell(Event(next(self._ids) + 10**9, "closed", item.number, item.closed_by, at))

    def speak(self, number: int, by: str = "bob", at: datetime | None = None, repository: int | None = None) -> None:
        """A comment on an issue, or a pull request."""
        with self.lock:
            home = self.home(repository)
            item, at = self.item(number, home.id), _second(at)
            former, item.updated_at = item.updated_at, max(item.updated_at, at)
            home.keep(item, former)
            spoken = (next(self._ids), number, by, at)
            home.spoken.append(spoken)
        about = {"issue": shown_issue(home, item, self.url), "comment": shown_comment(home, spoken, self.url)}
        self.tell("issue_comment", "created", by, home, about)

    def add_review(
        self, number: int, by: str = "bob", state: str = "approved", at: datetime | None = None, **more: Any
    ) -> Review:
        """`state`: approved, changes_requested, commented, dismissed."""
        with self.lock:
            home = self.home(more.get("repository"))
            item, at = self.item(number, home.id), _second(at)
            review = Review(next(self._ids), by, state, at)
            item.reviews.append(review)
            former, item.updated_at = item.updated_at, max(item.updated_at, at)
            home.keep(item, former)
        shown = shown_review(home, item, review, self.url)
        about = shown_pull(home, item, self.url, whole=False)
        more = {"review": shown | {"state": state}, "pull_request": about}
        self.tell("pull_request_review", "submitted", by, home, more)
        return review

    def delete_issue(self, number: int, by: str = "ada", **more: Any) -> None:
        with self.lock:
            home = self.home(more.get("repository"))
            item = self.item(number, home.id)
            home.keep(item, item.updated_at)
            home.drop(item)
        self.tell("issues", "deleted", by, home, {"issue": shown_issue(home, item, self.url)})

    def transfer_issue(
        self, number: int, to: int, by: str = "ada", at: datetime | None = None, repository: int | None = None
    ) -> Item:
        """The issue under its new number and id, in repository `to`; both are told."""
        with self.lock:
            home, target, at = self.home(repository), self.home(to), _second(at)
            old = self.item(number, home.id)
            home.keep(old, old.updated_at)
            home.drop(old)
            new = Item(**vars(old) | {"number": target.next_number(), "id": next(self._ids), "updated_at": at})
            target.keep(new, None)
        before, after = shown_issue(home, old, self.url), shown_issue(target, new, self.url)
        there = {"new_issue": after, "new_repository": shown_repository(target, self.url)}
        self.tell("issues", "transferred", by, home, {"issue": before, "changes": there})
        here = {"old_issue": before, "old_repository": shown_repository(home, self.url)}
        self.tell("issues", "opened", by, target, {"issue": after, "changes": here})
        return new

    def rename(self, id_: int, full_name: str, by: str = "ada") -> None:
        """Its former name leads to it from now on, by 301. Another owner: it is transferred."""
        with self.lock:
            home = self.repositories[id_]
            former, home.full_name = home.full_name, full_name
            self.former[former.lower()] = id_
        same = former.partition("/")[0] == home.owner
        was: dict[str, Any] = {"repository": {"name": {"from": former.partition("/")[2]}}}
        if not same:
            was = {"owner": {"from": {"organization": user(former.partition("/")[0])}}}
        self.tell("repository", "renamed" if same else "transferred", by, home, {"changes": was})

    # Apps.

    def add_app(self, id_: int = 4_242, slug: str = "codebadge-lumen", owner: str = "lumen", hook: str = "") -> App:
        with self.lock:
            self.apps[id_] = App(id_, slug, owner, hook)
            self.app_sent[id_] = []
            return self.apps[id_]

    def manifest_code(self, hook: str, slug: str = "codebadge-lumen", owner: str = "lumen") -> str:
        """What GitHub puts in the address after somebody agreed to a manifest: good once."""
        app = self.add_app(next(self._ids), slug, owner, hook)
        code = uuid.uuid4().hex
        self.codes[code] = app
        return code

    def install(self, app: App, account: str, repositories: list[int], by: str = "ada") -> Installation:
        """Told by `installation` created."""
        with self.lock:
            one = Installation(next(self._ids), account, repositories)
            app.installations[one.id] = one
        self.tell_app(app, "installation", "created", by, one, {"repositories": self._few(repositories)})
        return one

    def uninstall(self, app: App, one: Installation, by: str = "ada") -> None:
        del app.installations[one.id]
        self.leases = {token: lent for token, lent in self.leases.items() if lent.id != one.id}
        self.tell_app(app, "installation", "deleted", by, one, {"repositories": self._few(one.repositories)})

    def suspend(self, app: App, one: Installation, suspended: bool = True, by: str = "ada") -> None:
        one.suspended = suspended
        self.tell_app(app, "installation", "suspend" if suspended else "unsuspend", by, one, {})

    def choose(self, app: App, one: Installation, repositories: list[int], by: str = "ada") -> None:
        """Exactly these repositories; told by `installation_repositories`."""
        added = [id_ for id_ in repositories if id_ not in one.repositories]
        removed = [id_ for id_ in one.repositories if id_ not in repositories]
        one.repositories = repositories
        for action, which in (("added", added), ("removed", removed)):
            if which:
                few = {f"repositories_{name}": [] for name in ("added", "removed")} | {
                    f"repositories_{action}": self._few(which)
                }
                more = few | {"repository_selection": "selected"}
                self.tell_app(app, "installation_repositories", action, by, one, more)

    def _few(self, repositories: list[int]) -> list[dict[str, Any]]:
        found = [self.repositories[id_] for id_ in repositories]
        return [{"id": one.id, "name": one.name, "full_name": one.full_name, "private": one.private} for one in found]

    # Webhooks.

    def _tell_item(self, home: Repository, item: Item, action: str, by: str | None) -> None:
        if item.kind == "issue":
            self.tell("issues", action, by, home, {"issue": shown_issue(home, item, self.url)})
        else:
            shown = shown_pull(home, item, self.url)
            self.tell("pull_request", action, by, home, {"number": item.number, "pull_request": shown})

    def tell(self, event: str, action: str, by: str | None, home: Repository, more: dict[str, Any]) -> None:
        """To the repository's hooks, and to the apps that are installed there."""
        if not self.deliver:
            return
        payload = {"action": action, **more, "repository": shown_repository(home, self.url), "sender": user(by)}
        for hook in [one for one in self.hooks.values() if one.repository == home.id]:
            if hook.active and ("*" in hook.events or event in hook.events):
                hook.sent.append(self.send(event, payload, hook.url, hook.secret, repository=home.id))
        for app in self.apps.values():
            for one in app.installations.values():
                if home.id in one.repositories and not one.suspended and app.hook:
                    self.tell_app(app, event, action, by, one, payload, home)

    def tell_app(
        self,
        app: App,
        event: str,
        action: str,
        by: str | None,
        one: Installation,
        more: dict[str, Any],
        home: Repository | None = None,
    ) -> None:
        if not self.deliver or not app.hook:
            return
        whole = home is None and event == "installation"
        shown = app.shown_installation(one, self.url) if whole or home is None else {"id": one.id, "node_id": "x"}
        payload = {"action": action, **more, "installation": shown, "sender": user(by)}
        about = home.id if home else None
        self.app_sent[app.id].append(self.send(event, payload, app.hook, app.secret, about, one.id))

    def send(
        self,
        event: str,
        payload: dict[str, Any],
        url: str,
        secret: str,
        repository: int | None = None,
        installation: int | None = None,
    ) -> Sent:
        """A new delivery, sent now; kept as failed when it is not taken."""
        new = {"id": next(self._ids), "guid": str(uuid.uuid4()), "at": datetime.now(UTC), "again": False, "status": 0}
        about = {"repository": repository, "installation": installation}
        one = Sent(**new, **about, event=event, body=json.dumps(payload).encode(), to=url, secret=secret)
        one.status = self._send(one)
        return one

    def send_again(self, one: Sent) -> Sent:
        """A delivery sent once more, with its guid; a further entry of what is remembered."""
        again = Sent(**vars(one) | {"id": next(self._ids), "at": datetime.now(UTC), "again": True})
        again.status = self._send(again)
        return again

    def _send(self, one: Sent) -> int:
        digest = hmac.new(one.secret.encode(), one.body, hashlib.sha256).hexdigest()
        signed = {"X-Hub-Signature-256": f"sha256={digest}"} if one.secret else {}
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "GitHub-Hookshot/0000000",
            "X-GitHub-Delivery": one.guid,
            "X-GitHub-Event": one.event,
        }
        return self.post(one.to, one.body, headers | signed)


def _second(at: datetime | None) -> datetime:
    """GitHub's clock has whole seconds."""
    return (at or datetime.now(UTC)).replace(microsecond=0)
