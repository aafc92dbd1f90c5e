"""The front of all rules about points: a folded work item and a tariff come in; dues, prices and words go out.

tariff.py says what may be decided, dues.py who did what, weighing.py what it is worth, farming.py why it counts for
nothing, limits.py what is paid of it, deed_words.py how it is told. models/ledger.py writes the difference.
"""

from datetime import datetime
from typing import Literal

from models.rules.deed_words import deed, reversal_reason, title
from models.rules.dues import Due, DueKind, dues
from models.rules.farming import Refused
from models.rules.limits import Price, Weighed, context, is_limited, price, span
from models.rules.recipients import Whose, recipients, shares
from models.rules.tariff import Tariff
from models.rules.tariff_parts import Points
from models.rules.weighing import Trace, label_points
from models.rules.work import Account, Folded, Value

__all__ = [
    "Claim",
    "CreditKind",
    "Due",
    "DueKind",
    "Points",
    "Price",
    "Refused",
    "Tariff",
    "Trace",
    "Weighed",
    "Whose",
    "claims",
    "context",
    "deed",
    "dues",
    "is_limited",
    "label_points",
    "price",
    "recipients",
    "reversal_reason",
    "shares",
    "span",
    "title",
]

CreditKind = Literal["issue.closed", "pull_request.merged", "review.given", "star.given", "push.made"]


class Claim(Value):
    """What one account earns by one piece of work: the entry that should stand in the ledger."""

    kind: str
    account: Account
    points: int
    happened_at: datetime
    reason: str


def claims(item: Folded, tariff: Tariff) -> tuple[Claim, ...]:
    """What the work item earns now, one claim per recipient."""
    return tuple(
        Claim(
            kind=due.kind, account=due.account, points=due.worth, happened_at=due.happened_at, reason=due.reason_words
        )
        for due in dues(item, tariff)
        if due.worth is not None and due.refused is None
    )
