"""A number of points comes in; the nearest step of the tariff's scale goes out, within its bounds; valuing.py asks."""

from itertools import pairwise

from models.rules.tariff import Tariff

FIBONACCI = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
TEN = tuple(range(1, 11))


def scaled(points: float, tariff: Tariff) -> int:
    """The nearest step by ratio (of two equally near ones the higher) of those from `least` to `most`; where the scale
    has none there, the nearest whole number."""
    rule = tariff.estimates
    bounded = min(max(points, rule.least), rule.most)
    return _nearest(bounded, [one for one in _steps(tariff) if rule.least <= one <= rule.most] or _around(bounded))


def _steps(tariff: Tariff) -> list[int]:
    by_scale = {"fibonacci": FIBONACCI, "ten": TEN, "sizes": tariff.sizes.values(), "free": ()}
    return sorted(set(by_scale[tariff.estimates.scale]))


def _around(points: float) -> list[int]:
    return [int(points), int(points) + 1]


def _nearest(points: float, steps: list[int]) -> int:
    """Above the geometric mean of two steps the higher is nearer."""
    return next((low for low, high in pairwise(steps) if points <= low or points * points < low * high), steps[-1])
