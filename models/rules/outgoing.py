"""A numbered message comes in; what a webhook of ours says of it goes out, and what its answer means, and when to try.

The shape is that of standardwebhooks.com: `type`, `timestamp`, `data`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Literal, get_args

from models.rules.shown import iso

Event = Literal["badge.awarded", "badge.revoked", "points.changed", "season.closed", "digest", "person.hidden"]
EVENTS: tuple[Event, ...] = get_args(Event)
"""The kinds of messages that can be told elsewhere."""
TEST = "codebadge.test"
TOP = 10
"""Lines of a closed season's board that are told."""

DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Between two tries of one event, as Standard Webhooks recommends it: ten tries in a little more than three days."""
LONG = timedelta(days=5)
"""An outlet that fails for so long without one success is switched off."""
LEAST_REST, MOST_REST = timedelta(seconds=30), timedelta(minutes=10)
"""An outlet that does not answer is left alone for a tenth of the time for which it has failed, within these bounds."""
MOST_WAIT = timedelta(hours=24)
"""What a Retry-After may ask for."""


@dataclass(frozen=True)
class Verdict:
    """What came of one try: `sent`; `again` (this event is tried again), `later` (so are all, after a rest), `gone`
    (for ever). `until`: the other side wants nothing before that."""

    meaning: Literal["sent", "again", "later", "gone"]
    words: str = ""
    status: int | None = None
    until: datetime | None = None


def key(organization: int, seq: int) -> str:
    """The `webhook-id` of a message: the same at every try, and at every outlet."""
    return f"msg_{organization}_{seq}"


def body(kind: str, at: datetime, slug: str, name: str, facts: Mapping[str, Any]) -> str:
    """The JSON text that is signed and sent."""
    data = {"organization": {"slug": slug, "name": name}, **facts}
    return json.dumps({"type": kind, "timestamp": iso(at), "data": data}, ensure_ascii=False, separators=(",", ":"))


def facts(body: Mapping[str, Any], public_url: str) -> dict[str, Any]:
    """A message's public facts, with the addresses of our pictures and pages whole."""
    told: dict[str, Any] = _whole(dict(body), public_url)
    if "award" in told:
        told["url"] = f"{public_url}/awards/{told['award']['id']}"
    return told


def season_facts(
    body: Mapping[str, Any], top: Sequence[Mapping[str, Any]], slug: str, public_url: str
) -> dict[str, Any]:
    """What is told of a season that is closed: who was in front, as anybody may see it now."""
    url = f"{public_url}/boards?org={slug}&board={body['board']}&at={body['season']['starts_on']}"
    return {**body, "top": [_whole(dict(one), public_url) for one in top], "url": url}


def judged(status: int, retry_after: str | None, now: datetime) -> Verdict:
    """What an answer means."""
    words = f"It answered with status {status}."
    if 200 <= status < 300:
        return Verdict("sent", "", status)
    if status == 410:
        return Verdict("gone", "It answered that it is gone for ever (status 410).", status)
    if 300 <= status < 400:
        return Verdict("again", f"It leads elsewhere (status {status}), which is not followed.", status)
    if status in (408, 429) or status >= 500:
        return Verdict("later", words, status, waits(retry_after, now))
    return Verdict("again", words, status)


def waits(retry_after: str | None, now: datetime) -> datetime | None:
    """Until when a Retry-After asks to wait, within bounds; None for none that can be read."""
    text = (retry_after or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
        return now + min(timedelta(seconds=int(text)), MOST_WAIT)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(at.replace(tzinfo=at.tzinfo or UTC), now), now + MOST_WAIT)


def next_try(attempts: int, verdict: Verdict, now: datetime, jitter: float) -> datetime | None:
    """When to try again after so many attempts, None for never. `jitter`, from 0 to 1: up to a tenth more, so that many
    events do not come back at once."""
    if attempts > len(DELAYS):
        return None
    at = now + DELAYS[attempts - 1] * (1 + jitter / 10)
    return max(at, verdict.until) if verdict.until else at


def rest(verdict: Verdict, failing_since: datetime, now: datetime) -> datetime:
    """Until when nothing is sent to an outlet after that."""
    if verdict.meaning != "later":
        return now
    at = now + min(max((now - failing_since) / 10, LEAST_REST), MOST_REST)
    return max(at, verdict.until) if verdict.until else at


def _whole(told: Any, public_url: str) -> Any:
    if isinstance(told, dict):
        return {name: _image(name, value, public_url) for name, value in told.items()}
    return [_whole(one, public_url) for one in told] if isinstance(told, list | tuple) else told


def _image(name: str, value: Any, public_url: str) -> Any:
    if name in ("image", "avatar") and isinstance(value, str) and value.startswith("/"):
        return public_url + value
    return _whole(value, public_url)
