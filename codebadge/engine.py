"""What both engines share: a process whose start waits until it answers, with its own words when it does not."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import signal
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from codebadge.process import end, spawn
from models.errors import Misconfigured, Unavailable

START_SECONDS = 60.0
LOG_BYTES = 5_000_000
SOCKET_PATH_BYTES = 103  # sun_path is 108 bytes on Linux, 104 elsewhere, the closing zero included
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"


class Engine(ABC):
    """An embedded database below `data`; durable ones survive kill -9 and power loss, others are for tests."""

    name: str
    death = signal.SIGTERM
    stop_steps: Sequence[tuple[signal.Signals, float]] = ((signal.SIGTERM, 10.0),)

    def __init__(self, data: Path, durable: bool = True) -> None:
        self.data = data.resolve()
        self.durable = durable
        self.sockets = socket_folder(self.data)
        self.log = self.data / "log" / f"{self.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where it listens; known before it runs."""

    def start(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Returns when it answers. Raises Unavailable with the log's last lines, or Misconfigured."""
        self._make_folders()
        self._prepare()
        with self.log.open("ab") as log:
            self.process = spawn(self._command(), log, self.death, self._leash())
        self._wait_until_it_answers(cancelled)

    def stop(self) -> None:
        """Ask, then insist. Does nothing when it does not run."""
        if self.process is None:
            return
        end(self.process, self.stop_steps)
        if self.sockets.parent != self.data:
            with contextlib.suppress(OSError):  # the other engine may still be in it
                self.sockets.rmdir()

    def poll(self) -> int | None:
        """The exit status once it has ended, else None."""
        return None if self.process is None else self.process.poll()

    @abstractmethod
    def answers(self) -> bool:
        """Whether it takes work now."""

    @abstractmethod
    def _prepare(self) -> None: ...

    @abstractmethod
    def _command(self) -> list[str]: ...

    def _leash(self) -> list[str]:
        return []

    def _make_folders(self) -> None:
        for folder in (self.data, self.log.parent, self.sockets):
            make_private(folder)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))

    def _wait_until_it_answers(self, cancelled: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self.poll() is None and not cancelled() and time.monotonic() < deadline:
            if self.answers():
                return
            time.sleep(0.02)
        self.stop()
        raise Unavailable(f"{self.name} did not start; {self.log} says: {self._last_words()}")

    def _last_words(self) -> str:
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        return " / ".join(lines[-3:]) or "nothing"


def socket_folder(data: Path) -> Path:
    """Inside `data`, else a short one that belongs to it alone: where a socket's path would not fit into
    sun_path, or holds a sign such as the comma, which parts the addresses in a libpq URL."""
    inside = data / "run"
    fits = len(os.fsencode(inside / LONGEST_SOCKET_NAME)) <= SOCKET_PATH_BYTES
    if fits and re.fullmatch(r"[\w./ -]+", str(inside)):
        return inside
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"codebadge-{os.geteuid()}-{mark}"


def make_private(folder: Path) -> None:
    """Create it for its owner only. Raises Misconfigured when it cannot be made, or is somebody else's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(f"The folder {folder} cannot be made: {error.strerror}.") from error
    # Guards the short socket folder: anybody may have made one of that name in the common /tmp.
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Misconfigured(f"The folder {folder} belongs to somebody else; choose another with --data.")
