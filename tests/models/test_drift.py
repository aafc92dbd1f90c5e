"""models/drift.py: what is kept beside the ledger equals the ledger; what does not is found and mended."""

from datetime import datetime, timedelta

from models import badges, drift, tally_drift
from models.db import unit
from models.standings import Standing
from models.tallies import Tally
from tests.cast import ADA, BOB, CYD, Lumen, issue, pull_request, review


def a_year_of_work(lumen: Lumen, now: datetime) -> None:
    for number in range(1, 13):
        at = now - timedelta(days=29 * number)
        lumen.deliver("issues", issue("closed", at, number=number, assignees=(ADA, BOB, CYD)[: number % 3 + 1]), now)
        if number % 4 == 0:
            lumen.deliver("issues", issue("reopened", at + timedelta(hours=1), number=number), now)
    lumen.deliver("pull_request_review", review("submitted", now), now)
    lumen.deliver("pull_request", pull_request("closed", now, merged=True), now)


def test_after_a_year_of_work_nothing_has_drifted(lumen: Lumen, now: datetime) -> None:
    a_year_of_work(lumen, now)
    with unit():
        standings, tallies = drift.mend_standings(lumen.organization), tally_drift.mend(lumen.organization)
    assert (standings.drifted, tallies.drifted) == (0, 0)
    assert standings.compared > 50


def test_a_wrong_a_missing_and_a_superfluous_standing_are_found_and_mended(lumen: Lumen, now: datetime) -> None:
    a_year_of_work(lumen, now)
    with unit():
        before = sorted(Standing.select(Standing.board, Standing.person, Standing.points, Standing.reached_at).tuples())
        wrong, missing = Standing.select().where(Standing.points > 0).order_by(Standing.id).limit(2)
        Standing.update(points=999).where(Standing.id == wrong.id).execute()
        missing.delete_instance()
        old = f"{lumen.organization.id}:0:day:1999-01-01"
        Standing.create(board=old, person=wrong.person, points=1, reached_at=now)
        assert drift.mend_standings(lumen.organization).drifted == 3
        assert drift.mend_standings(lumen.organization).drifted == 0
        after = sorted(Standing.select(Standing.board, Standing.person, Standing.points, Standing.reached_at).tuples())
    assert after == before


def test_a_wrong_tally_is_mended(lumen: Lumen, now: datetime) -> None:
    a_year_of_work(lumen, now)
    with unit():
        first = badges.find(lumen.organization, "review-1")
        Tally.update(haves=[77]).where(Tally.badge == first).execute()
        assert tally_drift.mend(lumen.organization, mend=False).drifted == 1
        assert tally_drift.mend(lumen.organization).drifted == 1
        assert tally_drift.mend(lumen.organization).drifted == 0
    lumen.deliver("pull_request_review", review("submitted", now, number=9), now)
    with unit():
        assert Tally.get(Tally.badge == first).haves == [2]
