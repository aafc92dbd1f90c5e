"""Deeds that moved, or circumstances that changed, come in; Awards that patterns give and take go out, untold.

Only badges that listen to what happened are looked at, and of the person only how far they were: the cost of a deed
grows neither with their history nor with patterns that ask for something else. consequences.py tells of the awards.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from models import circumstances, listeners, pattern_awards, people, tallies, tallying, wins
from models.awards import Award
from models.closing import Closing
from models.listeners import Heard
from models.past import Past
from models.pattern_awards import Change, Earned
from models.rules.deeds import Deed, Moved
from models.rules.patterns import completing, listening, verdicts
from models.rules.patterns.language import Pattern, Top
from models.rules.patterns.verdicts import Circumstances, Completion
from models.tallies import State
from models.tenants import Organization

Awards = tuple[list[Award], list[Award]]
"""Granted, and revoked."""


def hearing(organization_id: int, moved: Mapping[int, Sequence[Moved]]) -> dict[int, list[Heard]]:
    """Badges that listen to the deeds that moved, by person: asked for all of them at once."""
    keys = {person: _keys(several) for person, several in moved.items()}
    heard = listeners.hearing(organization_id, set().union(*keys.values()))
    return {person: [one for one in heard if not one.rule.keys.isdisjoint(mine)] for person, mine in keys.items()}


def reconcile(
    organization: Organization,
    person_id: int,
    moved: Sequence[Moved],
    now: datetime,
    heard: Sequence[Heard] | None = None,
) -> Awards:
    """(granted, revoked) after these deeds of one person moved. The caller holds the person's lock, and perhaps knows
    who has `heard`."""
    if heard is None:
        heard = hearing(organization.id, {person_id: moved})[person_id]
    change = settle(organization, person_id, heard, moved, now)
    return change.granted, change.revoked


def _keys(moved: Iterable[Moved]) -> set[str]:
    return {key for one in moved for deed in (one.before, one.after) if deed for key in listening.keys_of(deed)}


def on(organization: Organization, keys: Collection[str], person_ids: Iterable[int], now: datetime) -> Awards:
    """The same after a circumstance of these people changed: `badge:12`, `league:7`, `profile`, `member`, `top`.

    Takes the people's locks, if somebody listens.
    """
    concerned = list(person_ids)
    heard = listeners.hearing(organization.id, keys) if concerned else []
    change = Change()
    for person in people.lock(organization.id, concerned) if heard else ():
        change.add(settle(organization, person, heard, (), now))
    return change.granted, change.revoked


def on_closed(organization: Organization, closings: Sequence[Closing], now: datetime) -> Awards:
    """The same after periods were closed, for those who were in the top of a board. Takes their locks."""
    heard = listeners.hearing(organization.id, {"top"}) if closings else []
    won: dict[int, list[Heard]] = {}
    for one in heard:
        tops = [leaf.leaf for leaf in one.rule.leaves if isinstance(leaf.leaf, Top)]
        for person in {person for top in tops for person in wins.winners(organization, top, closings)}:
            won.setdefault(person, []).append(one)
    change = Change()
    for person in people.lock(organization.id, won):
        change.add(settle(organization, person, won[person], (), now))
    return change.granted, change.revoked


def again(organization: Organization, person_id: int, now: datetime) -> Awards:
    """All that the person has, counted anew from their deeds. The caller holds the person's lock."""
    tallies.drop(organization.id, [person_id])
    change = settle(organization, person_id, listeners.every(organization.id), (), now)
    return change.granted, change.revoked


def settle(
    organization: Organization,
    person_id: int,
    heard: Sequence[Heard],
    moved: Sequence[Moved],
    now: datetime,
    job: int | None = None,
) -> Change:
    """The awards of these badges, and of those that wait for them: again until nothing moves. Their patterns make no
    circle. The caller holds the person's lock."""
    change = Change()
    while heard:
        step = _look(Past(organization, person_id), heard, moved, now, job)
        change.add(step)
        heard, moved = listeners.hearing(organization.id, {f"badge:{badge}" for badge in step.badges}), ()
    return change


def _look(past: Past, heard: Sequence[Heard], moved: Sequence[Moved], now: datetime, job: int | None) -> Change:
    states = _counted(past, heard, moved)
    knows = circumstances.of_people(past.organization, [past.person], heard, now)[past.person]
    due = [earned for state in states if (earned := _due(past, state, knows[state.heard.badge], moved))]
    tallies.keep(past.person, [state for state in states if state.moved])
    return pattern_awards.reconcile(past.organization.id, past.person, due, now, job)


def _counted(past: Past, heard: Sequence[Heard], moved: Sequence[Moved]) -> list[State]:
    known = tallies.of_person(past.person, heard)
    tallying.move(past.person, known.values(), moved, past.zone)
    return [known[one.badge] if one.badge in known else tallying.count_all(one, past.deeds, past.zone) for one in heard]


def _due(past: Past, state: State, knows: Circumstances, moved: Sequence[Moved]) -> Earned | None:
    """What is due, if that is not what was due before."""
    pattern, before = state.rule.pattern, state.reached
    reached = verdicts.reached(pattern, state.haves, knows)
    if reached == before and not state.anew:
        return None
    state.reached, state.moved = reached, True
    if pattern.repeat is not None and pattern.repeat.cool_down_days:
        # Which times count depends on when the others were.
        done = past.completions(state.rule, knows)
        return Earned(state, knows, len(done), lambda: done)
    newest = _newest(state, moved)
    if newest is not None:
        return Earned(state, knows, reached, lambda: _by(pattern, range(before + 1, reached + 1), newest))
    return Earned(state, knows, reached, lambda: past.completions(state.rule, knows))


def _newest(state: State, moved: Sequence[Moved]) -> Deed | None:
    """The deed that alone can have completed what is due now: a new one, done after all others that count."""
    if len(moved) != 1 or moved[0].before is not None or state.anew or state.rule.needs:
        return None
    return moved[0].after if state.is_latest else None


def _by(pattern: Pattern, numbers: Iterable[int], deed: Deed) -> list[Completion]:
    return [
        Completion(
            number=number,
            level=pattern.levels[number - 1].name if pattern.levels else None,
            at=deed.happened_at,
            deed=deed,
            words=completing.earned_by(pattern, number, {}),
        )
        for number in numbers
    ]
