"""models/earning.py: whatever happens, tallies and awards are what counting all deeds anew would give."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import badges, db, earning, organizations, people, tallies, tally_drift
from models.awards import Award
from models.badges import Badge
from models.rules.deeds import Deed, Moved
from models.rules.patterns.language import Pattern
from models.tenants import Project
from tests.cast import BOB, Lumen
from tests.models.earned import Doer, badge, held, tallied
from tests.models.rules.patterns.histories import ZONES, histories, on, patterns

unit = pytest.mark.usefixtures("unit")
NOON = datetime(2027, 3, 4, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SLUGS = (f"lumen-{number}" for number in count(1))
EXAMPLES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def world(zone: str) -> Doer:
    """Ada of a new organisation, whose projects are 1, 2 and 3."""
    db.rows("DELETE FROM identity RETURNING 1")
    lumen = Lumen.open(organizations.create(next(SLUGS), "Lumen", zone, NOON), NOON)
    return Doer(lumen, NOON)


def held_now(person: int) -> set[tuple[int, int, str | None]]:
    live = Award.select().where(Award.person == person, Award.revoked_at.is_null())
    return {(award.badge_id, award.number, award.level) for award in live}


@EXAMPLES
@given(st.lists(patterns(), min_size=1, max_size=3), histories(), st.sampled_from(ZONES), st.booleans())
def test_step_by_step_everything_is_as_if_counted_anew(
    clean: Any, several: list[tuple[Pattern, Any]], history: tuple[list[Moved], list[Deed]], zone: str, at_once: bool
) -> None:
    """Random patterns, random histories, reversals included; one by one, or all that happened in one unit."""
    with db.unit():
        ada = world(zone)
        mine = [
            badges.create(ada.organization, f"b-{number}", "B", "", "special", "#000000", pattern, NOON)
            for number, (pattern, _) in enumerate(several)
        ]
        steps = history[0]
        for part in [steps[:4], steps[4:]] if at_once else [[step] for step in steps]:
            ada.move(*part)
        before = tallied(ada.id, mine), held_now(ada.id)
        assert tally_drift.mend(ada.organization, mend=False).drifted == 0
        assert earning.again(ada.organization, ada.id, NOON) == ([], [])
        known = {row[0] for row in before[0]}
        after = [row for row in tallied(ada.id, mine) if row[0] in known]
        assert (after, held_now(ada.id)) == before
