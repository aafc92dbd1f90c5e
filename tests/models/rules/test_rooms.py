"""models/rules/rooms.py: names of rooms are read strictly, and messages find theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Invalid, NotFound
from models.rules.rooms import parse_room, rooms_of


@pytest.mark.parametrize("name", ["feed", "person:7", "board:week", "board:month:project:12"])
def test_a_rooms_name_is_read_and_written(name: str) -> None:
    assert str(parse_room(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Feed",
        "feed ",
        "feed\n",
        "feed:1",
        "person",
        "person:",
        "person:ada",
        "person:-7",
        "person:7\n",
        "person: 7",
        "person:7:8",
        "person:\u0667",
        "person:\uff17",
        "person:1000000000000000000",
        "admin",
        "/admin",
        "board",
        "board:",
        "board:fortnight",
        "board:week\n",
        "board:week:project:x",
        "\x00",
        "x" * 10_000,
    ],
)
def test_a_name_that_is_no_rooms_is_refused(name: str) -> None:
    with pytest.raises((Invalid, NotFound)) as refusal:
        parse_room(name)
    assert len(str(refusal.value)) < 200


@given(st.text(max_size=40))
def test_no_name_breaks_the_reading(name: str) -> None:
    try:
        parse_room(name)
    except (Invalid, NotFound) as refusal:
        assert refusal.code in ("invalid", "not_found")


def test_every_message_is_heard_in_its_persons_rooms_and_in_the_feed() -> None:
    assert rooms_of([7]) == ("person:7", "feed")
    assert rooms_of([7, 9]) == ("person:7", "person:9", "feed")
