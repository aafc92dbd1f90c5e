"""Health: alive, ready, and the numbers."""

from datetime import datetime

from models import db
from tests.cast import issue
from tests.server.running import Running


async def test_a_server_that_answers_is_alive(server: Running) -> None:
    assert await server.get("/healthz") == (200, {"ok": True})


async def test_a_server_with_its_engines_is_ready(server: Running) -> None:
    ready = {"ready": True, "database": "ok", "redis": "ok", "migrations": "ok"}

    assert await server.get("/readyz") == (200, ready)


async def test_a_missing_migration_is_named(server: Running) -> None:
    with db.unit():
        db.database.execute_sql("DELETE FROM migration_history")
    try:
        status, body = await server.get("/readyz")
    finally:
        with db.unit():
            db.database.execute_sql(
                "INSERT INTO migration_history (name, applied_at) VALUES ('0001_first_tables', now())"
            )

    assert status == 503
    assert "0001_first_tables" in body["migrations"]


async def test_the_numbers_tell_what_waits(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now))

    async with server.session.get(server.url + "/metrics") as response:
        text = await response.text()

    assert 'codebadge_waiting{station="intake"} 1.0' in text
    assert 'codebadge_deliveries_total{outcome="kept"}' in text
    assert 'codebadge_up{engine="postgresql"} 1.0' in text
    assert "codebadge_sockets 0.0" in text
