"""models/organizations.py: a new organisation is whole from its first moment, or refused in a sentence."""

from datetime import datetime

import pytest

from models import organizations
from models.badges import Badge
from models.errors import Invalid, Taken
from models.tenants import Organization
from tests.cast import Lumen

pytestmark = pytest.mark.usefixtures("unit")


def test_an_organisation_is_ready_for_its_first_hook(now: datetime) -> None:
    made = organizations.create("lumen", " Lumen ", "Europe/Vienna", now, ["https://lumen.test/"])
    kept = Organization.get_by_id(made.id)
    assert (kept.slug, kept.name, kept.time_zone, kept.last_seq) == ("lumen", "Lumen", "Europe/Vienna", 0)
    assert (kept.allowed_origins, kept.created_at) == (["https://lumen.test"], now)
    assert Badge.select().where(Badge.organization == made).count() == 13


@pytest.mark.parametrize("slug", ["a", "7", "lumen-2", "a" * 60])
def test_slugs_are_short_and_plain(slug: str, now: datetime) -> None:
    assert organizations.create(slug, "Lumen", "UTC", now).slug == slug


@pytest.mark.parametrize(
    "slug",
    ["", "Lumen", "-lumen", "lumen-", "lu men", "lu_men", "lumen\n", "lümen", "../lumen", "a/b", "\x00", "a" * 61],
)
def test_a_slug_that_would_not_fit_an_address_is_refused(slug: str, now: datetime) -> None:
    with pytest.raises(Invalid, match="slug"):
        organizations.create(slug, "Lumen", "UTC", now)


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "Lu\x00men"])
def test_a_name_that_cannot_be_shown_is_refused(name: str, now: datetime) -> None:
    with pytest.raises(Invalid, match="name"):
        organizations.create("lumen", name, "UTC", now)


@pytest.mark.parametrize(
    "zone", ["", "Vienna", "Europe", "+01:00", "../../etc/passwd", "/etc/passwd", "Europe/Vienna\x00", "x" * 5_000]
)
def test_a_zone_that_is_none_is_refused(zone: str, now: datetime) -> None:
    with pytest.raises(Invalid, match="time zone"):
        organizations.create("lumen", "Lumen", zone, now)


def test_a_slug_in_use_is_taken(lumen: Lumen, now: datetime) -> None:
    with pytest.raises(Taken, match="lumen"):
        organizations.create("lumen", "Another Lumen", "UTC", now)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("*", "*"),
        (" * ", "*"),
        ("https://lumen.test", "https://lumen.test"),
        (" HTTPS://Lumen.Test/ ", "https://lumen.test"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("https://lumen.test:443", "https://lumen.test"),
        ("http://lumen.test:80/", "http://lumen.test"),
        ("https://lumen.test:80", "https://lumen.test:80"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://xn--lmen-0ra.test", "https://xn--lmen-0ra.test"),
    ],
)
def test_an_origin_is_kept_as_browsers_write_it(written: str, meant: str) -> None:
    assert organizations.origin(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "lumen.test",
        "//lumen.test",
        "ftp://lumen.test",
        "https://",
        "https://*.lumen.test",
        "https://lumen.test/blog",
        "https://lumen.test?x",
        "https://lumen.test#x",
        "https://eve@lumen.test",
        "https://lumen.test:port",
        "https://lu men.test",
        "https://lümen.test",
        "https://[",
        "https://lumen.test\nhttps://evil.test",
        "javascript://lumen.test",
        "https://lumen.test\x00",
    ],
)
def test_a_text_that_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="no origin"):
        organizations.origin(text)


def test_the_sites_that_may_embed_can_be_changed(lumen: Lumen) -> None:
    organizations.allow_origins(lumen.organization, ["https://lumen.test", "https://blog.lumen.test"])
    assert organizations.origins() == {"lumen": frozenset({"https://lumen.test", "https://blog.lumen.test"})}
    with pytest.raises(Invalid):
        organizations.allow_origins(lumen.organization, ["lumen.test"])
    organizations.allow_origins(lumen.organization, [])
    assert organizations.origins() == {"lumen": frozenset()}


def test_the_front_page_shows_the_organisation_of_the_setting_else_the_first(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    assert organizations.shown("ember") == ember
    assert organizations.shown(None) == organizations.shown("") == lumen.organization
    assert organizations.shown("nobody") is None


def test_before_the_first_organisation_there_is_none_to_show() -> None:
    assert organizations.shown(None) is None
