"""models/rules/patterns/wording.py: patterns, reasons and what is missing, in plain words with numbers."""

from typing import Any

import pytest
from hypothesis import given

from models.rules.deeds import Deed, Moved
from models.rules.patterns import counting, wording
from models.rules.patterns.language import Pattern, read
from models.rules.patterns.verdicts import Circumstances, completions, tree
from tests.conftest import NOW
from tests.models.rules.patterns.histories import RANDOM, histories, on, patterns
from tests.models.rules.patterns.test_verdicts import seen

NAMES = {"badge:12": "First merge", "league:7": "Onboarding", "project:1": "parser", "team:5": "Blue"}
REVIEWS = {"is": "count", "at_least": 10, "where": {"kinds": ["review.given"]}}
STAR = {"is": "first", "where": {"kinds": ["star.given"]}}
DAYS = [f"2026-01-{day:02}" for day in range(1, 29)]


def merged(**where: Any) -> dict[str, Any]:
    return {"is": "count", "at_least": 10, "where": {"kinds": ["pull_request.merged"], **where}}


@pytest.mark.parametrize(
    ("earned", "said"),
    [
        (merged(), "10 pull requests merged"),
        (
            merged(labels=["bug"], hours={"from": 22, "until": 5}),
            "10 merged pull requests with the label “bug” between 22:00 and 5:00",
        ),
        (
            merged(sizes=["l", "xl"], projects=[1, 2], weekdays=["sat", "sun"]),
            "10 merged pull requests of size L or XL in “parser” or project 2 on a Saturday or Sunday",
        ),
        (
            merged(newcomer=True, co_authored=False, disciplines=["testing"], roles=["super_admin"]),
            "10 merged pull requests in testing by or for a newcomer without co-authors done as super admin",
        ),
        (
            {"is": "count", "at_least": 1, "where": {"kinds": ["push.made"], "paths": ["docs/"]}},
            "1 push made touching “docs/”",
        ),
        (
            REVIEWS | {"where": {"kinds": ["review.given", "issue.closed"], "answered_within_hours": 1}},
            "10 reviews given or closed issues within 1 hour of the opening",
        ),
        (
            REVIEWS | {"where": {"reasons": ["changes_requested"]}},
            "10 contributions with the outcome changes requested",
        ),
        (STAR, "a first star given"),
        (
            merged() | {"minus": [{"where": {"kinds": ["issue.opened"], "labels": ["spam"]}, "each": 2}]},
            "10 pull requests merged (an opened issue with the label “spam” takes 2 back)",
        ),
        (
            {"is": "sum", "at_least": 1_000, "minus": [{"where": {"kinds": ["penalty"]}, "each": 5}]},
            "1\N{NARROW NO-BREAK SPACE}000 points for contributions (a penalty takes 5 points back)",
        ),
        ({"is": "distinct", "of": "projects", "at_least": 5}, "contributions in 5 different projects"),
        ({"is": "distinct", "of": "days", "at_least": 5}, "contributions on 5 different days"),
        ({"is": "distinct", "of": "kinds", "at_least": 5}, "contributions of 5 different kinds"),
        (
            {"is": "distinct", "of": "collaborators", "at_least": 5, "where": {"kinds": ["review.given"]}},
            "reviews given with 5 different people",
        ),
        (
            {"is": "streak", "at_least": 7, "freezes": 1, "weekends": False, "holidays": ["12-25", "01-01"]},
            "contributions on 7 days in a row "
            "(1 missed day is forgiven; weekends do not count; 2 holidays do not count)",
        ),
        ({"is": "streak", "unit": "weeks", "at_least": 8}, "contributions in 8 weeks in a row"),
        ({"is": "within", "at_least": 5, "hours": 24}, "5 contributions within 24 hours"),
        ({"is": "rate", "at_least": 10, "per": "month"}, "10 contributions in one month"),
        ({"is": "rate", "at_least": 1, "per": "week", "times": 4}, "1 contribution in each of 4 weeks"),
        ({"is": "top", "period": "week"}, "the most points of a week"),
        (
            {"is": "top", "period": "year", "places": 3, "board": "team:5"},
            "one of the first 3 places by points of a year of “Blue”",
        ),
        (
            {"is": "top", "period": "month", "board": "discipline:design"},
            "the most points of a month of the discipline design",
        ),
        ({"is": "member", "days": 365}, "365 days of membership"),
        ({"is": "league", "league": 7}, "completing “Onboarding”"),
        ({"is": "holds", "badge": 12}, "holding “First merge”"),
        ({"is": "holds", "badge": 13}, "holding badge 13"),
        ({"is": "profile", "fact": "avatar"}, "a picture in the profile"),
        ({"is": "all", "of": [merged(), REVIEWS]}, "both 10 pull requests merged and 10 reviews given"),
        ({"is": "any", "of": [merged(), REVIEWS]}, "either 10 pull requests merged or 10 reviews given"),
        (
            {"is": "all", "of": [merged(), REVIEWS, {"is": "not", "of": STAR}]},
            "all of: 10 pull requests merged; 10 reviews given; without a first star given",
        ),
        (
            {"is": "at_least", "count": 2, "of": [merged(), {"is": "any", "of": [STAR, REVIEWS]}]},
            "2 of: 10 pull requests merged; (either a first star given or 10 reviews given)",
        ),
        ({"is": "all", "of": [merged()]}, "10 pull requests merged"),
    ],
)
def test_every_part_is_said_in_words(earned: dict[str, Any], said: str) -> None:
    assert wording.words(read({"earned": earned}), NAMES) == [f"Earned by {said}."]


