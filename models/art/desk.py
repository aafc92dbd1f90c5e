"""Frames with tasks come in on stdin; their answers go out on stdout. `python -m models.art.desk TASKS DIST WALL`.

This process loads the libraries and fonts once, and draws nothing itself: each task is done in a fork of it, a cell,
which has limits of time and memory, and nothing open but its two pipes. A bomb costs one cell.
"""

import gc
import importlib
import os
import selectors
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any, cast

from models.art import cell, frames
from models.art.cell import Tasks
from models.art.cells import Cell, opened
from models.errors import BadPicture

AT_ONCE = max(2, os.cpu_count() or 1)
"""Cells at work; what else is asked waits. As many are made and warmed ahead while there is nothing to do."""
TOO_LONG = "This picture takes too long to draw."
TOO_MUCH = "This picture takes too much to draw."
CHUNK = 1 << 20
STDOUT = 1


class Desk:
    """Reads questions, gives each to a cell, watches them, writes answers; never waits for one of them alone."""

    def __init__(self, tasks: Tasks, wall: float) -> None:
        self._tasks, self._wall = tasks, wall
        self._read = bytearray()
        self._waiting: deque[tuple[dict[str, Any], bytes]] = deque()
        self._spare: list[Cell] = []
        self._busy: dict[int, Cell] = {}
        self._unlearnt: dict[str, None] = {}
        self._watched = selectors.DefaultSelector()
        self._watched.register(sys.stdin, selectors.EVENT_READ)

    def run(self) -> None:
        """Until stdin ends."""
        while True:
            for key, _ in self._watched.select(self._patience()):
                if key.fileobj is not sys.stdin:
                    self._collect(self._busy[key.fd])
                elif not self._hear():
                    return
            self._end_late_ones(time.monotonic())
            while self._waiting and len(self._busy) < AT_ONCE:
                self._begin(*self._waiting.popleft())
            if not self._busy:
                self._get_ready()

    def _patience(self) -> float | None:
        if not self._busy:
            return None if self._is_ready() else 0.0
        return max(0.0, min(one.until for one in self._busy.values()) - time.monotonic())

    def _is_ready(self) -> bool:
        return not self._unlearnt and len(self._spare) == AT_ONCE

    def _get_ready(self) -> None:
        """One step of what makes the next answers quick."""
        if self._unlearnt:
            self._tasks.learn(self._unlearnt.popitem()[0])
            # Those that are ready do not know it yet.
            for spare in self._spare:
                spare.end(kill=True)
            self._spare.clear()
        elif not self._is_ready():
            self._spare.append(self._opened(warm=True))

    def _opened(self, warm: bool) -> Cell:
        # Who computes all the time has half as much of it.
        return opened(self._tasks, warm, cpu=max(1, round(self._wall / 2)))

    def _hear(self) -> bool:
        chunk = os.read(sys.stdin.fileno(), CHUNK)
        self._read += chunk
        while found := frames.unpacked(self._read):
            self._waiting.append(found)
        return bool(chunk)

    def _begin(self, header: dict[str, Any], body: bytes) -> None:
        one = self._spare.pop() if self._spare else self._opened(warm=False)
        one.ask(header, body, time.monotonic() + self._wall)
        self._busy[one.answer] = one
        self._watched.register(one.answer, selectors.EVENT_READ)

    def _collect(self, one: Cell) -> None:
        chunk = os.read(one.answer, CHUNK)
        one.read += chunk
        if not chunk:
            self._end(one)
        elif len(one.read) > frames.LARGEST:
            self._end(one, TOO_MUCH)
        elif found := frames.looked_at(one.read):
            # Told at once: that a process ends takes some milliseconds.
            self._unlearnt.update(dict.fromkeys(found[0].get("learnt", ())))
            frames.send(STDOUT, one.read)
            one.read.clear()
            one.told = True

    def _end_late_ones(self, now: float) -> None:
        for one in [one for one in self._busy.values() if one.until <= now]:
            self._end(one, TOO_LONG)

    def _end(self, one: Cell, why: str | None = None) -> None:
        """The cell is empty, or is made to be; if it said nothing, its death does."""
        del self._busy[one.answer]
        self._watched.unregister(one.answer)
        ended = one.end(kill=why is not None)
        if not one.told:
            refused = BadPicture(why or (TOO_LONG if ended is cell.Ended.LATE else TOO_MUCH))
            frames.send(STDOUT, frames.packed(cell.refused(one.number, refused), b""))


def main(tasks: str, dist: str, wall: str) -> None:
    """Loads, then answers until stdin ends. `wall`: seconds that a task may take, however little it computes."""
    module = cast(Tasks, importlib.import_module(tasks))
    module.prepare(Path(dist))
    module.rehearse()
    gc.freeze()
    Desk(module, float(wall)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
