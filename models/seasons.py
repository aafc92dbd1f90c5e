"""Words and two dates come in; a Season of an organisation goes out; standings.py counts for it, closing.py ends it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from peewee import CharField

from models import belonging, due
from models.db import Instant, Record, database, link, rows, take_time
from models.errors import Exhausted, InUse, Invalid, NotFound
from models.rules import standings as rules
from models.rules.messages import Time
from models.rules.standings import Window
from models.rules.work import Value
from models.tenants import Organization

MOST = 100
LONGEST = timedelta(days=3_660)


class Season(Record):
    """A period with chosen dates, half-open: [starts_at, ends_at). Its boards are `season-{id}`."""

    organization_id: int
    organization = link(Organization)
    name = CharField(max_length=200)
    starts_at = Instant()
    ends_at = Instant()
    created_at = Instant()
    deleted_at = Instant(null=True)

    def window(self) -> Window:
        """When it is."""
        return Window(period=f"season-{self.id}", day=None, start=self.starts_at, end=self.ends_at)


Season.add_index(Season.index(Season.organization, Season.starts_at, name="season_organization"))


class SeasonCard(Value):
    """A season by its first and its last local day, both inclusive; `closed_at`: since when its result is final."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    closed_at: Time | None


def create(organization: Organization, name: str, starts_on: date, ends_on: date, now: datetime) -> tuple[Season, int]:
    """(the season, how many standings it has already): the work of its days counts, also what was done before.

    Raises Invalid for dates that are no season, Exhausted.
    """
    belonging.hold(organization.id, alone=True)
    if Season.select().where(Season.organization == organization, Season.deleted_at.is_null()).count() >= MOST:
        raise Exhausted(f"An organisation has at most {MOST} seasons.")
    starts_at, ends_at = _between(starts_on, ends_on, organization.time_zone)
    made: Season = Season.create(
        organization=organization, name=name, starts_at=starts_at, ends_at=ends_at, created_at=now
    )
    return made, _count_anew(organization, made)


def change(organization: Organization, season: Season, name: str | None, dates: Sequence[date | None]) -> int:
    """Changes its name or its (first, last) day; how many standings it has then, if it was counted anew.

    Raises Invalid for dates that are no season, InUse for other dates of a closed one.
    """
    belonging.hold(organization.id, alone=True)
    if name is not None:
        season.name = name
    former = season.starts_at, season.ends_at
    first, last = days(season, organization.time_zone)
    wanted = dates[0] or first, dates[1] or last
    if wanted == (first, last):
        season.save(only=[Season.name])
        return 0
    if closed_at(season) is not None:
        raise InUse(f"“{season.name}” is closed; its dates stay.")
    season.starts_at, season.ends_at = _between(*wanted, organization.time_zone)
    season.save(only=[Season.name, Season.starts_at, Season.ends_at])
    return _count_anew(organization, season) if former != (season.starts_at, season.ends_at) else 0


def delete(organization: Organization, season: Season, now: datetime) -> None:
    """It is no more; its boards are gone, its badges stay."""
    belonging.hold(organization.id, alone=True)
    season.deleted_at = now
    season.save(only=[Season.deleted_at])
    _forget(organization, season)


def find(organization_id: int, season_id: int) -> Season:
    """A season of this organisation. Raises NotFound."""
    found = Season.get_or_none(
        Season.id == season_id, Season.organization == organization_id, Season.deleted_at.is_null()
    )
    if found is None:
        raise NotFound("Season not found")
    return found


def every(organization_id: int) -> list[Season]:
    """The organisation's seasons, the latest first."""
    mine = (Season.organization == organization_id) & Season.deleted_at.is_null()
    return list(Season.select().where(mine).order_by(Season.starts_at.desc(), Season.id.desc()).limit(MOST))


def running(organization_id: int) -> list[Season]:
    """Those that are not closed."""
    found = rows(
        "SELECT id FROM season s WHERE organization_id = %s AND deleted_at IS NULL AND NOT EXISTS ("
        "SELECT 1 FROM closing k WHERE k.organization_id = s.organization_id AND k.period = 'season-' || s.id)",
        organization_id,
    )
    return list(Season.select().where(Season.id.in_([one for (one,) in found]))) if found else []


def days(season: Season, zone: str) -> tuple[date, date]:
    """Its first and last local day."""
    here = ZoneInfo(zone)
    return season.starts_at.astimezone(here).date(), (season.ends_at - timedelta(microseconds=1)).astimezone(
        here
    ).date()


def card(season: Season, zone: str) -> SeasonCard:
    """How a season is shown."""
    starts_on, ends_on = days(season, zone)
    return SeasonCard(id=season.id, name=season.name, starts_on=starts_on, ends_on=ends_on, closed_at=closed_at(season))


def closed_at(season: Season) -> datetime | None:
    """Since when its result is final; None while it is not."""
    found = rows(
        "SELECT closed_at FROM closing WHERE organization_id = %s AND period = %s",
        season.organization_id,
        f"season-{season.id}",
    )
    return found[0][0] if found else None


def _between(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    if not timedelta(0) <= last - first <= LONGEST:
        raise Invalid("A season ends on the day on which it begins or later, within ten years.")
    return rules.midnight(first, zone), rules.midnight(last + timedelta(days=1), zone)


def _count_anew(organization: Organization, season: Season) -> int:
    """Its standings from the ledger, in one statement; the next closing looks at it."""
    _forget(organization, season)
    take_time()
    due.freeze(organization, season=season.id)
    counted = database.execute_sql("INSERT INTO standing (board, person_id, points, reached_at) SELECT * FROM due")
    rows("UPDATE organization SET next_close_at = NULL WHERE id = %s RETURNING 1", organization.id)
    return int(counted.rowcount)


def _forget(organization: Organization, season: Season) -> None:
    scopes = ["", *(scope for scope, _ in belonging.scopes(organization.id))]
    boards = rules.keys(organization.id, scopes, [season.window()])
    database.execute_sql("DELETE FROM standing WHERE board = ANY(%s)", (boards,))
