"""A question comes in by one pipe, its answer goes out by another, and the process ends: a fork of the desk, alone."""

import contextlib
import ctypes
import enum
import gc
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from models.art import frames
from models.art.frames import Answer
from models.errors import BadPicture, Refusal

Task = Callable[[dict[str, Any], bytes], Answer]


class Tasks(Protocol):
    """A module of tasks. `prepare` loads what they need, `rehearse` does one, so that what it touches is at hand. What
    a cell had to load on top of it (`learnt`) the desk loads when it has nothing else to do (`learn`)."""

    TASKS: dict[str, Task]

    def prepare(self, dist: Path) -> None: ...

    def rehearse(self) -> None: ...

    def learnt(self) -> list[str]: ...

    def learn(self, name: str) -> None: ...


class Ended(enum.Enum):
    """How a cell's life was."""

    WELL = enum.auto()
    LATE = enum.auto()
    BADLY = enum.auto()


ROOM = 800_000_000
"""Bytes of address space beyond what the desk has."""
FILES = 24
"""Open at once: fonts are read."""
QUESTION, ANSWER = 3, 4
PR_SET_PDEATHSIG = 1
TOO_MUCH = "This picture takes too much to draw."
WORDS = 4_000
"""Characters of a traceback that are told."""
CHUNK = 1 << 20


def live(tasks: Tasks, question: int, answer: int, warm: bool, cpu: int) -> None:
    """All of a cell's life: it shuts itself in, waits for its task, does it, tells it."""
    _shut_in(question, answer, cpu)
    gc.disable()
    if warm:
        tasks.rehearse()
    read = bytearray()
    while not (found := frames.unpacked(read)):
        chunk = os.read(QUESTION, CHUNK)
        if not chunk:
            return
        read += chunk
    header, body = found
    frames.send(ANSWER, _done(tasks, header, body))
    os._exit(0)


def refused(number: int, refusal: Refusal) -> dict[str, Any]:
    """A refusal, as a frame's header."""
    return {"number": number, "refused": {"code": refusal.code, "message": str(refusal)}}


def _done(tasks: Tasks, header: dict[str, Any], body: bytes) -> bytes:
    number = header["number"]
    try:
        told, drawn = tasks.TASKS[header["task"]](header["given"], body)
        return frames.packed({"number": number, "told": told, "learnt": tasks.learnt()}, drawn)
    except Refusal as refusal:
        return frames.packed(refused(number, refusal), b"")
    except (MemoryError, RecursionError):
        return frames.packed(refused(number, BadPicture(TOO_MUCH)), b"")
    except Exception:
        return frames.packed({"number": number, "failed": traceback.format_exc()[-WORDS:]}, b"")


def _shut_in(question: int, answer: int, cpu: int) -> None:
    """Leaves the process nothing but its pipes, and limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    kept = [os.dup(question), os.dup(answer)]
    nothing = os.open(os.devnull, os.O_RDWR)
    for place, pipe in enumerate((nothing, nothing, nothing, *kept)):
        os.dup2(pipe, place)
    os.closerange(ANSWER + 1, os.sysconf("SC_OPEN_MAX"))
    _die_with_the_desk()
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_AS, _address_space() + ROOM)
    _limit(resource.RLIMIT_NOFILE, FILES)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)


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
