"""models/accounts.py: two admins who add the same person at once make one member, whose role the second leaves."""

from concurrent.futures import ThreadPoolExecutor, TimeoutError
from datetime import datetime

import pytest

from models import accounts, db
from models.errors import Taken
from models.people import Membership
from models.rules.callers import Caller
from models.rules.roles import Role
from tests.cast import ADA, Lumen
from tests.models.deeds import who


def add(lumen: Lumen, role: Role, now: datetime) -> int:
    here = lumen.organization
    admin = Caller(organization=here.id, org=here.slug, role="admin", name="Eve", person=None, way="session")
    return int(accounts.create(here, admin, "", [("github-login", ADA.login)], role, now).id)


def add_apart(lumen: Lumen, role: Role, now: datetime) -> int:
    with db.unit():
        return add(lumen, role, now)


@pytest.mark.usefixtures("clean")
def test_who_passed_by_is_added_once_by_two_at_once(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada = who(lumen.organization, ADA, now)
    with ThreadPoolExecutor(1) as beside:
        with db.unit():
            assert add(lumen, "moderator", now) == ada
            second = beside.submit(add_apart, lumen, "contributor", now)
            with pytest.raises(TimeoutError):
                second.result(0.5)
        with pytest.raises(Taken):
            second.result()
    with db.unit():
        assert Membership.get(Membership.person == ada).role == "moderator"
