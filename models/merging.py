"""A merge that was just made or undone comes in; awards that follow and messages go out, in the same unit."""

from collections.abc import Iterable
from datetime import datetime

from models import consequences, handing_over, league_awards
from models.league_awards import Outcome
from models.leagues import League
from models.merges import PersonMerge
from models.tenants import Organization


def follow(found: PersonMerge, organization_ids: Iterable[int], now: datetime) -> dict[int, Outcome]:
    """What patterns, special badges and leagues give and take after it, by organisation; everybody is told.

    The caller holds both people and their leagues, and notes what the leagues gave as the last thing in its unit.
    """
    both = [found.kept_id, found.gone_id] if found.undone_at else [found.kept_id]
    outcomes = {}
    for organization in map(Organization.get_by_id, sorted(organization_ids)):
        for person in both:
            handing_over.earn_again(organization.id, person, now)
        outcomes[organization.id] = _leagues(organization, both, now)
        consequences.of_joining(organization, both, now)
        for person in sorted((found.kept_id, found.gone_id)):
            consequences.of_showing(organization.id, person, now)
    return outcomes


def _leagues(organization: Organization, both: list[int], now: datetime) -> Outcome:
    outcome = Outcome()
    concerned = League.id.in_(handing_over.leagues_of(both)) & (League.organization == organization)
    for league in League.select().where(concerned, League.deleted_at.is_null()).order_by(League.id):
        outcome.add(league_awards.check(league, both, now))
    return outcome
