"""Admins who follow something come in; what is new of it goes out to each, looked at while anybody follows."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.errors import Refusal, Unavailable
from server.ending import end
from server.live.engine import Server
from server.parts import Parts

NAMESPACE = "/admin"
log = logging.getLogger("codebadge.live")
News = Sequence[tuple[Any, dict[str, Any]]]
"""What is new: the `last` of whoever was told it, and the event's body."""


@dataclass
class Follower:
    """One connection that follows; `last` says what it has."""

    sid: str
    token: str
    last: Any


class Following:
    """Everybody who follows one thing; nothing is asked while nobody does. `news`: of one follower, in a unit of its
    own; raises a Refusal for whoever may follow no more."""

    def __init__(
        self, server: Server, parts: Parts, event: str, pause: float, news: Callable[[Follower], News]
    ) -> None:
        self._server, self._parts, self._event, self._pause, self._news = server, parts, event, pause, news
        self._followers: dict[str, Follower] = {}
        self._telling: asyncio.Task[None] | None = None

    def begin(self, sid: str, token: str, last: Any) -> None:
        """From now on they are told what comes after that."""
        self._followers[sid] = Follower(sid, token, last)
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    def leave(self, sid: str) -> None:
        """Whoever disconnects, or may no more, hears nothing more."""
        self._followers.pop(sid, None)

    async def close(self) -> None:
        """Tells nobody any more."""
        self._followers.clear()
        if self._telling is not None:
            await end(self._telling)

    async def _tell(self) -> None:
        while self._followers:
            for follower in list(self._followers.values()):
                try:
                    await self._tell_one(follower)
                except Exception:
                    log.exception("%s could not be told", self._event)
            await asyncio.sleep(self._pause)

    async def _tell_one(self, follower: Follower) -> None:
        with contextlib.suppress(Unavailable):
            try:
                news = await self._parts.bridge.look(self._news, follower)
            except Unavailable:
                raise
            except Refusal as refusal:
                self.leave(follower.sid)
                await self._emit(follower, "refused", {"code": refusal.code, "message": str(refusal)})
                return
            for last, body in news:
                if follower.sid not in self._followers:
                    return
                follower.last = last
                await self._emit(follower, self._event, body)

    async def _emit(self, follower: Follower, event: str, body: dict[str, Any]) -> None:
        await self._server.emit(event, body, to=follower.sid, namespace=NAMESPACE)
