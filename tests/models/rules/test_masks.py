"""models/rules/masks.py: one knows one's own address again, and nobody else learns it."""

import pytest

from models.rules import masks


@pytest.mark.parametrize(
    ("way", "address", "shown"),
    [
        ("email", "ada@example.org", "a…@e….org"),
        ("email", "a@b.co.uk", "a…@b….uk"),
        ("github", "ada-lovelace", "a…"),
        ("github", "a", "a…"),
        ("email", "", ""),
        ("github", "", ""),
    ],
)
def test_only_the_first_letters_are_shown(way: str, address: str, shown: str) -> None:
    assert masks.of(way, address) == shown
