"""models/hooks.py: an address nobody guesses, and secrets that can be changed in peace."""

import base64
from datetime import datetime, timedelta

import pytest

from models import hooks
from models.errors import Invalid, NotFound
from models.hooks import OVERLAP, Hook, HookSecret
from models.tenants import Project
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")
SECOND = timedelta(seconds=1)
APPLICATION, ANOTHER = "the application's", "the application's next one"


def opening(lumen: Lumen, now: datetime) -> list[str]:
    return [secret.decode() for secret in hooks.door(lumen.hook.key).active(now)]


def test_a_new_hook_opens_by_the_secret_that_was_shown(lumen: Lumen, now: datetime) -> None:
    door = hooks.door(lumen.hook.key)
    assert (door.hook_id, door.provider, door.paused) == (lumen.hook.id, "github", False)
    assert opening(lumen, now) == [lumen.secret]
    assert opening(lumen, now + timedelta(days=10_000)) == [lumen.secret]


def test_the_row_holds_the_secret_only_sealed(lumen: Lumen) -> None:
    [row] = HookSecret.select()
    assert lumen.secret not in row.sealed


def test_addresses_and_secrets_are_long_and_never_the_same(lumen: Lumen, now: datetime) -> None:
    made = [hooks.create(lumen.organization, "lumen/parser", now) for _ in range(5)]
    assert len({hook.key for hook, _ in made}) == len({secret for _, secret in made}) == 5
    assert all(len(hook.key) >= 24 and len(secret) >= 43 for hook, secret in made)


def test_the_address_is_on_the_servers_own_public_url(lumen: Lumen) -> None:
    assert hooks.url(lumen.hook, "https://badges.test") == f"https://badges.test/hooks/github/{lumen.hook.key}"


@pytest.mark.parametrize("name", ["", "parser", "/parser", "lumen/", "/", "lumen/parser/src", "l/" + "x" * 300])
def test_a_project_is_written_as_owner_and_repository(lumen: Lumen, now: datetime, name: str) -> None:
    with pytest.raises(Invalid):
        hooks.create(lumen.organization, name, now)


def test_a_second_hook_for_a_project_is_for_the_same_project(lumen: Lumen, now: datetime) -> None:
    second, _ = hooks.create(lumen.organization, "Lumen/Parser", now)
    assert second.project_id == lumen.hook.project_id
    assert Project.select().count() == 1


def test_no_hook_answers_to_a_key_that_is_none(lumen: Lumen) -> None:
    for key in ("", "no such key", lumen.hook.key.swapcase(), lumen.hook.key + "=", "\x00", "\ud800"):
        with pytest.raises(NotFound):
            hooks.door(key)


def test_both_secrets_open_while_they_are_being_changed(lumen: Lumen, now: datetime) -> None:
    fresh = hooks.rotate(lumen.hook, now)
    assert fresh != lumen.secret
    assert opening(lumen, now) == [fresh, lumen.secret]
    assert opening(lumen, now + OVERLAP - SECOND) == [fresh, lumen.secret]


def test_the_old_secret_opens_no_longer_when_the_overlap_has_ended(lumen: Lumen, now: datetime) -> None:
    fresh = hooks.rotate(lumen.hook, now)
    assert opening(lumen, now + OVERLAP) == [fresh]


def test_changing_again_does_not_prolong_a_secret_that_is_ending(lumen: Lumen, now: datetime) -> None:
    second = hooks.rotate(lumen.hook, now)
    third = hooks.rotate(lumen.hook, now + OVERLAP / 2)
    assert opening(lumen, now + OVERLAP) == [third, second]


def test_a_leaked_secret_can_be_ended_at_once(lumen: Lumen, now: datetime) -> None:
    hooks.rotate(lumen.hook, now)
    fresh = hooks.rotate(lumen.hook, now, overlap=timedelta(0))
    assert opening(lumen, now) == [fresh]


def test_a_secret_opens_only_its_own_hook(lumen: Lumen, now: datetime) -> None:
    other, _ = hooks.create(lumen.organization, "lumen/lexer", now)
    hooks.rotate(other, now, overlap=timedelta(0))
    assert opening(lumen, now) == [lumen.secret]


def test_a_signed_ping_marks_the_hook_verified(lumen: Lumen, now: datetime) -> None:
    assert Hook.get_by_id(lumen.hook.id).verified_at is None
    hooks.mark_verified(lumen.hook.id, now)
    assert Hook.get_by_id(lumen.hook.id).verified_at == now


def test_a_paused_hooks_door_says_so(lumen: Lumen, now: datetime) -> None:
    Hook.update(paused_at=now).execute()
    assert hooks.door(lumen.hook.key).paused


def test_a_generic_hook_has_a_name_a_secret_of_standard_webhooks_and_no_project(lumen: Lumen, now: datetime) -> None:
    hook, secret = hooks.create(lumen.organization, None, now, "generic", name="gitlab", public_url="https://b.test")
    assert (hook.name, hook.project_id, hook.callback) == ("gitlab", None, f"https://b.test/hooks/generic/{hook.key}")
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert hooks.rotate(hook, now).startswith("whsec_")


def test_a_hook_of_trello_opens_by_the_applications_secret_at_the_address_as_it_was_registered(
    lumen: Lumen, now: datetime
) -> None:
    board = Project.create(organization=lumen.organization, provider="trello", name="Roadmap", created_at=now)
    hook, secret = hooks.create(
        lumen.organization, None, now, "trello", project=board, secret=APPLICATION, public_url="https://b.test"
    )
    door = hooks.door(hook.key)
    assert (secret, door.active(now), hook.project_id) == (APPLICATION, [APPLICATION.encode()], board.id)
    assert (door.callback, door.organization_id) == (
        f"https://b.test/hooks/trello/{hook.key}",
        lumen.organization.id,
    )
    with pytest.raises(Invalid):
        hooks.rotate(hook, now)
    hooks.rotate(hook, now, secret=ANOTHER)
    assert hooks.door(hook.key).active(now) == [ANOTHER.encode(), APPLICATION.encode()]


def test_a_hook_that_somebody_disconnected_opens_by_no_secret_for_ever(lumen: Lumen, now: datetime) -> None:
    hooks.rotate(lumen.hook, now)
    hooks.disconnect(lumen.hook, now)
    hooks.disconnect(lumen.hook, now + SECOND)
    assert (hooks.door(lumen.hook.key).disconnected, opening(lumen, now)) == (True, [])
    assert HookSecret.select().count() == 0, "it may be the secret of all that a provider's application does"
    assert Hook.get_by_id(lumen.hook.id).disconnected_at == now
    with pytest.raises(Invalid):
        hooks.rotate(lumen.hook, now)
