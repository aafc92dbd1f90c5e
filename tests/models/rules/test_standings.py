"""models/rules/standings.py: the one ranking law, and windows by the organisation's own calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import NotFound
from models.rules.deeds import DISCIPLINES
from models.rules.standings import (
    PERIODS,
    RANKINGS,
    BoardName,
    Period,
    Ranking,
    Score,
    Window,
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
    windows,
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
HOUR = timedelta(hours=1)
periods = st.sampled_from(PERIODS)
rankings = st.sampled_from(RANKINGS)
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


def naive_rank(score: Score, shown: list[Score], ranking: Ranking) -> int:
    if ranking == "ordinal":
        return 1 + sum(stands_above(other, score) for other in shown)
    above = [other.points for other in shown if other.points > score.points]
    return 1 + len(above if ranking == "standard" else set(above))


@given(scores, rankings)
def test_ranking_is_by_points_then_who_was_first_then_person(board: list[Score], ranking: Ranking) -> None:
    shown = [score for score in board if score.points > 0]
    naive = sorted(
        (
            1 + sum(stands_above(other, score) for other in shown),
            naive_rank(score, shown, ranking),
            score.person,
            score.points,
        )
        for score in shown
    )
    assert [(line.position, line.rank, line.person, line.points) for line in place(board, ranking)] == naive


@given(scores, st.randoms())
def test_ranking_does_not_depend_on_the_order_of_asking(board: list[Score], chance: object) -> None:
    assert place(reversed(board)) == place(board)


@pytest.mark.parametrize(
    ("ranking", "ranks"), [("standard", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("ordinal", [1, 2, 3, 4])]
)
def test_equal_points_share_a_rank_as_the_ranking_has_it(ranking: Ranking, ranks: list[int]) -> None:
    points = [9, 7, 7, 5]
    board = [Score(person=person, points=mine, reached_at=NOON) for person, mine in enumerate(points, 1)]
    assert [line.rank for line in place(board, ranking)] == ranks
    assert [line.position for line in place(board, ranking)] == [1, 2, 3, 4]


def test_nobody_without_points_is_on_a_board() -> None:
    assert place([Score(person=1, points=0, reached_at=NOON), Score(person=2, points=-3, reached_at=NOON)]) == []


@given(scores, st.integers(0, 9), rankings)
def test_a_stretch_is_numbered_as_the_whole_is(board: list[Score], cut: int, ranking: Ranking) -> None:
    whole = place(board, ranking)
    cut = min(cut, len(whole))
    last = whole[cut - 1] if cut else None
    rest = [(line.person, line.points) for line in whole[cut:]]
    assert list(number(rest, cut, last.rank if last else 0, last.points if last else None, ranking)) == whole[cut:]


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


@given(st.sampled_from(PERIODS[1:]), moments, zones)
def test_windows_touch_without_gap_or_overlap(period: Period, at: datetime, zone: str) -> None:
    span = window(period, at, zone)
    assert span.start is not None and span.end is not None
    assert window(period, span.start, zone) == span
    assert window(period, span.end, zone).start == span.end
    assert window(period, span.end - timedelta(microseconds=1), zone) == span
    assert window(period, span.start - timedelta(microseconds=1), zone).end == span.start


@given(st.sampled_from(PERIODS[1:]), moments, zones)
def test_windows_begin_by_the_local_calendar(period: Period, at: datetime, zone: str) -> None:
    first = window(period, at, zone).day
    today = at.astimezone(ZoneInfo(zone)).date()
    begins = {
        "year": today.replace(month=1, day=1),
        "quarter": today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1),
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


scopes = st.one_of(
    st.just(""),
    st.builds("{}:{}".format, st.sampled_from(["project", "team", "league"]), st.integers(1, 10**9)),
    st.sampled_from([f"discipline:{name}" for name in DISCIPLINES]),
)


@given(st.integers(1, 10**9), scopes, periods, moments, zones)
def test_a_key_names_its_board_again(organization: int, scope: str, period: Period, at: datetime, zone: str) -> None:
    span = window(period, at, zone)
    owner, board, day = name_of(key(organization, scope, span))
    assert (owner, board) == (organization, BoardName(period=period, scope=scope))
    assert parse_board(str(board)) == board
    assert window_of(board.period, day, zone) == span


def test_a_key_says_whose_which_and_when() -> None:
    week = window("week", NOON, "UTC")
    assert key(7, None, week) == "7:0:week:2026-03-02"
    assert key(7, "project:12", window("all", NOON, "UTC")) == "7:12:all:-"
    assert key(7, "team:5", week) == "7:t-5:week:2026-03-02"
    assert key(7, "league:7", SEASON) == "7:l-7:season-3:-"
    assert key(7, "discipline:front-end", week) == "7:d-front-end:week:2026-03-02"


def test_work_counts_in_every_period_and_in_the_seasons_that_run() -> None:
    assert keys(7, [""], windows(NOON, "UTC")) == [
        "7:0:all:-",
        "7:0:day:2026-03-04",
        "7:0:month:2026-03-01",
        "7:0:quarter:2026-01-01",
        "7:0:week:2026-03-02",
        "7:0:year:2026-01-01",
    ]
    edges = (SEASON.start, SEASON.end)
    assert all(edges)
    inside = [edges[0], edges[1] - timedelta(microseconds=1)]  # type: ignore[operator]
    outside = [edges[0] - timedelta(microseconds=1), edges[1]]  # type: ignore[operator]
    assert [SEASON in windows(at, "UTC", [SEASON]) for at in (*inside, *outside)] == [True, True, False, False]  # type: ignore[arg-type]


SEASON = Window(
    period="season-3", day=None, start=datetime(2026, 3, 1, tzinfo=UTC), end=datetime(2026, 6, 1, tzinfo=UTC)
)


@given(moments, zones, st.lists(scopes, max_size=4))
def test_boards_are_always_touched_in_one_order(at: datetime, zone: str, some: list[str]) -> None:
    spans = windows(at, zone)
    assert keys(7, some, spans) == sorted(keys(7, reversed(some), reversed(spans)))


@given(st.sampled_from(PERIODS[1:]), moments, zones, zones, st.integers(1, 4), st.timedeltas(-3 * HOUR, 30 * HOUR))
def test_after_another_clock_periods_touch_without_gap_or_overlap(
    period: Period, at: datetime, zone: str, other: str, how_many: int, beside: timedelta
) -> None:
    """What was closed by the former clock stays; all that happens is in one period of each kind, in its order."""
    closed = [window(period, at, zone)]
    for _ in range(how_many - 1):
        closed.append(window(period, closed[-1].end, zone))  # type: ignore[arg-type]
    end = closed[-1].end
    assert end is not None
    [before] = [one for one in windows(end - timedelta(microseconds=1), other, (), closed) if one.period == period]
    [after] = [one for one in windows(end, other, (), closed) if one.period == period]
    [later] = [one for one in windows(end + abs(beside), other, (), closed) if one.period == period]
    assert before == closed[-1]
    assert str(before.day) < str(after.day) <= str(later.day)
    [inside] = [one for one in windows(at, other, (), closed) if one.period == period]
    assert inside == closed[0]


# (moment in UTC, zone, the first local day of its year, quarter, month, week and day)
LAST_MOMENTS = (
    ("2026-02-01T04:59:59", "America/New_York", "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-26", "2026-01-31"),
    ("2026-02-01T05:00:00", "America/New_York", "2026-01-01", "2026-01-01", "2026-02-01", "2026-01-26", "2026-02-01"),
    ("2026-02-01T03:29:59", "America/St_Johns", "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-26", "2026-01-31"),
    ("2026-02-01T03:30:00", "America/St_Johns", "2026-01-01", "2026-01-01", "2026-02-01", "2026-01-26", "2026-02-01"),
    ("2026-01-31T22:59:59", "Europe/Vienna", "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-26", "2026-01-31"),
    ("2028-02-29T22:59:59", "Europe/Vienna", "2028-01-01", "2028-01-01", "2028-02-01", "2028-02-28", "2028-02-29"),
    ("2028-02-29T23:00:00", "Europe/Vienna", "2028-01-01", "2028-01-01", "2028-03-01", "2028-02-28", "2028-03-01"),
    ("2026-03-31T21:59:59", "Europe/Vienna", "2026-01-01", "2026-01-01", "2026-03-01", "2026-03-30", "2026-03-31"),
    ("2026-03-31T22:00:00", "Europe/Vienna", "2026-01-01", "2026-04-01", "2026-04-01", "2026-03-30", "2026-04-01"),
    ("2026-12-31T22:59:59", "Europe/Vienna", "2026-01-01", "2026-10-01", "2026-12-01", "2026-12-28", "2026-12-31"),
    ("2026-12-31T23:00:00", "Europe/Vienna", "2027-01-01", "2027-01-01", "2027-01-01", "2026-12-28", "2027-01-01"),
    ("2027-01-03T22:59:59", "Europe/Vienna", "2027-01-01", "2027-01-01", "2027-01-01", "2026-12-28", "2027-01-03"),
    ("2027-01-03T23:00:00", "Europe/Vienna", "2027-01-01", "2027-01-01", "2027-01-01", "2027-01-04", "2027-01-04"),
    # Samoa went over the date line: it had no 30 December 2011.
    ("2011-12-30T09:59:59", "Pacific/Apia", "2011-01-01", "2011-10-01", "2011-12-01", "2011-12-26", "2011-12-29"),
    ("2011-12-30T10:00:00", "Pacific/Apia", "2011-01-01", "2011-10-01", "2011-12-01", "2011-12-26", "2011-12-31"),
    # The last hour of a day of 23 hours, and of one of 25.
    ("2026-03-29T21:59:59", "Europe/Vienna", "2026-01-01", "2026-01-01", "2026-03-01", "2026-03-23", "2026-03-29"),
    ("2026-10-25T22:59:59", "Europe/Vienna", "2026-01-01", "2026-10-01", "2026-10-01", "2026-10-19", "2026-10-25"),
    ("2026-10-25T23:00:00", "Europe/Vienna", "2026-01-01", "2026-10-01", "2026-10-01", "2026-10-26", "2026-10-26"),
)


@pytest.mark.parametrize(("moment", "zone", "year", "quarter", "month", "week", "day"), LAST_MOMENTS)
def test_the_last_day_belongs_to_its_period(
    moment: str, zone: str, year: str, quarter: str, month: str, week: str, day: str
) -> None:
    spans = windows(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone)
    assert [str(span.day) for span in spans] == ["None", year, quarter, month, week, day]
