"""models/outbox.py: numbers without gaps, in the order of telling, for each organisation and over all."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import psycopg2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import db, organizations, outbox
from models.db import rows
from models.outbox import CHANNEL, Message
from models.rules.messages import PersonCard, PersonChanged
from models.settings import Settings
from models.tenants import Organization
from tests.cast import Lumen

unit = pytest.mark.usefixtures("unit")


def tell(organization: Organization, now: datetime, person: int = 7, boards: tuple[str, ...] = ()) -> None:
    card = PersonCard(id=person, name="Ada", login="ada", avatar=None)
    outbox.tell(organization.id, "person.changed", PersonChanged(person=card), boards, now)


def numbers() -> list[tuple[str, int | None, int | None]]:
    """(organisation, place, seq) in the order in which messages were kept."""
    return [(one.organization.slug, one.place, one.seq) for one in Message.select().order_by(Message.id)]


@contextmanager
def another_unit(tell_it: Organization, now: datetime) -> Iterator[threading.Event]:
    """Another process that has kept a message and commits when the event is set, at the latest at the end."""
    kept, commit = threading.Event(), threading.Event()

    def slowly() -> None:
        with db.unit():
            tell(tell_it, now)
            kept.set()
            assert commit.wait(10)

    thread = threading.Thread(target=slowly)
    thread.start()
    assert kept.wait(10)
    try:
        yield commit
    finally:
        commit.set()
        thread.join()


@unit
def test_messages_are_numbered_for_each_organisation_and_over_all(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    for organization in (lumen.organization, ember, lumen.organization):
        tell(organization, now)
    assert outbox.number(100) == 3
    assert numbers() == [("lumen", 1, 1), ("ember", 2, 1), ("lumen", 3, 2)]
    assert Organization.get(Organization.slug == "lumen").last_seq == 2


@unit
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(["lumen", "ember"]), st.integers(1, 4)), max_size=25))
def test_numbers_have_no_gaps_however_telling_and_numbering_alternate(
    lumen: Lumen, now: datetime, steps: list[str | int]
) -> None:
    with db.database.atomic() as example:
        both = {"lumen": lumen.organization, "ember": organizations.create("ember", "Ember", "UTC", now)}
        for step in [*steps, 100]:
            if isinstance(step, int):
                outbox.number(step)
            else:
                tell(both[step], now)
        found = numbers()
        assert [place for _, place, _ in found] == list(range(1, len(found) + 1))
        for slug in both:
            mine = [seq for name, _, seq in found if name == slug]
            assert mine == list(range(1, len(mine) + 1))
        example.rollback()


def test_what_commits_late_is_told_late_and_leaves_no_gap(lumen: Lumen, now: datetime) -> None:
    with another_unit(lumen.organization, now) as commit:
        with db.unit():
            tell(lumen.organization, now, person=8)
        with db.unit():
            assert outbox.number(100) == 1
        commit.set()
    with db.unit():
        assert outbox.number(100) == 1
        # The first to be kept became visible last: it is the second to be told.
        assert numbers() == [("lumen", 2, 2), ("lumen", 1, 1)]


def test_numbering_does_not_wait_for_work_that_goes_on(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        tell(lumen.organization, now)
    with another_unit(lumen.organization, now), db.unit():
        rows("SET LOCAL lock_timeout = '2s'; SELECT 1")
        assert outbox.number(100) == 1


def test_what_is_rolled_back_is_never_told(lumen: Lumen, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), db.unit():
        tell(lumen.organization, now)
        raise ZeroDivisionError
    with db.unit():
        assert (outbox.number(100), outbox.last_place()) == (0, 0)


def test_the_relay_is_woken_by_the_commit(lumen: Lumen, now: datetime, settings: Settings) -> None:
    listener = psycopg2.connect(settings.database_url)
    listener.autocommit = True
    with listener.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
        with db.unit():
            tell(lumen.organization, now)
            tell(lumen.organization, now)
            cursor.execute("SELECT 1")
            assert listener.notifies == []
        cursor.execute("SELECT 1")
        listener.poll()
    assert [notice.channel for notice in listener.notifies] == [CHANNEL]
    listener.close()


@unit
def test_a_message_comes_out_as_it_went_in(lumen: Lumen, now: datetime) -> None:
    tell(lumen.organization, now, boards=("1:0:week:2026-03-02", "1:0:all:-"))
    outbox.number(100)
    [message] = outbox.untold(100)
    assert (message.place, message.seq, message.person, message.org) == (1, 1, 7, "lumen")
    assert (message.kind, message.at) == ("person.changed", now)
    assert message.boards == ("1:0:all:-", "1:0:week:2026-03-02")
    assert message.wire()["person"] == {"id": 7, "name": "Ada", "login": "ada", "avatar": None}
    assert (message.wire()["seq"], message.wire()["at"]) == (1, "2026-03-04T12:00:00Z")


@unit
def test_what_is_numbered_waits_in_order_until_it_was_told(lumen: Lumen, now: datetime) -> None:
    for _ in range(5):
        tell(lumen.organization, now)
    outbox.number(4)
    assert [message.place for message in outbox.untold(3)] == [1, 2, 3]
    outbox.mark_told(3, now)
    assert [message.place for message in outbox.untold(3)] == [4]
    assert (outbox.place(), outbox.last_place()) == (3, 4)


@unit
def test_the_lag_counts_what_was_not_told(lumen: Lumen, now: datetime) -> None:
    assert outbox.waiting(now) == (0, 0.0)
    for _ in range(3):
        tell(lumen.organization, now)
    outbox.number(2)
    outbox.mark_told(1, now)
    assert outbox.waiting(now + timedelta(seconds=4)) == (2, 4.0)


@unit
def test_a_gap_is_filled_only_with_what_was_told(lumen: Lumen, now: datetime) -> None:
    for _ in range(5):
        tell(lumen.organization, now)
    outbox.number(100)
    outbox.mark_told(4, now)
    assert [message.place for message in outbox.told_after(1, 100)] == [2, 3, 4]
    assert [message.place for message in outbox.told_after(1, 2)] == [2, 3]
    assert outbox.told_after(4, 100) == []


@unit
def test_who_was_away_gets_what_they_missed(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    for organization in (lumen.organization, ember, lumen.organization, ember, lumen.organization):
        tell(organization, now)
    outbox.number(100)
    missed = outbox.missed(lumen.organization.id, 1, 10)
    assert missed is not None
    assert [(message.org, message.seq) for message in missed] == [("lumen", 2), ("lumen", 3)]
    assert outbox.missed(lumen.organization.id, 3, 10) == []


@unit
def test_who_missed_more_than_a_fresh_beginning_holds_begins_anew(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        tell(lumen.organization, now)
    outbox.number(100)
    monkeypatch.setattr(outbox, "HEAVY", 200)
    assert outbox.missed(lumen.organization.id, 0, 10) is None
    assert len(outbox.missed(lumen.organization.id, 2, 10) or ()) == 1


@unit
@pytest.mark.parametrize("since", [4, 10**15, -1, 0])
def test_who_was_away_too_long_or_knows_too_much_must_begin_anew(lumen: Lumen, now: datetime, since: int) -> None:
    for _ in range(3):
        tell(lumen.organization, now)
    outbox.number(100)
    assert outbox.missed(lumen.organization.id, since, 2) is None


@unit
def test_who_missed_messages_that_are_no_longer_kept_must_begin_anew(lumen: Lumen, now: datetime) -> None:
    for _ in range(3):
        tell(lumen.organization, now)
    outbox.number(100)
    Message.delete().where(Message.seq == 2).execute()
    assert outbox.missed(lumen.organization.id, 1, 10) is None
    assert outbox.missed(lumen.organization.id, 2, 10) is not None
