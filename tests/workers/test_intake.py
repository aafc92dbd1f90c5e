"""workers/intake.py: a kept delivery becomes points, badges and messages, in one transaction."""

from datetime import datetime, timedelta

import pytest

from models import db, deliveries
from models.awards import Award
from models.deliveries import Delivery
from models.ledger import Entry
from models.outbox import Message
from tests.cast import ADA, BOB, Lumen, issue, pull_request, review
from workers import intake


def _ledger() -> list[tuple[str, int, str]]:
    with db.unit():
        return [(e.person.login, e.points, e.kind) for e in Entry.select().order_by(Entry.id)]


def test_a_closed_issue_pays_its_assignee_and_says_why(lumen: Lumen, now: datetime) -> None:
    row = lumen.deliver("issues", issue("closed", now, labels=("points: 8",)), now)
    assert row.state == "done"
    with db.unit():
        [entry] = Entry.select()
        assert (entry.person.login, entry.points) == ("ada", 8)
        assert entry.reason == "8 points for closing #42 (label “points: 8”)"
        assert entry.url == "https://github.com/lumen/parser/issues/42"


def test_a_first_closed_issue_earns_the_badge_with_its_evidence(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    with db.unit():
        [award] = Award.select()
        assert (award.badge.slug, award.person.login, award.by) == ("issue-1", "ada", None)
        assert award.reason == "for closing #42 in lumen/parser"
        assert award.evidence == [{"text": "#42 Issue 42", "url": "https://github.com/lumen/parser/issues/42"}]


def test_reopening_takes_points_and_badge_back(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    lumen.deliver("issues", issue("reopened", now + timedelta(hours=1)), now + timedelta(hours=1))
    assert _ledger() == [("ada", 3, "issue.closed"), ("ada", -3, "issue.closed")]
    with db.unit():
        reversal = Entry.select().where(Entry.reverses.is_null(False)).get()
        assert reversal.reason == "3 points taken back: #42 was reopened"
        assert Award.get().revoked_at is not None


def test_a_merge_and_a_review_pay_author_and_reviewer(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("pull_request_review", review("submitted", now), now)
    lumen.deliver("pull_request", pull_request("closed", now + timedelta(hours=1), merged=True), now)
    assert _ledger() == [("bob", 2, "review.given"), ("ada", 5, "pull_request.merged")]


def test_nobody_earns_by_their_own_review(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("pull_request_review", review("submitted", now, reviewer=ADA, author=ADA), now)
    assert _ledger() == []


@pytest.mark.parametrize("reason", ["not_planned", "duplicate"])
def test_an_issue_that_was_not_done_earns_nothing(lumen: Lumen, now: datetime, reason: str) -> None:
    lumen.deliver("issues", issue("closed", now, reason=reason), now)
    assert _ledger() == []


def test_the_same_delivery_settled_again_changes_nothing(lumen: Lumen, now: datetime) -> None:
    payload = issue("closed", now)
    lumen.deliver("issues", payload, now)
    lumen.deliver("issues", payload, now)
    assert _ledger() == [("ada", 3, "issue.closed")]


def test_an_event_nobody_knows_is_parked_with_a_reason(lumen: Lumen, now: datetime) -> None:
    row = lumen.deliver("hologram", {"action": "opened"}, now)
    assert row.state == "parked"
    assert "hologram" in row.note


def test_what_fails_halfway_leaves_nothing_but_a_note_and_is_tried_again(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = lumen.keep("issues", issue("closed", now), now)
    with monkeypatch.context() as broken:
        broken.setattr("models.consequences.of_entries", lambda *_, **__: 1 / 0)
        assert intake.drain(row) == 1
    with db.unit():
        kept = Delivery.get_by_id(row)
        assert (kept.state, kept.attempts, kept.note) == ("pending", 1, "ZeroDivisionError: division by zero")
        assert (Entry.select().count(), Message.select().count()) == (0, 0)
        Delivery.update(due_at=now).execute()
    intake.drain(row)
    assert _ledger() == [("ada", 3, "issue.closed")]


def test_a_row_that_always_fails_is_dead_in_the_end(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = lumen.keep("issues", issue("closed", now), now)
    monkeypatch.setattr("models.consequences.of_entries", lambda *_, **__: 1 / 0)
    for _ in range(deliveries.ATTEMPTS):
        with db.unit():
            Delivery.update(due_at=now).execute()
        intake.drain(row)
    with db.unit():
        assert Delivery.get_by_id(row).state == "dead"


def test_a_row_whose_worker_died_every_time_is_dead_without_another_try(lumen: Lumen, now: datetime) -> None:
    row = lumen.keep("issues", issue("closed", now), now)
    with db.unit():
        Delivery.update(attempts=deliveries.ATTEMPTS).execute()
    intake.drain(row)
    with db.unit():
        assert Delivery.get_by_id(row).state == "dead"
    assert _ledger() == []


def test_a_bell_drains_every_waiting_row(lumen: Lumen, now: datetime) -> None:
    for number in range(1, 6):
        lumen.keep("issues", issue("closed", now, number=number), now)
    assert intake.drain(0) == 5
    assert len(_ledger()) == 5


def test_shares_of_one_issue_sum_exactly(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now, assignees=(ADA, BOB), labels=("sp/5",), by=ADA), now)
    assert [points for _, points, _ in _ledger()] == [3, 2]
