"""An action of Trello's comes in; Changes in our words go out to be folded. Cards of its REST are trello_cards.py's.

An action tells what it changed and no more; card_facts.py joins it to what else was heard. So one reader serves
webhooks, history and repair.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from models.errors import Invalid
from models.rules.accounts import Account
from models.rules.card_facts import CardFacts, Move, Said
from models.rules.folding import about_card
from models.rules.work import MAX_TEXT, Change, Work
from models.sources import picking, trello_cards
from models.sources.picking import Fields
from models.sources.trello_accounts import creator, member
from models.sources.trello_cards import MAX_TITLE

ELSEWHERE = "elsewhere"
"""The board of a card that was moved to one that Trello does not name."""
Facts = dict[str, Said]


def changes_of(action: Fields) -> list[Change]:
    """What it tells of a card or a check item, if that is counted. Raises Invalid for what makes no sense."""
    found = _ACTIONS.get(picking.text(action, "type", 100))
    return found(action) if found else []


def past_of(action: Fields) -> list[Change]:
    """The same of an action that is read before the cards are: one earns nothing until a snapshot makes it whole."""
    return [one.model_copy(update={"overheard": True}) if one.card else one for one in changes_of(action)]


def _made(action: Fields) -> list[Change]:
    return _told(action, {"created": True}, place=_data(action, "list"))


def _arrived(action: Fields) -> list[Change]:
    return _told(action, {}, place=_data(action, "list"))


def _left(action: Fields) -> list[Change]:
    target = picking.some_object_id(_data(action, "boardTarget"), "id")
    return _told(action, {"board": target or ELSEWHERE})


def _updated(action: Fields) -> list[Change]:
    """Only what is in `old` has changed; whatever else the payload says of the card is there for its reader's sake."""
    old, found = _data(action, "old"), _data(action, "card")
    if not changed(action):
        return []
    told: dict[str, str | int | bool | None] = {}
    if "desc" in old:
        told["text"] = picking.text(found, "desc", MAX_TEXT)
    if "closed" in old:
        told |= trello_cards.flag("archived", found, "closed")
    if "dueComplete" in old:
        told |= trello_cards.flag("ticked", found, "dueComplete")
    place = (_data(action, "listAfter") or {"id": found.get("idList")}) if "idList" in old else None
    return _told(action, told, place=place)


def changed(action: Fields) -> bool:
    """Whether an updated card is another one in what is counted."""
    return not COUNTED.isdisjoint(_data(action, "old"))


COUNTED = frozenset(("name", "desc", "idList", "closed", "dueComplete"))


def _deleted(action: Fields) -> list[Change]:
    return [_gone(one) for one in _told(action, {})]


def _gone(change: Change) -> Change:
    facts = (change.card or CardFacts()).model_copy(update={"gone": True})
    return about_card(change.work.external_id, facts)


def _joined(action: Fields) -> list[Change]:
    return _about_member(action, True)


def _parted(action: Fields) -> list[Change]:
    return _about_member(action, False)


def _about_member(action: Fields, there: bool) -> list[Change]:
    who = member(action, "idMember")
    if who is None:
        raise Invalid("The payload does not say which member.")
    said = Said(at=_at(action), mark=_mark(action), value=there, by=who.model_copy(update={"trust": "old"}))
    return _told(action, {}, {f"member:{who.external_id}": said})


def _labelled(action: Fields) -> list[Change]:
    id_, name = trello_cards.label(_data(action, "label") or {"color": _data_text(action, "value")})
    return _told(action, {f"label:{id_}": name})


def _unlabelled(action: Fields) -> list[Change]:
    id_, _ = trello_cards.label(_data(action, "label") or {"color": _data_text(action, "value")})
    return _told(action, {f"label:{id_}": None})


def _filled_in(action: Fields) -> list[Change]:
    item = _data(action, "customFieldItem")
    field = picking.some_object_id(item, "idCustomField") or picking.object_id(_data(action, "customField"))
    return _told(action, {f"field:{field}": trello_cards.value(item)})


