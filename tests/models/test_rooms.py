"""models/rooms.py: who enters a room learns its state, or what they missed in it, and nothing of other rooms."""

from datetime import datetime

import pytest

from models import db, organizations, outbox, rooms
from models.errors import NotFound
from models.rooms import Entered
from models.rules.rooms import parse_room
from models.settings import Settings
from tests.cast import ADA, BOB, CYD, Lumen, issue
from tests.models.deeds import at_once, who


@pytest.fixture
def world(lumen: Lumen, now: datetime) -> Lumen:
    """Ada and Bob have closed an issue each; four messages are told."""
    for number, account in enumerate((ADA, BOB), 1):
        lumen.deliver("issues", issue("closed", now, number=number, assignees=(account,)), now)
    with db.unit():
        outbox.number(100)
    return lumen


def person(world: Lumen, account: object, now: datetime) -> str:
    return f"person:{at_once(lambda: who(world.organization, account, now))[0]}"  # type: ignore[arg-type]


def enter(now: datetime, *names: str, since: int | None = None, org: str = "lumen") -> Entered:
    with db.snapshot():
        return rooms.enter(org, [parse_room(name) for name in names], since, now)


def test_who_enters_gets_a_snapshot_of_each_room_but_boards(world: Lumen, now: datetime) -> None:
    ada = person(world, ADA, now)
    entered = enter(now, "feed", ada, "board:week")
    assert (entered.seq, entered.fresh, entered.messages) == (4, True, ())
    assert set(entered.snapshots) == {"feed", ada}
    assert len(entered.snapshots["feed"]["lines"]) == 4
    assert entered.snapshots[ada]["totals"]["all"] == 3


def test_who_comes_back_gets_what_was_told_in_their_rooms(world: Lumen, now: datetime) -> None:
    ada = person(world, ADA, now)
    assert [message["seq"] for message in enter(now, "feed", since=1).messages] == [2, 3, 4]
    entered = enter(now, ada, since=0)
    assert (entered.seq, entered.fresh, entered.snapshots) == (4, False, {})
    assert [(message["seq"], message["kind"]) for message in entered.messages] == [
        (1, "points.changed"),
        (2, "badge.awarded"),
    ]


def test_who_missed_nothing_hears_nothing(world: Lumen, now: datetime) -> None:
    assert enter(now, "feed", since=4) == Entered(seq=4, fresh=False, snapshots={}, messages=())


def test_who_enters_no_room_with_messages_learns_the_number_only(world: Lumen, now: datetime) -> None:
    assert enter(now, "board:week", since=2) == Entered(seq=4, fresh=False, snapshots={}, messages=())


@pytest.mark.parametrize("since", [None, 0])
def test_rooms_of_strangers_are_not_entered(world: Lumen, now: datetime, since: int | None) -> None:
    with db.unit():
        stranger = CYD.model_copy(update={"external_id": "2001", "login": "dot"})
        theirs = who(organizations.create("ember", "Ember", "UTC", now), stranger, now)
    for org, name in (("lumen", f"person:{theirs}"), ("lumen", "person:4000"), ("nobody", "feed")):
        with pytest.raises(NotFound):
            enter(now, "feed", name, since=since, org=org)


def test_another_organisations_messages_are_not_heard(world: Lumen, now: datetime, settings: Settings) -> None:
    with db.unit():
        organizations.create("ember", "Ember", "UTC", now)
    assert enter(now, "feed", org="ember").seq == 0
    assert enter(now, "feed", since=0, org="ember").messages == ()
