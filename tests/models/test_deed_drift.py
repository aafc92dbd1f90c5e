"""models/deed_drift.py: deeds equal the work and the ledger; what does not is found and mended."""

from datetime import datetime, timedelta

import pytest

from models import deed_drift, deeds, workitems
from models.db import unit
from models.deeds import Deed
from models.drift import Drift
from models.ledger import Entry
from models.people import Person
from models.tallies import Tally
from tests.cast import ADA, BOB, CYD, Lumen, issue, pull_request, review
from tests.models.deeds import home
from tests.models.deeds import issue as change

DAY = timedelta(days=1)


def work(lumen: Lumen, now: datetime) -> None:
    for number in range(1, 8):
        at = now - 29 * number * DAY
        lumen.deliver("issues", issue("closed", at, number=number, assignees=(ADA, BOB, CYD)[: number % 3 + 1]), now)
        if number % 4 == 0:
            lumen.deliver("issues", issue("reopened", at + DAY, number=number), now)
    lumen.deliver("pull_request_review", review("submitted", now), now)
    lumen.deliver("pull_request", pull_request("closed", now, merged=True), now)


def look(lumen: Lumen, now: datetime, mend: bool = False) -> Drift:
    with unit():
        return deed_drift.mend_deeds(lumen.organization, now, mend)


def test_after_some_work_nothing_has_drifted(lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deed_drift, "CHUNK", 3)
    work(lumen, now)
    with unit():
        assert look(lumen, now) == Drift(compared=Deed.select().count(), drifted=0)


def test_what_is_wrong_missing_too_much_or_misplaced_is_mended(lumen: Lumen, now: datetime) -> None:
    work(lumen, now)
    with unit():
        before = [deeds.of_person(lumen.organization.id, one.id) for one in Person.select().order_by(Person.id)]
        lines = Entry.select().count()
        paid, labelled, missing, copied = Deed.select().where(Deed.points > 0).order_by(Deed.id).limit(4)
        Deed.update(points=99).where(Deed.id == paid.id).execute()
        Deed.update(labels=["bug"]).where(Deed.id == labelled.id).execute()
        Deed.update(kind="star.given").where(Deed.id == copied.id).execute()
        missing.delete_instance()
    # A deed under a wrong kind is one too many and one too few.
    assert look(lumen, now).drifted == look(lumen, now, mend=True).drifted == 5
    assert look(lumen, now).drifted == 0
    with unit():
        after = [deeds.of_person(lumen.organization.id, one.id) for one in Person.select().order_by(Person.id)]
        assert [[_bare(one) for one in mine] for mine in after] == [[_bare(one) for one in mine] for mine in before]
        assert Entry.select().count() == lines
        assert not Tally.select().where(Tally.person == labelled.person).exists()


def _bare(deed: object) -> str:
    return repr(deed).split(", ", 1)[1]


def test_looking_alone_meets_nobody(lumen: Lumen, now: datetime) -> None:
    with unit():
        workitems.fold_in(home(lumen.organization), [change(1, now)], now)
    assert look(lumen, now).drifted == 1
    with unit():
        assert Person.select().count() == 0
    assert look(lumen, now, mend=True).drifted == 1
    with unit():
        assert [one.login for one in Person.select()] == ["ada"]
