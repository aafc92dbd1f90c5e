"""Whether this server lives, whether it can work, and how it fares: /healthz, /readyz, /metrics. No part may hang."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import orjson
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from models import deliveries, migrate, outbox, points_models
from models.errors import Misconfigured
from server import metrics
from server.parts import PARTS, Parts

PATIENCE = 2.0
"""Seconds for one part to answer."""


async def healthz(_: web.Request) -> web.Response:
    """The process answers; nothing else is asked."""
    return web.json_response({"ok": True})


async def readyz(request: web.Request) -> web.Response:
    """200 when database, Redis and migrations are right, else 503; the body says which is not."""
    parts = request.app[PARTS]
    names = ("database", "redis", "migrations")
    answers = await asyncio.gather(_answers(_database(parts)), _answers(_redis(parts)), _answers(_migrations(parts)))
    ready = all(said == "ok" for said in answers)
    body = {"ready": ready} | dict(zip(names, answers, strict=True))
    return web.Response(
        body=orjson.dumps(body), status=200 if ready else 503, content_type="application/json", headers=_NEVER_KEPT
    )


async def numbers(request: web.Request) -> web.Response:
    """For Prometheus. What cannot be known while an engine is away is left out."""
    parts = request.app[PARTS]
    await asyncio.gather(_measure("postgresql", lambda: _lag(parts)), _measure("redis", lambda: _redis(parts)))
    return web.Response(
        body=generate_latest(metrics.REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST, **_NEVER_KEPT}
    )


def add_routes(app: web.Application) -> None:
    """`/healthz`, `/readyz`, `/metrics`."""
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", numbers)


_NEVER_KEPT = {"Cache-Control": "no-store"}


async def _answers(part: Awaitable[None]) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            await part
    except Misconfigured as wrong:
        return str(wrong)
    except Exception:
        return "away"
    return "ok"


async def _database(parts: Parts) -> None:
    await parts.bridge.ask(outbox.last_place)


async def _redis(parts: Parts) -> None:
    await parts.redis.ping()


async def _migrations(parts: Parts) -> None:
    missing = await parts.bridge.ask(migrate.pending)
    if missing:
        raise Misconfigured(f"missing: {', '.join(missing)}; run `codebadge migrate`")


async def _measure(engine: str, measure: Callable[[], Awaitable[None]]) -> None:
    answered = await _answers(measure())
    metrics.UP.labels(engine).set(answered == "ok")


async def _lag(parts: Parts) -> None:
    for gauge in (metrics.WAITING, metrics.OLDEST):
        gauge.clear()
    for station, (count, seconds) in (await parts.bridge.look(_waiting, parts.now())).items():
        metrics.WAITING.labels(station).set(count)
        metrics.OLDEST.labels(station).set(seconds)


def _waiting(now: datetime) -> dict[str, tuple[int, float]]:
    return {
        "intake": deliveries.waiting(now),
        "relay": outbox.waiting(now),
        "learner": points_models.waiting(now),
    }
