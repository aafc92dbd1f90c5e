"""A repository comes in; requests about its webhooks go out, and what GitHub remembers of what it sent there."""

import re
from dataclasses import dataclass
from datetime import datetime

from models.errors import Invalid
from models.sources import picking
from models.sources.github_rest import is_repository
from models.sources.picking import Fields
from models.sources.rest import MAX_PAGE, Answer, Request, thing, things

EVENTS = ("issues", "issue_comment", "pull_request", "pull_request_review", "push", "star", "repository", "member")
"""What a webhook is asked for: what github_events.py counts, and what the repository becomes."""
APP = "/app/hook"
"""The one webhook of an app, as whose self one asks."""
_ID = re.compile(r"[1-9][0-9]{0,18}", re.A)


@dataclass(frozen=True, slots=True)
class RemoteHook:
    """A webhook as GitHub knows it. `answered`: the status of the last answer that it got from us; None: it was not
    used, or nobody was reached."""

    id: str
    url: str
    active: bool
    answered: int | None

    @property
    def well(self) -> bool:
        """Whether the last delivery was taken, as far as GitHub says."""
        return self.answered is None or 200 <= self.answered < 400


@dataclass(frozen=True, slots=True)
class Sent:
    """One try to deliver. All tries of a delivery have its `guid`."""

    id: str
    guid: str
    event: str
    at: datetime
    status: int
    installation: int | None
    repository: str | None

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 400


def create(repository: str, callback: str, secret: str) -> Request:
    """A webhook of owner/name that tells what counts. "there" when this address has one already. Raises Invalid."""
    return Request("POST", _hooks(repository), _about(callback, secret) | {"name": "web"})


def listed(repository: str) -> Request:
    """The repository's webhooks; a page."""
    return Request("GET", f"{_hooks(repository)}?per_page=100", at_most=MAX_PAGE)


def show(repository: str, remote: str) -> Request:
    return Request("GET", hook(repository, remote))


def change(repository: str, remote: str, callback: str, secret: str) -> Request:
    """All as it should be, also after somebody switched it off there."""
    return Request("PATCH", hook(repository, remote), _about(callback, secret))


def delete(repository: str, remote: str) -> Request:
    return Request("DELETE", hook(repository, remote))


def hook(repository: str, remote: str) -> str:
    """The path of a repository's webhook, of which deliveries are asked. Raises Invalid."""
    return f"{_hooks(repository)}/{_number(remote)}"


def deliveries(of: str) -> Request:
    """What was sent in the last three days, newest first; a page. `of`: `hook(…)`, or APP."""
    return Request("GET", f"{of}/deliveries?per_page=100", at_most=MAX_PAGE)


def redeliver(of: str, delivery: str) -> Request:
    """The same again, under the same guid; GitHub answers before it has sent it."""
    return Request("POST", f"{of}/deliveries/{_number(delivery)}/attempts")


def hook_of(answer: Answer) -> RemoteHook:
    """Raises Invalid."""
    return _remote(thing(answer))


def find(answer: Answer, callback: str) -> RemoteHook | None:
    """The webhook of this address among those of a page. Raises Invalid for what is no list."""
    for found in things(answer):
        if picking.some_part(found, "config").get("url") == callback:
            return _remote(found)
    return None


def sent(answer: Answer) -> list[Sent]:
    """Those that can be read, in GitHub's order. Raises Invalid for what is no list."""
    return [one for one in map(_sent, things(answer)) if one is not None]


def _about(callback: str, secret: str) -> dict[str, object]:
    config = {"url": callback, "content_type": "json", "secret": secret, "insecure_ssl": "0"}
    return {"active": True, "events": list(EVENTS), "config": config}


def _hooks(repository: str) -> str:
    if not is_repository(repository):
        raise Invalid("A repository is named as owner/name.")
    return f"/repos/{repository}/hooks"


def _number(given: str) -> str:
    if _ID.fullmatch(given) is None:
        raise Invalid("GitHub's ids are numbers.")
    return given


def _remote(found: Fields) -> RemoteHook:
    return RemoteHook(
        id=picking.identifier(found),
        url=picking.text(picking.some_part(found, "config"), "url", 1_000),
        active=found.get("active") is True,
        answered=_status(picking.some_part(found, "last_response").get("code")),
    )


def _sent(found: Fields) -> Sent | None:
    installation, repository = (found.get(name) for name in ("installation_id", "repository_id"))
    try:
        return Sent(
            id=picking.identifier(found),
            guid=picking.text(found, "guid", 100),
            event=picking.text(found, "event", 60),
            at=picking.moment(found, "delivered_at"),
            status=_status(found.get("status_code")) or 0,
            installation=int(picking.identifier(found, "installation_id")) if installation else None,
            repository=picking.identifier(found, "repository_id") if repository else None,
        )
    except Invalid:
        return None


def _status(code: object) -> int | None:
    return code if isinstance(code, int) and not isinstance(code, bool) and 0 < code < 1_000 else None
