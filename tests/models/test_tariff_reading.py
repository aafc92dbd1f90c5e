"""models/tariff_reading.py: what is decided for a scope, and what another tariff would have made of the newest work."""

from datetime import datetime, timedelta

import pytest

from models import projects, tariff_reading, tariffs
from models.people import Membership
from models.rules.points import Tariff
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import carry, home, issue, merge, who

pytestmark = pytest.mark.usefixtures("unit")


def worth(points: int) -> Tariff:
    return Tariff(worth={"issue.closed": points, "pull_request.merged": points})


def shifts(lumen: Lumen, tariff: Tariff, **scope: object) -> dict[int, tuple[int, int]]:
    told = tariff_reading.preview(lumen.organization, scope.get("project"), tariff)  # type: ignore[arg-type]
    return {one.person.id: (one.before, one.after) for one in told.people}


def test_a_scope_follows_its_own_tariff_then_the_organisations_then_the_built_in_one(
    lumen: Lumen, now: datetime
) -> None:
    project = home(lumen.organization)
    decided = [tariff_reading.decided(lumen.organization, project)]
    tariffs.decide(lumen.organization, None, worth(4), now)
    decided.append(tariff_reading.decided(lumen.organization, project))
    tariffs.decide(lumen.organization, project, worth(6), now)
    decided.append(tariff_reading.decided(lumen.organization, project))
    assert [(one.version, one.tariff, one.project and one.project.id) for one in decided] == [
        (0, Tariff(), None),
        (1, worth(4), None),
        (1, worth(6), project.id),
    ]
    assert tariff_reading.decided(lumen.organization, None) == decided[1]


def test_a_preview_sets_what_stands_beside_what_would_be(lumen: Lumen, now: datetime) -> None:
    ada, bob = (who(lumen.organization, one, now) for one in (ADA, BOB))
    carry(home(lumen.organization), now, issue(1, now, ADA, BOB), merge(2, now, BOB))
    assert shifts(lumen, worth(10)) == {ada: (2, 5), bob: (1 + 5, 5 + 10)}
    assert shifts(lumen, Tariff(worth={})) == {ada: (2, 0), bob: (6, 0)}


def test_projects_with_a_tariff_of_their_own_do_not_follow_the_organisations(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    project, other = home(lumen.organization), projects.create(lumen.organization, "github", "lumen/lexer", now)
    carry(project, now, issue(1, now))
    carry(other, now, issue(2, now))
    assert shifts(lumen, worth(10)) == {ada: (6, 20)}
    assert shifts(lumen, worth(10), project=other) == {ada: (3, 10)}
    tariffs.decide(lumen.organization, other, worth(1), now)
    assert shifts(lumen, worth(10)) == {ada: (3, 10)}


def test_only_the_newest_work_is_looked_at_and_it_says_how_much(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = who(lumen.organization, ADA, now)
    carry(home(lumen.organization), now, *(issue(n, now - timedelta(days=9 - n)) for n in range(5)))
    monkeypatch.setattr(tariff_reading, "LOOKED_AT", 2)
    told = tariff_reading.preview(lumen.organization, None, worth(10))
    assert (told.entries, told.since) == (2, now - timedelta(days=6))
    assert shifts(lumen, worth(10)) == {ada: (6, 20)}


def test_accounts_that_are_nobodys_yet_are_counted_and_not_named(lumen: Lumen, now: datetime) -> None:
    tariffs.decide(lumen.organization, None, Tariff(worth={}), now - timedelta(days=1))
    carry(home(lumen.organization), now, issue(1, now, CYD))
    told = tariff_reading.preview(lumen.organization, None, worth(10))
    assert (told.people, told.newcomers) == ((), 1)


def test_whoever_is_hidden_is_not_shown(lumen: Lumen, now: datetime) -> None:
    ada, bob = (who(lumen.organization, one, now) for one in (ADA, BOB))
    carry(home(lumen.organization), now, issue(1, now, ADA, BOB))
    Membership.update(hidden_at=now).where(Membership.person == bob).execute()
    assert shifts(lumen, worth(10)).keys() == {ada}
