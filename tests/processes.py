"""Codebadge's parts as real processes of their own, to be killed: `with part("intake", settings) as process`."""

import os
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.settings import Settings
from tests.nursery import Grown, start

ROOT = Path(__file__).parent.parent


@contextmanager
def part(name: str, settings: Settings) -> Iterator[Grown]:
    """`codebadge work NAME` against the test's engines; killed at the end, if it still runs."""
    process = start(["workers", name], environment(settings))
    try:
        yield process
    finally:
        kill(process)


@contextmanager
def kept_alive(name: str, settings: Settings) -> Iterator[None]:
    """A part that is started again whenever it ends, as `codebadge up` does."""
    ended = threading.Event()

    def keep() -> None:
        while not ended.is_set():
            with part(name, settings) as process:
                while process.poll() is None and not ended.wait(0.05):
                    pass
            ended.wait(0.2)

    keeper = threading.Thread(target=keep)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join(timeout=20)


@contextmanager
def web(settings: Settings, port: int | None = None, log: Path | None = None) -> Iterator[tuple[str, Grown]]:
    """`codebadge serve` as a process: (its address, the process); returns when it is ready. `log` takes all it says."""
    port = port or free_port()
    where = {"CODEBADGE_PORT": str(port), "CODEBADGE_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    process = start(["codebadge", "serve"], environment(settings) | where, log)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url, process)
        yield url, process
    finally:
        kill(process)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str, process: Grown) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended before it was ready"
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server was not ready within 30 seconds")


def kill(process: Grown) -> None:
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
        "CODEBADGE_DATA": str(settings.data),
        "CODEBADGE_GITHUB_API_URL": settings.github_api_url,
        "CODEBADGE_GITHUB_AUTHORIZE_URL": settings.github_authorize_url,
        "CODEBADGE_GITHUB_TOKEN_URL": settings.github_token_url,
        "CODEBADGE_GITHUB_CLIENT_ID": settings.github_client_id or "",
        "CODEBADGE_GITHUB_CLIENT_SECRET": settings.github_client_secret or "",
        "CODEBADGE_TRELLO_API_URL": settings.trello_api_url,
    }
