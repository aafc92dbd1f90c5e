"""What GitHub holds: accounts, repositories, issues and pull requests; how it shows each of them by REST."""

import bisect
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

WEB = "https://github.com"
PULL = 500_000_000
"""A pull request's own id is its issue's id and this."""
Kind = Literal["issue", "pull"]


def stamp(at: datetime | None) -> str | None:
    """As GitHub writes times."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


@dataclass
class Review:
    id: int
    by: str
    state: str
    at: datetime


@dataclass
class Item:
    """An issue or a pull request; `id` is the issue's, also of a pull request."""

    number: int
    id: int
    title: str
    author: str | None
    at: datetime
    updated_at: datetime
    kind: Kind = "issue"
    body: str | None = None
    labels: list[str] = field(default_factory=list)
    assignees: list[str] = field(default_factory=list)
    state: str = "open"
    reason: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    merged_by: str | None = None
    reviews: list[Review] = field(default_factory=list)
    comments: dict[int, str] = field(default_factory=dict)

    @property
    def merged(self) -> bool:
        return self.merged_by is not None


@dataclass
class Event:
    """Of an issue or a pull request: closed, merged, reopened."""

    id: int
    kind: str
    number: int
    by: str | None
    at: datetime


class Repository:
    """Its items, in order of their last change; items of `many` are made when they are asked for."""

    def __init__(self, id_: int, full_name: str, private: bool = False, admin: bool = True) -> None:
        self.id, self.full_name, self.private, self.admin = id_, full_name, private, admin
        self.created_at = datetime(2020, 1, 1, tzinfo=UTC)
        self.archived = False
        self.items: dict[int, Item] = {}
        self.events: list[tuple[datetime, int, int]] = []
        self.told: dict[int, Event] = {}
        self.spoken: list[tuple[int, int, str, datetime]] = []
        self.order: list[tuple[datetime, int]] = []
        self.make: Callable[[int], Item] | None = None
        self.make_event: Callable[[int], Event] | None = None
        self.count = 0
        self.pulls: list[tuple[datetime, int]] = []

    def next_number(self) -> int:
        return max(self.count, *self.items, 0) + 1

    def item(self, number: int) -> Item | None:
        """The item, made now if nobody touched it yet."""
        found = self.items.get(number)
        if found is None and self.make and 0 < number <= self.count:
            return self.make(number)
        return found

    def keep(self, item: Item, former: datetime | None) -> None:
        """The item as it is now; `former`: when it was changed last before, None for a new one."""
        self.items[item.number] = item
        for order in (self.order, self.pulls) if item.kind == "pull" else (self.order,):
            if former is not None:
                order.pop(bisect.bisect_left(order, (former, item.number)))
            bisect.insort(order, (item.updated_at, item.number))

    def drop(self, item: Item) -> None:
        """It is not here any more."""
        del self.items[item.number]
        for order in (self.order, self.pulls) if item.kind == "pull" else (self.order,):
            order.pop(bisect.bisect_left(order, (item.updated_at, item.number)))

    def tell(self, event: Event) -> None:
        self.told[event.id] = event
        bisect.insort(self.events, (event.at, event.id, event.number))

    def event(self, id_: int) -> Event:
        found = self.told.get(id_)
        if found is None:
            assert self.make_event is not None
            found = self.make_event(id_)
        return found

    @property
    def name(self) -> str:
        return self.full_name.partition("/")[2]

    @property
    def owner(self) -> str:
        return self.full_name.partition("/")[0]


def user_id(login: str) -> int:
    """The same login has the same id, everywhere; GitHub's ghost its own."""
    if login == "ghost":
        return 10_137
    return 1_000 + int.from_bytes(hashlib.sha256(login.lower().encode()).digest()[:4], "big") % 100_000_000


def user(login: str | None) -> dict[str, Any] | None:
    if login is None:
        return None
    kind = "Bot" if login.endswith("[bot]") else "User"
    return {
        "login": login,
        "id": user_id(login),
        "avatar_url": f"https://avatars.githubusercontent.com/u/{user_id(login)}?v=4",
        "html_url": f"{WEB}/{login}",
        "type": kind,
        "site_admin": False,
    }


def shown_repository(one: Repository, api: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "full_name": one.full_name,
        "private": one.private,
        "owner": user(one.owner),
        "html_url": f"{WEB}/{one.full_name}",
        "url": f"{api}/repos/{one.full_name}",
        "fork": False,
        "archived": one.archived,
        "disabled": False,
        "default_branch": "main",
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.created_at),
        "pushed_at": stamp(one.created_at),
        "has_issues": True,
        "permissions": {"admin": one.admin, "maintain": one.admin, "push": True, "triage": True, "pull": True},
    }


