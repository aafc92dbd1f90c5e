"""The drawing process's tasks, which tell how much they computed: pictures.py asks a desk of its own for them."""

import time
from typing import Any

from models.art import drawing_tasks
from models.art.cell import Task
from models.art.frames import Answer
from models.art.tasks import learn, learnt, prepare, rehearse


def draw(given: dict[str, Any], body: bytes) -> Answer:
    """With the ms that it took of a processor."""
    before = time.thread_time()
    found = drawing_tasks.draw(given, body)
    return Answer({"cpu": (time.thread_time() - before) * 1000}, found.body)


TASKS: dict[str, Task] = {"draw": draw}
__all__ = ["TASKS", "learn", "learnt", "prepare", "rehearse"]
