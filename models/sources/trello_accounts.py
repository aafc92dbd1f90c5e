"""Somebody as Trello shows them comes in; an Account goes out, or None for nobody, as an app without a member is."""

from typing import Any, TypeVar

from models.errors import Invalid
from models.rules.accounts import Account, Value
from models.sources import picking
from models.sources.picking import Fields

PROVIDER = "trello"
_APPS = ("bot", "app", "ghost")
_PIXELS = 170
T = TypeVar("T")


def key(organization: int, member: str) -> str:
    """By which an organisation knows a member. Nobody signs in with Trello, so whose account it is stands on the word
    of one organisation's admins: it holds there alone, and finds nobody of another one."""
    return f"{organization}-{member}"


def own(read: T, organization: int) -> T:
    """The same, with the accounts as this organisation knows them. All that comes in from Trello goes through here."""
    mine: T = _own(read, organization)
    return mine


def _own(found: Any, organization: int) -> Any:
    if isinstance(found, Account):
        return found.model_copy(update={"external_id": key(organization, found.external_id)})
    if isinstance(found, Value):
        return found.model_copy(update={name: _own(one, organization) for name, one in found if _holds(one)})
    if isinstance(found, dict):
        return {name: _own(one, organization) for name, one in found.items()}
    return type(found)(_own(one, organization) for one in found) if isinstance(found, tuple | list) else found


def _holds(found: Any) -> bool:
    return isinstance(found, Value | dict | tuple)


def account(found: object) -> Account | None:
    """A member of Trello's as they are called now; None for what has no id. What is done by an app is a bot's."""
    if not isinstance(found, dict):
        return None
    try:
        external_id = picking.object_id(found)
    except Invalid:
        return None
    picture = picking.url(found, "avatarUrl")
    return Account(
        provider=PROVIDER,
        external_id=external_id,
        login=picking.text(found, "username", 100) or f"account {external_id}",
        name=(picking.text(found, "fullName", 200) or picking.text(found, "name", 200)) or None,
        avatar=f"{picture}/{_PIXELS}.png" if picture and len(picture) < picking.MAX_URL - 10 else None,
        bot=picking.word(found, "memberType") in _APPS or found.get("isBot") is True,
    )


def creator(action: Fields) -> Account | None:
    """Who did it: by name where Trello says it, else by id. Their name of then renames nobody later."""
    shown, app = account(action.get("memberCreator")), account(action.get("appCreator"))
    known = shown or account({"id": action.get("idMemberCreator")})
    if known is None:
        return None
    is_app = app is not None and app.external_id == known.external_id
    return known.model_copy(update={"trust": "old", "bot": known.bot or is_app})


def member(action: Fields, *ids: str) -> Account | None:
    """Whom an action is about: whole beside its data, or inside them, or as nothing but an id under one of `ids`."""
    data = picking.some_part(action, "data")
    told = (
        account(action.get("member")),
        account(data.get("member")),
        *(account({"id": data.get(id_)}) for id_ in ids),
    )
    return next((one for one in told if one is not None), None)
