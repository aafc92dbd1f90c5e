"""A verb that asks another process comes in; its value goes out, and no connection was held while that one thought.

Inside a unit an answer is at hand, or it is missed: then the unit is rolled back, the answer is had outside of any, and
the unit begins anew. What a verb does before it asks is therefore undone: it may be nothing but writes to PostgreSQL.
"""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from models import db
from models.errors import Refusal, Unavailable

P = ParamSpec("P")
T = TypeVar("T")
ROUNDS = 3
"""Answers that one verb may miss, one after the other."""
RESTLESS = "Too much is changing here just now; try again in a moment."


class Missing(Exception):
    """A unit needs this answer and has it not. Never seen outside of what runs units."""

    def __init__(self, question: Hashable, ask: Callable[[], Any]) -> None:
        super().__init__("an answer that is not at hand")
        self.question, self.ask = question, ask


class Ahead:
    """What was had for one verb, however often its unit is begun."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}
        self._seen: dict[Hashable, Any] = {}

    def tried(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The verb's value; inside a unit that its caller opened. Raises Missing, after which `have` is next."""
        mine = _trying.set(self)
        try:
            return verb(*args, **kwargs)
        finally:
            _trying.reset(mine)

    def have(self, missing: Missing) -> None:
        """Has the answer, outside of any unit. Raises Unavailable, also when too many were missed before."""
        if self._is_last:
            raise Unavailable(RESTLESS)
        try:
            answer = missing.ask()
        except Unavailable:
            raise
        except Refusal as refusal:
            # Raised where it was asked, by a unit that still asks the same.
            answer = refusal
        self._answers[missing.question] = answer

    def answer(self, missing: Missing) -> Any:
        """What is at hand. Raises `missing`."""
        if missing.question not in self._answers:
            raise missing
        answer = self._answers[missing.question]
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def steady(self, name: Hashable, value: T) -> T:
        """The value, or, in the last try, what it was in the one before."""
        if not self._is_last:
            self._seen[name] = value
        seen: T = self._seen.get(name, value)
        return seen

    @property
    def _is_last(self) -> bool:
        return len(self._answers) >= ROUNDS


_trying: ContextVar[Ahead | None] = ContextVar("ahead", default=None)


def unit(verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The verb's value, once its unit is committed. Raises what the verb raises; Unavailable when what it asks about
    is never the same. (server/bridge.py does the same from the event loop.)"""
    ahead = Ahead()
    while True:
        try:
            with db.unit():
                return ahead.tried(verb, *args, **kwargs)
        except Missing as missed:
            missing = missed
        ahead.have(missing)


def answer(question: Hashable, ask: Callable[[], T]) -> T:
    """Inside a unit: what `ask` gives, as it was had ahead. Raises what it raises; RuntimeError in a unit that nobody
    would begin anew, for that is a bug."""
    trying = _trying.get()
    if trying is None:
        raise RuntimeError("Another process was asked in a unit of work; run this unit by models/ahead.py.")
    found: T = trying.answer(Missing(question, ask))
    return found


def steady(name: Hashable, value: T) -> T:
    """The value as it is now; but where it was another one each time that somebody was asked about it, as it was the
    last time, of which the answer is at hand. For what may as well be a moment old."""
    trying = _trying.get()
    return value if trying is None else trying.steady(name, value)
