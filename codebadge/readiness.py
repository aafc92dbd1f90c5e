"""A server's settings come in; the news that it answers /readyz with 200 goes out, once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from models.settings import Settings

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - listening everywhere is the caller's choice
SLOW_START_SECONDS = 20.0


class Readiness:
    """Asks in a thread of its own, because an answer may take its time."""

    def __init__(self, complete: Settings, heard: Callable[[str, str], None]) -> None:
        self._host, self._port = ANYWHERE.get(complete.host, complete.host), complete.port
        self._heard = heard
        self._ready = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def url(self) -> str:
        """Where a process of this machine reaches the server."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    def wait(self) -> None:
        """Returns when it is ready."""
        self._ready.wait()

    def news(self) -> bool:
        """True the first time after it became ready."""
        is_ready = self._ready.is_set()
        self._ready.clear()
        return is_ready

    def _watch(self) -> None:
        started, said = time.monotonic(), False
        while (answer := self._ask()) != "200":
            if not said and time.monotonic() - started > SLOW_START_SECONDS:
                said = True
                self._heard("up", f"still waiting for the web server to be ready ({answer})")
            time.sleep(0.1)
        self._ready.set()

    def _ask(self) -> str:
        connection = HTTPConnection(self._host, self._port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return str(connection.getresponse().status)
        except (OSError, HTTPException) as error:
            return error.__class__.__name__
        finally:
            connection.close()
