"""docs/patterns.md: every example is earned by whom it says, and not by the near miss; every field is named there."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from models.errors import Invalid
from models.rules.deeds import DISCIPLINES, Deed
from models.rules.patterns import counting, nodes, where, wording
from models.rules.patterns.language import leaves, read
from models.rules.patterns.verdicts import Circumstances, completions, tree
from models.rules.roles import ROLES
from tests.models.rules.patterns.histories import join, on

ROOT = next(one for one in Path(__file__).parents if (one / "pyproject.toml").exists())
TEXT = (ROOT / "docs" / "patterns.md").read_text()
ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
Story = tuple[list[Deed], dict[str, Any]]


def some(count: int, first: str = "2026-01-05", hours: int = 1, **fields: Any) -> list[Deed]:
    """So many deeds, each so many hours after the one before."""
    start = datetime.fromisoformat(f"{first}T09:00").replace(tzinfo=UTC)
    deeds = on(*[first] * count, **fields)
    return [replace(deed, happened_at=start + timedelta(hours=hours * place)) for place, deed in enumerate(deeds)]


def days(first: str, *numbers: int, **fields: Any) -> list[Deed]:
    """One on each of these days, counted from the first."""
    return [some(1, str(datetime.fromisoformat(first).date() + timedelta(days=day)), **fields)[0] for day in numbers]


def here(days_ago: int) -> dict[str, Any]:
    return {"joined_at": NOW - timedelta(days=days_ago)}


MERGED = {"kind": "pull_request.merged"}
REVIEW = {"kind": "review.given"}
PUSH = {"kind": "push.made"}
QUICK = {**REVIEW, "newcomer": True, "answered": 3_600}
NIGHTS = ("2026-03-02T21:30", "2026-03-03T22:10", "2026-03-03T22:50", "2026-03-05T03:59")
# From Monday before Easter on; the 5th is a Sunday, the 6th a holiday.
EASTER = (0, 2, 3, 4, 8, 9, 10, 11, 14, 15)
DOCS = {**PUSH, "paths": ("src/a.py", "docs/a.md")}
WINS = [NOW - timedelta(days=14), NOW - timedelta(days=7)]
STORIES: dict[str, tuple[Story, int, Story]] = {
    "First contribution": ((some(1), {}), 1, (some(9, kind="star.given"), {})),
    "Ten, a hundred, a thousand": ((some(100, **MERGED), {}), 2, (join(some(9, **MERGED), some(5)), {})),
    "Streak": (
        (days("2026-03-30", *EASTER), {}),
        1,
        (days("2026-03-30", *(day for day in EASTER if day != 9)), {}),
    ),
    "Night owl": (
        (on(*NIGHTS, "2026-03-06T02:00", **PUSH), {}),
        1,
        (on(*NIGHTS, "2026-03-06T04:00", **PUSH), {}),
    ),
    "Reviewer of the month": (
        (join(some(20, **REVIEW), some(19, "2026-02-05", **REVIEW), some(21, "2026-03-05", **REVIEW)), {}),
        2,
        (join(some(12, **REVIEW), some(13, "2026-02-05", **REVIEW)), {}),
    ),
    "Bug hunter": (
        (join(some(6, labels=("bug",)), some(4, labels=("crash", "core"))), {}),
        1,
        (join(some(10, labels=("bug",)), some(2, kind="issue.opened", labels=("not a bug",)), some(5)), {}),
    ),
    "Documentation hero": (
        (days("2026-01-05", *range(10), **DOCS), {}),
        1,
        (
            join(
                days("2026-01-05", *range(9), **DOCS),
                days("2026-02-05", *range(9), **PUSH),
                some(4, discipline="documentation", **MERGED),
            ),
            {},
        ),
    ),
    "Polyglot": (
        (join(*(some(1, project=project, **MERGED) for project in range(4))), {}),
        1,
        (join(some(40, project=1, **MERGED), some(2, project=2, **MERGED), some(1, project=3, **MERGED)), {}),
    ),
    "Founder": ((some(1, **MERGED), here(3 * 365)), 1, (some(50, **MERGED), here(600))),
    "Top contributor of the week": (([], {"tops": {0: 2}, "moments": {"top:0": WINS}}), 2, (some(9), {})),
    "Top contributor of the month": (([], {"tops": {0: 1}}), 1, (some(9), {})),
    "Top contributor of the year": (([], {"tops": {0: 2}, "moments": {"top:0": WINS}}), 1, (some(9), {})),
    "Guide": ((some(10, **QUICK), {"badges": {7}}), 1, (some(10, **QUICK), {"badges": {8}})),
    "All-rounder": (
        (some(3, hours=23, reason="approved", **REVIEW), {"leagues": {3}, "facts": {"email"}}),
        1,
        (
            join(
                some(10, points=10, **MERGED),
                some(1, points=-5, kind="penalty"),
                some(9, "2025-12-01", points=10, **MERGED),
                some(3, "2025-12-30", reason="approved", **REVIEW),
            ),
            {"leagues": {3}},
        ),
    ),
}
EXAMPLES = dict(re.findall(r"^### [0-9]+\. (.+?)\n(.*?)(?=^##)", TEXT, re.M | re.S))


def quoted(text: str) -> list[str]:
    return re.findall(r"^> (.+)$", text, re.M)


def document(text: str) -> dict[str, Any]:
    [found] = re.findall(r"^```json\n(.*?)^```", text, re.M | re.S)
    return dict(json.loads(found))


def plain(text: str) -> str:
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_there_are_at_least_twelve_and_each_has_its_story() -> None:
    assert list(EXAMPLES) == list(STORIES)
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("name", STORIES)
def test_an_example_is_earned_by_whom_it_should_and_not_by_the_near_miss(name: str) -> None:
    pattern = read(document(EXAMPLES[name]))
    said, *lacks = quoted(EXAMPLES[name])
    assert plain(" ".join(wording.words(pattern))) == said
    (hers, known_of_her), times, (his, known_of_him) = STORIES[name]
    assert len(completions(pattern, hers, Circumstances(now=NOW, **known_of_her), ZONE)) == times
    knows = Circumstances(now=NOW, **known_of_him)
    assert completions(pattern, his, knows, ZONE) == ()
    counted = counting.count_all(pattern, his, ZONE)
    best = {index: counting.best(leaves(pattern)[index].leaf, found) for index, found in counted.buckets.items()}
    assert [plain(one) for one in wording.missing(tree(pattern, counted.haves, knows, best))] == lacks


def test_the_first_patterns_read_as_they_say() -> None:
    beginning = TEXT.split("\n## ")[1]
    blocks = re.findall(r"^```json\n(.*?)^```", beginning, re.M | re.S)
    assert [wording.words(read(json.loads(block))) for block in blocks] == [[said] for said in quoted(beginning)]


def test_what_is_refused_is_refused_in_these_words() -> None:
    rows = re.findall(r"^\| `(\{.*\})` \| (.*) \|$", TEXT, re.M)
    assert len(rows) == 4
    for given, said in rows:
        with pytest.raises(Invalid) as wrong:
            read(json.loads(given))
        assert str(wrong.value) == said


def _names() -> list[str]:
    values = [nodes.Pattern, nodes.Level, nodes.Repeat, nodes.Minus, where.Where, where.Hours]
    values += [*get_args(nodes.Leaf), *get_args(nodes.Group)]
    fields = {field.alias or name for value in values for name, field in value.model_fields.items()}
    parts = {value.model_fields["is_"].default for value in values if "is_" in value.model_fields}
    words = {
        word
        for choice in (nodes.Distinctness, nodes.StreakUnit, nodes.RatePeriod, nodes.TopPeriod, nodes.Fact)
        for word in get_args(choice)
    }
    reasons = {reason for of_kind in where.REASONS.values() for reason in of_kind}
    return sorted({*fields, *parts, *words, *where.EVERY_KIND, *where.WEEKDAYS, *DISCIPLINES, *ROLES, *reasons})


@pytest.mark.parametrize("name", _names())
def test_every_word_of_the_language_is_in_the_document(name: str) -> None:
    assert re.search(rf"`(?:repeat\.)?{re.escape(name)}`", TEXT.split("\n## Examples")[0])
