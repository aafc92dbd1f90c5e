"""`/api/badges`, the dialect of document 002: its rows; league_badge_shapes.py has its words, models/ does it."""

from typing import Any

from models import badges, catalog, holdings, people
from models.badges import Badge
from models.catalog import LeagueCard, WholeBadge
from models.errors import AlreadyHeld, Exhausted, InUse, LeagueHasBadge, NotFound, NotHeld, NothingToChange
from models.rules.messages import PersonCard
from server.api.asking import Ask, number
from server.api.pathfinder.badge_shapes import (
    BadgeCreated,
    BadgeEarned,
    BadgeNamed,
    BadgeUpdated,
    LeagueBadgeChanges,
    LeagueBadgeListed,
    LeagueNamed,
    LeagueTold,
    NewLeagueBadge,
    User,
    UserAndReason,
    UserBadgeEarned,
    UserNamed,
)
from server.api.pathfinder.words import Said, enveloped
from server.api.routes import Route
from server.api.told import Page, Tenant, in_words, picture, reason_of

UNKNOWN_BADGE, UNKNOWN_USER, UNKNOWN_LEAGUE = "Badge not found", "Target user not found", "League not found"
NOT_HELD = "User does not have this badge"


def _all(ask: Ask) -> Said:
    organization, caller = ask.organization(), ask.by
    found, following = holdings.badge_page(organization, ask.query.after(), ask.query.limit)
    earned = holdings.earned(organization.id, caller.person)
    ask.next = None if following is None else str(following)
    listed = [
        LeagueBadgeListed(
            **words(ask, one),
            earned_by_user=one.id in earned,
            earned_at=earned.get(one.id),
            total_earners=one.held,
            created_at=one.created_at,
        )
        for one in found
    ]
    total = holdings.badge_count(organization)
    return Said("Badges retrieved successfully", {"badges": listed, "total": total, "earnedCount": len(earned)})


def _mine(ask: Ask) -> Said:
    organization, caller = ask.organization(), ask.by
    found, following = holdings.of_person(organization.id, caller.person, ask.query.after(), ask.query.limit)
    ask.next = None if following is None else str(following)
    told = [BadgeEarned(**words(ask, one.badge), earned_at=one.since) for one in found]
    total = len(holdings.earned(organization.id, caller.person))
    return Said("User badges retrieved successfully", {"badges": told, "total": total})


def _create(ask: Ask) -> Said:
    body, league = ask.body, number(ask.body.league_id, UNKNOWN_LEAGUE)
    given = {"name": body.name, "description": body.description or "", "icon_url": body.image_url or None}
    made = WholeBadge.model_validate(ask.do("badge:create", league=league, **given)["badge"])
    badge = BadgeCreated(**words(ask, made), created_at=made.created_at)
    return Said("Badge created successfully", {"badge": badge})


def _update(ask: Ask) -> Said:
    badge, body = find(ask), ask.body
    given = {CORE.get(name, name): getattr(body, name) for name in body.model_fields_set}
    if "icon_url" in given:
        given["icon_url"] = given["icon_url"] or None
    changed = WholeBadge.model_validate(ask.do("badge:update", badge=badge.id, **given)["badge"])
    told = BadgeUpdated(**words(ask, changed), updated_at=changed.updated_at)
    return Said("Badge updated successfully", {"badge": told})


def _award(ask: Ask) -> Said:
    badge = catalog.whole(find(ask))
    with in_words({NotFound: NotFound(UNKNOWN_USER)}):
        person = people.card(people.member(ask.organization().id, number(ask.body.user_id)))
    with in_words({AlreadyHeld: AlreadyHeld("User already has this badge")}):
        given = ask.do("badge:award", badge=badge.id, person=person.id, reason=ask.body.reason or "")["award"]
    league = None if badge.league is None else LeagueNamed(id=str(badge.league.id), name=badge.league.name)
    named = BadgeNamed(id=str(badge.id), name=badge.name, description=badge.description, league=league)
    award = UserBadgeEarned(id=str(given["id"]), badge=named, user=user(ask, person), earned_at=given["at"])
    return Said("Badge awarded successfully", {"userBadge": award})


