"""models/consequences.py: whatever changes is told, in one order, with what is true after it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import awards, badges, consequences, identities, ledger
from models.ledger import Settled
from models.outbox import Message
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import carry, do, home, issue, merge, who

pytestmark = pytest.mark.usefixtures("unit")
HOUR = timedelta(hours=1)


def told() -> list[tuple[str, str, dict[str, Any]]]:
    """(kind, login, body), in the order of telling."""
    return [(m.kind, m.body["person"]["login"], m.body) for m in Message.select().order_by(Message.id)]


def test_points_are_told_with_their_lines_and_the_totals_after_them(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now, labels=("points: 50",)))
    carry(home(lumen.organization), now, issue(2, now, labels=("sp/2",)), issue(3, now - timedelta(days=2)))
    _, _, body = told()[-1]
    assert body["delta"] == 5
    assert [line["points"] for line in body["lines"]] == [2, 3]
    assert body["totals"] == {"all": 55, "year": 55, "quarter": 55, "month": 55, "week": 55, "day": 52}


def test_every_board_that_moved_is_named(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    points, award = Message.select().order_by(Message.id)
    assert len(points.boards) == 12
    assert points.boards == sorted(points.boards)
    assert award.boards == []


def test_an_award_is_told_after_the_points_that_earned_it(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now, ADA, BOB))
    assert [(kind, login) for kind, login, _ in told()] == [
        ("points.changed", "ada"),
        ("badge.awarded", "ada"),
        ("points.changed", "bob"),
        ("badge.awarded", "bob"),
    ]


def test_a_reversal_is_told_with_the_badge_it_costs(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, issue(1, now))
    carry(home(lumen.organization), now + HOUR, issue(1, now + HOUR, state="open"))
    (_, _, points), (kind, _, revoked) = told()[2:]
    assert (points["delta"], points["totals"]["all"]) == (-3, 0)
    assert (kind, revoked["award"]["revoked_at"]) == ("badge.revoked", "2026-03-04T13:00:00Z")


def test_work_that_changes_nothing_is_not_told(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, merge(7, now))
    before = len(told())
    carry(home(lumen.organization), now + HOUR, merge(7, now))
    assert len(told()) == before


def test_an_adjustment_is_told_like_work(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    written = ledger.adjust(lumen.organization, ada, 5, "helped at the fair", "Eve", now)
    consequences.of_entries(lumen.organization, written, now)
    [(kind, login, body)] = told()
    assert (kind, login, body["totals"]["day"]) == ("points.changed", "ada", 5)


def test_awards_by_hand_are_told(lumen: Lumen, now: datetime) -> None:
    ada, badge = who(lumen.organization, ADA, now), badges.find(lumen.organization, "special")
    given = awards.give(lumen.organization, badge, ada, "for the fair", "Eve", now)
    consequences.of_awards(lumen.organization, "badge.awarded", [given], now)
    taken = awards.revoke(lumen.organization, badge, ada, "a mistake", "Eve", now)
    consequences.of_awards(lumen.organization, "badge.revoked", taken, now)
    (_, _, first), (kind, _, second) = told()
    assert (first["award"]["by"], first["award"]["revoked_at"]) == ("Eve", None)
    assert (kind, second["award"]["revoke_reason"]) == ("badge.revoked", "a mistake")


def test_a_new_name_is_told(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    countess = ADA.model_copy(update={"login": "countess"})
    renamed = identities.recognise(lumen.organization.id, [countess], now + HOUR, now).renamed
    consequences.of_renaming(renamed, now)
    [(kind, login, body)] = told()
    assert (kind, login, body["person"]["id"]) == ("person.changed", "countess", ada)


def test_nothing_written_is_nothing_told(lumen: Lumen, now: datetime) -> None:
    consequences.of_entries(lumen.organization, Settled(), now)
    consequences.of_awards(lumen.organization, "badge.awarded", [], now)
    consequences.of_renaming([], now)
    assert told() == []


def test_people_are_told_of_in_the_order_of_their_locks(lumen: Lumen, now: datetime) -> None:
    ids = [who(lumen.organization, account, now) for account in (CYD, ADA, BOB)]
    written = do(home(lumen.organization), now, issue(1, now, ADA, BOB, CYD))
    consequences.of_entries(lumen.organization, Settled(dict(reversed(written.items()))), now)
    points = [body["person"]["id"] for kind, _, body in told() if kind == "points.changed"]
    assert points == sorted(ids)
