"""`/api/badges/analytics` of document 002: its words and its row; models/analytics.py counts."""

from models import analytics, holdings
from models.analytics import Popularity, Recent
from server.api.asking import Ask
from server.api.pathfinder.words import Moment, Said, enveloped
from server.api.routes import Route
from server.api.told import Tenant, Told


class Overview(Told):
    """`averageBadgesPerUser` is text with two decimals, per earner."""

    total_badges: int
    total_awarded: int
    unique_earners: int
    average_badges_per_user: str


class BadgePopularity(Told):
    """How often a badge is held."""

    id: str
    name: str
    league: str | None
    times_earned: int


class RecentBadge(Told):
    """The badge of a recent award."""

    name: str
    league: str | None


class EarnerNamed(Told):
    """The person of a recent award, for those who may not read addresses."""

    name: str


class Earner(EarnerNamed):
    """The same for those who may; `email` is null when none is known."""

    email: str | None


class RecentAward(Told):
    """An award of late."""

    id: str
    badge: RecentBadge
    user: Earner | EarnerNamed
    earned_at: Moment


class AnalyticsTold(Told):
    """How the badges fare."""

    overview: Overview
    badge_popularity: list[BadgePopularity]
    recent_awards: list[RecentAward]


def _analytics(ask: Ask) -> Said:
    found, who = analytics.of(ask.organization()), ask.by.organization
    mails = holdings.mails({one.person.id for one in found.recent}, who) if ask.may("person:read") else None
    overview = Overview(
        total_badges=found.badges,
        total_awarded=found.awarded,
        unique_earners=found.earners,
        average_badges_per_user=found.average,
    )
    told = AnalyticsTold(
        overview=overview,
        badge_popularity=[_popularity(one) for one in found.popular],
        recent_awards=[_recent(one, mails) for one in found.recent],
    )
    return Said("Badge analytics retrieved successfully", told)


def _popularity(one: Popularity) -> BadgePopularity:
    return BadgePopularity(id=str(one.badge), name=one.name, league=one.league, times_earned=one.held)


def _recent(one: Recent, mails: dict[int, str] | None) -> RecentAward:
    name = one.person.name
    return RecentAward(
        id=str(one.award),
        badge=RecentBadge(name=one.badge, league=one.league),
        user=EarnerNamed(name=name) if mails is None else Earner(name=name, email=mails.get(one.person.id)),
        earned_at=one.at,
    )


ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/badges/analytics",
        "Retrieve badge analytics and statistics.",
        _analytics,
        enveloped(AnalyticsTold),
        query=Tenant,
        needs="badge:analytics",
    ),
)
