"""A long command comes in; lines that say how it goes come out; its own words are shown only when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BEAT_SECONDS = 15
LAST_LINES = 25


class Missing(Exception):
    """Something we cannot do ourselves; the text says in one line what, and the exact command."""


class Failed(Exception):
    """A step ended badly; its last lines have been shown."""


def say(text: str) -> None:
    """One line, at once, also into a pipe."""
    print(text, flush=True)


def step(title: str, command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run to the end in silence but for a sign of life. Raises Failed after showing the last lines."""
    say(f"• {title} …")
    started = time.monotonic()
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, env=_env(env), cwd=cwd
        )
        status = _wait(process, title, started)
        if status == 0:
            say(f"  done in {time.monotonic() - started:.0f} s")
            return
        words.seek(0)
        last = words.read().decode("utf-8", "replace").splitlines()[-LAST_LINES:]
    say("\n".join(f"  | {line}" for line in last))
    raise Failed(f"{title} did not work (exit {status} of: {' '.join(command)})")


def run(command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run with its words shown as they come; returns the exit status."""
    sys.stdout.flush()
    return subprocess.run(command, env=_env(env), cwd=cwd).returncode


def works(*command: str) -> bool:
    """Whether it can be run and ends well; says nothing."""
    try:
        quiet = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    except OSError:
        return False
    return quiet.returncode == 0


def _wait(process: subprocess.Popen[bytes], title: str, started: float) -> int:
    while True:
        try:
            return process.wait(BEAT_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"  … still at it: {title.lower()}, {time.monotonic() - started:.0f} s")


def _env(changes: Mapping[str, str] | None) -> dict[str, str]:
    return {**os.environ, **(changes or {})}
