"""An admin who follows the audit trail comes in; every new line goes out to them, in order, none missed.

Lines are read by id: those of one organisation commit in that order, so nothing can appear behind what was read.
"""

from typing import Annotated

from pydantic import Field, StrictInt

from models import audit_reading, callers
from models.audit_reading import AuditCard
from models.rules.work import Value
from server.live.engine import Server
from server.live.following import Follower, Following, News
from server.parts import Parts

SHOWN = 50
"""Lines that somebody who begins is shown."""
BATCH = 200


class Tail(Value):
    """Follows the audit trail; with `since`, the id of the last line that is known, from there on."""

    since: Annotated[StrictInt, Field(ge=0, lt=2**63)] | None = None


class Begun(Value):
    """The last lines, oldest first, and the id of the last one; `audit.line` tells each that comes after it."""

    lines: tuple[AuditCard, ...]
    last: int


class AuditTail:
    """Everybody who follows, each from the last line that they have."""

    def __init__(self, server: Server, parts: Parts) -> None:
        self._parts = parts
        self.followers = Following(server, parts, "audit.line", parts.bounds.tail_pause, self._news)

    async def begin(self, sid: str, token: str, wanted: Tail) -> Begun:
        """What is there by now. Raises NotSignedIn, NotAllowed."""
        begun = await self._parts.bridge.look(self._begin, token, wanted)
        self.followers.begin(sid, token, begun.last)
        return begun

    def _begin(self, token: str, wanted: Tail) -> Begun:
        organization = self._allowed(token)
        if wanted.since is None:
            lines = audit_reading.last(organization, SHOWN)
        else:
            lines = audit_reading.after(organization, wanted.since, BATCH)
        return Begun(lines=tuple(lines), last=lines[-1].id if lines else wanted.since or 0)

    def _allowed(self, token: str) -> int:
        caller = callers.of_bearer(token, self._parts.now())
        caller.must("audit:read")
        return caller.organization

    def _news(self, follower: Follower) -> News:
        lines = audit_reading.after(self._allowed(follower.token), follower.last, BATCH)
        return [(line.id, line.model_dump(mode="json")) for line in lines]
