"""One of make's words comes in; what it needs is set up, and the program is run. Standard library only.

Every step remembers the contents that it was done with (`stamps.py`), so a second run takes seconds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import chromium
import drawing
import front
import locks
import packages
import system
from progress import ROOT, Failed, Missing, run, say

PYTHON = str(packages.PYTHON)
REPORT = ROOT / ".reports" / "pytest.xml"
MADE = [
    ".venv",
    ".reports",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "build",
    "codebadge.egg-info",
]
MADE_FOR_PAGES = ["static/node_modules", "static/dist", "benchmarks/rivals/node_modules"]


def run_demo(arguments: list[str]) -> int:
    """Everything with a live demo; the supervisor takes this process over, so Ctrl-C is its own."""
    with _alone():
        packages.runtime()
        drawing.offer()
        front.build()
    sys.stdout.flush()
    os.execv(PYTHON, [PYTHON, "-m", "codebadge", "up", "--demo", *arguments])


def test(arguments: list[str]) -> int:
    """TypeScript, then Python and browser; all are run even when the first fail."""
    _prepare_all()
    statuses = [front.script("test")]
    REPORT.parent.mkdir(exist_ok=True)
    pytest = ["-m", "pytest", "-n", "2", "--dist", "loadfile", f"--junitxml={REPORT}", *arguments]
    statuses.append(run([PYTHON, *pytest]))
    return _first_bad(statuses)


def lint(_arguments: list[str]) -> int:
    """ruff, mypy, and the linters of the pages."""
    with _alone():
        packages.development()
        front.modules()
    checks = [["ruff", "check", "."], ["mypy"]]
    statuses = [run([PYTHON, "-m", *check]) for check in checks]
    return _first_bad([*statuses, front.script("lint")])


def bench(arguments: list[str]) -> int:
    """The measuring programs; prints a table."""
    _prepare_all(browser=False)
    with _alone():
        front.rivals()
        drawing.offer()
    return run([PYTHON, "-m", "benchmarks", *arguments])


def bench_points(arguments: list[str]) -> int:
    """How well points are estimated; needs neither pages nor engines."""
    with _alone():
        packages.development()
    return run([PYTHON, "-m", "benchmarks.points", *arguments])


def clean(_arguments: list[str]) -> int:
    """Everything that the set-up made. The data of a running or past Codebadge is not touched."""
    for name in MADE + MADE_FOR_PAGES:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for cache in ROOT.rglob("__pycache__"):
        shutil.rmtree(cache, ignore_errors=True)
    return 0


def lock(_arguments: list[str]) -> int:
    """New lock files."""
    with _alone():
        packages.development()
        return locks.write()


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run_demo,
    "test": test,
    "lint": lint,
    "bench": bench,
    "bench-points": bench_points,
    "clean": clean,
    "lock": lock,
}


def _prepare_all(browser: bool = True) -> None:
    with _alone():
        packages.development()
        front.modules()
        front.build()
        if browser:
            _curl()
            drawing.ready()
            chromium.ready()


def _curl() -> None:
    if not shutil.which("curl"):
        system.install("The README's examples are tried with curl", "curl")


@contextmanager
def _alone() -> Iterator[None]:
    """Two set-ups at once in one checkout wait for each other. The lock is on the folder, so it leaves no file."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _first_bad(statuses: list[int]) -> int:
    return next((status for status in statuses if status), 0)


def main() -> int:
    """The exit status is the program's own; 1 when the set-up failed."""
    command, *arguments = sys.argv[1:]
    try:
        return COMMANDS[command](arguments)
    except (Missing, Failed) as problem:
        say(f"✗ {problem}")
    except KeyboardInterrupt:
        say("✗ Stopped.")
    return 1


sys.exit(main())
