"""A person and organisations come in; of which they are a contributor goes out: with whom badge art may be shared.

Everybody who was ever met has a membership here, also who gave a star or wrote a comment; that alone is not enough.
Contributors are members and outside collaborators, as long as an admin or a provider says so, and whoever has work here
that stands: it stays when they leave, and so do they. Whoever is blocked, erased or merged away is none.
"""

from collections.abc import Iterable
from typing import Literal

from models import people
from models.db import database
from models.errors import NotContributor
from models.tenants import Organization

Told = Literal["admin", "receiver"]

_WHY: dict[Told, dict[str, str]] = {
    "admin": {
        "none": "They are known here, but are no member and no collaborator of {name}, and nothing that they did "
        "stands in its ledger; badge art is shared with its contributors alone. Add them under People to make them "
        "a member.",
        "left": "They have left {name}; badge art is shared with its contributors alone.",
        "blocked": "They are blocked in {name}; badge art is shared with its contributors alone.",
    },
    "receiver": {
        "none": "This is for contributors of {name} alone: members, people with work there, and collaborators. "
        "You are none at the moment; ask whoever sent you the link.",
        "left": "This is for contributors of {name} alone, and you have left it.",
        "blocked": "This is for contributors of {name} alone, and it does not let you take part at the moment.",
    },
}
# `mine`: what was known of somebody before they were merged into who they are stays in the row that they had.
# Of a line and of the one that takes it back, neither stands.
_STANDS = """
SELECT m.organization_id, m.person_id, CASE
    WHEN m.blocked_at IS NOT NULL THEN 'blocked'
    WHEN m.left_at IS NULL AND (m.role <> 'contributor' OR EXISTS (
        SELECT 1 FROM unnest(%(now)s::bigint[], %(mine)s::bigint[]) AS were(now_is, person_id)
        JOIN membership b ON b.person_id = were.person_id AND b.organization_id = m.organization_id
        WHERE were.now_is = m.person_id AND b.belongs <> '[]')) THEN ''
    WHEN EXISTS (
        SELECT 1 FROM entry e WHERE e.organization_id = m.organization_id AND e.person_id = m.person_id
        AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)) THEN ''
    WHEN m.left_at IS NOT NULL THEN 'left' ELSE 'none' END
FROM membership m JOIN person p ON p.id = m.person_id
WHERE m.organization_id = ANY(%(here)s) AND m.person_id = ANY(%(people)s) AND p.erased_at IS NULL
    AND p.merged_into_id IS NULL
"""


def must_be(organization: Organization, person_id: int, told: Told) -> None:
    """Raises NotContributor in words for an admin, who speaks of somebody known here, or for the receiver."""
    why = _whys([organization.id], [person_id]).get((organization.id, person_id), "none")
    if why:
        raise NotContributor(_WHY[told][why].format(name=organization.name))


def is_one(organization_id: int, person_id: int) -> bool:
    """Whether what was shared with them there opens today."""
    return (organization_id, person_id) in among([organization_id], [person_id])


def only_passed_by(organization_id: int, person_id: int) -> bool:
    """Whether they were met there, but are neither a contributor nor sent away."""
    return _whys([organization_id], [person_id]).get((organization_id, person_id)) == "none"


def of(person_id: int, organizations: Iterable[int]) -> set[int]:
    """Those of these organisations of which somebody is a contributor."""
    return {organization for organization, _ in among(organizations, [person_id])}


def among(organizations: Iterable[int], ids: Iterable[int]) -> set[tuple[int, int]]:
    """Who of these people is a contributor of which of these organisations: (organisation, person)."""
    return {one for one, why in _whys(organizations, ids).items() if not why}


def _whys(organizations: Iterable[int], ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """By organisation and person who know each other, why they are none; nothing, when they are one."""
    were = [(now, one) for now, several in people.all_of(set(ids)).items() for one in several]
    now_are, mine = [now for now, _ in were], [one for _, one in were]
    asked = {"now": now_are, "mine": mine, "here": list(organizations), "people": now_are}
    return {(org, person): why for org, person, why in database.execute_sql(_STANDS, asked).fetchall()}
