"""models/tallies.py: how often everybody has done each kind of work; points do not matter."""

from datetime import datetime, timedelta

import pytest

from models import ledger, organizations, tallies
from models.ledger import Entry
from models.rules.work import Change
from models.tallies import Step
from tests.cast import ADA, Lumen
from tests.models.deeds import do, home, issue, merge, who

pytestmark = pytest.mark.usefixtures("unit")
HOUR = timedelta(hours=1)


def add(lumen: Lumen, now: datetime, *changes: Change) -> list[Step]:
    [(ada, entries)] = do(home(lumen.organization), now, *changes).items()
    return tallies.add(lumen.organization.id, ada, entries)


def counts(lumen: Lumen, now: datetime) -> dict[str, int]:
    return tallies.of(lumen.organization.id, who(lumen.organization, ADA, now))


def test_each_kind_of_work_is_counted(lumen: Lumen, now: datetime) -> None:
    add(lumen, now, issue(1, now))
    steps = add(lumen, now, issue(2, now), issue(3, now), merge(7, now))
    assert sorted((step.kind, step.before, step.after) for step in steps) == [
        ("issue.closed", 1, 3),
        ("pull_request.merged", 0, 1),
    ]
    assert counts(lumen, now) == {"issue.closed": 3, "pull_request.merged": 1}


def test_work_counts_however_many_points_it_gave(lumen: Lumen, now: datetime) -> None:
    add(lumen, now, issue(1, now, labels=("points: 0",)), issue(2, now, labels=("points: 50",)))
    assert counts(lumen, now) == {"issue.closed": 2}


def test_what_is_taken_back_counts_back(lumen: Lumen, now: datetime) -> None:
    add(lumen, now, issue(1, now))
    assert add(lumen, now, issue(1, now + HOUR, state="open")) == [Step(kind="issue.closed", before=1, after=0)]


def test_work_that_is_only_counted_anew_is_no_step(lumen: Lumen, now: datetime) -> None:
    add(lumen, now, issue(1, now))
    relabelled = issue(1, now, labels=("sp/8",)).model_copy(update={"seen_at": now + HOUR})
    assert add(lumen, now, relabelled) == []
    assert counts(lumen, now) == {"issue.closed": 1}


def test_an_adjustment_is_no_work(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    entries: list[Entry] = ledger.adjust(lumen.organization, ada, 5, "helped at the fair", "Eve", now)[ada]
    assert tallies.add(lumen.organization.id, ada, entries) == []
    assert counts(lumen, now) == {}


def test_organisations_count_apart(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    add(lumen, now, issue(1, now))
    assert tallies.of(ember.id, who(ember, ADA, now)) == {}
