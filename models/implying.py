"""Pieces of work come in; what each account did in them goes out, with the tariff of its time; ledger.py is next.

Everything here follows from the work, the tariffs and who was known when it was done: no order of deliveries changes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.db import rows
from models.rules import points
from models.rules.points import Due, Refused
from models.rules.work import Account, Folded, Work
from models.tariffs import Book, InForce

Key = tuple[int, int, str]
"""A deed's: the ids of the work item and of who earned, and the kind."""
BLOCKED = Refused(code="blocked", words="An admin has blocked this account here: what it does counts for nothing.")


@dataclass(frozen=True)
class Piece:
    """A work item as a bare value."""

    id: int
    project: int
    folded: Folded


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
        Draft(piece, due, by)
        for piece in pieces
        for due, by in _dues(piece.project, _among(known, piece.folded), book)
    ]


def accounts(found: Iterable[Draft]) -> list[Account]:
    """Everybody who had part in something: they are to be met."""
    return [one for draft in found for one in (draft.due.account, *draft.due.others) if not one.bot]


def parts(found: Iterable[Draft], earners: Mapping[tuple[str, str], int]) -> dict[Key, Part]:
    """What each person did, one part for each deed; accounts that are nobody's are left out."""
    by_key: dict[Key, Part] = {}
    for draft in found:
        earner = earners.get(draft.due.account.key)
        if earner is not None:
            part = Part(draft.piece, draft.due, draft.by, earner)
            by_key[part.key] = _both(by_key[part.key], part) if part.key in by_key else part
    return by_key


def without_blocked(found: Mapping[Key, Part], blocked: Mapping[int, datetime | None]) -> dict[Key, Part]:
    """The same, where nothing counts that somebody did since they were blocked. `blocked`: since when, by earner."""
    return {key: _refused(part) if _is_blocked(part, blocked) else part for key, part in found.items()}


def _dues(project_id: int, folded: Folded, book: Book) -> list[tuple[Due, InForce]]:
    """Each due by the tariff of its own time: opening an issue may count by another one than closing it."""
    found: list[tuple[Due, InForce]] = []
    moments = [folded.work.ended_at or folded.work.began_at]
    tried: set[int] = set()
    while moments:
        by = book.at(project_id, moments.pop())
        if by.id not in tried:
            tried.add(by.id)
            for due in points.dues(folded, by.tariff):
                if book.at(project_id, due.happened_at).id == by.id:
                    found.append((due, by))
                else:
                    moments.append(due.happened_at)
    return found


_MEMBERS = """
SELECT i.provider, i.external_id, i.person_id, greatest(m.joined_at, CASE WHEN i.provider = 'email' THEN i.proven_at END),
    i.provider <> 'email' OR i.proven_at IS NOT NULL
FROM identity i JOIN membership m ON m.organization_id = %s AND m.person_id = i.person_id
WHERE i.provider = ANY(%s) AND i.external_id = ANY(%s)
"""
Known = dict[tuple[str, str], tuple[int, datetime]]
"""By account: whose it is, and since when we know."""


def _known(organization_id: int, pieces: Iterable[Piece]) -> Known:
    """Members whose accounts stand beside each other in these pieces, where one was only typed."""
    able = [piece.folded.work for piece in pieces if piece.folded.work.co_authors]
    keys = {one.key for work in able for one in (*work.co_authors, *_seen(work))}
    if not keys:
        return {}
    found = rows(_MEMBERS, organization_id, [one for one, _ in keys], [one for _, one in keys])
    return {(provider, id_): (person, since) for provider, id_, person, since, is_sure in found if is_sure}


def _among(known: Known, folded: Folded) -> Folded:
    """The work without typed co-authors whom nobody knew by then, and with nobody twice: anybody can type a name."""
    work = folded.work
    if not work.co_authors:
        return folded
    there = {known[one.key][0] for one in _seen(work) if one.key in known}
    kept = []
    for one in work.co_authors:
        person, since = known.get(one.key, (0, None))
        if one.trust != "typed" or (since is not None and since <= _when(work) and person not in there):
            kept.append(one)
            there.add(person)
    return folded.model_copy(update={"work": work.model_copy(update={"co_authors": tuple(kept)})})


def _seen(work: Work) -> list[Account]:
    return [one for one in (work.author, *work.assignees) if one]


def _when(work: Work) -> datetime:
    return work.ended_at or work.began_at


def _both(one: Part, other: Part) -> Part:
    """Two accounts of one person did the same thing: it is one deed, worth both."""
    first, second = (one, other) if one.due.refused is None else (other, one)
    if second.due.refused is not None or second.due.worth is None:
        return first
    worth = (first.due.worth or 0) + second.due.worth
    due = first.due.model_copy(update={"worth": worth, "trace": (*first.due.trace, *second.due.trace)})
    return Part(first.piece, due, first.by, first.earner)


def _refused(part: Part) -> Part:
    return Part(part.piece, part.due.model_copy(update={"refused": BLOCKED}), part.by, part.earner)


def _is_blocked(part: Part, blocked: Mapping[int, datetime | None]) -> bool:
    since = blocked.get(part.earner)
    return part.due.refused is None and since is not None and since <= part.due.happened_at
