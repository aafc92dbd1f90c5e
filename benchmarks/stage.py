"""A scratch folder comes in; a whole Codebadge of real processes goes out, with an organisation and a signed hook."""

import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from codebadge import engines as embedded
from models import db, engines, hooks, migrate, organizations, sealing, settings
from models.settings import Settings

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Stage:
    """Where everything listens."""

    url: str
    hook_url: str
    secret: bytes
    settings: Settings


@contextmanager
def running(*parts: str, **changes: str) -> Iterator[Stage]:
    """PostgreSQL and Redis with durable settings, the server, and the parts ("intake", "relay" …) asked for. `changes`
    go over the environment."""
    with tempfile.TemporaryDirectory(prefix="codebadge-bench-") as folder, embedded.running(folder) as urls:
        port = free_port()
        environment = settings.inherited() | {
            "CODEBADGE_DATABASE_URL": urls.database,
            "CODEBADGE_REDIS_URL": urls.redis,
            "CODEBADGE_SECRET_KEY": sealing.new_key(),
            "CODEBADGE_PORT": str(port),
            "CODEBADGE_DATA": folder,
            **changes,
        }
        configured = settings.load(environment)
        engines.connect(configured)
        migrate.run()
        hook_url, secret = _organization(configured)
        with ExitStack() as stack:
            for arguments in (["serve"], *(["work", part] for part in parts)):
                stack.enter_context(_process(arguments, environment))
            wait_until_ready(configured.public_url)
            yield Stage(configured.public_url, hook_url, secret.encode(), configured)


def _organization(configured: Settings) -> tuple[str, str]:
    now = datetime.now(UTC)
    with db.unit():
        organization = organizations.create("lumen", "Lumen", "Europe/Vienna", now)
        hook, secret = hooks.create(organization, "lumen/parser", now)
    return hooks.url(hook, configured.public_url), secret


@contextmanager
def _process(arguments: list[str], environment: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "codebadge", *arguments]
    with (Path(environment["CODEBADGE_DATA"]) / f"{'-'.join(arguments)}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_ready(url: str) -> None:
    """Returns when the server at that address works."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=1) as answer:
                json.load(answer)
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not become ready within 20 seconds.")


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
