"""Buckets of a leaf come in; the longest streak, or the most in a stretch of time, goes out, for counting.py."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise


def densest(buckets: Mapping[int, int], width: int, through: int | None = None) -> int:
    """The most in buckets of which the last is no more than `width` after the first; `through`: looked for no further
    from this bucket than such a stretch that holds it can go."""
    numbers = sorted(number for number, count in buckets.items() if count > 0 and _near(number, width, through))
    most = here = first = 0
    for number in numbers:
        here += buckets[number]
        while numbers[first] < number - width:
            here -= buckets[numbers[first]]
            first += 1
        most = max(most, here)
    return most


def longest(buckets: Mapping[int, int], forgiven: int, passed: Container[int]) -> int:
    """The most days with something in them that follow each other, up to `forgiven` days between them without; days
    that are passed over do not count at all."""
    days = sorted(number for number, count in buckets.items() if count > 0)
    most = first = missed = 0
    gaps = [0, *(_missed(one, other, forgiven, passed) for one, other in pairwise(days))]
    for last in range(len(days)):
        missed += gaps[last]
        while missed > forgiven:
            first += 1
            missed -= gaps[first]
        most = max(most, last - first + 1)
    return most


def longest_through(
    buckets: Mapping[int, int], forgiven: int, passed: Container[int], through: int, enough: int
) -> int:
    """The longest such run that holds the day `through`, looked for no further than is needed to find `enough`."""
    before = list(_steps(buckets, forgiven, passed, _down(through), enough))
    after = list(_steps(buckets, forgiven, passed, _up(through), enough))
    most, far = 0, len(after) - 1
    for back, missed in enumerate(before):
        while after[far] + missed > forgiven:
            far -= 1
        most = max(most, back + far + 1)
    return min(most, enough)


def _near(number: int, width: int, through: int | None) -> bool:
    return through is None or abs(number - through) <= width


def _missed(one: int, other: int, forgiven: int, passed: Container[int]) -> int:
    """How many days between these two were missed; more than forgiven is as good as any."""
    missed = 0
    for number in range(one + 1, other):
        missed += number not in passed
        if missed > forgiven:
            break
    return missed


def _steps(
    buckets: Mapping[int, int], forgiven: int, passed: Container[int], numbers: Iterable[int], enough: int
) -> Iterator[int]:
    """For 0, 1, 2 … further days with something in them: how many were missed on the way."""
    missed = steps = 0
    yield 0
    for number in numbers:
        if buckets.get(number, 0) > 0:
            steps += 1
            yield missed
        else:
            missed += number not in passed
        if missed > forgiven or steps + 1 >= enough:
            return


def _down(number: int) -> Iterable[int]:
    return range(number - 1, 0, -1)


def _up(number: int) -> Iterable[int]:
    return range(number + 1, number + 10_000_000)
