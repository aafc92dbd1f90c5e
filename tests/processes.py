"""Codebadge's parts as real processes of their own, to be killed: `with part("intake", settings) as process`."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.settings import Settings

ROOT = Path(__file__).parent.parent


@contextmanager
def part(name: str, settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """`codebadge work NAME` against the test's engines; killed at the end, if it still runs."""
    process = subprocess.Popen([sys.executable, "-m", "workers", name], cwd=ROOT, env=environment(settings))
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9: no last words."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which a part finds the test's engines."""
    return os.environ | {
        "CODEBADGE_DATABASE_URL": str(settings.database_url),
        "CODEBADGE_REDIS_URL": str(settings.redis_url),
        "CODEBADGE_SECRET_KEY": ",".join(settings.secret_keys),
    }
