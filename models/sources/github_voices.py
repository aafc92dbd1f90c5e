"""An event or a comment of a repository's past comes in; who took part in which issue goes out, for its witnesses.

By webhook these are heard one by one; without them a history would refuse an issue as closed alone that was not.
"""

from collections.abc import Collection
from dataclasses import dataclass

from models.errors import Invalid
from models.rules.work import Account, Change, Work
from models.sources import github_facts as facts
from models.sources import picking
from models.sources.github_accounts import once
from models.sources.picking import Fields

_BY: dict[str, str] = {
    **dict.fromkeys(("reopened", "renamed", "labeled", "unlabeled"), "actor"),
    # The actor of these is whom it is about.
    **dict.fromkeys(("assigned", "unassigned"), "assigner"),
}
"""By the event's kind, which field holds who did it: those of which webhooks tell, too."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody took part in the issue of this number, if it is one."""

    number: int
    account: Account


def of_event(found: Fields, about: Fields) -> list[Voice]:
    """Who did it. Raises Invalid for an issue without a number."""
    account = once(found.get(_BY.get(picking.word(found, "event"), "")))
    return [Voice(picking.number(about, "number"), account)] if account else []


def of_comment(found: Fields, _full_name: str) -> list[Voice]:
    """Who wrote it; it names its issue, or pull request, by an address that ends with the number. Raises Invalid."""
    account = once(found.get("user"))
    number = picking.text(found, "issue_url", 500).rpartition("/")[2]
    if not (number.isascii() and number.isdigit() and 0 < int(number[:20]) <= picking.MAX_NUMBER):
        raise Invalid("The comment does not say to which issue it belongs.")
    return [Voice(int(number), account)] if account else []


def heard(work: Work, accounts: Collection[Account]) -> Change:
    """That they took part in this issue, and nothing else of it."""
    return facts.taking_part(Change(work=work, seen_at=work.began_at, tells=()), accounts)
