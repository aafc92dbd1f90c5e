"""Settings come in; the web application goes out, and a process that serves it until it is told to stop."""

import asyncio
import errno
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvloop
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from models import engines, queues
from models.errors import Taken
from models.settings import Settings
from server import awards_page, github_app, health, hooks, live, missed, oauth, pages, pictures, redis_pool, refusals
from server.api import answers, dialects, documents
from server.bells import Bells
from server.boards import Boards
from server.bounds import Bounds
from server.bridge import Bridge
from server.ending import end
from server.limits import Limits
from server.mail import Post
from server.origins import Origins
from server.parts import PARTS, Parts

REDIS_PATIENCE = 1.0
"""Seconds for an answer of Redis; PostgreSQL knows everything too."""
COLLECT_AFTER = 50_000
"""Allocations until the collector looks: it is the largest single cost of telling thousands of browsers."""
SHUTDOWN = 5.0
NO_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""The policy of everything that is no page; an SVG that is opened by itself keeps its styles."""
log = logging.getLogger("codebadge.server")


def make_app(
    settings: Settings,
    *,
    bounds: Bounds | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    dist: Path = pages.DIST,
) -> web.Application:
    """The whole application; models.engines.connect comes first. Nothing is asked of the engines until it runs."""
    app = web.Application(middlewares=[answers.shared, refusals.as_json])
    app[PARTS] = _parts(settings, bounds or Bounds(), now)
    app.on_response_prepare.append(_secure)
    app.cleanup_ctx.append(_alive)
    hooks.add_routes(app)
    health.add_routes(app)
    dialects.add_routes(app)
    oauth.add_routes(app)
    github_app.add_routes(app)
    documents.add_routes(app, dist)
    live.add_routes(app)
    pages.add_routes(app, dist)
    awards_page.add_routes(app, dist)
    pictures.add_routes(app)
    return app


@asynccontextmanager
async def running(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serves inside the block; gives the port (0 asks for a free one). Raises Taken for a busy one."""
    runner = web.AppRunner(app, access_log=None, logger=_http_log(), shutdown_timeout=SHUTDOWN, handle_signals=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port, backlog=1024)
        try:
            await site.start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise Taken(f"Port {port} is in use: stop what listens there, or choose another with --port.") from None
        looking = asyncio.create_task(missed.look(app[PARTS]))
        try:
            yield runner.addresses[0][1]
        finally:
            await end(looking)
    finally:
        await runner.cleanup()


def serve(settings: Settings) -> None:
    """Serves until SIGINT or SIGTERM. Raises Misconfigured, and Taken for a busy port."""
    engines.connect(settings)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(make_app(settings), settings.host, settings.port) as port:
        gc.collect()
        gc.freeze()
        gc.set_threshold(COLLECT_AFTER, 20, 100)
        log.info("listening on http://%s:%s", settings.host, port)
        await stop.wait()
        log.info("stopping")


def _http_log() -> logging.Logger:
    """aiohttp logs a traceback for every request that is no HTTP; strangers send many of them."""
    log = logging.getLogger("codebadge.http")
    log.addFilter(_is_worth_reading)
    return log


def _is_worth_reading(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _parts(settings: Settings, bounds: Bounds, now: Callable[[], datetime]) -> Parts:
    bridge = Bridge(settings.pool_size)
    redis = redis_pool.client(str(settings.redis_url), patience=REDIS_PATIENCE, connecting=REDIS_PATIENCE, again=1)
    return Parts(
        settings=settings,
        bounds=bounds,
        now=now,
        bridge=bridge,
        redis=redis,
        commands_redis=queues.client(str(settings.redis_url), timeout=REDIS_PATIENCE),
        boards=Boards(bridge, redis, now, bounds.frame_age),
        origins=Origins(bridge, settings, bounds.origins_age),
        bells=Bells(bridge, now),
        limits=Limits(redis, bounds),
        post=Post(settings),
    )


async def _alive(app: web.Application) -> AsyncIterator[None]:
    parts = app[PARTS]
    await parts.origins.read()
    reading = asyncio.create_task(parts.origins.run())
    yield
    await end(reading)
    await parts.post.close()
    await parts.bells.close()
    await parts.redis.aclose()
    parts.commands_redis.close()
    parts.bridge.close()


async def _secure(request: web.Request, response: web.StreamResponse) -> None:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", NO_PAGE)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.pop("Server", None)
