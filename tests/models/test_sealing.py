"""models/sealing.py: sealed text is worthless without the server's key, and keys can be changed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import sealing
from models.errors import Misconfigured


@pytest.fixture(autouse=True)
def own_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests' keys come back afterwards."""
    monkeypatch.setattr(sealing, "_ring", None)
    monkeypatch.setattr(sealing, "_keys", ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_is_sealed_can_be_read_again(secret: str) -> None:
    sealing.use((sealing.new_key(),))
    assert sealing.unseal(sealing.seal(secret)) == secret


def test_sealing_twice_looks_different_and_shows_nothing() -> None:
    sealing.use((sealing.new_key(),))
    assert sealing.seal("open sesame") != sealing.seal("open sesame")
    assert "sesame" not in sealing.seal("open sesame")


def test_the_first_key_seals_and_the_older_ones_still_open() -> None:
    old, new = sealing.new_key(), sealing.new_key()
    sealing.use((old,))
    before = sealing.seal("open sesame")
    sealing.use((new, old))
    after = sealing.seal("open sesame")
    assert sealing.unseal(before) == "open sesame"
    sealing.use((new,))
    assert sealing.unseal(after) == "open sesame"


def test_what_was_sealed_with_a_lost_key_says_so() -> None:
    sealing.use((sealing.new_key(),))
    sealed = sealing.seal("open sesame")
    sealing.use((sealing.new_key(),))
    with pytest.raises(Misconfigured, match="CODEBADGE_SECRET_KEY"):
        sealing.unseal(sealed)


def test_what_was_changed_in_the_database_is_not_believed() -> None:
    sealing.use((sealing.new_key(),))
    sealed = sealing.seal("open sesame")
    changed = sealed[:-10] + ("A" if sealed[-10] != "A" else "B") + sealed[-9:]
    with pytest.raises(Misconfigured):
        sealing.unseal(changed)


@pytest.mark.parametrize("key", ["short", "ü" * 44, "=" * 44, "A" * 44 + "A"])
def test_a_key_that_is_none_is_named_by_its_setting(key: str) -> None:
    with pytest.raises(Misconfigured, match="CODEBADGE_SECRET_KEY"):
        sealing.use((sealing.new_key(), key))


def test_without_a_key_nothing_is_sealed() -> None:
    sealing.use(())
    with pytest.raises(Misconfigured, match="CODEBADGE_SECRET_KEY"):
        sealing.seal("open sesame")


def test_a_mark_is_the_servers_own_and_of_one_text_and_purpose() -> None:
    sealing.use((sealing.new_key(),))
    mark = sealing.mark("cookie", "text")
    assert sealing.is_mark("cookie", "text", mark)
    for purpose, text, shown in (("code", "text", mark), ("cookie", "other", mark), ("cookie", "text", mark[:-1])):
        assert not sealing.is_mark(purpose, text, shown)
    assert not sealing.is_mark("cookie", "text", "ü\ud800")
    sealing.use((sealing.new_key(),))
    assert not sealing.is_mark("cookie", "text", mark)


def test_marks_of_an_older_key_are_still_known_and_the_first_key_makes_them() -> None:
    old, new = sealing.new_key(), sealing.new_key()
    sealing.use((old,))
    before = sealing.mark("cookie", "text")
    sealing.use((new, old))
    assert sealing.is_mark("cookie", "text", before)
    assert sealing.mark("cookie", "text") != before
    assert sealing.marks("cookie", "text") == [sealing.mark("cookie", "text"), before]
    assert len(set(sealing.derived("cookie") + sealing.derived("code"))) == 4
    assert all(len(key) == 32 for key in sealing.derived("cookie"))
