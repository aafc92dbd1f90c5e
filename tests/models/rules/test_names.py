"""models/rules/names.py: one form for each address and name, and nothing that could harm a mail's header."""

import pytest

from models.errors import Invalid
from models.rules import names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ada@example.org", "ada@example.org"),
        (" Ada.Lovelace+badges@Example.ORG ", "ada.lovelace+badges@example.org"),
        ("a@b.co", "a@b.co"),
        ("o'brien@sub.example-site.museum", "o'brien@sub.example-site.museum"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_an_address_has_one_form(typed: str, kept: str) -> None:
    assert names.email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ada@example..org",
        "ada@-example.org",
        "a b@example.org",
        "ada@example.org, eve@example.org",
        "ada@example.org\nBcc: eve@example.org",
        "<ada@example.org>",
        '"ada"@example.org',
        "ада@example.org",
        "ada@exämple.org",
        "ada@example.org\x00",
        # A mail's header would say another address by it.
        "=?utf-8?q?eve=40example.net=2c?=@example.org",
        f"{'a' * 65}@example.org",
        f"ada@{'a' * 60}.{'b' * 60}.org",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        names.email(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("ada", "ada"), ("@Ada-Lovelace", "ada-lovelace"), (" a1 ", "a1"), ("ada_lumen", "ada_lumen")]
)
def test_a_github_name_has_one_form(typed: str, kept: str) -> None:
    assert names.github(typed) == kept


@pytest.mark.parametrize("typed", ["", "@", "-ada", "a b", "ada@example.org", "a" * 70, "ada/x", "robot[bot]", "\x00"])
def test_what_is_no_github_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        names.github(typed)


@pytest.mark.parametrize(("address", "called"), [("ada+x@example.org", "ada"), ("+x@example.org", "Newcomer")])
def test_who_is_known_by_an_address_alone_is_called_by_its_beginning(address: str, called: str) -> None:
    assert names.of_email(address) == called
