import math

import numpy as np
import pytest

from models.rules.estimating.neighbours import quantiles, weights


def weight(age: float = 0.0, apart: float = 0.0, alike: float = 0.0, restless: bool = False) -> float:
    """Of one issue beside nine that were guessed to be worth just the same as the issue at hand."""
    others = [0.0] * 9
    return float(weights(*(np.array([one, *others]) for one in (age, apart, alike)), restless)[0])


def test_the_weight_is_the_formula() -> None:
    by_hand = (1 + 20 / 8) ** -0.5 * math.exp(-0.6 / 1.3) * (0.033 + 0.25)
    assert weight(20.0, 0.6, 0.5) == pytest.approx(by_hand)


def test_what_is_old_or_differently_guessed_or_strange_weighs_less() -> None:
    assert weight(age=50) < weight(age=5) < weight()
    assert weight(apart=2.0) < weight(apart=0.2) < weight()
    assert weight() < weight(alike=0.2) < weight(alike=1.0)


def test_however_far_all_guesses_are_somebody_weighs_something() -> None:
    far = weights(np.zeros(10), np.linspace(1e6, 2e6, 10), np.zeros(10), False)
    assert far[0] > 0 and np.isfinite(far).all()


def test_after_an_alarm_old_issues_weigh_less_than_they_did() -> None:
    assert weight(age=50, restless=True) / weight(restless=True) < weight(age=50) / weight()


def test_quantiles_go_by_weight() -> None:
    values, pull = np.array([8.0, 1.0, 3.0]), np.array([1.0, 1.0, 8.0])
    assert quantiles(values, pull, 0.05, 0.5, 0.95) == [1.0, 3.0, 8.0]
    assert quantiles(np.array([5.0]), np.array([0.1]), 0.0, 0.5, 1.0) == [5.0, 5.0, 5.0]
