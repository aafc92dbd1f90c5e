"""Points, times and a time zone come in; boards, windows and ranks go out: the one ranking law (law 7).

Order: by points, then who reached them first, then person id. Ranks: `standard` 1, 2, 2, 4; `dense` 1, 2, 2, 3;
`ordinal` 1, 2, 3, 4, as the organisation chooses. REST, push, page and image all rank through here, in PostgreSQL by
`ORDER`, in Redis by a sorted set of (-points, `member`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from models.errors import NotFound
from models.rules.deeds import DISCIPLINES
from models.rules.work import Value

Period = Literal["all", "year", "quarter", "month", "week", "day"]
PERIODS: tuple[Period, ...] = get_args(Period)
TITLES: dict[str, str] = {
    "all": "All time",
    "year": "This year",
    "quarter": "This quarter",
    "month": "This month",
    "week": "This week",
    "day": "Today",
}
Ranking = Literal["standard", "dense", "ordinal"]
RANKINGS: tuple[Ranking, ...] = get_args(Ranking)
ScopeKind = Literal["organization", "project", "team", "league", "discipline"]
_PREFIXES: dict[str, str] = {"project": "", "team": "t-", "league": "l-", "discipline": "d-"}
_EPOCH = datetime.fromtimestamp(0, UTC)
_NAME = re.compile(
    rf"({'|'.join(PERIODS)}|season-[1-9][0-9]{{0,17}})"
    rf"(?::((?:project|team|league):[0-9]{{1,18}}|discipline:(?:{'|'.join(DISCIPLINES)})))?",
    re.A,
)


class BoardName(Value):
    """Which board somebody asks for: `week`, `season-3`, or with a `scope` `week:project:12`.

    `period` is a Period, or a season; `scope` is empty for the whole organisation.
    """

    period: str
    scope: str = ""

    def __str__(self) -> str:
        return f"{self.period}:{self.scope}" if self.scope else self.period

    @property
    def kind(self) -> ScopeKind:
        """Whose board it is."""
        return self.scope.split(":")[0] or "organization"  # type: ignore[return-value]

    @property
    def id(self) -> int | None:
        """The project's, team's or league's."""
        return int(self.scope.split(":")[1]) if self.kind in ("project", "team", "league") else None

    @property
    def season(self) -> int | None:
        """The season's."""
        return int(self.period.removeprefix("season-")) if self.period.startswith("season-") else None


class Window(Value):
    """The half-open interval [start, end) of a period; both None for all time. `day` is its first local day, None for
    all time and for a season, whose days may be changed."""

    period: str
    day: date | None
    start: datetime | None
    end: datetime | None


class Score(Value):
    """One person's line before ranking."""

    person: int
    points: int
    reached_at: datetime


class Placed(Value):
    """One person's line after ranking: `position` counts everybody, `rank` is shared as the ranking has it."""

    position: int
    rank: int
    person: int
    points: int


def parse_board(name: str) -> BoardName:
    """Raises NotFound for a name that is no board's."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise NotFound(f"There is no board “{name[:60]}”. Boards are {', '.join(PERIODS)}, or week:project:12.")
    return BoardName(period=match[1], scope=match[2] or "")


def window(period: str, at: datetime, zone: str) -> Window:
    """The window of `period` in which `at` lies, by the organisation's own calendar; weeks begin on Monday."""
    today = at.astimezone(ZoneInfo(zone)).date()
    if period == "all":
        return Window(period=period, day=None, start=None, end=None)
    first, after = _days(period, today)
    return Window(period=period, day=first, start=midnight(first, zone), end=midnight(after, zone))


def window_of(period: str, day: str, zone: str) -> Window:
    """The window that begins on a local day (ISO date), as a board's key names it; "-" for all time."""
    if period == "all":
        return Window(period=period, day=None, start=None, end=None)
    return window(period, noon(date.fromisoformat(day), zone), zone)


def windows(at: datetime, zone: str, seasons: Sequence[Window] = (), closed: Sequence[Window] = ()) -> list[Window]:
    """Every window in which work that happened `at` counts.

    `closed` are those that were closed already, perhaps by another calendar (models/closing.py): they stay as they
    were closed, and the next one begins where they ended.
    """
    found = [_beside(window(period, at, zone), at, zone, closed) for period in PERIODS]
    return found + [one for one in seasons if one.start and one.end and one.start <= at < one.end]


