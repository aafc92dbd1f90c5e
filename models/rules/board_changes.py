"""A board as it was told last and as it is now come in; what changed goes out, for those who hold the former."""

from datetime import datetime

from pydantic import Field

from models.rules.messages import Board, Row, Time
from models.rules.standings import Ranking
from models.rules.work import Value

HEAD = ("start", "end", "title", "ranking")
"""What a board has beside its lines, and what may become another."""


class MovedRow(Row):
    """A row that changed; `movement`: places gained since the version before, None: new on the board."""

    movement: int | None


class BoardChanged(Value):
    """The message board.changed. `before` (on the wire `from`) is the version that it changes, None: replace all."""

    org: str
    at: Time
    board: str
    before: int | None = Field(serialization_alias="from")
    version: int
    start: Time | None
    end: Time | None
    people: int
    title: str
    ranking: Ranking
    rows: tuple[MovedRow, ...]
    gone: tuple[int, ...]


def successor(held: Board, read: Board) -> Board | None:
    """`read` as the next version after `held`; None when it shows nothing else. Versions only grow."""
    if all(getattr(held, name) == getattr(read, name) for name in ("rows", "people", *HEAD)):
        return None
    return read.model_copy(update={"version": max(read.version, held.version + 1)})


def change(held: Board, now: Board, at: datetime) -> BoardChanged:
    """What turns `held` into `now`; everything, where a new window began."""
    same_window = held.start == now.start
    before = {row.person.id: row for row in held.rows} if same_window else {}
    after = {row.person.id for row in now.rows}
    return BoardChanged(
        org=now.org,
        at=at,
        board=now.board,
        before=held.version if same_window else None,
        version=now.version,
        start=now.start,
        end=now.end,
        people=now.people,
        title=now.title,
        ranking=now.ranking,
        rows=tuple(_moved(before.get(row.person.id), row) for row in now.rows if before.get(row.person.id) != row),
        gone=tuple(person for person in before if person not in after),
    )


def _moved(before: Row | None, row: Row) -> MovedRow:
    return MovedRow(**dict(row), movement=None if before is None else before.position - row.position)
