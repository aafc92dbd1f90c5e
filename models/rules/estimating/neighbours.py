"""Past issues come in with how alike, how old and how valued they are; the weight of each goes out, and quantiles."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def weights(ages: Floats, apart: Floats, alike: Floats, lessons: int, memory: float = 60.0) -> Floats:
    """(0.1 + e^(-age / memory)) · e^(-|m - m_j| / (0.3 + 3 / n)) · (0.003 + 0.3 / n + s²)"""
    by_age = 0.1 + np.exp(-ages / memory)
    by_guess = np.exp(-apart / (0.3 + 3 / lessons))
    by_text = 0.003 + 0.3 / lessons + alike**2
    result: Floats = by_age * by_guess * by_text
    return result


def quantile(values: Floats, weight: Floats, at: float) -> float:
    """The value below which that part of the weight lies; values in rising order."""
    below = np.cumsum(weight)
    place = int(np.searchsorted(below, at * below[-1]))
    return float(values[min(place, len(values) - 1)])
