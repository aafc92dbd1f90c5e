"""A refusal comes in; a picture that says it goes out, with status 200: in a README it is all that anybody sees."""

from collections.abc import Awaitable

from aiohttp import hdrs, web

from models.errors import RateLimited, Refusal, Unavailable
from models.rules.art.drawing import Drawing
from server.parts import Parts
from server.pictures import answers, asking
from server.pictures.drawing import Drawn

HEADER = "X-Codebadge-Error"
LONGEST = 90
UNPRINTABLE = "\ufffd"
PLATE = "M-256 -256h512v512h-512z"


async def or_told(
    parts: Parts, drawn: Drawn, request: web.Request, given: Awaitable[web.StreamResponse]
) -> web.StreamResponse:
    """The picture, or why there is none. What may be tried again in a moment stays an error: it is not to be kept."""
    try:
        return await given
    except (Unavailable, RateLimited):
        raise
    except Refusal as refusal:
        kind = asking.kind(request)
        body = await drawn.words(words(refusal), kind, asking.spender(parts, request))
        return answers.picture(body, kind, {HEADER: refusal.code, hdrs.CACHE_CONTROL: answers.SHORT})


def words(refusal: Refusal) -> Drawing:
    """A grey plate with the refusal's words, whatever their length."""
    said = printable(str(refusal))
    return Drawing.model_validate(
        {
            "title": said[:200],
            "layers": [
                {"kind": "path", "id": "plate", "z": "a", "d": PLATE, "fill": "#5b6270"},
                {
                    "kind": "text",
                    "id": "words",
                    "z": "b",
                    "text": said[:LONGEST],
                    "fill": "#ffffff",
                    "size": 56,
                    "lines": 6,
                    "width": 400,
                },
            ],
        }
    )


def printable(text: str) -> str:
    """In one line, without what an SVG may not hold: it may repeat what the address said."""
    return "".join(one if one.isprintable() else UNPRINTABLE for one in " ".join(text.split()))
