"""models/rules/stretches.py: a cursor is a place by law 7, and only one that we wrote is read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Invalid
from models.rules.standings import Score, order
from models.rules.stretches import Mark, cursor, mark, parse_cursor

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
marks = st.builds(
    Mark,
    points=st.integers(1, 2**31 - 1),
    reached_at=st.timedeltas(-timedelta(days=365 * 30), timedelta(days=365 * 150)).map(lambda away: NOON + away),
    person=st.integers(1, 10**18),
)


@given(marks)
def test_a_cursor_leads_back_to_its_place(last: Mark) -> None:
    assert parse_cursor(cursor(last)) == last
    assert mark(last.points, last.member) == last


@given(marks, marks)
def test_marks_of_equal_points_sort_by_law_7(one: Mark, other: Mark) -> None:
    scores = [Score(person=m.person, points=1, reached_at=m.reached_at) for m in (one, other)]
    assert (one.member < other.member) is (order(scores[0]) < order(scores[1]))


@given(marks)
def test_a_cursor_fits_an_address(last: Mark) -> None:
    assert len(cursor(last)) < 100
    assert cursor(last).replace("-", "").replace("_", "").isalnum()


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        assert parse_cursor(text).points >= 0
    except Invalid as refusal:
        assert "begin again" in str(refusal)


@pytest.mark.parametrize("text", ["", "7", "ü", "\x00", "=" * 4, "QQ", "x" * 10_000, "MS4x"])
def test_a_text_that_we_never_wrote_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_cursor(text)
