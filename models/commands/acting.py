"""What every command is made of: its arguments' words, who does it, its answer, and its line in the audit trail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StrictBool, StrictInt, StringConstraints
from redis import Redis

from models import audit
from models.audit import Actor
from models.rules.callers import Caller
from models.rules.roles import Capability, Ladder
from models.rules.work import Value
from models.settings import Settings
from models.tenants import Organization


def _showable(text: str) -> str:
    if "\x00" in text or any(0xD800 <= ord(one) <= 0xDFFF for one in text):
        raise ValueError("holds characters that cannot be kept")
    return text


def text(least: int, most: int) -> Any:
    """A string of that many characters, without space at its ends."""
    bounds = StringConstraints(strip_whitespace=True, min_length=least, max_length=most, strict=True)
    return Annotated[str, bounds, AfterValidator(_showable)]


Id = Annotated[StrictInt, Field(ge=1, lt=2**63)]
Flag = StrictBool
Why = text(0, 500)
Name = text(1, 200)
Description = text(0, 2_000)
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$")]
Color = Annotated[str, StringConstraints(strict=True, pattern=r"^#[0-9A-Fa-f]{6}$")]
Address = Annotated[str, StringConstraints(strict=True, max_length=2_000, pattern=r"^https?://[!-~]+$")]
"""A web address, as it may stand in a link or be an image's source."""


@dataclass(frozen=True)
class Act:
    """One command being done. `ladder`: by whose policy; only where a dialect's document asks for more."""

    organization: Organization
    caller: Caller
    by: Actor
    now: datetime
    redis: Redis
    settings: Settings
    ladder: Ladder = "plain"

    def audit(
        self,
        action: str,
        target: str,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        why: str = "",
    ) -> None:
        """The command's line in the audit trail; the last thing that it does."""
        audit.write(self.organization, self.by, action, target, self.now, before, after, why)


@dataclass(frozen=True)
class Done:
    """The answer, JSON-ready, and the delivery for which to ring once all is committed."""

    answer: dict[str, Any]
    ring_for: int | None = None


@dataclass(frozen=True)
class Command:
    """What a command takes, which right it needs, and what does it."""

    arguments: type[Value]
    needs: Capability
    do: Callable[[Act, Any], Done]