def test_what_holds_for_the_whole_pattern_is_said_after_it() -> None:
    again = {"limit": 5, "cool_down_days": 30}
    rest = {"requires": [12, 13], "since": "2026-01-09", "revoke": False}
    assert wording.words(read({"earned": REVIEWS, "repeat": again, **rest}), NAMES) == [
        "Earned by 10 reviews given.",
        "Again for each further 10, 5 times at most, but not within 30 days of the last time.",
        "Only for those who hold “First merge” and badge 13.",
        "Only work since 9 January 2026 counts.",
        "Once earned it stays, even when this is no longer true.",
    ]
    top = read({"earned": {"is": "top", "period": "week"}, "repeat": {}})
    assert wording.words(top)[1] == "Again for each further time."


@pytest.mark.parametrize(
    ("leaf", "said"),
    [
        (REVIEWS, "reviews given"),
        ({"is": "sum"}, "points for contributions"),
        ({"is": "distinct", "of": "projects"}, "contributions in different projects"),
        ({"is": "streak", "unit": "weeks"}, "contributions in weeks in a row"),
    ],
)
def test_levels_are_told_with_their_numbers(leaf: dict[str, Any], said: str) -> None:
    levels = [{"name": "Bronze", "at_least": 10}, {"name": "Gold", "at_least": 1_000}]
    gold = "Gold at 1\N{NARROW NO-BREAK SPACE}000"
    assert wording.words(read({"earned": leaf, "levels": levels})) == [
        f"Earned in 2 levels by {said}: Bronze at 10, {gold}."
    ]


def test_reasons_name_the_deed_and_beyond_the_first_also_the_count() -> None:
    def reasons(document: dict[str, Any]) -> list[str]:
        pattern, deeds = read(document), on(*DAYS, kind="review.given")
        found = completions(pattern, deeds, Circumstances(now=NOW), "UTC")
        return [wording.reason(pattern, one, "reviewing #42 in parser") for one in found]

    assert reasons({"earned": REVIEWS}) == ["for 10 reviews given, the last by reviewing #42 in parser"]
    assert reasons({"earned": REVIEWS | {"at_least": 1}}) == ["for reviewing #42 in parser"]
    assert reasons({"earned": {"is": "first"}}) == ["for reviewing #42 in parser"]
    twice = ["for 10 reviews given, the last by reviewing #42 in parser"]
    twice.append("for 20 reviews given, the last by reviewing #42 in parser")
    assert reasons({"earned": REVIEWS, "repeat": {}}) == twice
    levels = [{"name": "Bronze", "at_least": 10}, {"name": "Silver", "at_least": 20}, {"name": "Gold", "at_least": 99}]
    assert reasons({"earned": REVIEWS, "levels": levels}) == twice


def test_without_a_deed_the_reason_is_what_was_reached() -> None:
    pattern = read({"earned": {"is": "league", "league": 7}})
    [found] = completions(pattern, [], Circumstances(now=NOW, leagues={7}), "UTC")
    assert wording.reason(pattern, found, None, NAMES) == "for completing “Onboarding”"
    assert found.words == "completing league 7"