def _commented(action: Fields) -> list[Change]:
    """Nobody earns by a comment: it only says who took part."""
    return [one.model_copy(update={"overheard": True}) for one in _told(action, {})]


def _check_item(action: Fields) -> list[Change]:
    """Done by whoever ticked it off; made anew it counts once, because it is one piece of work. One that nobody has
    ticked off is none."""
    item, at = _data(action, "checkItem"), _at(action)
    done = picking.word(item, "state") == "complete"
    if not done and picking.text(action, "type", 100) == "createCheckItem":
        return []
    work = _item(action, at).model_copy(update={"state": "given", "author": creator(action)} if done else {})
    return [Change(work=work, seen_at=at, tells=None if done else ("state",))]


def _check_item_deleted(action: Fields) -> list[Change]:
    at = _at(action)
    return [Change(work=_item(action, at), seen_at=at, tells=(), gone=True)]


def _item(action: Fields, at: datetime) -> Work:
    item, about = _data(action, "checkItem"), _data(action, "card")
    return Work(
        kind="check_item",
        external_id=picking.object_id(item),
        title=picking.text(item, "name", MAX_TITLE),
        url=trello_cards.words(about).get("link"),
        state="dismissed",
        began_at=at,
    )


def _told(
    action: Fields,
    told: Mapping[str, str | int | bool | None],
    beside: Facts | None = None,
    place: Fields | None = None,
) -> list[Change]:
    """A change of the card with that, and with what every action says: its name, its board, and who was there."""
    at, mark, who, found, home = _at(action), _mark(action), creator(action), _data(action, "card"), _home(action)
    usual = {"board": home, **trello_cards.text("title", found, "name", MAX_TITLE), **trello_cards.words(found)}
    said = {name: Said(at=at, mark=mark, value=value, by=who) for name, value in (usual | dict(told)).items()}
    if who is not None and not who.bot:
        said[f"seen:{who.external_id}"] = Said(at=at, mark=mark, value=True)
    moves = (_move(place, at, mark, who),) if place else ()
    ticks = (said["ticked"],) if "ticked" in said else ()
    facts = CardFacts(home=home, said=said | (beside or {}), moves=moves, ticks=ticks)
    return [about_card(picking.object_id(found), facts)]


def _move(place: Fields, at: datetime, mark: str, who: Account | None) -> Move:
    name = picking.text(place, "name", MAX_TITLE)
    return Move(at=at, mark=mark, list_id=picking.object_id(place), list_name=name, by=who)


def _data(action: Fields, name: str) -> Fields:
    return picking.some_part(picking.some_part(action, "data"), name)


def _data_text(action: Fields, name: str) -> str:
    return picking.text(picking.some_part(action, "data"), name, 100)


def _home(action: Fields) -> str:
    return picking.object_id(_data(action, "board"))


def _at(action: Fields) -> datetime:
    return picking.moment(action, "date")


def _mark(action: Fields) -> str:
    return picking.object_id(action)


_ACTIONS: Mapping[str, Callable[[Fields], list[Change]]] = {
    "createCard": _made,
    "copyCard": _made,
    "convertToCardFromCheckItem": _made,
    "emailCard": _made,
    "moveCardToBoard": _arrived,
    "moveCardFromBoard": _left,
    "updateCard": _updated,
    "deleteCard": _deleted,
    "addMemberToCard": _joined,
    "removeMemberFromCard": _parted,
    "addLabelToCard": _labelled,
    "removeLabelFromCard": _unlabelled,
    "updateCustomFieldItem": _filled_in,
    "commentCard": _commented,
    "createCheckItem": _check_item,
    "updateCheckItemStateOnCard": _check_item,
    "deleteCheckItem": _check_item_deleted,
}
KINDS = frozenset(_ACTIONS)
"""The types of actions that may tell of a piece of work."""
