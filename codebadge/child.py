"""A command comes in; a process that is started again, ever more slowly, while it keeps dying goes out."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence

from codebadge.process import spawn

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STABLE_SECONDS = 30.0
LONGEST_LINE = 8192

Heard = Callable[[str, str], None]
"""(name, line): called in a thread of the child's own."""


class Child:
    """One part of Codebadge. The supervisor calls `tend` often, from its main thread; nothing here waits."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str], heard: Heard, once: bool = False):
        self.name = name
        self.process: subprocess.Popen[bytes] | None = None
        self.finished = False
        self._command, self._env, self._heard, self._once = command, env, heard, once
        self._pause = FIRST_PAUSE
        self._due: float | None = 0.0
        self._started = 0.0

    def tend(self, now: float) -> None:
        """Start it when it is due; notice that it died and set the time of its next start. `now` in seconds."""
        if self.finished:
            return
        if self._due is not None and now >= self._due:
            self._start(now)
        elif self._due is None and self.process is not None and self.process.poll() is not None:
            self._mourn(self.process.returncode, now)

    def _start(self, now: float) -> None:
        self._due, self._started = None, now
        self.process = spawn(self._command, subprocess.PIPE, env=self._env)
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _mourn(self, status: int, now: float) -> None:
        if self._once and status == 0:
            self.finished = True
            self._heard(self.name, "has finished")
            return
        if now - self._started >= STABLE_SECONDS:
            self._pause = FIRST_PAUSE
        self._due = now + self._pause
        self._heard(self.name, f"ended with {described(status)}; starting again in {self._pause:g} s")
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as words:
            while text := words.readline(LONGEST_LINE):
                self._heard(self.name, text.decode("utf-8", "replace").rstrip())


def described(status: int) -> str:
    """`signal 9` or `exit 2`."""
    return f"signal {-status}" if status < 0 else f"exit {status}"
