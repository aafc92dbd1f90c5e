"""What a browser holds: snapshots come in, then messages; by the client rule of law 6, as static/src/live does it."""

import copy
from typing import Any

FEED_LENGTH = 30


class Screen:
    """The rooms that a browser shows, kept true by messages alone."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.rooms: dict[str, Any] = copy.deepcopy(answer["snapshots"])
        self.seq = answer["seq"]
        for message in answer["messages"]:
            self.hear(message)

    def hear(self, message: dict[str, Any]) -> None:
        """Folds one message in; one that is not newer is dropped."""
        if message["kind"] == "board.changed":
            self._board(message)
            return
        if message["seq"] <= self.seq:
            return
        assert message["seq"] == self.seq + 1, "a message was missed"
        self.seq = message["seq"]
        if "feed" in self.rooms:
            self._feed(self.rooms["feed"], message)
        person = self.rooms.get(f"person:{message['person']['id']}")
        if person is not None:
            self._person(person, message)

    def _board(self, message: dict[str, Any]) -> None:
        board = self.rooms[f"board:{message['board']}"]
        if message["version"] <= board["version"]:
            return
        assert message["from"] in (None, board["version"]), "a change of a board was missed"
        rows = {} if message["from"] is None else {row["person"]["id"]: row for row in board["rows"]}
        for gone in message["gone"]:
            del rows[gone]
        for row in message["rows"]:
            rows[row["person"]["id"]] = {key: value for key, value in row.items() if key != "movement"}
        board |= {key: message[key] for key in ("version", "start", "end", "people")}
        board["rows"] = sorted(rows.values(), key=lambda row: row["position"])

    def _person(self, person: dict[str, Any], message: dict[str, Any]) -> None:
        person["person"] = message["person"]
        if "totals" in message:
            person["totals"] = message["totals"]
            lines = {line["id"]: line for line in [*person["ledger"], *message["lines"]]}
            person["ledger"] = sorted(lines.values(), key=lambda line: -line["id"])[:FEED_LENGTH]
        if "award" in message:
            awards = {award["id"]: award for award in [*person["awards"], message["award"]]}
            person["awards"] = sorted(awards.values(), key=lambda award: -award["id"])

    def _feed(self, feed: dict[str, Any], message: dict[str, Any]) -> None:
        card = message["person"]
        lines = {_key(line): line for line in feed["lines"]}
        fresh = [
            {"type": "points", "at": line["recorded_at"], "person": card, "line": line}
            for line in message.get("lines", [])
        ]
        if "award" in message:
            fresh.append({"type": "award", "at": message["award"]["at"], "person": card, "award": message["award"]})
        lines |= {_key(line): line for line in fresh}
        shown = sorted(lines.values(), key=lambda line: (line["at"], *_key(line)), reverse=True)[:FEED_LENGTH]
        feed["lines"] = [line | {"person": card} if line["person"]["id"] == card["id"] else line for line in shown]


def _key(line: dict[str, Any]) -> tuple[str, int]:
    return line["type"], line[{"award": "award", "points": "line"}[line["type"]]]["id"]
