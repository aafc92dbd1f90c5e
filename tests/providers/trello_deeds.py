"""What people do at the local Trello: it changes what is kept there, makes an action, and is told to webhooks."""

import base64
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from tests.providers.serving import Provider
from tests.providers.trello_world import (
    Board,
    Card,
    CheckItem,
    Field,
    List,
    Webhook,
    label_id,
    member,
    member_id,
    new_id,
    shown_label,
    stamp,
)

KEY, TOKEN, SECRET = "a" * 32, "b" * 64, "trellos-application-secret"


class World(Provider):
    """What is there. `tokens`: whose each is; `deliver`: whether deeds are told by webhook, before they return.

    `at`: when it happened, by default now. `by`: a username, None for an app without one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens = {TOKEN: "ada"}
        self.secret = SECRET
        self.boards: dict[str, Board] = {}
        self.webhooks: dict[str, Webhook] = {}
        self.deliver = True

    # What is there.

    def add_board(self, name: str = "Roadmap", lists: tuple[str, ...] = ("To do", "Doing", "Done")) -> Board:
        """With lists of these names, and ada and bob as members."""
        with self.lock:
            at = datetime.now(UTC)
            board = Board(new_id(at), name, [List(new_id(at), one) for one in lists], ["ada", "bob"])
            self.boards[board.id] = board
            return board

    def add_field(self, board: Board, name: str = "Points", kind: str = "number") -> Field:
        board.fields.append(Field(new_id(datetime.now(UTC)), name, kind))
        return board.fields[-1]

    def list_named(self, board: Board, name: str) -> List:
        return next(one for one in board.lists if one.name == name)

    def revoke(self, token: str = TOKEN) -> None:
        self.tokens.pop(token, None)

    # What people do.

    def create_card(
        self,
        board: Board,
        name: str,
        in_list: str = "To do",
        by: str | None = "ada",
        at: datetime | None = None,
        **more: Any,
    ) -> Card:
        """`more`: desc, members, labels, which are there from the beginning."""
        with self.lock:
            at, board.numbers = _now(at), board.numbers + 1
            card = Card(new_id(at), board.numbers, name, self.list_named(board, in_list), at, **more)
            board.cards[card.id] = card
        self.act(board, "createCard", by, at, {"card": card.short(), "list": _named(card.list)})
        return card

    def move(self, board: Board, card: Card, to: str, by: str | None = "ada", at: datetime | None = None) -> None:
        """To the list of that name."""
        before, card.list = card.list, self.list_named(board, to)
        about = {"idList": card.list.id, **card.short()}
        lists = {"listBefore": _named(before), "listAfter": _named(card.list)}
        self._update(board, card, about, {"idList": before.id}, by, at, lists)

    def rename(self, board: Board, card: Card, name: str, by: str | None = "ada", at: datetime | None = None) -> None:
        before, card.name = card.name, name
        self._update(board, card, card.short(), {"name": before}, by, at, {"list": _named(card.list)})

    def archive(
        self, board: Board, card: Card, closed: bool = True, by: str | None = "ada", at: datetime | None = None
    ) -> None:
        before, card.closed = card.closed, closed
        about = {"closed": closed, **card.short()}
        self._update(board, card, about, {"closed": before}, by, at, {"list": _named(card.list)})

    def tick(
        self, board: Board, card: Card, ticked: bool = True, by: str | None = "ada", at: datetime | None = None
    ) -> None:
        """The due date's box (dueComplete)."""
        before, card.ticked = card.ticked, ticked
        about = {"dueComplete": ticked, **card.short()}
        self._update(board, card, about, {"dueComplete": before}, by, at, {"list": _named(card.list)})

    def _update(
        self,
        board: Board,
        card: Card,
        about: dict[str, Any],
        old: dict[str, Any],
        by: str | None,
        at: datetime | None,
        more: dict[str, Any],
    ) -> None:
        self.act(board, "updateCard", by, at, {"card": about, "old": old, **more}, card)

    def join(self, board: Board, card: Card, who: str, by: str | None = "ada", at: datetime | None = None) -> None:
        """A member is put on the card."""
        card.members.append(who)
        self._member("addMemberToCard", board, card, who, by, at)

    def leave(self, board: Board, card: Card, who: str, by: str | None = "ada", at: datetime | None = None) -> None:
        card.members.remove(who)
        self._member("removeMemberFromCard", board, card, who, by, at)

    def _member(self, kind: str, board: Board, card: Card, who: str, by: str | None, at: datetime | None) -> None:
        data = {"idMember": member_id(who), "card": card.short(), "member": {"id": member_id(who), "name": who}}
        self.act(board, kind, by, at, data, card, {"member": member(who)})

    def label(self, board: Board, card: Card, name: str, by: str | None = "ada", at: datetime | None = None) -> None:
        card.labels.append(name)
        data = {"card": card.short(), "label": shown_label(name, board), "text": name, "value": "green"}
        self.act(board, "addLabelToCard", by, at, data, card)

    def unlabel(self, board: Board, card: Card, name: str, by: str | None = "ada", at: datetime | None = None) -> None:
        card.labels.remove(name)
        data = {"card": card.short(), "label": {"id": label_id(name), "name": name, "color": "green"}}
        self.act(board, "removeLabelFromCard", by, at, data, card)

    def set_field(
        self,
        board: Board,
        card: Card,
        of: Field,
        value: str | None,
        by: str | None = "ada",
        at: datetime | None = None,
    ) -> None:
        """`value`: text, also of a number; None: cleared."""
        before = card.values.pop(of.id, None)
        if value is not None:
            card.values[of.id] = value
        shown = {"idCustomField": of.id, "idModel": card.id, "modelType": "card", "idValue": None}
        data = {
            "card": card.short(),
            "customField": {"id": of.id, "name": of.name, "type": of.type},
            "customFieldItem": shown | {"id": of.id, "value": None if value is None else {of.type: value}},
            "old": {"value": None if before is None else {of.type: before}},
        }
        self.act(board, "updateCustomFieldItem", by, at, data, card)

    def add_item(
        self, board: Board, card: Card, name: str, by: str | None = "ada", at: datetime | None = None
    ) -> CheckItem:
        """In the card's checklist."""
        at = _now(at)
        checklist = card.items[0].checklist if card.items else new_id(at)
        item = CheckItem(new_id(at), name, checklist)
        card.items.append(item)
        self.act(board, "createCheckItem", by, at, self._item(card, item), card)
        return item

    def check(
        self,
        board: Board,
        card: Card,
        item: CheckItem,
        done: bool = True,
        by: str | None = "ada",
        at: datetime | None = None,
    ) -> None:
        item.state = "complete" if done else "incomplete"
        self.act(board, "updateCheckItemStateOnCard", by, at, self._item(card, item), card)

    def _item(self, card: Card, item: CheckItem) -> dict[str, Any]:
        return {
            "card": card.short(),
            "checklist": {"id": item.checklist, "name": "Checklist"},
            "checkItem": {"id": item.id, "name": item.name, "state": item.state},
        }

    def comment(self, board: Board, card: Card, text: str, by: str | None = "ada", at: datetime | None = None) -> None:
        data = {"text": text, "textData": {"emoji": {}}, "card": card.short(), "list": _named(card.list)}
        self.act(board, "commentCard", by, at, data, card)

    def delete(self, board: Board, card: Card, by: str | None = "ada", at: datetime | None = None) -> None:
        """Its action has no name of the card."""
        del board.cards[card.id]
        short = {"id": card.id, "idShort": card.number, "shortLink": card.link}
        self.act(board, "deleteCard", by, at, {"card": short, "list": _named(card.list)})

    def move_to_board(
        self, board: Board, card: Card, to: Board, in_list: str, by: str | None = "ada", at: datetime | None = None
    ) -> None:
        """The card keeps its identity."""
        del board.cards[card.id]
        before, card.list = card.list, self.list_named(to, in_list)
        to.cards[card.id] = card
        away = {"card": card.short(), "boardTarget": {"id": to.id}, "list": _named(before)}
        self.act(board, "moveCardFromBoard", by, at, away, card)
        here = {"card": card.short(), "boardSource": {"id": board.id}, "list": _named(card.list)}
        self.act(to, "moveCardToBoard", by, at, here, card)

    def close_list(
        self, board: Board, name: str, closed: bool = True, by: str | None = "ada", at: datetime | None = None
    ) -> None:
        one = self.list_named(board, name)
        before, one.closed = one.closed, closed
        about = {"list": {"closed": closed, **_named(one)}, "old": {"closed": before}}
        self.act(board, "updateList", by, at, about)

    def rename_list(self, board: Board, name: str, to: str, by: str | None = "ada", at: datetime | None = None) -> None:
        one = self.list_named(board, name)
        one.name = to
        self.act(board, "updateList", by, at, {"list": _named(one), "old": {"name": name}})

    def move_list(self, board: Board, name: str, to: Board, by: str | None = "ada", at: datetime | None = None) -> None:
        """With its cards, of which nothing is told, and which do not count as touched."""
        one = self.list_named(board, name)
        board.lists.remove(one)
        to.lists.append(one)
        for card in [card for card in board.cards.values() if card.list is one]:
            to.cards[card.id] = board.cards.pop(card.id)
        away = {"list": _named(one), "boardTarget": {"id": to.id, "name": to.name}}
        self.act(board, "moveListFromBoard", by, at, away)
        here = {"list": _named(one), "boardSource": {"id": board.id, "name": board.name}}
        self.act(to, "moveListToBoard", by, at, here)

    def act(
        self,
        board: Board,
        kind: str,
        by: str | None,
        at: datetime | None,
        data: dict[str, Any],
        card: Card | None = None,
        more: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Any action: kept, and told."""
        at = _now(at)
        actor = {"idMemberCreator": member_id(by), "memberCreator": member(by)} if by else {"idMemberCreator": None}
        action = {
            "id": new_id(at),
            "type": kind,
            "date": stamp(at),
            "appCreator": None,
            "limits": {},
            "data": {"board": board.short(), **data},
            **actor,
            **(more or {}),
        }
        with self.lock:
            if card is not None:
                card.touched_at = max(card.touched_at, at)
            board.actions.append(action)
            board.actions.sort(key=lambda one: str(one["id"]))
        if self.deliver:
            self.tell(board, action)
        return action

    def tell(self, board: Board, action: dict[str, Any]) -> None:
        """To the board's webhooks, once; whoever answers 410 is told no more."""
        for one in [one for one in self.webhooks.values() if one.board == board.id and one.active]:
            body = json.dumps({"model": board.shown(), "action": action, "webhook": one.shown()}).encode()
            status = self.post(one.callback, body, self.signed(body, one.callback))
            if status == 410:
                self.webhooks.pop(one.id, None)
            elif 200 <= status < 300:
                one.failures, one.first_failed_at = 0, None
            else:
                one.failures += 1
                one.first_failed_at = one.first_failed_at or datetime.now(UTC)

    def signed(self, body: bytes, callback: str) -> dict[str, str]:
        """The headers of a delivery."""
        digest = hmac.digest(self.secret.encode(), body + callback.encode(), "sha1")
        return {"Content-Type": "application/json", "X-Trello-Webhook": base64.b64encode(digest).decode()}


def _named(one: List) -> dict[str, Any]:
    return {"id": one.id, "name": one.name}


def _now(at: datetime | None) -> datetime:
    return at or datetime.now(UTC)
