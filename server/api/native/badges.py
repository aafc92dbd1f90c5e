"""`/v1`: what can be earned, who holds it, and its making, changing and deleting."""

from models import award_reading, badges, catalog
from models.badges import Badge
from models.catalog import WholeBadge
from models.errors import InUse, LeagueHasBadge, NotFound, NotHeld, NothingToChange, Taken
from models.public import GivenAward
from models.rules.messages import AwardCard
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import named, write
from server.api.routes import Route

BADGES = ORGANIZATION + "/badges"
BADGE = BADGES + "/{badge}"


class Activity(Value):
    """All of them, or only those that can (or cannot) be earned now."""

    active: bool | None = None


def _badges(ask: Ask) -> dict[str, object]:
    return {"badges": catalog.wholes(badges.every(ask.organization(), ask.query.active))}


def _badge(ask: Ask) -> dict[str, object]:
    return {"badge": catalog.whole(_found(ask))}


def _holders(ask: Ask) -> dict[str, object]:
    found, following = award_reading.holders(_found(ask), before(ask), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"holders": found}


def _found(ask: Ask) -> Badge:
    return badges.find(ask.organization(), named("badge", ask.path["badge"]))


ROUTES = (
    Route(
        "GET",
        BADGES,
        "The organisation's badges, oldest first.",
        _badges,
        gives={"badges": list[WholeBadge]},
        query=Activity,
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        BADGE,
        "One badge, by id or slug.",
        _badge,
        gives={"badge": WholeBadge},
        needs=None,
        refuses=(NotFound,),
    ),
    Route(
        "GET",
        BADGE + "/holders",
        "Who holds it now, the last who got it first.",
        _holders,
        gives={"holders": list[GivenAward]},
        query=Page,
        needs=None,
        refuses=(NotFound,),
    ),
    write(
        "POST",
        BADGES,
        "badge:create",
        "A new badge. Without a slug, one is made of the name; with a league, completing it earns the badge.",
        {"badge": WholeBadge, "message?": str},
        status=201,
        refuses=(NotFound, Taken, LeagueHasBadge),
    ),
    write(
        "PATCH",
        BADGE,
        "badge:update",
        "What is given is changed, the rest stays.",
        {"badge": WholeBadge, "message?": str},
        refuses=(NotFound, Taken, NothingToChange),
    ),
    write(
        "DELETE",
        BADGE,
        "badge:retire",
        "The badge is deleted and taken from everybody who holds it; the awards stay in the ledger as revoked.",
        {"badge": int, "taken_from": int},
        refuses=(NotFound, InUse),
        hidden=("unless_held",),
    ),
    write(
        "POST",
        BADGE + "/revoke",
        "badge:revoke",
        "Takes the badge from one person; its pattern does not give it again.",
        {"award": AwardCard},
        refuses=(NotFound, NotHeld),
    ),
)
