"""`/v1`: an organisation is founded with its special badges, and changed; its tokens are made, listed and revoked."""

from models import catalog, founding, people, tokens
from models.catalog import WholeBadge
from models.errors import Exhausted, NotAllowed, NothingToChange, NotSignedIn, Taken, Unavailable
from models.founding import Founding
from models.rules.messages import PersonCard
from models.rules.standings import Ranking
from models.rules.work import Value
from models.tokens import TokenCard
from server.api.accounts.sessions import begin
from server.api.asking import DOOR, Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.native.writes import write
from server.api.routes import Route


class OrganizationName(Value):
    """What a new organisation is called, and its clock."""

    slug: str
    name: str
    time_zone: str


class OrganizationSettings(OrganizationName):
    """With the sites that may embed its boards, and how equal points share ranks."""

    allowed_origins: tuple[str, ...]
    ranking: Ranking


def _found(ask: Ask) -> dict[str, object]:
    founding.alone()
    first = founding.is_open()
    if first:
        founding.check(ask.body.set_up_code)
    by = None if first else ask.actor("organization:create")
    made = founding.found(ask.body, by, DOOR, ask.now)
    if first:
        begin(ask, made.admin)
    organization = made.organization
    return {
        "organization": {"slug": organization.slug, "name": organization.name, "time_zone": organization.time_zone},
        "admin": people.card(made.admin),
        "badges": catalog.wholes(made.badges),
        "signed_in": first,
    }


def _settings(ask: Ask) -> dict[str, object]:
    organization = ask.organization()
    return {"organization": {name: getattr(organization, name) for name in OrganizationSettings.model_fields}}


def _tokens(ask: Ask) -> dict[str, object]:
    found = tokens.listed(ask.organization().id, ask.query.limit + 1, before(ask))
    shown = found[: ask.query.limit]
    ask.next = str(shown[-1].id) if len(found) > len(shown) else None
    return {"tokens": shown}


ROUTES = (
    Route(
        "POST",
        "/v1/organizations",
        "Founds an organisation with its admin and special badges: with the set-up code on a server that has none "
        "yet, which also signs in; later by the server's owner.",
        _found,
        gives={
            "organization": OrganizationName,
            "admin": PersonCard,
            "badges": list[WholeBadge],
            "signed_in": bool,
        },
        takes=Founding,
        needs=None,
        status=201,
        refuses=(NotSignedIn, NotAllowed, Taken, Exhausted),
        spends=("try-address",),
    ),
    Route(
        "GET",
        ORGANIZATION + "/settings",
        "Its name, time zone, how it ranks equal points, and the sites that may embed its boards.",
        _settings,
        gives={"organization": OrganizationSettings},
        needs="organization:write",
    ),
    write(
        "PATCH",
        ORGANIZATION,
        "organization:update",
        "Changes its name, its time zone, how it ranks equal points, or the sites that may embed its boards.",
        {"organization": OrganizationSettings},
        refuses=(NothingToChange, Unavailable),
    ),
    Route(
        "GET",
        ORGANIZATION + "/tokens",
        "The organisation's API tokens, newest first, without their texts.",
        _tokens,
        gives={"tokens": list[TokenCard]},
        query=Page,
        needs="token:write",
    ),
    write(
        "POST",
        ORGANIZATION + "/tokens",
        "token:create",
        "An API token, of one's own role at most. Its text is shown this once.",
        {"token": TokenCard, "text": str},
        status=201,
        refuses=(),
    ),
    write(
        "DELETE",
        ORGANIZATION + "/tokens/{token:[0-9]{1,18}}",
        "token:revoke",
        "Ends an API token, for ever.",
        {"token": TokenCard},
    ),
)
