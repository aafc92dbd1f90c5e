"""models/rules/standings.py: the one ranking law, and windows by the organisation's own calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import NotFound
from models.rules.standings import (
    PERIODS,
    BoardName,
    Period,
    Score,
    key,
    keys,
    member,
    name_of,
    number,
    order,
    parse_board,
    person_of,
    place,
    window,
    window_of,
)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
# Half hours, no summer time, midnights that do not exist or come twice, both sides of the date line.
ZONES = (
    "UTC",
    "Europe/Vienna",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)
zones = st.sampled_from(ZONES)
periods = st.sampled_from(PERIODS)
moments = st.timedeltas(-timedelta(days=365 * 14), timedelta(days=365 * 70)).map(lambda away: NOON + away)
scores = st.lists(
    st.builds(
        Score,
        person=st.integers(1, 9),
        points=st.integers(-2, 4),
        reached_at=st.integers(0, 2).map(lambda second: NOON + timedelta(seconds=second)),
    ),
    unique_by=lambda score: score.person,
)


def stands_above(one: Score, other: Score) -> bool:
    if one.points != other.points:
        return one.points > other.points
    if one.reached_at != other.reached_at:
        return one.reached_at < other.reached_at
    return one.person < other.person


@given(scores)
def test_ranking_is_by_points_then_who_was_first_then_person(board: list[Score]) -> None:
    shown = [score for score in board if score.points > 0]
    naive = sorted(
        (
            1 + sum(stands_above(other, score) for other in shown),
            1 + sum(other.points > score.points for other in shown),
            score.person,
            score.points,
        )
        for score in shown
    )
    assert [(line.position, line.rank, line.person, line.points) for line in place(board)] == naive


@given(scores, st.randoms())
def test_ranking_does_not_depend_on_the_order_of_asking(board: list[Score], chance: object) -> None:
    assert place(reversed(board)) == place(board)


def test_equal_points_share_a_rank_and_the_next_one_is_left_out() -> None:
    points = [9, 7, 7, 5]
    board = [Score(person=person, points=mine, reached_at=NOON) for person, mine in enumerate(points, 1)]
    assert [line.rank for line in place(board)] == [1, 2, 2, 4]
    assert [line.position for line in place(board)] == [1, 2, 3, 4]


def test_nobody_without_points_is_on_a_board() -> None:
    assert place([Score(person=1, points=0, reached_at=NOON), Score(person=2, points=-3, reached_at=NOON)]) == []


@given(scores, st.integers(0, 9))
def test_a_stretch_is_numbered_as_the_whole_is(board: list[Score], cut: int) -> None:
    whole = place(board)
    cut = min(cut, len(whole))
    last = whole[cut - 1] if cut else None
    rest = [(line.person, line.points) for line in whole[cut:]]
    assert list(number(rest, cut, last.rank if last else 0, last.points if last else None)) == whole[cut:]


@given(moments, moments, st.integers(1, 10**18), st.integers(1, 10**18))
def test_members_sort_as_law_7_orders_equal_points(a: datetime, b: datetime, one: int, other: int) -> None:
    by_law = order(Score(person=one, points=5, reached_at=a)) < order(Score(person=other, points=5, reached_at=b))
    assert (member(one, a) < member(other, b)) is by_law


@given(moments, st.integers(1, 10**18))
def test_members_tell_microseconds_apart_and_know_their_person(at: datetime, person: int) -> None:
    assert member(person, at) < member(1, at + timedelta(microseconds=1))
    assert person_of(member(person, at)) == person


@pytest.mark.parametrize(
    "name",
    [
        *PERIODS,
        "season-3",
        "week:project:12",
        "all:project:999999999999999999",
        "quarter:team:5",
        "season-12:league:7",
        "day:discipline:front-end",
    ],
)
def test_a_boards_name_is_read_and_written(name: str) -> None:
    assert str(parse_board(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "weeks",
        "Week",
        "week ",
        " week",
        "week\n",
        "week:",
        "week:project:",
        "week:project:-1",
        "week:project:1.5",
        "week:project:\u0661",
        "week:project:\uff11",
        "week:project:1000000000000000000",
        "week:project:1:2",
        "week:tram:1",
        "week:team:design",
        "week:discipline:1",
        "week:discipline:cooking",
        "season-",
        "season-0",
        "season-01",
        "season-x",
        "week:project:1\x00",
        "../week",
        "week'; DROP TABLE standing; --",
        "x" * 10_000,
    ],
)
def test_a_name_that_is_no_boards_is_not_found(name: str) -> None:
    with pytest.raises(NotFound) as refusal:
        parse_board(name)
    assert len(str(refusal.value)) < 200


@given(st.text(max_size=40))
def test_no_name_breaks_the_reading(name: str) -> None:
    try:
        assert parse_board(name).period in PERIODS
    except NotFound:
        assert name not in PERIODS


@given(periods, moments, zones)
def test_a_moment_lies_in_its_own_window(period: Period, at: datetime, zone: str) -> None:
    span = window(period, at, zone)
    if period != "all":
        assert span.start is not None and span.end is not None
        assert span.start <= at < span.end


@given(st.sampled_from(["year", "month", "week", "day"]), moments, zones)
def test_windows_touch_without_gap_or_overlap(period: Period, at: datetime, zone: str) -> None:
    span = window(period, at, zone)
    assert span.start is not None and span.end is not None
    assert window(period, span.start, zone) == span
    assert window(period, span.end, zone).start == span.end
    assert window(period, span.end - timedelta(microseconds=1), zone) == span
    assert window(period, span.start - timedelta(microseconds=1), zone).end == span.start


@given(st.sampled_from(["year", "month", "week", "day"]), moments, zones)
def test_windows_begin_by_the_local_calendar(period: Period, at: datetime, zone: str) -> None:
    first = window(period, at, zone).day
    today = at.astimezone(ZoneInfo(zone)).date()
    begins = {
        "year": today.replace(month=1, day=1),
        "month": today.replace(day=1),
        "week": today - timedelta(days=today.weekday()),
        "day": today,
    }
    assert first == begins[period]


@given(periods, moments, zones)
def test_a_window_is_found_again_by_its_first_day(period: Period, at: datetime, zone: str) -> None:
    span = window(period, at, zone)
    assert window_of(period, str(span.day or "-"), zone) == span


def test_weeks_begin_on_monday() -> None:
    span = window("week", NOON, "UTC")
    assert (span.day, span.start, span.end) == (
        date(2026, 3, 2),
        datetime(2026, 3, 2, tzinfo=UTC),
        datetime(2026, 3, 9, tzinfo=UTC),
    )


def test_a_week_may_belong_to_two_years_and_begins_in_the_old_one() -> None:
    new_year = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    assert window("week", new_year, "Europe/Vienna").day == date(2026, 12, 28)


def test_a_year_ends_at_local_midnight() -> None:
    eve = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert window("year", eve, "UTC").day == date(2026, 1, 1)
    assert window("year", eve, "Europe/Vienna").day == date(2027, 1, 1)
    assert window("year", eve + timedelta(hours=1), "America/New_York").day == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("month", "day", "hours"),
    [(3, 29, 23), (10, 25, 25), (6, 1, 24)],
)
def test_days_on_which_the_clock_changes_are_shorter_or_longer(month: int, day: int, hours: int) -> None:
    span = window("day", datetime(2026, month, day, 10, tzinfo=UTC), "Europe/Vienna")
    assert span.start is not None and span.end is not None
    assert span.end - span.start == timedelta(hours=hours)


def test_a_day_whose_midnight_does_not_exist_begins_when_the_clock_jumps() -> None:
    span = window("day", datetime(2024, 9, 8, 12, tzinfo=UTC), "America/Santiago")
    assert span.start == datetime(2024, 9, 8, 4, tzinfo=UTC)
    assert span.start.astimezone(ZoneInfo("America/Santiago")).hour == 1


def test_leap_days_have_a_window() -> None:
    assert window("month", datetime(2028, 2, 29, 12, tzinfo=UTC), "UTC").end == datetime(2028, 3, 1, tzinfo=UTC)


def test_all_time_has_no_ends() -> None:
    span = window("all", NOON, "UTC")
    assert (span.day, span.start, span.end) == (None, None, None)


@given(st.integers(1, 10**9), st.none() | st.integers(1, 10**9), periods, moments, zones)
def test_a_key_names_its_board_again(
    organization: int, project: int | None, period: Period, at: datetime, zone: str
) -> None:
    span = window(period, at, zone)
    owner, board, day = name_of(key(organization, project, span))
    assert (owner, board) == (organization, BoardName(period=period, project=project))
    assert window_of(board.period, day, zone) == span


def test_a_key_says_whose_which_and_when() -> None:
    assert key(7, None, window("week", NOON, "UTC")) == "7:0:week:2026-03-02"
    assert key(7, 12, window("all", NOON, "UTC")) == "7:12:all:-"


def test_project_work_counts_on_ten_boards_and_other_points_on_five() -> None:
    assert len(set(keys(7, 12, NOON, "UTC"))) == 10
    assert set(keys(7, None, NOON, "UTC")) == {
        "7:0:all:-",
        "7:0:year:2026-01-01",
        "7:0:month:2026-03-01",
        "7:0:week:2026-03-02",
        "7:0:day:2026-03-04",
    }


@given(moments, zones)
def test_boards_are_always_touched_in_one_order(at: datetime, zone: str) -> None:
    assert keys(7, 12, at, zone) == sorted(keys(7, 12, at, zone))
