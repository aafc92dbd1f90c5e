"""Trello's actions: `POST /hooks/trello/{hook}`, and `HEAD`, by which Trello looks whether somebody is there.

Trello sends `HEAD` while our call that makes the webhook waits for its answer, and wants exactly 200; it repeats what
is answered otherwise than 200, gives a webhook up that fails for long, and deletes it on 410. So a paused hook answers
200 and keeps nothing: what came meanwhile is fetched by the repair, when it is let go on.
"""

from collections.abc import Sequence
from datetime import datetime

from aiohttp import web

from models.errors import NotFound
from models.hooks import Door
from models.sources import trello_request
from models.sources.requests import Headers, Received
from server.hooks.doors import Doors
from server.hooks.integration import Integration


def _envelope(headers: Headers, now: datetime) -> str:
    return trello_request.envelope(headers)


def _opened(signature: str, body: bytes, door: Door, secrets: Sequence[bytes]) -> Received:
    """Trello signs the address as we registered it, which is in our row; never the one that a request names."""
    if door.callback is None:
        raise NotFound("This hook was never registered at Trello.")
    trello_request.verify(secrets, body, door.callback, signature)
    return trello_request.opened(body)


TRELLO = Integration("trello", lambda bounds: bounds.trello_body, _envelope, _opened, kept=200, quiet=True, shared=True)


class Looking:
    """Trello's look at a door, for which nothing is remembered: the row may have been committed a moment ago."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def head(self, request: web.Request) -> web.Response:
        """200 without a body; 404, or 410 for a hook that somebody disconnected."""
        await self._doors.find(request.match_info["hook"], TRELLO.provider, 0.0)
        return web.Response(status=200)
