"""`/v1/auth`: a code or a session comes in; a signed token of 15 minutes goes out, with another to renew it once."""

from typing import Annotated

from pydantic import StringConstraints, model_validator

from models import callers, jwts, refreshing, tenants
from models.errors import NotAllowed, NotFound, NotSignedIn, Unproven
from models.people import Person
from models.rules.work import Value
from models.tenants import Organization
from server.api.accounts.sessions import Code, Email, by_code
from server.api.asking import Ask
from server.api.routes import Route


class Wanted(Value):
    """For which organisation, and who: by a code that came by e-mail, or by the session of the cookie."""

    organization: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=60)]
    email: Email | None = None
    code: Code | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> "Wanted":
        if (self.email is None) != (self.code is None):
            raise ValueError("give the e-mail address and its code, or neither")
        return self


class Refresh(Value):
    """A token to renew, or to end."""

    refresh_token: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200)]


class Pair(Value):
    """`access_token` is sent as `Authorization: Bearer …`; `refresh_token` buys the next pair, once."""

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str


def _make(ask: Ask) -> Pair | None:
    organization = tenants.organization(ask.body.organization)
    person = _person(ask)
    if person is None:
        return None
    refresh = refreshing.start(person.id, organization.id, ask.now)
    return _pair(ask, person, organization, refresh)


def _person(ask: Ask) -> Person | None:
    if ask.body.email is not None:
        return by_code(ask, ask.body.email, ask.body.code)
    if ask.visitor is None:
        raise NotSignedIn("Send an e-mail address with its code, or sign in with the browser.")
    found: Person = Person.get_by_id(ask.visitor.person)
    return found


def _refresh(ask: Ask) -> Pair | None:
    rotated = refreshing.rotate(ask.body.refresh_token, ask.now)
    if rotated is None:
        ask.refusal = NotSignedIn("This refresh token was used before, so all of its kind have ended. Sign in again.")
        return None
    person_id, organization_id, refresh = rotated
    person = Person.get_by_id(person_id)
    if not callers.is_current(person):
        raise NotSignedIn("This refresh token is unknown, expired or ended.")
    return _pair(ask, person, Organization.get_by_id(organization_id), refresh)


def _pair(ask: Ask, person: Person, organization: Organization, refresh: str) -> Pair:
    if callers.of_person(person, organization, "jwt") is None:
        raise NotAllowed("You are not a member of this organisation.")
    return Pair(
        access_token=jwts.sign(person, organization.id, ask.now),
        token_type="Bearer",  # noqa: S106 - a kind of token
        expires_in=int(jwts.LASTS.total_seconds()),
        refresh_token=refresh,
    )


def _revoke(ask: Ask) -> dict[str, object]:
    refreshing.revoke(ask.body.refresh_token, ask.now)
    return {}


ROUTES = (
    Route(
        "POST",
        "/v1/auth/tokens",
        "A signed token for a program of one's own, and a refresh token.",
        _make,
        gives=Pair,
        takes=Wanted,
        needs=None,
        refuses=(NotSignedIn, NotAllowed, NotFound, Unproven),
        spends=("try-address",),
    ),
    Route(
        "POST",
        "/v1/auth/refresh",
        "The next pair of tokens. A refresh token that is used twice was stolen: its whole family ends.",
        _refresh,
        gives=Pair,
        takes=Refresh,
        needs=None,
        refuses=(NotSignedIn, NotAllowed),
    ),
    Route(
        "POST",
        "/v1/auth/revoke",
        "Ends a refresh token with its family. Says nothing of tokens that there are not.",
        _revoke,
        gives={},
        takes=Refresh,
        needs=None,
    ),
)
