"""Somebody's due and their accounts come in; it goes out refused where they only worked with themselves by another one.

implying.py asks; the rules are those for one account.
"""

from collections.abc import Collection, Mapping

from models.rules import farming
from models.rules.points import Due, Tariff
from models.rules.work import Account, Work

Keys = Collection[tuple[str, str]]


def seen(due: Due, work: Work, tariff: Tariff, earner: int, earners: Mapping[tuple[str, str], int]) -> Due:
    """The due with every account of this earner taken for the one who did it."""
    theirs = {key for key, one in earners.items() if one == earner}
    if len(theirs) < 2 or due.refused is not None or due.kind == "penalty":
        return due
    refused = farming.refusal(due.kind, _as_one(work, theirs, due.account), due.account, tariff, due.settles_at)
    return due.model_copy(update={"refused": refused})


def _as_one(work: Work, theirs: Keys, who: Account) -> Work:
    def one(account: Account | None) -> Account | None:
        return who if account is not None and account.key in theirs else account

    def several(accounts: Collection[Account]) -> tuple[Account, ...]:
        return tuple(who if account.key in theirs else account for account in accounts)

    ids = {external_id for _, external_id in theirs}
    subject = work.subject.model_copy(update={"author": one(work.subject.author)}) if work.subject else None
    changed = {
        "author": one(work.author),
        "ended_by": one(work.ended_by),
        "assignees": several(work.assignees),
        "reviewers": several(work.reviewers),
        "subject": subject,
        "witnesses": tuple(one for one in work.witnesses if one not in ids),
    }
    return work.model_copy(update=changed)
