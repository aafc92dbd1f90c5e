"""Background tasks come in; they have ended when it returns."""

import asyncio
from typing import Any

AGAIN = 0.2
"""Seconds after which a task is told again."""


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancels them, more than once if need be: redis-py now and then swallows the first while it connects."""
    while waiting := [task for task in tasks if not task.done()]:
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting, timeout=AGAIN)
    await asyncio.gather(*tasks, return_exceptions=True)
