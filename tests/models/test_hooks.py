"""models/hooks.py: an address nobody guesses, and secrets that can be changed in peace."""

from datetime import datetime, timedelta

import pytest

from models import hooks
from models.errors import Invalid, NotFound
from models.hooks import OVERLAP, Hook, HookSecret
from models.tenants import Project
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")
SECOND = timedelta(seconds=1)


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
