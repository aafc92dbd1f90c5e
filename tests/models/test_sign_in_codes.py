"""models/sign_in_codes.py: six digits, for one address, ten minutes, one use and five tries."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest

from models import db, sealing, sign_in_codes
from models.settings import Settings
from models.sign_in_codes import SignInCode

ADA = "ada@example.org"
MINUTE = timedelta(minutes=1)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.usefixtures("unit")
class TestInOneUnit:
    def test_the_code_opens_once(self, now: datetime) -> None:
        code = sign_in_codes.make(ADA, now)
        assert len(code) == 6
        assert code.isdigit()
        assert sign_in_codes.accept(ADA, code, now)
        assert not sign_in_codes.accept(ADA, code, now)

    def test_it_is_for_its_address_alone(self, now: datetime) -> None:
        code = sign_in_codes.make(ADA, now)
        sign_in_codes.make("bob@example.org", now)
        digest = SignInCode.get(SignInCode.email == ADA).digest
        SignInCode.update(digest=digest).where(SignInCode.email == "bob@example.org").execute()
        assert not sign_in_codes.accept("bob@example.org", code, now)
        assert not sign_in_codes.accept("nobody@example.org", code, now)

    def test_it_ends_after_ten_minutes(self, now: datetime) -> None:
        code = sign_in_codes.make(ADA, now)
        assert not sign_in_codes.accept(ADA, code, now + 10 * MINUTE)
        assert sign_in_codes.accept(ADA, code, now + 10 * MINUTE - timedelta(seconds=1))

    def test_only_the_newest_counts(self, now: datetime) -> None:
        first = sign_in_codes.make(ADA, now)
        second = sign_in_codes.make(ADA, now)
        while second == first:
            second = sign_in_codes.make(ADA, now)
        assert not sign_in_codes.accept(ADA, first, now)
        assert sign_in_codes.accept(ADA, second, now)

    def test_after_five_wrong_tries_the_right_one_is_wrong_too(self, now: datetime) -> None:
        code = sign_in_codes.make(ADA, now)
        for _ in range(5):
            assert not sign_in_codes.accept(ADA, wrong(code), now)
        assert not sign_in_codes.accept(ADA, code, now)

    def test_the_fifth_try_may_be_the_right_one(self, now: datetime) -> None:
        code = sign_in_codes.make(ADA, now)
        for _ in range(4):
            assert not sign_in_codes.accept(ADA, wrong(code), now)
        assert sign_in_codes.accept(ADA, code, now)

    def test_what_is_kept_cannot_be_guessed_without_the_servers_key(
        self, clean: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        code = sign_in_codes.make(ADA, now)
        monkeypatch.setattr(sealing, "_keys", (sealing.new_key(),))
        assert not sign_in_codes.accept(ADA, code, now)
        monkeypatch.setattr(sealing, "_keys", (sealing.new_key(), *clean.secret_keys))
        assert sign_in_codes.accept(ADA, code, now)

    def test_yesterdays_codes_are_thrown_away(self, now: datetime) -> None:
        sign_in_codes.make(ADA, now)
        sign_in_codes.make(ADA, now + timedelta(days=2))
        assert SignInCode.select().count() == 1


def test_many_guesses_at_once_are_five_guesses(clean: Settings, now: datetime) -> None:
    with db.unit():
        code = sign_in_codes.make(ADA, now)
    together, opened = Barrier(6), []

    def guess(shown: str) -> None:
        with db.unit():
            together.wait()
            opened.append(sign_in_codes.accept(ADA, shown, now))

    threads = [Thread(target=guess, args=(wrong(code),)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.unit():
        assert opened == [False] * 6
        assert SignInCode.get().attempts == sign_in_codes.ATTEMPTS
        assert not sign_in_codes.accept(ADA, code, now)


def test_one_code_lets_one_of_two_in(clean: Settings, now: datetime) -> None:
    with db.unit():
        code = sign_in_codes.make(ADA, now)
    together, opened = Barrier(2), []

    def enter() -> None:
        with db.unit():
            together.wait()
            opened.append(sign_in_codes.accept(ADA, code, now))

    threads = [Thread(target=enter) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(opened) == [False, True]
