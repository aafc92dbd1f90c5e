"""A kept message of a generic source comes in; a Reading in our words goes out; intake folds it.

The request is checked in generic_request.py before it is kept; generic_words.py says what may be said, and
docs/generic.md says it to people.
"""

from datetime import datetime

from models.errors import BadDelivery
from models.rules.work import Reading
from models.sources import generic_events, generic_work
from models.sources.generic_words import Ping
from models.sources.generic_work import Source as Source


def read(event: str, payload: bytes, received_at: datetime, source: Source) -> Reading:
    """What it says; unknown, to be parked and looked at, where it cannot be understood."""
    try:
        said = generic_events.said(payload, received_at)
    except BadDelivery as wrong:
        return Reading(verdict="unknown", why=str(wrong))
    if isinstance(said, str):
        return Reading(verdict="unknown", why=f"The type “{said}” is new to us.")
    if isinstance(said, Ping):
        return Reading(verdict="supported", ping=True)
    return Reading(
        verdict="supported",
        project=generic_work.project(said.project, source, said.time),
        changes=(generic_work.change(said, source),),
    )
