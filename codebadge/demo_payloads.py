"""A piece of the demo's work comes in; the payload that GitHub would send of it goes out, to be signed.

Only what a reader of webhooks uses is there, in GitHub's shape: docs.github.com/webhooks.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from codebadge.demo_cast import Craft, Player, Stage

Payload = dict[str, Any]


@dataclass(slots=True)
class Item:
    """An issue or a pull request as it is now.

    Of a pull request: `lines` (added, removed), the `paths` of its files, and its `helpers`, named by its commits.
    Of an issue: its `text`, and what it is `worth`, which nobody says before it is done.
    """

    kind: Literal["issue", "pull_request"]
    id: int
    number: int
    title: str
    stage: Stage
    author: Player
    created_at: datetime
    updated_at: datetime
    labels: list[str] = field(default_factory=list)
    assignees: list[Player] = field(default_factory=list)
    closed_at: datetime | None = None
    reason: str | None = None
    merged: bool = False
    reviewers: list[Player] = field(default_factory=list)
    association: str = "MEMBER"
    lines: tuple[int, int] | None = None
    paths: tuple[str, ...] = ()
    helpers: tuple[Player, ...] = ()
    craft: Craft = "back-end"
    text: str = ""
    worth: int = 0


def ping(stage: Stage, sender: Player) -> Payload:
    """The first delivery of every hook."""
    return {"zen": "Mind your words, they are important.", "hook_id": stage.id, **_around(stage, sender)}


def about(item: Item, action: str, sender: Player, **more: Any) -> Payload:
    """An `issues` or `pull_request` event; whoever sends of a merge has merged."""
    shown = work(item) | ({"merged_by": user(sender)} if item.merged else {})
    return {"action": action, item.kind: shown, **more, **_around(item.stage, sender)}


def comment(item: Item, writer: Player) -> Payload:
    """An `issue_comment` event."""
    at = moment(item.updated_at)
    said = {"id": item.id * 100, "user": user(writer), "created_at": at, "updated_at": at, "body": "I can see it, too."}
    return about(item, "created", writer, comment=said)


def review(item: Item, action: str, sender: Player, reviewer: Player, verdict: str, at: datetime) -> Payload:
    """A `pull_request_review` event; the pull request beside it has no `merged`, as at GitHub."""
    beside = {key: value for key, value in work(item).items() if key != "merged"}
    given = {
        "id": item.id * 100 + item.reviewers.index(reviewer),
        "user": user(reviewer),
        "state": verdict,
        "submitted_at": moment(at),
        "html_url": f"{_address(item)}#pullrequestreview-{item.id}",
    }
    return {"action": action, "review": given, "pull_request": beside, **_around(item.stage, sender)}


def star(stage: Stage, giver: Player, at: datetime) -> Payload:
    """A `star` event."""
    return {"action": "created", "starred_at": moment(at), **_around(stage, giver)}


def push(item: Item, sender: Player, sha: str, at: datetime) -> Payload:
    """The `push` event that follows a merge."""
    commit = {
        "id": sha,
        "distinct": True,
        "message": "\n\n".join((item.title, *trailers(item))),
        "timestamp": moment(at),
        "added": [],
        "modified": list(item.paths),
        "removed": [],
    }
    around = _around(item.stage, sender)
    around["repository"] |= {"pushed_at": int(at.timestamp())}
    return {
        "ref": "refs/heads/main",
        "before": "0" * 40,
        "after": sha,
        "deleted": False,
        "compare": f"{item.stage.url}/commit/{sha}",
        "commits": [commit],
        "head_commit": commit,
        **around,
    }


def trailers(item: Item) -> list[str]:
    """The last paragraph of a commit's message, when somebody helped."""
    lines = [f"Co-authored-by: {one.name} <{one.id}+{one.login}@users.noreply.github.com>" for one in item.helpers]
    return ["\n".join(lines)] if lines else []


def work(item: Item) -> Payload:
    """The issue or pull request itself."""
    shown = {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "html_url": _address(item),
        "user": user(item.author),
        "labels": [label(name) for name in item.labels],
        "assignees": [user(one) for one in item.assignees],
        "state": "closed" if item.closed_at else "open",
        "created_at": moment(item.created_at),
        "updated_at": moment(item.updated_at),
        "closed_at": item.closed_at and moment(item.closed_at),
        "author_association": item.association,
    }
    if item.kind == "issue":
        return shown | {"state_reason": item.reason, "body": item.text or None}
    size = {} if item.lines is None else {"additions": item.lines[0], "deletions": item.lines[1]}
    ended = {"merged": item.merged, "merged_at": shown["closed_at"] if item.merged else None}
    return shown | size | ended | {"body": "".join(trailers(item))}


def user(player: Player) -> Payload:
    """An account. Nobody's real picture is borrowed: the pages show initials."""
    return {
        "id": player.id,
        "login": player.login,
        "name": player.name,
        "type": "Bot" if player.bot else "User",
        "avatar_url": "",
        "html_url": f"https://github.com/{player.login}",
    }


def label(name: str) -> Payload:
    """A label, known by its name."""
    return {"name": name, "color": "2f6f4f"}


def moment(at: datetime) -> str:
    """A time as GitHub writes it: in UTC, to the second."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _address(item: Item) -> str:
    return f"{item.stage.url}/{'issues' if item.kind == 'issue' else 'pull'}/{item.number}"


def _around(stage: Stage, sender: Player) -> Payload:
    repository = {"id": stage.id, "full_name": stage.name, "html_url": stage.url, "default_branch": "main"}
    return {"repository": repository, "sender": user(sender)}
