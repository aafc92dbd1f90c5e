from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from pytest import MonkeyPatch, approx

from models.rules.estimating import middle as middles
from models.rules.estimating.middle import FAR, Middle


@given(st.lists(st.sampled_from([0.5, 1.0, 2.0, 3.0, 5.0, 8.0]) | st.floats(0.001, 1e6), min_size=1, max_size=60))
def test_it_is_the_median_of_all_and_comes_back_from_what_was_kept(values: list[float]) -> None:
    middle = Middle(3.0)
    for value in values:
        middle.add(value)
    assert middle.median == median(values)
    assert vars(Middle.of(middle.kept())) == vars(middle)


def test_nothing_learnt_is_the_start() -> None:
    assert Middle(5.0).median == 5.0


def test_the_first_two_values_do_not_say_what_is_absurd() -> None:
    middle = Middle(3.0)
    for value in (1e6, 5.0):
        middle.add(value)
        assert middle.bounds() == (3.0 / FAR, 3.0 * FAR)
    middle.add(5.0)
    assert middle.bounds() == (5.0 / FAR, 5.0 * FAR)


def test_values_without_end_are_counted_as_those_that_are_nearest(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(middles, "DIFFERENT", 100)
    middle = Middle(3.0)
    for number in range(1, 1_001):
        middle.add(1.0 + (number * 7_919 % 1_000) / 100)
    assert (len(middle.values), middle.count) == (100, 1_000)
    assert middle.median == approx(6.0, rel=0.05)
