"""A piece of work comes in; the accounts whose work it is go out, and how its points are shared among them."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from models.rules.accounts import Account, in_order
from models.rules.tariff import OLD_RECIPIENTS, USUAL_RECIPIENTS, Tariff
from models.rules.work import Work

Whose = Mapping[tuple[str, str], Any]
"""By an account's key whose it is, a person's id for example; who is absent is nobody whom we know."""

_CHOICES: Mapping[str, Callable[[Work], Collection[Account | None]]] = {
    "assignees": lambda work: work.assignees,
    "author": lambda work: (work.author,),
    "closer": lambda work: (work.merged_by if work.state == "merged" and work.merged_by else work.ended_by,),
    "reviewers": lambda work: work.reviewers,
}


def recipients(work: Work, tariff: Tariff, whose: Whose | None = None) -> list[Account]:
    """Whose work it is, never a bot: the first of the tariff's list that has anybody, by their ids, then co-authors.

    `whose` finds the people of co-authors, whom anybody may name: unknown ones are left out. One person is named once.
    """
    found = next((people for one in _order(work, tariff) if (people := _people(_CHOICES[one](work)))), ())
    known = whose or {}
    co_authors = _people(one for one in work.co_authors if one.key in known) if tariff.co_authors else ()
    # Who cannot be paid by themselves pays nobody else by having named them.
    return _once((*found, *co_authors), known) if found else []


def shares(total: int, people: int) -> list[int]:
    """Equal whole shares whose sum is exact; what is left over goes one point each to the first."""
    if people == 0:
        return []
    each, rest = divmod(total, people)
    return [each + (1 if place < rest else 0) for place in range(people)]


def _order(work: Work, tariff: Tariff) -> tuple[str, ...]:
    if work.kind == "issue" or work.kind == "pull_request" or work.kind == "card":
        return tariff.recipients.get(work.kind, USUAL_RECIPIENTS[work.kind])
    return OLD_RECIPIENTS["author"]


def _people(accounts: Any) -> tuple[Account, ...]:
    return in_order(one for one in accounts if one is not None and not one.bot)


def _once(accounts: Collection[Account], known: Whose) -> list[Account]:
    by_person: dict[Any, Account] = {}
    for account in accounts:
        by_person.setdefault(known.get(account.key, account.key), account)
    return list(by_person.values())
