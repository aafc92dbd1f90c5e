"""Who calls and a design come in; what they may do with it goes out: as an admin, or by a share that they confirmed."""

from typing import Literal, get_args

from models import contributors, people
from models.db import rows
from models.errors import NotAllowed, NotFound
from models.rules.callers import Caller

Access = Literal["view", "comment", "edit", "own"]
ACCESSES: tuple[Access, ...] = get_args(Access)

# A confirmed share lasts until it is taken back, or they are no contributor any more: only the invitation expires.
_SHARED = f"""
SELECT s.role FROM share s JOIN membership m ON m.organization_id = s.organization_id AND m.person_id = %s
WHERE s.organization_id = %s AND s.person_id = ANY(%s) AND (s.design_id IS NULL OR s.design_id = %s)
  AND s.confirmed_at IS NOT NULL AND s.revoked_at IS NULL AND m.blocked_at IS NULL
  AND {contributors.STAYS}
"""

_ANYWHERE = """
SELECT DISTINCT organization_id FROM share
WHERE person_id = ANY(%s) AND confirmed_at IS NOT NULL AND revoked_at IS NULL
"""


def of(caller: Caller, design_id: int | None) -> Access | None:
    """The highest that they have; None for whoever must not even know of it."""
    if caller.may("design:write"):
        return "own"
    if caller.person is None:
        return None
    # Who confirmed may have been somebody else then, whom they were merged with.
    mine = people.all_of([caller.person])[caller.person]
    found = [role for (role,) in rows(_SHARED, caller.person, caller.organization, mine, design_id)]
    return max(found, key=ACCESSES.index, default=None)


def must(caller: Caller, design_id: int, least: Access) -> Access:
    """What they may. Raises NotFound for whoever may not even look, NotAllowed for less than `least`."""
    found = of(caller, design_id)
    if found is None:
        raise NotFound(f"There is no design {design_id} in this organisation.")
    if ACCESSES.index(found) < ACCESSES.index(least):
        raise NotAllowed(f"This design is shared with you to {found} it; this takes the right to {least} it.")
    return found


def somewhere(person_id: int) -> set[int]:
    """The organisations in whose studio something is shared with them, which they confirmed."""
    mine = people.all_of([person_id])[person_id]
    return {organization for (organization,) in rows(_ANYWHERE, mine)}
