"""models/deeds.py and models/reconciling.py: one row for each part in each piece of work, changed in place."""

from datetime import datetime, timedelta

import pytest

from models import blocks, consequences, deed_drift, deeds, organizations, projects
from models.deeds import Deed
from models.ledger import Entry
from models.people import Membership
from models.rules.callers import Caller
from models.tenants import Organization
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import carry, home, issue, merge, review, settle, who

pytestmark = pytest.mark.usefixtures("unit")
HOUR = timedelta(hours=1)


def test_everybodys_part_is_a_deed_paid_or_not(lumen: Lumen, now: datetime) -> None:
    ada, bob = (who(lumen.organization, one, now) for one in (ADA, BOB))
    carry(home(lumen.organization), now, issue(42, now, ADA, author=BOB, ended_by=CYD, labels=("Docs",)))
    [closed] = deeds.of_person(lumen.organization.id, ada)
    [opened] = deeds.of_person(lumen.organization.id, bob)
    assert (closed.kind, closed.points, closed.labels, closed.reason) == ("issue.closed", 3, ("docs",), "completed")
    assert (opened.kind, opened.points, opened.role) == ("issue.opened", 0, "contributor")
    assert set(closed.others) == {bob, who(lumen.organization, CYD, now)}
    assert deeds.everybody(lumen.organization.id) == [ada, bob]


def test_a_role_is_that_of_the_first_writing(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    Membership.update(role="admin").where(Membership.person == ada).execute()
    carry(home(lumen.organization), now, issue(1, now))
    Membership.update(role="contributor").where(Membership.person == ada).execute()
    carry(home(lumen.organization), now, issue(1, now, labels=("bug",)).model_copy(update={"seen_at": now + HOUR}))
    [deed] = deeds.of_person(lumen.organization.id, ada)
    assert (deed.role, deed.labels) == ("admin", ("bug",))


def test_what_moved_is_told_as_it_was_and_as_it_is(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    [[opened, merged]] = settle(project, now, merge(7, now, labels=("sp/2",))).moved.values()
    relabelled = merge(7, now, labels=("sp/8",)).model_copy(update={"seen_at": now + HOUR})
    [changes] = settle(project, now, relabelled).moved.values()
    assert (opened.before, merged.before) == (None, None)
    assert [(one.before.points, one.after.points) for one in changes if one.before and one.after] == [(2, 8), (0, 0)]
    assert settle(project, now, relabelled).moved == {}


def test_what_is_refused_is_kept_and_not_counted(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    settled = settle(home(lumen.organization), now, review(7, now, ADA))
    assert (settled.moved, settled.written) == ({}, {})
    assert deeds.of_person(lumen.organization.id, ada) == []
    assert Deed.get().refused == "own_review"


def test_a_stream_gives_everybodys_deeds_in_their_order(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    carry(project, now, issue(2, now, BOB), issue(1, now + HOUR, ADA, labels=("bug",)), merge(3, now, ADA))
    carry(home(ember(now)), now, issue(1, now, CYD))
    found = list(deeds.stream(lumen.organization.id))
    here = lumen.organization.id
    assert found == [deed for person in deeds.everybody(here) for deed in deeds.of_person(here, person)]
    by_key = {key: [one.kind for one in deeds.stream(project.organization_id, {key})] for key in KEYS}
    assert by_key == {
        "kind:pull_request.merged": ["pull_request.merged"],
        "label:bug": ["issue.closed"],
        f"project:{project.id}": [one.kind for one in found],
        "badge:1": [],
    }


KEYS = ("kind:pull_request.merged", "label:bug", "project:1", "badge:1")


def ember(now: datetime) -> Organization:
    found = organizations.create("ember", "Ember", "UTC", now)
    projects.create(found, "github", "ember/parser", now)
    return found


def block(lumen: Lumen, person: int, blocked: bool, now: datetime) -> None:
    eve = Caller(organization=lumen.organization.id, org="lumen", name="Eve", role="admin")
    work = blocks.hold_work(lumen.organization.id, person, now)
    assert blocks.set_blocked(lumen.organization, eve, person, blocked, now)
    consequences.of_entries(lumen.organization, blocks.count_anew(lumen.organization, work, now), now)


def test_what_somebody_does_since_a_block_counts_for_nothing_until_it_is_taken_away(
    lumen: Lumen, now: datetime
) -> None:
    project, ada = home(lumen.organization), who(lumen.organization, ADA, now)
    carry(project, now, issue(1, now - HOUR), issue(2, now + HOUR))
    block(lumen, ada, True, now)
    carry(project, now, issue(3, now + 2 * HOUR))
    assert [(one.item.external_id, one.refused) for one in Deed.select().order_by(Deed.id)] == [
        ("7001", None),
        ("7002", "blocked"),
        ("7003", "blocked"),
    ]
    assert sum(one.points for one in Entry.select()) == 3
    assert deed_drift.mend_deeds(lumen.organization, now, mend=False).drifted == 0
    block(lumen, ada, False, now + 3 * HOUR)
    assert sum(one.points for one in Entry.select()) == 9
