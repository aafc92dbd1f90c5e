"""A name comes in; an organisation with its starter badges goes out, ready for its first hook."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models import starting
from models.errors import Invalid, Taken
from models.tenants import Organization

_ORIGIN = re.compile(r"(https?)://([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?/?", re.A)
_USUAL_PORT = {"http": "80", "https": "443"}
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?", re.A)


def create(slug: str, name: str, time_zone: str, now: datetime, allowed_origins: Sequence[str] = ()) -> Organization:
    """A new organisation. Raises Invalid for a bad slug, zone or origin, Taken for a slug in use."""
    if not _SLUG.fullmatch(slug):
        raise Invalid("A slug has 1 to 60 small letters, digits and inner hyphens.")
    if Organization.select().where(Organization.slug == slug).exists():
        raise Taken(f"There is an organisation “{slug}” already.")
    organization = Organization.create(
        slug=slug,
        name=_name(name),
        time_zone=_zone(time_zone),
        allowed_origins=[origin(text) for text in allowed_origins],
        created_at=now,
    )
    starting.add_badges(organization, now)
    return organization


def change(organization: Organization, changes: Mapping[str, Any]) -> None:
    """Changes `name`, `time_zone`, `allowed_origins`, `ranking`. Raises Invalid. Another zone counts all anew."""
    for name, value in changes.items():
        setattr(organization, name, _CHANGEABLE[name](value))
    organization.save(only=[getattr(Organization, name) for name in changes])


def allow_origins(organization: Organization, origins: Sequence[str]) -> None:
    """Sets the sites that may embed this organisation's boards. Raises Invalid."""
    organization.allowed_origins = [origin(text) for text in origins]
    organization.save(only=[Organization.allowed_origins])


def shown(slug: str | None) -> Organization | None:
    """The organisation of the front page: the one of the setting, else the first that was made."""
    if slug:
        return Organization.get_or_none(Organization.slug == slug)
    first: Organization | None = Organization.select().order_by(Organization.id).first()
    return first


def origins() -> dict[str, frozenset[str]]:
    """Which sites may embed which organisation: slug to origins."""
    return {one.slug: frozenset(one.allowed_origins) for one in Organization.select()}


def origin(text: str) -> str:
    """An origin as browsers write it (`https://example.org`), or `*`. Raises Invalid."""
    if text.strip() == "*":
        return "*"
    match = _ORIGIN.fullmatch(text.strip().lower())
    if match is None:
        raise Invalid(f"“{text[:100]}” is no origin; write it like https://example.org.")
    scheme, host, port = match.groups()
    # Browsers leave out the usual port, and origins are compared as texts.
    return f"{scheme}://{host}" + (f":{port}" if port and port != _USUAL_PORT[scheme] else "")


def _name(name: str) -> str:
    if not 1 <= len(name.strip()) <= 200 or not name.strip().isprintable():
        raise Invalid("A name has 1 to 200 characters that can be shown.")
    return name.strip()


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(f"“{name[:60]}” is no time zone; write it like Europe/Vienna.") from None
    return name


def _origins(several: Sequence[str]) -> list[str]:
    return sorted({origin(text) for text in several})


_CHANGEABLE: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "time_zone": _zone,
    "allowed_origins": _origins,
    "ranking": str,
}
