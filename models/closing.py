"""A moment comes in; periods that ended are closed for ever, and Closings go out; consequences.py honours winners.

No timer: the first delivery or read after a period's end closes it. A period waits for deliveries that came before its
end and are not read yet, and for as long as its points are provisional. Beside it, the ranks of each day are noted.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from peewee import SQL, CharField, IntegerField

from models import belonging, rank_days, ranking, season_news, seasons, tariffs
from models.db import AWAY, Instant, Record, link, rows, unit
from models.ledger import Entry
from models.people import Person
from models.rules import standings as rules
from models.rules.standings import PERIODS, Window
from models.tenants import Organization

log = logging.getLogger("codebadge.closing")
STEP = 40
"""Periods that are closed at once; what is left is due again at once."""


class Closing(Record):
    """A period of all of an organisation's boards that is closed: its standings never change again.

    `period` and `day` as in a board's key. What is heard later is a Correction. `honoured_at`: its winners have their
    badges.
    """

    organization_id: int
    organization = link(Organization)
    period = CharField(max_length=30)
    day = CharField(max_length=10)
    starts_at = Instant()
    ends_at = Instant()
    people = IntegerField()
    closed_at = Instant()
    honoured_at = Instant(null=True)

    class Meta:
        indexes = ((("organization", "period", "day"), True),)

    def window(self) -> Window:
        """The period."""
        return Window(
            period=self.period, day=None if self.day == "-" else self.day, start=self.starts_at, end=self.ends_at
        )


Closing.add_index(Closing.index(Closing.organization, Closing.ends_at, name="closing_ends"))
Closing.add_index(
    Closing.index(Closing.organization, Closing.id, name="closing_unhonoured", where=SQL("honoured_at IS NULL"))
)


class Correction(Record):
    """Points on a closed board that were heard of after its end: shown beside the frozen result, never in it."""

    organization_id: int
    person_id: int
    entry_id: int
    organization = link(Organization)
    board = CharField(max_length=60)
    person = link(Person)
    entry = link(Entry)
    points = IntegerField()
    happened_at = Instant()
    recorded_at = Instant()

    class Meta:
        indexes = ((("board", "entry"), True),)


Correction.add_index(Correction.index(Correction.organization, Correction.person, name="correction_person"))


def due(organization: Organization, now: datetime) -> bool:
    """Whether a period may be closed, or a day's ranks noted: cheap, for every delivery and read."""
    return organization.next_close_at is None or organization.next_close_at <= now


def before(organization_id: int, now: datetime) -> None:
    """Closes what is due before a delivery is read; in units of its own."""
    with unit():
        freeze(organization_id, now)
    _honour_at_leisure(organization_id, now)


def _honour_at_leisure(organization_id: int, now: datetime) -> None:
    try:
        with unit():
            honour(organization_id, now)
    except AWAY:
        raise
    except Exception:
        # Deliveries are read all the same; the next closing honours these, too.
        log.exception("winners of organisation %s were not honoured", organization_id)


def close(organization: Organization, now: datetime) -> list[Closing]:
    """`freeze` and `honour` in one unit, for whoever is alone; two steps keep others from waiting in a circle."""
    closed = freeze(organization.id, now)
    honour(organization.id, now)
    return closed


def honour(organization_id: int, now: datetime) -> None:
    """Badges for the winners of periods that were closed; each period is one's who comes first."""
    # What follows from a closing knows closings.
    from models import consequences

    mine = list(
        Closing.select()
        .where(Closing.organization == organization_id, Closing.honoured_at.is_null())
        .order_by(Closing.id)
        .limit(STEP)
        .for_update(skip_locked=True)
    )
    if mine:
        ids = [one.id for one in mine]
        Closing.update(honoured_at=now).where(Closing.id.in_(ids)).execute()
        consequences.of_closing(Organization.get_by_id(organization_id), mine, now)


def of(organization_id: int, span: Window) -> Closing | None:
    """How that period was closed, if it is."""
    found: Closing | None = Closing.get_or_none(
        Closing.organization == organization_id, Closing.period == span.period, Closing.day == str(span.day or "-")
    )
    return found


