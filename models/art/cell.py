"""A task comes in; its answer goes down a pipe, and the process ends: a fork of the desk, with limits, alone."""

import contextlib
import ctypes
import gc
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, Protocol

from models.art import frames
from models.art.frames import Answer
from models.errors import BadPicture, Refusal

Task = Callable[[dict[str, Any], bytes], Answer]


class Tasks(Protocol):
    """A module of tasks. `prepare` loads what they need; what a fork had to load on top of it (`learnt`) the desk loads
    when it has nothing else to do (`learn`), so that the next fork has it."""

    TASKS: dict[str, Task]

    def prepare(self, dist: Path) -> None: ...

    def learnt(self) -> list[str]: ...

    def learn(self, name: str) -> None: ...


CPU = 5
"""Seconds of computing."""
ROOM = 800_000_000
"""Bytes of address space beyond what the desk has."""
FILES = 24
"""Open at once: fonts are read."""
PR_SET_PDEATHSIG = 1
TOO_MUCH = "This picture takes too much to draw."
WORDS = 4_000
"""Characters of a traceback that are told."""


def enter(pipe: int) -> None:
    """Leaves the fork nothing but this pipe, and limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.dup2(pipe, 3)
    os.closerange(4, os.sysconf("SC_OPEN_MAX"))
    _die_with_the_desk()
    _limit(resource.RLIMIT_CPU, CPU)
    _limit(resource.RLIMIT_AS, _address_space() + ROOM)
    _limit(resource.RLIMIT_NOFILE, FILES)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)


def answer(number: int, tasks: Tasks, task: str, given: dict[str, Any], body: bytes) -> NoReturn:
    """Does it, tells it, ends."""
    gc.disable()
    frame = _done(number, tasks, task, given, body)
    with contextlib.suppress(OSError):
        rest = memoryview(frame)
        while rest:
            rest = rest[os.write(3, rest) :]
    os._exit(0)


def refused(number: int, refusal: Refusal) -> dict[str, Any]:
    """A refusal, as a frame's header."""
    return {"number": number, "refused": {"code": refusal.code, "message": str(refusal)}}


def _done(number: int, tasks: Tasks, task: str, given: dict[str, Any], body: bytes) -> bytes:
    try:
        told, drawn = tasks.TASKS[task](given, body)
        return frames.packed({"number": number, "told": told, "learnt": tasks.learnt()}, drawn)
    except Refusal as refusal:
        return frames.packed(refused(number, refusal), b"")
    except (MemoryError, RecursionError):
        return frames.packed(refused(number, BadPicture(TOO_MUCH)), b"")
    except Exception:
        return frames.packed({"number": number, "failed": traceback.format_exc()[-WORDS:]}, b"")


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    # Not every system lets every limit be set.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


def _address_space() -> int:
    try:
        pages = Path("/proc/self/statm").read_text().split()[0]
    except OSError:
        return 1 << 32
    return int(pages) * resource.getpagesize()


def _die_with_the_desk() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
