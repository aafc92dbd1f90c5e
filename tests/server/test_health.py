"""Health: alive, ready, and the numbers."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from models import migrate
from tests.cast import issue
from tests.server.running import Running


async def test_a_server_that_answers_is_alive(server: Running) -> None:
    assert await server.get("/healthz") == (200, {"ok": True})


async def test_a_server_with_its_engines_is_ready(server: Running) -> None:
    ready = {"ready": True, "database": "ok", "redis": "ok", "migrations": "ok"}

    assert await server.get("/readyz") == (200, ready)


async def test_a_missing_migration_is_named(server: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(migrate.DIRECTORY, tmp_path / "migrations")
    (tmp_path / "migrations" / "9999_more.py").write_text("def up(migrator, db): ...")
    monkeypatch.setattr(migrate, "DIRECTORY", tmp_path / "migrations")

    status, body = await server.get("/readyz")

    assert status == 503
    assert body["migrations"] == "missing: 9999_more; run `codebadge migrate`"


async def test_the_numbers_tell_what_waits(server: Running, now: datetime) -> None:
    await server.deliver("issues", issue("closed", now))

    async with server.session.get(server.url + "/metrics") as response:
        text = await response.text()

    assert 'codebadge_waiting{station="intake"} 1.0' in text
    assert 'codebadge_deliveries_total{outcome="kept"}' in text
    assert 'codebadge_up{engine="postgresql"} 1.0' in text
    assert "codebadge_sockets " in text
