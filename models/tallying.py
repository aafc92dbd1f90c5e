"""Tallies and deeds that moved come in; the tallies as they are now go out, without a look at any other deed.

What counts by days, weeks or projects looks at its buckets near the deed; only when something is taken back, at all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.db import rows
from models.listeners import Heard
from models.rules.deeds import Deed, Moved
from models.rules.patterns import counting
from models.rules.patterns.language import Leaf, Numbered
from models.tallies import State

FAR = 2**62


@dataclass(frozen=True)
class Step:
    """What moves in a leaf; what counts no more has a negative amount. `bucket`: None for a leaf that is a sum."""

    state: State
    numbered: Numbered
    bucket: int | None
    amount: int

    @property
    def buckets(self) -> dict[int, int]:
        """The leaf's buckets that are known."""
        return self.state.buckets.setdefault(self.numbered.index, {})


def move(person_id: int, states: Iterable[State], moved: Sequence[Moved], zone: str) -> None:
    """Changes the states of one person in place."""
    steps = [step for state in states for one in moved for step in _steps(state, one, zone)]
    bucketed = [step for step in steps if step.bucket is not None]
    _load(person_id, bucketed)
    for step in steps:
        step.state.moved = True
        if step.bucket is None:
            step.state.haves[step.numbered.index] += step.amount
    # Back first: what is then added to it is found by looking near by.
    _take_back([step for step in bucketed if step.amount < 0])
    _add([step for step in bucketed if step.amount > 0])


def count_all(heard: Heard, deeds: Sequence[Deed], zone: str) -> State:
    """One person's state, from all of their deeds."""
    counted = counting.count_all(heard.rule.pattern, deeds, zone)
    buckets = {leaf: dict(of) for leaf, of in counted.buckets.items()}
    last = (deed.happened_at for deed in reversed(deeds) if _counts(heard, deed, zone))
    return State(
        heard,
        list(counted.haves),
        matched_at=next(last, None),
        anew=True,
        moved=True,
        buckets=buckets,
        written={(leaf, bucket) for leaf, of in buckets.items() for bucket, count in of.items() if count},
    )


def _counts(heard: Heard, deed: Deed, zone: str) -> bool:
    return any(counting.contributions(one.leaf, deed, zone) for one in heard.rule.leaves)


def _steps(state: State, moved: Moved, zone: str) -> Iterator[Step]:
    counts = False
    for numbered in state.rule.leaves:
        after = _amounts(numbered.leaf, moved.after, zone)
        counts = counts or bool(after)
        after.subtract(_amounts(numbered.leaf, moved.before, zone))
        yield from (Step(state, numbered, bucket, amount) for bucket, amount in after.items() if amount)
    if counts and moved.after is not None:
        state.is_latest = state.matched_at is None or moved.after.happened_at > state.matched_at
        if state.is_latest:
            state.matched_at, state.moved = moved.after.happened_at, True


def _amounts(leaf: Leaf, deed: Deed | None, zone: str) -> Counter[int | None]:
    return Counter() if deed is None else Counter(dict(counting.contributions(leaf, deed, zone)))


_LOAD = """
SELECT DISTINCT k.badge_id, k.leaf, k.bucket, k.count
FROM unnest(%s::bigint[], %s::int[], %s::bigint[], %s::bigint[]) AS w(badge, leaf, low, high)
JOIN bucket k ON k.badge_id = w.badge AND k.person_id = %s AND k.leaf = w.leaf AND k.bucket BETWEEN w.low AND w.high
"""


def _load(person_id: int, steps: Sequence[Step]) -> None:
    """The buckets near those that move; all of a leaf's where something is taken back."""
    if not steps:
        return
    wanted = []
    for step in steps:
        assert step.bucket is not None
        leaf, have = step.numbered.leaf, step.state.haves[step.numbered.index]
        far = FAR if step.amount < 0 else 0 if counting.is_full(leaf, have) else counting.reach(leaf)
        wanted.append((step.state.heard.badge, step.numbered.index, step.bucket - far, step.bucket + far))
        step.buckets.setdefault(step.bucket, 0)
    states = {step.state.heard.badge: step.state for step in steps}
    columns = [list(column) for column in zip(*wanted, strict=True)]
    for badge, leaf, bucket, count in rows(_LOAD, *columns, person_id):
        states[badge].buckets[leaf][bucket] = int(count)


def _take_back(steps: Sequence[Step]) -> None:
    for step in steps:
        _put(step)
    for step in {(step.state.heard.badge, step.numbered.index): step for step in steps}.values():
        step.state.haves[step.numbered.index] = counting.after_removing(step.numbered.leaf, step.buckets)


def _add(steps: Sequence[Step]) -> None:
    for step in steps:
        _put(step)
        assert step.bucket is not None
        index, haves = step.numbered.index, step.state.haves
        haves[index] = counting.after_adding(step.numbered.leaf, haves[index], step.bucket, step.buckets, step.amount)


def _put(step: Step) -> None:
    assert step.bucket is not None
    step.buckets[step.bucket] += step.amount
    step.state.written.add((step.numbered.index, step.bucket))
