"""`/badges`, the dialect of document 001: its paths and rows; badge_shapes.py has its words, models/ does it.

Reads are public.
"""

from typing import Any

from models import badges, catalog, holdings, people
from models.badges import Badge
from models.catalog import WholeBadge
from models.errors import AlreadyHeld, Exhausted, NotFound, NotHeld, NothingToChange, Taken
from models.holdings import Holding
from server.api.asking import Ask, number
from server.api.plain.shapes import (
    AwardToUser,
    BadgeChanges,
    BadgeListed,
    BadgeOfUser,
    Badges,
    BadgeTold,
    By,
    Created,
    NewBadge,
    RevokeReason,
    UserBadge,
)
from server.api.routes import Dialect, Route
from server.api.told import Page, Tenant, in_words, picture, reason_of

UNKNOWN_BADGE, UNKNOWN_USER = "Badge not found", "User not found"
CORE = {"is_active": "active"}
"""What a field of this dialect is called in models/, where it differs."""


def _all(ask: Ask) -> dict[str, Any]:
    active = None if ask.query.is_active is None else ask.query.is_active == "true"
    found, following = holdings.badge_page(ask.organization(), ask.query.after(), ask.query.limit, active)
    ask.next = None if following is None else str(following)
    return {"badges": [BadgeListed(**_words(ask, one), created_at=one.created_at) for one in found]}


def _one(ask: Ask) -> BadgeTold:
    return _told(ask, catalog.whole(_badge(ask, ask.path["badge"])))


def _by_slug(ask: Ask) -> BadgeTold:
    with in_words({NotFound: NotFound(UNKNOWN_BADGE)}):
        return _told(ask, catalog.whole(badges.find(ask.organization(), ask.path["slug"])))


def _of_user(ask: Ask) -> dict[str, Any]:
    user = _user(ask, ask.path["user"])
    found, following = holdings.of_person(ask.organization().id, user, ask.query.after(), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"badges": [_of_one_user(ask, one) for one in found]}


def _create(ask: Ask) -> Created:
    body = ask.body
    given = {"name": body.name, "slug": body.slug, "icon_url": body.icon_url or None, "active": body.is_active}
    given |= {name: value for name in ("description", "color") if (value := getattr(body, name)) is not None}
    made = ask.do("badge:create", **given)["badge"]
    return Created(id=str(made["id"]), name=made["name"], slug=made["slug"], created_at=made["created_at"])


def _update(ask: Ask) -> BadgeTold:
    badge = _badge(ask, ask.path["badge"])
    given = {CORE.get(name, name): getattr(ask.body, name) for name in ask.body.model_fields_set}
    if "icon_url" in given:
        given["icon_url"] = given["icon_url"] or None
    return _told(ask, WholeBadge.model_validate(ask.do("badge:update", badge=badge.id, **given)["badge"]))


def _delete(ask: Ask) -> dict[str, Any]:
    ask.do("badge:retire", badge=_badge(ask, ask.path["badge"]).id, why=ask.body.reason or "")
    return {"message": "Badge deleted successfully"}


def _award(ask: Ask) -> dict[str, Any]:
    badge, user = _badge(ask, ask.body.badge_id), _user(ask, ask.body.user_id)
    with in_words({AlreadyHeld: AlreadyHeld("User already has this badge")}):
        given = ask.do("badge:award", badge=badge.id, person=user, reason=ask.body.reason or "")["award"]
    award = UserBadge(id=str(given["id"]), user_id=str(user), badge_id=str(badge.id), awarded_at=given["at"])
    return {"message": "Badge awarded successfully", "userBadge": award}


def _revoke(ask: Ask) -> dict[str, Any]:
    badge, user = _badge(ask, ask.path["badge"]), _user(ask, ask.path["user"])
    with in_words({NotHeld: NotFound("User does not have this badge")}):
        ask.do("badge:revoke", badge=badge.id, person=user, reason=reason_of(ask.body.reason))
    return {"message": "Badge revoked successfully"}


def _badge(ask: Ask, text: str) -> Badge:
    with in_words({NotFound: NotFound(UNKNOWN_BADGE)}):
        return badges.find(ask.organization(), number(text))


def _user(ask: Ask, text: str) -> int:
    with in_words({NotFound: NotFound(UNKNOWN_USER)}):
        return int(people.member(ask.organization().id, number(text)).id)


def _words(ask: Ask, badge: WholeBadge) -> dict[str, Any]:
    return {
        "id": str(badge.id),
        "name": badge.name,
        "slug": badge.slug,
        "description": badge.description,
        "icon_url": picture(ask, badge),
        "color": badge.color,
        "is_active": badge.active,
        "awarded_count": badge.held,
    }


def _told(ask: Ask, badge: WholeBadge) -> BadgeTold:
    return BadgeTold(**_words(ask, badge))


def _of_one_user(ask: Ask, held: Holding) -> BadgeOfUser:
    words = {name: value for name, value in _words(ask, held.badge).items() if name in BadgeOfUser.model_fields}
    giver = held.giver
    by = None if giver is None else By(id=None if giver.id is None else str(giver.id), username=giver.name)
    return BadgeOfUser(**words, awarded_at=held.since, awarded_by=by)


MESSAGE = {"message": str}
ROUTES = (
    Route("GET", "/badges", "Get all badges.", _all, {"badges": list[BadgeListed]}, query=Badges, needs=None),
    Route(
        "GET",
        "/badges/slug/{slug}",
        "Get a badge by its unique slug.",
        _by_slug,
        BadgeTold,
        query=Tenant,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        "/badges/users/{user}",
        "Get all badges awarded to a specific user.",
        _of_user,
        {"badges": list[BadgeOfUser]},
        query=Page,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        "/badges/{badge}",
        "Get a specific badge by ID.",
        _one,
        BadgeTold,
        query=Tenant,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "POST",
        "/badges",
        "Create a new badge.",
        _create,
        Created,
        NewBadge,
        query=Tenant,
        needs="badge:write",
        status=201,
        refuses=(Taken,),
    ),
    Route(
        "PATCH",
        "/badges/{badge}",
        "Update a badge.",
        _update,
        BadgeTold,
        BadgeChanges,
        query=Tenant,
        needs="badge:write",
        refuses=(NotFound, Taken, NothingToChange),
    ),
    Route(
        "DELETE",
        "/badges/{badge}",
        "Delete a badge; it is removed from all users who have been awarded it.",
        _delete,
        MESSAGE,
        RevokeReason,
        query=Tenant,
        needs="badge:delete",
        refuses=(NotFound,),
    ),
    Route(
        "POST",
        "/badges/award",
        "Award a badge to a user.",
        _award,
        MESSAGE | {"userBadge": UserBadge},
        AwardToUser,
        query=Tenant,
        needs="badge:award",
        status=201,
        refuses=(NotFound, AlreadyHeld, Exhausted),
    ),
    Route(
        "DELETE",
        "/badges/{badge}/users/{user}",
        "Revoke a badge from a user.",
        _revoke,
        MESSAGE,
        RevokeReason,
        query=Tenant,
        needs="badge:revoke",
        refuses=(NotFound,),
    ),
)
BADGES = Dialect("badges", "Badges", "/badges", ROUTES)
