"""Somebody's part in a piece of work comes in; why it counts for nothing goes out, or None when it counts."""

from collections.abc import Callable
from datetime import datetime

from models.rules.accounts import Account, Value
from models.rules.deed_words import NOT_DONE, name, name_of_subject
from models.rules.deeds import DeedKind
from models.rules.tariff import Tariff
from models.rules.work import Work


class Refused(Value):
    """Why a deed counts for nothing: a code for programs, a sentence for people."""

    code: str
    words: str


Rule = Callable[[DeedKind, Work, Account, Tariff], Refused | None]


def refusal(
    kind: DeedKind, work: Work, account: Account, tariff: Tariff, settles_at: datetime | None
) -> Refused | None:
    """The first rule that refuses this account's part."""
    refused = next((found for rule in _RULES if (found := rule(kind, work, account, tariff))), None)
    return refused or _reverted(kind, work, settles_at)


def _not_done(kind: DeedKind, work: Work, account: Account, tariff: Tariff) -> Refused | None:
    if kind != "issue.closed" or work.reason not in NOT_DONE:
        return None
    return Refused(code="not_done", words=f"{name(work)} was closed as {NOT_DONE[work.reason]}.")


def _own_review(kind: DeedKind, work: Work, account: Account, tariff: Tariff) -> Refused | None:
    author = work.subject.author if work.subject else None
    if kind != "review.given" or not tariff.farming.own_review or author is None or author.key != account.key:
        return None
    return Refused(code="own_review", words=f"{name_of_subject(work)} is their own: nobody earns by their own review.")


_CLOSED_ALONE = ("issue.opened", "issue.closed", "card.completed")


def _self_closed(kind: DeedKind, work: Work, account: Account, tariff: Tariff) -> Refused | None:
    """Opening it counts neither, once it is closed so. A bot that closes it is nobody else."""
    closed = kind in _CLOSED_ALONE and work.state == "closed" and work.ended_by is not None
    if not closed or not tariff.farming.self_closed or work.author is None or work.author.key != account.key:
        return None
    if _others(kind, work, account):
        return None
    words = f"{name(work)} was opened and closed by the same person, and nobody else took part."
    return Refused(code="self_closed", words=words)


def _others(kind: DeedKind, work: Work, account: Account) -> set[str]:
    """The ids of everybody else who had part in it; bots are nobody. Whoever is only assigned has done nothing yet, so
    that nobody is paid for closing by having assigned somebody; to have opened it for them is another thing."""
    accounts = (*(work.assignees if kind == "issue.opened" else ()), *work.reviewers, work.ended_by)
    seen = {one.external_id for one in accounts if one is not None and not one.bot}
    return seen.union(work.witnesses) - {account.external_id}


def _reverted(kind: DeedKind, work: Work, settles_at: datetime | None) -> Refused | None:
    if kind != "pull_request.merged" or work.reverted is None or settles_at is None:
        return None
    at, number = work.reverted
    if at >= settles_at:
        return None
    return Refused(code="reverted", words=f"{name(work)} was undone by #{number} before its points were settled.")


_RULES: tuple[Rule, ...] = (_not_done, _own_review, _self_closed)
