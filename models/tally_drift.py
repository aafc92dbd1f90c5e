"""Deeds come in; tallies of patterns that differ from them go out, and are mended: the difference must be zero."""

from collections.abc import Sequence
from datetime import UTC, datetime

from models import deed_pages, listeners, tallies, tallying
from models.db import database
from models.drift import Drift
from models.rules.deeds import Deed
from models.rules.patterns import verdicts
from models.rules.patterns.verdicts import Circumstances
from models.tallies import State
from models.tenants import Organization

_NEVER = datetime.fromtimestamp(0, UTC)


def mend(organization: Organization, mend: bool = True) -> Drift:
    """Compares every tally of today's patterns with the deeds; a wrong one goes, and is counted anew when it is asked
    next. Holds up new deeds meanwhile. Without `mend` it only compares."""
    database.execute_sql("LOCK TABLE deed IN SHARE MODE")
    heard, compared, drifted = listeners.every(organization.id), 0, 0
    page = deed_pages.following(organization.id, 0)
    while page.people and heard:
        done = deed_pages.of_people(organization.id, page.people, None)
        for person in page.people:
            states = tallies.of_person(person, heard, with_buckets=True)
            wrong = [badge for badge, state in states.items() if not _is_right(state, done[person], organization)]
            compared, drifted = compared + len(states), drifted + len(wrong)
            if mend:
                tallies.forget(person, wrong)
        page = deed_pages.following(organization.id, page.people[-1])
    return Drift(compared=compared, drifted=drifted)


def _is_right(state: State, done: Sequence[Deed], organization: Organization) -> bool:
    due = tallying.count_all(state.heard, done, organization.time_zone)
    return (state.haves, _full(state)) == (due.haves, _full(due)) and state.reached == _reached(state, due)


def _full(state: State) -> dict[tuple[int, int], int]:
    """The buckets in which something is."""
    return {(leaf, one): count for leaf, of in state.buckets.items() for one, count in of.items() if count}


def _reached(state: State, due: State) -> int:
    """What circumstances decide is as it was when they were looked at last: that is no drift."""
    if state.rule.needs:
        return state.reached
    return verdicts.reached(state.rule.pattern, due.haves, Circumstances(now=_NEVER))
