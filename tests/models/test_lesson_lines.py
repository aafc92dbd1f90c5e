"""models/lesson_lines.py: strangers' lines are lessons, all of them, or the number of the wrong one is told."""

import json
from typing import Any

import pytest

from models import lesson_lines
from models.errors import Invalid, TooLarge

GOOD: dict[str, Any] = {"key": "JIRA-1", "title": "Crash", "points": 3, "closed_at": "2026-03-01T10:00:00Z"}


def line(**more: object) -> str:
    return json.dumps(GOOD | more)


def test_what_is_too_long_is_cut_and_what_no_database_takes_is_left_out() -> None:
    text = line(title="a\x00b" * 200, text="\ud800x" * 4_000, labels=["l" * 500] * 50, url="javascript:alert(1)")
    [lesson] = lesson_lines.read(f"\n{text}\r\n\n")
    assert (lesson.title, len(lesson.text), len(lesson.labels), len(lesson.labels[0])) == ("ab" * 150, 4_000, 20, 100)
    assert "\ud800" not in lesson.text
    assert lesson.url is None


@pytest.mark.parametrize(
    "wrong",
    [
        "[]",
        "null",
        "{",
        "\ufeff{}",
        line(points=0),
        line(points=10_001),
        line(points="3"),
        line(points=True),
        line().replace(": 3", ": NaN"),
        line().replace(": 3", ": 1e999"),
        line()[:-1] + ', "points": 5}',
        line(closed_at="yesterday"),
        line(closed_at=5),
        line(closed_at="0001-01-01T00:00:00Z"),
        line(key=""),
        line(key=7),
        line(title=None),
        line(labels="bug"),
        line(labels=[1]),
        line(admin=True),
        line(text={"a": "b"}),
        '{"a":' * 5_000 + "1" + "}" * 5_000,
    ],
)
def test_one_wrong_line_is_told_by_its_number(wrong: str) -> None:
    with pytest.raises(Invalid, match=r"^Line 3: "):
        lesson_lines.read(f"{line()}\n\n{wrong}\n{line()}")


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(Invalid, match="no line"):
        lesson_lines.read(" \n\n")
    with pytest.raises(TooLarge):
        lesson_lines.read(f"{line()}\n" * (lesson_lines.MOST + 1))
