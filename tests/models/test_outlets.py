"""models/outlets.py: webhooks of ours are made, changed, paused and switched off; secrets are kept sealed."""

from datetime import datetime, timedelta

import pytest

from models import outlets, sealing
from models.audit import AuditLine
from models.db import rows
from models.errors import Exhausted, NotFound
from models.organizations import create
from models.outlets import Outlet
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")
URL = "https://chat.example/hooks/as-secret-as-a-password"


def made(lumen: Lumen, now: datetime) -> tuple[Outlet, str]:
    return outlets.create(lumen.organization, "Chat", URL, ["badge.awarded"], now)


def test_a_secret_is_kept_sealed_and_another_each_time(lumen: Lumen, now: datetime) -> None:
    several = [made(lumen, now) for _ in range(3)]
    secrets = {secret for _, secret in several}
    assert len(secrets) == 3
    assert all(secret.startswith("whsec_") for secret in secrets)
    assert {sealing.unseal(outlet.sealed) for outlet, _ in several} == secrets
    assert not any(secret in str(rows("SELECT * FROM outlet")) for secret in secrets)


def test_a_former_secret_signs_for_a_day(lumen: Lumen, now: datetime) -> None:
    outlet, old = made(lumen, now)
    fresh = outlets.rotate(outlet, now)
    signing = [sealing.unseal(one) for one in outlet.signing(now + outlets.OVERLAP - timedelta(seconds=1))]
    assert signing == [fresh, old]
    assert [sealing.unseal(one) for one in outlet.signing(now + outlets.OVERLAP)] == [fresh]


def test_one_that_is_off_begins_anew_when_it_is_let_go_on(lumen: Lumen, now: datetime) -> None:
    outlet, _ = made(lumen, now)
    outlet.failing_since = outlet.rests_until = now
    outlets.switch_off(outlet, "It answered with status 500.", now)
    outlets.pause(outlet, True)
    assert outlet.state == "off"
    outlets.pause(outlet, False)
    assert (outlet.state, outlet.failing_since, outlet.rests_until, outlet.error) == ("active", None, None, None)
    outlets.pause(outlet, True)
    assert Outlet.get().state == "paused"


def test_switching_off_is_in_the_audit_trail_without_the_address(lumen: Lumen, now: datetime) -> None:
    outlet, _ = made(lumen, now)
    outlets.switch_off(outlet, "It answered with status 500.", now)
    [line] = AuditLine.select()
    assert (line.action, line.target, line.door) == ("outlet:off", f"outlet:{outlet.id}", "worker")
    assert line.why == "It answered with status 500."
    assert URL not in str(line.__data__)


def test_another_address_begins_without_the_old_ones_failures(lumen: Lumen, now: datetime) -> None:
    outlet, _ = made(lumen, now)
    outlet.failing_since, outlet.error = now, "Nobody takes connections."
    outlets.change(outlet, "Talk", None, None)
    assert outlet.failing_since == now
    outlets.change(outlet, None, "https://talk.example/", ["digest"])
    kept = Outlet.get()
    assert (kept.name, kept.url, kept.events) == ("Talk", "https://talk.example/", ["digest"])
    assert (kept.failing_since, kept.error) == (None, None)


def test_another_organisations_is_not_found(lumen: Lumen, now: datetime) -> None:
    outlet, _ = made(lumen, now)
    assert outlets.find(lumen.organization, outlet.id) == outlet
    with pytest.raises(NotFound):
        outlets.find(create("other", "Other", "UTC", now), outlet.id)


def test_an_organisation_has_so_many_at_most(lumen: Lumen, now: datetime) -> None:
    for _ in range(outlets.MOST):
        made(lumen, now)
    with pytest.raises(Exhausted):
        made(lumen, now)
