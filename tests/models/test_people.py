"""models/people.py: who is shown to whom, who is who after merging, and the lock under which points change."""

from datetime import datetime

import pytest

from models import db, organizations, people
from models.db import rows
from models.errors import NotFound
from models.people import Membership
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import at_once, who


@pytest.mark.usefixtures("unit")
def test_a_stranger_is_not_found(lumen: Lumen) -> None:
    for stranger in (0, -1, 4_000, 2**62):
        with pytest.raises(NotFound):
            people.member(lumen.organization.id, stranger)


@pytest.mark.usefixtures("unit")
def test_cards_are_given_for_those_who_exist(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    assert list(people.cards([ada, 4_000])) == [ada]
    assert people.cards([]) == {}


def test_a_persons_lock_is_held_until_the_unit_ends_and_holds_in_one_organisation(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ember = organizations.create("ember", "Ember", "UTC", now)
        ada, bob = who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
        who(ember, ADA, now)

    def free() -> list[tuple[int, int]]:
        return rows("SELECT organization_id, person_id FROM membership ORDER BY 1, 2 FOR UPDATE SKIP LOCKED")

    with db.unit():
        people.lock(lumen.organization.id, [bob, ada, bob])
        assert at_once(free) == [[(ember.id, ada)]]
    assert len(at_once(free)[0]) == 3


@pytest.mark.usefixtures("unit")
def test_nobody_needs_no_lock(lumen: Lumen) -> None:
    people.lock(lumen.organization.id, [])
    assert Membership.select().count() == 0
