"""models/rules/special.py: rules are checked, said in words, and know when their periods close."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from models.rules import special, standings
from models.rules.special import First, Hand, JoinedBefore, Kept, Named, Rule, Special, Top

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
ZONES = ("UTC", "Europe/Vienna", "America/Santiago", "Asia/Beirut", "Pacific/Apia")
START = datetime(2019, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=4_400)).map(lambda later: START + later)
periods = st.sampled_from(("year", "month", "week"))


def made(**fields: Any) -> Rule:
    return RULE.validate_python(fields)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Ada@Example.ORG ", "ada@example.org"),
        ("@Ada", "@ada"),
        ("octo-cat", "@octo-cat"),
        ("octo_corp", "@octo_corp"),
    ],
)
def test_people_are_named_by_mail_or_github_name(written: str, kept: str) -> None:
    assert special.normal(written) == kept


@pytest.mark.parametrize(
    "nobody",
    ["", "@", "ada lovelace", "ada@", "ada@nowhere", "a@b@c.org", "-ada", "https://github.com/ada", "ä", "@@ada"],
)
def test_what_can_be_nobody_is_refused(nobody: str) -> None:
    with pytest.raises(ValidationError):
        made(kind="named", people=[nobody])


@given(st.text(max_size=60))
def test_a_normal_name_stays_as_it_is(text: str) -> None:
    try:
        once = special.normal(text)
    except ValueError:
        return
    assert special.normal(once) == once


def test_a_person_is_named_once() -> None:
    rule = made(kind="named", people=["@ada", "ADA", "ada@example.org", "@ada"])
    assert isinstance(rule, Named)
    assert rule.people == ("@ada", "ada@example.org")
    assert (special.mails(rule.people), special.logins(rule.people)) == (["ada@example.org"], ["ada"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "named", "people": []},
        {"kind": "named", "people": [f"@a{number}" for number in range(501)]},
        {"kind": "first", "count": 0},
        {"kind": "first", "count": 10_001},
        {"kind": "first", "count": "10"},
        {"kind": "first"},
        {"kind": "joined-before", "date": "soon"},
        {"kind": "joined-before", "date": "2026-02-30"},
        {"kind": "joined-before", "date": "0001-01-01"},
        {"kind": "joined-before", "date": 20261231},
        {"kind": "top", "period": "day"},
        {"kind": "top", "period": "week", "places": 0},
        {"kind": "top", "period": "week", "places": True},
        {"kind": "hand", "stock": 0},
        {"kind": "hand", "stock": 5, "people": ["@ada"]},
        {"kind": "magic"},
        {},
    ],
)
def test_rules_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RULE.validate_python(wrong)


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "named", "people": ["@ada", "x@example.org"]},
        {"kind": "first", "count": 10},
        {"kind": "joined-before", "date": "2026-12-31"},
        {"kind": "top", "period": "week", "places": 3},
        {"kind": "hand", "stock": None},
    ],
)
def test_every_kind_is_read_from_strict_json_and_kept_as_it_is(rule: dict[str, Any]) -> None:
    text = Special.model_validate({"name": "Founder", "rule": rule}).model_dump_json()
    read = Special.model_validate_json(text, strict=True)
    assert read.rule.model_dump(mode="json") == rule
    kept = Kept(rule=read.rule, since=datetime(2026, 1, 1, tzinfo=UTC)).model_dump(mode="json")
    assert Kept.model_validate(kept).rule == read.rule


def test_what_everybody_may_know_names_nobody() -> None:
    kept = Kept(rule=made(kind="named", people=["ada@example.org"]), since=datetime(2026, 1, 1, tzinfo=UTC))
    assert special.shown(kept.model_dump(mode="json")) == {"kind": "named"}
    assert special.shown(None) is None


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Named(kind="named", people=("@ada",)), "For 1 person by name, as soon as they are here."),
        (First(kind="first", count=10), "For the first 10 people to earn points by work."),
        (
            JoinedBefore(kind="joined-before", date=date(2026, 12, 31)),
            "For everybody who joined before 31 December 2026.",
        ),
        (
            Top(kind="top", period="week"),
            "For the most points of a week, given when the week closes; later corrections change nothing. "
            "Equal points share it.",
        ),
        (
            Top(kind="top", period="all", places=3),
            "For the first 3 places by points of all time, when an admin says so. Equal points share it.",
        ),
        (Hand(kind="hand", stock=5), "Given by hand, 5 times at most."),
        (Hand(kind="hand"), "Given by hand."),
    ],
)
def test_a_rule_explains_itself(rule: Rule, words: str) -> None:
    assert special.explains(rule) == words


@pytest.mark.parametrize(
    ("period", "day", "words"),
    [
        ("week", "2026-11-09", "in week 46 of 2026"),
        ("week", "2024-12-30", "in week 1 of 2025"),
        ("month", "2026-02-01", "in February 2026"),
        ("year", "2026-01-01", "in 2026"),
        ("all", "-", "of all time"),
    ],
)
def test_a_reason_says_which_period_was_won(period: Any, day: str, words: str) -> None:
    span = standings.window_of(period, day, "Europe/Vienna")
    assert special.top_reason(span, 1, 120, 0) == f"for the most points {words}: 120 points"


def test_a_reason_says_with_how_many_others_it_is_shared_and_names_none() -> None:
    span = standings.window_of("year", "2026-01-01", "UTC")
    assert special.top_reason(span, 1, 1, 1) == "for the most points in 2026: 1 point, shared with one other"
    assert special.top_reason(span, 2, 7, 2) == "for place 2 by points in 2026: 7 points, shared with 2 others"


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (21, "21st"), (112, "112th")],
)
def test_places_are_counted_in_english(number: int, said: str) -> None:
    assert special.ordinal(number) == said
    reason = special.first_reason(First(kind="first", count=200), number)
    assert reason == f"for being the {said} of the first 200 contributors"


def test_the_first_of_one_needs_no_number() -> None:
    assert special.first_reason(First(kind="first", count=1), 1) == "for being the first contributor"


@given(moments, st.timedeltas(timedelta(0), timedelta(days=500)), periods, st.sampled_from(ZONES))
def test_closed_periods_follow_each_other_without_a_gap_and_end_by_now(
    since: datetime, later: timedelta, period: Any, zone: str
) -> None:
    now, rule = since + later, Top(kind="top", period=period)
    spans = special.closed(rule, since, now, zone)
    edges = [standings.window(period, since, zone).start, *(span.end for span in spans)]
    assert [span.start for span in spans] == edges[:-1]
    assert all(span.end is not None and since < span.end <= now for span in spans)
    following = special.next_at(rule, now, zone)
    assert following is not None
    assert now < following
    assert standings.window(period, now, zone).start == edges[-1]


def test_all_time_never_closes() -> None:
    start, rule = datetime(2020, 1, 1, tzinfo=UTC), Top(kind="top", period="all")
    assert special.closed(rule, start, start + timedelta(days=5_000), "UTC") == []
    assert special.next_at(rule, start, "UTC") is None


def test_joining_is_too_late_from_midnight_in_the_organisation_on() -> None:
    rule = JoinedBefore(kind="joined-before", date=date(2026, 7, 1))
    midnight = datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert special.joined_before(rule, "Europe/Vienna") == midnight
    assert special.next_at(rule, midnight - timedelta(seconds=1), "Europe/Vienna") == midnight
    assert special.next_at(rule, midnight, "Europe/Vienna") is None
    assert special.joined_reason(rule) == "for joining before 1 July 2026"


def test_a_rule_without_a_clock_says_none() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert special.next_at(Hand(kind="hand"), moment, "UTC") is None
    assert special.next_at(First(kind="first", count=1), moment, "UTC") is None


def test_the_reason_of_named_people_names_nobody() -> None:
    many = Named(kind="named", people=("@ada", "@bob"))
    assert special.named_reason(many) == "for being one of the 2 people whom this badge was made for"
    assert special.named_reason(Named(kind="named", people=("@ada",))) == (
        "for being the one person whom this badge was made for"
    )
