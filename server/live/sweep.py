"""Connections come in twice a second; those that do not read, or never joined, are cut. They come back by `since`."""

import asyncio
import logging
from typing import Any

from server import metrics
from server.bounds import Bounds
from server.live.engine import Server

log = logging.getLogger("codebadge.live")


async def run(server: Server, bounds: Bounds) -> None:
    """Sweeps until it is cancelled."""
    while True:
        await asyncio.sleep(bounds.sweep)
        for sid, socket in list(server.eio.sockets.items()):
            fault = _fault(server, sid, socket, bounds)
            if fault:
                log.info("a browser was cut off: %s", fault)
                metrics.SOCKETS_CUT.labels(fault).inc()
                server.eio.cut(sid)
        metrics.SOCKETS.set(len(server.eio.sockets))


def _fault(server: Server, sid: str, socket: Any, bounds: Bounds) -> str | None:
    if socket.closed:
        return None
    if socket.queue.waiting_bytes > bounds.waiting_bytes:
        return "bytes_waiting"
    if socket.queue.waiting_time() > bounds.waiting_time:
        return "seconds_waiting"
    if socket.queue.age() > bounds.join_time and not server.has_joined(sid):
        return "never_joined"
    return None
