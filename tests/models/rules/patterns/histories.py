"""Random patterns and random histories of deeds, small enough that they meet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from models.errors import Invalid
from models.rules.deeds import DISCIPLINES, Deed, Moved
from models.rules.patterns.language import Pattern, read

RANDOM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
ZONES = ("Europe/Berlin", "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo")
KINDS = ("issue.closed", "review.given", "push.made", "pull_request.merged")
_STARTS = [datetime(2026, *day, 20, tzinfo=UTC) for day in ((3, 26), (10, 22), (12, 24), (2, 25))]
"""Before both changes of the clock, a year's end, and a March."""
_deeds = st.builds(
    Deed,
    id=st.just(0),
    person=st.just(1),
    kind=st.sampled_from((*KINDS, "penalty")),
    project=st.integers(1, 3),
    happened_at=st.just(_STARTS[0]),
    points=st.integers(-3, 9),
    labels=st.lists(st.sampled_from(["bug", "docs"]), unique=True).map(tuple),
    paths=st.lists(st.sampled_from(["docs/a.md", "src/a.py"]), unique=True).map(tuple),
    size=st.sampled_from([None, "S", "XL"]),
    reason=st.sampled_from([None, "completed", "approved", "commented"]),
    role=st.sampled_from(["contributor", "admin"]),
    newcomer=st.booleans(),
    co_authored=st.booleans(),
    answered=st.sampled_from([None, 3_600, 3_601, 90_000]),
    discipline=st.sampled_from([None, *DISCIPLINES[:2]]),
    others=st.lists(st.integers(2, 4), max_size=2).map(tuple),
)


def _some(*values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


wheres = st.fixed_dictionaries(
    {},
    optional={
        "kinds": _some(*KINDS),
        "projects": _some(1, 2),
        "labels": _some("Bug", "docs"),
        "paths": _some("docs/", "src/a"),
        "sizes": _some("S", "XL"),
        "reasons": _some("completed", "approved"),
        "hours": st.builds(lambda a, b: {"from": a, "until": b}, st.integers(0, 23), st.integers(0, 24)),
        "weekdays": st.lists(st.sampled_from(["mon", "tue", "wed", "sat", "sun"]), min_size=1, unique=True),
        "roles": _some("contributor", "admin"),
        "newcomer": st.booleans(),
        "co_authored": st.booleans(),
        "answered_within_hours": st.sampled_from([1, 24]),
        "disciplines": _some(*DISCIPLINES[:2]),
    },
)
# Most filters let most through, or nothing would be found.
_filters = st.one_of(st.just({}), st.just({}), st.builds(lambda kinds: {"kinds": kinds}, _some(*KINDS)), wheres)
_numbers = st.integers(1, 4)
_minus = st.lists(st.fixed_dictionaries({"where": wheres, "each": _numbers}), max_size=2)


def _leaf(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"is": st.just(name), "where": _filters, **fields})


streaks = _leaf(
    "streak",
    unit=st.sampled_from(["days", "weeks"]),
    at_least=st.integers(2, 6),
    freezes=st.integers(0, 2),
    weekends=st.booleans(),
    holidays=st.lists(st.sampled_from(["12-25", "2026-03-29", "01-01", "10-26", "02-29"]), unique=True),
).map(lambda leaf: leaf if leaf["unit"] == "days" else leaf | {"weekends": True, "holidays": []})
leaves = st.one_of(
    _leaf("first"),
    _leaf("count", at_least=_numbers, minus=_minus),
    _leaf("sum", at_least=st.integers(1, 12), minus=_minus),
    _leaf("distinct", of=st.sampled_from(["projects", "days", "kinds", "collaborators"]), at_least=st.integers(1, 3)),
    streaks,
    streaks,
    _leaf("within", at_least=st.integers(2, 4), hours=st.sampled_from([1, 24, 100])),
    _leaf(
        "rate",
        at_least=st.integers(1, 3),
        per=st.sampled_from(["day", "week", "month", "quarter", "year"]),
        times=st.integers(1, 3),
    ),
)


def _groups(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda of: {"is": "all", "of": of}, several),
        st.builds(lambda of: {"is": "any", "of": of}, several),
        st.builds(lambda of: {"is": "not", "of": of}, inner),
        st.builds(lambda of, count: {"is": "at_least", "count": min(count, len(of)), "of": of}, several, _numbers),
    )


_plain = st.fixed_dictionaries(
    {"earned": st.recursive(leaves, _groups, max_leaves=5)},
    optional={"since": st.sampled_from(["2026-03-29", "2026-10-25", "2027-01-01"])},
)
_levels = st.lists(st.integers(2, 9), min_size=2, max_size=4, unique=True).map(
    lambda steps: [{"name": f"Level {step}", "at_least": step} for step in sorted(steps)]
)
_levelled = st.fixed_dictionaries(
    {"earned": leaves.filter(lambda leaf: leaf["is"] in ("count", "sum", "distinct", "streak")), "levels": _levels}
)
_repeated = st.fixed_dictionaries(
    {
        "earned": leaves.filter(lambda leaf: leaf["is"] in ("count", "sum", "rate")),
        "repeat": st.fixed_dictionaries({}, optional={"limit": st.integers(2, 3)}),
    }
)
documents = st.one_of(_plain, _levelled, _repeated)


@st.composite
def patterns(draw: st.DrawFn, wanted: st.SearchStrategy[dict[str, Any]] = documents) -> tuple[Pattern, dict[str, Any]]:
    """A pattern, and its document."""
    document = draw(wanted)
    try:
        return read(document), document
    except Invalid:
        assume(False)
        raise


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Moved], list[Deed]]:
    """What happened step by step (deeds come, change and go, in no order of time), and what there is in the end."""
    live: dict[int, Deed] = {}
    steps = []
    start, span = draw(st.sampled_from(_STARTS)), draw(st.sampled_from([48 * 2, 48 * 9, 48 * 40]))
    deeds = st.builds(
        lambda deed, half_hours, seconds: replace(
            deed, happened_at=start + timedelta(minutes=30 * half_hours, seconds=seconds)
        ),
        _deeds,
        st.integers(0, span),
        st.sampled_from([0, 0, 1]),
    )
    for number, deed in enumerate(draw(st.lists(deeds, max_size=16)), 1):
        live[number] = replace(deed, id=number)
        steps.append(Moved(None, live[number]))
        if draw(st.integers(0, 3)) == 0:
            changed = draw(st.sampled_from(sorted(live)))
            before, after = live.pop(changed), draw(st.one_of(st.none(), deeds))
            if after is not None:
                live[changed] = after = replace(after, id=changed)
            steps.append(Moved(before, after))
    return steps, list(live.values())


def on(*days: str, **fields: Any) -> list[Deed]:
    """A deed at each of these times (`2026-03-01` is that day at noon, UTC)."""
    return [_deed(number, day, fields) for number, day in enumerate(days, 1)]


def join(*parts: Sequence[Deed]) -> list[Deed]:
    """Several deeds as one history, numbered."""
    return [replace(deed, id=number) for number, deed in enumerate((one for part in parts for one in part), 1)]


def _deed(number: int, day: str, fields: dict[str, Any]) -> Deed:
    at = datetime.fromisoformat(day if "T" in day else f"{day}T12:00")
    return Deed(number, 1, **{"kind": "issue.closed", "project": 1, "happened_at": at.replace(tzinfo=UTC)} | fields)
