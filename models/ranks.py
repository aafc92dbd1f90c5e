"""A board comes in; how its people have moved, what was corrected since it closed, and its former periods go out."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from models import people, ranking, standings, tenants
from models.belonging import scopes
from models.board_reading import Frame
from models.closing import Closing
from models.db import rows
from models.rules import standings as rules
from models.rules.messages import Board, PersonCard, Row, Time
from models.rules.standings import PERIODS, TITLES, BoardName, Ranking, ScopeKind, Window
from models.rules.work import Value
from models.seasons import every
from models.tenants import Organization

WINNERS = 3
MOST_DAYS = 366


class PlacedRow(Row):
    """A line of a board. `movement`: ranks risen since the day asked for, None: new since then; `correction`: points of
    a closed period that were heard of later, and are not in `points`."""

    movement: int | None = None
    correction: int = 0


class Final(Value):
    """That a period is closed: its result stays. `corrections`: how many lines of the ledger came later."""

    closed_at: Time
    corrections: int


class BoardPage(Board):
    """A board as REST shows it."""

    rows: tuple[PlacedRow, ...]
    closed: Final | None = None


class Winner(Value):
    """One of the first of a period."""

    person: PersonCard
    rank: int
    points: int


class FormerPeriod(Value):
    """A closed period of a board. `at`: the date by which its board is asked for."""

    day: str
    at: date
    start: Time
    end: Time
    closed_at: Time
    people: int
    winners: tuple[Winner, ...]
    corrections: int


class RankOfDay(Value):
    """Where somebody stood when a day ended, or stands now; `rank` None: not on the board."""

    day: date
    rank: int | None
    points: int


class PeriodName(Value):
    """A period of boards, as in their names, and what it is called."""

    name: str
    title: str


class ScopeName(Value):
    """Whose boards there are; `suffix` follows the period in their names."""

    suffix: str
    kind: ScopeKind
    name: str


class BoardNames(Value):
    """Every board there is: any period of any scope."""

    periods: tuple[PeriodName, ...]
    scopes: tuple[ScopeName, ...]


def names(slug: str) -> BoardNames:
    """Raises NotFound."""
    organization = tenants.organization(slug)
    whole = ScopeName(suffix="", kind="organization", name=organization.name)
    parts = [
        ScopeName(suffix=one, kind=BoardName(period="all", scope=one).kind, name=name)
        for one, name in scopes(organization.id)
    ]
    seasons = [PeriodName(name=f"season-{one.id}", title=one.name) for one in every(organization.id)]
    usual = [PeriodName(name=period, title=TITLES[period]) for period in PERIODS]
    return BoardNames(periods=(*usual, *seasons), scopes=(whole, *parts))


def noted(board_key: str, day: date) -> dict[int, int]:
    """{person: rank} of the first of the board when that day ended; empty when nothing was noted up to then."""
    found = rows(
        "SELECT person_id, rank FROM rank_day WHERE board = %s "
        "AND day = (SELECT max(day) FROM rank_day WHERE board = %s AND day <= %s)",
        board_key,
        board_key,
        day,
    )
    return dict(found)


def moved(board: Board, then: Mapping[int, int]) -> BoardPage:
    """The board with how far each has risen since then."""
    return _page(board, {row.person.id: then[row.person.id] - row.rank for row in board.rows if row.person.id in then})


def final(frame: Frame, board: Board) -> BoardPage:
    """A board of the past; with what was heard of later, if it is closed."""
    if frame.closed_at is None:
        return _page(board, {})
    later = "SELECT coalesce(sum(points), 0) FROM correction WHERE board = %s AND person_id = %s"
    corrections = {row.person.id: int(rows(later, frame.key, row.person.id)[0][0]) for row in board.rows}
    [(count,)] = rows("SELECT count(*) FROM correction WHERE board = %s", frame.key)
    return _page(board, {}, corrections, Final(closed_at=frame.closed_at, corrections=count))


def former(slug: str, name: BoardName, before: int | None, limit: int) -> tuple[list[FormerPeriod], int | None]:
    """(the closed periods of a board, newest first, and the `before` of the next ones). Raises NotFound."""
    organization = tenants.organization(slug)
    standings.scope(organization, name)
    mine = (Closing.organization == organization) & (Closing.period == name.period)
    mine &= Closing.id < before if before is not None else True
    found = list(Closing.select().where(mine).order_by(Closing.id.desc()).limit(limit + 1))
    shown = [_former(organization, name, one) for one in found[:limit]]
    return shown, found[limit - 1].id if len(found) > limit else None


def history(slug: str, person_id: int, name: BoardName, days: int, now: datetime) -> list[RankOfDay]:
    """Where somebody stood on each of the last days and stands now, on the board of each. Raises NotFound."""
    organization = tenants.organization(slug)
    people.member(organization.id, person_id)
    zone = organization.time_zone
    today = rules.window("day", now, zone).day
    _, current = standings.board_key_of(organization, name, now)
    assert today is not None
    past = [today - timedelta(days=ago) for ago in range(days - 1, 0, -1)]
    keys = [_key(organization, name, day, current) for day in past]
    found = {day: (rank, points) for day, rank, points in rows(_HISTORY, person_id, past, keys)}
    shown = [RankOfDay(day=day, rank=found[day][0], points=found[day][1]) for day in past]
    points = rows("SELECT points FROM standing WHERE board = %s AND person_id = %s", current, person_id)
    rank = ranking.rank_of(current, person_id, _ranking(organization))
    return [*shown, RankOfDay(day=today, rank=rank, points=points[0][0] if points else 0)]


# On days of which nothing is noted nothing happened.
_HISTORY = """
SELECT w.day, r.rank, coalesce(r.points, 0)
FROM (SELECT %s::bigint AS person) AS p CROSS JOIN unnest(%s::date[], %s::text[]) AS w(day, board)
LEFT JOIN LATERAL (SELECT max(day) AS day FROM rank_day n WHERE n.board = w.board AND n.day <= w.day) AS last ON TRUE
LEFT JOIN rank_day r ON r.board = w.board AND r.day = last.day AND r.person_id = p.person
"""


def _key(organization: Organization, name: BoardName, day: date, current: str) -> str:
    if name.season:
        return current
    span = rules.window(name.period, rules.noon(day, organization.time_zone), organization.time_zone)
    return rules.key(organization.id, name.scope, span)


def _ranking(organization: Organization) -> Ranking:
    return organization.ranking  # type: ignore[return-value]


def _page(
    board: Board,
    movements: Mapping[int, int],
    corrections: Mapping[int, int] | None = None,
    closed: Final | None = None,
) -> BoardPage:
    lines = (
        PlacedRow(
            **dict(row), movement=movements.get(row.person.id), correction=(corrections or {}).get(row.person.id, 0)
        )
        for row in board.rows
    )
    return BoardPage(**{**dict(board), "rows": tuple(lines), "closed": closed})


def _former(organization: Organization, name: BoardName, closing: Closing) -> FormerPeriod:
    span = closing.window()
    board = rules.key(organization.id, name.scope, span)
    [(corrections,)] = rows("SELECT count(*) FROM correction WHERE board = %s", board)
    return FormerPeriod(
        day=closing.day,
        at=span.day or _first_day(span, organization.time_zone),
        start=closing.starts_at,
        end=closing.ends_at,
        closed_at=closing.closed_at,
        people=ranking.count(board),
        winners=tuple(_winners(board, _ranking(organization))),
        corrections=corrections,
    )


def _first_day(span: Window, zone: str) -> date:
    assert span.start is not None
    day = rules.window("day", span.start, zone).day
    assert day is not None
    return day


def _winners(board: str, way: Ranking) -> Iterable[Winner]:
    for row in ranking.stretch(board, WINNERS, 0, way):
        yield Winner(person=row.person, rank=row.rank, points=row.points)


def friends_moved(board: Board, then: Mapping[int, int], among: Collection[int]) -> BoardPage:
    """A board of friends with how far each has risen among them."""
    order = sorted((then[person], person) for person in among if person in then)
    ranks = {person: 1 + sum(rank < mine for rank, _ in order) for mine, person in order}
    return moved(board, ranks)
