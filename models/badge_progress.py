"""A person and patterns come in; how far they are in each goes out, read off their tallies; nothing is changed.

A tally that is missing (the badge is new, its pattern was changed, nothing of that kind was done) is counted for this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from models import circumstances, deed_pages, tallies, tallying
from models.listeners import Heard
from models.rules.deeds import Deed
from models.rules.patterns import listening, verdicts
from models.rules.patterns.nouns import Names
from models.rules.patterns.verdicts import Circumstances, Tree
from models.tallies import State
from models.tenants import Organization

NOBODY: Names = {}
MOST = 20_000
"""Deeds of a person that are read, the newest; who did more than that has tallies of nearly everything."""


@dataclass(frozen=True)
class Far:
    """How far somebody is. `have` of `need` for the next level or time; of several conditions, how many are met."""

    heard: Heard
    state: State
    knows: Circumstances
    reached: int
    names: Names

    @cached_property
    def tree(self) -> Tree:
        """Part by part."""
        return verdicts.tree(self.heard.rule.pattern, self.state.haves, self.knows, names=self.names)

    @property
    def have(self) -> int:
        """See above."""
        return self.tree.have or 0

    @property
    def need(self) -> int | None:
        """None for a badge that asks for something not to be."""
        return self.tree.need


def of_person(
    organization: Organization,
    person_id: int,
    heard: Sequence[Heard],
    now: datetime,
    most: int = MOST,
    names: Names = NOBODY,
) -> list[Far]:
    """In the order of the patterns. `most`: deeds that are read at most; `names`: what the words call things."""
    states = tallies.of_person(person_id, heard)
    missing = [one for one in heard if one.badge not in states]
    if missing:
        states |= _count(organization, person_id, missing, most)
    knows = circumstances.of_people(organization, [person_id], heard, now)[person_id]
    return [_far(one, states[one.badge], knows[one.badge], names) for one in heard]


def _far(one: Heard, state: State, knows: Circumstances, names: Names) -> Far:
    return Far(one, state, knows, verdicts.reached(one.rule.pattern, state.haves, knows), names)


def _count(organization: Organization, person_id: int, missing: Sequence[Heard], most: int) -> dict[int, State]:
    done = deed_pages.newest(organization.id, person_id, most)
    keys = {key for deed in done for key in listening.keys_of(deed)}
    nothing: Sequence[Deed] = ()
    return {
        one.badge: tallying.count_all(one, done if keys & one.rule.keys else nothing, organization.time_zone)
        for one in missing
    }
