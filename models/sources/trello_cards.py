"""A card as Trello's REST shows it comes in; a Change goes out, and how trello_work.py reads a card in an action.

It ends whatever was said before of members, labels and fields that it does not show.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from models.errors import Invalid
from models.rules.accounts import Account
from models.rules.card_facts import CardFacts, Said
from models.rules.folding import about_card
from models.rules.work import MAX_TEXT, Change
from models.sources import picking
from models.sources.picking import Fields
from models.sources.trello_accounts import account

MAX_TITLE = 300
MAX_LISTED = 100
_LINK = re.compile(r"[A-Za-z0-9]{1,32}", re.A)


def card(found: Fields, at: datetime, lists: Mapping[str, str] | None = None) -> Change:
    """A card as it was `at`, by the provider's clock (better a second too early: an action tells later what a snapshot
    tells too early). `lists`: their names by id. Raises Invalid for what makes no sense."""
    told: dict[str, str | int | bool | None] = {
        **text("title", found, "name", MAX_TITLE),
        **({"text": picking.text(found, "desc", MAX_TEXT)} if isinstance(found.get("desc"), str) else {}),
        **words(found),
        **flag("archived", found, "closed"),
        **flag("ticked", found, "dueComplete"),
    }
    said = {name: Said(at=at, value=one) for name, one in told.items()}
    active = picking.some_moment(found, "dateLastActivity")
    if active is not None:
        said["active"] = Said(at=at, value=active.isoformat())
    place = picking.some_object_id(found, "idList")
    if place is not None:
        said["list"] = Said(at=at, value=place)
        said["list_name"] = Said(at=at, value=(lists or {}).get(place, "")[:MAX_TITLE])
    home = picking.object_id(found, "idBoard")
    said["board"] = Said(at=at, value=home)
    listed = {"member": _members(found), "label": _labels(found), "field": _cells(found)}
    for kind, things in listed.items():
        if things is not None:
            # Whatever was said of the others before is over.
            said[f"{kind}s"] = Said(at=at, value=True)
            said |= {f"{kind}:{id_}": Said(at=at, value=one, by=by) for id_, one, by in things}
    return about_card(picking.object_id(found), CardFacts(home=home, said=said))


Things = Iterator[tuple[str, bool | str | None, Account | None]]


def _members(found: Fields) -> Things | None:
    shown = picking.some_list(found, "members", MAX_LISTED)
    ids = picking.some_list(found, "idMembers", MAX_LISTED)
    if shown is None and ids is None:
        return None
    people = {one.external_id: one for one in map(account, shown or ()) if one}
    people = {one.external_id: one for id_ in ids or () if (one := account({"id": id_}))} | people
    return ((id_, True, one.model_copy(update={"trust": "old"})) for id_, one in people.items())


def _labels(found: Fields) -> Things | None:
    listed = picking.some_list(found, "labels", MAX_LISTED)
    if listed is None:
        return None
    known = (one for one in listed if isinstance(one, dict) and picking.some_object_id(one, "id"))
    return ((*label(one), None) for one in known)


def _cells(found: Fields) -> Things | None:
    listed = picking.some_list(found, "customFieldItems", MAX_LISTED)
    if listed is None:
        return None
    named = ((picking.some_object_id(one, "idCustomField"), one) for one in listed if isinstance(one, dict))
    return ((id_, value(one), None) for id_, one in named if id_ is not None)


def label(found: Fields) -> tuple[str, str]:
    """(id, name): one without a name is called by its colour."""
    colour = picking.word(found, "color")
    id_ = picking.some_object_id(found, "id") or colour
    if not id_:
        raise Invalid("The payload does not say which label.")
    return id_, picking.text(found, "name", 100) or colour


def value(item: Fields) -> str | None:
    """The number (which arrives as text) or text of a custom field; None when cleared, for dates, ticks and choices."""
    told = picking.some_part(item, "value")
    return picking.text(told, "number", 40) or picking.text(told, "text", 40) or None


def words(found: Fields) -> dict[str, str | int]:
    """Its number on the board, and its address."""
    number, link = found.get("idShort"), picking.text(found, "shortLink", 40)
    known = isinstance(number, int) and not isinstance(number, bool) and 0 < number <= picking.MAX_NUMBER
    told: dict[str, str | int] = {"number": number} if known and isinstance(number, int) else {}
    return told | ({"link": f"https://trello.com/c/{link}"} if _LINK.fullmatch(link) else {})


def text(name: str, found: Fields, field: str, at_most: int) -> dict[str, str]:
    """By that name, unless there is none."""
    given = picking.text(found, field, at_most)
    return {name: given} if given else {}


def flag(name: str, found: Fields, field: str) -> dict[str, bool]:
    """By that name, unless it is neither yes nor no."""
    given = found.get(field)
    return {name: given} if isinstance(given, bool) else {}
