"""models/rules/outgoing.py: what is told, what an answer means, and when it is tried again."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from models.rules import outgoing
from models.rules.messages import KINDS
from models.rules.outgoing import Verdict

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOME = "https://badges.example.org"
LATER = Verdict("later")


def test_only_messages_that_exist_are_told() -> None:
    assert set(outgoing.EVENTS) <= set(KINDS)


def test_an_event_has_the_shape_of_standard_webhooks() -> None:
    text = outgoing.body("points.changed", NOW, "lumen", "Lumen ✦", {"delta": 3})
    assert json.loads(text) == {
        "type": "points.changed",
        "timestamp": "2026-03-04T12:00:00Z",
        "data": {"organization": {"slug": "lumen", "name": "Lumen ✦"}, "delta": 3},
    }


def test_pictures_and_pages_are_told_with_whole_addresses() -> None:
    told = outgoing.facts(
        {
            "person": {"id": 1, "avatar": "https://pictures.example/1.png"},
            "award": {"id": 9, "badge": {"image": "/static/badges/first.svg"}, "evidence": [{"url": "/x"}]},
        },
        HOME,
    )
    assert told["award"]["badge"]["image"] == f"{HOME}/static/badges/first.svg"
    assert told["person"]["avatar"] == "https://pictures.example/1.png"
    assert told["award"]["evidence"] == [{"url": "/x"}]
    assert told["url"] == f"{HOME}/awards/9"


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        *((status, "sent") for status in (200, 204, 299)),
        *((status, "again") for status in (101, 301, 308, 400, 401, 404, 409)),
        *((status, "later") for status in (408, 429, 500, 503, 599)),
        (410, "gone"),
    ],
)
def test_every_status_means_something(status: int, meaning: str) -> None:
    verdict = outgoing.judged(status, None, NOW)
    assert (verdict.meaning, verdict.status) == (meaning, status)
    assert bool(verdict.words) is (meaning != "sent")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("999999999", 86_400),
        ("Wed, 04 Mar 2026 12:05:00 GMT", 300),
        ("Wed, 04 Mar 2020 12:05:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("-5", None),
        ("1e9", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_retry_after_is_obeyed_within_a_day(said: str | None, seconds: int | None) -> None:
    for status in (429, 503):
        until = outgoing.judged(status, said, NOW).until
        assert until == (None if seconds is None else NOW + timedelta(seconds=seconds))


def test_ten_tries_take_a_little_more_than_three_days() -> None:
    at, tries = NOW, [NOW]
    while (following := outgoing.next_try(len(tries), LATER, at, 0.0)) is not None:
        tries.append(at := following)
    assert len(tries) == 10
    assert tries[1] - NOW == timedelta(seconds=5)
    assert tries[-1] - NOW == timedelta(hours=75, minutes=35, seconds=5)


def test_chance_spreads_tries_by_a_tenth_at_most() -> None:
    assert outgoing.next_try(2, LATER, NOW, 1.0) == NOW + timedelta(minutes=5, seconds=30)


def test_a_try_waits_for_what_the_other_side_asked() -> None:
    until = NOW + timedelta(hours=1)
    assert outgoing.next_try(1, Verdict("later", until=until), NOW, 0.0) == until
    assert outgoing.rest(Verdict("later", until=until), NOW, NOW) == until


@pytest.mark.parametrize(
    ("failing", "rest"),
    [(timedelta(), 30), (timedelta(minutes=20), 120), (timedelta(days=1), 600)],
)
def test_who_does_not_answer_is_left_alone_for_a_tenth_of_the_time(failing: timedelta, rest: int) -> None:
    assert outgoing.rest(LATER, NOW - failing, NOW) == NOW + timedelta(seconds=rest)
    assert outgoing.rest(Verdict("again"), NOW - failing, NOW) == NOW