@pytest.mark.parametrize(
    ("earned", "missing"),
    [
        (REVIEWS, ["3 more reviews given: 7 of 10"]),
        (REVIEWS | {"at_least": 7}, []),
        ({"is": "sum", "at_least": 50}, ["29 more points for contributions: 21 of 50"]),
        ({"is": "distinct", "of": "projects", "at_least": 3}, ["contributions in 2 more projects: 1 of 3"]),
        (
            {"is": "streak", "unit": "days", "at_least": 9},
            ["contributions on 9 days in a row: 7 of 9 at best so far"],
        ),
        ({"is": "within", "at_least": 5, "hours": 24}, ["5 contributions within 24 hours: 2 of 5 at best so far"]),
        ({"is": "rate", "at_least": 9, "per": "month"}, ["9 contributions in one month: 7 of 9 at best so far"]),
        (
            {"is": "rate", "at_least": 1, "per": "month", "times": 2},
            ["1 contribution in each of 2 months: 1 of 2"],
        ),
        ({"is": "member", "days": 3}, ["3 more days of membership: 0 of 3"]),
        ({"is": "holds", "badge": 12}, ["holding badge 12"]),
        (
            {"is": "all", "of": [REVIEWS, {"is": "first"}, STAR]},
            ["3 more reviews given: 7 of 10", "a first star given"],
        ),
        ({"is": "any", "of": [REVIEWS, STAR]}, ["one of these: 3 more reviews given: 7 of 10; or a first star given"]),
        ({"is": "any", "of": [REVIEWS, {"is": "first"}]}, []),
        (
            {"is": "at_least", "count": 3, "of": [{"is": "first"}, REVIEWS, STAR]},
            ["2 of these: 3 more reviews given: 7 of 10; or a first star given"],
        ),
        (
            {"is": "all", "of": [{"is": "first"}, {"is": "not", "of": REVIEWS | {"at_least": 5}}]},
            ["this must not be so: 5 reviews given"],
        ),
    ],
)
def test_what_is_missing_is_told_with_numbers(earned: dict[str, Any], missing: list[str]) -> None:
    assert wording.missing(seen(earned, on(*DAYS[:7], kind="review.given", points=3))) == missing


def test_what_is_missing_for_the_next_level_or_time_is_told_too() -> None:
    levels = [{"name": "Bronze", "at_least": 5}, {"name": "Silver", "at_least": 10}]
    deeds = on(*DAYS[:7], kind="review.given")
    assert wording.missing(seen(REVIEWS, deeds, levels=levels)) == ["3 more reviews given: 7 of 10"]
    assert wording.missing(seen(REVIEWS | {"at_least": 5}, deeds, repeat={})) == ["3 more reviews given: 7 of 10"]


def test_what_is_met_is_told_with_how_much_more() -> None:
    of = [REVIEWS | {"at_least": 5}, {"is": "first"}, {"is": "not", "of": STAR}, STAR]
    found = seen({"is": "at_least", "count": 2, "of": of}, on(*DAYS[:7], kind="review.given"))
    assert wording.met(found) == ["5 reviews given: 7", "a first contribution: 7", "without a first star given"]


def test_a_lost_badge_says_how_much_remains_or_what_is_no_longer_true() -> None:
    nine = on(*DAYS[:9], kind="review.given")
    assert wording.lost(read({"earned": REVIEWS}), seen(REVIEWS, nine)) == (
        "9 of 10 reviews given remain after a correction"
    )
    both = {"is": "all", "of": [REVIEWS, {"is": "first"}]}
    assert wording.lost(read({"earned": both}), seen(both, nine)) == "no longer true: 1 more review given: 9 of 10"


@RANDOM
@given(patterns(), histories())
def test_everything_can_be_said(one: tuple[Pattern, dict[str, Any]], history: tuple[list[Moved], list[Deed]]) -> None:
    pattern, deeds = one[0], history[1]
    knows = Circumstances(now=NOW)
    found = tree(pattern, counting.count_all(pattern, deeds, "UTC").haves, knows)
    reasons = [wording.reason(pattern, each, "closing #1") for each in completions(pattern, deeds, knows, "UTC")]
    assert all(reason.startswith("for ") for reason in reasons)
    assert all(sentence.endswith(".") for sentence in wording.words(pattern))
    assert found.met or wording.missing(found)
    assert wording.lost(pattern, found)
    if found.met and not pattern.levels and pattern.repeat is None:
        assert not wording.missing(found)
