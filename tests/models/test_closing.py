"""models/closing.py: a period is closed once, what it showed stays for ever, and what comes later is a correction."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import (
    board_reading,
    closing,
    db,
    drift,
    ledger,
    merges,
    merging,
    organizations,
    ranks,
    seasons,
    standings,
    tariffs,
    teams,
)
from models.closing import Closing, Correction
from models.deliveries import Delivery
from models.rank_days import RankDay
from models.rules.callers import Caller
from models.rules.points import Tariff
from models.rules.standings import parse_board
from models.rules.stretches import Stretch
from models.standings import Standing
from models.tenants import Organization
from tests.cast import ADA, CYD, Lumen, issue
from tests.models.deeds import at_once, who

DAY = timedelta(days=1)
EXAMPLES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def lumen_now() -> Organization:
    found: Organization = Organization.get(Organization.slug == "lumen")
    return found


def adjust(person: int, points: int, at: datetime) -> None:
    """Points of that time, counted."""
    written = ledger.adjust(lumen_now(), person, points, "a reason", "Eve", at).written
    for one, entries in written.items():
        standings.add(lumen_now(), one, entries)


def close(now: datetime) -> list[tuple[str, str]]:
    with db.unit():
        return [(one.period, one.day) for one in closing.close(lumen_now(), now)]


def frozen() -> dict[tuple[str, int], tuple[int, datetime]]:
    """The standings of closed periods."""
    closed = {(one.period, one.day) for one in Closing.select()}
    return {
        (one.board, one.person_id): (one.points, one.reached_at)
        for one in Standing.select()
        if tuple(one.board.split(":")[2:]) in closed
    }


def shown(name: str, day: date, now: datetime) -> tuple[list[tuple[int, int]], int | None]:
    """((points, correction) of the lines, how many corrections) of a board of that day."""
    frame = board_reading.frame("lumen", parse_board(name), now, day)
    page = ranks.final(frame, board_reading.from_postgresql(frame, Stretch(limit=10)))
    return [(row.points, row.correction) for row in page.rows], page.closed.corrections if page.closed else None


def test_a_period_is_closed_after_its_end_and_once(lumen: Lumen, now: datetime) -> None:
    assert close(now) == []
    evening = datetime(2026, 3, 4, 22, 59, tzinfo=now.tzinfo)
    assert close(evening) == []
    assert close(evening + timedelta(minutes=1)) == [("day", "2026-03-04")]
    assert close(evening + timedelta(minutes=1)) == []
    assert close(now + 5 * DAY) == [
        ("day", "2026-03-05"),
        ("day", "2026-03-06"),
        ("day", "2026-03-07"),
        ("day", "2026-03-08"),
        ("week", "2026-03-02"),
    ]


def test_after_weeks_without_anybody_all_is_closed_in_order_and_in_steps(lumen: Lumen, now: datetime) -> None:
    closed: list[tuple[str, str]] = []
    while step := close(now + 100 * DAY):
        assert len(step) <= closing.STEP
        closed += step
    assert len(closed) == len(set(closed)) == 100 + 14 + 3 + 1
    with db.unit():
        ends = [one.ends_at for one in Closing.select().order_by(Closing.id)]
        assert ends == sorted(ends)
        assert closing.due(lumen_now(), now + 100 * DAY) is False


def test_two_at_once_close_once(lumen: Lumen, now: datetime) -> None:
    later = now + 10 * DAY
    freeze: Callable[[], Any] = lambda: closing.freeze(lumen.organization.id, later)  # noqa: E731
    steps = at_once(freeze, freeze, freeze)
    assert sorted(len(step) for step in steps) == [0, 0, 11]


def test_a_period_is_closed_behind_whoever_is_counting_in_it(lumen: Lumen, now: datetime) -> None:
    waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with db.unit():
        who(lumen.organization, ADA, now)
    with ThreadPoolExecutor(1) as other:
        with db.unit():
            adjust(who(lumen.organization, ADA, now), 5, now)
            closed = other.submit(close, now + DAY)
            while not db.rows(waits):
                assert not closed.done()
        assert closed.result() == [("day", "2026-03-04")]
    with db.unit():
        assert [one.people for one in Closing.select()] == [1]
        assert shown("day", now.date(), now + DAY) == ([(5, 0)], 0)


def test_what_comes_after_the_end_is_a_marked_correction(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, cyd = who(lumen.organization, ADA, now), who(lumen.organization, CYD, now)
        adjust(ada, 5, now)
        adjust(cyd, 3, now)
    close(now + DAY)
    with db.unit():
        before = frozen()
        adjust(cyd, 4, now)
        adjust(ada, 1, now + DAY)
        assert frozen() == before
        assert shown("day", now.date(), now + DAY) == ([(5, 0), (3, 4)], 1)
        assert shown("week", now.date(), now + DAY) == ([(7, 0), (6, 0)], None)
        assert drift.mend_standings(lumen_now()).drifted == 0


def test_taking_back_later_leaves_the_result_and_is_a_correction_too(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    tomorrow = now + DAY
    lumen.deliver("issues", issue("reopened", tomorrow), tomorrow)
    with db.unit():
        assert shown("day", now.date(), tomorrow) == ([(3, -3)], 1)
        assert shown("day:project:1", now.date(), tomorrow) == ([(3, -3)], 1)
        assert shown("week", now.date(), tomorrow) == ([], None)
        assert drift.mend_standings(lumen_now()).drifted == 0


def test_the_first_delivery_after_the_end_closes_before_it_is_read(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    late = issue("closed", now + timedelta(hours=1), number=43)
    lumen.deliver("issues", late, now + DAY)
    with db.unit():
        assert shown("day", now.date(), now + DAY) == ([(3, 3)], 1)


def test_a_period_waits_for_what_was_received_before_its_end(lumen: Lumen, now: datetime) -> None:
    waiting = lumen.keep("issues", issue("closed", now, number=43), now)
    assert close(now + 3 * DAY) == []
    with db.unit():
        Delivery.update(state="done").where(Delivery.id == waiting).execute()
        lumen_row = Delivery.get_by_id(waiting)
    assert lumen_row.state == "done"
    lumen.keep("issues", issue("closed", now, number=44), now + DAY)
    assert close(now + 3 * DAY) == [("day", "2026-03-04")]


def test_a_period_waits_while_its_points_are_provisional(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        tariffs.decide(lumen_now(), None, Tariff(settling_days=7), now - DAY)
    assert close(now + 7 * DAY) == []
    assert close(now + 8 * DAY) == [("day", "2026-03-04")]


def test_a_season_is_closed_like_any_period(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada = who(lumen.organization, ADA, now)
        adjust(ada, 5, now)
        made, counted = seasons.create(lumen_now(), "Spring", date(2026, 3, 1), date(2026, 3, 4), now)
        assert counted == 1
    assert close(now + DAY) == [("day", "2026-03-04"), (f"season-{made.id}", "-")]
    with db.unit():
        adjust(ada, 2, now)
        assert shown(f"season-{made.id}", now.date(), now + DAY) == ([(5, 2)], 1)
        assert drift.mend_standings(lumen_now()).drifted == 0


def test_what_was_before_the_organisation_is_never_closed(lumen: Lumen, now: datetime) -> None:
    close(now + DAY)
    with db.unit():
        ada = who(lumen.organization, ADA, now)
        adjust(ada, 5, now - 2 * DAY)
        assert Correction.select().count() == 0
        assert shown("day", (now - 2 * DAY).date(), now + DAY) == ([(5, 0)], None)


def test_by_another_clock_what_is_closed_stays(lumen: Lumen, now: datetime) -> None:
    """Two hours before Vienna's midnight of the day that is closed, and two hours after it."""
    before, after = datetime(2026, 3, 4, 21, tzinfo=now.tzinfo), datetime(2026, 3, 5, 1, tzinfo=now.tzinfo)
    with db.unit():
        ada = who(lumen.organization, ADA, now)
        adjust(ada, 5, before)
    close(after)
    with db.unit():
        adjust(ada, 3, after)
        result = frozen()
        organization = lumen_now()
        drift.hold_up(organization)
        organizations.change(organization, {"time_zone": "America/New_York"})
        closing.set_clock(organization)
        drift.mend_standings(organization)
        assert frozen() == result
        # In New York it is the evening of the day that is closed: it counts for the next one.
        adjust(ada, 2, after)
        assert frozen() == result
        days = {one.board.split(":")[3]: one.points for one in Standing.select() if ":0:day:" in one.board}
        assert days == {"2026-03-04": 5, "2026-03-05": 5}
        assert drift.mend_standings(lumen_now()).drifted == 0


