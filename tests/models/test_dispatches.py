"""models/telling.py, parcels.py and dispatches.py: what was told is gathered once, in order, of nobody who is hidden,
and handed out by turns; failing ends some day."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models import (
    closing,
    consequences,
    db,
    dispatches,
    organizations,
    outbox,
    outlets,
    parcels,
    privacy,
    seasons,
    telling,
)
from models.audit import AuditLine
from models.db import rows
from models.dispatches import Dispatch
from models.errors import InUse, NotFound
from models.outlets import Outlet
from models.parcels import Parcel
from models.people import Person
from models.rules.callers import Caller
from models.rules.outgoing import DELAYS, EVENTS, LONG, Verdict
from models.tenants import Organization
from tests.cast import ADA, BOB, Lumen, issue

HOME = "https://badges.example.org"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SENT, FAILED, BROKEN = Verdict("sent", "", 200), Verdict("again", "no", 400), Verdict("later", "away", 500)


@pytest.fixture
def outlet(lumen: Lumen, now: datetime) -> int:
    """Tells everything of Lumen."""
    with db.unit():
        return int(outlets.create(lumen.organization, "All", "https://all.example/", EVENTS, now)[0].id)


def work(lumen: Lumen, now: datetime, number: int = 1, by: Any = ADA) -> None:
    """Numbered, as the relay does."""
    lumen.deliver("issues", issue("closed", now, number=number, assignees=(by,)), now)
    number_all()


def number_all() -> None:
    with db.unit():
        outbox.number(1_000)


def gather(now: datetime) -> int:
    with db.unit():
        return telling.gather_all(HOME, now)


def take(now: datetime) -> list[list[Parcel]]:
    with db.unit():
        return parcels.take(now)


def note(turn: list[Parcel], verdict: Verdict, now: datetime) -> None:
    with db.unit():
        parcels.note(turn[0].outlet, [(parcel, verdict) for parcel in turn], now, 0.0)


def kept() -> list[Dispatch]:
    with db.unit():
        return list(Dispatch.select().order_by(Dispatch.id))


def told() -> list[dict[str, Any]]:
    return [json.loads(row.body) for row in kept()]


def the(outlet: int) -> Outlet:
    with db.unit():
        found: Outlet = Outlet.get_by_id(outlet)
        return found


def hide(lumen: Lumen, login: str, hidden: bool, now: datetime) -> int:
    with db.unit():
        person = int(Person.get(Person.login == login).id)
        admin = Caller(organization=lumen.organization.id, org="lumen", role="admin", name="Eve", way="session")
        privacy.set_hidden(lumen.organization, admin, person, hidden, now)
        consequences.of_showing(lumen.organization.id, person, now)
    number_all()
    return person


def test_messages_are_gathered_once_in_order_and_only_when_they_are_numbered(
    lumen: Lumen, outlet: int, now: datetime
) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    assert gather(now) == 0
    number_all()
    work(lumen, now, 2)
    first = gather(now)
    assert (first > 1, gather(now)) == (True, 0)
    numbers = [int(row.key.rpartition("_")[2]) for row in kept()]
    assert numbers == sorted(set(numbers))


def test_a_long_backlog_is_gathered_bit_by_bit(lumen: Lumen, outlet: int, now: datetime) -> None:
    for number in range(4):
        work(lumen, now, number + 1)
    with db.unit():
        gathered = [telling.gather(Outlet.get_by_id(outlet), 3, HOME, now) for _ in range(6)]
    with db.unit():
        all_of_it = rows("SELECT count(*) FROM message WHERE kind = ANY(%s)", list(EVENTS))[0][0]
    assert (gathered[0], sum(gathered), len(kept())) == (3, all_of_it, all_of_it)


def due(now: datetime) -> bool:
    with db.unit():
        return parcels.due(now)


def test_nothing_is_gathered_for_another_organisation(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        other = organizations.create("other", "Other", "UTC", now)
        outlets.create(other, "Spy", "https://spy.example/", EVENTS, now)
    work(lumen, now)
    gather(now)
    assert {row.outlet_id for row in kept()} == {outlet}


def test_of_hidden_people_only_that_they_are_is_told(lumen: Lumen, outlet: int, now: datetime) -> None:
    work(lumen, now)
    work(lumen, now, 2, BOB)
    ada = hide(lumen, "ada", True, now)
    gather(now)
    assert [one["data"] for one in told() if one["type"] == "person.hidden"] == [
        {"organization": {"slug": "lumen", "name": "Lumen"}, "person": {"id": ada}}
    ]
    about = {(one["data"]["person"]["id"] == ada, one["type"]) for one in told()}
    assert about == {(True, "person.hidden"), (False, "points.changed"), (False, "badge.awarded")}


def test_what_waits_is_taken_back_when_somebody_is_hidden(lumen: Lumen, outlet: int, now: datetime) -> None:
    work(lumen, now)
    gather(now)
    assert "'login': 'ada'" in str(told())
    hide(lumen, "ada", True, now)
    gather(now)
    assert [row.kind for row in kept()] == ["person.hidden"]


def test_an_erased_person_is_in_nothing_that_was_told(lumen: Lumen, outlet: int, now: datetime) -> None:
    work(lumen, now)
    gather(now)
    [turn] = take(now)
    note(turn, SENT, now)
    with db.unit():
        ada = Person.get(Person.login == "ada")
        admin = Caller(organization=lumen.organization.id, org="lumen", role="admin", name="Eve", way="session")
        privacy.erase(lumen.organization, admin, ada.id, ada.name, now)
    assert kept() == []


def test_a_closed_season_is_told_with_who_was_in_front(lumen: Lumen, outlet: int, now: datetime) -> None:
    work(lumen, now)
    work(lumen, now, 2, BOB)
    with db.unit():
        made, _ = seasons.create(Organization.get(), "Spring", date(2026, 3, 1), date(2026, 3, 4), now)
    with db.unit():
        closing.close(Organization.get(), now + DAY)
    hide(lumen, "bob", True, now + DAY)
    gather(now + DAY)
    [event] = [one for one in told() if one["type"] == "season.closed"]
    assert event["data"]["season"] == {
        "id": made.id,
        "name": "Spring",
        "starts_on": "2026-03-01",
        "ends_on": "2026-03-04",
    }
    assert [(line["rank"], line["person"]["login"], line["points"]) for line in event["data"]["top"]] == [(1, "ada", 3)]
    assert event["data"]["url"] == f"{HOME}/boards?org=lumen&board=season-{made.id}&at=2026-03-01"


def test_weeks_that_close_are_no_seasons(lumen: Lumen, outlet: int, now: datetime) -> None:
    work(lumen, now)
    with db.unit():
        closing.close(Organization.get(), now + 9 * DAY)
    number_all()
    gather(now)
    assert "season.closed" not in {row.kind for row in kept()}


def test_what_happens_during_a_pause_is_told_afterwards_unless_it_is_old(
    lumen: Lumen, outlet: int, now: datetime
) -> None:
    with db.unit():
        outlets.pause(Outlet.get_by_id(outlet), True)
    work(lumen, now)
    work(lumen, now + 5 * DAY, 2)
    assert (gather(now + 6 * DAY), due(now + 6 * DAY)) == (0, False)
    with db.unit():
        outlets.pause(Outlet.get_by_id(outlet), False)
    assert due(now + 8 * DAY)
    gather(now + 8 * DAY)
    assert {one["timestamp"][:10] for one in told()} == {"2026-03-09"}


def test_a_failed_event_is_given_up_after_ten_tries(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        dispatches.try_out(Outlet.get_by_id(outlet), now)
    at, tries = now, 0
    while turns := take(at):
        note(turns[0], FAILED, at)
        tries += 1
        at += DELAYS[-1]
        with db.unit():
            Outlet.update(failing_since=at).execute()
    [row] = kept()
    assert (tries, row.attempts, row.state, row.next_at, row.status) == (10, 10, "failed", None, 400)


def test_who_fails_for_five_days_is_switched_off_and_it_is_said(lumen: Lumen, outlet: int, now: datetime) -> None:
    for at in (now, now + DAY, now + LONG - HOUR):
        with db.unit():
            dispatches.try_out(Outlet.get_by_id(outlet), at)
        [turn] = take(at)
        note(turn, BROKEN, at)
        assert the(outlet).state == "active"
    with db.unit():
        dispatches.try_out(Outlet.get_by_id(outlet), now + LONG)
    [turn] = take(now + LONG)
    note(turn, BROKEN, now + LONG)
    assert (the(outlet).state, the(outlet).error, the(outlet).failing_since) == ("off", "away", now)
    with db.unit():
        [line] = AuditLine.select()
        assert (line.action, line.why) == ("outlet:off", "away")
    assert (take(now + 9 * DAY), due(now + 9 * DAY)) == ([], False)


def test_one_success_ends_the_failing(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        dispatches.try_out(Outlet.get_by_id(outlet), now)
    [turn] = take(now)
    note(turn, BROKEN, now)
    assert (the(outlet).failing_since, the(outlet).error) == (now, "away")
    later = now + HOUR
    [turn] = take(later)
    note(turn, SENT, later)
    assert (the(outlet).failing_since, the(outlet).error, the(outlet).sent_at) == (None, None, later)


def test_who_rests_is_asked_all_the_same_when_somebody_waits(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        dispatches.try_out(Outlet.get_by_id(outlet), now)
    [turn] = take(now)
    note(turn, BROKEN, now)
    assert take(now) == []
    with db.unit():
        dispatches.replay(Outlet.get_by_id(outlet), kept_id(), now)
    [[again]] = take(now)
    assert again.key == turn[0].key


def kept_id() -> int:
    return int(Dispatch.get().id)


def test_what_a_paused_outlet_told_cannot_be_told_again(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        made = Outlet.get_by_id(outlet)
        row = dispatches.try_out(made, now)
        outlets.pause(made, True)
        with pytest.raises(InUse):
            dispatches.replay(made, row.id, now)
        with pytest.raises(InUse):
            dispatches.try_out(made, now)


def test_a_dispatch_is_found_below_its_own_outlet_only(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        other, _ = outlets.create(lumen.organization, "Two", "https://two.example/", EVENTS, now)
        row = dispatches.try_out(Outlet.get_by_id(outlet), now)
        with pytest.raises(NotFound):
            dispatches.replay(other, row.id, now)


def test_outlets_take_turns_and_each_is_one_workers(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        second, _ = outlets.create(lumen.organization, "Two", "https://two.example/", EVENTS, now)
        for one in (Outlet.get_by_id(outlet), second):
            for _ in range(parcels.EACH + 1):
                dispatches.try_out(one, now)
    turns = take(now)
    assert [(turn[0].outlet, len(turn)) for turn in turns] == [(outlet, parcels.EACH), (second.id, parcels.EACH)]
    assert take(now) == []
    note(turns[1], SENT, now + HOUR)
    note(turns[0], SENT, now + 2 * HOUR)
    assert [(turn[0].outlet, len(turn)) for turn in take(now + 3 * HOUR)] == [(second.id, 1), (outlet, 1)]


def test_what_was_deleted_meanwhile_is_noted_nowhere(lumen: Lumen, outlet: int, now: datetime) -> None:
    with db.unit():
        dispatches.try_out(Outlet.get_by_id(outlet), now)
    [turn] = take(now)
    with db.unit():
        dispatches.delete(Outlet.get_by_id(outlet))
    note(turn, SENT, now)
    assert kept() == []


def test_old_ones_are_deleted_after_thirty_days(lumen: Lumen, outlet: int, now: datetime) -> None:
    for at in (now, now + DAY):
        with db.unit():
            dispatches.try_out(Outlet.get_by_id(outlet), at)
    assert [dispatches.sweep(now + 30 * DAY + HOUR) for _ in range(2)] == [1, 0]
    assert [row.created_at for row in kept()] == [now + DAY]
