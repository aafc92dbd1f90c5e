"""models/audit.py: who did what to what, before and after, and why."""

from datetime import datetime

import pytest

from models import audit, db
from models.audit import Actor, AuditLine
from tests.cast import Lumen

EVE = Actor(name="Eve", door="socket")


@pytest.mark.usefixtures("unit")
def test_a_line_keeps_everything_it_was_told(lumen: Lumen, now: datetime) -> None:
    audit.write(
        lumen.organization, EVE, "points:adjust", "person:7", now, before={"all": 3}, after={"all": 8}, why="the fair"
    )
    [line] = AuditLine.select()
    assert (line.organization, line.at, line.actor, line.door) == (lumen.organization, now, "Eve", "socket")
    assert (line.action, line.target, line.why) == ("points:adjust", "person:7", "the fair")
    assert (line.before, line.after) == ({"all": 3}, {"all": 8})


@pytest.mark.usefixtures("unit")
def test_before_after_and_why_may_be_missing(lumen: Lumen, now: datetime) -> None:
    audit.write(lumen.organization, EVE, "board:rebuild", "boards", now)
    [line] = AuditLine.select()
    assert (line.before, line.after, line.why) == (None, None, "")


def test_what_was_not_done_is_not_audited(lumen: Lumen, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), db.unit():
        audit.write(lumen.organization, EVE, "board:rebuild", "boards", now)
        raise ZeroDivisionError
    with db.unit():
        assert AuditLine.select().count() == 0
