"""What one account did in one work item, and what a tariff makes of it: dues.py makes them, limits.py prices them."""

from datetime import datetime
from typing import Literal

from models.rules.accounts import Account, Value
from models.rules.deeds import DeedKind, Discipline
from models.rules.farming import Refused
from models.rules.weighing import Trace
from models.rules.work import Work
from models.rules.worths import Review

DueKind = DeedKind | Literal["penalty"]


class Due(Value):
    """One account's part in one work item.

    From `labels` to `others` as in models.rules.deeds.Deed. `refused`: why it counts for nothing. `worth`: this
    account's share before the tariff's limits, of a penalty below 0; None: the tariff does not pay for this kind.
    `what`: what was done, to follow "3 points for"; `reason_words`: the line of the ledger when no limit changes the
    worth. `mark`: which piece of work it is, the same wherever and whenever it is heard of: it orders what happened in
    one second. `review`: what its worth waits for.
    """

    kind: DueKind
    account: Account
    happened_at: datetime
    labels: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    size: str | None = None
    lines: int | None = None
    reason: str | None = None
    newcomer: bool = False
    co_authored: bool = False
    answered: int | None = None
    discipline: Discipline | None = None
    others: tuple[Account, ...] = ()
    settles_at: datetime | None = None
    refused: Refused | None = None
    worth: int | None = None
    trace: tuple[Trace, ...] = ()
    what: str
    reason_words: str
    mark: str
    review: Review | None = None


def mark(work: Work) -> str:
    """Which piece of work it is, for `Due.mark`."""
    return f"{work.kind}:{work.external_id}"
