"""A board comes in; requests about its webhook at Trello go out, and what Trello knows of it."""

from dataclasses import dataclass
from datetime import datetime

from models.errors import Invalid
from models.sources import picking
from models.sources.rest import Answer, Request, thing
from models.sources.trello_rest import home, is_id, own_id


@dataclass(frozen=True, slots=True)
class RemoteHook:
    """A webhook as Trello knows it: after some failures it is `active` no more."""

    id: str
    board: str
    callback: str
    active: bool
    failures: int
    first_failed_at: datetime | None


def create(board: str, callback: str) -> Request:
    """Trello sends HEAD to the callback before it answers, and wants 200."""
    home(board)
    about = {"description": "Codebadge", "callbackURL": callback, "idModel": board}
    return Request("POST", "/1/webhooks", about)


def show(remote: str) -> Request:
    return Request("GET", _hook(remote))


def change(remote: str, callback: str, active: bool = True) -> Request:
    """Made active again, its failures are forgotten."""
    return Request("PUT", _hook(remote), {"callbackURL": callback, "active": active})


def delete(remote: str) -> Request:
    return Request("DELETE", _hook(remote))


def hook_of(answer: Answer) -> RemoteHook:
    """Raises Invalid."""
    found = thing(answer)
    failures = found.get("consecutiveFailures")
    return RemoteHook(
        id=own_id(found),
        board=picking.text(found, "idModel", 24),
        callback=picking.text(found, "callbackURL", 1_000),
        active=found.get("active") is True,
        failures=min(failures, 10**6) if isinstance(failures, int) and failures > 0 else 0,
        first_failed_at=picking.some_moment(found, "firstConsecutiveFailDate"),
    )


def _hook(remote: str) -> str:
    if not is_id(remote):
        raise Invalid("A webhook's id has 24 hexadecimal digits.")
    return f"/1/webhooks/{remote}"
