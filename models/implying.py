"""Pieces of work come in; what each account did in them goes out, with the tariff of its time; ledger.py is next.

All of it follows from the work, the tariffs and who was known when it was done: no order of deliveries changes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models import estimates, identities, one_person
from models.db import rows
from models.rules import points
from models.rules.points import UNKNOWN, Due, Refused, Valuation
from models.rules.valuing import Review
from models.rules.work import Account, Folded, Work
from models.tariffs import Book, InForce

Key = tuple[int, int, str]
"""A deed's: the ids of the work item and of who earned, and the kind."""
EMAIL = "email"
BLOCKED = Refused(code="blocked", words="An admin has blocked this account here: what it does counts for nothing.")


@dataclass(frozen=True)
class Piece:
    """A work item as a bare value, with what is known of its worth."""

    id: int
    project: int
    folded: Folded
    valuation: Valuation = UNKNOWN


def piece(id_: int, project: int, state: object, said: object, ruling: object) -> Piece:
    """Of columns of work_item and estimate, in JSON."""
    return Piece(id_, project, Folded.model_validate(state), estimates.valuation(said, ruling))


@dataclass(frozen=True)
class Draft:
    """What an account did in a piece of work, and the tariff that counts for it."""

    piece: Piece
    due: Due
    by: InForce


@dataclass(frozen=True)
class Part(Draft):
    """The same, since we know whose account it is."""

    earner: int

    @property
    def key(self) -> Key:
        """Its deed's."""
        return self.piece.id, self.earner, self.due.kind


def drafts(organization_id: int, pieces: Sequence[Piece], book: Book) -> list[Draft]:
    """What these pieces of work imply, in their order."""
    known = _known(organization_id, pieces)
    return [
        Draft(piece, due, by) for piece in pieces for due, by in _dues(piece, _whose(known, piece.folded.work), book)
    ]


def accounts(found: Iterable[Draft]) -> list[Account]:
    """Everybody who had part in something: they are to be met."""
    return [one for draft in found for one in (draft.due.account, *draft.due.others) if not one.bot]


def earners(found: Iterable[Draft]) -> dict[tuple[str, str], int]:
    """Whose accounts had part in it, of those that were met."""
    return identities.known(accounts(found))


def parts(found: Iterable[Draft], earners: Mapping[tuple[str, str], int]) -> dict[Key, Part]:
    """What each person did, one part for each deed; accounts that are nobody's are left out."""
    by_key: dict[Key, Part] = {}
    for draft in found:
        earner = earners.get(draft.due.account.key)
        if earner is not None:
            work, tariff = draft.piece.folded.work, draft.by.tariff
            due = one_person.seen(draft.due, work, tariff, earner, earners)
            part = Part(draft.piece, due, draft.by, earner)
            by_key[part.key] = _both(by_key[part.key], part) if part.key in by_key else part
    return by_key


def without_blocked(found: Mapping[Key, Part], blocked: Mapping[int, datetime | None]) -> dict[Key, Part]:
    """The same, where nothing counts that somebody did since they were blocked, nor is a penalty taken for it.
    `blocked`: since when, by earner."""
    return {
        key: _refused(part) if _is_blocked(part, blocked) else part
        for key, part in found.items()
        if part.due.kind != "penalty" or not _is_blocked(part, blocked)
    }


def reviews(found: Iterable[Part]) -> dict[int, Review]:
    """What the worth of these work items waits for, of those that do."""
    counted = (part for part in found if part.due.refused is None)
    return {part.piece.id: part.due.review for part in counted if part.due.review}


def _dues(piece: Piece, whose: Mapping[tuple[str, str], int], book: Book) -> list[tuple[Due, InForce]]:
    """Each due by the tariff of its own time: opening an issue may count by another one than closing it. What was done
    before the project was connected counts when its history says."""
    found: list[tuple[Due, InForce]] = []
    first = piece.folded.work.ended_at or piece.folded.work.began_at
    moments = [book.counts_at(piece.project, first) or first]
    tried: set[int] = set()
    while moments:
        by = book.at(piece.project, moments.pop())
        if by.id not in tried:
            tried.add(by.id)
            for due in points.dues(piece.folded, by.tariff, whose, piece.valuation):
                at = book.counts_at(piece.project, due.happened_at)
                if at is None:
                    continue
                if book.at(piece.project, at).id == by.id:
                    found.append((_without_strangers(_dated(due, at), whose), by))
                else:
                    moments.append(at)
    return found


def _dated(due: Due, at: datetime) -> Due:
    return due if at == due.happened_at else due.model_copy(update={"happened_at": at})


def _without_strangers(due: Due, whose: Mapping[tuple[str, str], int]) -> Due:
    kept = tuple(one for one in due.others if one.trust != "typed" or one.key in whose)
    return due if len(kept) == len(due.others) else due.model_copy(update={"others": kept})


Known = dict[tuple[str, str], tuple[int, datetime]]
"""By account: whose it is, and since when we know."""


def _known(organization_id: int, pieces: Iterable[Piece]) -> Known:
    """Members whose accounts stand in pieces that name co-authors."""
    named = [one for piece in pieces if piece.folded.work.co_authors for one in _named(piece.folded.work)]
    if not named:
        return {}
    people = identities.known(named)
    joined = dict(rows(_JOINED, organization_id, list(people.values())))
    proven = identities.proven_emails(id_ for provider, id_ in people if provider == EMAIL)
    found: Known = {}
    for (provider, id_), person in people.items():
        if person in joined and (provider != EMAIL or id_ in proven):
            found[provider, id_] = person, max(joined[person], proven.get(id_, joined[person]))
    return found


_JOINED = "SELECT person_id, joined_at FROM membership WHERE organization_id = %s AND person_id = ANY(%s)"


def _whose(known: Known, work: Work) -> dict[tuple[str, str], int]:
    """Who is known among those in this work. Anybody can type a co-author's name, so that finds only those whom we knew
    when the work was done: then it matters for nobody's points who is heard of first."""
    then = work.ended_at or work.began_at
    return {
        one.key: known[one.key][0]
        for one in _named(work)
        if one.key in known and (one.trust != "typed" or known[one.key][1] <= then)
    }


def _named(work: Work) -> list[Account]:
    return [one for one in (work.author, work.ended_by, work.merged_by, *work.assignees, *work.reviewers) if one] + [
        *work.co_authors
    ]


def _both(one: Part, other: Part) -> Part:
    """Two accounts of one person did the same thing: it is one deed, worth both shares, or what each gets in full."""
    first, second = (one, other) if one.due.refused is None else (other, one)
    if second.due.refused is not None or second.due.worth is None or first.by.tariff.split == "full":
        return first
    worth = (first.due.worth or 0) + second.due.worth
    due = first.due.model_copy(update={"worth": worth, "trace": (*first.due.trace, *second.due.trace)})
    return Part(first.piece, due, first.by, first.earner)


def _refused(part: Part) -> Part:
    return Part(part.piece, part.due.model_copy(update={"refused": BLOCKED}), part.by, part.earner)


def _is_blocked(part: Part, blocked: Mapping[int, datetime | None]) -> bool:
    since = blocked.get(part.earner)
    return part.due.refused is None and since is not None and since <= part.due.happened_at
