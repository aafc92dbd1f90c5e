"""Points come in, one after the other; their running median goes out, and how far anything may lie from it."""

from bisect import bisect_left
from typing import Self

LEAST, MOST = 0.001, 1_000_000.0  # points beyond count as these
DIFFERENT = 1_000  # different values that are kept; another one counts as the nearest
FAR = 30.0  # what is so many times the median, or so small a part of it, counts as just that


class Middle:
    """Bounded for ever, since people use few different values: each with how often it was taught, in rising order."""

    def __init__(self, start: float) -> None:
        self.start = start
        self.values: list[float] = []
        self.often: list[int] = []
        self.count = 0

    def add(self, value: float) -> None:
        at = bisect_left(self.values, value)
        if at == len(self.values) or self.values[at] != value:
            if len(self.values) < DIFFERENT:
                self.values.insert(at, value)
                self.often.insert(at, 0)
            elif at == len(self.values) or (at and value - self.values[at - 1] < self.values[at] - value):
                at -= 1
        self.often[at] += 1
        self.count += 1

    @property
    def median(self) -> float:
        """The start as long as nothing was added."""
        if not self.count:
            return self.start
        return (self._at((self.count - 1) // 2) + self._at(self.count // 2)) / 2

    def bounds(self) -> tuple[float, float]:
        """How little and how much anything may count. Two values cannot say which of them is absurd."""
        anchor = self.median if self.count > 2 else self.start
        return anchor / FAR, anchor * FAR

    def _at(self, place: int) -> float:
        for value, often in zip(self.values, self.often, strict=True):
            place -= often
            if place < 0:
                return value
        raise IndexError(place)

    def kept(self) -> list[object]:
        return [self.start, self.values, self.often]

    @classmethod
    def of(cls, kept: list[object]) -> Self:
        start, values, often = kept
        self = cls(float(start))  # type: ignore[arg-type]
        self.values, self.often = values, often  # type: ignore[assignment]
        self.count = sum(self.often)
        return self
