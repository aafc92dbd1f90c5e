"""Engines and children come in; they run until we are told to stop, and end in the reverse order."""

from __future__ import annotations

import contextlib
import queue
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType

from codebadge import console
from codebadge.child import Child, described
from codebadge.engine import Engine
from codebadge.process import end
from models.errors import Refusal

TICK = 0.1
CHILD_STOP = ((signal.SIGTERM, 10.0),)
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Words = tuple[str, str]


@dataclass
class Supervisor:
    """The order of things: engines in the order given, then the children; all of it back again at the end."""

    engines: list[Engine] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    stopping: bool = False
    # Also written by a signal's handler and by the children's threads: SimpleQueue is made for both.
    _words: queue.SimpleQueue[Words] = field(default_factory=queue.SimpleQueue)

    def heard(self, name: str, text: str) -> None:
        """A line to show; may be called from any thread."""
        self._words.put((name, text))

    def start_engines(self) -> None:
        """Raises Refusal when one does not start; those that did are ended by `ending`."""
        for engine in self.engines:
            started = time.monotonic()
            engine.start(lambda: self.stopping)
            console.line("up", f"{engine.name} is ready after {time.monotonic() - started:.1f} s")

    def watch(self, each_tick: Callable[[], None]) -> None:
        """Until told to stop. `each_tick` is called about ten times a second."""
        while not self.stopping:
            for engine in self.engines:
                self._tend(engine)
            for child in self.children:
                child.tend(time.monotonic())
            each_tick()
            self._show(TICK)

    @contextlib.contextmanager
    def ending(self) -> Iterator[None]:
        """Inside, signals ask us to stop; at the end nothing that we started is left."""
        before = {number: signal.signal(number, self._told) for number in STOPPING_SIGNALS}
        try:
            yield
        except Refusal:
            if not self.stopping:  # else it is only that an engine's start was cut off
                raise
        finally:
            self._end_children()
            for engine in reversed(self.engines):
                engine.stop()
            self._show(0)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _told(self, number: int, _frame: FrameType | None) -> None:
        if not self.stopping:
            self.heard("up", f"stopping ({signal.Signals(number).name})")
        self.stopping = True

    def _tend(self, engine: Engine) -> None:
        status = engine.poll()
        if status is None:
            return
        console.line("up", f"{engine.name} ended with {described(status)}; starting it again")
        try:
            engine.start(lambda: self.stopping)
        except Refusal as refusal:
            console.line("up", str(refusal))
            time.sleep(1)

    def _end_children(self) -> None:
        running = [child for child in self.children if child.process is not None and child.process.poll() is None]
        for child in running:
            assert child.process is not None
            child.process.terminate()
        for child in reversed(running):
            assert child.process is not None
            status = end(child.process, CHILD_STOP)
            if status not in (0, -signal.SIGTERM):
                self.heard(child.name, f"ended with {described(status)}")

    def _show(self, seconds: float) -> None:
        """Wait that long for a first line, then show all there are."""
        with contextlib.suppress(queue.Empty):
            console.line(*self._words.get(timeout=seconds) if seconds else self._words.get_nowait())
            while True:
                console.line(*self._words.get_nowait())
