"""The pen: each bomb costs one cell, the next question is answered; a killed desk is replaced; a refusal comes back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from models import db
from models.art.pen import Failed, Pen
from models.errors import BadPicture, Invalid, Unavailable
from models.settings import Settings

BOMBS = "tests.models.art.bombs"


@pytest.fixture(scope="module")
def shared() -> Iterator[Pen]:
    pen = Pen(BOMBS, wall=3)
    yield pen
    pen.close()


@pytest.fixture
def pen() -> Iterator[Pen]:
    """One that may be killed."""
    pen = Pen(BOMBS)
    yield pen
    pen.close()


def desk(pen: Pen) -> int:
    found: int = pen.ask("echo", {}).told["desk"]
    return found


def gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def test_what_is_given_comes_back(shared: Pen) -> None:
    told, body = shared.ask("echo", {"word": "Æ ✓ \ud800"}, bytes(range(256)) * 5_000)
    assert told["given"] == {"word": "Æ ✓ \ud800"}
    assert body == bytes(range(256)) * 5_000


@pytest.mark.parametrize(
    ("bomb", "given"),
    [("loop", {}), ("allocate", {}), ("recurse", {}), ("flood", {}), ("abort", {}), ("fault", {}), ("leave", {})],
)
def test_a_bomb_costs_one_cell(shared: Pen, bomb: str, given: dict[str, Any]) -> None:
    before = desk(shared)
    with pytest.raises(BadPicture, match=r"takes too (long|much) to draw"):
        shared.ask(bomb, given)
    assert desk(shared) == before


def test_who_sleeps_for_ever_is_ended_by_the_clock_on_the_wall(shared: Pen) -> None:
    before = desk(shared)
    with pytest.raises(BadPicture, match="too long"):
        shared.ask("sleep", {"seconds": 1_000})
    assert desk(shared) == before


def test_a_slow_task_keeps_nobody_waiting(shared: Pen) -> None:
    with ThreadPoolExecutor(1) as aside:
        slow = aside.submit(shared.ask, "sleep", {"seconds": 2})
        for _ in range(5):
            shared.ask("echo", {})
        assert not slow.done()
        assert slow.result().body == b""


def test_refusals_come_back_as_they_are(shared: Pen) -> None:
    with pytest.raises(Invalid, match=r"^The drawing has no layers\.$"):
        shared.ask("refuse", {})


def test_a_bug_is_no_refusal_and_tells_where(shared: Pen) -> None:
    with pytest.raises(Failed, match="a bug of ours"):
        shared.ask("fail", {})
    with pytest.raises(Failed, match="no such task"):
        shared.ask("no such task", {})


def test_every_task_has_a_process_of_its_own(shared: Pen) -> None:
    cells = {shared.ask("echo", {}).told["pid"] for _ in range(5)}
    assert len(cells) == 5


def test_what_one_had_to_load_later_ones_have(shared: Pen) -> None:
    for _ in range(2):
        shared.ask("study", {"name": "a font"})
    for _ in range(100):
        if found := shared.ask("known", {}).told["known"]:
            break
        time.sleep(0.02)
    assert "a font" in found


def test_many_may_ask_at_once(shared: Pen) -> None:
    with ThreadPoolExecutor(20) as crowd:
        told = list(crowd.map(lambda number: shared.ask("echo", {"number": number}).told["given"]["number"], range(60)))
    assert told == list(range(60))


def test_too_many_are_refused() -> None:
    pen = Pen(BOMBS, waiting=2)
    with ThreadPoolExecutor(2) as crowd:
        asked = [crowd.submit(pen.ask, "sleep", {"seconds": 1}) for _ in range(2)]
        while pen.pid is None:
            time.sleep(0.01)
        time.sleep(0.1)
        with pytest.raises(Unavailable, match="Too many"):
            pen.ask("echo", {})
        assert [one.result().body for one in asked] == [b"", b""]
    assert pen.ask("echo", {}, b"again").body == b"again"
    pen.close()


def test_nobody_asks_who_holds_a_connection_meanwhile(clean: Settings, shared: Pen) -> None:
    with db.unit(), pytest.raises(RuntimeError, match="holds a connection"):
        shared.ask("echo", {})
    assert shared.ask("echo", {}, b"here").body == b"here"


def test_a_task_can_get_at_nothing(shared: Pen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEBADGE_SECRET_KEY", "secret")
    fresh = Pen(BOMBS)
    told = fresh.ask("surroundings", {}).told
    fresh.close()
    assert "CODEBADGE_SECRET_KEY" not in told["environment"]
    # Three times nothing, and the ends of its two pipes.
    assert told["files"] == ["0", "1", "2", "3", "4"]
    assert told["core"] == [0, 0]
    with pytest.raises(Failed, match="File too large"):
        shared.ask("write", {"path": str(tmp_path / "file")})
    with pytest.raises(Failed, match="Too many open files"):
        shared.ask("open_many", {})


def test_a_killed_desk_is_replaced(pen: Pen) -> None:
    before = desk(pen)
    os.kill(before, signal.SIGKILL)
    assert desk(pen) != before


def test_what_a_killed_desk_was_doing_is_done_by_the_next(pen: Pen) -> None:
    before = desk(pen)
    with ThreadPoolExecutor(1) as aside:
        asked = aside.submit(pen.ask, "sleep", {"seconds": 1})
        time.sleep(0.3)
        os.kill(before, signal.SIGKILL)
        assert asked.result().body == b""
    assert desk(pen) != before


def test_a_desk_that_says_nothing_for_long_is_given_up(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk(pen)
    monkeypatch.setattr("models.art.pen.PATIENCE", 0.3)
    os.kill(before, signal.SIGSTOP)
    with pytest.raises(Unavailable, match="does not answer"):
        pen.ask("echo", {})
    monkeypatch.undo()
    assert desk(pen) != before


def test_a_desk_that_answers_others_is_waited_for(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk(pen)
    monkeypatch.setattr("models.art.pen.PATIENCE", 1)
    with ThreadPoolExecutor(20) as crowd:
        asked = [crowd.submit(pen.ask, "sleep", {"seconds": 0.5}) for _ in range(12)]
        assert [one.result().body for one in asked] == [b""] * 12
    assert desk(pen) == before


def test_a_desk_that_cannot_start_is_unavailable() -> None:
    pen = Pen("tests.models.art.nowhere")
    with pytest.raises(Unavailable, match="does not answer"):
        pen.ask("echo", {})
    pen.close()


def test_a_closed_pen_leaves_no_process(pen: Pen) -> None:
    told = pen.ask("echo", {}).told
    pen.close()
    assert gone(told["desk"])
    assert desk(pen) != told["desk"]


def test_the_desk_and_its_cells_die_with_whoever_asked(root: Path) -> None:
    asking = (
        f"import threading, time; from models.art.pen import Pen; pen = Pen('{BOMBS}')\n"
        "told = pen.ask('echo', {}).told\n"
        "threading.Thread(target=pen.ask, args=('sleep', {'seconds': 1000})).start()\n"
        "time.sleep(0.3); print(told['desk'], flush=True); time.sleep(1000)"
    )
    with subprocess.Popen([sys.executable, "-c", asking], cwd=root, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        pid = int(owner.stdout.readline())
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        owner.kill()
    assert listed
    assert gone(pid)
    assert all(gone(int(child)) for child in listed)


def test_a_fork_of_ours_has_a_pen_of_its_own(root: Path) -> None:
    forking = (
        "import os; from models.art import pen; before = pen.shared(); child = os.fork()\n"
        "if child == 0: os._exit(pen.shared() is before)\n"
        "raise SystemExit(os.waitpid(child, 0)[1])"
    )
    subprocess.run([sys.executable, "-c", forking], cwd=root, check=True)
