"""models/tariff_reading.py: what is decided for a scope, and every version that ever was."""

from datetime import datetime, timedelta

import pytest

from models import tariff_reading, tariffs
from models.people import Membership
from models.rules.points import Tariff
from tests.cast import BOB, Lumen
from tests.models.deeds import home, who

pytestmark = pytest.mark.usefixtures("unit")
DAY = timedelta(days=1)


def worth(points: int) -> Tariff:
    return Tariff(worth={"issue.closed": points, "pull_request.merged": points})


def test_a_scope_follows_its_own_tariff_then_the_organisations_then_the_built_in_one(
    lumen: Lumen, now: datetime
) -> None:
    project = home(lumen.organization)
    decided = [tariff_reading.decided(lumen.organization, project, now)]
    tariffs.decide(lumen.organization, None, worth(4), now)
    decided.append(tariff_reading.decided(lumen.organization, project, now))
    tariffs.decide(lumen.organization, project, worth(6), now)
    decided.append(tariff_reading.decided(lumen.organization, project, now))
    assert [(one.version, one.tariff, one.project and one.project.id) for one in decided] == [
        (0, Tariff(), None),
        (1, worth(4), None),
        (1, worth(6), project.id),
    ]
    assert tariff_reading.decided(lumen.organization, None, now) == decided[1]


def test_a_tariff_that_begins_later_is_none_of_now_and_is_listed(lumen: Lumen, now: datetime) -> None:
    tariffs.decide(lumen.organization, None, worth(4), now, by="Eve", why="to begin with")
    tariffs.decide(lumen.organization, None, worth(6), now, from_at=now + DAY)
    assert tariff_reading.decided(lumen.organization, None, now).version == 1
    assert tariff_reading.decided(lumen.organization, None, now + DAY).version == 2
    later, first = tariff_reading.versions(lumen.organization)
    assert (later.version, later.from_at, later.decided_at) == (2, now + DAY, now)
    assert (first.by, first.why) == ("Eve", "to begin with")


def test_a_tariff_for_everything_has_no_beginning(lumen: Lumen, now: datetime) -> None:
    tariffs.decide(lumen.organization, None, worth(4), now, from_at=tariffs.EVER)
    assert tariff_reading.decided(lumen.organization, None, now).from_at is None


def test_whoever_is_hidden_is_not_named_as_the_one_who_decided(lumen: Lumen, now: datetime) -> None:
    bob = who(lumen.organization, BOB, now)
    tariffs.decide(lumen.organization, None, worth(4), now, by="bob")
    Membership.update(hidden_at=now).where(Membership.person == bob).execute()
    assert tariff_reading.decided(lumen.organization, None, now).by == "an admin"
