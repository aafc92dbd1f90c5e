"""Who calls and a design come in; what they may do with it goes out: as an admin, or by a share that they confirmed."""

from typing import Literal, get_args

from models import contributors, people
from models.db import rows
from models.errors import NotAllowed, NotFound
from models.rules.callers import Caller

Access = Literal["view", "comment", "edit", "own"]
ACCESSES: tuple[Access, ...] = get_args(Access)

# A confirmed share lasts until it is taken back: only the invitation expires.
_SHARED = """
SELECT design_id, role FROM share
WHERE organization_id = %s AND person_id = ANY(%s) AND confirmed_at IS NOT NULL AND revoked_at IS NULL
"""
_ANYWHERE = """
SELECT DISTINCT organization_id FROM share
WHERE person_id = ANY(%s) AND confirmed_at IS NOT NULL AND revoked_at IS NULL
"""


def everywhere(caller: Caller) -> dict[int | None, Access]:
    """What they may by design; under None what they may with all. What was shared with them opens nothing while they
    are no contributor, and opens again once they are one."""
    if caller.may("design:write"):
        return {None: "own"}
    if caller.person is None:
        return {}
    # Who confirmed may have been somebody else then, whom they were merged with.
    shared = rows(_SHARED, caller.organization, people.all_of([caller.person])[caller.person])
    if not shared or not contributors.is_one(caller.organization, caller.person):
        return {}
    found: dict[int | None, Access] = {}
    # By address and by account, the same design may be shared twice.
    for design, role in shared:
        found[design] = max(found.get(design, role), role, key=ACCESSES.index)
    return found


def highest(access: dict[int | None, Access], design_id: int | None) -> Access | None:
    """Of `everywhere`, what it is for one design; None for whoever must not even know of it."""
    found = [access[one] for one in (None, design_id) if one in access]
    return max(found, key=ACCESSES.index, default=None)


def of(caller: Caller, design_id: int | None) -> Access | None:
    """The highest that they have; None for whoever must not even know of it."""
    return highest(everywhere(caller), design_id)


def must(caller: Caller, design_id: int, least: Access) -> Access:
    """What they may. Raises NotFound for whoever may not even look, NotAllowed for less than `least`."""
    found = of(caller, design_id)
    if found is None:
        raise NotFound(f"There is no design {design_id} in this organisation.")
    if ACCESSES.index(found) < ACCESSES.index(least):
        raise NotAllowed(f"This design is shared with you to {found} it; this takes the right to {least} it.")
    return found


def somewhere(person_id: int) -> set[int]:
    """The organisations in whose studio something is shared with them, which they confirmed and which opens."""
    mine = people.all_of([person_id])[person_id]
    found = {organization for (organization,) in rows(_ANYWHERE, mine)}
    return contributors.of(person_id, found) if found else found
