"""One person's deeds come in; when each number of a badge was earned, and by which deed, goes out, dated then."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.rules.deeds import Deed
from models.rules.patterns.counting import after_adding, contributions, is_bucketed, is_full, reach
from models.rules.patterns.judging import Circumstances, need_of, reached
from models.rules.patterns.language import Leaf, Member, Pattern, leaves
from models.rules.patterns.nouns import Names
from models.rules.patterns.phrases import phrase

_Event = tuple[datetime, Deed | None]


@dataclass(frozen=True)
class Completion:
    """A number of the badge (level or repetition, from 1) that is due: since when, and by which deed, if it was one.
    `words`: what was done, to follow "for"."""

    number: int
    level: str | None
    at: datetime
    deed: Deed | None
    words: str


def completions(
    pattern: Pattern, deeds: Iterable[Deed], circumstances: Circumstances, zone: str
) -> tuple[Completion, ...]:
    """Every number that is due now, with the moment since which it was always due; as many as `reached`.

    With a cool-down there are fewer: what was reached before the last one's was over is not given, not later either.
    """
    past = _Past(pattern, circumstances, zone)
    since: list[_Event] = []
    for at, deed in _story(pattern, deeds, circumstances):
        due = past.after(at, deed)
        del since[due:]
        since += [(at, deed)] * (due - len(since))
    return tuple(
        Completion(number, _level(pattern, number), at, deed, earned_by(pattern, number, {}))
        for number, (at, deed) in enumerate(_cooled(pattern, since), 1)
    )


def earned_by(pattern: Pattern, number: int, names: Names) -> str:
    """What was done for that number of the badge, to follow "for"."""
    if pattern.levels:
        return phrase(pattern.earned, names, pattern.levels[number - 1].at_least)
    if pattern.repeat is not None:
        return phrase(pattern.earned, names, number * need_of(leaves(pattern)[0].leaf))
    return phrase(pattern.earned, names)


class _Past:
    """The pattern's tally as it was at each moment, going forward."""

    def __init__(self, pattern: Pattern, circumstances: Circumstances, zone: str) -> None:
        self._pattern, self._circumstances, self._zone = pattern, circumstances, zone
        self._leaves = leaves(pattern)
        self._haves = [0] * len(self._leaves)
        self._buckets = {one.index: _Buckets(one.leaf) for one in self._leaves if is_bucketed(one.leaf)}
        self._timeless = not circumstances.moments and not _members(pattern)
        self._due = -1

    def after(self, at: datetime, deed: Deed | None) -> int:
        """How many numbers are due after this."""
        before = list(self._haves)
        if deed is not None:
            self._count(deed)
        if self._haves != before or self._due < 0 or not self._timeless:
            self._due = reached(self._pattern, self._haves, _then(self._circumstances, at, self._timeless))
        return self._due

    def _count(self, deed: Deed) -> None:
        for one in self._leaves:
            have = self._haves[one.index]
            for bucket, amount in contributions(one.leaf, deed, self._zone):
                have = have + amount if bucket is None else self._buckets[one.index].add(have, bucket, amount)
            self._haves[one.index] = have


class _Buckets:
    """A leaf's buckets, kept in order so that those near by are found at once."""

    def __init__(self, leaf: Leaf) -> None:
        self._leaf, self._reach = leaf, reach(leaf)
        self._counts: dict[int, int] = {}
        self._numbers: list[int] = []

    def add(self, have: int, bucket: int, amount: int) -> int:
        if bucket not in self._counts:
            insort(self._numbers, bucket)
        self._counts[bucket] = self._counts.get(bucket, 0) + amount
        if is_full(self._leaf, have):
            return have
        first = bisect_left(self._numbers, bucket - self._reach)
        last = bisect_right(self._numbers, bucket + self._reach)
        nearby = {number: self._counts[number] for number in self._numbers[first:last]}
        return after_adding(self._leaf, have, bucket, nearby, amount)


def _story(pattern: Pattern, deeds: Iterable[Deed], circumstances: Circumstances) -> Iterator[_Event]:
    """What happened, in order; nothing at first, and now at last."""
    done = sorted(((deed.happened_at, deed.id, deed) for deed in deeds), key=lambda one: one[:2])
    turns = sorted(_turns(pattern, circumstances))
    now = circumstances.now
    yield (now, None) if not turns or turns[0] > now else (turns[0], None)
    place = 0
    for at, _, deed in done:
        while place < len(turns) and turns[place] <= at:
            yield turns[place], None
            place += 1
        yield at, deed
    yield from ((at, None) for at in turns[place:])
    yield now, None


def _turns(pattern: Pattern, circumstances: Circumstances) -> Iterator[datetime]:
    """The moments at which a circumstance became true."""
    for times in circumstances.moments.values():
        yield from (at for at in times if at <= circumstances.now)
    if circumstances.joined_at is not None:
        for leaf in _members(pattern):
            at = circumstances.joined_at + timedelta(days=leaf.days)
            if at <= circumstances.now:
                yield at


def _members(pattern: Pattern) -> list[Member]:
    return [one.leaf for one in leaves(pattern) if isinstance(one.leaf, Member)]


def _then(now: Circumstances, at: datetime, timeless: bool) -> Circumstances:
    """As they were at that moment, as far as moments say."""
    if timeless:
        return now
    later = {key for key, times in now.moments.items() if not any(time <= at for time in times)}
    tops = {
        leaf: sum(time <= at for time in now.moments[f"top:{leaf}"]) if f"top:{leaf}" in now.moments else times
        for leaf, times in now.tops.items()
    }
    return replace(
        now,
        now=min(at, now.now),
        leagues={league for league in now.leagues if f"league:{league}" not in later},
        badges={badge for badge in now.badges if f"badge:{badge}" not in later},
        facts={fact for fact in now.facts if f"profile:{fact}" not in later},
        tops=tops,
    )


def _cooled(pattern: Pattern, since: Sequence[_Event]) -> Sequence[_Event]:
    """Without those that came before the cool-down of the last one was over."""
    if pattern.repeat is None or not pattern.repeat.cool_down_days:
        return since
    cool_down, kept = timedelta(days=pattern.repeat.cool_down_days), list(since[:1])
    for event in since[1:]:
        if event[0] - kept[-1][0] >= cool_down:
            kept.append(event)
    return kept[: pattern.repeat.limit]


def _level(pattern: Pattern, number: int) -> str | None:
    return pattern.levels[number - 1].name if pattern.levels else None