def freeze(organization_id: int, now: datetime) -> list[Closing]:
    """Closes what is due, oldest first, at most STEP periods; two at once close each period once.

    In a unit of its own, in which nobody's lock was taken: whoever counts points waits for it.
    """
    belonging.hold(organization_id, alone=True)
    organization: Organization = Organization.get_by_id(organization_id)
    if not due(organization, now):
        return []
    settling = timedelta(days=tariffs.book(organization_id).at(None, now).tariff.settling_days)
    unread = _oldest_unread(organization_id, now)
    closed: list[Closing] = []
    for span in _unclosed(organization):
        if span.end is None or span.end + settling > now or span.end > unread or len(closed) == STEP:
            break
        closed.append(_close(organization, span, now))
    season_news.tell(organization, [(one.period, one.people) for one in closed], now)
    rank_days.note(organization, min(now, unread))
    _settle(organization, closed, settling)
    return closed


def _oldest_unread(organization_id: int, now: datetime) -> datetime:
    [(oldest,)] = rows(
        "SELECT min(d.received_at) FROM delivery d JOIN hook h ON h.id = d.hook_id "
        "WHERE d.state IN ('pending', 'processing') AND h.organization_id = %s",
        organization_id,
    )
    # What was received at the very end was received before the next period.
    return now if oldest is None else min(now, oldest)


def _unclosed(organization: Organization) -> Iterator[Window]:
    """The windows that are not closed yet and the one of now, by their ends: days first, then what ends with them."""
    ahead = {period: _next(organization, period) for period in PERIODS if period != "all"}
    coming = [season.window() for season in seasons.running(organization.id)]
    while True:
        spans = [*ahead.values(), *coming]
        span = min(spans, key=lambda one: (one.end or datetime.max.replace(tzinfo=UTC), _length(one), one.period))
        yield span
        if span.period in ahead and span.end is not None:
            ahead[span.period] = rules.window(span.period, span.end, organization.time_zone)
        else:
            coming.remove(span)


def _length(span: Window) -> timedelta:
    return span.end - span.start if span.start and span.end else timedelta.max


def _next(organization: Organization, period: str) -> Window:
    """The window after the last one that was closed; in the beginning the one in which the organisation was made."""
    last = rows(
        "SELECT day, ends_at FROM closing WHERE organization_id = %s AND period = %s ORDER BY ends_at DESC LIMIT 1",
        organization.id,
        period,
    )
    if not last:
        return rules.window(period, organization.created_at, organization.time_zone)
    day, ends_at = last[0]
    span = rules.window(period, ends_at, organization.time_zone)
    # By another clock than the one by which it was closed, that day may not have ended yet.
    if str(span.day) <= day and span.end is not None:
        span = rules.window(period, span.end, organization.time_zone)
    return span.model_copy(update={"start": ends_at})


def _close(organization: Organization, span: Window, now: datetime) -> Closing:
    board = rules.key(organization.id, None, span)
    made: Closing = Closing.create(
        organization=organization,
        period=span.period,
        day=str(span.day or "-"),
        starts_at=span.start,
        ends_at=span.end,
        people=ranking.count(board),
        closed_at=now,
    )
    return made


def set_clock(organization: Organization) -> None:
    """After another time zone: what is closed stays so, and the next periods begin where it ended."""
    latest = "SELECT period, max(day) FROM closing WHERE organization_id = %s AND day <> '-' GROUP BY period"
    ends = [rules.window_of(period, day, organization.time_zone).end for period, day in rows(latest, organization.id)]
    organization.closed_until = max((end for end in (organization.closed_until, *ends) if end), default=None)
    organization.next_close_at = None
    organization.save(only=[Organization.closed_until, Organization.next_close_at])


def _settle(organization: Organization, closed: list[Closing], settling: timedelta) -> None:
    """When the next period, or the next day's ranks, will be due."""
    following = next(_unclosed(organization))
    assert following.end is not None
    today = rules.window("day", organization.ranked_until or organization.created_at, organization.time_zone)
    assert today.end is not None
    organization.next_close_at = min(following.end + settling, today.end)
    ends = [organization.closed_until, *(one.ends_at for one in closed)]
    organization.closed_until = max((end for end in ends if end is not None), default=None)
    columns = [Organization.next_close_at, Organization.closed_until, Organization.ranked_until]
    organization.save(only=columns)
