"""What the model said of an issue comes in; the points that follow by the tariff go out; valuing.py asks."""

from typing import Literal

from models.rules.deed_words import amount
from models.rules.scales import scaled
from models.rules.tariff import Tariff
from models.rules.worths import Estimated, Given, Worth

ENOUGH = 5
"""Past issues, without which the model has no answer."""


def by_model(said: Estimated | None, tariff: Tariff) -> Worth | None:
    """None when it has no answer: the model was not asked, or knew too little."""
    rule = tariff.estimates
    if said is None or said.past < ENOUGH:
        return None
    if not said.trusted:
        return _median(said, tariff, "So far the model does no better than the median")
    if said.sure >= rule.sure:
        return _estimate(said, tariff)
    if rule.unsure == "baseline":
        return _median(said, tariff, f"The model is {said.sure} % sure, less than {rule.sure} %")
    if rule.unsure == "provisional":
        return _estimate(said, tariff, provisional=True)
    words = f"The model is {said.sure} % sure, less than {rule.sure} %: it waits for a moderator."
    return Worth(points=0, source="waiting", words=words, review="waiting")


def _estimate(said: Estimated, tariff: Tariff, provisional: bool = False) -> Worth:
    points = scaled(said.points, tariff)
    between = f"{_number(said.points)}, between {_number(said.low)} and {_number(said.high)} ({said.sure} % sure)"
    later = f" Less than {tariff.estimates.sure} % sure, so a moderator may still change it." if provisional else ""
    return Worth(
        points=points,
        source="model",
        words=f"The model gives {amount(points)}: {between}, from {said.past} past issues.{later}",
        review="provisional" if provisional else None,
        given=_given(said, said.points, "model", provisional),
    )


def _median(said: Estimated, tariff: Tariff, why: str) -> Worth:
    points = scaled(said.baseline, tariff)
    words = f"{why}: the plain median, {_number(said.baseline)}, gives {amount(points)}."
    return Worth(points=points, source="median", words=words, given=_given(said, said.baseline, "median"))


def _given(said: Estimated, points: float, source: Literal["model", "median"], provisional: bool = False) -> Given:
    return Given(points=points, low=said.low, high=said.high, sure=said.sure, source=source, provisional=provisional)


def _number(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")
