"""A repository with many issues comes in; how fast its past is fetched, beside live work, and how much memory it takes.

`python -m benchmarks.history --issues 50000`. GitHub is the local provider of the tests, on the same cores. Points,
boards and lessons are included: the clock stops when the last issue is taught.
"""

import argparse
import asyncio
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import stage, way
from benchmarks.connecting import connect
from benchmarks.table import percentile, show
from models import db, jobs
from models.db import rows
from models.jobs import JobCard
from models.tenants import Organization
from tests.providers.github import TOKEN

LIVE = 50
"""Deliveries a second beside it."""
PARTS = ("intake", "learner", "relay", "backfill", "outgoing")


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--issues", type=int, default=5_000)
    issues = wanted.parse_known_args()[0].issues
    with _provider(issues) as url, stage.running(*PARTS, CODEBADGE_GITHUB_API_URL=url) as running:
        alone = asyncio.run(way._measure(running, LIVE, 1))[0]
        began = time.monotonic()
        with db.unit():
            lumen = Organization.get(Organization.slug == "lumen")
        job = connect(running.settings, lumen, "github", {"token": TOKEN}, name="lumen/garden")
        watch = Watch(lumen.id, job)
        beside = asyncio.run(way._measure(running, LIVE, 1))[0]
        watch.join()
        _wait_until_learnt()
        seconds = time.monotonic() - began
    _show(alone, beside, watch, issues, seconds)


@contextmanager
def _provider(issues: int) -> Iterator[str]:
    port = stage.free_port()
    command = [sys.executable, "-m", "tests.providers.github", "--port", str(port), "--issues", str(issues)]
    command += ["--repository", "lumen/garden"]
    process = subprocess.Popen(command, cwd=stage.ROOT)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


class Watch(threading.Thread):
    """Looks at the job each second until it has ended: [(seconds, pieces of work, megabytes of its worker, stage)]."""

    def __init__(self, organization: int, job: int) -> None:
        super().__init__(daemon=True)
        self._organization, self._job = organization, job
        self.seen: list[tuple[float, int, float, str]] = []
        self.card: JobCard | None = None
        self.start()

    def run(self) -> None:
        """Until the job has ended."""
        began = time.monotonic()
        while True:
            with db.unit():
                self.card = jobs.card(jobs.find(self._organization, self._job))
            stage_ = str((self.card.result or {}).get("stage", ""))
            self.seen.append((time.monotonic() - began, self.card.done, _megabytes(), stage_))
            if self.card.state not in ("waiting", "running"):
                return
            time.sleep(1)


def _megabytes() -> float:
    """What the backfill's process holds in memory."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if b"backfill" in words and b"codebadge" in words:
                line = next(one for one in (process / "status").read_text().splitlines() if one.startswith("VmRSS"))
                return int(line.split()[1]) / 1024
        except (OSError, StopIteration):
            continue
    return 0.0


def _wait_until_learnt() -> None:
    for _ in range(3_600):
        with db.unit():
            [(waiting,)] = rows("SELECT coalesce(sum(numbered - learnt), 0) FROM points_model")
        if not waiting:
            return
        time.sleep(1)


def _show(alone: list[float], beside: list[float], watch: Watch, issues: int, seconds: float) -> None:
    card = watch.card
    assert card is not None and card.state == "done", card
    fetched = watch.seen[-1][0]
    rows_ = [
        ["fetched, folded, paid", issues, round(fetched, 1), round(issues / fetched, 1)],
        ["and learnt", issues, round(seconds, 1), round(issues / seconds, 1)],
    ]
    show("A history", ["", "issues", "seconds", "issues/s"], rows_)
    tenths = [watch.seen[len(watch.seen) * part // 10] for part in range(1, 10)] + [watch.seen[-1]]
    cells = [[round(s), stage_, n, round(mb)] for s, n, mb, stage_ in tenths]
    show("How far it was, and the memory of its process", ["after s", "stage", "pieces", "MB"], cells)
    both = [
        [name, len(times), *(percentile(times, share) * 1000 for share in (0.5, 0.95, 0.99))]
        for name, times in (("alone", alone), ("beside the history", beside))
    ]
    both[1].append(percentile(beside, 0.95) / percentile(alone, 0.95))
    both[0].append(1.0)
    show(
        f"{LIVE} deliveries a second, webhook in → browser",
        ["", "messages", "p50 ms", "p95 ms", "p99 ms", "ratio p95"],
        both,
    )


if __name__ == "__main__":
    main()
