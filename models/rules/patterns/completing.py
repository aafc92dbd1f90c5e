"""One person's deeds come in; when each number of a badge was earned, and by which deed, goes out, dated then."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from models.rules.deeds import Deed
from models.rules.patterns import wording
from models.rules.patterns.counting import after_adding, contributions, is_bucketed, reach
from models.rules.patterns.judging import Circumstances, reached
from models.rules.patterns.language import Holds, League, Member, OfDeeds, Pattern, Profile, Top, leaves
from models.rules.work import Value


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
    """Every number that is due now, with the moment after which it was always due; as many as `reached`, but fewer for
    a badge that was earned again before its cool-down was over: that time does not count."""
    past = _Past(pattern, circumstances, zone)
    since: list[tuple[datetime, Deed | None]] = []
    for at, deed in _story(pattern, deeds, circumstances):
        due = past.after(at, deed)
        del since[due:]
        since += [(at, deed)] * (due - len(since))
    return tuple(_completion(pattern, number, *one) for number, one in enumerate(_cooled(pattern, since), 1))
