"""Who came to a place or left it comes in; their membership says so, and who is new here goes out, to the intake.

Whoever is met has a membership (identities.join); by whose word they belong is written down here, and contributors.py
reads it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from models import identities, people
from models.db import rows
from models.rules.work import MembershipSeen

HERE, EVERYWHERE = "here", "github organization"
"""Of what a membership's `belongs` holds: an admin's word, and GitHub's of its organisation."""
_EVER = datetime.fromtimestamp(0, UTC)


def note(organization_id: int, seen: Sequence[MembershipSeen], now: datetime) -> list[int]:
    """People who joined or left a place at the provider, or the whole organisation; those who are new here.

    Such an event has no time of the provider's, so what it says of a name is older than anything that work says.
    """
    met = identities.recognise(
        organization_id, (m.account for m in seen if m.present and not m.account.bot), _EVER, now
    )
    gone = identities.known(change.account for change in seen if not change.present)
    now_are = people.current(gone.values())
    for change in seen:
        if change.present and change.account.key in met.people:
            belong(organization_id, met.people[change.account.key], change.place or EVERYWHERE)
        elif change.account.key in gone:
            _part(organization_id, now_are[gone[change.account.key]], change.place, now)
    return met.joined


_BELONG = """
UPDATE membership SET left_at = NULL, belongs = (belongs - %s::text) || to_jsonb(%s::text)
WHERE organization_id = %s AND person_id = %s RETURNING 1
"""
_PART = """
UPDATE membership SET belongs = belongs - %s::text WHERE organization_id = %s AND person_id = ANY(%s) RETURNING 1
"""
_LEAVE = """
UPDATE membership SET left_at = CASE WHEN person_id = %s THEN %s ELSE left_at END, belongs = '[]'
WHERE organization_id = %s AND person_id = ANY(%s) RETURNING 1
"""


def belong(organization_id: int, person_id: int, place: str) -> None:
    """They are a member, or a collaborator, by the word of that place (HERE for an admin's). May be repeated."""
    rows(_BELONG, place, place, organization_id, person_id)


def _part(organization_id: int, person_id: int, place: str | None, now: datetime) -> None:
    """Who leaves one place may be in another, and in the organisation; who leaves that is nowhere any more."""
    everybody = people.all_of([person_id])[person_id]
    if place is None:
        rows(_LEAVE, person_id, now, organization_id, everybody)
    else:
        rows(_PART, place, organization_id, everybody)
