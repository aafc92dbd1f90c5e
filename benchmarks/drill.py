"""Work goes on at a GitHub and a Trello while all of Codebadge is killed, stays away, and starts again: the ledger is
compared with what they know at the end.

`python -m benchmarks.drill --minutes 10`. Nothing may be lost, and nothing doubled. The providers are the tests' own.
"""

import argparse
import itertools
import math
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import stage
from benchmarks.connecting import connect
from benchmarks.table import show
from codebadge import engines as embedded
from models import db, deed_drift, drift, engines, migrate, organizations, sealing, settings
from models.db import rows
from models.settings import Settings
from models.tenants import Organization
from tests.providers import github as githubs
from tests.providers import trello as trellos
from tests.providers.github import GitHub
from tests.providers.trello import Trello

PARTS = (("serve",), *(("work", name) for name in ("intake", "jobs", "relay", "backfill", "outgoing")))
PEOPLE = ("ada", "bob", "cyd", "dan", "eve")
REAL = 5.0
"""Minutes from which a repair at the start is not put off; a shorter drill turns the clock of the last repair back."""
PATIENCE = 600.0


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--minutes", type=float, default=10.0)
    wanted.add_argument("--pace", type=float, default=2.0, help="issues, and cards, a second")
    given = wanted.parse_args()
    found = drill(given.minutes, given.pace)
    show("A drill", ["", ""], [[name, value] for name, value in found.items()])
    if found["people whose points are off"] or found["drift"] or found["pieces of work paid twice"]:
        raise SystemExit(1)


def drill(minutes: float, pace: float) -> dict[str, object]:
    """What was done at the providers, and how far the ledger is off from it in the end."""
    with ExitStack() as stack:
        github, trello = stack.enter_context(githubs.github()), stack.enter_context(trellos.trello())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="codebadge-drill-"))
        house = House(Path(folder), github, trello)
        work = Work(github, trello, pace)
        with house.running():
            house.connect()
            work.start()
            time.sleep(5)
        before = work.done
        time.sleep(minutes * 60)
        missed = work.done - before
        with house.running(minutes):
            began = time.monotonic()
            time.sleep(5)
            work.stop()
            truth = work.truth()
            while (off := house.off(truth)) and time.monotonic() - began < PATIENCE:
                time.sleep(1)
            return {
                "minutes away": minutes,
                "deeds at the providers": work.done,
                "of these while it was away": missed,
                "points in the end": sum(truth.values()),
                "seconds until the ledger was right": round(time.monotonic() - began, 1),
                "people whose points are off": off or 0,
                "pieces of work paid twice": house.twice(),
                "drift": house.drift(),
            }


class Work(threading.Thread):
    """Issues are closed, and some opened again; cards are moved to Done, and some back."""

    def __init__(self, github: GitHub, trello: Trello, pace: float) -> None:
        super().__init__(daemon=True)
        self._github, self._trello, self._pace = github, trello, pace
        github.add_repository(7, "lumen/lamp")
        self._board = trello.add_board("Wishes", ("To do", "Done"))
        self._board.members = list(PEOPLE)
        # Not the same one at once: GitHub's clock has whole seconds, and which of two deeds of one second was the later
        # one is nowhere to be read.
        self._back = 5 * math.ceil(3 * pace / 5) + 4
        self._ends = threading.Event()
        self._points: Counter[str] = Counter()
        self.done = 0

    def run(self) -> None:
        """Until it is stopped."""
        for number in itertools.count(1):
            if self._ends.wait(1 / self._pace):
                return
            self._issue(number, _whose(number), _worth(number))
            self._card(number, _whose(number), _worth(number))
            self.done += 2

    def _issue(self, number: int, who: str, points: int) -> None:
        self._github.add_issue(number, author="zoe", assignees=[who], labels=[f"points: {points}"])
        self._github.close_issue(number, by="zoe")
        self._points[who] += points
        former = number - self._back
        if number % 5 == 0 and former > 0:
            self._github.reopen(former, by="zoe")
            self._points[_whose(former)] -= _worth(former)

    def _card(self, number: int, who: str, points: int) -> None:
        card = self._trello.create_card(self._board, f"({points}) Card {number}", members=[who])
        self._trello.move(self._board, card, "Done", by=who)
        if number % 5 == 1:
            self._trello.move(self._board, card, "To do", by=who)
        else:
            self._points[f"{who} on trello"] += points

    def stop(self) -> None:
        """Nothing more is done there."""
        self._ends.set()
        self.join()

    def truth(self) -> dict[str, int]:
        """Points by who has earned them, as the providers' own state says."""
        return dict(self._points)


