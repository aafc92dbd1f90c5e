"""Periods that were closed come in; `season.closed` goes out for those that are seasons, in the closing's own unit.

It names nobody: who was in front is read from the frozen board by whoever tells it, as anybody may see it then.
"""

from collections.abc import Iterable
from datetime import datetime

from models import outbox, seasons
from models.rules.messages import SeasonClosed, SeasonName
from models.tenants import Organization


def tell(organization: Organization, closed: Iterable[tuple[str, int]], now: datetime) -> None:
    """`closed`: (period, how many people have points) of each."""
    for period, people in closed:
        kind, _, number = period.partition("-")
        if kind == "season":
            season = seasons.find(organization.id, int(number))
            starts_on, ends_on = seasons.days(season, organization.time_zone)
            named = SeasonName(id=season.id, name=season.name, starts_on=starts_on, ends_on=ends_on)
            body = SeasonClosed(season=named, board=period, people=people)
            outbox.tell_of_nobody(organization.id, "season.closed", body, now)
