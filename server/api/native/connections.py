"""`/v1`: access to providers, and what can be connected with it: workers ask them. Secrets are in no answer."""

from typing import Any

from models import board_members, connections, queues
from models.connections import ConnectionCard
from models.errors import Elsewhere, Exhausted, Invalid, NotFound, Unavailable
from models.rules.messages import PersonCard
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

CONNECTIONS = ORGANIZATION + "/connections"
CONNECTION = CONNECTIONS + "/{connection}"


class Choice(Value):
    """A repository or a board. `connected`: it is a source already; `may_hook`: the access may make its webhook."""

    id: str
    name: str
    url: str | None
    private: bool
    connected: bool
    may_hook: bool


class BoardList(Value):
    """A list of a board."""

    id: str
    name: str
    closed: bool


class BoardMember(Value):
    """A member of a board, and who that is here."""

    id: str
    username: str
    name: str | None
    avatar: str | None
    person: PersonCard | None


class BoardField(Value):
    """A custom field of a board's cards."""

    id: str
    name: str
    type: str


async def _choices(ask: Ask) -> dict[str, Any]:
    organization, connection = await ask.parts.bridge.look(_asked_of, ask)
    asked = {"organization": organization, "connection": connection}
    said = await ask.parts.bridge.beside(queues.ask_worker, "choices", asked, ask.parts.bounds.ask_time)
    there = await ask.parts.bridge.look(connections.connected, organization, connection)
    choices = [one | {"connected": one["id"] in there} for one in said["choices"]]
    return {"account": said["account"], "choices": choices}


async def _board(ask: Ask) -> dict[str, Any]:
    organization, connection = await ask.parts.bridge.look(_asked_of, ask)
    asked = {"organization": organization, "connection": connection, "board": ask.path["remote"]}
    said = await ask.parts.bridge.beside(queues.ask_worker, "board", asked, ask.parts.bounds.ask_time)
    ids = [member["id"] for member in said["members"]]
    who = await ask.parts.bridge.look(board_members.known, organization, ids)
    return said | {"members": [one | {"person": who.get(one["id"])} for one in said["members"]]}


def _asked_of(ask: Ask) -> tuple[int, int]:
    """(the organisation, its connection), if the provider may be asked by it. Raises NotFound, Elsewhere."""
    organization = ask.organization()
    found = connections.usable(organization.id, ask.id("connection", "There is no such connection."))
    return organization.id, found.id


SHOWN = {"connection": ConnectionCard}
ASKED = (NotFound, Elsewhere, Unavailable)
ROUTES = (
    Route(
        "GET",
        CONNECTION + "/choices",
        "The repositories or boards that can be connected, 500 at most. The provider is asked.",
        _choices,
        gives={"account": str, "choices": list[Choice]},
        needs="hook:write",
        refuses=ASKED,
        spends=("ask-address",),
    ),
    Route(
        "GET",
        CONNECTION + "/boards/{remote:[0-9a-f]{24}}",
        "A board's lists, custom fields and members, with who they are here. The provider is asked.",
        _board,
        gives={"lists": list[BoardList], "members": list[BoardMember], "fields": list[BoardField]},
        needs="hook:write",
        refuses=ASKED,
        spends=("ask-address",),
    ),
    write(
        "POST",
        CONNECTIONS,
        "connection:create",
        "Access to a provider. Whether it works is seen when the choices are asked for; its secrets are never shown.",
        SHOWN,
        status=201,
        refuses=(Exhausted,),
    ),
    write(
        "PUT",
        CONNECTION,
        "connection:change",
        "Other secrets of the same provider, in the place of the former ones.",
        SHOWN,
        refuses=(NotFound, Invalid),
    ),
    write(
        "DELETE",
        CONNECTION,
        "connection:end",
        "What was connected with it is disconnected, its webhooks are removed, its secrets forgotten. Points stay.",
        SHOWN,
        refuses=(NotFound, Invalid),
    ),
)
