"""Frames with tasks come in on stdin; their answers go out on stdout. `python -m models.art.desk TASKS DIST`.

This process loads the libraries and fonts once, and draws nothing itself: each task is done in a fork of it, which has
limits of time and memory, and nothing open but the pipe for its answer. A bomb costs one fork.
"""

import gc
import importlib
import os
import selectors
import signal
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any, NamedTuple, cast

from models.art import cell, frames
from models.art.cell import Tasks
from models.errors import BadPicture

AT_ONCE = max(2, os.cpu_count() or 1)
"""Forks at a time; what else is asked waits."""
WALL = 10.0
"""Seconds that a fork may take, however little it computes."""
TOO_LONG = "This picture takes too long to draw."
TOO_MUCH = "This picture takes too much to draw."
CHUNK = 1 << 20


class Question(NamedTuple):
    """A task as it was asked."""

    number: int
    task: str
    given: dict[str, Any]
    body: bytes


class Fork(NamedTuple):
    """A task that is being done."""

    number: int
    pid: int
    pipe: int
    until: float
    read: bytearray


class Desk:
    """Reads questions, forks, watches the forks, writes answers; never waits for one of them alone."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._unlearnt: dict[str, None] = {}
        self._read = bytearray()
        self._waiting: deque[Question] = deque()
        self._forks: dict[int, Fork] = {}
        self._watched = selectors.DefaultSelector()
        self._watched.register(sys.stdin, selectors.EVENT_READ)

    def run(self) -> None:
        """Until stdin ends."""
        while True:
            for key, _ in self._watched.select(self._patience()):
                if key.fileobj is sys.stdin:
                    if not self._hear():
                        return
                else:
                    self._collect(self._forks[key.fd])
            self._end_late_ones(time.monotonic())
            while self._waiting and len(self._forks) < AT_ONCE:
                self._begin(self._waiting.popleft())
            if self._unlearnt and not self._forks:
                self._tasks.learn(self._unlearnt.popitem()[0])

    def _patience(self) -> float | None:
        if not self._forks:
            return 0.0 if self._unlearnt else None
        return max(0.0, min(fork.until for fork in self._forks.values()) - time.monotonic())

    def _hear(self) -> bool:
        chunk = os.read(sys.stdin.fileno(), CHUNK)
        self._read += chunk
        while found := frames.unpacked(self._read):
            header, body = found
            self._waiting.append(Question(header["number"], header["task"], header["given"], body))
        return bool(chunk)

    def _begin(self, asked: Question) -> None:
        ours, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                cell.enter(theirs)
                cell.answer(asked.number, self._tasks, asked.task, asked.given, asked.body)
            finally:
                os._exit(1)
        os.close(theirs)
        fork = Fork(asked.number, pid, ours, time.monotonic() + WALL, bytearray())
        self._forks[ours] = fork
        self._watched.register(ours, selectors.EVENT_READ)

    def _collect(self, fork: Fork) -> None:
        chunk = os.read(fork.pipe, CHUNK)
        fork.read.extend(chunk)
        if len(fork.read) > frames.LARGEST:
            self._end(fork, TOO_MUCH)
        elif not chunk:
            self._end(fork)

    def _end_late_ones(self, now: float) -> None:
        for fork in [fork for fork in self._forks.values() if fork.until <= now]:
            self._end(fork, TOO_LONG)

    def _end(self, fork: Fork, why: str | None = None) -> None:
        """The fork is over, or is made to be. Only a whole answer counts."""
        del self._forks[fork.pipe]
        self._watched.unregister(fork.pipe)
        os.close(fork.pipe)
        os.kill(fork.pid, signal.SIGKILL if why else 0)
        _, status = os.waitpid(fork.pid, 0)
        found = frames.unpacked(bytearray(fork.read)) if why is None and status == 0 else None
        if found:
            self._unlearnt.update(dict.fromkeys(found[0].get("learnt", ())))
            _write(fork.read)
        else:
            refused = BadPicture(why or (TOO_LONG if _ran_out_of_time(status) else TOO_MUCH))
            _write(frames.packed(cell.refused(fork.number, refused), b""))


def _ran_out_of_time(status: int) -> bool:
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)


def _write(frame: bytes | bytearray) -> None:
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(sys.stdout.fileno(), rest) :]


def main(tasks: str, dist: str) -> None:
    """Loads, then answers until stdin ends."""
    module = cast(Tasks, importlib.import_module(tasks))
    module.prepare(Path(dist))
    gc.freeze()
    Desk(module).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
