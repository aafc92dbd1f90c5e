"""Entries just written come in; the person's Standings on every board they count on go out; outbox.py tells of them.

The truth of every board, kept in the transaction of the entries; Redis holds a projection (boards.py). Standings of a
closed period never change: what is heard of later is kept beside them, as corrections (closing.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from peewee import BigIntegerField, CharField

from models import belonging, leagues, ranking, seasons, teams
from models.belonging import EVER, Counting
from models.db import Instant, Record, execute_many, link, rows
from models.ledger import Entry
from models.people import Person
from models.rules import standings as rules
from models.rules.deeds import DISCIPLINE_TITLES
from models.rules.messages import Board, Row, Scope, Totals
from models.rules.standings import PERIODS, BoardName, Ranking, Window
from models.tenants import Organization, project


class Standing(Record):
    """One person's line on one board. `board` is a key of models.rules.standings.key."""

    board = CharField(max_length=60)
    person = link(Person, index=True)
    points = BigIntegerField()
    reached_at = Instant()

    class Meta:
        indexes = ((("board", "person"), True),)


Standing.add_index(
    Standing.index(Standing.board, Standing.points.desc(), Standing.reached_at, Standing.person, name="standing_rank")
)

_ADD = """
INSERT INTO standing (board, person_id, points, reached_at) VALUES %s
ON CONFLICT (board, person_id) DO UPDATE SET
    points = standing.points + excluded.points, reached_at = greatest(standing.reached_at, excluded.reached_at)
RETURNING board, points
"""
_CORRECT = """
INSERT INTO correction (organization_id, board, person_id, entry_id, points, happened_at, recorded_at) VALUES %s
ON CONFLICT DO NOTHING
"""
# After a reversal the time of reaching goes back to that of the last entry that still stands (none: to the epoch, so
# that older work, heard of later, counts from its own time).
_REACHED_AGAIN = """
UPDATE standing s SET reached_at = coalesce((
    SELECT e.happened_at FROM entry e
    WHERE e.organization_id = %s AND e.person_id = s.person_id AND e.points <> 0 AND e.reverses_id IS NULL
      AND (b.project IS NULL OR e.project_id = b.project) AND (b.discipline IS NULL OR e.discipline = b.discipline)
      AND (b.starts IS NULL OR e.happened_at >= b.starts) AND (b.ends IS NULL OR e.happened_at < b.ends)
      AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
    ORDER BY e.happened_at DESC LIMIT 1), 'epoch')
FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::timestamptz[], %s::timestamptz[])
    AS b(board, project, discipline, starts, ends)
WHERE s.board = b.board AND s.person_id = %s RETURNING 1
"""


def add(organization: Organization, person_id: int, entries: Sequence[Entry]) -> dict[str, int]:
    """Counts the entries on every board of their work's time; the boards that moved: their keys, in order, with the
    person's points there.

    The caller holds the person. What lies in a closed period becomes its correction.
    """
    counted = [entry for entry in entries if entry.points]
    if not counted:
        return {}
    by = belonging.counting(organization.id, person_id)
    closed = _closed_around(organization.id, counted, by)
    sums: dict[str, tuple[int, datetime]] = {}
    spans: dict[str, Window] = {}
    late: list[tuple[str, Entry]] = []
    for entry in counted:
        reached = EVER if entry.reverses_id else entry.happened_at
        scopes = ["", *_own(entry)]
        for span in rules.windows(entry.happened_at, by.zone, by.seasons, [one for one, _ in closed.values()]):
            if (span.period, span.day) in closed:
                _, closed_at = closed[span.period, span.day]
                late += [(board, entry) for board in _corrected(organization.id, scopes, span, by, closed_at)]
                continue
            for board in rules.keys(organization.id, [*scopes, *by.scopes], [span]):
                points, latest = sums.get(board, (0, EVER))
                sums[board], spans[board] = (points + entry.points, max(latest, reached)), span
    _correct(organization.id, person_id, late)
    written = execute_many(_ADD, [(board, person_id, *sums[board]) for board in sorted(sums)]) if sums else []
    if sums and any(entry.reverses_id for entry in entries):
        _reach_again(organization.id, person_id, spans)
    return dict(sorted(written))


def totals(
    organization: Organization, person_id: int, now: datetime, known: Mapping[str, int] = MappingProxyType({})
) -> Totals:
    """A person's points in the organisation's windows of now. `known`: by board, what `add` has just said."""
    names = _keys_now(organization, now)
    asked = [board for board in names if board not in known]
    read = "SELECT board, points FROM standing WHERE board = ANY(%s) AND person_id = %s"
    found = {**known, **dict(rows(read, asked, person_id) if asked else ())}
    return Totals.model_validate({names[board]: points for board, points in found.items() if board in names})


def ranks(organization: Organization, person_id: int, now: datetime) -> dict[str, int | None]:
    """A person's rank on each of the organisation's boards of now; None where they have no points."""
    return {
        period: ranking.rank_of(board, person_id, _ranking(organization))
        for board, period in _keys_now(organization, now).items()
    }


