"""models/audit_reading.py: lines are read by filters, and a chain that was tampered with does not hold."""

from datetime import datetime, timedelta

import pytest

from models import audit, audit_reading, db, organizations
from models.audit import Actor, AuditHead, AuditLine
from models.audit_reading import Wanted
from models.db import rows
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")
EVE = Actor(name="Eve", door="rest", person=7)


def trail(lumen: Lumen, now: datetime, length: int = 4) -> list[int]:
    """So many lines; their ids."""
    return [
        int(
            audit.write(
                lumen.organization, EVE, "badge:update", f"badge:{n}", now, {"n": n}, {"n": None}, "because “ä”"
            ).id
        )
        for n in range(length)
    ]


def faults(lumen: Lumen) -> list[int | None]:
    """The lines at which something is wrong."""
    return [fault.line for fault in audit_reading.verify(lumen.organization)[1]]


def test_an_empty_trail_and_a_long_one_hold(lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_reading, "STRETCH", 3)
    assert audit_reading.verify(lumen.organization) == (0, [])
    trail(lumen, now, 7)
    assert audit_reading.verify(lumen.organization) == (7, [])


@pytest.mark.parametrize(
    "change",
    [
        "why = 'another reason'",
        "action = 'badge:retire'",
        "target = 'badge:9'",
        "door = 'socket'",
        "at = at + interval '1 second'",
        "before = '{\"n\": 5}'",
        "after = NULL",
        "person_id = 8",
        "actor = 'Mallory'",
        "actor_digest = repeat('0', 64)",
        "digest = NULL, previous = NULL",
    ],
)
def test_a_line_that_was_changed_is_found(lumen: Lumen, now: datetime, change: str) -> None:
    _, second, *_ = trail(lumen, now)
    rows(f"UPDATE audit_line SET {change} WHERE id = %s RETURNING 1", second)
    assert second in faults(lumen)


def test_a_line_that_was_left_out_is_found(lumen: Lumen, now: datetime) -> None:
    first, second, third, last = trail(lumen, now)
    for gone, seen in ((second, third), (first, third), (last, third)):
        with pytest.raises(ZeroDivisionError), db.database.atomic():
            AuditLine.delete().where(AuditLine.id == gone).execute()
            assert faults(lumen)[:1] == [seen if gone != first else second]
            raise ZeroDivisionError
    AuditLine.delete().execute()
    assert faults(lumen) == [None]


def test_lines_that_changed_places_are_found(lumen: Lumen, now: datetime) -> None:
    _, second, third, _ = trail(lumen, now)
    for was, becomes in ((second, 1_000), (third, second), (1_000, third)):
        AuditLine.update(id=becomes).where(AuditLine.id == was).execute()
    assert faults(lumen)[:2] == [second, third]


def test_a_line_that_was_put_in_is_found(lumen: Lumen, now: datetime) -> None:
    trail(lumen, now)
    last = AuditLine.select().order_by(AuditLine.id.desc()).get()
    copied = {name: last.__data__[name] for name in last.__data__ if name != "id"}
    forged = AuditLine.create(**copied)
    assert faults(lumen)[0] == forged.id


def test_a_head_that_was_set_back_is_found(lumen: Lumen, now: datetime) -> None:
    trail(lumen, now)
    AuditHead.delete().execute()
    assert len(faults(lumen)) == 1


def test_lines_from_before_there_was_a_chain_may_stand_before_it_only(lumen: Lumen, now: datetime) -> None:
    common = {
        "organization": lumen.organization,
        "at": now,
        "actor": "Eve",
        "door": "rest",
        "action": "x",
        "target": "y",
    }
    AuditLine.create(**common)
    trail(lumen, now)
    assert faults(lumen) == []
    late = AuditLine.create(**common)
    assert faults(lumen) == [late.id]


def test_the_chain_holds_when_the_name_of_somebody_erased_is_gone(lumen: Lumen, now: datetime) -> None:
    trail(lumen, now)
    AuditLine.update(actor="somebody", salt=None).where(AuditLine.person_id == 7).execute()
    assert faults(lumen) == []


def test_one_organisations_trail_says_nothing_of_anothers(lumen: Lumen, now: datetime) -> None:
    other = organizations.create("other", "Other", "UTC", now)
    trail(lumen, now)
    audit.write(other, EVE, "badge:update", "badge:1", now)
    AuditLine.update(why="changed").where(AuditLine.organization == other).execute()
    assert faults(lumen) == []
    assert [card.target for card in audit_reading.page(other, Wanted(), 10)[0]] == ["badge:1"]
    assert len(audit_reading.page(lumen.organization, Wanted(), 10)[0]) == 4


def test_pages_join_and_followers_read_on_from_where_they_were(lumen: Lumen, now: datetime) -> None:
    ids = trail(lumen, now, 5)
    first, following = audit_reading.page(lumen.organization, Wanted(), 2)
    rest, end = audit_reading.page(lumen.organization, Wanted(before=following), 10)
    assert [line.id for line in first + rest] == ids[::-1]
    assert end is None
    assert [line.id for line in audit_reading.after(lumen.organization.id, ids[1], 2)] == ids[2:4]
    assert [line.id for line in audit_reading.last(lumen.organization.id, 2)] == ids[3:]


def test_a_time_is_within_from_its_beginning_and_before_its_end(lumen: Lumen, now: datetime) -> None:
    trail(lumen, now, 1)
    assert audit_reading.page(lumen.organization, Wanted(since=now), 10)[0]
    assert not audit_reading.page(lumen.organization, Wanted(until=now), 10)[0]
    assert not audit_reading.page(lumen.organization, Wanted(since=now + timedelta(microseconds=1)), 10)[0]
