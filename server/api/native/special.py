"""`/v1`: special badges, how they are allotted, and giving them now."""

from models import special
from models.errors import AlreadyHeld, Exhausted, NotFound, NothingToChange, Taken
from models.rules.messages import AwardCard
from models.special import SpecialBadge
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

SPECIALS = ORGANIZATION + "/special-badges"
SPECIAL = SPECIALS + "/{badge}"


def _specials(ask: Ask) -> dict[str, object]:
    found = special.every(ask.organization())
    return {"badges": special.describe(found, ask.now, private=ask.may("person:read"))}


ROUTES = (
    Route(
        "GET",
        SPECIALS,
        "The special badges, oldest first. Whom they name is told to those who may see e-mail addresses.",
        _specials,
        gives={"badges": list[SpecialBadge]},
        needs=None,
        refuses=(NotFound,),
    ),
    write(
        "POST",
        SPECIALS,
        "special:create",
        "A special badge; whoever qualifies has it at once.",
        {"badge": SpecialBadge},
        status=201,
        refuses=(Taken,),
    ),
    write(
        "PUT",
        SPECIAL,
        "special:change",
        "What is given is changed, the rest stays, and so does every award. A new rule holds at once.",
        {"badge": SpecialBadge},
        refuses=(NotFound, Taken, NothingToChange),
    ),
    write(
        "POST",
        SPECIAL + "/allot",
        "special:allot",
        "Gives the badge now: to a person by hand, or to everybody who qualifies by its rule.",
        {"awards": list[AwardCard]},
        refuses=(NotFound, AlreadyHeld, Exhausted),
    ),
)