def _revoke(ask: Ask) -> Said:
    words = {NotFound: NotFound(NOT_HELD), NotHeld: NotHeld(NOT_HELD)}
    with in_words(words):
        badge, person = ask.id("badge"), number(ask.body.user_id)
        ask.do("badge:revoke", badge=badge, person=person, reason=reason_of(ask.body.reason))
    return Said("Badge revoked successfully")


def _delete(ask: Ask) -> Said:
    ask.do("badge:retire", badge=find(ask).id, unless_held=True)
    return Said("Badge deleted successfully")


def find(ask: Ask) -> Badge:
    """The badge of the path. Raises NotFound."""
    with in_words({NotFound: NotFound(UNKNOWN_BADGE)}):
        return badges.find(ask.organization(), ask.id("badge"))


def words(ask: Ask, badge: WholeBadge) -> dict[str, Any]:
    """What is told of every badge."""
    return {
        "id": str(badge.id),
        "name": badge.name,
        "description": badge.description,
        "image_url": picture(ask, badge),
        "league": _league(badge.league),
    }


def _league(league: LeagueCard | None) -> LeagueTold | None:
    return None if league is None else LeagueTold(**dict(league) | {"id": str(league.id)})


def user(ask: Ask, person: PersonCard) -> User | UserNamed:
    """A person, with the address for themselves and for those who may read it."""
    if not ask.may("person:read") and person.id != ask.by.person:
        return UserNamed(id=str(person.id), name=person.name)
    asked = None if person.id == ask.by.person else ask.by.organization
    return User(id=str(person.id), name=person.name, email=holdings.mails([person.id], asked).get(person.id))


CORE = {"image_url": "icon_url"}
"""What a field of this dialect is called in models/, where it differs."""
AT = "/api/badges"
ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        AT,
        "Retrieve all badges in the system with user's earned status.",
        _all,
        enveloped({"badges": list[LeagueBadgeListed], "total": int, "earnedCount": int}),
        query=Page,
    ),
    Route(
        "GET",
        f"{AT}/my-badges",
        "Retrieve current user's earned badges.",
        _mine,
        enveloped({"badges": list[BadgeEarned], "total": int}),
        query=Page,
    ),
    Route(
        "POST",
        AT,
        "Create a new badge for a league.",
        _create,
        enveloped({"badge": BadgeCreated}),
        NewLeagueBadge,
        query=Tenant,
        needs="badge:write",
        status=201,
        refuses=(LeagueHasBadge, NotFound),
    ),
    Route(
        "PUT",
        AT + "/{badge}",
        "Update badge details.",
        _update,
        enveloped({"badge": BadgeUpdated}),
        LeagueBadgeChanges,
        query=Tenant,
        needs="badge:write",
        refuses=(NothingToChange, NotFound),
    ),
    Route(
        "POST",
        AT + "/{badge}/award",
        "Manually award a badge to a user.",
        _award,
        enveloped({"userBadge": UserBadgeEarned}),
        UserAndReason,
        query=Tenant,
        needs="badge:award",
        status=201,
        refuses=(AlreadyHeld, Exhausted, NotFound),
    ),
    Route(
        "DELETE",
        AT + "/{badge}/revoke",
        "Revoke a badge from a user.",
        _revoke,
        enveloped(),
        UserAndReason,
        query=Tenant,
        needs="badge:revoke",
        refuses=(NotFound, NotHeld),
    ),
    Route(
        "DELETE",
        AT + "/{badge}",
        "Delete a badge (only if no users have earned it).",
        _delete,
        enveloped(),
        query=Tenant,
        needs="badge:delete",
        refuses=(InUse, NotFound),
    ),
)
