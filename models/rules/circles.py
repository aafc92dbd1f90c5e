"""Reviews come in; circles of people who mostly review each other go out: pairs, and rings of three to five.

One edge per person, to whom they mostly review; so a circle is found by walking on, and there are never many.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.rules.deeds import Deed

MOSTLY = 0.6
LONGEST = 5
LEAST_OF_PAIR, LEAST_OF_RING = 8, 5
"""Reviews by each that are worth a look, where there are plenty of people whom they could review."""
CROWDED = ((0, 16), (2, 4))
"""(people besides them, times as many reviews): where nobody else is there, reviews are mutual by necessity."""
LOOKERS_ON = ("star.given", "issue.opened")
Given = Mapping[int, Mapping[int, list[Deed]]]


@dataclass(frozen=True, slots=True)
class Circle:
    """Each of `people` mostly reviews the next, the last the first, who has the smallest id. `shares`: of all that each
    reviewed; `active`: how many people work in the projects concerned; `least`: the reviews that it took."""

    people: tuple[int, ...]
    reviews: tuple[tuple[Deed, ...], ...]
    shares: tuple[float, ...]
    active: int
    least: int


def circles(reviews: Iterable[Deed], everything: Sequence[Deed]) -> list[Circle]:
    """The circles in these reviews; `everything` says who else is active where."""
    given = _given(reviews)
    next_is = {one: favourite for one, of in given.items() if (favourite := _favourite(of)) is not None}
    workers = _workers(everything)
    walked = (_walk(start, next_is) for start in sorted(next_is))
    return [circle for people in walked if people and (circle := _circle(people, given, workers)) is not None]


def _given(reviews: Iterable[Deed]) -> Given:
    given: dict[int, dict[int, list[Deed]]] = defaultdict(lambda: defaultdict(list))
    for deed in reviews:
        for author in {*deed.others} - {deed.person}:
            given[deed.person][author].append(deed)
    return given


def _favourite(of: Mapping[int, list[Deed]]) -> int | None:
    author = max(of, key=lambda one: (len(of[one]), -one))
    return author if _share(of, author) >= MOSTLY else None


def _share(of: Mapping[int, list[Deed]], author: int) -> float:
    return len(of[author]) / sum(len(deeds) for deeds in of.values())


def _walk(start: int, next_is: Mapping[int, int]) -> tuple[int, ...] | None:
    """The circle that leads back to `start`, when nobody in it has a smaller id."""
    way = [start]
    while len(way) <= LONGEST and (follower := next_is.get(way[-1])) is not None:
        if follower == start:
            return tuple(way)
        if follower < start or follower in way:
            return None
        way.append(follower)
    return None


def _workers(everything: Sequence[Deed]) -> Mapping[int, set[int]]:
    workers: dict[int, set[int]] = defaultdict(set)
    for deed in everything:
        if deed.kind not in LOOKERS_ON:
            workers[deed.project].add(deed.person)
    return workers


def _circle(people: tuple[int, ...], given: Given, workers: Mapping[int, set[int]]) -> Circle | None:
    pairs = list(zip(people, (*people[1:], people[0]), strict=True))
    reviews = tuple(tuple(given[one][author]) for one, author in pairs)
    projects = {deed.project for several in reviews for deed in several}
    active = len({*people}.union(*(workers[project] for project in projects)))
    least = (LEAST_OF_PAIR if len(people) == 2 else LEAST_OF_RING) * _crowding(active - len(people))
    if any(len(several) < least for several in reviews):
        return None
    shares = tuple(_share(given[one], author) for one, author in pairs)
    return Circle(people, reviews, shares, active, least)


def _crowding(besides: int) -> int:
    return next((times for most, times in CROWDED if besides <= most), 1)
