"""A piece of work's labels and lines come in; the points or the size that they speak of go out; valuing.py is next."""

from collections.abc import Iterable

from models.rules.labels import amount_of, is_ours, size_of
from models.rules.tariff import Tariff
from models.rules.work import Work

BY_LINES: tuple[tuple[int, str], ...] = ((1_000, "XXL"), (500, "XL"), (100, "L"), (30, "M"), (10, "S"), (0, "XS"))
"""From how many lines, added and removed, a pull request has which size."""


def said_points(work: Work, tariff: Tariff) -> float | None:
    """What a human said in a field or a title that it is worth; more than the tariff's limit is taken for a slip."""
    return work.points if work.points is not None and work.points <= tariff.label_limit else None


def label_points(labels: Iterable[str], tariff: Tariff) -> tuple[int, str] | None:
    """(points, label) of the highest point label, or None when no label speaks of points."""
    found = [(points, label) for label in labels if (points := _one_label(label, tariff)) is not None]
    return max(found, default=None)


def line_points(work: Work, tariff: Tariff) -> tuple[int, str] | None:
    """(points, size) by the lines of work without a size label, or None when nobody counted them."""
    found, named = size(work, tariff) if work.lines is not None else None, sizes(tariff)
    return (named[found], found) if found in named else None


def size(work: Work, tariff: Tariff) -> str | None:
    """XS to XXL, or a size of the tariff's own: by the greatest size label, else by the lines that changed."""
    named = sizes(tariff)
    labelled = [(named[found], found) for label in work.labels if (found := size_of(label)) in named]
    if labelled:
        return max(labelled)[1]
    return None if work.lines is None else next(one for least, one in BY_LINES if work.lines >= least)


def sizes(tariff: Tariff) -> dict[str, int]:
    """The tariff's sizes in capital letters, with what they are worth."""
    return {one.upper(): points for one, points in tariff.sizes.items()}


def _one_label(label: str, tariff: Tariff) -> int | None:
    if is_ours(label):
        return None
    said = amount_of(label)
    if said is not None:
        return said if said <= tariff.label_limit else None
    sized = sizes(tariff).get(size_of(label) or "")
    return tariff.listed().get(label.strip().casefold()) if sized is None else sized
