"""A browser in few words: a snapshot and the messages after it come in, what it shows of a room goes out (law 6)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.rooms import Entered
from models.rules.messages import FEED_LENGTH, parse_room

Shown = dict[str, Any]
Told = dict[str, Any]


class Client:
    """Holds some rooms; `seq` is the last message that it knows."""

    def __init__(self, entered: Entered) -> None:
        assert entered.fresh
        self.seq = entered.seq
        self.rooms: dict[str, Shown] = entered.snapshots

    def hear(self, messages: Iterable[Told]) -> None:
        """Drops what is not newer, folds the rest."""
        for message in messages:
            if message["seq"] > self.seq:
                self.seq = message["seq"]
                self.fold(message)

    def fold(self, message: Told) -> None:
        """Puts one message into every room that hears it."""
        for name, shown in self.rooms.items():
            room = parse_room(name)
            if room.kind == "feed":
                self.rooms[name] = _fold_feed(shown, message)
            elif room.person == message["person"]["id"]:
                self.rooms[name] = _fold_person(shown, message)


def _fold_person(shown: Shown, message: Told) -> Shown:
    known = shown | {"person": message["person"]}
    match message["kind"]:
        case "points.changed":
            ledger = _by_id(shown["ledger"], message["lines"])[:FEED_LENGTH]
            return known | {"totals": message["totals"], "ledger": ledger}
        case "badge.awarded" | "badge.revoked":
            return known | {"awards": _by_id(shown["awards"], [message["award"]])}
    return known


def _fold_feed(shown: Shown, message: Told) -> Shown:
    lines, person = shown["lines"], message["person"]
    match message["kind"]:
        case "points.changed":
            told = [
                {"type": "points", "at": one["recorded_at"], "person": person, "line": one} for one in message["lines"]
            ]
            return {"lines": _newest(lines, told)}
        case "badge.awarded":
            award = message["award"]
            return {"lines": _newest(lines, [{"type": "award", "at": award["at"], "person": person, "award": award}])}
        case "badge.revoked":
            award = message["award"]
            return {"lines": [one | {"award": award} if _key(one) == ("award", award["id"]) else one for one in lines]}
    return {"lines": [one | {"person": person} if one["person"]["id"] == person["id"] else one for one in lines]}


def _by_id(held: list[Told], newer: list[Told]) -> list[Told]:
    known = {one["id"]: one for one in [*held, *newer]}
    return [known[number] for number in sorted(known, reverse=True)]


def _newest(held: list[Told], newer: list[Told]) -> list[Told]:
    known = {_key(one): one for one in [*held, *newer]}
    order = sorted(known, key=lambda key: (datetime.fromisoformat(known[key]["at"]), *key), reverse=True)
    return [known[key] for key in order[:FEED_LENGTH]]


def _key(line: Told) -> tuple[str, int]:
    return line["type"], (line.get("award") or line["line"])["id"]
