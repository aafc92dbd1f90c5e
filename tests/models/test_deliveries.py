"""models/deliveries.py: the row is the queue; nothing is kept twice, lost, or worked on by two."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from models import db, deliveries, hooks, organizations
from models.deliveries import ATTEMPTS, LEASE, OVERDUE, Arrival, Delivery, Kept, Outcome
from models.errors import NotFound
from tests.cast import Lumen
from tests.models.deeds import at_once

SECOND = timedelta(seconds=1)


def arrival(lumen: Lumen, guid: str, now: datetime) -> Arrival:
    return Arrival(hook_id=lumen.hook.id, guid=guid, event="issues", body=b"{}", received_at=now)


def keep(lumen: Lumen, now: datetime, *guids: str) -> list[Kept]:
    return deliveries.keep([arrival(lumen, guid, now) for guid in guids])


def ended(lumen: Lumen, now: datetime, outcome: Outcome, guid: str = "ended") -> int:
    [kept] = keep(lumen, now, guid)
    assert deliveries.lease(now, kept.id) == kept.id
    deliveries.finish(Delivery.get_by_id(kept.id), outcome, "as it went", now)
    return kept.id


def row(delivery_id: int) -> Delivery:
    found: Delivery = Delivery.get_by_id(delivery_id)
    return found


@pytest.mark.usefixtures("unit")
def test_a_kept_delivery_waits_with_everything_it_brought(lumen: Lumen, now: datetime) -> None:
    body = b'{"a": "\xff\x00"}'
    [kept] = deliveries.keep([arrival(lumen, "one", now).model_copy(update={"body": body})])
    found = row(kept.id)
    assert kept.fresh
    assert (found.state, found.attempts, found.guid, found.event) == ("pending", 0, "one", "issues")
    assert (bytes(found.body), found.received_at, found.due_at) == (body, now, now)


@pytest.mark.usefixtures("unit")
def test_twenty_equal_deliveries_in_one_group_are_one_row(lumen: Lumen, now: datetime) -> None:
    kept = keep(lumen, now, *["same"] * 20)
    assert kept == [Kept(id=kept[0].id, fresh=True)] * 20
    assert Delivery.select().count() == 1


def test_twenty_equal_deliveries_at_once_are_one_row(lumen: Lumen, now: datetime) -> None:
    kept = at_once(*[lambda: keep(lumen, now, "same")[0]] * 20)
    assert len({one.id for one in kept}) == 1
    assert [one.fresh for one in kept].count(True) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_groups_that_share_deliveries_do_not_wait_for_each_other_in_a_circle(
    lumen: Lumen, now: datetime, attempt: int
) -> None:
    names = [f"guid-{number}" for number in range(2_000)]
    there, back = lambda: keep(lumen, now, *names), lambda: keep(lumen, now, *reversed(names))
    kept = at_once(*[there, back] * 3)
    assert len({one.id for group in kept for one in group}) == 2_000


@pytest.mark.usefixtures("unit")
def test_each_arrival_of_a_group_learns_its_own_row(lumen: Lumen, now: datetime) -> None:
    keep(lumen, now, "b")
    kept = keep(lumen, now, "c", "b", "a", "c")
    assert [row(one.id).guid for one in kept] == ["c", "b", "a", "c"]
    assert [one.fresh for one in kept] == [True, False, True, True]


@pytest.mark.usefixtures("unit")
def test_the_same_id_through_another_hook_is_another_delivery(lumen: Lumen, now: datetime) -> None:
    other, _ = hooks.create(lumen.organization, "lumen/lexer", now)
    mine, theirs = arrival(lumen, "same", now), arrival(lumen, "same", now).model_copy(update={"hook_id": other.id})
    assert len({kept.id for kept in deliveries.keep([mine, theirs])}) == 2


@pytest.mark.usefixtures("unit")
@pytest.mark.parametrize("outcome", ["done", "ignored", "parked"])
def test_a_known_delivery_is_not_read_again(lumen: Lumen, now: datetime, outcome: Outcome) -> None:
    known = ended(lumen, now, outcome)
    assert keep(lumen, now + SECOND, "ended") == [Kept(id=known, fresh=False)]
    assert row(known).state == outcome
    assert deliveries.lease(now + SECOND) is None


@pytest.mark.usefixtures("unit")
def test_a_delivery_that_is_waiting_or_worked_on_keeps_its_place(lumen: Lumen, now: datetime) -> None:
    [kept] = keep(lumen, now, "one")
    assert not keep(lumen, now, "one")[0].fresh
    deliveries.lease(now)
    assert not keep(lumen, now, "one")[0].fresh
    assert (row(kept.id).state, row(kept.id).attempts) == ("processing", 1)


@pytest.mark.usefixtures("unit")
def test_a_dead_delivery_lives_again_when_it_is_sent_again(lumen: Lumen, now: datetime) -> None:
    dead = ended(lumen, now, "dead")
    later = now + timedelta(hours=1)
    assert keep(lumen, later, "ended") == [Kept(id=dead, fresh=True)]
    assert (row(dead).state, row(dead).attempts, row(dead).note) == ("pending", 0, "")
    assert deliveries.lease(now) is None
    assert deliveries.lease(later) == dead


@pytest.mark.usefixtures("unit")
def test_the_oldest_waiting_row_is_leased_first(lumen: Lumen, now: datetime) -> None:
    kept = keep(lumen, now, "a", "b", "c")
    assert [deliveries.lease(now) for _ in range(4)] == [*(one.id for one in kept), None]
    assert row(kept[0].id).due_at == now + LEASE


@pytest.mark.usefixtures("unit")
def test_one_row_can_be_leased_by_name(lumen: Lumen, now: datetime) -> None:
    first, second = keep(lumen, now, "a", "b")
    assert deliveries.lease(now, second.id) == second.id
    assert deliveries.lease(now, second.id) is None
    assert deliveries.lease(now) == first.id


@pytest.mark.usefixtures("unit")
def test_a_row_is_leased_again_when_its_lease_has_ended(lumen: Lumen, now: datetime) -> None:
    [kept] = keep(lumen, now, "one")
    deliveries.lease(now)
    assert deliveries.lease(now + LEASE - SECOND) is None
    assert deliveries.lease(now + LEASE) == kept.id
    assert row(kept.id).attempts == 2


@pytest.mark.usefixtures("unit")
def test_only_a_leased_row_can_be_claimed(lumen: Lumen, now: datetime) -> None:
    [kept] = keep(lumen, now, "one")
    assert deliveries.claim(kept.id) is None
    deliveries.lease(now)
    claimed = deliveries.claim(kept.id)
    assert claimed is not None and claimed.hook.id == lumen.hook.id
    deliveries.finish(claimed, "done", "", now)
    assert deliveries.claim(kept.id) is None


def test_many_workers_share_the_rows_out(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        kept = keep(lumen, now, *(f"guid-{number:02}" for number in range(40)))

    def lease_all() -> list[int]:
        mine: list[int] = []
        while True:
            with db.unit():
                taken = deliveries.lease(now)
            if taken is None:
                return mine
            mine.append(taken)

    with ThreadPoolExecutor(4) as workers:
        shares = list(workers.map(lambda _: lease_all(), range(4)))
    # A worker skips rows that another one is just taking, so a few may be left for the next round.
    taken = [one for share in shares for one in share] + lease_all()
    assert sorted(taken) == [one.id for one in kept]


def test_a_row_that_is_still_worked_on_is_not_taken_though_its_lease_has_ended(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        [kept] = keep(lumen, now, "one")
        deliveries.lease(now)
    with db.unit():
        assert deliveries.claim(kept.id) is not None
        assert at_once(lambda: deliveries.lease(now + LEASE + SECOND)) == [None]


def test_two_workers_with_a_lease_cannot_both_claim(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        [kept] = keep(lumen, now, "one")
        deliveries.lease(now)

    def settle() -> bool:
        claimed = deliveries.claim(kept.id)
        if claimed is not None:
            deliveries.finish(claimed, "done", "", now)
        return claimed is not None

    assert sorted(at_once(*[settle] * 4)) == [False, False, False, True]


@pytest.mark.usefixtures("unit")
def test_what_fails_waits_longer_each_time_and_is_dead_in_the_end(lumen: Lumen, now: datetime) -> None:
    [kept] = keep(lumen, now, "one")
    waits = []
    for _ in range(ATTEMPTS - 1):
        assert deliveries.lease(now, kept.id) == kept.id
        deliveries.fail(kept.id, "ValueError: no", now)
        waits.append((row(kept.id).due_at - now).total_seconds())
        assert deliveries.lease(now, kept.id) is None
        now = row(kept.id).due_at
    assert waits == [2, 4, 8, 16, 32]
    deliveries.lease(now)
    deliveries.fail(kept.id, "ValueError: no", now)
    assert (row(kept.id).state, row(kept.id).note, row(kept.id).finished_at) == ("dead", "ValueError: no", now)
    assert deliveries.lease(now + timedelta(days=1)) is None


@pytest.mark.usefixtures("unit")
def test_a_late_failure_does_not_undo_what_another_worker_finished(lumen: Lumen, now: datetime) -> None:
    done = ended(lumen, now, "done")
    deliveries.fail(done, "too late", now)
    assert (row(done).state, row(done).note) == ("done", "as it went")


@pytest.mark.usefixtures("unit")
def test_a_note_is_cut_to_what_an_admin_reads(lumen: Lumen, now: datetime) -> None:
    [kept] = keep(lumen, now, "one")
    deliveries.lease(now)
    deliveries.fail(kept.id, "x" * 5_000, now)
    assert len(row(kept.id).note) == 1_000


@pytest.mark.usefixtures("unit")
@pytest.mark.parametrize("outcome", ["done", "ignored", "parked", "dead"])
def test_an_admin_may_have_a_finished_delivery_read_again(lumen: Lumen, now: datetime, outcome: Outcome) -> None:
    finished = ended(lumen, now, outcome)
    deliveries.replay(lumen.organization.id, finished, now + SECOND)
    assert (row(finished).state, row(finished).attempts) == ("pending", 0)
    assert deliveries.lease(now + SECOND) == finished


@pytest.mark.usefixtures("unit")
def test_replaying_what_is_worked_on_changes_nothing(lumen: Lumen, now: datetime) -> None:
    [kept] = keep(lumen, now, "one")
    deliveries.lease(now)
    deliveries.replay(lumen.organization.id, kept.id, now)
    assert (row(kept.id).state, row(kept.id).attempts) == ("processing", 1)


@pytest.mark.usefixtures("unit")
def test_nobody_replays_a_delivery_of_another_organisation(lumen: Lumen, now: datetime) -> None:
    finished = ended(lumen, now, "done")
    other = organizations.create("ember", "Ember", "UTC", now)
    for organization, delivery in ((other, finished), (lumen.organization, finished + 1)):
        with pytest.raises(NotFound):
            deliveries.replay(organization.id, delivery, now)
    assert row(finished).state == "done"


@pytest.mark.usefixtures("unit")
def test_a_row_is_overdue_some_seconds_after_it_was_due(lumen: Lumen, now: datetime) -> None:
    first, _ = keep(lumen, now, "a", "b")
    assert deliveries.overdue(now + OVERDUE - SECOND) is None
    assert deliveries.overdue(now + OVERDUE) == first.id
    deliveries.lease(now)
    deliveries.lease(now)
    assert deliveries.overdue(now + OVERDUE) is None
    assert deliveries.overdue(now + LEASE + OVERDUE) == first.id


@pytest.mark.usefixtures("unit")
def test_the_lag_counts_what_waits(lumen: Lumen, now: datetime) -> None:
    assert deliveries.waiting(now) == (0, 0.0)
    ended(lumen, now, "done")
    keep(lumen, now, "a", "b")
    assert deliveries.waiting(now + timedelta(seconds=90)) == (2, 90.0)
    assert deliveries.waiting(now - SECOND) == (2, 0.0)
