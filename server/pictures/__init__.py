"""`/img/…`: a badge, an award or a design and a size come in; its picture goes out, drawn once and kept."""

from aiohttp import web

from server.parts import PARTS
from server.pictures import flat
from server.pictures.cards import Cards
from server.pictures.drawing import Drawn
from server.pictures.kept import Kept
from server.pictures.serving import Pictures
from server.pictures.turns import Turns

ID, KIND = "{id:[0-9]{1,18}}", "{format:svg|png|webp}"
REF = "{ref:[a-z0-9-]{1,100}}"
KEY = "{key:[0-9a-f]{32}}"
DIGEST = "{digest:[0-9a-f]{64}}"


def add_routes(app: web.Application) -> None:
    """All of `/img`."""
    parts = app[PARTS]
    kept, turns = Kept(parts.settings, parts.redis), Turns(parts.settings, parts.redis)
    drawn = Drawn(parts.bridge, kept, turns)
    pictures, cards = Pictures(parts, drawn), Cards(parts, drawn)
    for path, handler in (
        (f"/img/badges/{ID}.{KIND}", pictures.badge),
        (f"/img/awards/{ID}.{KIND}", pictures.award),
        (f"/img/art/{KEY}.{KIND}", pictures.art),
        (f"/img/designs/{ID}.{KIND}", pictures.draft),
        (f"/img/templates/{REF}.{KIND}", pictures.template),
        (f"/img/people/{ID}.{KIND}", cards.person),
        (f"/img/boards/{{org}}/{{board}}.{KIND}", cards.board),
        (f"/awards/{ID}.png", cards.award),
        (f"/img/outside/{DIGEST}", pictures.outside),
        (f"/img/outside/{DIGEST}.{KIND}", pictures.outside),
    ):
        app.router.add_get(path, handler)
    flat.add_routes(app)
