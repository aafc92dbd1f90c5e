"""The supervisor keeps its children alive, and takes all of them with it."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.codebadge.running import Program, all_end, watch

CHILD = "import os, signal; print('pid', os.getpid(), flush=True); signal.pause()"
SUPERVISOR = """
import sys
from pathlib import Path
from codebadge.child import Child
from codebadge.engines import Postgres, RedisServer
from codebadge.supervisor import Supervisor

data = Path(sys.argv[1])
supervisor = Supervisor([Postgres(data, False), RedisServer(data, False)])
with supervisor.ending():
    supervisor.start_engines()
    print("engines", *(engine.process.pid for engine in supervisor.engines), flush=True)
    for number, program in enumerate(sys.argv[2:]):
        supervisor.children.append(Child(f"child{number}", [sys.executable, "-c", program], None, supervisor.heard))
    supervisor.watch(lambda: None)
print("done")
"""

Start = Callable[..., Program]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Program] = []

    def run(*children: str) -> Program:
        started.append(Program("-c", SUPERVISOR, str(tmp_path / "data"), *children))
        return started[-1]

    yield run
    for program in started:
        program.kill()


def engines_of(program: Program) -> list[int]:
    found = program.until(r"^engines (\d+) (\d+)")
    return [int(found[1]), int(found[2])]


def child_of(program: Program) -> int:
    """Of the next child that says so."""
    return int(program.until(r"child\d +pid (\d+)")[1])


def test_a_child_that_was_killed_is_started_again(start: Start) -> None:
    program = start(CHILD)
    first = child_of(program)
    os.kill(first, signal.SIGKILL)
    program.until("child0 +ended with signal 9; starting again")
    assert child_of(program) != first
    assert program.press_ctrl_c() == 0


def test_an_engine_that_was_killed_is_started_again(start: Start) -> None:
    program = start(CHILD)
    _, redis = engines_of(program)
    child_of(program)
    os.kill(redis, signal.SIGKILL)
    program.until("redis ended with signal 9; starting it again")
    assert program.press_ctrl_c() == 0


def test_ctrl_c_ends_everything_and_the_engines_last(start: Start) -> None:
    program = start(CHILD.replace("signal.pause()", "") + "\ntry: signal.pause()\nexcept BaseException: pass", CHILD)
    everyone = watch([*engines_of(program), child_of(program), child_of(program)])
    assert program.press_ctrl_c() == 0
    assert all_end(everyone)
    assert "stopping (SIGINT)" in program.said
    assert program.said.rstrip().endswith("done")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_ways_to_be_told_end_everything_too(start: Start, number: signal.Signals) -> None:
    program = start(CHILD)
    everyone = watch([*engines_of(program), child_of(program)])
    program.process.send_signal(number)
    assert program.finish() == 0
    assert all_end(everyone)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_nobody_is_left_when_the_supervisor_is_killed(start: Start) -> None:
    program = start(CHILD, CHILD)
    everyone = watch([*engines_of(program), child_of(program), child_of(program)])
    program.kill()
    assert all_end(everyone)


def test_a_child_hears_the_signal_and_may_say_its_last_words(start: Start) -> None:
    program = start("import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit('goodbye')); " + CHILD)
    child_of(program)
    assert program.press_ctrl_c() == 0
    assert "child0   goodbye" in program.said
