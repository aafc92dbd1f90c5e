"""CSV text from outside comes in, rows go out, strictly; rows come in, CSV goes out that no spreadsheet runs."""

import csv
import io
from collections.abc import Iterable, Sequence

from models.errors import Invalid

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def rows(text: str, header: Sequence[str], most: int, cell: int) -> list[dict[str, str]]:
    """The rows below that very header, empty lines left out. Raises Invalid with the line's number for anything else.

    `most` rows, cells of `cell` characters.
    """
    if "\x00" in text:
        raise Invalid("The CSV holds a NUL.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[dict[str, str]] = []
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if names != list(header):
            raise Invalid(f"The CSV must begin with the line {','.join(header)}.")
        for cells in reader:
            if any(one.strip() for one in cells):
                found.append(_row(cells, header, reader.line_num, cell))
            if len(found) > most:
                raise Invalid(f"The CSV has more than {most} rows.")
    except csv.Error as wrong:
        raise Invalid(f"Line {reader.line_num} is no CSV: {wrong}.") from None
    return found


def written(header: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """CSV with that header. A text that a spreadsheet would run gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([[_safe(cell) for cell in line] for line in lines])
    return out.getvalue()


def _row(cells: Sequence[str], header: Sequence[str], line: int, longest: int) -> dict[str, str]:
    if len(cells) != len(header):
        raise Invalid(f"Line {line} has {len(cells)} cells; it must have {len(header)}.")
    if any(len(one) > longest for one in cells):
        raise Invalid(f"Line {line} has a cell of more than {longest} characters.")
    return dict(zip(header, (one.strip() for one in cells), strict=True))


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
