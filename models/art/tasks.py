"""What the desk can do, by name: what a task is given comes in, its Answer goes out. desk.py runs them."""

from pathlib import Path

from models.art import card_tasks, cleaning_tasks, comparing_tasks, drawing_tasks, shelf
from models.art.cell import Task

TASKS: dict[str, Task] = {
    "alike": comparing_tasks.alike,
    "card": card_tasks.card,
    "draw": drawing_tasks.draw,
    "clean": cleaning_tasks.clean,
    "import": cleaning_tasks.layers,
    "check": cleaning_tasks.check,
    "photo": cleaning_tasks.photo,
    "minify": comparing_tasks.minify,
}


def prepare(dist: Path) -> None:
    """Loads what each of them needs, before the first is asked for."""
    drawing_tasks.prepare(dist)
    card_tasks.prepare(dist)


def rehearse() -> None:
    """Does what nearly every picture needs."""
    drawing_tasks.rehearse()


def learnt() -> list[str]:
    """What a fork had to unpack, to be told to the desk."""
    return shelf.unpacked()


def learn(name: str) -> None:
    """What a fork had to unpack, once for all that come."""
    shelf.unpack(name)
