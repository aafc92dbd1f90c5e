"""A Look and a Wish come in; the picture goes out: one that is kept, or drawn by the pen, once for all who ask."""

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from models import looks, outside_pictures
from models.art import drawn
from models.errors import BadPicture, NotFound, RateLimited, Unavailable
from models.looks import Look
from models.outside_pictures import Copy
from models.rules.art.drawing import Drawing
from models.rules.art.sheet import Sheet
from models.rules.art.wish import RENDERER, Format, Wish
from server.bridge import Bridge
from server.heavy import USUAL, Heavy
from server.pages import DIST
from server.pictures.asking import Spend
from server.pictures.kept import Kept
from server.pictures.turns import Turns

SVG = "http://www.w3.org/2000/svg"
WAITING = 64
"""Different pictures that may be drawn or wait for it."""


class Drawn:
    """All pictures of one server."""

    def __init__(self, bridge: Bridge, kept: Kept, turns: Turns, dist: Path = DIST) -> None:
        self._bridge, self._kept, self._turns, self._dist = bridge, kept, turns, dist
        self._asked: dict[str, asyncio.Task[bytes]] = {}
        self._heavy = Heavy()

    async def picture(self, look: Look, wish: Wish, kind: Format, spend: Spend) -> bytes:
        """Raises NotFound, BadPicture, Unavailable, and what `spend` raises."""
        said = look.model_dump_json()

        async def draw() -> bytes:
            await spend(self._heavy.limit(said))
            try:
                return await self._draw(look, wish, kind)
            except BadPicture:
                self._heavy.note(said)
                raise

        return await self._once(stamp(look, wish, kind), draw)

    async def card(self, digest: str, sheet: Sheet, kind: Format, width: int, height: int, spend: Spend) -> bytes:
        """The same of a card."""
        return await self._simple(digest, spend, drawn.card, sheet, kind, width, height)

    async def words(self, drawing: Drawing, kind: Format, spend: Spend) -> bytes:
        """The same of a picture that is nobody's badge, and says what is wrong."""
        digest = hashlib.sha256(f"{RENDERER} words {kind} {drawing.model_dump_json()}".encode()).hexdigest()
        return await self._simple(digest, spend, drawn.picture, drawing, Wish(size=256), kind)

    async def _simple(self, digest: str, spend: Spend, draw: Callable[..., bytes], *what: object) -> bytes:
        async def spent() -> bytes:
            await spend(USUAL)
            return await self._bridge.draw(draw, *what)

        return await self._once(digest, spent)

    async def _once(self, digest: str, draw: Callable[[], Awaitable[bytes]]) -> bytes:
        while (found := self._kept.at_hand(digest)) is None:
            asked = self._asked.get(digest)
            is_first = asked is None
            if asked is None:
                if len(self._asked) >= WAITING:
                    raise Unavailable("Too many pictures are being drawn; try again in a moment.")
                asked = self._asked[digest] = asyncio.create_task(self._found(digest, draw))
                asked.add_done_callback(lambda _: self._asked.pop(digest, None))
            try:
                # Shielded: the first asker may go away, the others still wait.
                return await asyncio.shield(asked)
            except RateLimited:
                # The first asks too often; that is nothing to the others.
                if is_first:
                    raise
        return found

    async def _found(self, digest: str, draw: Callable[[], Awaitable[bytes]]) -> bytes:
        found = await self._kept.find(digest)
        if found is None:
            try:
                found = await self._turns.wait(digest, self._kept.find)
                if found is None:
                    found = await draw()
                    await self._kept.keep(digest, found)
            finally:
                await self._turns.over(digest)
        return found

    async def _draw(self, look: Look, wish: Wish, kind: Format) -> bytes:
        if look.art is not None:
            return await self._bridge.draw(_built_in, self._dist, look.art, wish, kind)
        if look.outside is not None:
            copy = await self._bridge.look(outside_pictures.copy, look.outside)
            return await self._bridge.draw(_outside, copy, wish, kind)
        drawing, given = await self._bridge.look(looks.drawing, look)
        wanted = wish.model_copy(update={"given": given, "told": dict(look.told), "level": look.level})
        return await self._bridge.draw(drawn.picture, drawing, wanted, kind)


def stamp(look: Look, wish: Wish, kind: Format) -> str:
    """What the picture is kept under, and its ETag: everything that it depends on, and nothing else."""
    said = f"{RENDERER} {kind} {look.model_dump_json()} {wish.model_dump_json()}"
    return hashlib.sha256(said.encode()).hexdigest()


def _built_in(dist: Path, name: str, wish: Wish, kind: Format) -> bytes:
    """Our own medals, which Vite has put beside the pages."""
    file = dist / "badges" / f"{name}.svg"
    if not file.is_file():
        raise NotFound(looks.UNKNOWN)
    text = file.read_text("utf-8")
    return text.encode() if kind == "svg" else drawn.of_svg(text, kind, wish.size, wish.size)


def _outside(copy: Copy, wish: Wish, kind: Format) -> bytes:
    """Our copy, as large as it is wanted; of a raster image an SVG is a frame around it."""
    text = copy.body.decode() if copy.media == "image/svg+xml" else _framed(copy)
    return text.encode() if kind == "svg" else drawn.of_svg(text, kind, wish.size, wish.size)


def _framed(copy: Copy) -> str:
    data = f"data:{copy.media};base64,{base64.b64encode(copy.body).decode()}"
    return f'<svg xmlns="{SVG}" viewBox="0 0 512 512"><image width="512" height="512" href="{data}"/></svg>'
