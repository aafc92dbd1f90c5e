"""A request for a picture comes in; who may see it, what it shows and whether the asker has it already is settled here.

An `<img>` shows no status and no JSON: what cannot be shown is told in a picture, with status 200 and the code in a
header. GitHub's image proxy keeps whatever comes without Cache-Control for a year, so everything has one.
"""

from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

from models import looks, studio_access
from models.designs import Design
from models.errors import NotFound
from models.looks import Look
from models.rules.art.wish import RENDERER, Wish
from server import auth
from server.parts import Parts
from server.pictures import answers, asking, telling
from server.pictures.drawing import Drawn, stamp
from server.remembered import Remembered

SPECIAL = Look(art="special")


class Pictures:
    """Badges, awards, designs, templates and our copies of pictures from elsewhere."""

    def __init__(self, parts: Parts, drawn: Drawn) -> None:
        self._parts, self._drawn = parts, drawn
        age = parts.bounds.pictures_age
        self._badges = Remembered[tuple[int, int], Look](lambda key: parts.bridge.look(looks.of_badge, *key), age)
        self._awards = Remembered[tuple[int, str], Look](lambda key: parts.bridge.look(looks.of_award, *key), age)
        self._arts = Remembered[str, Look](lambda key: parts.bridge.look(looks.of_art, key), age)
        self._templates = Remembered[str, Look](lambda ref: parts.bridge.look(looks.of_template, ref), age)
        self._outsides = Remembered[str, Look](lambda key: parts.bridge.look(looks.of_outside, key), age)

    async def badge(self, request: web.Request) -> web.StreamResponse:
        """A badge as it looks today."""
        return await self._told(request, lambda wish: self._badges.get((_id(request), wish.level)), answers.USUAL)

    async def award(self, request: web.Request) -> web.StreamResponse:
        """An award as it was earned."""
        return await self._told(request, lambda wish: self._awards.get((_id(request), wish.locale)), answers.USUAL)

    async def art(self, request: web.Request) -> web.StreamResponse:
        """A version of a design, by the digest of its content: at an address with the number of how we draw it never
        changes. At one with another number, or none, it will when we draw it better."""

        async def look(wish: Wish) -> Look:
            found = await self._arts.get(request.match_info["key"])
            return found.model_copy(update={"level": wish.level})

        is_ours = request.query.get("v") == str(RENDERER)
        return await self._told(request, look, answers.FOREVER if is_ours else answers.AN_HOUR)

    async def template(self, request: web.Request) -> web.StreamResponse:
        """A template that everybody may use."""
        return await self._told(request, lambda _: self._templates.get(request.match_info["ref"]), answers.USUAL)

    async def outside(self, request: web.Request) -> web.StreamResponse:
        """Our copy of a picture elsewhere; our own art, until there is one."""
        try:
            return await self._given(request, lambda _: self._outsides.get(request.match_info["digest"]), answers.USUAL)
        except NotFound:
            return await self._given(request, _special, answers.SHORT)

    async def draft(self, request: web.Request) -> web.StreamResponse:
        """A design as far as it is drawn, for whoever may see it. Raises NotSignedIn, NotFound."""
        who = await auth.shown(request)
        found = await self._parts.bridge.ask(self._seen, who, _id(request))

        async def look(wish: Wish) -> Look:
            return found.model_copy(update={"level": wish.level})

        return await self._given(request, look, answers.PRIVATE)

    def _seen(self, who: auth.Shown, design_id: int) -> Look:
        now = self._parts.now()
        design = Design.get_or_none(Design.id == design_id, Design.deleted_at.is_null())
        visitor = auth.visitor(who, now)
        caller = auth.caller(who, design.organization.slug, now, visitor, named=False) if design else None
        if design is None or caller is None or studio_access.of(caller, design_id) is None:
            raise NotFound("There is no such design.")
        return looks.of_draft(design)

    async def _told(
        self, request: web.Request, look: Callable[[Wish], Awaitable[Look]], lasts: str
    ) -> web.StreamResponse:
        return await telling.or_told(self._parts, self._drawn, request, self._given(request, look, lasts))

    async def _given(
        self, request: web.Request, look: Callable[[Wish], Awaitable[Look]], lasts: str
    ) -> web.StreamResponse:
        wish, kind = asking.wish(request), asking.kind(request)
        shown = await look(wish)
        tag = stamp(shown, wish, kind)[:32]
        headers: dict[str, str] = {hdrs.ETAG: f'"{tag}"', hdrs.CACHE_CONTROL: lasts}
        # Nothing is drawn, and no picture is read, for whoever has it already.
        if answers.is_held(request, tag):
            return answers.unchanged(headers)
        body = await self._drawn.picture(shown, wish, kind, asking.spender(self._parts, request))
        if "download" in request.query:
            headers[hdrs.CONTENT_DISPOSITION] = f'attachment; filename="{_name(request)}.{kind}"'
        return answers.picture(body, kind, headers)


async def _special(_: Wish) -> Look:
    return SPECIAL


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])


def _name(request: web.Request) -> str:
    return "-".join(["codebadge", *(value for name, value in request.match_info.items() if name != "format")])[:60]
