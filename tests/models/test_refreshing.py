"""models/refreshing.py: a refresh token is good for one use, and a second use ends its whole family."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest

from models import db, refreshing, sessions
from models.errors import NotSignedIn
from models.people import Person
from models.refreshing import RefreshToken
from tests.cast import Lumen

DAY = timedelta(days=1)


@pytest.fixture
def ada(lumen: Lumen, now: datetime) -> Person:
    with db.unit():
        return Person.create(name="Ada", created_at=now)


def rotate(text: str, now: datetime) -> str | None:
    """The next token, or None for one that was used; committed."""
    with db.unit():
        found = refreshing.rotate(text, now)
        return None if found is None else found[2]


def start(lumen: Lumen, person: Person, now: datetime) -> str:
    with db.unit():
        return refreshing.start(person.id, lumen.organization.id, now)


def test_each_token_buys_the_next_one(lumen: Lumen, ada: Person, now: datetime) -> None:
    text = start(lumen, ada, now)
    with db.unit():
        found = refreshing.rotate(text, now)
        assert found is not None
        assert found[:2] == (ada.id, lumen.organization.id)
    assert rotate(found[2], now) is not None
    with db.unit():
        assert RefreshToken.select(RefreshToken.family).distinct().count() == 1


def test_a_second_use_ends_the_thief_and_the_robbed(
    lumen: Lumen, ada: Person, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    first = start(lumen, ada, now)
    second = rotate(first, now)
    assert second is not None
    with caplog.at_level(logging.WARNING):
        assert rotate(first, now) is None
    assert "used twice" in caplog.text
    assert first not in caplog.text
    for text in (first, second):
        with pytest.raises(NotSignedIn):
            rotate(text, now)


def test_another_family_of_the_same_person_lives_on(lumen: Lumen, ada: Person, now: datetime) -> None:
    phone, laptop = start(lumen, ada, now), start(lumen, ada, now)
    rotate(phone, now)
    rotate(phone, now)
    assert rotate(laptop, now) is not None


def test_a_token_ends_after_thirty_days(lumen: Lumen, ada: Person, now: datetime) -> None:
    text = start(lumen, ada, now)
    with pytest.raises(NotSignedIn):
        rotate(text, now + 30 * DAY)
    assert rotate(text, now + 30 * DAY - timedelta(seconds=1)) is not None


def test_a_revoked_family_buys_nothing(lumen: Lumen, ada: Person, now: datetime) -> None:
    first = start(lumen, ada, now)
    second = rotate(first, now)
    assert second is not None
    with db.unit():
        refreshing.revoke(first, now)
        refreshing.revoke("no such token", now)
    with pytest.raises(NotSignedIn):
        rotate(second, now)


@pytest.mark.parametrize("text", ["", "cbr_", "\ud800", "\x00"])
def test_a_text_that_is_no_token_buys_nothing(lumen: Lumen, ada: Person, now: datetime, text: str) -> None:
    start(lumen, ada, now)
    with pytest.raises(NotSignedIn):
        rotate(text, now)


def test_only_a_hash_is_kept(lumen: Lumen, ada: Person, now: datetime) -> None:
    text = start(lumen, ada, now)
    with db.unit():
        row = RefreshToken.get()
    assert all(text not in str(value) for value in row.__data__.values())
    with pytest.raises(NotSignedIn):
        rotate(row.digest, now)


def at_once(*deeds: Callable[[], object]) -> None:
    together = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        with db.unit():
            together.wait()
            deed()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_two_uses_at_once_one_wins_and_the_family_ends(lumen: Lumen, ada: Person, now: datetime) -> None:
    text, bought = start(lumen, ada, now), []
    at_once(*[lambda: bought.append(refreshing.rotate(text, now))] * 2)
    assert sorted(found is None for found in bought) == [False, True]
    with db.unit():
        assert not RefreshToken.select().where(RefreshToken.ended_at.is_null()).exists()


def test_signing_out_everywhere_leaves_no_token_that_is_just_being_bought(
    lumen: Lumen, ada: Person, now: datetime
) -> None:
    text = start(lumen, ada, now)

    def use() -> None:
        with suppress(NotSignedIn):
            refreshing.rotate(text, now)

    at_once(use, lambda: sessions.end_everywhere(ada.id, now))
    with db.unit():
        assert not RefreshToken.select().where(RefreshToken.ended_at.is_null()).exists()
