"""An organisation and a stretch of weeks come in; how its work goes on goes out, in numbers, for the page of insights.

All of it is read off deeds, entries and awards: nothing is kept for it. Weeks begin on Monday in the organisation's
zone; hidden people are counted and not named.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models import badges, insight_sums, people
from models.badges import Badge
from models.db import database, rows
from models.errors import Invalid
from models.rules.messages import BadgeCard, PersonCard, Time
from models.rules.work import Value
from models.tenants import Organization, Project

WEEK = timedelta(days=7)
LONGEST = 160
"""Weeks that are looked at together, at most."""
USUAL = 26
QUIET_WEEKS = 6
"""Whoever did something in the stretch, and nothing for so long before its end, is quiet."""
NAMED, COMPARED = 20, 4


class Stretch(Value):
    """Whole weeks, [starts, ends): their first days, and the moments at which they begin and end."""

    first: date
    weeks: int
    starts_at: datetime
    ends_at: datetime


class Week(Value):
    """What was done in a week. `points` with what was taken back, `people` who did something that counts."""

    start: date
    points: int
    deeds: int
    people: int


class Contributors(Value):
    """Of a week: who did their first deed ever, who had done some before."""

    start: date
    new: int
    returning: int


class Quiet(Value):
    """Somebody who did something in the stretch, and nothing of late."""

    person: PersonCard
    last_at: Time
    deeds: int


class Closing(Value):
    """How long work that ended in a week had been open, in hours: half of it, and nine tenths, at most."""

    start: date
    kind: str
    median_hours: float
    p90_hours: float
    n: int


class Share(Value):
    """What a kind of work, or a discipline, amounts to."""

    name: str
    deeds: int
    points: int


class RuleEffect(Value):
    """Points a week, and deeds a week, in the four weeks before a tariff came into force and in those after."""

    version: int
    project: int | None
    from_at: Time
    points_before: float
    points_after: float
    deeds_before: float
    deeds_after: float


class Given(Value):
    """How often a badge was awarded in the stretch, and stands."""

    badge: BadgeCard
    awarded: int


class Insights(Value):
    """Everything, for the stretch that `starts_at` and `ends_at` bound."""

    starts_at: Time
    ends_at: Time
    weeks: tuple[Week, ...]
    contributors: tuple[Contributors, ...]
    quiet: tuple[Quiet, ...]
    quiet_count: int
    time_to_close: tuple[Closing, ...]
    kinds: tuple[Share, ...]
    disciplines: tuple[Share, ...]
    rules: tuple[RuleEffect, ...]
    badges: tuple[Given, ...]


def stretch(first: date | None, last: date | None, now: datetime, zone: str) -> Stretch:
    """The whole weeks from `first` to `last`, both within; without them the last half year. Raises Invalid."""
    today = now.astimezone(ZoneInfo(zone)).date()
    ends = _monday(last or today) + WEEK
    starts = _monday(first) if first else ends - USUAL * WEEK
    if starts >= ends:
        raise Invalid("The last day must not lie before the first.")
    weeks = (ends - starts) // WEEK
    if weeks > LONGEST:
        raise Invalid(f"At most {LONGEST} weeks can be looked at together.")
    return Stretch(first=starts, weeks=weeks, starts_at=_midnight(starts, zone), ends_at=_midnight(ends, zone))


def of(organization: Organization, project: Project | None, asked: Stretch, now: datetime) -> Insights:
    """Everything at once, as of now."""
    values = {
        "organization": organization.id,
        "project": project.id if project else None,
        "zone": organization.time_zone,
        "from": asked.starts_at,
        "to": asked.ends_at,
        "quiet_from": min(asked.ends_at, now) - QUIET_WEEKS * WEEK,
    }
    quiet = _asked(insight_sums.QUIET, values)
    return Insights(
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
        weeks=tuple(_weeks(asked, values)),
        contributors=tuple(_contributors(asked, values)),
        quiet=tuple(_named(organization.id, quiet)),
        quiet_count=len(quiet),
        time_to_close=tuple(
            Closing(start=start, kind=kind, median_hours=round(median, 1), p90_hours=round(most, 1), n=n)
            for start, kind, median, most, n in _asked(insight_sums.CLOSE, values)
        ),
        kinds=tuple(_shares(_asked(insight_sums.KINDS, values))),
        disciplines=tuple(_shares(_asked(insight_sums.DISCIPLINES, values))),
        rules=tuple(_effects(_asked(insight_sums.RULES, values))),
        badges=tuple(_given(_asked(insight_sums.BADGES, values))),
    )


_LINES: dict[str, type[Value]] = {
    "weeks": Week,
    "contributors": Contributors,
    "time_to_close": Closing,
    "kinds": Share,
    "disciplines": Share,
}


def table(found: Insights, name: str) -> tuple[Sequence[str], list[list[object]]]:
    """(header, lines) of one of its tables, for a spreadsheet."""
    lines: Sequence[Value] = getattr(found, name)
    header = list(_LINES[name].model_fields)
    return header, [[getattr(line, column) for column in header] for line in lines]


def _asked(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    return list(database.execute_sql(sql, values).fetchall())


def _mondays(asked: Stretch) -> list[date]:
    return [asked.first + number * WEEK for number in range(asked.weeks)]


def _weeks(asked: Stretch, values: dict[str, Any]) -> Iterator[Week]:
    done = {week: (deeds, who) for week, deeds, who in _asked(insight_sums.WEEKS_DONE, values)}
    paid = dict(_asked(insight_sums.WEEKS_PAID, values))
    for monday in _mondays(asked):
        deeds, who = done.get(monday, (0, 0))
        yield Week(start=monday, points=paid.get(monday, 0), deeds=deeds, people=who)


def _contributors(asked: Stretch, values: dict[str, Any]) -> Iterator[Contributors]:
    found = {week: (new, back) for week, new, back in _asked(insight_sums.CONTRIBUTORS, values)}
    for monday in _mondays(asked):
        new, back = found.get(monday, (0, 0))
        yield Contributors(start=monday, new=new, returning=back)


def _named(organization_id: int, quiet: Sequence[tuple[Any, ...]]) -> Iterator[Quiet]:
    shown = "SELECT person_id FROM membership WHERE organization_id = %s AND person_id = ANY(%s) AND hidden_at IS NULL"
    may = {person for (person,) in rows(shown, organization_id, [person for person, _, _ in quiet])}
    first = [line for line in quiet if line[0] in may][:NAMED]
    cards = people.cards(person for person, _, _ in first)
    for person, last_at, deeds in first:
        yield Quiet(person=cards[person], last_at=last_at, deeds=deeds)


def _shares(found: Sequence[tuple[Any, ...]]) -> Iterator[Share]:
    for name, deeds, points in found:
        yield Share(name=name, deeds=deeds, points=points or 0)


def _effects(found: Sequence[tuple[Any, ...]]) -> Iterator[RuleEffect]:
    for version, project, from_at, paid, done, paid_after, done_after in found:
        yield RuleEffect(
            version=version,
            project=project,
            from_at=from_at,
            points_before=paid / COMPARED,
            points_after=paid_after / COMPARED,
            deeds_before=done / COMPARED,
            deeds_after=done_after / COMPARED,
        )


def _given(found: Sequence[tuple[Any, ...]]) -> Iterator[Given]:
    known = {badge.id: badge for badge in Badge.select().where(Badge.id.in_([badge for badge, _ in found]))}
    for badge, awarded in found:
        yield Given(badge=badges.card(known[badge]), awarded=awarded)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
