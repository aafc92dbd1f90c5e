"""A child that dies is started again, ever more slowly."""

import sys

from codebadge.child import FIRST_PAUSE, LONGEST_PAUSE, STABLE_SECONDS, Child


class Listener:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, name: str, text: str) -> None:
        self.lines.append(f"{name} {text}")


def die(child: Child, now: float) -> float:
    """Starts it at `now`, waits for its end, and returns when the next start is due."""
    child.tend(now)
    assert child.process is not None
    child.process.wait()
    child.tend(now)
    return now + float(child_pause(child))


def child_pause(child: Child) -> float:
    heard = child._heard
    assert isinstance(heard, Listener)
    return float(heard.lines[-1].split()[-2])


def failing(once: bool = False, status: int = 3) -> tuple[Child, Listener]:
    heard = Listener()
    return Child("web", [sys.executable, "-c", f"raise SystemExit({status})"], {}, heard, once), heard


def test_the_pause_doubles_up_to_a_bound() -> None:
    child, heard = failing()
    now, pauses = 0.0, []
    for _ in range(9):
        due = die(child, now)
        pauses.append(due - now)
        now = due
    assert pauses == [0.5, 1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]
    assert heard.lines[0] == "web ended with exit 3; starting again in 0.5 s"


def test_it_is_not_started_before_the_pause_is_over() -> None:
    child, _ = failing()
    due = die(child, 0.0)
    dead = child.process
    child.tend(due - 0.01)
    assert child.process is dead
    child.tend(due)
    assert child.process is not dead
    assert child.process is not None
    child.process.wait()


def test_after_a_stable_run_the_pause_is_short_again() -> None:
    child, heard = failing()
    now = die(child, die(child, die(child, 0.0)))
    child.tend(now)
    assert child.process is not None
    child.process.wait()
    child.tend(now + STABLE_SECONDS)
    assert heard.lines[-1].endswith(f"in {FIRST_PAUSE:g} s")


def test_what_is_run_once_and_ends_well_is_left_in_peace() -> None:
    child, heard = failing(once=True, status=0)
    child.tend(0.0)
    assert child.process is not None
    child.process.wait()
    child.tend(0.0)
    child.tend(1000.0)
    assert child.finished
    assert heard.lines == ["web has finished"]
