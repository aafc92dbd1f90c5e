"""Deeds of the last 30 days come in; what looks like farming goes out as Suspicions; watching.py makes Flags of them.

Nobody is punished by any of this: an admin looks. Words name nobody, so that nothing of them must be forgotten later.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Literal

from models.rules import circles
from models.rules.circles import Circle
from models.rules.deeds import Deed

SuspicionKind = Literal["burst", "reciprocal", "ring"]
WINDOW = timedelta(days=30)
HOUR = timedelta(hours=1)
NEARBY = timedelta(hours=12)
BURST = 15
"""Pieces of work by one person within an hour: below that nobody looks."""
BEYOND = 4
"""So many times what is usual, for them and for others, is far beyond it."""
DAYS_OF_HABIT = 3
"""On fewer other days one has no rhythm of one's own yet."""
COMPANY = 3
"""So many others who are as busy make it an event."""
OWN_REVIEWS = 3
_OWN = "With two accounts, which were merged here, they reviewed their own pull requests"
NAMES = {
    "issue.opened": "issues opened",
    "issue.closed": "issues closed",
    "pull_request.opened": "pull requests opened",
    "pull_request.merged": "pull requests merged",
    "pull_request.rejected": "pull requests turned down",
    "review.given": "reviews",
    "star.given": "stars",
    "push.made": "pushes",
    "card.completed": "cards completed",
    "check_item.completed": "checklist items",
    "contribution.made": "contributions",
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something for an admin to look at. `key` says what it is about: a person's week, a pair, a ring; `deeds`: ids."""

    kind: SuspicionKind
    key: str
    people: tuple[int, ...]
    words: str
    deeds: tuple[int, ...]


Judged = Mapping[str, Collection[int]]
"""By kind of suspicion the ids of deeds that an admin has judged: they are no evidence again."""


def suspicions(deeds: Iterable[Deed], judged: Judged) -> tuple[Suspicion, ...]:
    """What looks like farming in these deeds, of everybody in one organisation: those that count, of WINDOW."""
    ordered = sorted(deeds, key=lambda deed: (deed.happened_at, deed.id))
    reviewed = {*judged.get("reciprocal", ()), *judged.get("ring", ())}
    fresh = [deed for deed in ordered if deed.kind == "review.given" and deed.id not in reviewed]
    found = [_of_circle(circle) for circle in circles.circles(fresh, ordered)]
    return (*_bursts(ordered, set(judged.get("burst", ()))), *_of_oneself(fresh), *found)


def _bursts(ordered: Sequence[Deed], judged: Collection[int]) -> list[Suspicion]:
    mine: dict[int, list[Deed]] = defaultdict(list)
    for deed in ordered:
        # To write down twenty things to do is planning, unless it is paid.
        if deed.kind != "issue.opened" or deed.points:
            mine[deed.person].append(deed)
    peaks = {person: pieces(busiest(deeds)) for person, deeds in mine.items()}
    found = []
    for person, deeds in mine.items():
        burst = busiest([deed for deed in deeds if deed.id not in judged]) if peaks[person] >= BURST else []
        others = [peak for one, peak in peaks.items() if one != person]
        usual, theirs = _habit(deeds, burst), median(others) if others else 0
        far_beyond = pieces(burst) >= max(BURST, BEYOND * usual, BEYOND * theirs)
        if far_beyond and not _is_shared(burst) and not _is_event(mine, person, burst):
            found.append(_of_burst(person, burst, usual, theirs))
    return found


def busiest(deeds: Sequence[Deed]) -> list[Deed]:
    """Of deeds in the order of time, those of the hour with the most pieces of work."""
    best, begin, inside = (0, 0, 0), 0, dict[int, int]()
    for end, deed in enumerate(deeds):
        inside[_piece(deed)] = inside.get(_piece(deed), 0) + 1
        while deed.happened_at - deeds[begin].happened_at > HOUR:
            left = _piece(deeds[begin])
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            begin += 1
        if len(inside) > best[0]:
            best = (len(inside), begin, end + 1)
    return list(deeds[best[1] : best[2]])


def pieces(deeds: Iterable[Deed]) -> int:
    """How many pieces of work they are: opening and merging one is one."""
    return len({_piece(deed) for deed in deeds})


def _piece(deed: Deed) -> int:
    return deed.item or -deed.id


def _habit(deeds: Sequence[Deed], burst: Sequence[Deed]) -> float:
    """How much somebody usually does in the best hour of a day, burst apart; 0 while they have no rhythm yet."""
    days: dict[object, list[Deed]] = defaultdict(list)
    for deed in deeds:
        days[deed.happened_at.date()].append(deed)
    without = {deed.happened_at.date() for deed in burst}
    others = [pieces(busiest(found)) for day, found in days.items() if day not in without]
    return median(others) if len(others) >= DAYS_OF_HABIT else 0


def _is_shared(burst: Sequence[Deed]) -> bool:
    """Many people had a part in it, such as on the day of a release."""
    partners = {one for deed in burst for one in deed.others} - {burst[0].person}
    return len(partners) * 3 >= pieces(burst)


def _is_event(mine: Mapping[int, Sequence[Deed]], person: int, burst: Sequence[Deed]) -> bool:
    """Others are as busy at the same time, such as on a hackathon; where few people are active, half of them."""
    begin, end = burst[0].happened_at - NEARBY, burst[-1].happened_at + NEARBY
    enough = max(4, pieces(burst) / BEYOND)
    busy = [
        one for one, deeds in mine.items() if one != person and pieces(busiest(_between(deeds, begin, end))) >= enough
    ]
    return bool(busy) and len(busy) >= min(COMPANY, (len(mine) - 1) / 2)


def _between(deeds: Sequence[Deed], begin: datetime, end: datetime) -> list[Deed]:
    return [deed for deed in deeds if begin <= deed.happened_at <= end]


def _of_burst(person: int, burst: Sequence[Deed], usual: float, theirs: float) -> Suspicion:
    begin, took = burst[0].happened_at, burst[-1].happened_at - burst[0].happened_at
    year, week, _ = begin.isocalendar()
    kinds = [kind for kind in NAMES if any(deed.kind == kind for deed in burst)]
    what = ", ".join(f"{sum(deed.kind == kind for deed in burst)} {NAMES[kind]}" for kind in kinds)
    own = f"On other days it is {usual:g} in their best hour" if usual else "They have no rhythm of their own yet"
    words = (
        f"{pieces(burst)} pieces of work within {max(1, round(took.total_seconds() / 60))} minutes on "
        f"{begin:%Y-%m-%d} ({what}). {own}; for others {theirs:g} are usual."
    )
    return Suspicion("burst", f"{person}:{year}-W{week:02}", (person,), words, tuple(deed.id for deed in burst))


def _of_oneself(reviews: Sequence[Deed]) -> list[Suspicion]:
    """Work says by which account it was done; that two of them are one person's became known when they were merged."""
    own: dict[int, list[int]] = defaultdict(list)
    for deed in reviews:
        if deed.person in deed.others:
            own[deed.person].append(deed.id)
    return [
        Suspicion("reciprocal", str(person), (person,), f"{_OWN} {len(deeds)} times in 30 days.", tuple(deeds))
        for person, deeds in own.items()
        if len(deeds) >= OWN_REVIEWS
    ]


def _of_circle(circle: Circle) -> Suspicion:
    people = circle.people
    counts, shares = [f"{len(one)}" for one in circle.reviews], [f"{share:.0%}" for share in circle.shares]
    quick = sum(deed.answered is not None and deed.answered <= 300 for one in circle.reviews for deed in one)
    how = "Each mostly reviewed the next, round and round" if len(people) > 2 else "They mostly reviewed each other"
    words = (
        f"{how}: {_series(counts)} reviews in 30 days, {_series(shares)} of all that they gave. "
        f"{circle.active} people are active in the project, so from {circle.least} reviews each on, it is worth a look."
    )
    words += f" {quick} came within five minutes of the opening." if quick else ""
    deeds = tuple(deed.id for one in circle.reviews for deed in one)
    kind: SuspicionKind = "ring" if len(people) > 2 else "reciprocal"
    return Suspicion(kind, "-".join(str(one) for one in people), people, words, deeds)


def _series(texts: Sequence[str]) -> str:
    return " and ".join((", ".join(texts[:-1]), texts[-1]))
