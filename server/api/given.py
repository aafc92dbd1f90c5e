"""A request comes in; its query and body, bounded and checked, go out, for the function of its route."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from pydantic import ValidationError

from models import errors
from models.errors import BadDelivery, Invalid, Refusal, TooLarge, TooSlow
from models.lesson_lines import MEDIA
from models.rules import wording
from models.rules.work import Value
from models.sources import strict_json
from server.parts import PARTS

BODY = 1_000_000
"""Bytes of a request's body; a CSV of many awards is the largest."""


async def given(request: web.Request, query: type[Value], takes: type[Value] | None) -> tuple[Any, Any, Refusal | None]:
    """(query, body, what is wrong with them)."""
    try:
        return _query(request, query), await _body(request, takes), None
    except Refusal as wrong:
        return None, None, wrong


def _query(request: web.Request, wanted: type[Value]) -> Value:
    given = request.query
    repeated = next((name for name in given if len(given.getall(name)) > 1), None)
    if repeated is not None:
        raise Invalid(f"{repeated[:40]}: give this parameter once.")
    return _checked(wanted, dict(given))


async def _body(request: web.Request, wanted: type[Value] | None) -> Any:
    if wanted is None:
        return None
    as_lines = request.content_type == MEDIA and "lines" in wanted.model_fields
    most = getattr(wanted, "lines_at_most", BODY) if as_lines else BODY
    if (request.content_length or 0) > most:
        raise _too_large(most)
    raw = await _read(request, most)
    if as_lines:
        return _checked(wanted, {"lines": _text(raw)})
    if request.content_type == "text/csv" and "csv" in wanted.model_fields:
        return _checked(wanted, {"csv": _text(raw)})
    try:
        return _strictly(wanted, strict_json.parse_object(raw or b"{}", once=True))
    except BadDelivery as wrong:
        raise Invalid(str(wrong)) from None


async def _read(request: web.Request, most: int) -> bytes:
    raw = b""
    try:
        async with asyncio.timeout(request.app[PARTS].bounds.body_time):
            while len(raw) <= most and not request.content.at_eof():
                raw += await request.content.read(most + 1 - len(raw))
    except TimeoutError:
        raise TooSlow("The body did not arrive in time.") from None
    except (aiohttp.ClientError, HttpProcessingError, web.RequestPayloadError):
        raise Invalid("The body broke off.") from None
    if len(raw) > most:
        raise _too_large(most)
    return raw


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"The body is larger than {most // 1_000_000} MB.")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("The body is not UTF-8 text.") from None


def _checked(wanted: type[Value], given: Mapping[str, Any]) -> Value:
    """Texts, which may stand for numbers."""
    return _valid(lambda: wanted.model_validate(given))


def _strictly(wanted: type[Value], given: Mapping[str, Any]) -> Value:
    """JSON, in which "1" is no number and 1 no text."""
    return _valid(lambda: wanted.model_validate_json(json.dumps(given), strict=True))


def _valid(make: Callable[[], Value]) -> Value:
    try:
        return make()
    except ValidationError as wrong:
        kind = errors.Missing if wrong.errors()[0]["type"] == "missing" else Invalid
        raise kind(wording.sentence(wrong, "the body")) from None
