"""`/api/sections/…/complete`, `/api/leagues/…/progress` and `/api/dashboard` of document 002: how far people are."""

from models import holdings, leagues, people, progress, standings
from models.errors import Missing, NotAllowed, NotFound
from models.people import Person
from models.progress import BadgeProgress, CompletionCard, Progress, SectionProgress
from models.rules import roles
from server.api.asking import Ask, number
from server.api.pathfinder.badge_shapes import BadgeEarned, LeagueTold, User, UserNamed
from server.api.pathfinder.badges import UNKNOWN_USER, user, words
from server.api.pathfinder.league_shapes import (
    BadgeStatus,
    Complete,
    Completed,
    Dashboard,
    LeagueProgress,
    Member,
    OfWhom,
    Points,
    Ranks,
    SectionStep,
    Steps,
)
from server.api.pathfinder.leagues import LEAGUE, league_id
from server.api.pathfinder.sections import SECTION, find_section
from server.api.pathfinder.words import Said, enveloped
from server.api.routes import Route
from server.api.told import MOST, Tenant, in_words, whole_address


def _complete(ask: Ask) -> Said:
    done = _do(ask, "section:complete", ask.body.user_id, note=ask.body.note or "")
    seen = Progress.model_validate(done["progress"])
    told = {"completion": _completed(done), **_progress(ask, seen), "badgeAwarded": done["award"] is not None}
    return Said("Section completed successfully", told)


def _undo(ask: Ask) -> Said:
    done = _do(ask, "section:uncomplete", ask.query.user_id)
    seen = Progress.model_validate(done["progress"])
    told = {"completion": _completed(done), **_progress(ask, seen), "badgeRevoked": done["revoked"] is not None}
    return Said("Section completion removed successfully", told)


def _of_league(ask: Ask) -> Said:
    league = leagues.find(ask.organization().id, league_id(ask))
    with in_words({NotFound: NotFound(UNKNOWN_USER), Missing: Missing("Missing userId")}):
        person = progress.seen_by(ask.by, _user_id(ask.query.user_id), ask.ladder)
    seen = progress.of(league, person)
    return Said("League progress retrieved successfully", {"user": user(ask, seen.person), **_progress(ask, seen)})


def _dashboard(ask: Ask) -> Said:
    organization = ask.organization()
    with in_words({Missing: Missing("A dashboard belongs to a person; this token is a program's.")}):
        person = progress.seen_by(ask.by, None, ask.ladder)
    held, _ = holdings.of_person(organization.id, person.id, None, MOST)
    every = progress.of_leagues(leagues.every(organization.id, 0, MOST), person)
    told = Dashboard(
        user=_member(ask, person),
        badges=tuple(BadgeEarned(**words(ask, one.badge), earned_at=one.since) for one in held),
        points=Points.of(standings.totals(organization, person.id, ask.now)),
        ranks=Ranks.of(standings.ranks(organization, person.id, ask.now)),
        progress=tuple(LeagueProgress.model_validate(_progress(ask, one)) for one in every),
    )
    return Said("Dashboard retrieved successfully", told)


def _do(ask: Ask, command: str, user_id: str | None, **more: str) -> dict[str, object]:
    section, whose = find_section(ask).id, _user_id(user_id)
    given = {} if whose is None else {"person": whose}
    with in_words({Missing: Missing("Missing userId")}):
        if whose is not None and whose != ask.by.person:
            with in_words({NotFound: NotFound(UNKNOWN_USER)}):
                people.member(ask.organization().id, whose, hidden=ask.may("person:read"))
        return ask.do(command, section=section, **given, **more)


def _user_id(text: str | None) -> int | None:
    return None if text is None else number(text, UNKNOWN_USER)


def _completed(done: dict[str, object]) -> Completed:
    card = CompletionCard.model_validate(done["completion"])
    return Completed(
        id=str(card.id),
        section_id=str(card.section),
        user_id=str(card.person),
        completed_at=card.completed_at,
        note=card.note,
    )


def _progress(ask: Ask, seen: Progress) -> dict[str, object]:
    steps = Steps(
        total_sections=seen.total,
        completed_sections=seen.completed,
        progress_percentage=seen.percent,
        sections=tuple(_step(order, one) for order, one in enumerate(seen.sections, 1)),
    )
    league = LeagueTold(**dict(seen.league) | {"id": str(seen.league.id)})
    return {"league": league, "progress": steps, "badge": _badge(ask, seen.badge) if seen.badge else None}


def _step(order: int, section: SectionProgress) -> SectionStep:
    return SectionStep(
        id=str(section.id),
        name=section.name,
        order=order,
        is_completed=section.completed,
        completed_at=section.completed_at,
    )


def _badge(ask: Ask, badge: BadgeProgress) -> BadgeStatus:
    return BadgeStatus(
        id=str(badge.id),
        name=badge.name,
        image_url=whole_address(ask, badge.image),
        earned_by_user=badge.earned,
        earned_at=badge.earned_at,
    )


def _member(ask: Ask, person: Person) -> Member:
    email = holdings.mails([person.id], None).get(person.id)
    return Member(id=str(person.id), name=person.name, email=email, role=roles.NAMES[ask.ladder][ask.by.role])


PROGRESS = {"league": LeagueTold, "progress": Steps, "badge": BadgeStatus | None}
ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        SECTION + "/complete",
        "Complete a section: one's own, or as a Pathfinder a user's. The last one brings the league's badge.",
        _complete,
        enveloped({"completion": Completed, **PROGRESS, "badgeAwarded": bool}),
        Complete,
        query=Tenant,
        needs="section:complete",
        refuses=(NotFound, NotAllowed),
    ),
    Route(
        "DELETE",
        SECTION + "/complete",
        "Remove the completion of a section.",
        _undo,
        enveloped({"completion": Completed, **PROGRESS, "badgeRevoked": bool}),
        query=OfWhom,
        needs="section:complete",
        refuses=(NotFound, NotAllowed),
    ),
    Route(
        "GET",
        LEAGUE + "/progress",
        "Retrieve the progress in a league, one's own, or as a Pathfinder a user's, with the badge's status.",
        _of_league,
        enveloped({"user": User | UserNamed, **PROGRESS}),
        query=OfWhom,
        refuses=(NotFound, NotAllowed),
    ),
    Route(
        "GET",
        "/api/dashboard",
        "Retrieve one's own badges, points, ranks and progress.",
        _dashboard,
        enveloped(Dashboard),
        query=Tenant,
    ),
)