def shown_issue(home: Repository, item: Item, api: str, whole: bool = True) -> dict[str, Any]:
    """As /issues shows it, pull requests among them; `whole`: alone or in a webhook. A list does not say who closed."""
    at = f"{api}/repos/{home.full_name}"
    web = f"{WEB}/{home.full_name}/{'pull' if item.kind == 'pull' else 'issues'}/{item.number}"
    shown = _shared(item) | {
        "url": f"{at}/issues/{item.number}",
        "repository_url": at,
        "html_url": web,
        "id": item.id,
        "comments": len(item.comments),
        "author_association": "CONTRIBUTOR",
        "state_reason": item.reason,
        "performed_via_github_app": None,
    }
    if whole:
        shown["closed_by"] = user(item.closed_by)
    if item.kind == "pull":
        merged = stamp(item.closed_at) if item.merged else None
        shown["pull_request"] = {"url": f"{at}/pulls/{item.number}", "html_url": web, "merged_at": merged}
    return shown


def shown_pull(home: Repository, item: Item, api: str, whole: bool = True) -> dict[str, Any]:
    """As /pulls shows it; `whole`: alone or in a webhook, with what lists leave out."""
    web = f"{WEB}/{home.full_name}/pull/{item.number}"
    shown = _shared(item) | {
        "url": f"{api}/repos/{home.full_name}/pulls/{item.number}",
        "html_url": web,
        "id": item.id + PULL,
        "author_association": "CONTRIBUTOR",
        "merged_at": stamp(item.closed_at) if item.merged else None,
        "merge_commit_sha": None,
        "draft": False,
        "requested_reviewers": [],
        "head": {"ref": "topic", "sha": f"{item.id:040x}", "repo": shown_repository(home, api)},
        "base": {"ref": "main", "sha": f"{1:040x}", "repo": shown_repository(home, api)},
    }
    if whole:
        merger = user(item.merged_by)
        shown |= {"merged": item.merged, "merged_by": merger, "additions": 10, "deletions": 3, "changed_files": 2}
    return shown


def _shared(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "user": user(item.author),
        "labels": [{"id": user_id(name), "name": name, "color": "ededed"} for name in item.labels],
        "state": item.state,
        "locked": False,
        "assignee": user(item.assignees[0]) if item.assignees else None,
        "assignees": [user(one) for one in item.assignees],
        "milestone": None,
        "created_at": stamp(item.at),
        "updated_at": stamp(item.updated_at),
        "closed_at": stamp(item.closed_at),
        "body": item.body,
    }


def shown_review(home: Repository, item: Item, review: Review, api: str) -> dict[str, Any]:
    """By REST its state is in capitals, as it is here; a webhook has it in small letters."""
    web = f"{WEB}/{home.full_name}/pull/{item.number}"
    return {
        "id": review.id,
        "user": user(review.by),
        "body": "",
        "state": review.state.upper(),
        "html_url": f"{web}#pullrequestreview-{review.id}",
        "pull_request_url": f"{api}/repos/{home.full_name}/pulls/{item.number}",
        "author_association": "CONTRIBUTOR",
        "submitted_at": stamp(review.at),
        "commit_id": f"{item.id:040x}",
    }


def shown_comment(home: Repository, spoken: tuple[int, int, str, datetime], api: str) -> dict[str, Any]:
    id_, number, by, at = spoken
    return {
        "id": id_,
        "url": f"{api}/repos/{home.full_name}/issues/comments/{id_}",
        "issue_url": f"{api}/repos/{home.full_name}/issues/{number}",
        "user": user(by),
        "body": "I have seen that, too.",
        "created_at": stamp(at),
        "updated_at": stamp(at),
        "author_association": "NONE",
    }


def shown_event(home: Repository, event: Event, api: str) -> dict[str, Any]:
    item = home.item(event.number)
    return {
        "id": event.id,
        "url": f"{api}/repos/{home.full_name}/issues/events/{event.id}",
        "actor": user(event.by),
        "event": event.kind,
        "commit_id": None,
        "commit_url": None,
        "created_at": stamp(event.at),
        "issue": shown_issue(home, item, api, whole=False) if item else None,
        "performed_via_github_app": None,
    }
