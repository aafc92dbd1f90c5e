"""Two hearings of one fact come in; their join goes out: the same for every order and repetition; work.py folds by it.

A join is a union of which the first so many are kept, the earliest, the latest, or the lowest of a fixed order.
"""

from collections.abc import Callable, Mapping
from typing import Any

from models.rules.accounts import ids_in_order, in_order

ASSOCIATIONS = (
    "first_timer",
    "first_time_contributor",
    "none",
    "mannequin",
    "contributor",
    "collaborator",
    "member",
    "owner",
)
"""GitHub's, from the newest to the most at home. A pull request's author is a contributor as soon as it is merged, and
was none when it was opened; the lowest that was ever seen tells who came new."""

NEW = ("first_timer", "first_time_contributor")


def newest(mine: str | None, other: str | None) -> str | None:
    """Of two associations, or None when neither was told."""
    told = [one for one in (mine, other) if one is not None]
    return min(told, key=ASSOCIATIONS.index, default=None)


def latest(mine: Any, other: Any) -> Any:
    """Of two moments, or addresses, or None when there was neither."""
    return max((one for one in (mine, other) if one is not None), default=None)


def earliest(mine: Any, other: Any) -> Any:
    """Of two moments or pairs, or None when there was neither."""
    return min((one for one in (mine, other) if one is not None), default=None)


JOINS: Mapping[str, Callable[[Any, Any], Any]] = {
    "began_at": min,
    "witnesses": lambda mine, other: ids_in_order((*mine, *other)),
    "reviewers": lambda mine, other: in_order((*mine, *other)),
    "association": newest,
    "relabeled_at": latest,
    "reverted": earliest,
    "came_from": latest,
    "went_to": latest,
}
"""By field of a Work."""
