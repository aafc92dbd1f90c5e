"""Trello's actions as its webhooks tell them, made by functions; shaped as the samples of the corpus are."""

from typing import Any

Fields = dict[str, Any]
BOARD, OTHER = "609402807c6be98b8289c55e", "6094fb831958c04cf40ca0af"
CARD, ITEM = "60940be5986d6c0bca3637d6", "609500d99a6775169128024d"
TODO, DONE = {"id": "609402807c6be98b8289c55f", "name": "To Do"}, {"id": "609402807c6be98b8289c561", "name": "Done"}
FIELD, LABEL = "609402807c6be98b8289c570", "60940280d41eeff1faa2b1b3"
ADA = {"id": "5" * 23 + "a", "username": "ada", "fullName": "Ada", "avatarUrl": "https://pictures.example/ada"}
BOB = {"id": "5" * 23 + "b", "username": "bob", "fullName": "Bob", "avatarUrl": None}


def action(kind: str, minute: int = 0, by: Fields | None = ADA, **data: Any) -> Fields:
    """An action about the card, done at that minute; `card=` adds to what it says of the card."""
    card = {"id": CARD, "name": "hi", "idShort": 1, "shortLink": "p51YToTZ"} | data.pop("card", {})
    beside = {name: data.pop(name) for name in ("member", "appCreator") if name in data and data[name] is not ...}
    whole: Fields = {
        "id": f"6094fd0b3e934963bc95{minute:04x}",
        "idMemberCreator": by["id"] if by else None,
        "data": {"card": card, "board": {"id": BOARD, "name": "TestBoard", "shortLink": "Wp8daJt3"}} | data,
        "type": kind,
        "date": f"2021-05-07T08:{minute:02}:43.101Z",
        "appCreator": None,
        "limits": {},
    }
    return whole | beside | ({"memberCreator": by} if by else {})


def delivery(told: Fields, **model: Any) -> Fields:
    """The whole body: the board beside the action, and the key that came later."""
    board = {"id": BOARD, "name": "TestBoard", "closed": False, "url": "https://trello.com/b/Wp8daJt3/testboard"}
    return {"model": board | model, "action": told, "webhook": {"id": "6" * 24, "idModel": BOARD, "active": True}}


def created(minute: int = 0, place: Fields = TODO, **rest: Any) -> Fields:
    return action("createCard", minute, list=place, **rest)


def moved(minute: int, before: Fields, after: Fields, **rest: Any) -> Fields:
    old, card = {"idList": before["id"]}, {"idList": after["id"]}
    return action("updateCard", minute, old=old, card=card, listBefore=before, listAfter=after, **rest)


def updated(minute: int, old: Fields, now: Fields, **rest: Any) -> Fields:
    return action("updateCard", minute, old=old, card=now, **rest)


def member(kind: str, minute: int, who: Fields, **rest: Any) -> Fields:
    return action(kind, minute, idMember=who["id"], member=who, **rest)


def field(minute: int, value: Any, **rest: Any) -> Fields:
    item = {"id": "7" * 24, "value": value, "idCustomField": FIELD, "idModel": CARD, "modelType": "card"}
    column = {"id": FIELD, "name": "Points", "type": "number"}
    return action(
        "updateCustomFieldItem", minute, customFieldItem=item, customField=column, old={"value": None}, **rest
    )


def ticked(minute: int, state: str = "complete", kind: str = "updateCheckItemStateOnCard", **rest: Any) -> Fields:
    item = {"id": ITEM, "name": "check list item", "state": state}
    return action(kind, minute, checkItem=item, checklist={"id": "8" * 24, "name": "List"}, **rest)
