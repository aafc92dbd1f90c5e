"""The environment comes in; whatever it leaves open is filled in from the data folder that `up` keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from codebadge.engines import Postgres, RedisServer
from models import engines, sealing, settings
from models.errors import Misconfigured
from models.settings import Settings

KEY_FILE = "secret.key"
ADDRESS_FILE = "address"
"""How the world reaches what `up` runs with this data; its `--port` is known to nobody else."""
NOTHING_RUNS = (
    "Nothing runs with the data in {data}: start `codebadge up`, or set CODEBADGE_DATA or CODEBADGE_DATABASE_URL."
)


def connect(environ: Mapping[str, str] | None = None) -> Settings:
    """For a command beside a running Codebadge: ready for the verbs. Raises Misconfigured when nothing runs."""
    given = settings.load(environ)
    postgres, redis = Postgres(given.data), RedisServer(given.data)
    if not given.database_url and not ((given.data / "postgres").exists() and postgres.answers()):
        raise Misconfigured(NOTHING_RUNS.format(data=given.data))
    complete = replace(
        given,
        database_url=given.database_url or postgres.url,
        redis_url=given.redis_url or redis.url,
        secret_keys=given.secret_keys or _kept_key(given.data),
        public_url=_address(environ, given),
    )
    engines.connect(complete)
    return complete


def now() -> datetime:
    """The one clock of the commands."""
    return datetime.now(UTC)


def secret_key(data: Path) -> str:
    """The key that seals secrets at rest, made at the first start."""
    return keep(data, KEY_FILE, sealing.new_key)


def keep(data: Path, name: str, make: Callable[[], str]) -> str:
    """The text kept under that name, else a new one; readable by its owner only, from its first byte on."""
    file = data / name
    if not file.exists():
        write(file, make())
    return file.read_text().strip()


def write(file: Path, text: str) -> None:
    """Whole or not at all."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(text + "\n")
    fresh.replace(file)


def _address(environ: Mapping[str, str] | None, given: Settings) -> str:
    env = settings.inherited() if environ is None else environ
    file = given.data / ADDRESS_FILE
    said = env.get("CODEBADGE_PUBLIC_URL") or env.get("CODEBADGE_PORT")
    return given.public_url if said or not file.exists() else file.read_text().strip()


def _kept_key(data: Path) -> tuple[str, ...]:
    file = data / KEY_FILE
    return (file.read_text().strip(),) if file.exists() else ()
