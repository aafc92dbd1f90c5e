"""models/tariffs.py: work counts by the tariff of its time, and a project's own goes first."""

from datetime import datetime, timedelta

import pytest

from models import organizations, projects, tariffs
from models.rules.points import Tariff
from tests.cast import Lumen
from tests.models.deeds import home

pytestmark = pytest.mark.usefixtures("unit")
DAY = timedelta(days=1)


def worth(points: int) -> Tariff:
    return Tariff(worth={"issue.closed": points})


def test_without_a_decision_the_built_in_tariff_is_in_force(lumen: Lumen, now: datetime) -> None:
    assert tariffs.in_force(home(lumen.organization), now) == (Tariff(), 0)


def test_a_tariff_is_in_force_from_its_moment_on_and_changes_no_past(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    assert tariffs.decide(lumen.organization, project, worth(4), now).version == 1
    assert tariffs.decide(lumen.organization, project, worth(6), now + DAY).version == 2
    assert tariffs.in_force(project, now - timedelta(microseconds=1)) == (Tariff(), 0)
    assert tariffs.in_force(project, now) == (worth(4), 1)
    assert tariffs.in_force(project, now + DAY) == (worth(6), 2)


def test_a_projects_own_tariff_goes_before_the_organisations(lumen: Lumen, now: datetime) -> None:
    project, other = home(lumen.organization), projects.create(lumen.organization, "github", "lumen/lexer", now)
    tariffs.decide(lumen.organization, project, worth(4), now)
    tariffs.decide(lumen.organization, None, worth(6), now + DAY)
    assert tariffs.in_force(project, now + DAY) == (worth(4), 1)
    assert tariffs.in_force(other, now + DAY) == (worth(6), 1)
    assert tariffs.in_force(other, now) == (Tariff(), 0)


def test_versions_are_counted_for_each_scope(lumen: Lumen, now: datetime) -> None:
    scopes = [home(lumen.organization), None, None, home(lumen.organization)]
    assert [tariffs.decide(lumen.organization, scope, worth(1), now).version for scope in scopes] == [1, 1, 2, 2]


def test_another_organisations_tariff_is_not_ours(lumen: Lumen, now: datetime) -> None:
    tariffs.decide(organizations.create("ember", "Ember", "UTC", now), None, worth(4), now)
    assert tariffs.in_force(home(lumen.organization), now) == (Tariff(), 0)
