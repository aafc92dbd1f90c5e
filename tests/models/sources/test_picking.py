"""Fields of a stranger's object are taken only in a form that a database and a page can bear."""

from datetime import UTC, datetime

import pytest

from models.errors import Invalid
from models.sources import picking


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "https://",
        "https://[::1",
        "https://exa mple.org",
        "https://example.org/\n",
        "https://example.org/" + "x" * 1000,
        "",
        None,
        7,
    ],
)
def test_only_a_whole_web_address_is_one(address: object) -> None:
    assert picking.url({"url": address}, "url") is None


def test_a_web_address_is_kept_as_it_is() -> None:
    assert picking.url({"url": "https://example.org/a?b=c#d"}, "url") == "https://example.org/a?b=c#d"


@pytest.mark.parametrize("value", [0, -1, True, "7", 7.0, None, 2**63, [7]])
def test_an_id_is_a_positive_whole_number_that_fits(value: object) -> None:
    with pytest.raises(Invalid):
        picking.identifier({"id": value})


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-02",
        "2026-03-02T10:00:00",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "yesterday",
        "2026-03-02T10:00:00Z" * 9,
        10**30,
        -(10**12),
        True,
        1.5,
        None,
    ],
)
def test_a_time_without_offset_or_out_of_reason_is_none(value: object) -> None:
    assert picking.some_moment({"at": value}, "at") is None


def test_a_time_with_any_offset_or_in_seconds_is_read_as_utc() -> None:
    expected = datetime(2026, 3, 2, 10, tzinfo=UTC)
    for value in ("2026-03-02T10:00:00Z", "2026-03-02T12:00:00.000+02:00", int(expected.timestamp())):
        assert picking.some_moment({"at": value}, "at") == expected


def test_text_loses_what_postgresql_refuses_and_keeps_every_script() -> None:
    assert picking.text({"name": " a\x00\ud83d\udd25 Ωλ 漢字 "}, "name", 100) == "a Ωλ 漢字"
    assert picking.text({"name": "x" * 50}, "name", 10) == "x" * 10
