"""A request comes in; its body goes out, bounded in size and time, and together with all that are read just now."""

import asyncio

import aiohttp
from aiohttp import web

from models.errors import BadDelivery, TooLarge, TooSlow, Unavailable
from server.bounds import Bounds


class Bodies:
    """The bodies that one server reads now."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._reading = 0

    async def read(self, request: web.Request, most: int) -> bytes:
        """At most so many bytes. Raises TooLarge, TooSlow, BadDelivery, Unavailable."""
        if (request.content_length or 0) > most:
            raise _too_large(most)
        try:
            async with asyncio.timeout(self._bounds.body_time):
                return await self._read(request, most)
        except TimeoutError:
            raise TooSlow("The body did not arrive in time.") from None
        except (aiohttp.ClientError, aiohttp.http_exceptions.HttpProcessingError, web.RequestPayloadError):
            raise BadDelivery("The body broke off.") from None

    async def _read(self, request: web.Request, most: int) -> bytes:
        body = bytearray()
        try:
            async for chunk in request.content.iter_any():
                body += chunk
                self._reading += len(chunk)
                if len(body) > most:
                    raise _too_large(most)
                if self._reading > self._bounds.bodies:
                    raise Unavailable("Too much is coming in at once; send this delivery again in a moment.")
        finally:
            self._reading -= len(body)
        return bytes(body)


def _too_large(most: int) -> TooLarge:
    size = f"{most // 1024 // 1024} MB" if most >= 1024 * 1024 else f"{most // 1024} kB"
    return TooLarge(f"The body is larger than {size}.")
