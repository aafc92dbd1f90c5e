"""`/v1`: all badges as a person has them, and why they have one or not, for whoever may see the person."""

from models import award_whys, badges, gallery, why_not
from models.award_whys import AwardWhy
from models.errors import NotFound
from models.gallery import Seen
from models.why_not import WhyNot
from server.api.asking import Ask
from server.api.native.people import PERSON
from server.api.native.words import person
from server.api.native.writes import named
from server.api.routes import Route


def _gallery(ask: Ask) -> dict[str, object]:
    return {"badges": gallery.of_person(ask.organization(), person(ask), ask.now)}


def _why_not(ask: Ask) -> WhyNot:
    organization = ask.organization()
    badge = badges.find(organization, named("badge", ask.path["badge"]))
    return why_not.of(organization, person(ask), badge, ask.now)


def _why(ask: Ask) -> AwardWhy:
    found = award_whys.of(ask.id("award", "There is no such award."))
    ask.within(found.org)
    return found


ROUTES = (
    Route(
        "GET",
        PERSON + "/badges",
        "Every badge with what somebody has of it, what comes next, and what is missing.",
        _gallery,
        gives={"badges": list[Seen]},
        needs=None,
        refuses=(NotFound,),
        spends=("count-address",),
    ),
    Route(
        "GET",
        PERSON + "/badges/{badge}/why",
        "Why somebody has a badge or not: what is met, what is missing, and which of their work was refused.",
        _why_not,
        gives=WhyNot,
        needs=None,
        refuses=(NotFound,),
        spends=("count-address",),
    ),
    Route(
        "GET",
        "/v1/awards/{award}/why",
        "Why a badge was given: what its pattern saw, and the work.",
        _why,
        gives=AwardWhy,
        needs=None,
        refuses=(NotFound,),
    ),
)
