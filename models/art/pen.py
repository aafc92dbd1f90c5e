"""A task's name and what it is given come in; the answer of the drawing process goes out. Light: the server loads it.

The process at the other end is desk.py; it is started when it is first needed, and again when it has died. It ends
when we do, for then its stdin ends. It may think for seconds: nobody asks it who holds a connection (models/ahead.py).
"""

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path
from typing import IO, Any

from models import ahead, settings
from models.art import frames
from models.art.frames import Answer
from models.db import database
from models.errors import Refusal, Unavailable

ROOT = Path(__file__).parents[2]
DIST = ROOT / "static" / "dist"
TASKS = "models.art.tasks"
WAITING = 100
"""How many tasks may be asked and unanswered."""
WALL = 10.0
"""Seconds that a task may take."""
PATIENCE = 60.0
"""Seconds after which a desk that says nothing, to nobody, is taken for dead."""
BUSY = "Too many pictures are being drawn; try again in a moment."
AWAY = "The drawing process does not answer; try again in a moment."
KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
"""What the desk learns of our environment: no secrets."""
CHUNK = 1 << 20


class _Died(Exception):
    """The desk ended before it answered."""


class Failed(RuntimeError):
    """A task that raised what is no refusal: a bug, with its own traceback."""


class Pen:
    """One desk. Any thread may ask."""

    def __init__(self, tasks: str = TASKS, dist: Path = DIST, waiting: int = WAITING, wall: float = WALL) -> None:
        self._command = [sys.executable, "-m", "models.art.desk", tasks, str(dist), str(wall)]
        self._lock = threading.Lock()
        self._desk: _Desk | None = None
        self._places = threading.BoundedSemaphore(waiting)

    def ask(self, task: str, given: Mapping[str, Any], body: bytes = b"") -> Answer:
        """Raises what the task refuses; BadPicture when it takes too long or too much; Unavailable when too many ask,
        or when the desk has died twice; RuntimeError inside a unit, which holds a connection that others need."""
        if database.in_transaction():
            raise RuntimeError("The pen was asked by somebody who holds a connection; see models/ahead.py.")
        if not self._places.acquire(blocking=False):
            raise Unavailable(BUSY)
        try:
            return self._answered(task, given, body)
        finally:
            self._places.release()

    def _answered(self, task: str, given: Mapping[str, Any], body: bytes) -> Answer:
        for _ in range(2):
            try:
                return self._now().ask(task, given, body)
            except _Died:
                continue
        raise Unavailable(AWAY)

    def close(self) -> None:
        """Ends the desk, and with it what it draws. The next question starts another."""
        with self._lock:
            if self._desk:
                self._desk.close()
            self._desk = None

    @property
    def pid(self) -> int | None:
        """The desk's process id, while there is one."""
        return self._desk.pid if self._desk else None

    def _now(self) -> "_Desk":
        with self._lock:
            if self._desk is None or not self._desk.lives:
                if self._desk:
                    self._desk.close()
                self._desk = _Desk(self._command)
            return self._desk


class _Desk:
    """A running desk: numbers go with the questions, and answers are handed to whoever waits for theirs."""

    def __init__(self, command: list[str]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, bufsize=0, stdin=pipe, stdout=pipe, env=_environment(), cwd=ROOT, process_group=0
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        self._asking, self._answers = threading.Lock(), threading.Lock()
        self._asked: dict[int, Future[Answer]] = {}
        self._number, self._heard = 0, 0.0
        self.lives = True
        threading.Thread(target=self._listen, args=(self._process.stdout,), name="pen", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, task: str, given: Mapping[str, Any], body: bytes) -> Answer:
        number, answer = self._expected()
        question = frames.packed({"number": number, "task": task, "given": given}, body)
        try:
            with self._asking:
                frames.send(self._stdin.fileno(), question)
            return self._awaited(answer)
        except TooLate:
            # Before OSError, of which it is one.
            self.lives = False
            self._process.kill()
            raise Unavailable(AWAY) from None
        except (OSError, ValueError):
            # It is gone, or its pipe is closed.
            self.lives = False
            raise _Died from None

    def _awaited(self, answer: Future[Answer]) -> Answer:
        # Others may be before us: as long as they are answered, the desk is at work.
        while True:
            began = time.monotonic()
            try:
                return answer.result(PATIENCE)
            except TooLate:
                if self._heard < began:
                    raise

    def close(self) -> None:
        """Whatever it does: what it draws with it ends, too."""
        self.lives = False
        self._process.kill()
        self._process.wait()
        with self._asking:
            self._stdin.close()

    def _expected(self) -> tuple[int, Future[Answer]]:
        answer: Future[Answer] = Future()
        with self._answers:
            if not self.lives:
                raise _Died
            self._number += 1
            self._asked[self._number] = answer
            return self._number, answer

    def _listen(self, pipe: IO[bytes]) -> None:
        read = bytearray()
        with pipe:
            while chunk := os.read(pipe.fileno(), CHUNK):
                read += chunk
                self._heard = time.monotonic()
                while found := frames.unpacked(read):
                    self._hand_over(*found)
        with self._answers:
            self.lives = False
            lost, self._asked = list(self._asked.values()), {}
        for answer in lost:
            answer.set_exception(_Died())

    def _hand_over(self, header: dict[str, Any], body: bytes) -> None:
        with self._answers:
            answer = self._asked.pop(header["number"])
        if "refused" in header:
            answer.set_exception(_refusal(**header["refused"]))
        elif "failed" in header:
            answer.set_exception(Failed(header["failed"]))
        else:
            answer.set_result(Answer(header["told"], body))


_mine: list[Pen] = []
_making = threading.Lock()


def shared() -> Pen:
    """The pen of this process."""
    with _making:
        if not _mine:
            _mine.append(Pen())
        return _mine[0]


def ask(task: str, given: Mapping[str, Any], body: bytes = b"") -> Answer:
    """The answer of this process's pen; inside a unit, the one that was had ahead. Raises as Pen.ask does."""
    if not database.in_transaction():
        return shared().ask(task, given, body)
    question = task, json.dumps(given, sort_keys=True), body
    return ahead.answer(question, lambda: shared().ask(task, given, body))


@atexit.register
def _put_away() -> None:
    for pen in _mine:
        pen.close()


# A forked worker has a pen of its own: two processes cannot read one pipe.
os.register_at_fork(after_in_child=_mine.clear)


def _environment() -> dict[str, str]:
    ours = settings.inherited()
    # Threads of the number library would be lost in the fork, and each takes address space.
    return {name: ours[name] for name in KEPT if name in ours} | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _refusal(code: str, message: str) -> Refusal:
    return _classes().get(code, Refusal)(message)


def _classes() -> dict[str, type[Refusal]]:
    found, waiting = {Refusal.code: Refusal}, [Refusal]
    while waiting:
        for one in waiting.pop().__subclasses__():
            found.setdefault(one.code, one)
            waiting.append(one)
    return found
