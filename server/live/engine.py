"""Socket.IO over aiohttp, set up for thousands of strangers' browsers; public.py and admin.py speak through it.

What the libraries have no switch for is done here, in small subclasses; each says why.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from typing import Any

import engineio
import socketio
from aiohttp import web
from engineio import packet as engine_packet
from engineio.async_drivers.aiohttp import WebSocket
from engineio.async_socket import AsyncSocket
from engineio.exceptions import EngineIOError
from socketio import packet

from server import metrics
from server.bounds import Bounds
from server.live.consumers import CountedQueue
from server.live.rooms import Rooms

PING_SECONDS = 25
"""Whole, because python-engineio tells the browser int(seconds)."""
CLOSING_SECONDS = 1.0
"""For a browser to hear that we hang up."""
STRAYS = 100
"""Events for namespaces that one is not in, until we hang up: some are on their way when one is refused."""
RESERVED = frozenset({"connect", "disconnect"})
log = logging.getLogger("codebadge.live")


class PlainWebSocket(WebSocket):  # type: ignore[misc]
    """Without permessage-deflate: aiohttp takes it whenever offered, every browser offers it, and it costs four times
    the memory per browser for messages of a few hundred bytes. Also the one place that can cut a stuck connection.
    """

    async def __call__(self, environ: dict[str, Any]) -> web.WebSocketResponse:
        """Serves one connection to its end."""
        self.request: web.Request = environ["aiohttp.request"]
        self._sock = web.WebSocketResponse(compress=False, max_msg_size=self.server.max_http_buffer_size)
        await self._sock.prepare(self.request)
        socket: AsyncSocket = self.handler.__self__
        socket.wire = self
        try:
            await self.handler(self)
        finally:
            # Its own task waits for ever on a socket whose upgrade broke off.
            await socket.close(wait=False, abort=True)
        return self._sock

    async def wait(self) -> str:
        """The next packet. Raises OSError, which ends the connection, for everything that is no text packet."""
        heard = await super().wait()
        if not isinstance(heard, str) or heard[:1] not in tuple("0123456"):
            raise OSError("not an Engine.IO packet")
        return heard

    def cut(self) -> None:
        """Drops the connection now, whatever is still in its buffers."""
        if self.request.transport is not None:
            self.request.transport.abort()


class Engine(engineio.AsyncServer):  # type: ignore[misc]
    """Engine.IO with counted queues and the plain WebSocket."""

    def __init__(self, **options: Any) -> None:
        super().__init__(async_mode="aiohttp", **options)
        drivers: dict[str, Any] = vars(self)["_async"] | {"websocket": PlainWebSocket}
        self._async = drivers

    def create_queue(self, *_: Any, **__: Any) -> CountedQueue:
        """The queue of a new connection."""
        return CountedQueue()

    def cut(self, sid: str) -> None:
        """Ends a connection without waiting for its reader, as `disconnect` would."""
        socket = self.sockets.get(sid)
        if socket is not None:
            self.start_background_task(socket.close, wait=False, abort=True)
            _cut(socket)


class Server(socketio.AsyncServer):  # type: ignore[misc]
    """Socket.IO that hangs up on who does not speak it, instead of logging a traceback for each of their packets."""

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    async def _handle_eio_message(self, eio_sid: str, data: object) -> None:
        # Binary packets are refused: nobody here sends any, and the library collects their parts without a bound.
        if isinstance(data, str) and data[:1] in tuple("0123"):
            try:
                await super()._handle_eio_message(eio_sid, data)
                return
            except (ValueError, TypeError, KeyError, IndexError, RecursionError) as wrong:
                log.info("not Socket.IO: %r", wrong)
        metrics.SOCKETS_CUT.labels("not_socket_io").inc()
        self.eio.cut(eio_sid)

    async def _handle_event(self, eio_sid: str, namespace: str | None, id: int | None, data: object) -> None:
        # The library would call our connect handler for an event of that name, with a stranger's arguments.
        if not isinstance(data, list) or not data or not isinstance(data[0], str) or data[0] in RESERVED:
            raise ValueError("not an event")
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace or "/")
        if self.manager.is_connected(sid, namespace or "/"):
            await super()._handle_event(eio_sid, namespace, id, data)
        else:
            self._stray(eio_sid)

    def _stray(self, eio_sid: str) -> None:
        """An event for a namespace that one has not joined, or that has refused one. The library would log each."""
        socket = self.eio.sockets.get(eio_sid)
        if socket is None:
            return
        socket.strays = getattr(socket, "strays", 0) + 1
        if socket.strays == STRAYS:
            log.info("a browser was cut off: not_joined")
            metrics.SOCKETS_CUT.labels("not_joined").inc()
            self.eio.cut(eio_sid)

    def fan_out(self, event: str, body: dict[str, Any], rooms: Sequence[str], namespace: str = "/") -> int:
        """Tells everybody in any of the rooms, once; how many that is.

        The library's emit makes a task for each of them; encoding once and filling their queues is all that it takes.
        """
        text = packet.Packet(packet.EVENT, data=[event, body], namespace=namespace).encode()
        told = engine_packet.Packet(engine_packet.MESSAGE, data=text)
        count = 0
        for _, eio_sid in self.manager.get_participants(namespace, list(rooms)):
            socket = self.eio.sockets.get(eio_sid)
            if socket is not None and not socket.closing:
                socket.queue.put_nowait(told)
                count += 1
        return count

    def has_joined(self, eio_sid: str) -> bool:
        """Whether this connection is in a namespace; one that is in none is of no use to anybody."""
        return any(self.manager.sid_from_eio_sid(eio_sid, name) for name in self.manager.get_namespaces())

    async def hang_up(self) -> None:
        """Closes every connection so that browsers come back by themselves (and send their `since`)."""
        sockets = list(self.eio.sockets.values())
        for socket in sockets:
            with contextlib.suppress(EngineIOError):
                await socket.close(wait=False, abort=False)
            # Ends the writer, once the closing packet is out.
            socket.queue.put_nowait(None)
        asyncio.get_running_loop().call_later(CLOSING_SECONDS, _cut, *sockets)


def _cut(*sockets: AsyncSocket) -> None:
    for socket in sockets:
        wire = getattr(socket, "wire", None)
        if wire is not None:
            wire.cut()


def make_server(bounds: Bounds, allowed: Callable[[str, dict[str, Any]], bool]) -> Server:
    """`allowed` judges (origin, environ); an empty list there would switch the check off for everybody."""
    return Server(
        client_manager=Rooms(),
        cors_allowed_origins=allowed,
        cors_credentials=False,
        always_connect=True,
        async_handlers=True,
        transports=["websocket", "polling"],
        ping_interval=PING_SECONDS,
        max_http_buffer_size=bounds.command,
        logger=_quiet("codebadge.live.socketio"),
        engineio_logger=_quiet("codebadge.live.engineio"),
    )


def _quiet(name: str) -> logging.Logger:
    """The libraries log every packet at INFO."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.WARNING)
    return logger
