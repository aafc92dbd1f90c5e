"""A server's asynchronous block comes in; it stands open in a thread and a loop of its own while the test goes on."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TypeVar

PATIENCE = 10.0
"""Seconds in which it opens, and closes."""
Opened = TypeVar("Opened")


@contextmanager
def standing(made: Callable[[], AbstractAsyncContextManager[Opened]]) -> Iterator[Opened]:
    """Gives what the block gives. Raises what it raises when it opens, TimeoutError when it takes too long."""
    opened: Future[Opened] = Future()
    loops: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def stand() -> None:
        stop = asyncio.Event()
        loops.set_result((asyncio.get_running_loop(), stop))
        try:
            async with made() as given:
                opened.set_result(given)
                await stop.wait()
        except BaseException as error:
            if opened.done():
                raise
            opened.set_exception(error)

    # asyncio.run ends what is left over in the loop: a task that nobody ends keeps its connection to Redis open.
    thread = threading.Thread(target=lambda: asyncio.run(stand()), daemon=True)
    thread.start()
    loop, stop = loops.result(PATIENCE)
    try:
        yield opened.result(PATIENCE)
    finally:
        if thread.is_alive():
            loop.call_soon_threadsafe(stop.set)
        thread.join(PATIENCE)
