"""What every command is made of: its arguments, who does it, its answer, and its line in the audit trail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis import Redis

from models import audit
from models.audit import Actor
from models.queues import Bell
from models.rules.callers import Caller
from models.rules.letters import Letter
from models.rules.roles import Capability, Ladder
from models.rules.work import Value
from models.settings import Settings
from models.studio_bell import StudioBell
from models.tenants import Organization


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
    """The answer, JSON-ready, and the delivery, the job, the project's learner or the designs for which to ring once
    all is committed."""

    answer: dict[str, Any]
    ring_for: int | None = None
    ring_job: Bell | None = None
    ring_learner: int | None = None
    letter: Letter | None = None
    """Mailed once all is committed."""
    ring_studio: tuple[StudioBell, ...] = ()


@dataclass(frozen=True)
class Command:
    """What a command takes, which right it needs, and what does it."""

    arguments: type[Value]
    needs: Capability
    do: Callable[[Act, Any], Done]
