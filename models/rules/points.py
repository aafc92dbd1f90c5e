"""The front of all rules about points: a folded work item and a tariff come in; dues, prices and words go out.

tariff.py says what may be decided, dues.py who did what, weighing.py what it is worth, farming.py why it counts for
nothing, limits.py what is paid of it, deed_words.py how it is told. models/ledger.py writes the difference.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from models.rules.deed_words import deed, reversal_reason, title
from models.rules.dues import Due, DueKind, dues
from models.rules.farming import Refused
from models.rules.limits import Price, Weighed, context, is_limited, price, span
from models.rules.recipients import Whose, recipients, shares
from models.rules.tariff import Points, Tariff
from models.rules.weighing import Trace, label_points
from models.rules.work import Account, Folded, Value

__all__ = [
    "Claim",
    "CreditKind",
    "Due",
    "DueKind",
    "LiveEntry",
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
    "difference",
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


class LiveEntry(Value):
    """A live entry of the ledger, as far as the difference needs it."""

    id: int
    kind: str
    person: int
    points: int
    happened_at: datetime


def claims(item: Folded, tariff: Tariff) -> tuple[Claim, ...]:
    """What the work item earns now, one claim per recipient."""
    return tuple(
        Claim(
            kind=due.kind, account=due.account, points=due.worth, happened_at=due.happened_at, reason=due.reason_words
        )
        for due in dues(item, tariff)
        if due.worth is not None and due.refused is None
    )


def difference(
    standing: Sequence[LiveEntry], due: Sequence[tuple[int, Claim]]
) -> tuple[list[LiveEntry], list[tuple[int, Claim]]]:
    """(entries to reverse, (person, claim) pairs to write) so that exactly what is due stands."""
    kept: set[int] = set()
    missing = []
    for person, claim in due:
        same = next((s for s in standing if s.id not in kept and _matches(s, person, claim)), None)
        if same is None:
            missing.append((person, claim))
        else:
            kept.add(same.id)
    return [entry for entry in standing if entry.id not in kept], missing


def _matches(entry: LiveEntry, person: int, claim: Claim) -> bool:
    return (entry.person, entry.kind, entry.points, entry.happened_at) == (
        person,
        claim.kind,
        claim.points,
        claim.happened_at,
    )
