"""A number comes in; a signed, GitHub-shaped delivery about an issue goes out."""

import json
import uuid
from datetime import UTC, datetime

from models.sources import github

MAINTAINER = {"id": 9_999, "login": "maintainer", "type": "User"}
"""Closes the issues: nobody earns by closing what they opened themselves."""
REPOSITORY = {"id": 501, "full_name": "lumen/parser", "html_url": "https://github.com/lumen/parser"}


def closed_issue(number: int, person: int, secret: bytes) -> tuple[bytes, dict[str, str]]:
    """(body, headers) of an issue closed now and assigned to a person."""
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    user = {"id": 10_000 + person, "login": f"person-{person}", "type": "User"}
    issue = {
        "id": 1_000_000 + number,
        "number": number,
        "title": f"Issue {number}",
        "html_url": f"https://github.com/lumen/parser/issues/{number}",
        "user": user,
        "assignees": [user],
        "labels": [{"name": f"points: {number % 8 + 1}"}],
        "state": "closed",
        "state_reason": "completed",
        "created_at": at,
        "updated_at": at,
        "closed_at": at,
        "body": "A description of some length. " * 60,
    }
    body = json.dumps({"action": "closed", "issue": issue, "repository": REPOSITORY, "sender": MAINTAINER}).encode()
    return body, {
        "Content-Type": "application/json",
        "X-GitHub-Event": "issues",
        "X-GitHub-Delivery": str(uuid.uuid4()),
        "X-Hub-Signature-256": github.sign(secret, body),
    }
