"""models/earning.py: whatever happens, tallies and awards are what counting all deeds anew would give."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import awards, badges, db, earning, organizations, tally_drift
from models.awards import Award
from models.badges import Badge
from models.rules.deeds import Deed, Moved
from models.rules.patterns.language import Pattern
from tests.cast import BOB, Lumen
from tests.models.earned import Doer, badge, held, tallied
from tests.models.rules.patterns.histories import ZONES, histories, on, patterns

NOON = datetime(2027, 3, 4, 12, 0, tzinfo=UTC)
SLUGS = (f"lumen-{number}" for number in count(1))
EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        # A random document is often no sensible pattern.
        HealthCheck.filter_too_much,
    ],
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


COUNT = {"is": "count", "where": {"kinds": ["issue.closed"]}}
LEVELS = [{"name": "Bronze", "at_least": 2}, {"name": "Silver", "at_least": 4}]


@pytest.fixture
def ada(unit: None, lumen: Lumen, now: datetime) -> Doer:
    return Doer(lumen, now)


def told(several: list[Award]) -> list[tuple[str, int]]:
    return [(award.badge.slug, award.number) for award in several]


def closing(*days: str) -> list[Deed]:
    return on(*(f"2026-02-{day}" for day in days))


def test_levels_are_climbed_and_lost_one_by_one(ada: Doer) -> None:
    badge(ada.organization, "ladder", {"earned": COUNT, "levels": LEVELS}, ada.now)
    done = closing("01", "02", "03", "04")
    assert [told(ada.do(deed)[0]) for deed in done] == [[("issue-1", 1)], [("ladder", 1)], [], [("ladder", 2)]]
    assert held(ada.organization, "ladder") == [(ada.id, 1, "Bronze"), (ada.id, 2, "Silver")]
    _, revoked = ada.undo(done[1])
    assert told(revoked) == [("ladder", 2)]
    assert held(ada.organization, "ladder") == [(ada.id, 1, "Bronze")]


def test_an_award_keeps_what_its_pattern_saw_and_the_work_that_completed_it(ada: Doer) -> None:
    badge(ada.organization, "two", {"earned": COUNT | {"at_least": 2}}, ada.now)
    first, second = closing("05", "01")
    ada.do(first)
    [award] = [one for one in ada.do(second)[0] if one.badge.slug == "two"]
    # The second deed was heard of last, but done first.
    assert award.evidence == [{"text": "#1 Work 1", "url": "https://github.test/1"}]
    assert award.reason == "for 2 issues closed, the last by closing #1 in lumen/parser"
    assert award.trace["version"] == 1
    assert (award.trace["tree"]["have"], award.trace["tree"]["need"], award.trace["tree"]["met"]) == (2, 2, True)


def test_a_badge_that_is_for_ever_is_not_taken(ada: Doer) -> None:
    badge(ada.organization, "ever", {"earned": {"is": "first", "where": {"labels": ["bug"]}}, "revoke": False}, ada.now)
    [deed] = on("2026-02-01", labels=("bug",))
    ada.do(deed)
    ada.undo(deed)
    ada.do(replace(deed, id=2))
    assert held(ada.organization, "ever") == [(ada.id, 1, None)]
    assert Award.select().join(Badge).where(Badge.slug == "ever").count() == 1


def test_it_is_earned_again_after_the_cool_down_only(ada: Doer) -> None:
    again = {"earned": COUNT | {"at_least": 1}, "repeat": {"cool_down_days": 7}}
    badge(ada.organization, "again", again, ada.now)
    for deed in closing("01", "03", "08", "20"):
        ada.do(deed)
    assert [number for _, number, _ in held(ada.organization, "again")] == [1, 2, 3]
    ada.undo(closing("01", "03", "08")[2])
    assert [number for _, number, _ in held(ada.organization, "again")] == [1, 2]


def test_badges_that_wait_for_badges_come_and_go_with_them(ada: Doer) -> None:
    low = badge(ada.organization, "low", {"earned": COUNT | {"at_least": 2}}, ada.now)
    middle = badge(ada.organization, "middle", {"earned": {"is": "holds", "badge": low.id}}, ada.now)
    badge(ada.organization, "high", {"earned": COUNT | {"at_least": 1}, "requires": [middle.id]}, ada.now)
    one, two = closing("01", "02")
    ada.do(one)
    assert [held(ada.organization, slug) for slug in ("low", "middle", "high")] == [[], [], []]
    granted, _ = ada.do(two)
    assert told(granted) == [("low", 1), ("middle", 1), ("high", 1)]
    _, revoked = ada.undo(one)
    assert told(revoked) == [("low", 1), ("middle", 1), ("high", 1)]


def test_what_an_admin_decided_stands(ada: Doer) -> None:
    one = badge(ada.organization, "ladder", {"earned": COUNT, "levels": LEVELS}, ada.now)
    done = closing("01", "02", "03", "04", "05")
    ada.do(*done[:4])
    taken = awards.revoke(ada.organization, one, ada.id, "cheated", "Eve", ada.now)
    assert [award.number for award in taken] == [2, 1]
    ada.undo(done[0])
    ada.do(replace(done[0], id=9))
    assert held(ada.organization, "ladder") == []


def test_a_badge_gives_nothing_before_the_next_deed_and_then_counts_all(ada: Doer) -> None:
    ada.do(*closing("01", "02"))
    one = badge(ada.organization, "late", {"earned": COUNT | {"at_least": 3}}, ada.now)
    assert held(ada.organization, "late") == []
    ada.do(*on("2026-02-03", kind="review.given"))
    assert tallied(ada.id, [one]) == []
    granted, _ = ada.do(replace(closing("04")[0], id=7))
    assert told(granted) == [("late", 1)]


def test_a_pattern_that_changed_counts_anew_and_may_take_the_badge(ada: Doer) -> None:
    one = badge(ada.organization, "pair", {"earned": COUNT | {"at_least": 2}}, ada.now)
    done = closing("01", "02", "03")
    ada.do(*done[:2])
    badges.change(one, {"pattern": badges.find(ada.organization, "issue-100").rule()}, ada.now)
    assert held(ada.organization, "pair") == [(ada.id, 1, None)]
    _, revoked = ada.do(done[2])
    assert told(revoked) == [("pair", 1)]
    assert revoked[0].revoke_reason == "3 of 100 issues closed remain after a correction"


def test_what_is_switched_off_is_not_earned_and_counts_anew_when_it_is_on(ada: Doer) -> None:
    one = badge(ada.organization, "pair", {"earned": COUNT | {"at_least": 2}}, ada.now)
    done = closing("01", "02", "03")
    ada.do(done[0])
    badges.change(one, {"active": False}, ada.now)
    assert "pair" not in [slug for slug, _ in told(ada.do(done[1])[0])]
    badges.change(one, {"active": True}, ada.now)
    assert ("pair", 1) in told(ada.do(done[2])[0])


def test_one_persons_deeds_count_for_nobody_else(ada: Doer, lumen: Lumen, now: datetime) -> None:
    bob = Doer(lumen, now, BOB)
    one = badge(ada.organization, "pair", {"earned": COUNT | {"at_least": 2}}, ada.now)
    ada.do(closing("01")[0])
    bob.do(closing("02")[0])
    assert held(ada.organization, "pair") == []
    assert [row[2] for person in (ada.id, bob.id) for row in tallied(person, [one])] == [[1], [1]]
