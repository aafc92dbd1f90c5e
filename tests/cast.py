"""The fixed cast: Lumen, its people, and their work as GitHub would tell it. Time is always an argument."""

import hashlib
import hmac
import itertools
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from models import db, deliveries, hooks
from models.deliveries import Arrival, Delivery
from models.hooks import Hook
from models.rules.work import Account
from models.tenants import Organization
from workers import intake

ADA = Account(provider="github", external_id="1001", login="ada")
BOB = Account(provider="github", external_id="1002", login="bob")
CYD = Account(provider="github", external_id="1003", login="cyd")
ROBOT = Account(provider="github", external_id="1009", login="robot[bot]", bot=True)
PARSER = {
    "id": 501,
    "full_name": "lumen/parser",
    "html_url": "https://github.com/lumen/parser",
    "default_branch": "main",
}

Payload = dict[str, Any]


@dataclass
class Lumen:
    """The organisation with one hook; `deliver` goes the whole way from the kept row to the outbox."""

    organization: Organization
    hook: Hook
    secret: str
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    @classmethod
    def open(cls, organization: Organization, now: datetime) -> "Lumen":
        hook, secret = hooks.create(organization, "lumen/parser", now)
        return cls(organization, hook, secret)

    def keep(self, event: str, payload: Payload, now: datetime, guid: str | None = None) -> int:
        """A kept delivery; its id."""
        arrival = Arrival(
            hook_id=self.hook.id,
            guid=guid or f"guid-{next(self.numbers)}",
            event=event,
            body=json.dumps(payload).encode(),
            received_at=now,
        )
        with db.unit():
            return deliveries.keep([arrival])[0].id

    def deliver(self, event: str, payload: Payload, now: datetime) -> Delivery:
        """Kept, leased and settled at `now`; the row as it ended."""
        row = self.keep(event, payload, now)
        with db.unit():
            assert deliveries.lease(now, row) == row
        intake.settle(row, now)
        with db.unit():
            return Delivery.get_by_id(row)

    def sign(self, body: bytes) -> str:
        """GitHub's signature of a body."""
        return "sha256=" + hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()


def user(account: Account) -> Payload:
    """An account in GitHub's words."""
    return {"id": int(account.external_id), "login": account.login, "type": "Bot" if account.bot else "User"}


def issue(
    action: str,
    at: datetime,
    *,
    number: int = 42,
    author: Account = BOB,
    assignees: tuple[Account, ...] = (ADA,),
    labels: tuple[str, ...] = (),
    closed: bool | None = None,
    reason: str | None = "completed",
    repository: Payload = PARSER,
    by: Account | None = None,
) -> Payload:
    """An `issues` event; closed by default when the action says so. `by`: who did it; unless told the author, or, of an
    issue of their own, Cyd, for nobody earns by closing what they opened themselves.
    """
    by = by or (CYD if author in assignees else author)
    is_closed = action == "closed" if closed is None else closed
    return {
        "action": action,
        "issue": {
            "id": 7000 + number,
            "number": number,
            "title": f"Issue {number}",
            "html_url": f"{repository['html_url']}/issues/{number}",
            "user": user(author),
            "labels": [{"name": label} for label in labels],
            "assignees": [user(one) for one in assignees],
            "state": "closed" if is_closed else "open",
            "state_reason": reason if is_closed else None,
            "created_at": moment(at - timedelta(days=1)),
            "updated_at": moment(at),
            "closed_at": moment(at) if is_closed else None,
        },
        "repository": repository,
        "sender": user(by),
    }


def pull_request(
    action: str,
    at: datetime,
    *,
    number: int = 7,
    author: Account = ADA,
    merged: bool = False,
    repository: Payload = PARSER,
) -> Payload:
    """A `pull_request` event."""
    closed = action == "closed"
    return {
        "action": action,
        "pull_request": {
            "id": 8000 + number,
            "number": number,
            "title": f"Change {number}",
            "html_url": f"{repository['html_url']}/pull/{number}",
            "user": user(author),
            "labels": [],
            "assignees": [],
            "state": "closed" if closed else "open",
            "merged": merged,
            "merged_at": moment(at) if merged else None,
            "created_at": moment(at - timedelta(days=1)),
            "updated_at": moment(at),
            "closed_at": moment(at) if closed else None,
        },
        "repository": repository,
        "sender": user(author),
    }


def review(action: str, at: datetime, *, reviewer: Account = BOB, number: int = 7, author: Account = ADA) -> Payload:
    """A `pull_request_review` event."""
    beside = pull_request("opened", at - timedelta(hours=1), number=number, author=author)
    return beside | {
        "action": action,
        "review": {
            "id": 9000 + number,
            "user": user(reviewer),
            "state": "dismissed" if action == "dismissed" else "approved",
            "submitted_at": moment(at),
            "html_url": f"{PARSER['html_url']}/pull/{number}#pullrequestreview-1",
        },
        "sender": user(reviewer),
    }


def moment(at: datetime) -> str:
    """A time as GitHub writes it."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
