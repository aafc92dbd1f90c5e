"""A picture's address comes in; how it is wanted goes out, checked: a Wish, or a sentence that says what is wrong."""

from collections.abc import Awaitable, Callable
from typing import cast

from aiohttp import web
from pydantic import ValidationError

from models import organizations
from models.errors import BadPicture, NotFound
from models.rules import wording
from models.rules.art.wish import LARGEST, PIXELS, SCALES, SMALLEST, Format, Wish
from models.tenants import Organization
from server.parts import Parts

Spend = Callable[[str], Awaitable[None]]
"""A limit's name comes in: the asker has something drawn. Raises RateLimited."""
USUAL = 256
NAMES = frozenset({"size", "scale", "theme", "level", "locale", "v", "download", "org"})
"""What may stand behind the question mark; `v` only makes addresses of one picture differ (serving.Pictures.art)."""


def wish(request: web.Request, usual: int = USUAL) -> Wish:
    """Raises BadPicture for what cannot be drawn: an unknown word, a size out of bounds."""
    query = request.query
    if unknown := sorted(set(query) - NAMES):
        raise BadPicture(f"“{unknown[0][:40]}” is not known here; there are size, scale, theme, level and locale.")
    size, scale = _whole(query.get("size"), usual), _whole(query.get("scale"), 1)
    if not SMALLEST <= size <= LARGEST:
        raise BadPicture(f"size is from {SMALLEST} to {LARGEST}.")
    if scale not in SCALES:
        raise BadPicture("scale is 1, 2, 3 or 4.")
    if size * scale > PIXELS:
        raise BadPicture(f"size times scale is {PIXELS} pixels at most.")
    asked = {name: query[name] for name in ("theme", "locale") if name in query}
    try:
        return Wish.model_validate(asked | {"size": size * scale, "level": _whole(query.get("level"), 1)})
    except ValidationError as wrong:
        raise BadPicture(wording.sentence(wrong, "the address")) from None


def kind(request: web.Request) -> Format:
    """svg, png or webp; the route's pattern lets nothing else in."""
    return cast(Format, request.match_info.get("format", "svg"))


def organization(slug: str | None) -> Organization:
    """Inside a unit: the one of that slug, or without one that of the front page. Raises NotFound."""
    found = organizations.shown(slug) if slug is None or slug.isprintable() else None
    if found is None:
        raise NotFound("There is no such organisation.")
    return found


def spender(parts: Parts, request: web.Request) -> Spend:
    """By the address that asks."""
    address = parts.origins.address(request)

    async def spend(limit: str) -> None:
        await parts.limits.spend((limit, address))

    return spend


def _whole(text: str | None, usual: int) -> int:
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise BadPicture(f"“{text[:20]}” is no whole number.")
    return int(text)
