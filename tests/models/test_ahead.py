"""models/ahead.py: whoever asks another process holds no connection meanwhile, and does nothing twice."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

import pytest

from models import ahead, db
from models.art import drawn
from models.db import database
from models.errors import BadPicture, Unavailable
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish
from models.settings import Settings
from models.tenants import Organization

pytestmark = pytest.mark.usefixtures("clean")


def create(slug: str, now: datetime) -> None:
    Organization.create(slug=slug, name=slug, time_zone="UTC", created_at=now)


def slugs() -> list[str]:
    return [one.slug for one in Organization.select().order_by(Organization.slug)]


class Elsewhere:
    """Another process: what it was asked, and whether somebody held a connection meanwhile."""

    def __init__(self, said: Callable[[Any], Any] = str) -> None:
        self.asked: list[Any] = []
        self._said = said

    def ask(self, question: Any) -> Any:
        return ahead.answer(question, lambda: self._thinks(question))

    def _thinks(self, question: Any) -> Any:
        assert not database._in_use
        self.asked.append(question)
        return self._said(question)


def test_what_is_written_before_and_after_an_answer_is_written_once(now: datetime) -> None:
    elsewhere = Elsewhere()

    def verb(name: str) -> str:
        create("before", now)
        answer = elsewhere.ask(name), elsewhere.ask("more")
        create("after", now)
        return " ".join(answer)

    assert ahead.unit(verb, "words") == "words more"
    assert elsewhere.asked == ["words", "more"]
    assert ahead.unit(slugs) == ["after", "before"]


def test_a_refusal_is_raised_where_it_was_asked(now: datetime) -> None:
    def refuses(_: Any) -> None:
        raise BadPicture("This cannot be drawn.")

    elsewhere = Elsewhere(refuses)

    def verb() -> str:
        create("before", now)
        try:
            elsewhere.ask("a bomb")
        except BadPicture as why:
            return str(why)
        return "drawn"

    assert ahead.unit(verb) == "This cannot be drawn."
    assert ahead.unit(slugs) == ["before"]
    with pytest.raises(BadPicture, match=r"^This cannot be drawn\.$"):
        ahead.unit(elsewhere.ask, "a bomb")


def test_who_is_away_is_not_asked_again(now: datetime) -> None:
    def is_away(_: Any) -> None:
        raise Unavailable("Nobody is there.")

    elsewhere, tries = Elsewhere(is_away), []

    def verb() -> None:
        tries.append(1)
        create("before", now)
        elsewhere.ask("anybody?")

    with pytest.raises(Unavailable, match="Nobody"):
        ahead.unit(verb)
    assert (len(tries), elsewhere.asked, ahead.unit(slugs)) == (1, ["anybody?"], [])


def test_who_asks_something_else_each_time_is_told_to_come_again(now: datetime) -> None:
    elsewhere, moving = Elsewhere(), count()

    def verb() -> None:
        create("before", now)
        elsewhere.ask(next(moving))

    with pytest.raises(Unavailable, match="changing"):
        ahead.unit(verb)
    assert (elsewhere.asked, ahead.unit(slugs)) == ([0, 1, 2], [])


def test_what_may_be_a_moment_old_comes_to_rest() -> None:
    elsewhere, moving = Elsewhere(), count()
    assert ahead.unit(lambda: elsewhere.ask(ahead.steady("it", next(moving)))) == "2"
    assert elsewhere.asked == [0, 1, 2]
    # The same verb in a unit of somebody else's says what is now.
    assert ahead.steady("it", 7) == 7


@pytest.mark.parametrize("unit", [db.unit, db.snapshot])
def test_a_unit_that_nobody_would_begin_anew_may_ask_nobody(unit: Any, clean: Settings) -> None:
    with pytest.raises(RuntimeError, match="ahead"), unit():
        drawn.svg(Drawing(), Wish())
    with pytest.raises(RuntimeError, match="holds a connection"), unit():
        ahead.unit(drawn.svg, Drawing(), Wish())
    assert ahead.unit(drawn.svg, Drawing(), Wish()) == drawn.svg(Drawing(), Wish())
