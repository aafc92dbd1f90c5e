"""models/rules/rhythms.py: how long a hook may be silent before somebody looks what was missed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.rules.rhythms import LONGEST, SHORTEST, UNKNOWN, next_look, rhythm, silent_since

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BETWEEN = [datetime.fromisoformat(day) for day in ("2020-01-01", "2026-01-01")]


def every(gap: timedelta, times: int = 20) -> list[datetime]:
    return [NOON - gap * one for one in range(times)]


def test_a_hook_may_be_silent_three_times_as_long_as_usual() -> None:
    assert rhythm(every(2 * HOUR)) == 6 * HOUR
    assert silent_since(NOON, every(2 * HOUR), NOON + 5 * HOUR) is None
    assert silent_since(NOON, every(2 * HOUR), NOON + 6 * HOUR) == NOON


def test_a_busy_hook_has_an_hour_and_a_quiet_one_less_than_the_provider_remembers() -> None:
    assert rhythm(every(timedelta(seconds=2))) == SHORTEST
    assert rhythm(every(20 * timedelta(days=1))) == LONGEST < timedelta(days=3)


def test_one_long_holiday_makes_a_busy_hook_no_quiet_one() -> None:
    assert rhythm([*every(HOUR, 40), NOON - timedelta(days=30)]) == 3 * HOUR


def test_a_hook_that_was_hardly_ever_heard_has_no_rhythm_yet() -> None:
    assert rhythm([]) == rhythm([NOON]) == UNKNOWN


def test_it_is_looked_at_as_soon_as_its_silence_is_unusual() -> None:
    look = next_look(NOON, every(2 * HOUR), NOON + HOUR)
    assert (look, silent_since(NOON, every(2 * HOUR), look)) == (NOON + 6 * HOUR, NOON)


def test_a_silence_in_which_nothing_was_missed_may_be_twice_as_long_the_next_time() -> None:
    heard, now, silences = every(2 * HOUR), NOON + 7 * HOUR, []
    for _ in range(6):
        now = next_look(NOON, heard, now)
        silences.append((now - NOON) / HOUR)
    assert silences[:3] == [14, 28, 56]
    assert all(later - earlier <= LONGEST / HOUR for earlier, later in pairwise(silences))


@given(st.lists(st.datetimes(*BETWEEN, timezones=st.just(UTC))))
def test_a_look_is_never_now_nor_later_than_the_provider_remembers(heard: list[datetime]) -> None:
    last = max(heard, default=NOON)
    for now in (last, last + HOUR, NOON, NOON + timedelta(days=400)):
        assert now < next_look(last, heard, max(now, last)) <= max(now, last) + LONGEST
