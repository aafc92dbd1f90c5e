"""A table of routes comes in; handlers go out that check, ask models/ in one unit, and answer in their dialect's shape.

Whatever a route says of itself (what it takes, gives, needs and refuses) is also what its OpenAPI document says.
"""

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson
from aiohttp import hdrs, web
from pydantic import BaseModel

from models import callers, once
from models.commands import Means
from models.errors import Refusal
from models.rules.messages import iso
from models.rules.roles import Capability, Ladder
from models.rules.work import Value
from server import auth, cookies, limits
from server.api.answers import fresh
from server.api.asking import Ask, Does, Nothing
from server.api.given import given
from server.parts import PARTS

KEY = "Idempotency-Key"
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True)
class Route:
    """One endpoint. `needs`: None for a public read, `self` for anybody signed in. `refuses`: more than the usual.

    `gives`: a type that pydantic knows, or a dictionary of such, `{"badge": WholeBadge, "message?": str}`, where the
    question mark stands for a key that may be missing. `does` runs in one unit of work; a coroutine function in none,
    for what is read elsewhere than in PostgreSQL.
    """

    method: Method
    path: str
    about: str
    does: Does
    gives: Any = None
    takes: type[Value] | None = None
    query: type[Value] = Nothing
    needs: Capability | None = "self"
    status: int = 200
    refuses: tuple[type[Refusal], ...] = ()
    media: str = "application/json"
    """Of the answer; anything else than JSON is given as `bytes`."""
    download: str = ""
    """The name under which a browser keeps the answer as a file."""
    writes: bool = True
    """Whether an unsafe method counts among what its caller writes."""
    spends: tuple[str, ...] = ()
    """Limits (server/bounds.py) beside those of every unsafe method: of the caller's address, or the body's e-mail."""


@dataclass(frozen=True)
class Dialect:
    """A surface of the API. How it tells errors is in server/refusals.py, which also answers for unknown paths."""

    name: str
    title: str
    prefix: str
    routes: Sequence[Route]
    ladder: Ladder = "plain"
    good: Callable[[Any, Route], Any] = lambda answer, _: answer


def names_of(path: str) -> list[str]:
    """What a path leaves open."""
    return re.findall(r"{([a-zA-Z_]+)", path)


def add_routes(app: web.Application, dialect: Dialect) -> None:
    """Every route of a dialect, fixed words before ids."""
    for route in sorted(dialect.routes, key=lambda one: (one.path.count("{"), one.path)):
        if route.method == "GET":
            app.router.add_get(route.path, _handler(dialect, route))
        else:
            app.router.add_route(route.method, route.path, _handler(dialect, route))
        if route.method == "GET" and route.needs is None and "{org" in route.path:
            app.router.add_route("OPTIONS", route.path, _preflight)


async def _preflight(_: web.Request) -> web.StreamResponse:
    """Never reached: answers.shared answers a browser that asks whether it may read."""
    raise web.HTTPNoContent


def _handler(dialect: Dialect, route: Route) -> Callable[[web.Request], Any]:
    async def handle(request: web.Request) -> web.StreamResponse:
        parts = request.app[PARTS]
        who = await auth.shown(request)
        if request.method not in auth.SAFE and route.writes:
            await parts.limits.spend(*limits.writes(who.address, auth.shown_key(request)))
        query, body, wrong = await given(request, route.query, route.takes)
        if wrong is None:
            await parts.limits.spend(*limits.of(route.spends, who.address, getattr(body, "email", None)))
        means = Means(parts.commands_redis, parts.settings)
        ask = Ask(None, dict(request.match_info), query, body, means, parts.now(), parts, dialect.ladder, who=who)

        def admit() -> None:
            # Who may not is told that, and not what is wrong with their words.
            ask.visitor = auth.visitor(who, ask.now)
            ask.caller = auth.caller(who, ask.home(), ask.now, ask.visitor, named="org" in ask.path)
            if route.needs is not None:
                ask.must(route.needs)
            if wrong is not None:
                raise wrong

        def perform() -> Any:
            admit()
            return _once(request, ask, lambda: _jsonable(dialect.good(route.does(ask), route)))

        if inspect.iscoroutinefunction(route.does):
            # Mostly public, and mostly nobody says who they are: then PostgreSQL is not asked.
            if route.needs is not None or who.bearer is not None or who.secret is not None:
                await parts.bridge.look(admit)
            elif wrong is not None:
                raise wrong
            answer = _jsonable(dialect.good(await route.does(ask), route))
        else:
            answer = await (parts.bridge.look if route.method == "GET" else parts.bridge.ask)(perform)
        await _settle(ask)
        return _response(request, route, ask, answer)

    return handle


async def _settle(ask: Ask) -> None:
    """What comes after the commit. Raises the refusal that had to wait for it."""
    for delivery in ask.ring_for:
        ask.parts.bells.ring(delivery)
    for bell in ask.ring_jobs:
        ask.parts.bells.ring_job(bell)
    for project in ask.ring_learner:
        ask.parts.bells.ring_learner(project)
    for rung in ask.ring_studio:
        ask.parts.bells.ring_studio(rung)
    if (ask.caller and ask.caller.due) or (ask.visitor and ask.visitor.due):
        await ask.parts.bridge.ask(callers.note_use, ask.caller, ask.visitor, ask.now)
    for letter in ask.letters:
        await ask.parts.post.send(letter, ask.now)
    if ask.refusal is not None:
        raise ask.refusal


def _once(request: web.Request, ask: Ask, perform: Callable[[], Any]) -> Any:
    key, body = request.headers.get(KEY), ask.body
    if key is None or request.method != "POST":
        return perform()
    asked = [request.method, request.path_qs, body.model_dump(mode="json") if isinstance(body, BaseModel) else body]
    holder = auth.shown_key(request)

    def do() -> list[Any]:
        return [perform(), [cookies.kept(one) for one in ask.cookies]]

    answer, ask.cookies[:] = _again(once.answered(holder, key, asked, do, ask.now))
    if ask.refusal is not None:
        once.withdraw(holder, key)
    return answer


def _again(kept: list[Any]) -> tuple[Any, list[cookies.Cookie]]:
    answer, several = kept
    return answer, [cookies.again(one) for one in several]


def _response(request: web.Request, route: Route, ask: Ask, answer: Any) -> web.StreamResponse:
    response = _answered(request, route, ask, answer)
    for cookie in ask.cookies:
        cookies.put(response, request, cookie)
    return response


def _answered(request: web.Request, route: Route, ask: Ask, answer: Any) -> web.StreamResponse:
    headers = dict(ask.headers)
    if ask.next is not None:
        following = request.rel_url.update_query(cursor=ask.next)
        headers["Link"] = f'<{following}>; rel="next"'
    if route.download:
        headers[hdrs.CONTENT_DISPOSITION] = f'attachment; filename="{route.download}"'
    if route.method == "GET" and not isinstance(answer, bytes):
        return fresh(request, answer, private=bool(ask.caller or ask.visitor), headers=headers)
    body = answer if isinstance(answer, bytes) else orjson.dumps(answer)
    headers |= {hdrs.CONTENT_TYPE: ask.media or route.media, hdrs.CACHE_CONTROL: "no-store"}
    return web.Response(status=route.status, body=body, headers=headers)


def _jsonable(answer: Any) -> Any:
    if isinstance(answer, BaseModel):
        return answer.model_dump(mode="json")
    if isinstance(answer, dict):
        return {name: _jsonable(value) for name, value in answer.items()}
    if isinstance(answer, (list, tuple)):
        return [_jsonable(value) for value in answer]
    return iso(answer) if isinstance(answer, datetime) else answer
