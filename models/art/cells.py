"""Nothing comes in; a Cell goes out to the desk: a fork that waits for one task, and then for its end."""

import contextlib
import os
import signal
from typing import Any

from models.art import cell, frames
from models.art.cell import Ended, Tasks


class Cell:
    """A fork of the desk, as the desk sees it: asked once, it answers on `answer`; `read` is what was read
    there, `told` whether that was passed on."""

    def __init__(self, pid: int, question: int, answer: int) -> None:
        self._pid, self._question = pid, question
        self.answer = answer
        self.read = bytearray()
        self.number, self.until, self.told = 0, 0.0, False

    def ask(self, header: dict[str, Any], body: bytes, until: float) -> None:
        """Gives it its task, which ends at `until` by the monotonic clock."""
        self.number, self.until = header["number"], until
        # One that has died already shows it by its end.
        with contextlib.suppress(BrokenPipeError):
            frames.send(self._question, frames.packed(header, body))

    def end(self, kill: bool) -> Ended:
        """It is over, or else killed. Tells how it was."""
        for pipe in (self._question, self.answer):
            os.close(pipe)
        if kill:
            os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
            return Ended.LATE
        return Ended.BADLY if status else Ended.WELL


def opened(tasks: Tasks, warm: bool, cpu: int) -> Cell:
    """A new one, which takes its time to get warm, or is asked at once; it may compute for `cpu` seconds."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            cell.live(tasks, theirs_in, theirs_out, warm, cpu)
        finally:
            os._exit(1)
    os.close(theirs_in)
    os.close(theirs_out)
    return Cell(pid, ours_out, ours_in)
