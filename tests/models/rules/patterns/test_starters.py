"""models/rules/patterns/starters.py: the badges that a new organisation begins with."""

from models.rules.patterns import counting, wording
from models.rules.patterns.language import read
from models.rules.patterns.starters import STARTERS
from tests.models.rules.patterns.histories import on


def test_starters_are_distinct_and_can_be_read() -> None:
    slugs = [slug for slug, *_ in STARTERS]
    assert len(slugs) == len(set(slugs)) == 12
    assert all(name and description and read(pattern) == pattern for _, name, description, _, pattern in STARTERS)


def test_each_is_for_as_much_of_one_kind_of_work_as_its_slug_says() -> None:
    for slug, _, _, art, pattern in STARTERS:
        noun, count = slug.split("-")
        [sentence] = wording.words(pattern)
        kind = {"issue": "issue", "merge": "pull request", "review": "review"}[noun]
        assert sentence.startswith(f"Earned by {count} {kind}")
        assert art == slug
    first = {slug: pattern for slug, _, _, _, pattern in STARTERS}["review-1"]
    assert counting.count_all(first, on("2026-03-01", kind="review.given"), "UTC").haves == [1]
