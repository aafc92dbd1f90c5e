"""models/tariff_preview.py: what another tariff would have made of the newest work; nothing is changed by asking."""

from datetime import datetime, timedelta

import pytest

from models import projects, tariff_preview, tariffs, workitems
from models.people import Membership
from models.rules.points import Tariff
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import carry, home, issue, merge, review, who

pytestmark = pytest.mark.usefixtures("unit")


def worth(points: int) -> Tariff:
    return Tariff(worth={"issue.closed": points, "pull_request.merged": points})


def shifts(lumen: Lumen, now: datetime, tariff: Tariff, **scope: object) -> dict[int, tuple[int, int]]:
    told = tariff_preview.preview(lumen.organization, scope.get("project"), tariff, now)  # type: ignore[arg-type]
    return {one.person.id: (one.before, one.after) for one in told.people}


def test_a_preview_sets_what_stands_beside_what_would_be(lumen: Lumen, now: datetime) -> None:
    ada, bob = (who(lumen.organization, one, now) for one in (ADA, BOB))
    carry(home(lumen.organization), now, issue(1, now, ADA, BOB), merge(2, now, BOB))
    assert shifts(lumen, now, worth(10)) == {ada: (2, 5), bob: (1 + 5, 5 + 10)}
    assert shifts(lumen, now, Tariff(worth={})) == {ada: (2, 0), bob: (6, 0)}


def test_projects_with_a_tariff_of_their_own_do_not_follow_the_organisations(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    project, other = home(lumen.organization), projects.create(lumen.organization, "github", "lumen/lexer", now)
    carry(project, now, issue(1, now))
    carry(other, now, issue(2, now))
    assert shifts(lumen, now, worth(10)) == {ada: (6, 20)}
    assert shifts(lumen, now, worth(10), project=other) == {ada: (3, 10)}
    tariffs.decide(lumen.organization, other, worth(1), now)
    assert shifts(lumen, now, worth(10)) == {ada: (3, 10)}


def test_only_the_newest_work_is_looked_at_and_it_says_how_much(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = who(lumen.organization, ADA, now)
    carry(home(lumen.organization), now, *(issue(n, now - timedelta(days=9 - n)) for n in range(5)))
    monkeypatch.setattr(tariff_preview, "LOOKED_AT", 2)
    told = tariff_preview.preview(lumen.organization, None, worth(10), now)
    assert (told.entries, told.since) == (2, now - timedelta(days=6))
    assert shifts(lumen, now, worth(10)) == {ada: (6, 20)}


def test_accounts_that_are_nobodys_yet_are_counted_and_not_named(lumen: Lumen, now: datetime) -> None:
    workitems.fold_in(home(lumen.organization), [issue(1, now, CYD)], now)
    told = tariff_preview.preview(lumen.organization, None, worth(10), now)
    assert (told.people, told.newcomers) == ((), 1)


def test_whoever_is_hidden_is_not_shown(lumen: Lumen, now: datetime) -> None:
    ada, bob = (who(lumen.organization, one, now) for one in (ADA, BOB))
    carry(home(lumen.organization), now, issue(1, now, ADA, BOB))
    Membership.update(hidden_at=now).where(Membership.person == bob).execute()
    assert shifts(lumen, now, worth(10)).keys() == {ada}


def test_limits_count_in_a_preview_too(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    carry(home(lumen.organization), now, *(issue(n, now) for n in range(1, 6)))
    capped = Tariff.model_validate({"worth": {"issue.closed": 10}, "caps": {"per_day": 25}})
    assert shifts(lumen, now, capped) == {ada: (15, 25)}


def test_ranks_are_those_of_the_board_had_everybody_the_other_points(lumen: Lumen, now: datetime) -> None:
    ada, bob, cyd = (who(lumen.organization, one, now) for one in (ADA, BOB, CYD))
    carry(home(lumen.organization), now, merge(1, now, ADA), issue(2, now, BOB), issue(3, now, CYD))
    told = tariff_preview.preview(lumen.organization, None, Tariff(worth={"issue.closed": 7}), now)
    ranks = {one.person.id: (one.rank_before, one.rank_after) for one in told.people}
    assert ranks == {ada: (1, None), bob: (2, 1), cyd: (2, 1)}


def test_what_is_refused_is_counted_and_what_is_paid_is_explained(lumen: Lumen, now: datetime) -> None:
    carry(home(lumen.organization), now, review(7, now, ADA), merge(8, now, labels=("size/XL",)))
    told = tariff_preview.preview(lumen.organization, None, Tariff(), now)
    assert told.refused == 1
    assert [one.words for one in told.trace_sample[0].trace][-1] == "The label “size/XL” makes it 8 points."
    assert told.trace_sample[0].work.text == "#8 Work 8"
