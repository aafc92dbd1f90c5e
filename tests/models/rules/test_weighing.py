"""models/rules/weighing.py: what work is worth, step by step."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.points import Tariff
from models.rules.weighing import half_up
from models.rules.work import Folded
from tests.models.rules.pieces import issue, only, paid, pull_request, review

OCTOBER = {"name": "October", "from": "2026-03-01T00:00:00Z", "until": "2026-04-01T00:00:00Z", "percent": 150}
DOCS = {"documentation": {"labels": ["docs"], "percent": 150}}


def by(**fields: Any) -> Tariff:
    return Tariff.model_validate(fields)


def steps(item: Folded, tariff: Tariff) -> list[tuple[str, str, int | None]]:
    due = only("issue.closed" if item.work.kind == "issue" else "pull_request.merged", item, tariff)[0]
    return [(step.rule, step.words, step.points) for step in due.trace]


def test_a_closed_issue_pays_what_the_tariff_says() -> None:
    assert paid(issue()) == [("ada", 3)]
    assert paid(issue(), by(worth={"issue.closed": 9})) == [("ada", 9)]


def test_a_point_label_goes_before_the_kind() -> None:
    assert paid(issue(labels=("bug", "points: 8"))) == [("ada", 8)]
    assert paid(issue(labels=("Urgent",)), by(labels={"urgent": 7})) == [("ada", 7)]


def test_labels_say_nothing_of_opening_and_reviewing() -> None:
    tariff = by(worth={"issue.opened": 1, "review.given": 2})
    assert paid(issue(labels=("points: 50",)), tariff) == [("bob", 1)]
    assert paid(review(labels=("points: 50",)), tariff) == [("bob", 2)]


@pytest.mark.parametrize(
    ("lines", "worth"), [(0, 1), (9, 1), (10, 2), (29, 2), (30, 3), (100, 5), (500, 8), (999, 8), (1_000, 13)]
)
def test_a_pull_request_may_be_measured_by_its_lines(lines: int, worth: int) -> None:
    assert paid(pull_request(added=lines, removed=0), by(measured=True)) == [("bob", worth)]


def test_a_size_label_goes_before_measuring_and_what_nobody_counted_is_not_measured() -> None:
    assert paid(pull_request(added=5, removed=5, labels=("size/XL",)), by(measured=True)) == [("bob", 8)]
    assert paid(pull_request(), by(measured=True)) == [("bob", 5)]
    assert paid(pull_request(added=5, removed=5)) == [("bob", 5)]


def test_a_discipline_may_be_worth_more() -> None:
    assert paid(issue(labels=("docs", "sp/4")), by(disciplines=DOCS)) == [("ada", 6)]
    assert paid(issue(labels=("sp/4",)), by(disciplines=DOCS)) == [("ada", 4)]


def test_a_multiplier_counts_from_its_first_moment_until_before_its_last() -> None:
    assert paid(issue(labels=("sp/4",)), by(multipliers=[OCTOBER])) == [("ada", 6)]
    starts = OCTOBER | {"from": "2026-03-04T14:00:00Z"}
    ends = OCTOBER | {"until": "2026-03-04T14:00:00Z"}
    assert paid(issue(labels=("sp/4",)), by(multipliers=[starts])) == [("ada", 6)]
    assert paid(issue(labels=("sp/4",)), by(multipliers=[ends])) == [("ada", 4)]


def test_a_multiplier_may_count_for_some_kinds_only() -> None:
    reviews = OCTOBER | {"kinds": ["review.given"]}
    assert paid(issue(), by(multipliers=[reviews])) == [("ada", 3)]
    assert paid(review(), by(multipliers=[reviews])) == [("bob", 3)]


def test_percents_are_multiplied_exactly_and_rounded_once_half_up() -> None:
    tariff = by(disciplines=DOCS, multipliers=[OCTOBER, OCTOBER | {"name": "Twice", "percent": 200}])
    # 3 × 1.5 × 1.5 × 2 = 13.5; rounded at each step it would be 16.
    assert paid(issue(labels=("docs",)), tariff) == [("ada", 14)]


def test_nothing_is_worth_more_than_the_bound() -> None:
    thousandfold = [OCTOBER | {"name": f"{number}", "percent": 1_000} for number in range(20)]
    assert paid(issue(), by(multipliers=thousandfold)) == [("ada", 100_000)]


def test_every_step_is_told_with_the_points_after_it() -> None:
    item = issue(labels=("docs", "urgent"))
    tariff = by(labels={"urgent": 7}, disciplines=DOCS, multipliers=[OCTOBER | {"percent": 200, "name": "Fest"}])
    assert steps(item, tariff) == [
        ("kind", "Closing an issue is worth 3 points.", 3),
        ("label", "The label “urgent” makes it 7 points.", 7),
        ("discipline", "Documentation counts 150 percent: 10.5.", None),
        ("multiplier", "“Fest” counts 200 percent: 21.", 21),
    ]
    assert steps(issue(labels=("docs",)), by(disciplines=DOCS))[-1] == ("rounding", "4.5 is rounded to 5 points.", 5)
    assert steps(pull_request(added=80, removed=40), by(measured=True))[1] == (
        "lines",
        "120 changed lines are size L: 5 points.",
        5,
    )


def test_a_share_and_a_full_part_are_told() -> None:
    both = issue(assignees=(issue().work.author, *issue().work.assignees))
    assert steps(both, Tariff())[-1] == ("share", "Shared by 2: 2 of 3 points.", 2)
    assert steps(both, by(split="full"))[-1] == ("full", "Each of 2 gets all of it.", 3)


@given(st.integers(-1_000, 1_000), st.integers(1, 100))
def test_half_up_is_the_nearest_whole_number(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert -Fraction(1, 2) < half_up(exact) - exact <= Fraction(1, 2)
