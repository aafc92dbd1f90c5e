"""models/once.py: what comes twice with one key is done once, and answered the same."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from models import db, once
from models.errors import Invalid, NotFound, Reused
from models.once import KeptAnswer
from tests.models.deeds import at_once

unit = pytest.mark.usefixtures("unit")


class Counter:
    """Counts how often it was really done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> dict[str, int]:
        self.done += 1
        return {"id": self.done}


@unit
def test_the_second_time_is_answered_from_memory(now: datetime) -> None:
    count = Counter()
    first, second = (once.answered("ada", "k1", {"a": 1}, count, now) for _ in range(2))
    assert first == second == {"id": 1}
    assert count.done == 1


@unit
def test_keys_are_each_holders_own(now: datetime) -> None:
    count = Counter()
    assert [once.answered(holder, "k1", {}, count, now)["id"] for holder in ("ada", "bob")] == [1, 2]


@unit
def test_a_key_that_comes_with_something_else_is_refused(now: datetime) -> None:
    count = Counter()
    once.answered("ada", "k1", {"a": 1}, count, now)
    with pytest.raises(Reused):
        once.answered("ada", "k1", {"a": 2}, count, now)
    assert count.done == 1


def test_a_refusal_keeps_nothing_so_it_may_be_tried_again(clean: object, now: datetime) -> None:
    def refuse() -> None:
        raise NotFound("not yet")

    with pytest.raises(NotFound), db.unit():
        once.answered("ada", "k1", {}, refuse, now)
    with db.unit():
        assert once.answered("ada", "k1", {}, Counter(), now) == {"id": 1}


def test_two_at_once_are_done_once(clean: object, now: datetime) -> None:
    count = Counter()
    call: Callable[[], object] = lambda: once.answered("ada", "k1", {}, count, now)  # noqa: E731
    assert at_once(call, call, call, call) == [{"id": 1}] * 4
    assert count.done == 1


@unit
def test_answers_are_kept_sealed_and_for_a_day(now: datetime) -> None:
    once.answered("ada", "k1", {}, lambda: {"secret": "hush"}, now)
    assert "hush" not in KeptAnswer.get().answer
    count = Counter()
    once.answered("ada", "k1", {}, count, now + timedelta(hours=25))
    assert count.done == 1


@unit
@pytest.mark.parametrize("key", ["", "x" * 201, "snöwman", "tab\tbed", "nul\x00"])
def test_an_unusable_key_is_refused(now: datetime, key: str) -> None:
    with pytest.raises(Invalid):
        once.answered("ada", key, {}, Counter(), now)
