"""Completions that came or went come in; the league's badge, given or taken back, goes out, told live and audited.

Reconciled like awards by pattern: all completed and not held is given, given by the league and no longer all completed
is taken back, and what a person decided stands. Sections that came later take nothing from anybody.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models import audit, awards, belonging, consequences, leagues, people, sections
from models.audit import Actor
from models.awards import Award
from models.badges import Badge
from models.db import rows
from models.leagues import Completion, League, Section
from models.rules import leagues as rules
from models.rules.leagues import Statistics
from models.tenants import Organization

log = logging.getLogger("codebadge.leagues")
WORKER = Actor(name="Codebadge", door="worker")
"""Who gives a badge that work has earned."""


@dataclass
class Outcome:
    """Awards given, with the statistics of their completion, and awards taken back."""

    given: list[tuple[Award, Statistics]] = field(default_factory=list)
    taken: list[Award] = field(default_factory=list)
    looked_at: list[tuple[int, list[int]]] = field(default_factory=list)
    """Leagues, and who has completed something there, or no longer; `tell` has patterns look at it."""

    def add(self, other: "Outcome") -> None:
        """Both together."""
        self.given += other.given
        self.taken += other.taken
        self.looked_at += other.looked_at


def check(league: League, person_ids: Iterable[int], now: datetime) -> Outcome:
    """Who of them has completed the league gets its badge, who no longer has loses it. The caller holds the league
    and the people's locks."""
    concerned = sorted(set(person_ids))
    belonging.follow(league.organization_id, concerned, now)
    outcome, badge = Outcome(looked_at=[(league.id, concerned)]), badge_of(league)
    if badge is None:
        return outcome
    track = sections.of(league)
    for person in concerned:
        done = _completed(track, person)
        if rules.complete([section.step() for section in track], done):
            outcome.given += _give(league, badge, track, done, person, now)
        else:
            outcome.taken += _take(league, badge, track, done, person, now)
    return outcome


def finishers(league: League | None) -> list[int]:
    """Everybody who has completed all sections, to be checked when the badge was made or a section deleted. Takes the
    league's lock for itself, and the people's; the badge's must not be held."""
    if league is None or not leagues.hold([league.id], alone=True):
        return []
    track = [section.id for section in sections.of(league)]
    return people.lock(league.organization_id, _finishers(track)) if track else []


def badge_of(league: League) -> Badge | None:
    """The badge of the league that can be earned."""
    return Badge.get_or_none(Badge.league == league, Badge.deleted_at.is_null(), Badge.is_active)


def tell(organization: Organization, outcome: Outcome, now: datetime) -> None:
    """Tells everybody who watches, also those who watch the log."""
    for award, _ in outcome.given:
        log.info("person %s has completed a league and earned badge %s", award.person_id, award.badge_id)
    consequences.of_awards(organization, "badge.awarded", [award for award, _ in outcome.given], now)
    consequences.of_awards(organization, "badge.revoked", outcome.taken, now)
    for league, people_ in outcome.looked_at:
        consequences.of_circumstances(organization, {f"league:{league}"}, people_, now)


def note(organization: Organization, outcome: Outcome, by: Actor, now: datetime) -> None:
    """One audit line for each; the last thing in a unit."""
    for award, statistics in outcome.given:
        after = _of(award) | statistics.model_dump(mode="json")
        audit.write(organization, by, "badge:award", f"person:{award.person_id}", now, after=after, why=award.reason)
    for award in outcome.taken:
        why = award.revoke_reason or ""
        audit.write(organization, by, "badge:revoke", f"person:{award.person_id}", now, _of(award), why=why)


_FINISHERS = """
SELECT person_id FROM completion WHERE section_id = ANY(%s) AND revoked_at IS NULL
GROUP BY person_id HAVING count(*) = %s
"""


def _finishers(section_ids: list[int]) -> list[int]:
    return [person for (person,) in rows(_FINISHERS, section_ids, len(section_ids))]


def _completed(track: list[Section], person_id: int) -> dict[int, Completion]:
    mine = (Completion.person == person_id) & Completion.revoked_at.is_null() & Completion.section.in_(track)
    return {completion.section_id: completion for completion in Completion.select().where(mine)}


def _give(
    league: League, badge: Badge, track: list[Section], done: dict[int, Completion], person_id: int, now: datetime
) -> list[tuple[Award, Statistics]]:
    reason = rules.reason(league.name, len(track))
    evidence = [_evidence(section, done[section.id]) for section in track]
    times = {section: completion.completed_at for section, completion in done.items()}
    last = max(times.values())
    award = awards.by_rule(league.organization_id, badge, person_id, reason, evidence, "league", now, last)
    return [(award, rules.statistics([section.step() for section in track], times))] if award else []


def _evidence(section: Section, completion: Completion) -> dict[str, Any]:
    work = completion.item.folded().work if completion.item_id else None
    text = f"{section.name}: {completion.note}" if completion.by is None else section.name
    return {"text": text, "url": work.url if work else None}


def _take(
    league: League, badge: Badge, track: list[Section], done: dict[int, Completion], person_id: int, now: datetime
) -> list[Award]:
    award = awards.held(badge, person_id)
    steps = [section.step() for section in track]
    if award is None or award.way != "league" or rules.still_complete(steps, done, award.awarded_at):
        return []
    return [awards.end_by_rule(award, rules.lost_reason(league.name, len(done), len(track)), now)]


def _of(award: Award) -> dict[str, Any]:
    return {"award": award.id, "badge": award.badge_id, "league": award.badge.league_id, "way": award.way}
