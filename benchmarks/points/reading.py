"""A folder of histories comes in; each project's issues, in order of time, go out with what humans said they are worth.

A file is one project: CSV, gzipped or not, with a head of which `title`, `description` and `storypoint` are needed;
`issuekey` and `labels` (separated by `;`) are read where they are.
"""

import csv
import gzip
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Issue = dict[str, Any]
Lesson = tuple[Issue, float]
LONGEST_FIELD = 1 << 30


@dataclass(frozen=True)
class History:
    """A project's issues, oldest first."""

    name: str
    lessons: tuple[Lesson, ...]


def histories(folder: Path) -> list[History]:
    """Of every file, by name. Ends the program when there are none."""
    files = sorted(path for path in folder.iterdir() if path.name.endswith((".csv", ".csv.gz")))
    found = [History(path.name.split(".")[0], tuple(_lessons(path))) for path in files]
    if not any(history.lessons for history in found):
        raise SystemExit(f"No issues were found in {folder}: benchmarks/points/reading.py says what it should hold.")
    return [history for history in found if history.lessons]


def _lessons(path: Path) -> Iterator[Lesson]:
    csv.field_size_limit(LONGEST_FIELD)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as raw, io.TextIOWrapper(raw, "utf-8", errors="replace", newline="") as text:
        for row in csv.DictReader(text):
            points = _number(row.get("storypoint"))
            if math.isfinite(points):
                yield _issue(row), points


def _issue(row: dict[str, str]) -> Issue:
    return {
        "id": row.get("issuekey") or "",
        "title": row.get("title") or "",
        "description": row.get("description") or "",
        "labels": [label for label in (row.get("labels") or "").split(";") if label],
    }


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        return math.nan
