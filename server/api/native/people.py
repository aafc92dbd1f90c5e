"""`/v1`: accounts of people: found, made, changed, merged, hidden, taken home and erased."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from models import account_reading, exporting, merges, people, tenants, touching
from models.account_reading import AdminPerson
from models.errors import Exhausted, InUse, NotFound, NotHeld, Taken
from models.exporting import Export
from models.merges import MergeCard, Preview
from models.rules.messages import AwardCard, PersonCard
from models.rules.texts import Id
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route

PEOPLE = ORGANIZATION + "/people"
PERSON = PEOPLE + "/{person}"
GIVEN = {"person": AdminPerson}


class Wanted(Page):
    """Whose name or login holds these letters; for admins, whose address does."""

    search: Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00]*$")] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 100


class Two(Value):
    """Who would stay, and who would become them."""

    keep: Id
    gone: Id


def _people(ask: Ask) -> dict[str, Any]:
    organization, everybody = tenants.organization(ask.path["org"]), ask.may("person:read")
    found = account_reading.find(organization, ask.query.search, before(ask), ask.query.limit, everybody)
    ask.next = None if found.next is None else str(found.next)
    if everybody:
        return {"people": account_reading.accounts(organization, found.ids), "total": found.total}
    cards = people.cards(found.ids)
    return {"people": [cards[one] for one in found.ids], "total": found.total}


def _account(ask: Ask) -> dict[str, Any]:
    person = ask.id("person", "There is no such person.")
    touching.oneself_or(ask.by, person, "person:read")
    return {"person": account_reading.account(ask.organization(), person)}


def _export(ask: Ask) -> Export:
    person = ask.id("person", "There is no such person.")
    touching.oneself(ask.by, person)
    return exporting.export(ask.organization(), person)


def _preview(ask: Ask) -> Preview:
    return merges.preview(ask.organization(), ask.by, ask.body.keep, ask.body.gone)


def _merges(ask: Ask) -> dict[str, Any]:
    return {"merges": merges.every(ask.organization())}


ROUTES = (
    Route(
        "GET",
        PEOPLE,
        "People by name. Admins see accounts, of hidden people too; everybody else who is shown, and how.",
        _people,
        gives={"people": list[AdminPerson | PersonCard], "total": int},
        query=Wanted,
        needs=None,
        refuses=(NotFound,),
    ),
    write(
        "POST",
        PEOPLE,
        "person:create",
        "An account for somebody, known by e-mail address or GitHub name, with special badges to hand out at once.",
        GIVEN | {"awards": list[AwardCard]},
        status=201,
        refuses=(NotFound, Taken, Exhausted),
    ),
    Route(
        "GET",
        PERSON + "/account",
        "One account: one's own, or for admins.",
        _account,
        gives=GIVEN,
        refuses=(NotFound,),
    ),
    write("PATCH", PERSON, "person:update", "What somebody is called: by themselves, or by an admin.", GIVEN),
    write("PUT", PERSON + "/role", "person:role", "Gives a role, up to one's own.", GIVEN),
    write(
        "POST",
        PERSON + "/identities",
        "person:link",
        "One more way to be known, until they prove it by signing in.",
        GIVEN,
        refuses=(NotFound, Taken),
    ),
    write(
        "DELETE",
        PERSON + "/identities/{identity}",
        "person:unlink",
        "One identity less; never the last, and none that earned points.",
        GIVEN,
        refuses=(NotFound, InUse),
    ),
    Route(
        "POST",
        PEOPLE + "/merge/preview",
        "What merging two people would give; nothing is changed.",
        _preview,
        gives=Preview,
        takes=Two,
        needs="person:merge",
        refuses=(NotFound,),
    ),
    write(
        "POST", PEOPLE + "/merge", "person:merge", "Two people become one; totals are exact.", {"merge": int} | GIVEN
    ),
    Route(
        "GET",
        PEOPLE + "/merges",
        "Who was merged, the last first.",
        _merges,
        gives={"merges": list[MergeCard]},
        needs="person:merge",
    ),
    write(
        "POST",
        PEOPLE + "/merges/{merge}/undo",
        "person:unmerge",
        "The one becomes two again, each with what their accounts have earned.",
        {"merge": int} | GIVEN,
        refuses=(NotFound, NotHeld, InUse),
    ),
    write(
        "PUT",
        PERSON + "/hidden",
        "person:hide",
        "Off all boards and pages, or back again: one's own choice, or an admin's.",
        {"person": int, "hidden": bool},
    ),
    Route(
        "GET",
        PERSON + "/export",
        "Everything that is kept of oneself here.",
        _export,
        gives=Export,
        refuses=(NotFound,),
    ),
    write(
        "POST",
        PERSON + "/erase",
        "person:erase",
        "For ever: the name goes, the points stay in the totals. `confirm` is the person's name.",
        {"person": int, "name": str},
    ),
)