def _whose(number: int) -> str:
    return PEOPLE[number % len(PEOPLE)]


def _worth(number: int) -> int:
    return number % 7 + 1


class House:
    """All of Codebadge in one folder: engines and processes, which can be killed and started again."""

    def __init__(self, folder: Path, github: GitHub, trello: Trello) -> None:
        self._folder, self._board, self._port = folder, trello, stage.free_port()
        self._fixed = {
            "CODEBADGE_SECRET_KEY": sealing.new_key(),
            "CODEBADGE_PORT": str(self._port),
            "CODEBADGE_PUBLIC_URL": f"http://127.0.0.1:{self._port}",
            "CODEBADGE_DATA": str(folder),
            "CODEBADGE_GITHUB_API_URL": github.url,
            "CODEBADGE_TRELLO_API_URL": trello.url,
        }
        self._settings: Settings | None = None

    @contextmanager
    def running(self, away: float = REAL) -> Iterator[None]:
        """Until the block ends; then each process is killed as by kill -9, and the engines are stopped."""
        with embedded.running(str(self._folder)) as urls, ExitStack() as stack:
            env = settings.inherited() | self._fixed
            env |= {"CODEBADGE_DATABASE_URL": urls.database, "CODEBADGE_REDIS_URL": urls.redis}
            self._settings = settings.load(env)
            engines.connect(self._settings)
            migrate.run()
            if away < REAL:
                with db.unit():
                    db.database.execute_sql("UPDATE hook SET repaired_at = repaired_at - interval '10 minutes'")
            for words in PARTS:
                stack.enter_context(_killed(words, env))
            stage.wait_until_ready(self._settings.public_url)
            try:
                yield
            finally:
                db.database.close_all()

    def connect(self) -> None:
        """The repository and the board, by their tokens."""
        assert self._settings is not None
        with db.unit():
            organization = organizations.create("lumen", "Lumen", "UTC", datetime.now(UTC))
        connect(self._settings, organization, "github", {"token": githubs.TOKEN}, name="lumen/lamp")
        [board] = self._board.boards.values()
        keys = {"key": trellos.KEY, "token": trellos.TOKEN, "secret": trellos.SECRET}
        rule = {"done": [one.id for one in board.lists if one.name == "Done"]}
        connect(self._settings, organization, "trello", keys, name=board.name, remote=board.id, board=rule)
        while self._busy():
            time.sleep(0.2)

    def _busy(self) -> bool:
        with db.unit():
            return bool(rows("SELECT 1 FROM job WHERE state IN ('waiting', 'running')"))

    def off(self, truth: dict[str, int]) -> dict[str, tuple[int, int]]:
        """By who: what the ledger says, and what is true, where the two differ."""
        with db.unit():
            held = {name: int(points) for name, points in rows(_HELD)}
        every = truth.keys() | held.keys()
        return {who: (held.get(who, 0), truth.get(who, 0)) for who in every if held.get(who, 0) != truth.get(who, 0)}

    def twice(self) -> int:
        """Pieces of work with more than one line of the ledger that counts."""
        with db.unit():
            return len(rows(_TWICE))

    def drift(self) -> int:
        """How many deeds and standings are not as the work says."""
        with db.unit():
            found = list(Organization.select())
        with db.unit():
            deeds = sum(deed_drift.mend_deeds(one, datetime.now(UTC)).drifted for one in found)
        with db.unit():
            return deeds + sum(drift.mend_standings(one).drifted for one in found)


_HELD = """
SELECT i.login || CASE WHEN i.provider = 'trello' THEN ' on trello' ELSE '' END, sum(e.points)
FROM entry e JOIN identity i ON i.person_id = coalesce(e.earner_id, e.person_id)
GROUP BY 1 HAVING sum(e.points) <> 0
"""
_TWICE = """
SELECT item_id FROM entry e WHERE e.reverses_id IS NULL
AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id) GROUP BY item_id, kind HAVING count(*) > 1
"""


@contextmanager
def _killed(words: tuple[str, ...], env: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "codebadge", *words]
    with (Path(env["CODEBADGE_DATA"]) / f"{'-'.join(words)}.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=stage.ROOT, env=env, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=20)


if __name__ == "__main__":
    main()
