"""A person and an organisation come in; nothing goes out, or NotContributor: whom badge art may be shared with.

Everybody whose work was ever met, every member and every outside collaborator has a membership here (identities.join),
so that is what is asked. Whoever is blocked or erased is none any more, nor is who has left, unless they have earned
points here: their work stays, and so do they.
"""

from typing import Literal

from models.db import rows
from models.errors import NotContributor
from models.tenants import Organization

Told = Literal["admin", "receiver"]

_WHY: dict[Told, dict[str, str]] = {
    "admin": {
        "left": "They have left {name}; badge art is shared with its contributors alone.",
        "blocked": "They are blocked in {name}; badge art is shared with its contributors alone.",
    },
    "receiver": {
        "none": "This is for contributors of {name} alone: members, people with work there, and collaborators. "
        "You are none yet; ask whoever sent you the link.",
        "left": "This is for contributors of {name} alone, and you have left it.",
        "blocked": "This is for contributors of {name} alone, and it does not let you take part at the moment.",
    },
}
STAYS = """
(m.left_at IS NULL OR EXISTS (
    SELECT 1 FROM entry e WHERE e.organization_id = m.organization_id AND e.person_id = m.person_id))
"""
"""Whether a membership `m` counts although they may have left, in SQL."""
_STANDS = f"""
SELECT NOT {STAYS}, m.blocked_at FROM membership m JOIN person p ON p.id = m.person_id
WHERE m.organization_id = %s AND m.person_id = %s AND p.erased_at IS NULL AND p.merged_into_id IS NULL
"""


def must_be(organization: Organization, person_id: int, told: Told) -> None:
    """Raises NotContributor in words for an admin, who speaks of somebody known here, or for the receiver."""
    found = rows(_STANDS, organization.id, person_id)
    left, blocked = found[0] if found else (None, None)
    why = "none" if not found else "blocked" if blocked else "left" if left else None
    if why is not None and why in _WHY[told]:
        raise NotContributor(_WHY[told][why].format(name=organization.name))
