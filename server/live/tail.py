"""An admin who follows the audit trail comes in; every new line goes out to them, in order, none missed.

Lines are read by id: those of one organisation commit in that order, so nothing can appear behind what was read.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StrictInt

from models import audit_reading, callers
from models.audit_reading import AuditCard
from models.errors import Refusal, Unavailable
from models.rules.work import Value
from server.ending import end
from server.live.engine import Server
from server.parts import Parts

NAMESPACE = "/admin"
SHOWN = 50
"""Lines that somebody who begins is shown."""
BATCH = 200
log = logging.getLogger("codebadge.live")


class Tail(Value):
    """Follows the audit trail; with `since`, the id of the last line that is known, from there on."""

    since: Annotated[StrictInt, Field(ge=0, lt=2**63)] | None = None


class Begun(Value):
    """The last lines, oldest first, and the id of the last one; `audit.line` tells each that comes after it."""

    lines: tuple[AuditCard, ...]
    last: int


@dataclass
class Follower:
    """One connection that follows. `last` is the id of the last line that it has."""

    sid: str
    token: str
    last: int


class AuditTail:
    """Everybody who follows; nothing is asked while nobody does."""

    def __init__(self, server: Server, parts: Parts) -> None:
        self._server, self._parts = server, parts
        self._followers: dict[str, Follower] = {}
        self._telling: asyncio.Task[None] | None = None

    async def begin(self, sid: str, token: str, wanted: Tail) -> Begun:
        """What is there by now. Raises NotSignedIn, NotAllowed."""
        begun = await self._parts.bridge.look(self._begin, token, wanted)
        self._followers[sid] = Follower(sid, token, begun.last)
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())
        return begun

    def leave(self, sid: str) -> None:
        """Whoever disconnects, or may no more, hears nothing more."""
        self._followers.pop(sid, None)

    async def close(self) -> None:
        """Tells nobody any more."""
        self._followers.clear()
        if self._telling is not None:
            await end(self._telling)

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

    async def _tell(self) -> None:
        while self._followers:
            for follower in list(self._followers.values()):
                try:
                    await self._tell_one(follower)
                except Exception:
                    log.exception("the audit trail could not be told")
            await asyncio.sleep(self._parts.bounds.tail_pause)

    async def _tell_one(self, follower: Follower) -> None:
        with contextlib.suppress(Unavailable):
            try:
                lines = await self._parts.bridge.look(self._news, follower)
            except Unavailable:
                raise
            except Refusal as refusal:
                self.leave(follower.sid)
                await self._emit(follower, "refused", {"code": refusal.code, "message": str(refusal)})
                return
            for line in lines:
                if follower.sid not in self._followers:
                    return
                follower.last = line.id
                await self._emit(follower, "audit.line", line.model_dump(mode="json"))

    def _news(self, follower: Follower) -> list[AuditCard]:
        return audit_reading.after(self._allowed(follower.token), follower.last, BATCH)

    async def _emit(self, follower: Follower, event: str, body: dict[str, Any]) -> None:
        await self._server.emit(event, body, to=follower.sid, namespace=NAMESPACE)
