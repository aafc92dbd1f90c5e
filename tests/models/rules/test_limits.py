"""models/rules/limits.py: what is paid in the end, the same whatever came first; and why it is less, in words."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.points import Due, Price, Tariff, Trace, Weighed, context, is_limited, price, span
from tests.cast import ADA
from tests.models.rules.pieces import NOON

VIENNA = "Europe/Vienna"
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
KINDS = ("issue.closed", "review.given", "penalty")


def due(at: datetime, worth: int | None = 3, kind: str = "issue.closed", mark: str = "issue:7042") -> Due:
    fields = {"kind": kind, "account": ADA, "happened_at": at, "worth": worth, "what": "closing #42", "mark": mark}
    trace = (Trace(rule="kind", words="It is.", points=3),)
    return Due.model_validate(fields | {"reason_words": f"{worth} points for closing #42", "trace": trace})


def prices(dues: Sequence[Due], tariff: Tariff, zone: str = "UTC") -> list[Price]:
    """In the order of the dues."""
    found = price([Weighed(key=place, due=one) for place, one in enumerate(dues)], tariff, zone)
    return [found[place] for place in range(len(dues))]


def paid(dues: Sequence[Due], tariff: Tariff, zone: str = "UTC") -> list[int]:
    return [one.points for one in prices(dues, tariff, zone)]


def by(**fields: Any) -> Tariff:
    return Tariff.model_validate(fields)


def at(*minutes: int) -> list[Due]:
    """Deeds so many minutes after noon."""
    return [due(NOON + timedelta(minutes=one), mark=f"issue:{one}") for one in minutes]


def test_without_limits_the_price_is_the_worth() -> None:
    [found] = prices(at(0), Tariff())
    assert found == Price(points=3, trace=at(0)[0].trace, words="3 points for closing #42")
    assert not is_limited(Tariff()) and span(Tariff(), NOON, VIENNA) == (NOON, NOON)


def test_what_is_refused_or_not_paid_for_has_no_price_and_uses_up_no_cap() -> None:
    refused = due(NOON).model_copy(update={"refused": {"code": "own_review", "words": "No."}})
    dues = [refused, due(NOON, None), due(NOON)]
    assert price([Weighed(key=n, due=one) for n, one in enumerate(dues)], by(caps={"per_day": 3}), "UTC").keys() == {2}


def test_a_cap_pays_until_it_is_reached() -> None:
    assert paid(at(0, 1, 2, 3), by(caps={"per_day": 7})) == [3, 3, 1, 0]


def test_a_day_is_the_organisations_own() -> None:
    late, later = datetime(2026, 3, 4, 22, 30, tzinfo=UTC), datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert paid([due(late), due(later)], by(caps={"per_day": 3}), "UTC") == [3, 0]
    assert paid([due(late), due(later)], by(caps={"per_day": 3}), VIENNA) == [3, 3]


def test_a_week_begins_on_monday() -> None:
    week = [due(MONDAY + timedelta(days=day)) for day in (-1, 0, 3, 6, 7)]
    assert paid(week, by(caps={"per_week": 5})) == [3, 3, 2, 0, 3]


def test_both_caps_hold_together() -> None:
    week = [due(MONDAY + timedelta(days=day, minutes=minute)) for day in range(3) for minute in range(2)]
    assert paid(week, by(caps={"per_day": 4, "per_week": 10})) == [3, 1, 3, 1, 2, 0]


def test_deeds_of_one_kind_count_less_and_less_within_a_day() -> None:
    tariff = by(diminishing=[100, 50, 25])
    assert paid([*at(0, 1, 2, 3), due(NOON + timedelta(days=1))], tariff) == [3, 2, 1, 1, 3]
    assert paid([due(NOON), due(NOON, kind="review.given")], tariff) == [3, 3]


def test_a_deed_within_the_cool_down_earns_nothing_whatever_the_one_before_earned() -> None:
    assert paid(at(0, 9, 18, 28), by(cool_downs={"issue.closed": 10})) == [3, 0, 0, 3]
    assert paid([due(NOON), due(NOON, kind="review.given")], by(cool_downs={"issue.closed": 10})) == [3, 3]


def test_a_cool_down_uses_up_neither_the_day_nor_the_cap() -> None:
    tariff = by(cool_downs={"issue.closed": 10}, diminishing=[100, 50], caps={"per_day": 5})
    assert paid(at(0, 5, 20, 40), tariff) == [3, 0, 2, 0]


def test_penalties_take_what_was_earned_in_the_week_and_leave_the_floor() -> None:
    week = [due(NOON, -5, "penalty"), due(NOON + timedelta(days=1), 6), due(NOON + timedelta(days=2), -5, "penalty")]
    tariff = {"penalties": [{"name": "Spam", "kinds": ["issue.opened"], "label": "spam", "points": 5}]}
    assert paid(week, by(**tariff)) == [-5, 6, -1]
    assert paid(week, by(**tariff, floor=2)) == [-4, 6, 0]
    assert paid(week, by(**tariff, floor=9)) == [0, 6, 0]
    assert paid(week, by(**tariff, floor=-3)) == [-5, 6, -4]


def test_less_than_the_worth_says_why() -> None:
    tariff = by(
        caps={"per_day": 4},
        diminishing=[100, 50],
        cool_downs={"issue.closed": 10},
        penalties=[{"name": "Spam", "kinds": ["issue.opened"], "label": "spam", "points": 5}],
    )
    dues = [*at(0, 5, 20, 40), due(NOON, -5, "penalty")]
    assert [one.words for one in prices(dues, tariff)] == [
        "3 points for closing #42",
        "0 of 3 points for closing #42: less than 10 minutes after the one before",
        "1 of 3 points for closing #42: number 2 of its kind that day counts 50 percent, "
        "4 points a day is the cap, reached",
        "0 of 3 points for closing #42: number 3 of its kind that day counts 50 percent, "
        "4 points a day is the cap, reached",
        "4 of 5 points taken for closing #42: penalties leave 0 points of what was earned in a week",
    ]
    assert [(step.rule, step.points) for step in prices(dues, tariff)[2].trace] == [
        ("kind", 3),
        ("diminishing", 2),
        ("day_cap", 1),
    ]


def test_of_what_happened_in_one_moment_the_work_decides_and_not_its_number_here() -> None:
    dues = [due(NOON, mark="issue:2"), due(NOON, mark="issue:1")]
    assert paid(dues, by(caps={"per_day": 4})) == [1, 3]


@pytest.mark.parametrize(
    ("minutes", "at_", "until"),
    [
        (0, datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 3, 8, 23, tzinfo=UTC)),
        (60, datetime(2026, 3, 8, 21, 59, tzinfo=UTC), datetime(2026, 3, 8, 23, tzinfo=UTC)),
        (60, datetime(2026, 3, 8, 22, 1, tzinfo=UTC), datetime(2026, 3, 15, 23, tzinfo=UTC)),
    ],
)
def test_what_is_priced_together_is_a_local_week_and_the_next_when_a_cool_down_reaches_it(
    minutes: int, at_: datetime, until: datetime
) -> None:
    tariff = by(caps={"per_day": 5}, cool_downs={"issue.closed": minutes} if minutes else {})
    assert span(tariff, at_, VIENNA) == (datetime(2026, 3, 1, 23, tzinfo=UTC), until)
    assert context(tariff) == timedelta(minutes=minutes)


# Over the weeks around a change of clocks; often in the same minute.
moments = st.integers(0, 3 * 7 * 24 * 4).map(lambda quarter: MONDAY + timedelta(days=14, minutes=15 * quarter))
histories = st.lists(
    st.builds(
        lambda at_, worth, kind, mark: due(at_, -worth if kind == "penalty" else worth, kind, mark),
        moments | st.sampled_from([MONDAY + timedelta(days=20, hours=23, minutes=one) for one in (0, 30, 59)]),
        st.integers(0, 9),
        st.sampled_from(KINDS),
        st.uuids().map(str),
    ),
    max_size=14,
    unique_by=lambda one: one.mark,
)
percents = st.lists(st.integers(0, 100), max_size=4).map(lambda found: sorted(found, reverse=True))
caps = st.tuples(st.none() | st.integers(1, 12), st.none() | st.integers(0, 20)).map(
    lambda two: {"per_day": two[0], "per_week": None if two[1] is None else two[1] + (two[0] or 1)}
)
tariffs = st.builds(
    by,
    caps=caps,
    diminishing=percents,
    cool_downs=st.dictionaries(
        st.sampled_from(["issue.closed", "review.given"]), st.sampled_from([1, 30, 1_440, 7 * 1_440]), max_size=2
    ),
    floor=st.integers(-10, 10),
    penalties=st.just([{"name": "Spam", "kinds": ["issue.opened"], "label": "spam", "points": 5}]),
)
zones = st.sampled_from(["UTC", VIENNA, "America/New_York"])


@settings(deadline=None)
@given(st.data(), histories, tariffs, zones)
def test_any_order_of_arrival_priced_span_by_span_ends_as_all_at_once(
    data: st.DataObject, history: list[Due], tariff: Tariff, zone: str
) -> None:
    """As models/paying.py does it: what comes or goes has its span priced anew, with the context before it."""
    everything = [Weighed(key=one.mark, due=one) for one in history]
    gone = data.draw(st.lists(st.sampled_from(everything), unique_by=lambda one: one.key)) if everything else []
    stands: dict[Any, Weighed] = {}
    found: dict[Any, Price] = {}
    for one, comes in [(one, True) for one in data.draw(st.permutations(everything))] + [(one, False) for one in gone]:
        stands |= {one.key: one} if comes else {}
        if not comes:
            del stands[one.key], found[one.key]
        start, end = span(tariff, one.due.happened_at, zone)
        near = [other for other in stands.values() if start - context(tariff) <= other.due.happened_at < end]
        new = price(near, tariff, zone)
        found |= {other.key: new[other.key] for other in near if other.due.happened_at >= start}
    assert found == price(list(stands.values()), tariff, zone)


@settings(deadline=None)
@given(histories, tariffs, zones)
def test_no_sum_is_above_its_cap_nor_below_the_floor(history: list[Due], tariff: Tariff, zone: str) -> None:
    found = prices(history, tariff, zone)
    earned: dict[tuple[str, datetime], int] = {}
    days: Counter[date] = Counter()
    for one, due_ in zip(found, history, strict=True):
        assert (due_.kind == "penalty" and due_.worth is not None and due_.worth <= one.points <= 0) or (
            due_.kind != "penalty" and due_.worth is not None and 0 <= one.points <= due_.worth
        )
        week = span(tariff.model_copy(update={"cool_downs": {}}), due_.happened_at, zone)[0]
        earned["all", week] = earned.get(("all", week), 0) + one.points
        if due_.kind != "penalty":
            earned["work", week] = earned.get(("work", week), 0) + one.points
            days[due_.happened_at.astimezone(ZoneInfo(zone)).date()] += one.points
    assert max(days.values(), default=0) <= (tariff.caps.per_day or 1_000)
    for (what, week), points in earned.items():
        assert what == "all" or points <= (tariff.caps.per_week or points)
        assert what == "work" or points >= min(tariff.floor, earned.get(("work", week), 0))
