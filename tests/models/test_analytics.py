"""models/analytics.py: how an organisation's badges fare, in numbers that can be derived at any time."""

from datetime import datetime

import pytest

from models import analytics, awards, badges, db
from models.analytics import Analytics
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import who


@pytest.mark.parametrize(("awarded", "earners", "average"), [(245, 78, "3.14"), (0, 0, "0.00"), (2, 3, "0.67")])
def test_the_average_is_text_with_two_decimals(awarded: int, earners: int, average: str) -> None:
    found = Analytics(badges=15, awarded=awarded, earners=earners, popular=(), recent=())
    assert found.average == average


def test_what_was_revoked_is_not_counted(lumen: Lumen, now: datetime) -> None:
    organization = lumen.organization
    with db.unit():
        ada, bob = who(organization, ADA, now), who(organization, BOB, now)
        special, first = badges.find(organization, "special"), badges.find(organization, "issue-1")
        for badge, person in ((special, ada), (special, bob), (first, ada)):
            awards.give(organization, badge, person, "", "an admin", now)
        awards.revoke(organization, special, bob, "a mistake", "an admin", now)
        found = analytics.of(organization)
    assert (found.awarded, found.earners, found.average) == (2, 1, "2.00")
    assert [one.held for one in found.popular[:3]] == [1, 1, 0]
    assert [(one.badge, one.person.name) for one in found.recent] == [(first.name, "ada"), (special.name, "ada")]


def test_only_the_latest_are_told(lumen: Lumen, now: datetime) -> None:
    organization = lumen.organization
    with db.unit():
        ada = who(organization, ADA, now)
        for badge in badges.every(organization):
            awards.give(organization, badge, ada, "", None, now)
        found = analytics.of(organization)
    assert len(found.recent) == analytics.RECENT < found.awarded
    assert found.recent[0].award == max(one.award for one in found.recent)
