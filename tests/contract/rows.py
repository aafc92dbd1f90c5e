"""One statement of a document, as a call and what must come back; and how a table of them is run."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.contract.stage import Stage, fits


@dataclass(frozen=True)
class Row:
    """`says`: the document's sentence, or ours where it is silent (`ours`). `given`: awards that there are before."""

    says: str
    who: str
    method: str
    path: str
    status: int
    holds: Any = object
    body: Any = None
    given: tuple[tuple[str, str], ...] = ()
    ours: bool = field(default=False)

    def __str__(self) -> str:
        return ("ours: " if self.ours else "") + f"{self.says} [{self.method} {self.path}, {self.who}: {self.status}]"


def table(rows: list[Row]) -> pytest.MarkDecorator:
    """Every row is a test of its own, named by its sentence."""
    return pytest.mark.parametrize("row", rows, ids=str)


async def holds(stage: Stage, row: Row) -> None:
    """Fails unless the server answers as the row says."""
    for badge, person in row.given:
        stage.give(badge, person, "admin")
    answer = await stage.call(row.who, row.method, row.path, row.body)
    assert answer.status == row.status, answer.body
    assert fits(answer.body, stage.named(row.holds)), answer.body
