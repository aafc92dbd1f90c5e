"""A league and a person come in; how far they are goes out, with the badge, for pages and both dialects of leagues."""

from collections.abc import Iterable, Sequence
from typing import Literal

from models import badges, catalog, league_catalog, people, sections
from models.awards import Award
from models.badges import Badge
from models.catalog import LeagueCard
from models.errors import Missing
from models.leagues import Completion, League, Section
from models.people import Person
from models.rules import leagues as rules
from models.rules.callers import Caller
from models.rules.messages import PersonCard, Time
from models.rules.roles import Ladder
from models.rules.work import Value


class SectionProgress(Value):
    """A section, and whether somebody has completed it; `how`: by hand or by work."""

    id: int
    name: str
    completed: bool
    completed_at: Time | None
    how: Literal["hand", "work"] | None


class CompletionCard(Value):
    """A section completed by somebody."""

    id: int
    section: int
    person: int
    completed_at: Time
    how: Literal["hand", "work"]
    note: str


class BadgeProgress(Value):
    """The league's badge, and whether somebody has it."""

    id: int
    name: str
    image: str
    earned: bool
    earned_at: Time | None


class Progress(Value):
    """How far somebody is in a league. `percent` is whole, and 100 only when nothing is missing."""

    league: LeagueCard
    person: PersonCard
    completed: int
    total: int
    percent: int
    sections: tuple[SectionProgress, ...]
    badge: BadgeProgress | None


def completion_card(completion: Completion) -> CompletionCard:
    """A section completed by somebody."""
    return CompletionCard(
        id=completion.id,
        section=completion.section_id,
        person=completion.person_id,
        completed_at=completion.completed_at,
        how=_how(completion),
        note=completion.note,
    )


def seen_by(caller: Caller, person_id: int | None, ladder: Ladder = "plain") -> Person:
    """Whose progress a caller wants to see: their own, or somebody's for whom they may complete sections. Raises
    NotAllowed, NotFound, and Missing for a program that does not say whose."""
    if person_id is None and caller.person is None:
        raise Missing("Say whose progress you want.")
    wanted = person_id or caller.person or 0
    caller.must("self" if wanted == caller.person else "section:complete-for", ladder)
    hidden = wanted == caller.person or caller.may("person:read", ladder)
    return people.member(caller.organization, wanted, hidden=hidden)


def of(league: League, person: Person) -> Progress:
    """How far somebody is in one league."""
    return of_leagues([league], person)[0]


def of_leagues(several: Sequence[League], person: Person) -> list[Progress]:
    """How far somebody is in several leagues, in their order."""
    ids = [league.id for league in several]
    tracks, earned = sections.of_leagues(ids), league_catalog.badges_of(ids)
    done = _completed(tracks.values(), person.id)
    held = _held(earned.values(), person.id)
    return [
        _progress(league, person, tracks.get(league.id, []), done, earned.get(league.id), held) for league in several
    ]


def _progress(
    league: League,
    person: Person,
    track: list[Section],
    done: dict[int, Completion],
    badge: Badge | None,
    held: dict[int, Award],
) -> Progress:
    completed = sum(section.id in done for section in track)
    return Progress(
        league=catalog.league_card(league),
        person=people.card(person),
        completed=completed,
        total=len(track),
        percent=rules.percent(completed, len(track)),
        sections=tuple(_section(section, done.get(section.id)) for section in track),
        badge=_badge(badge, held.get(badge.id)) if badge else None,
    )


def _section(section: Section, completion: Completion | None) -> SectionProgress:
    return SectionProgress(
        id=section.id,
        name=section.name,
        completed=completion is not None,
        completed_at=completion.completed_at if completion else None,
        how=_how(completion) if completion else None,
    )


def _how(completion: Completion) -> Literal["hand", "work"]:
    return "work" if completion.by is None else "hand"


def _badge(badge: Badge, award: Award | None) -> BadgeProgress:
    return BadgeProgress(
        id=badge.id,
        name=badge.name,
        image=badges.card(badge).image,
        earned=award is not None,
        earned_at=award.awarded_at if award else None,
    )


def _completed(tracks: Iterable[list[Section]], person_id: int) -> dict[int, Completion]:
    ids = [section.id for track in tracks for section in track]
    mine = (Completion.person == person_id) & Completion.revoked_at.is_null() & Completion.section.in_(ids)
    return {completion.section_id: completion for completion in Completion.select().where(mine)}


def _held(earned: Iterable[Badge], person_id: int) -> dict[int, Award]:
    ids = [badge.id for badge in earned]
    mine = Award.select().where(Award.badge.in_(ids), Award.person == person_id, Award.revoked_at.is_null())
    return {award.badge_id: award for award in mine}
