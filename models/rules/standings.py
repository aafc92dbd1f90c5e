"""Points, times and a time zone come in; boards, windows and ranks go out: the one ranking law (law 7).

Ranking: by points, then who reached them first, then person id; shared ranks 1, 2, 2, 4. REST, push, page and image
all rank through here, in PostgreSQL by `ORDER`, in Redis by a sorted set of (-points, `member`).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from models.errors import NotFound
from models.rules.work import Value

Period = Literal["all", "year", "month", "week", "day"]
PERIODS: tuple[Period, ...] = get_args(Period)
TITLES: dict[Period, str] = {
    "all": "All time",
    "year": "This year",
    "month": "This month",
    "week": "This week",
    "day": "Today",
}
_EPOCH = datetime.fromtimestamp(0, UTC)
_NAME = re.compile(r"(all|year|month|week|day)(?::project:([0-9]{1,18}))?", re.A)


class BoardName(Value):
    """Which board somebody asks for: `week`, or `week:project:12`."""

    period: Period
    project: int | None = None

    def __str__(self) -> str:
        return self.period if self.project is None else f"{self.period}:project:{self.project}"


class Window(Value):
    """The half-open interval [start, end) of a period; both None for all time. `day` is its first local day."""

    period: Period
    day: date | None
    start: datetime | None
    end: datetime | None


class Score(Value):
    """One person's line before ranking."""

    person: int
    points: int
    reached_at: datetime


class Placed(Value):
    """One person's line after ranking: `position` counts everybody, `rank` is shared by equal points."""

    position: int
    rank: int
    person: int
    points: int


def parse_board(name: str) -> BoardName:
    """Raises NotFound for a name that is no board's."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise NotFound(f"There is no board “{name[:60]}”. Boards are {', '.join(PERIODS)}, or week:project:12.")
    return BoardName.model_validate({"period": match[1], "project": match[2]})


def window(period: Period, at: datetime, zone: str) -> Window:
    """The window of `period` in which `at` lies, by the organisation's own calendar; weeks begin on Monday."""
    today = at.astimezone(ZoneInfo(zone)).date()
    if period == "all":
        return Window(period=period, day=None, start=None, end=None)
    first, after = _days(period, today)
    return Window(period=period, day=first, start=_midnight(first, zone), end=_midnight(after, zone))


def window_of(period: Period, day: str, zone: str) -> Window:
    """The window that begins on a local day (ISO date), as a board's key names it; "-" for all time."""
    if period == "all":
        return Window(period=period, day=None, start=None, end=None)
    return window(period, datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(zone)), zone)


def key(organization: int, project: int | None, span: Window) -> str:
    """The board's key in tables and in Redis: `7:0:week:2026-11-16`; project 0 is the whole organisation."""
    return f"{organization}:{project or 0}:{span.period}:{span.day or '-'}"


def keys(organization: int, project: int | None, at: datetime, zone: str) -> list[str]:
    """Every board on which work of `project` that happened `at` counts, in a fixed order (it is the lock order)."""
    spans = [window(period, at, zone) for period in PERIODS]
    scopes = [None] if project is None else [None, project]
    return sorted(key(organization, scope, span) for scope in scopes for span in spans)


def name_of(board_key: str) -> tuple[int, BoardName, str]:
    """(organisation, board, first day or "-") of a key."""
    organization, project, period, day = board_key.split(":")
    board = BoardName.model_validate({"period": period, "project": int(project) or None})
    return int(organization), board, day


def order(score: Score) -> tuple[int, datetime, int]:
    """Law 7 as a sort key, ascending."""
    return -score.points, score.reached_at, score.person


def place(scores: Iterable[Score]) -> list[Placed]:
    """Everybody with points, ranked."""
    ranked = sorted((score for score in scores if score.points > 0), key=order)
    return list(number((score.person, score.points) for score in ranked))


def number(
    ranked: Iterable[tuple[int, int]], before: int = 0, rank: int = 0, points: int | None = None
) -> Iterator[Placed]:
    """Positions and shared ranks of (person, points) already in order; `before` people stand above the first,
    the last of whom has `rank` and `points`."""
    for position, (person, mine) in enumerate(ranked, before + 1):
        if mine != points:
            rank, points = position, mine
        yield Placed(position=position, rank=rank, person=person, points=mine)


def member(person: int, reached_at: datetime) -> str:
    """A sorted set's member: equal scores sort by it, so it says who reached them first, then the person id."""
    return f"{max(0, (reached_at - _EPOCH) // timedelta(microseconds=1)):017d}:{person:019d}"


def person_of(member_text: str) -> int:
    """The person of a sorted set's member."""
    return int(member_text.split(":")[1])


def _days(period: Period, today: date) -> tuple[date, date]:
    if period == "day":
        return today, today + timedelta(days=1)
    if period == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if period == "month":
        first = today.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1)
    return date(today.year, 1, 1), date(today.year + 1, 1, 1)


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
