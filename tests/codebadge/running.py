"""A program of ours in a process of its own, heard line by line; tests wait for what it says, never for a time."""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Program:
    """Started in a process group of its own, as a terminal does, so that Ctrl-C can be sent to the whole of it."""

    def __init__(self, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        self.said = ""
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=clean_environment(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def until(self, pattern: str) -> re.Match[str]:
        """Reads on to the first line that holds the pattern. Fails with all that was said when it never comes."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"never said {pattern!r}:\n{self.said}")

    def press_ctrl_c(self) -> int:
        """To the whole group; returns the exit status after everything was said."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.finish()

    def finish(self) -> int:
        """Everything it still says, and its exit status."""
        assert self.process.stdout is not None
        with self.process.stdout as rest:
            self.said += rest.read()
        return self.process.wait()

    def kill(self) -> None:
        """As the kernel does it when memory is short."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def family(pid: int) -> list[int]:
    """That process and all that descend from it, the youngest last."""
    listing = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in (line.split() for line in listing.splitlines())}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def watch(pids: Sequence[int]) -> list[int]:
    """A file descriptor for each, that tells of its end even when it is no child of ours."""
    return [os.pidfd_open(pid) for pid in pids]


def all_end(watched: Sequence[int], patience: float = 30.0) -> bool:
    """Waits until every one has ended; False when one has not."""
    try:
        return all(select.select([one], [], [], patience)[0] for one in watched)
    finally:
        for one in watched:
            os.close(one)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def codebadge(*arguments: str, data: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A command of ours, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "codebadge", *arguments],
        cwd=ROOT,
        env=clean_environment({"CODEBADGE_DATA": str(data), **(env or {})}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def clean_environment(changes: Mapping[str, str] | None) -> dict[str, str]:
    """Ours, without settings that somebody's shell may hold."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CODEBADGE_")}
    return kept | {"PYTHONUNBUFFERED": "1"} | dict(changes or {})
