"""An untrusted issue comes in; what the model reads of it goes out, and the shape of its answer, for estimates.py."""

from collections.abc import Iterable
from dataclasses import dataclass

TITLE, TEXT, LABEL, LABELS = 300, 4_000, 100, 20  # characters that are read; labels that are looked at
CLOSE = 0.15  # what is less alike than this is not close


@dataclass(frozen=True, slots=True)
class Issue:
    """What the model reads of an issue, and nothing else; `key` names it among the closest."""

    key: int
    title: str
    text: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """A related past issue: what a human said it was worth, how alike the texts are (0..1), and its share (0..1) of the
    weight in the estimate."""

    key: int
    points: float
    alike: float
    share: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an issue is worth, with an interval that holds the truth in 80 of 100 cases.

    `baseline`: the running median of what was taught, which the model must beat. `past`: from how many past issues.
    `closest`: the three at most that weigh most, the most alike first; none when no text is alike."""

    points: float
    low: float
    high: float
    baseline: float
    past: int
    closest: tuple[Close, ...]


def cut(key: int, title: str, text: str, labels: Iterable[str] = ()) -> Issue:
    """Only the beginnings are kept, so that a giant text costs nothing."""
    kept = tuple(label[:LABEL] for label, _ in zip(labels, range(LABELS), strict=False))
    return Issue(key, title[:TITLE], text[:TEXT], kept)
