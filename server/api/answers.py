"""A JSON body comes in; a response with ETag (or 304) and the headers for other sites goes out."""

import hashlib
from collections.abc import Mapping

import orjson
from aiohttp import hdrs, web

from models.rules.work import Value
from server.parts import PARTS
from server.refusals import Handler

VARIES = "Origin"


def fresh(
    request: web.Request,
    content: Value | dict[str, object],
    *,
    private: bool = False,
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    """200 with the content, or 304 when the asker holds just that. `private`: it depends on who asks."""
    more = dict(headers or {})
    body = content.model_dump_json().encode() if isinstance(content, Value) else orjson.dumps(content)
    tag = hashlib.blake2b(body + repr(more).encode(), digest_size=12).hexdigest()
    more |= {hdrs.ETAG: f'"{tag}"', hdrs.CACHE_CONTROL: "private, no-cache" if private else "no-cache"}
    if tag in [held.value for held in request.if_none_match or ()]:
        return web.Response(status=304, headers=more)
    return web.Response(body=body, content_type="application/json", headers=more)


@web.middleware
async def shared(request: web.Request, handler: Handler) -> web.StreamResponse:
    """CORS: the sites that the organisation allows may read it; every other browser page may not."""
    org = request.match_info.get("org")
    if org is None:
        return await handler(request)
    allowed = request.app[PARTS].origins.may_have(org, request)
    response = web.Response(status=204) if request.method == hdrs.METH_OPTIONS else await handler(request)
    response.headers[hdrs.VARY] = VARIES
    if allowed and hdrs.ORIGIN in request.headers:
        response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = request.headers[hdrs.ORIGIN]
        response.headers[hdrs.ACCESS_CONTROL_ALLOW_METHODS] = "GET"
        response.headers[hdrs.ACCESS_CONTROL_ALLOW_HEADERS] = "If-None-Match"
        response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = "ETag"
        response.headers[hdrs.ACCESS_CONTROL_MAX_AGE] = "600"
    return response
