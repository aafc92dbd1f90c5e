"""The real tasks on a machine without libcairo: for a pen of its own."""

import sys

from models.art.tasks import TASKS, learn, learnt, prepare, rehearse

sys.modules["cairosvg"] = None  # type: ignore[assignment]
__all__ = ["TASKS", "learn", "learnt", "prepare", "rehearse"]
