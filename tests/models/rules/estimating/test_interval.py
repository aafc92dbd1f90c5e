import pytest

from models.rules.estimating.interval import LEAST, MOST, STEP, WANTED, Interval


def test_a_truth_outside_widens_its_own_end_and_one_inside_narrows_both() -> None:
    interval = Interval()
    interval.correct(1.0, 5.0, 8.0)
    assert (interval.below, interval.above) == pytest.approx((WANTED + STEP * WANTED, WANTED - STEP * (1 - WANTED)))
    before = interval.above
    interval.correct(1.0, 5.0, 5.0)
    assert interval.above > before


def test_it_stands_still_where_one_in_ten_lies_outside_each_end() -> None:
    interval = Interval()
    for number in range(1_000):
        interval.correct(2.0, 4.0, {0: 1.0, 5: 5.0}.get(number % 10, 3.0))
    assert (interval.below, interval.above) == pytest.approx((WANTED, WANTED), abs=0.02)


@pytest.mark.parametrize(("truth", "ends"), [(3.0, (MOST, MOST)), (9.0, (MOST, LEAST))])
def test_neither_end_runs_away(truth: float, ends: tuple[float, float]) -> None:
    interval = Interval()
    for _ in range(2_000):
        interval.correct(2.0, 4.0, truth)
    assert (interval.below, interval.above) == ends
