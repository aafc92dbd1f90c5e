"""`/img/flat/…`: two words and a colour come in from models/; the flat badge of a README, or shields' JSON, goes out.

It needs no drawing process: it is text. What cannot be shown is said in the badge, with status 200.
"""

import hashlib
from typing import get_args

import orjson
from aiohttp import hdrs, web

from models import flat_looks
from models.errors import BadPicture, Refusal, Unavailable
from models.flat_looks import Flat
from models.rules.art import flat
from server.parts import PARTS, Parts
from server.pictures import answers, asking, telling
from server.remembered import Remembered

STYLES = get_args(flat.Style)
NAMES = frozenset({"of", "show", "label", "color", "style", "v"})
LONGEST = 80
WRONG = "#a3262e"
Key = tuple[str, str, str, str]


class FlatBadges:
    """README-style badges of every organisation of this server."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._known = Remembered[Key, Flat](
            lambda key: parts.bridge.look(self._look, *key), parts.bounds.pictures_age, 2_000
        )

    async def svg(self, request: web.Request) -> web.StreamResponse:
        """The badge, as small as text can be."""
        found, refusal = await self._found(request)
        style = request.query.get("style", STYLES[0])
        body = flat.flat(found.label, found.value, found.color, style=style if style in STYLES else STYLES[0])
        return _answer(request, body.encode(), "image/svg+xml", refusal)

    async def json(self, request: web.Request) -> web.StreamResponse:
        """The same as shields.io reads it: https://shields.io/badges/endpoint-badge."""
        found, refusal = await self._found(request)
        said = flat.endpoint(found.label, found.value, found.color) | ({"isError": True} if refusal else {})
        return _answer(request, orjson.dumps(said), "application/json", refusal)

    async def _found(self, request: web.Request) -> tuple[Flat, Refusal | None]:
        try:
            label, color = _own(request)
            asked = request.query.get("of", ""), request.query.get("show", "points")
            found = await self._known.get((request.match_info["org"], request.match_info["what"], *asked))
        except Unavailable:
            raise
        except Refusal as refusal:
            said = telling.printable(str(refusal)).rstrip(".")[:LONGEST]
            return Flat(label="codebadge", value=said, color=WRONG), refusal
        return found.model_copy(update={"label": label or found.label, "color": color or found.color}), None

    def _look(self, org: str, what: str, which: str, show: str) -> Flat:
        return flat_looks.of(asking.organization(org), what, which[:200], show, self._parts.now())


def add_routes(app: web.Application) -> None:
    """The badge and its JSON."""
    badges = FlatBadges(app[PARTS])
    for kind, handler in (("svg", badges.svg), ("json", badges.json)):
        app.router.add_get(f"/img/flat/{{org}}/{{what:person|board|badge}}.{kind}", handler)


def _own(request: web.Request) -> tuple[str, str]:
    """A label and a colour of the asker's own."""
    if unknown := sorted(set(request.query) - NAMES):
        raise BadPicture(f"“{unknown[0][:40]}” is not known here; there are {', '.join(sorted(NAMES))}")
    color = request.query.get("color", "")
    # A # would begin the fragment of an address.
    color = color if not color or flat.is_color(color) else f"#{color}"
    if color and not flat.is_color(color):
        raise BadPicture("color is a name, like green, or six hexadecimal digits, like 17603f")
    return telling.printable(request.query.get("label", "")[:LONGEST]), color.lower()


def _answer(request: web.Request, body: bytes, media: str, refusal: Refusal | None) -> web.Response:
    tag = hashlib.blake2b(body, digest_size=12).hexdigest()
    lasts = answers.SHORT if refusal else answers.USUAL
    headers: dict[str, str] = {hdrs.ETAG: f'"{tag}"', hdrs.CACHE_CONTROL: lasts}
    if refusal:
        headers[telling.HEADER] = refusal.code
    if answers.is_held(request, tag):
        return answers.unchanged(headers)
    return web.Response(body=body, content_type=media, headers=answers.guarded(headers))
