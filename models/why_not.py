"""A person and a badge come in; what is met, what is missing, and which of their work was refused goes out."""

from datetime import datetime

from models import (
    award_cards,
    awards,
    badge_words,
    badges,
    circumstances,
    deeds,
    listeners,
    naming,
    people,
    refusals,
    tallying,
)
from models.badges import Badge
from models.db import rows
from models.listeners import Heard
from models.past import Past
from models.refusals import Refusal
from models.rules.messages import AwardCard, BadgeCard, PersonCard
from models.rules.patterns import counting, verdicts, wording
from models.rules.patterns.language import Rate
from models.rules.patterns.verdicts import Tree
from models.rules.work import Value
from models.tenants import Organization

LOOKED_AT, TOLD = 100, 10
"""Refused deeds, the newest: how many are looked at, and how many are told at most."""


class WhyNot(Value):
    """How somebody stands with a badge. `tree`: None for one that no pattern gives. `words`: how it is earned.

    `refusals`: what they did of late that would have counted, and does not.
    """

    badge: BadgeCard
    person: PersonCard
    held: bool
    award: AwardCard | None
    words: tuple[str, ...]
    tree: Tree | None
    met: tuple[str, ...]
    missing: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def of(organization: Organization, person_id: int, badge: Badge, now: datetime) -> WhyNot:
    """All counted anew from their deeds, so that it is exact. Raises NotFound for a stranger."""
    person = people.member(organization.id, person_id)
    award = awards.held(badge, person_id)
    heard = listeners.of_badge(badge)
    tree = _tree(Past(organization, person_id), heard, now) if heard else None
    blocked = [award_refused()] if heard and awards.is_refused(badge, person_id) else []
    return WhyNot(
        badge=badges.card(badge),
        person=people.card(person),
        held=award is not None,
        award=award_cards.of([award])[0] if award else None,
        words=badge_words.of_badges(organization, [badge])[badge.id],
        tree=tree,
        met=tuple(wording.met(tree)) if tree else (),
        missing=(*blocked, *(wording.missing(tree) if tree else ())),
        refusals=tuple(_refused(organization, person_id, heard)) if heard else (),
    )


def award_refused() -> str:
    """Why somebody has it not who has done everything."""
    return "An admin took this badge back; no work gives it again, but an admin can"


def _tree(past: Past, heard: Heard, now: datetime) -> Tree:
    state = tallying.count_all(heard, past.deeds, past.zone)
    knows = circumstances.of_people(past.organization, [past.person], [heard], now)[past.person][heard.badge]
    best = {
        one.index: counting.best(one.leaf, state.buckets.get(one.index, {}))
        for one in heard.rule.leaves
        if isinstance(one.leaf, Rate)
    }
    names = naming.of_patterns(past.organization.id, [heard.rule.pattern])
    return verdicts.tree(heard.rule.pattern, state.haves, knows, best, names)


_REFUSED = f"SELECT {deeds.COLUMNS} FROM deed WHERE id = ANY(%s)"


def _refused(organization: Organization, person_id: int, heard: Heard) -> list[Refusal]:
    """Their last refused deeds that a leaf would have counted."""
    found, _ = refusals.page(organization, person_id, None, LOOKED_AT)
    done = {deed.id: deed for row in rows(_REFUSED, [one.id for one in found]) if (deed := deeds.value(row))}
    zone = organization.time_zone
    return [
        one for one in found if any(counting.contributions(leaf.leaf, done[one.id], zone) for leaf in heard.rule.leaves)
    ][:TOLD]
