"""`token:create`, `token:revoke`: keys for programs, never above the role of whoever makes them."""

from typing import Annotated, Literal

from pydantic import Field

from models import tokens
from models.commands.acting import Act, Command, Done
from models.errors import Invalid, NotAllowed
from models.rules import roles
from models.rules.roles import CAPABILITIES, Capability
from models.rules.texts import Id, Moment, Name
from models.rules.work import Value

Given = Literal["contributor", "moderator", "admin", "super_admin"]


class CreateToken(Value):
    """A token with a role; `scopes` limit it to some of what that role may; None for all of it."""

    name: Name
    role: Given
    scopes: Annotated[tuple[Capability, ...], Field(min_length=1, max_length=len(CAPABILITIES))] | None = None
    expires_at: Moment | None = None


class RevokeToken(Value):
    """Ends a token, for ever."""

    token: Id


def _create(act: Act, wanted: CreateToken) -> Done:
    if not roles.outranks(act.caller.role, wanted.role):
        raise NotAllowed("Nobody makes a token with a higher role than their own.")
    if act.caller.scopes is not None and not set(wanted.scopes or CAPABILITIES) <= act.caller.scopes:
        raise NotAllowed("A token with scopes makes only tokens with the same scopes, or fewer.")
    if wanted.expires_at is not None and wanted.expires_at <= act.now:
        raise Invalid("A token must expire in the future.")
    row, text = tokens.create(
        act.organization,
        wanted.role,
        wanted.name,
        act.now,
        wanted.expires_at,
        scopes=wanted.scopes,
        person=act.caller.person or act.caller.maker,
    )
    card = tokens.card(row).model_dump(mode="json")
    after = {name: card[name] for name in ("role", "scopes", "expires_at")}
    act.audit("token:create", f"token:{row.id}", after=after)
    return Done({"token": card, "text": text})


def _revoke(act: Act, wanted: RevokeToken) -> Done:
    row = tokens.revoke(act.organization.id, wanted.token, act.caller.role, act.now)
    act.audit("token:revoke", f"token:{row.id}")
    return Done({"token": tokens.card(row).model_dump(mode="json")})


COMMANDS = {
    "token:create": Command(CreateToken, "token:write", _create),
    "token:revoke": Command(RevokeToken, "token:write", _revoke),
}
