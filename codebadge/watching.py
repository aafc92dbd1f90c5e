"""A job's id comes in; how far it is goes to the terminal until it ends, as a bar, or line by line."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from models import db, jobs
from models.jobs import JobCard

LOOKS = 0.5
"""Seconds between two looks at the row."""


def until_done(organization_id: int, job_id: int) -> JobCard:
    """The job as it is once it waits for nobody but a person, or has ended. Ctrl-C leaves it working."""
    console = Console(highlight=False)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("waits for its worker", total=None)
        said = ""
        while True:
            card = _look(organization_id, job_id)
            words = _words(card)
            progress.update(task, description=words, completed=card.done, total=card.total)
            if words != said and not console.is_terminal:
                console.print(words)
            said = words
            if card.state not in ("waiting", "running", "undoing") or _is_put_off(card):
                return card
            time.sleep(LOOKS)


def _is_put_off(card: JobCard) -> bool:
    """It looks again by itself, later, and no provider wants it to wait."""
    return card.state == "running" and card.next_at is not None and card.error is None


def _look(organization_id: int, job_id: int) -> JobCard:
    with db.unit():
        return jobs.card(jobs.find(organization_id, job_id))


def _words(card: JobCard) -> str:
    """What it does now: "issues", "waits until 14:05"."""
    if card.state in ("waiting", "running") and card.next_at is not None:
        return f"waits until {card.next_at:%H:%M} (UTC): {card.error or 'the provider wants a rest'}"
    stage = (card.result or {}).get("stage")
    return str(stage) if stage and card.state == "running" else card.state
