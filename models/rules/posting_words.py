"""An issue's estimate, as it is to be told at its provider, comes in; a comment's Markdown or a label's name goes out.

Titles of past issues were written by strangers. They are shown as code, where GitHub finds no names to call, no
numbers to link and no Markdown to run.
"""

import re
from typing import Annotated, Any

from pydantic import Field

from models.rules.accounts import Value
from models.rules.deed_words import amount

TITLE = 120
"""Characters of a past issue's title that are told."""
_PLACE = re.compile(r"(https?://[a-z0-9.:-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/issues/)[0-9]{1,10}", re.A)


class Past(Value):
    """One of the closest past issues."""

    title: str
    url: str | None
    points: float


class Wanted(Value):
    """What is to be told of an issue. `points`: by the tariff's scale; `guess`: as the model said it, in an interval.
    `labels`: whether a human's label would count instead."""

    points: int
    guess: float
    low: float
    high: float
    sure: int
    past: int
    closest: Annotated[tuple[Past, ...], Field(max_length=3)] = ()
    labels: bool = True

    @classmethod
    def kept(cls, found: Any) -> "Wanted":
        """As it was stored."""
        return cls.model_validate(found)


def label(wanted: Wanted) -> str:
    """The label's name, which models.rules.labels.is_ours knows."""
    return f"estimate: {wanted.points}"


def comment(wanted: Wanted, issue: str | None, mark: str) -> str:
    """The comment. `issue`: the address of the issue itself: only past issues beside it are linked. `mark`: words of
    ours by which the comment is found again; nobody sees them."""
    interval = f"most likely between {_number(wanted.low)} and {_number(wanted.high)}"
    guess = f"{_number(wanted.guess)}, {interval}; {wanted.sure} % sure"
    said = f"**Codebadge estimates {amount(wanted.points)}** ({guess})."
    parts = (said, _closest(wanted, issue), _otherwise(wanted), f"<!-- {mark} -->")
    return "\n\n".join(parts) + "\n"


def code(title: str) -> str:
    """A stranger's line as a code span: nothing in it means anything to Markdown."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in title).replace("`", "'").split())
    cut = shown if len(shown) <= TITLE else f"{shown[: TITLE - 1].rstrip()}…"
    return f"`{cut}`" if cut else "an issue without a title"


def _closest(wanted: Wanted, issue: str | None) -> str:
    if not wanted.closest:
        return f"None of {wanted.past} past issues is close to it."
    lines = [f"- {_linked(one, issue)}: {_number(one.points)} points" for one in wanted.closest]
    return "\n".join([f"Closest of {wanted.past} past issues:", "", *lines])


def _linked(one: Past, issue: str | None) -> str:
    beside = _PLACE.fullmatch(issue or "")
    place = _PLACE.fullmatch(one.url or "")
    same = beside is not None and place is not None and beside[1] == place[1]
    return f"[{code(one.title)}]({one.url})" if same else code(one.title)


def _otherwise(wanted: Wanted) -> str:
    guess = "This is a guess from past issues, and changes while the model learns."
    if wanted.labels:
        return f"{guess} Is it worth something else? Give the issue a label such as `points: 8`: that counts instead."
    return f"{guess} Is it worth something else? An admin can decide so in Codebadge."


def _number(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")
