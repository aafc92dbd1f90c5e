"""All work of an organisation comes in; deeds that differ from it go out, and are mended: the difference must be zero.

Their points are those of the ledger, which is not changed here: the next event about the work does that.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from models import balancing, deeds, identities, implying, people, reconciling, tallies, tariffs, workitems
from models.balancing import Live
from models.db import rows
from models.drift import Drift
from models.implying import Draft, Key, Piece
from models.reconciling import Plan
from models.tariffs import Book
from models.tenants import Organization

CHUNK = 500
_EVER = datetime.fromtimestamp(0, UTC)


def mend_deeds(organization: Organization, now: datetime, mend: bool = True) -> Drift:
    """Compares every deed with its work and with the ledger, and mends what differs. Without `mend` it only compares.

    Work goes on meanwhile: only what seems wrong is held, and looked at again.
    """
    book, compared, wrong, after = tariffs.book(organization.id), 0, list[int](), 0
    while ids := workitems.following(organization.id, after, CHUNK):
        after = ids[-1]
        seen, off = _compare(organization.id, _pieces(ids), book)
        compared, wrong = compared + seen, wrong + off
    return Drift(compared=compared, drifted=_look_again(organization.id, wrong, book, now, mend) if wrong else 0)


def _compare(organization_id: int, pieces: Sequence[Piece], book: Book) -> tuple[int, list[int]]:
    """(how many deeds there are, the work items of those that are wrong)."""
    drafts = implying.drafts(organization_id, pieces, book)
    earners = implying.earners(drafts)
    found = _plan(organization_id, pieces, drafts, earners)
    unmet = {draft.piece.id for draft in drafts if draft.due.account.key not in earners}
    return len(found.before.keys() | found.after.keys()), sorted({key[0] for key in _differing(found)} | unmet)


def _look_again(organization_id: int, items: list[int], book: Book, now: datetime, mend: bool) -> int:
    """The same for these alone, held as any work does: now it is certain. How many deeds were off."""
    workitems.hold(items)
    pieces = _pieces(items)
    drafts = implying.drafts(organization_id, pieces, book)
    if mend:
        identities.recognise(organization_id, implying.accounts(drafts), _EVER, now)
    earners = implying.earners(drafts)
    people.hold(organization_id, deeds.earners(items).union(earners.values()))
    found = _plan(organization_id, pieces, drafts, earners)
    off, unmet = _differing(found), [draft for draft in drafts if draft.due.account.key not in earners]
    if off and mend:
        moved = found.restore(organization_id, now)
        tallies.drop(organization_id, moved)
    return len(off) + len(unmet)


def _plan(
    organization_id: int, pieces: Sequence[Piece], drafts: Iterable[Draft], earners: Mapping[tuple[str, str], int]
) -> Plan:
    """As it is, and as it should be, with the points that stand in the ledger."""
    items = [piece.id for piece in pieces]
    everybody = deeds.earners(items).union(earners.values())
    who = people.current(everybody)
    found = reconciling.plan(organization_id, implying.parts(drafts, earners), items, who, earners)
    standing = balancing.live(items)
    return found.paid({key: _sum(standing.get(key, ())) for key in found.after})


def _sum(standing: Iterable[Live]) -> int:
    return sum(one.points for one in standing)


def _differing(found: Plan) -> set[Key]:
    """What says something else, has other points, or is somebody else's."""
    keys = found.before.keys() | found.after.keys()
    return {key for key in keys if found.before.get(key) != found.after.get(key)}


_PIECES = """
SELECT w.id, w.project_id, w.state, e.said, e.ruling FROM work_item w LEFT JOIN estimate e ON e.item_id = w.id
WHERE w.id = ANY(%s) ORDER BY w.id
"""


def _pieces(ids: Sequence[int]) -> list[Piece]:
    return [implying.piece(*found) for found in rows(_PIECES, list(ids))]
