"""Pieces of work as the fold leaves them, and what a tariff makes of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from models.rules.points import Due, Tariff, Whose, dues
from models.rules.work import Account, Folded, Subject, Work
from tests.cast import ADA, BOB, CYD

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""A Wednesday."""
CLOSED = NOON + timedelta(hours=2)
SUBJECT = Subject(external_id="8007", number=7, title="Change 7", author=ADA, began_at=NOON - timedelta(hours=3))


def issue(**fields: Any) -> Folded:
    """Bob's issue #42, closed as completed and assigned to Ada."""
    flags = {name: fields.pop(name, False) for name in ("gone", "overheard")}
    work = {
        "kind": "issue",
        "external_id": "7042",
        "number": 42,
        "title": "Fix the lexer",
        "state": "closed",
        "reason": "completed",
        "began_at": NOON,
        "ended_at": CLOSED,
        "author": BOB,
        "assignees": (ADA,),
    }
    return Folded(work=Work.model_validate(work | fields), stamps={}, **flags)


def pull_request(**fields: Any) -> Folded:
    """Bob's pull request #7, merged."""
    kind = {"kind": "pull_request", "external_id": "8007", "number": 7, "state": "merged", "reason": None}
    return issue(**(kind | {"assignees": ()} | fields))


def review(**fields: Any) -> Folded:
    """Bob's review of Ada's pull request #7."""
    kind = {"kind": "review", "external_id": "8007:1002", "number": 7, "state": "given", "reason": "approved"}
    return issue(**(kind | {"subject": SUBJECT, "ended_at": None, "assignees": ()} | fields))


def star(**fields: Any) -> Folded:
    """Bob's star."""
    kind = {"kind": "star", "external_id": "1002", "number": None, "state": "given", "reason": None}
    return issue(**(kind | {"ended_at": None, "assignees": ()} | fields))


def push(**fields: Any) -> Folded:
    """Bob's push of two commits."""
    return star(**({"kind": "push", "external_id": "5f3a" * 10, "commits": 2} | fields))


def card(**fields: Any) -> Folded:
    """Bob's card #3, completed by Cyd, with Ada as its member."""
    kind = {"kind": "card", "external_id": "60940be5986d6c0bca3637d6", "number": 3, "reason": None, "ended_by": CYD}
    return issue(**(kind | {"title": "Mend the lamp"} | fields))


def check_item(**fields: Any) -> Folded:
    """An item that Bob ticked off."""
    kind = {"kind": "check_item", "external_id": "609500d99a6775169128024d", "number": None, "title": "Buy a bulb"}
    return star(**(kind | fields))


def contribution(**fields: Any) -> Folded:
    """Something of Bob's that another tool told of."""
    kind = {"kind": "contribution", "external_id": "forum:17", "title": "Answered in the forum"}
    return star(**(kind | fields))


def typed(provider: str, external_id: str) -> Account:
    """Somebody named in a commit."""
    return Account(provider=provider, external_id=external_id, login=external_id, trust="typed")


def only(kind: str, item: Folded, tariff: Tariff | None = None, whose: Whose | None = None) -> list[Due]:
    """The dues of that kind."""
    return [due for due in dues(item, tariff or Tariff(), whose) if due.kind == kind]


def paid(item: Folded, tariff: Tariff | None = None, whose: Whose | None = None) -> list[tuple[str, int]]:
    """(login, points) of all that counts, before limits."""
    found = dues(item, tariff or Tariff(), whose)
    return [(due.account.login, due.worth) for due in found if due.worth is not None and due.refused is None]
