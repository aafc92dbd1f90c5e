"""Tasks that no picture should be: a desk of its own runs them for test_pen.py, in the cells of the real one."""

import ctypes
import os
import socket
import time
from pathlib import Path
from typing import Any

from models.art.cell import Task
from models.art.frames import Answer
from models.errors import Invalid

_studied: list[str] = []
_known: list[str] = []


def echo(given: dict[str, Any], body: bytes) -> Answer:
    return Answer({"given": given, "pid": os.getpid(), "desk": os.getppid()}, body)


def study(given: dict[str, Any], body: bytes) -> Answer:
    """Loads something that the desk did not have."""
    _studied.append(given["name"])
    return Answer({})


def known(given: dict[str, Any], body: bytes) -> Answer:
    return Answer({"known": _known})


def loop(given: dict[str, Any], body: bytes) -> Answer:
    while True:
        pass


def sleep(given: dict[str, Any], body: bytes) -> Answer:
    time.sleep(given["seconds"])
    return Answer({})


def allocate(given: dict[str, Any], body: bytes) -> Answer:
    return Answer({"length": len(bytearray(4_000_000_000))})


def recurse(given: dict[str, Any], body: bytes) -> Answer:
    return recurse(given, body)


def flood(given: dict[str, Any], body: bytes) -> Answer:
    return Answer({}, bytes(20_000_000))


def abort(given: dict[str, Any], body: bytes) -> Answer:
    os.abort()


def fault(given: dict[str, Any], body: bytes) -> Answer:
    ctypes.string_at(0)
    return Answer({})


def leave(given: dict[str, Any], body: bytes) -> Answer:
    os._exit(0)


def refuse(given: dict[str, Any], body: bytes) -> Answer:
    raise Invalid("The drawing has no layers.")


def fail(given: dict[str, Any], body: bytes) -> Answer:
    raise KeyError("a bug of ours")


def write(given: dict[str, Any], body: bytes) -> Answer:
    Path(given["path"]).write_bytes(b"written")
    return Answer({})


def surroundings(given: dict[str, Any], body: bytes) -> Answer:
    """What a task could get at."""
    held = [name.name for name in Path("/proc/self/fd").iterdir() if name.is_symlink()]
    found = {name: os.environ[name] for name in os.environ}
    return Answer({"environment": found, "files": sorted(held, key=int), "core": _core()})


def open_many(given: dict[str, Any], body: bytes) -> Answer:
    held = [socket.socket() for _ in range(100)]
    return Answer({"open": len(held)})


def _core() -> list[int]:
    import resource

    return list(resource.getrlimit(resource.RLIMIT_CORE))


TASKS: dict[str, Task] = {
    task.__name__: task
    for task in (
        *(echo, loop, sleep, allocate, recurse, flood, abort, fault, leave, refuse, fail, write),
        *(surroundings, open_many, study, known),
    )
}


def prepare(dist: Path) -> None:
    pass


def rehearse() -> None:
    pass


def learnt() -> list[str]:
    return _studied


def learn(name: str) -> None:
    _known.append(name)
