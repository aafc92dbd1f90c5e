"""models/commands/organizations.py: another name, another clock, other sites; and every sum stays right."""

from datetime import UTC, datetime

import pytest

from models import boards, db, drift
from models.audit import AuditLine
from models.errors import Invalid, NothingToChange
from models.standings import Standing
from models.tenants import Organization
from tests.cast import CYD, issue
from tests.models.commands.office import Office

LATE = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
"""In March already in Vienna, in February still in Lisbon."""


def test_another_clock_counts_every_month_anew(office: Office) -> None:
    office.lumen.deliver("issues", issue("closed", LATE, number=43, assignees=(CYD,)), office.now)
    office.redis.set(boards.READY, 1)
    assert months() == {"2026-03-01"}
    office.run("organization:update", office.admin, {"time_zone": "Europe/Lisbon"})
    assert months() == {"2026-02-01", "2026-03-01"}
    assert not boards.ready(office.redis)
    with db.unit():
        assert drift.mend_standings(Organization.get_by_id(office.lumen.organization.id)).drifted == 0


def months() -> set[str]:
    with db.unit():
        return {row.board.split(":")[3] for row in Standing.select() if ":month:" in row.board}


def test_what_is_not_given_stays_and_both_are_audited(office: Office) -> None:
    office.run("organization:update", office.admin, {"name": "Lumen 2"})
    done = office.run("organization:update", office.admin, {"allowed_origins": ["https://a.example", "*"]})
    told = {
        "name": "Lumen 2",
        "time_zone": "Europe/Vienna",
        "allowed_origins": ["*", "https://a.example"],
        "ranking": "standard",
    }
    assert done.answer == {"organization": {"slug": "lumen"} | told}
    with db.unit():
        line = AuditLine.select().order_by(AuditLine.id.desc()).get()
        assert (line.action, line.before, line.after) == ("organization:update", told | {"allowed_origins": []}, told)


def test_equal_points_are_ranked_as_the_organisation_wants(office: Office) -> None:
    done = office.run("organization:update", office.admin, {"ranking": "dense"})
    assert done.answer["organization"]["ranking"] == "dense"
    with pytest.raises(Invalid):
        office.run("organization:update", office.admin, {"ranking": "by size"})


def test_the_same_clock_again_counts_nothing_anew(office: Office) -> None:
    office.redis.set(boards.READY, 1)
    office.run("organization:update", office.admin, {"time_zone": "Europe/Vienna"})
    assert boards.ready(office.redis)


@pytest.mark.parametrize(
    "given",
    [{"name": ""}, {"name": "\u202e"}, {"time_zone": "Mars/Olympus"}, {"time_zone": ""}, {"allowed_origins": ["x"]}],
    ids=str,
)
def test_what_cannot_be_is_refused(office: Office, given: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        office.run("organization:update", office.admin, given)


def test_nothing_to_change_is_said(office: Office) -> None:
    with pytest.raises(NothingToChange):
        office.run("organization:update", office.admin, {})
