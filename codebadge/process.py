"""A command comes in; a process on a leash goes out, that dies with us and can be asked to end."""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO


def spawn(
    command: Sequence[str],
    output: int | IO[bytes],
    death: signal.Signals = signal.SIGTERM,
    leash: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, so that Ctrl-C reaches only us and we choose the order.

    `death` is sent by the kernel when we die without having stopped it (kill -9). `leash` holds further
    options for setpriv, see `codebadge.postgres`. Call it from the main thread: to the kernel, a thread that ends
    is a parent that dies.
    """
    return subprocess.Popen(
        [*_setpriv(death, leash), *command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        process_group=0,
        env=env,
    )


def end(process: subprocess.Popen[bytes], steps: Sequence[tuple[signal.Signals, float]]) -> int:
    """Send each signal in turn, wait its seconds, then kill; returns the exit status."""
    for number, seconds in steps:
        if process.poll() is not None:
            break
        process.send_signal(number)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        process.kill()
    return process.wait()


def end_orphan(pid_file: Path, mark: str, steps: Sequence[tuple[signal.Signals, float]]) -> None:
    """End what an earlier life of ours left running; `mark` is what its command line must hold to be it."""
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    for number, seconds in [*steps, (signal.SIGKILL, 5.0)]:
        deadline = time.monotonic() + seconds
        if runs(pid, mark):
            os.kill(pid, number)
        while runs(pid, mark) and time.monotonic() < deadline:
            time.sleep(0.02)


def runs(pid: int, mark: str) -> bool:
    """Whether that process lives and is the one we mean. A zombie has no command line, so it is none."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        if Path("/proc/self").exists():
            return False
        listing = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
        words = subprocess.run(listing, capture_output=True, text=True).stdout
    return mark in words


def _setpriv(death: signal.Signals, leash: Sequence[str]) -> list[str]:
    # Set by setpriv and not in a preexec_fn: that is unsafe once we have threads, and a change of user
    # would wipe it again. setpriv replaces itself by the command, so the process id stays the one we hold.
    if not leash and not _can_leash():
        return []
    return ["setpriv", "--pdeathsig", death.name.removeprefix("SIG"), *leash, "--"]


@functools.cache
def _can_leash() -> bool:
    """Linux with util-linux has it; elsewhere only an orderly stop ends the children."""
    if shutil.which("setpriv") is None:
        return False
    probe = ["setpriv", "--pdeathsig", "TERM", "--", "true"]
    return subprocess.run(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
