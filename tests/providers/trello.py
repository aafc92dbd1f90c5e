"""A Trello of our own: REST for boards and webhooks, and webhooks that are told, with data in memory.

It imitates: shapes (../shared/fixtures/trello), access by header, paging by `before` and `since`, text for errors, HEAD
to the callback while creation waits (400 unless that answers 200), signatures, failures counted, 410 that deletes. It
does not: access by address, sending again after failures, `fields`, limits of a board.
`python -m tests.providers.trello --port 9001 --cards 500`.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.providers.serving import PATIENCE, Asked, Refused, Reply, serving
from tests.providers.trello_deeds import KEY as KEY
from tests.providers.trello_deeds import SECRET as SECRET
from tests.providers.trello_deeds import TOKEN as TOKEN
from tests.providers.trello_deeds import World
from tests.providers.trello_world import Board, Webhook, member, new_id

MOST = 1_000


class Trello(World):
    """The table of ways is below the class."""

    def admit(self, asked: Asked) -> None:
        if "key" in asked.query or "token" in asked.query:
            raise Refused(400, "This Trello wants no secrets in addresses.")
        said = dict(re.findall(r'(oauth_\w+)="([^"]*)"', asked.headers.get("authorization", "")))
        if said.get("oauth_consumer_key") != KEY:
            raise Refused(401, "invalid key")
        if said.get("oauth_token") not in self.tokens:
            raise Refused(401, "invalid token")

    def nothing(self) -> Any:
        return "The requested resource was not found."

    def board(self, id_: str) -> Board:
        if id_ not in self.boards:
            raise Refused(404, "board not found")
        return self.boards[id_]

    def me(self, asked: Asked) -> Reply:
        token = re.search(r'oauth_token="([^"]*)"', asked.headers["authorization"])
        assert token is not None
        return Reply(200, member(self.tokens[token[1]]))

    def my_boards(self, asked: Asked) -> Reply:
        wanted = asked.query.get("filter", "all")
        return Reply(200, [one.shown() for one in self.boards.values() if wanted == "all" or not one.closed])

    def one_board(self, asked: Asked, id_: str) -> Reply:
        return Reply(200, self.board(id_).shown())

    def lists(self, asked: Asked, id_: str) -> Reply:
        board, wanted = self.board(id_), asked.query.get("filter", "open")
        return Reply(200, [one.shown(board) for one in board.lists if wanted == "all" or not one.closed])

    def members(self, asked: Asked, id_: str) -> Reply:
        return Reply(200, [member(one) for one in self.board(id_).members])

    def fields(self, asked: Asked, id_: str) -> Reply:
        board = self.board(id_)
        return Reply(200, [one.shown(board) for one in board.fields])

    def cards(self, asked: Asked, id_: str) -> Reply:
        """With `limit` the newest, below `before`."""
        board, wanted = self.board(id_), asked.query.get("filter", "visible")
        with self.lock:
            found = [one for one in board.cards.values() if wanted == "all" or not one.closed]
        paged = self.paged(asked, sorted(((one.id, one) for one in found), key=lambda one: one[0], reverse=True), 10**9)
        shown = []
        for _, card in paged:
            more: dict[str, Any] = {}
            if asked.query.get("customFieldItems") == "true":
                more["customFieldItems"] = card.shown_values(board)
            if asked.query.get("checklists") == "all":
                more["checklists"] = card.shown_checklists(board)
            if asked.query.get("members") == "true":
                more["members"] = [member(one) for one in card.members]
            shown.append(card.shown(board) | more)
        return Reply(200, shown)

    def actions(self, asked: Asked, id_: str) -> Reply:
        board = self.board(id_)
        wanted = asked.query.get("filter", "all")
        kinds = None if wanted == "all" else {one.partition(":")[0] for one in wanted.split(",")}
        with self.lock:
            found = [(one["id"], one) for one in reversed(board.actions) if kinds is None or one["type"] in kinds]
        return Reply(200, [one for _, one in self.paged(asked, found, 50)])

    def paged(self, asked: Asked, falling: list[tuple[str, Any]], otherwise: int) -> list[tuple[str, Any]]:
        """Below `before`, above `since` (ids or times), `limit` at most."""
        limit = asked.query.get("limit", str(otherwise))
        if not limit.isdigit() or (int(limit) > MOST and "limit" in asked.query):
            raise Refused(400, "invalid value for limit")
        before, since = (_as_id(asked.query.get(name)) for name in ("before", "since"))
        found = [one for one in falling if (before is None or one[0] < before) and (since is None or one[0] > since)]
        return found[: int(limit)]

    # Webhooks.

    def create_webhook(self, asked: Asked) -> Reply:
        given = asked.query | (asked.body if isinstance(asked.body, dict) else {})
        callback, board = given.get("callbackURL", ""), self.board(given.get("idModel", ""))
        self._look(callback)
        if any((one.callback, one.board) == (callback, board.id) for one in self.webhooks.values()):
            raise Refused(400, "A webhook with that callback, model, and token already exists")
        hook = Webhook(new_id(datetime.now(UTC)), board.id, callback, given.get("description", ""))
        self.webhooks[hook.id] = hook
        return Reply(200, hook.shown())

    def _look(self, callback: str) -> None:
        """HEAD, while whoever creates waits."""
        try:
            with httpx.Client(timeout=PATIENCE, trust_env=False, follow_redirects=False) as client:
                status = client.head(callback).status_code
        except (httpx.HTTPError, httpx.InvalidURL):
            status = 0
        if status != 200:
            raise Refused(400, f"URL ({callback}) did not return 200 status code, got {status}")

    def webhook(self, id_: str) -> Webhook:
        if id_ not in self.webhooks:
            raise Refused(404, self.nothing())
        return self.webhooks[id_]

    def show_webhook(self, asked: Asked, id_: str) -> Reply:
        return Reply(200, self.webhook(id_).shown())

    def change_webhook(self, asked: Asked, id_: str) -> Reply:
        given = asked.query | (asked.body if isinstance(asked.body, dict) else {})
        hook = self.webhook(id_)
        if (callback := given.get("callbackURL", hook.callback)) != hook.callback:
            self._look(callback)
            hook.callback = callback
        if str(given.get("active", hook.active)).lower() == "true":
            hook.active, hook.failures, hook.first_failed_at = True, 0, None
        else:
            hook.active = False
        return Reply(200, hook.shown())

    def delete_webhook(self, asked: Asked, id_: str) -> Reply:
        del self.webhooks[self.webhook(id_).id]
        return Reply(200, {"_value": None})


_ID = "/1/boards/([0-9a-f]+)"
Trello.ways = [
    ("GET", "/1/members/me/?", Trello.me),
    ("GET", "/1/members/me/boards", Trello.my_boards),
    ("GET", _ID, Trello.one_board),
    ("GET", f"{_ID}/lists", Trello.lists),
    ("GET", f"{_ID}/members", Trello.members),
    ("GET", f"{_ID}/customFields", Trello.fields),
    ("GET", f"{_ID}/cards", Trello.cards),
    ("GET", f"{_ID}/actions", Trello.actions),
    ("POST", "/1/webhooks/?", Trello.create_webhook),
    ("GET", "/1/webhooks/([0-9a-f]+)", Trello.show_webhook),
    ("PUT", "/1/webhooks/([0-9a-f]+)", Trello.change_webhook),
    ("DELETE", "/1/webhooks/([0-9a-f]+)", Trello.delete_webhook),
]


def _as_id(given: str | None) -> str | None:
    """Trello takes an id or a time."""
    if given is None or re.fullmatch("[0-9a-f]{24}", given):
        return given
    return f"{int(datetime.fromisoformat(given).timestamp()):08x}{0:016x}"


@contextmanager
def trello(port: int = 0) -> Iterator[Trello]:
    """An empty Trello that listens inside the block."""
    made = Trello()
    with serving(made, port):
        yield made
        made.settled()


def main() -> None:
    """A Trello with one board, until the process is ended."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=9_001)
    asked.add_argument("--cards", type=int, default=0)
    chosen = asked.parse_args()
    with trello(chosen.port) as made:
        board = made.add_board()
        made.add_field(board)
        began = datetime.now(UTC) - timedelta(hours=chosen.cards)
        for number in range(chosen.cards):
            at = began + timedelta(hours=number)
            card = made.create_card(board, f"Card {number} ({number % 8 + 1})", by="ada", at=at)
            if number % 3:
                made.move(board, card, "Done", by="bob", at=at + timedelta(minutes=20))
        print(f"{made.url} {KEY} {TOKEN} {SECRET} {board.id}", flush=True)
        made.wait()


if __name__ == "__main__":
    main()