def key(organization: int, scope: str | None, span: Window) -> str:
    """The board's key in tables and in Redis: `7:0:week:2026-11-16`; scope 0 is the whole organisation, `12` a
    project, `t-5` a team, `l-7` a league, `d-design` a discipline."""
    return f"{organization}:{short(scope or '')}:{span.period}:{span.day or '-'}"


def short(scope: str) -> str:
    """A scope as keys have it: `t-5` for `team:5`."""
    kind, _, which = scope.partition(":")
    return f"{_PREFIXES[kind]}{int(which) if which.isdigit() else which}" if kind else "0"


def long(scope: str) -> str:
    """The same again as names of boards have it."""
    for kind, prefix in _PREFIXES.items():
        if prefix and scope.startswith(prefix):
            return f"{kind}:{scope.removeprefix(prefix)}"
    return "" if scope == "0" else f"project:{scope}"


def keys(organization: int, scopes: Iterable[str], spans: Iterable[Window]) -> list[str]:
    """The boards of these scopes and windows, in a fixed order (it is the lock order)."""
    within = list(spans)
    return sorted(key(organization, scope, span) for scope in set(scopes) for span in within)


def name_of(board_key: str) -> tuple[int, BoardName, str]:
    """(organisation, board, first day or "-") of a key."""
    organization, scope, period, day = board_key.split(":")
    return int(organization), BoardName(period=period, scope=long(scope)), day


def order(score: Score) -> tuple[int, datetime, int]:
    """Law 7 as a sort key, ascending."""
    return -score.points, score.reached_at, score.person


def place(scores: Iterable[Score], ranking: Ranking = "standard") -> list[Placed]:
    """Everybody with points, ranked."""
    ranked = sorted((score for score in scores if score.points > 0), key=order)
    return list(number(((score.person, score.points) for score in ranked), ranking=ranking))


def number(
    ranked: Iterable[tuple[int, int]],
    before: int = 0,
    rank: int = 0,
    points: int | None = None,
    ranking: Ranking = "standard",
) -> Iterator[Placed]:
    """Positions and ranks of (person, points) already in order; `before` people stand above the first, the last of
    whom has `rank` and `points`."""
    for position, (person, mine) in enumerate(ranked, before + 1):
        if ranking == "ordinal":
            rank = position
        elif mine != points:
            rank = position if ranking == "standard" else rank + 1
        points = mine
        yield Placed(position=position, rank=rank, person=person, points=mine)


def member(person: int, reached_at: datetime) -> str:
    """A sorted set's member: equal scores sort by it, so it says who reached them first, then the person id."""
    return f"{max(0, (reached_at - _EPOCH) // timedelta(microseconds=1)):017d}:{person:019d}"


def person_of(member_text: str) -> int:
    """The person of a sorted set's member."""
    return int(member_text.split(":")[1])


def noon(day: date, zone: str) -> datetime:
    """A moment that surely lies in that local day."""
    return datetime.combine(day, time(12), ZoneInfo(zone))


def midnight(day: date, zone: str) -> datetime:
    """When a local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def title(span: Window) -> str:
    """What a calendar's window is called when it is not that of now."""
    day = span.day
    if day is None:
        return TITLES["all"]
    written = {
        "day": f"{day.day} {day:%B %Y}",
        "week": f"Week of {day.day} {day:%B %Y}",
        "month": f"{day:%B %Y}",
        "quarter": f"Quarter {(day.month + 2) // 3} of {day.year}",
        "year": f"{day.year}",
    }
    return written[span.period]


def _beside(span: Window, at: datetime, zone: str, closed: Sequence[Window]) -> Window:
    mine = [one for one in closed if one.period == span.period]
    for one in mine:
        if one.start is not None and one.end is not None and one.start <= at < one.end:
            return one
    namesake = next((one for one in mine if one.day == span.day), None)
    if namesake is None or namesake.end is None or span.end is None or span.start is None:
        return span
    return window(span.period, span.end if at >= namesake.end else span.start - timedelta(microseconds=1), zone)


def _days(period: str, today: date) -> tuple[date, date]:
    if period == "day":
        return today, today + timedelta(days=1)
    if period == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    if period == "year":
        return date(today.year, 1, 1), date(today.year + 1, 1, 1)
    months = 1 if period == "month" else 3
    first = today.replace(month=today.month - (today.month - 1) % months, day=1)
    return first, (first + timedelta(days=31 * months + 1)).replace(day=1)
