"""A browser in few words: a snapshot and the messages after it come in, what it shows of a room goes out (law 6)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.rooms import Entered
from models.rules.messages import FEED_LENGTH
from models.rules.rooms import parse_room

Shown = dict[str, Any]
Told = dict[str, Any]


class Client:
    """Holds some rooms; `seq` is the last message that it knows. What is `stale` is entered anew, with `since`.

    `short`: somebody's lines were taken out of the feed, and older lines do not move up until it is entered anew.
    """

    def __init__(self, entered: Entered) -> None:
        assert entered.fresh
        self.enter(entered)

    def enter(self, entered: Entered) -> None:
        """Takes what the server says: everything anew, or what was missed."""
        self.stale = False
        if entered.fresh:
            self.seq, self.short = entered.seq, False
            self.rooms: dict[str, Shown] = entered.snapshots
        self.hear(entered.messages)

    def hear(self, messages: Iterable[Told]) -> None:
        """Drops what is not newer, folds the rest."""
        for message in messages:
            if message["seq"] > self.seq and not self.stale:
                self.fold(message)
                self.seq = self.seq if self.stale else message["seq"]

    def fold(self, message: Told) -> None:
        """Puts one message into every room that hears it."""
        for name, shown in self.rooms.items():
            room = parse_room(name)
            if message["kind"] == "person.renewed" and room.person in (None, message["person"]["id"]):
                self.stale = True
            elif room.kind == "feed":
                self.short |= message["kind"] == "person.hidden"
                self.rooms[name] = _fold_feed(shown, message)
            elif room.person == message["person"]["id"]:
                self.rooms[name] = _fold_person(shown, message)


def agrees(client: Client, fresh: Entered) -> bool:
    """Whether it shows what a fresh snapshot shows; of a short feed, the beginning."""
    feed, whole = (rooms.get("feed", {}).get("lines", []) for rooms in (client.rooms, fresh.snapshots))
    others = {name: shown for name, shown in client.rooms.items() if shown and name != "feed"}
    return others == {name: shown for name, shown in fresh.snapshots.items() if name != "feed"} and feed == (
        whole[: len(feed)] if client.short else whole
    )


def _fold_person(shown: Shown, message: Told) -> Shown:
    if message["kind"] == "person.hidden":
        return {}
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
        case "person.hidden":
            return {"lines": [one for one in lines if one["person"]["id"] != person["id"]]}
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
