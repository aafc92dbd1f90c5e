"""Words for `python -m` come in; a process of its own that runs them goes out, forked off one that has loaded it all.

To start Python and load a server takes a second of a core, and the tests start hundreds of processes.
"""

import importlib
import json
import os
import runpy
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SERVING = ("server.app", "codebadge.cli", "rq", "workers.intake", "workers.jobs", "workers.recover", "workers.relay")
LEARNING = (*SERVING[2:], "workers.learner")
"""Apart from the others, which must not have loaded what the learner needs."""
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""What has threads cannot be forked."""


class Grown:
    """A forked process, as far as subprocess.Popen would tell of it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle: int | None = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while it runs."""
        if self._handle is not None and select.select([self._handle], [], [], 0)[0]:
            os.close(self._handle)
            self._handle = None
        return None if self._handle is not None else 0

    def send_signal(self, number: int) -> None:
        """To that process, whoever has its number by now."""
        if self._handle is not None:
            signal.pidfd_send_signal(self._handle, number)

    def wait(self, timeout: float) -> int:
        """Returns when it has ended. Raises TimeoutError."""
        until = time.monotonic() + timeout
        while self._handle is not None and self.poll() is None:
            select.select([self._handle], [], [], max(0.0, until - time.monotonic()))
            if time.monotonic() > until:
                raise TimeoutError(f"process {self.pid} still runs")
        return 0


class Nursery:
    """A process that has loaded these modules, and forks."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        command = [sys.executable, "-m", "tests.nursery", *modules]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | ALONE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._turn = threading.Lock()

    def grow(self, words: list[str], env: Mapping[str, str], said: Path | None) -> Grown:
        """`python -m WORDS` in that environment; `said` takes what it writes to stdout and stderr."""
        assert self._process.stdin and self._process.stdout
        order = {"words": words, "env": dict(env), "said": str(said) if said else None}
        # Two threads that keep two parts alive would else get each other's process, and watch over the wrong one.
        with self._turn:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            return Grown(int(self._process.stdout.readline()))


@cache
def nursery(modules: tuple[str, ...]) -> Nursery:
    """The one of this test process; it ends with it."""
    return Nursery(modules)


def start(words: list[str], env: Mapping[str, str], said: Path | None = None) -> Grown:
    """`python -m WORDS`, forked off the nursery that has loaded what it needs."""
    return nursery(LEARNING if words[-1] == "learner" else SERVING).grow(words, env, said)


def _serve(modules: list[str]) -> None:
    for name in modules:
        importlib.import_module(name)
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "a nursery with threads cannot fork"
    # Whoever ends is no zombie: nobody asks how it ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(order["words"], order["env"], order["said"])
        print(child, flush=True)


def _become(words: list[str], env: dict[str, str], said: str | None) -> None:
    """Never returns."""
    ended = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _connect(said)
        os.environ.clear()
        os.environ.update(env)
        sys.argv = words
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
        ended = 0
    except SystemExit as left:
        ended = left.code if isinstance(left.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended)


def _connect(said: str | None) -> None:
    """stdin gives nothing; stdout would answer for the nursery."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND) if said else 2, 1)
    if said:
        os.dup2(1, 2)


if __name__ == "__main__":
    _serve(sys.argv[1:])