def board(
    organization: Organization, name: BoardName, now: datetime, limit: int, offset: int = 0, version: int = 0
) -> Board:
    """A stretch of a board of now, from PostgreSQL. Raises NotFound for whose board there is none."""
    span, board_key = board_key_of(organization, name, now)
    shown = ranking.stretch(board_key, limit, offset, _ranking(organization))
    return describe(organization, name, span, shown, version, ranking.count(board_key))


def describe(
    organization: Organization, name: BoardName, span: Window, shown: Sequence[Row], version: int, how_many: int
) -> Board:
    """A board with its words. Raises NotFound for whose board there is none."""
    return Board(
        board=str(name),
        org=organization.slug,
        title=seasons.find(organization.id, name.season).name if name.season else rules.TITLES[name.period],
        scope=scope(organization, name),
        period=name.period,
        start=span.start,
        end=span.end,
        version=version,
        people=how_many,
        ranking=_ranking(organization),
        rows=tuple(shown),
    )


def scope(organization: Organization, name: BoardName) -> Scope:
    """Whose board it is. Raises NotFound for a project, team or league of others."""
    found = _SCOPES.get(name.kind)
    if found is None or name.id is None:
        titles = {f"discipline:{one}": title for one, title in DISCIPLINE_TITLES.items()}
        return Scope(kind=name.kind, name=titles.get(name.scope, organization.name))
    return Scope(kind=name.kind, id=name.id, name=found(organization.id, name.id).name)


_SCOPES: Mapping[str, Callable[[int, int], Any]] = {"project": project, "team": teams.find, "league": leagues.find}


def board_key_of(organization: Organization, name: BoardName, now: datetime) -> tuple[Window, str]:
    """(the window of now, or of the season, and the board's key). Raises NotFound for whose board there is none."""
    scope(organization, name)
    span = seasons.find(organization.id, name.season).window() if name.season else None
    span = span or rules.window(name.period, now, organization.time_zone)
    return span, rules.key(organization.id, name.scope, span)


def _ranking(organization: Organization) -> Ranking:
    return organization.ranking  # type: ignore[return-value]


def _keys_now(organization: Organization, now: datetime) -> dict[str, str]:
    spans = {period: rules.window(period, now, organization.time_zone) for period in PERIODS}
    return {rules.key(organization.id, None, span): period for period, span in spans.items()}


def _own(entry: Entry) -> Iterator[str]:
    """Whose boards it counts on by what it is."""
    if entry.project_id is not None:
        yield f"project:{entry.project_id}"
    if entry.discipline is not None:
        yield f"discipline:{entry.discipline}"


def _corrected(
    organization_id: int, scopes: Sequence[str], span: Window, by: Counting, closed_at: datetime
) -> list[str]:
    """Who came to a team or a league since then was not on its board."""
    belonged = [scope for scope, since in by.scopes.items() if since < closed_at]
    return rules.keys(organization_id, [*scopes, *belonged], [span])


_CLOSED_AROUND = """
SELECT period, day, starts_at, ends_at, closed_at FROM closing
WHERE organization_id = %s AND ends_at > %s AND starts_at <= %s ORDER BY id
"""


Closed = dict[tuple[str, date | None], tuple[Window, datetime]]
"""Closed windows by period and day, and when they were closed."""


def _closed_around(organization_id: int, entries: Iterable[Entry], by: Counting) -> Closed:
    """Those in which these entries may lie."""
    times = [entry.happened_at for entry in entries if entry.happened_at < by.until]
    if not times:
        return {}
    # With what a change of the clock may have moved.
    beside = timedelta(days=2)
    found = rows(_CLOSED_AROUND, organization_id, min(times) - beside, max(times) + beside)
    spans = [(Window(period=p, day=None if day == "-" else day, start=s, end=e), at) for p, day, s, e, at in found]
    return {(span.period, span.day): (span, closed_at) for span, closed_at in spans}


def _correct(organization_id: int, person_id: int, late: Iterable[tuple[str, Entry]]) -> None:
    fresh = [
        (organization_id, board, person_id, entry.id, entry.points, entry.happened_at, entry.recorded_at)
        for board, entry in sorted(late, key=lambda one: (one[0], int(one[1].id)))
    ]
    if fresh:
        execute_many(_CORRECT, fresh)


def _reach_again(organization_id: int, person_id: int, spans: Mapping[str, Window]) -> None:
    boards = sorted(spans)
    names = [rules.name_of(board_key)[1] for board_key in boards]
    projects = [name.id if name.kind == "project" else None for name in names]
    disciplines = [name.scope.split(":")[1] if name.kind == "discipline" else None for name in names]
    starts, ends = [spans[one].start for one in boards], [spans[one].end for one in boards]
    rows(_REACHED_AGAIN, organization_id, boards, projects, disciplines, starts, ends, person_id)
