"""How alike, how old and how differently guessed past issues are comes in; their weights go out, and quantiles."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AGE = 8.0  # lessons; forgetting is as slow as a square root, so that old issues still count
NEAR = 0.3  # of ln(points): guesses that are so far apart weigh e times less
FLOOR = 0.003  # of what has no word in common


def weights(ages: Floats, apart: Floats, alike: Floats, restless: bool) -> Floats:
    """The weight of each of n past issues:

    (1 + age / 8)^(-1/2) · e^(-|m - m_j| / (0.3 + 10 / n)) · (0.003 + 0.3 / n + s²)

    age in lessons; m the scout's guess for the issue at hand and m_j what it guessed for j before it learnt j, so that
    both err in the same way; s how alike the texts are. `restless`, after an alarm: the age counts twice, (...)^-1."""
    n = len(ages)
    by_age = (1 + ages / AGE) ** (-1.0 if restless else -0.5)
    # From the nearest on, which changes no share: however far all are, not all weights become zero.
    by_guess = np.exp((np.min(apart, initial=np.inf) - apart) / (NEAR + 10 / n))
    by_text = FLOOR + 0.3 / n + alike**2
    result: Floats = by_age * by_guess * by_text
    return result


def quantiles(values: Floats, weight: Floats, *levels: float) -> list[float]:
    """The values below which those parts of the weight lie."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weight[order])
    places = np.searchsorted(below, np.array(levels) * below[-1])
    return [float(values[order[min(place, len(order) - 1)]]) for place in places]
