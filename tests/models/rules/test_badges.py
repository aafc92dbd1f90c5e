"""models/rules/badges.py: when a count of work earns a badge, and what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.rules import badges
from models.rules.badges import DONE, STARTERS, CountPattern, Progress

FIRST = CountPattern(kind="pull_request.merged", at_least=1)
TEN = CountPattern(kind="issue.closed", at_least=10)


@given(st.integers(-3, 30))
def test_a_badge_is_earned_by_doing_the_work_often_enough(count: int) -> None:
    how_far = badges.progress(TEN, {"issue.closed": count, "review.given": 99})
    assert how_far.earned is (count >= 10)
    assert how_far == Progress(have=max(0, count), need=10)


def test_who_has_done_nothing_stands_at_the_beginning() -> None:
    assert badges.progress(TEN, {}) == Progress(have=0, need=10)


def test_a_pattern_listens_to_its_kind_of_work() -> None:
    assert badges.listens_to(FIRST) == "pull_request.merged"


def test_the_reason_names_the_deed_and_beyond_the_first_also_the_count() -> None:
    assert badges.reason(FIRST, "getting #7 merged in lumen/parser") == "for getting #7 merged in lumen/parser"
    assert badges.reason(TEN, "closing #42") == "for 10 issues closed, the last by closing #42"


def test_a_lost_badge_says_how_much_remains() -> None:
    assert badges.lost_reason(TEN, Progress(have=9, need=10)) == "9 of 10 issues closed remain after a correction"


@pytest.mark.parametrize("wrong", [{"at_least": 0}, {"at_least": 1_000_001}, {"kind": "dance"}, {"color": "red"}])
def test_a_pattern_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CountPattern.model_validate({"kind": "issue.closed", "at_least": 1} | wrong)


def test_starters_are_distinct_and_for_work_that_counts() -> None:
    slugs = [slug for slug, *_ in STARTERS]
    assert len(slugs) == len(set(slugs)) == 12
    assert all(pattern.kind in DONE and name and description for _, name, description, _, pattern in STARTERS)
