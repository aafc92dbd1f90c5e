"""The record of the model: its figures are those of naive statistics, it is bounded, and it decides when to trust."""

import json
import statistics
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.estimating.chart import POINTS
from models.rules.estimating.figures import Figures
from models.rules.estimating.record import BEGIN, ENOUGH, EXTREME, KEPT, RECENT, TOUCH, Record, Said, folded
from models.rules.estimating.record_words import sentence

SIZES = st.floats(0.5, 100)
PAIRS = st.lists(st.tuples(SIZES, SIZES, SIZES, SIZES, SIZES), max_size=150)


def pair(model: float, baseline: float, truth: float = 10.0) -> tuple[Said, float]:
    """An estimate that was off by `model` where the median was off by `baseline`."""
    return Said(truth + model, truth - 1, truth + 1, truth + baseline), truth


def told(*pairs: tuple[Said, float]) -> Record:
    return folded((said, truth, at) for at, (said, truth) in enumerate(pairs, 1))


def figures(*pairs: tuple[Said, float]) -> Figures:
    return told(*pairs).figures()


@given(PAIRS)
def test_its_figures_are_those_of_naive_statistics(rows: list[tuple[float, ...]]) -> None:
    pairs = [(Said(points, *sorted((low, high)), baseline), truth) for points, low, high, baseline, truth in rows]
    found = figures(*pairs)
    for stretch, of_it in ((found.all, pairs), (found.recent, pairs[-RECENT:])):
        counted = [(said, min(truth, EXTREME * said.baseline)) for said, truth in of_it]
        model = [abs(said.points - truth) for said, truth in counted]
        plain = [abs(said.baseline - truth) for said, truth in counted]
        inside = [said.low - TOUCH <= truth <= said.high + TOUCH for said, truth in of_it]
        assert stretch.n == len(of_it)
        if of_it:
            assert stretch.mae == pytest.approx(statistics.fmean(model))
            assert stretch.baseline_mae == pytest.approx(statistics.fmean(plain))
            assert stretch.coverage == pytest.approx(100 * statistics.fmean(inside))
        if len(of_it) >= 10 and sum(plain):
            assert stretch.ratio == pytest.approx(sum(model) / sum(plain))
        else:
            assert stretch.ratio is None
    if pairs:
        errors = [abs(said.points - min(truth, EXTREME * said.baseline)) for said, truth in pairs]
        assert found.median_error == pytest.approx(statistics.median(errors))


@given(PAIRS, st.integers(0, 150))
def test_it_goes_on_from_what_was_kept_as_if_nothing_had_happened(rows: list[tuple[float, ...]], cut: int) -> None:
    pairs = [(Said(points, low, high, baseline), truth) for points, low, high, baseline, truth in rows]
    through = told(*pairs)
    kept = Record.from_json(json.loads(json.dumps(told(*pairs[:cut]).to_json())))
    for at, (said, truth) in enumerate(pairs[cut:], len(pairs[:cut]) + 1):
        kept.add(said, truth, at)
    assert kept.to_json() == through.to_json()
    assert kept.figures() == through.figures()


def test_it_stays_small_and_its_chart_spans_everything_evenly() -> None:
    record = Record()
    sizes = []
    for at in range(1, 5 * KEPT + 1):
        record.add(*pair(1 + at % 7 / 7, 2), at)
        if at % KEPT == 0:
            sizes.append(len(json.dumps(record.to_json())))
    assert max(sizes) < 60_000
    assert max(sizes) < 1.3 * sizes[0]
    series = record.figures().series
    assert POINTS / 2 <= len(series) <= POINTS
    assert series[0].at <= 40 and series[-1].at == 5 * KEPT
    steps = {after.at - before.at for before, after in pairwise(series[:-1])}
    assert len(steps) == 1


