"""An organisation comes in; how its badges fare goes out: how many, held by how many, the most earned, the latest."""

from datetime import datetime

from models import holdings
from models.db import rows
from models.rules.messages import PersonCard
from models.rules.work import Value
from models.tenants import Organization

POPULAR, RECENT = 100, 10


class Popularity(Value):
    """How many people hold a badge now."""

    badge: int
    name: str
    league: str | None
    held: int


class Recent(Value):
    """An award of late that still stands."""

    award: int
    badge: str
    league: str | None
    person: PersonCard
    at: datetime


class Analytics(Value):
    """`awarded` counts what is held now, `earners` the people who hold something."""

    badges: int
    awarded: int
    earners: int
    popular: tuple[Popularity, ...]
    recent: tuple[Recent, ...]

    @property
    def average(self) -> str:
        """Badges per earner, as text with two decimals."""
        return f"{self.awarded / max(self.earners, 1):.2f}"


_COUNTS = """
SELECT (SELECT count(*) FROM badge WHERE organization_id = %s AND deleted_at IS NULL),
       count(DISTINCT (badge_id, person_id)), count(DISTINCT person_id) FROM award
WHERE organization_id = %s AND revoked_at IS NULL
"""
_POPULAR = """
SELECT badge.id, badge.name, league.name, count(DISTINCT award.person_id) AS held
FROM badge LEFT JOIN league ON league.id = badge.league_id
LEFT JOIN award ON award.badge_id = badge.id AND award.revoked_at IS NULL
WHERE badge.organization_id = %s AND badge.deleted_at IS NULL
GROUP BY badge.id, badge.name, league.name ORDER BY held DESC, badge.id LIMIT %s
"""
_RECENT = """
SELECT award.id, badge.name, league.name, award.person_id, award.awarded_at
FROM award JOIN badge ON badge.id = award.badge_id LEFT JOIN league ON league.id = badge.league_id
JOIN membership ON membership.organization_id = award.organization_id AND membership.person_id = award.person_id
WHERE award.organization_id = %s AND award.revoked_at IS NULL AND membership.hidden_at IS NULL
ORDER BY award.id DESC LIMIT %s
"""


def of(organization: Organization) -> Analytics:
    """As of now; hidden people are counted and not named."""
    [(badges, awarded, earners)] = rows(_COUNTS, organization.id, organization.id)
    latest = rows(_RECENT, organization.id, RECENT)
    people = holdings.shown_people(organization.id, {person for _, _, _, person, _ in latest})
    return Analytics(
        badges=badges,
        awarded=awarded,
        earners=earners,
        popular=tuple(
            Popularity(badge=badge, name=name, league=league, held=held)
            for badge, name, league, held in rows(_POPULAR, organization.id, POPULAR)
        ),
        recent=tuple(
            Recent(award=award, badge=badge, league=league, person=people[person], at=at)
            for award, badge, league, person, at in latest
        ),
    )
