"""What a step of a job at a provider is: a job and a talk come in; what is to be written goes out, to backfill.py."""

from collections.abc import Callable
from datetime import datetime

from models.jobs import Job
from workers.talking import Talk

Landing = Callable[[Job, datetime], int | None]
"""Writes what the provider said, and moves the job by jobs.stepped, or ends it by jobs.finish: in one unit, the job
locked and where it was when its step began. For which project the learner is to be rung, if for any."""
Step = Callable[[Job, Talk], Landing]
"""Asks the provider with no unit open (what it must read, it reads in one of its own), and says what is to be written.
May raise Stopped and refusals. It must be fit to be made twice: a worker may die behind it."""
