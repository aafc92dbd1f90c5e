"""Whether the truth lay within comes in; at which quantiles the next interval begins and ends goes out."""

from dataclasses import dataclass

WANTED = 0.1  # how often the truth may lie below the interval, and above it
STEP = 0.02
LEAST, MOST = 0.005, 0.4


@dataclass(slots=True)
class Interval:
    """Online conformal correction, each end for itself: after each truth α ← α + γ (0.1 - [truth beyond that end]).
    Gibbs and Candès, Adaptive conformal inference under distribution shift, 2021."""

    below: float = WANTED
    above: float = WANTED

    def correct(self, low: float, high: float, truth: float) -> None:
        """`low` and `high`: the interval as it was before the truth was known."""
        self.below = _moved(self.below, truth < low)
        self.above = _moved(self.above, truth > high)


def _moved(level: float, outside: bool) -> float:
    return min(max(level + STEP * (WANTED - outside), LEAST), MOST)