def test_the_chart_ends_with_the_newest_issue() -> None:
    record = Record()
    for at in range(1, 1_000):
        record.add(*pair(1, 2), at)
        series = record.figures().series
        assert (series[-1].at == at) if at >= 10 else not series
        assert len({point.at for point in series}) == len(series) <= POINTS


def test_it_is_too_early_to_trust_before_twenty() -> None:
    assert not figures(*[pair(1, 2)] * (ENOUGH - 1)).trusted
    assert figures(*[pair(1, 2)] * ENOUGH).trusted


def test_a_model_that_is_worse_is_not_trusted() -> None:
    assert not figures(*[pair(2, 1)] * 200).trusted
    assert not figures(*[pair(2, 2)] * 200).trusted


def test_one_that_was_good_and_is_worse_of_late_is_not_trusted() -> None:
    record = told(*[pair(1, 2)] * 500)
    for at in range(501, 601):
        record.add(*pair(2, 1.9), at)
    assert record.figures().all.ratio == pytest.approx((500 + 200) / (1_000 + 190))
    assert not record.trusted


def test_one_that_is_good_of_late_must_have_been_good_over_all() -> None:
    record = told(*[pair(3, 2)] * 300, *[pair(1, 2)] * 100)
    assert (record.figures().recent.ratio or 0) < 1 < (record.figures().all.ratio or 0)
    assert not record.trusted


def test_trust_comes_later_than_it_goes() -> None:
    between = (1 + BEGIN) / 2
    assert not told(*[pair(between, 1)] * 300).trusted
    record = told(*[pair(0.9, 1)] * 300)
    for at in range(301, 501):
        record.add(*pair(between, 1), at)
    assert record.trusted
    for at in range(501, 601):
        record.add(*pair(1.01, 1), at)
    assert not record.trusted


def test_where_the_median_is_never_wrong_there_is_nothing_to_gain() -> None:
    found = figures(*[pair(1, 0)] * 50)
    assert found.all.ratio is None
    assert not found.trusted
    assert sentence(found) == "Not used: the plain median was not wrong on any of 50 issues."


def test_one_absurd_label_does_not_decide_for_ever() -> None:
    good = [pair(1, 2, truth=5.0)] * 100
    assert figures(*good, (Said(6, 3, 8, 7), 1_000_000), *good).trusted


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf"), 1e300])
def test_what_is_no_number_is_refused_and_changes_nothing(bad: float) -> None:
    record = told(*[pair(1, 2)] * 30)
    before = record.to_json()
    for said, truth in ((Said(bad, 1, 2, 3), 1.0), (Said(1, 1, bad, 3), 1.0), (Said(1, 1, 2, 3), bad)):
        with pytest.raises(ValueError, match="finite"):
            record.add(said, truth, 31)
    assert record.to_json() == before


def test_a_record_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="another version"):
        Record.from_json(Record().to_json() | {"format": 0})


def test_a_drift_told_from_outside_is_kept() -> None:
    record = told(*[pair(1, 2)] * 3)
    record.drifted_at = 2
    assert Record.from_json(record.to_json()).figures().drifted_at == 2


def test_it_says_in_words_how_it_stands() -> None:
    assert sentence(figures(*[pair(1, 2)] * 7)) == "Too early to say: 7 of 20 issues."
    assert sentence(figures(*[pair(1.4, 1.7)] * 214)) == (
        "On 214 past issues the model was off by 1.4 points on average, the plain median by 1.7: 17 % better."
    )
    assert sentence(figures(*[pair(1.9, 1.7)] * 41)) == (
        "Not used: so far the plain median does better (1.7 against 1.9 on 41 issues)."
    )
    of_late = figures(*[pair(1, 2)] * 1_500, *[pair(2.04, 2.02)] * 100)
    assert sentence(of_late) == (
        "Not used: of late the plain median does better (2.02 against 2.04 on the last 100 issues)."
    )
    assert sentence(figures(*[pair(0.99, 1)] * 50)) == (
        "Not used yet: on 50 issues the model is 1 % better than the plain median; it takes 2 %."
    )