def test_the_ranks_of_each_day_are_noted_once_it_has_ended(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, cyd = who(lumen.organization, ADA, now), who(lumen.organization, CYD, now)
        adjust(ada, 5, now)
        adjust(cyd, 3, now)
    close(now + DAY)
    with db.unit():
        adjust(cyd, 9, now + DAY)
        key = f"{lumen.organization.id}:0:month:2026-03-01"
        assert ranks.noted(key, now.date()) == {ada: 1, cyd: 2}
        assert ranks.noted(key, (now - DAY).date()) == {}
        frame = board_reading.frame("lumen", parse_board("month"), now + DAY)
        board = board_reading.from_postgresql(frame, Stretch(limit=10))
        page = ranks.moved(board, ranks.noted(key, now.date()))
        assert [(row.person.id, row.movement) for row in page.rows] == [(cyd, 1), (ada, -1)]
        story = ranks.history("lumen", cyd, parse_board("month"), 3, now + DAY)
        assert [(one.day.day, one.rank, one.points) for one in story] == [(3, None, 0), (4, 2, 3), (5, 1, 12)]
    assert close(now + 2 * DAY)
    with db.unit():
        assert RankDay.select().where(RankDay.board == key).count() == 4


def test_former_periods_tell_their_winners(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, cyd = who(lumen.organization, ADA, now), who(lumen.organization, CYD, now)
        adjust(ada, 5, now)
        adjust(cyd, 5, now)
    close(now + 2 * DAY)
    with db.unit():
        adjust(cyd, 1, now)
        [newer, older], following = ranks.former("lumen", parse_board("day"), None, 10)
        assert following is None
        assert (newer.at, newer.people, newer.winners) == (date(2026, 3, 5), 0, ())
        assert [(one.person.id, one.rank, one.points) for one in older.winners] == [(ada, 1, 5), (cyd, 1, 5)]
        assert (older.at, older.people, older.corrections) == (date(2026, 3, 4), 2, 1)
        assert ranks.former("lumen", parse_board("day"), None, 1)[1] is not None


def test_whoever_becomes_one_has_one_result_and_two_again_when_parted(lumen: Lumen, now: datetime) -> None:
    caller = Caller(organization=1, org="lumen", role="super_admin", name="Eve", way="command line")
    with db.unit():
        ada, cyd = who(lumen.organization, ADA, now), who(lumen.organization, CYD, now)
        adjust(ada, 5, now)
        adjust(cyd, 3, now)
        team = teams.create(lumen_now(), "Blue", now)
        teams.join(team, cyd, now)
    close(now + DAY)
    with db.unit():
        adjust(cyd, 4, now)
        apart = frozen()
        merge = merges.merge(lumen_now(), caller, ada, cyd, "Eve", now + DAY)
        merging.follow(merge, [1], now + DAY)
        assert shown("day", now.date(), now + DAY) == ([(8, 4)], 1)
        assert drift.mend_standings(lumen_now()).drifted == 0
        found = merges.undo(lumen_now(), caller, merge.id, now + DAY)
        merging.follow(*found, now + DAY)
        assert {line: one for line, one in frozen().items() if ":t-" not in line[0]} == {
            line: one for line, one in apart.items() if ":t-" not in line[0]
        }
        assert shown("day", now.date(), now + DAY) == ([(5, 0), (3, 4)], 1)
        assert drift.mend_standings(lumen_now()).drifted == 0


steps = st.lists(
    st.tuples(
        st.sampled_from(["adjust", "adjust", "close"]),
        st.integers(0, 1),
        st.sampled_from([-2, 3, 4]),
        st.integers(0, 9),
    ),
    max_size=14,
)


@pytest.mark.usefixtures("unit")
@EXAMPLES
@given(steps)
def test_no_result_changes_and_with_its_corrections_it_is_the_ledger(
    lumen: Lumen, now: datetime, history: list[tuple[str, int, int, int]]
) -> None:
    with db.database.atomic() as example:
        people = [who(lumen.organization, account, now) for account in (ADA, CYD)]
        moment, results = now, frozen()
        for verb, person, points, ago in history:
            moment += timedelta(hours=17)
            if verb == "close":
                closing.close(lumen_now(), moment)
                results = frozen()
            else:
                adjust(people[person], points, moment - ago * DAY / 2)
                assert frozen() == results
        assert drift.mend_standings(lumen_now(), mend=False).drifted == 0
        example.rollback()


def test_standings_are_counted_anew_with_what_was_late_left_out(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada = who(lumen.organization, ADA, now)
        adjust(ada, 5, now)
    close(now + DAY)
    with db.unit():
        adjust(ada, 7, now)
        before = sorted(Standing.select(Standing.board, Standing.person, Standing.points, Standing.reached_at).tuples())
        Standing.delete().execute()
        assert drift.mend_standings(lumen_now()).drifted == len(before)
        after = sorted(Standing.select(Standing.board, Standing.person, Standing.points, Standing.reached_at).tuples())
        assert after == before
