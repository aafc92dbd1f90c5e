"""Entries just written come in; the person's Standings on every board they count on go out; outbox.py tells of them.

The truth of every board, kept in the transaction of the entries; Redis holds a projection (boards.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from peewee import BigIntegerField, CharField

from models import people
from models.db import Instant, Record, execute_many, link, rows
from models.ledger import Entry
from models.people import Person
from models.rules import standings as rules
from models.rules.messages import Board, PersonCard, Row, Scope, Totals
from models.rules.standings import PERIODS, BoardName, Placed, Window
from models.tenants import Organization, project

ORDER = "points DESC, reached_at, person_id"
"""Law 7 in SQL, the same as models.rules.standings.order."""
SHOWN = f"person_id NOT IN ({people.HIDDEN})"
"""Who takes a place on a board; takes the organisation's id. Hidden people's standings are kept, and skipped."""


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
"""
# After a reversal the time of reaching goes back to that of the last entry that still stands (none: to the epoch, so
# that older work, heard of later, counts from its own time).
_REACHED_AGAIN = """
UPDATE standing s SET reached_at = coalesce((
    SELECT e.happened_at FROM entry e
    WHERE e.organization_id = %s AND e.person_id = s.person_id AND e.points <> 0 AND e.reverses_id IS NULL
      AND (b.project = 0 OR e.project_id = b.project)
      AND (b.starts IS NULL OR (e.happened_at >= b.starts AND e.happened_at < b.ends))
      AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
    ORDER BY e.happened_at DESC LIMIT 1), 'epoch')
FROM unnest(%s::text[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS b(board, project, starts, ends)
WHERE s.board = b.board AND s.person_id = %s RETURNING 1
"""


def add(organization: Organization, person_id: int, entries: Sequence[Entry]) -> list[str]:
    """Counts the entries on every board of their work's time; the keys of the boards that moved."""
    sums: dict[str, tuple[int, datetime]] = {}
    epoch = datetime.fromtimestamp(0, tz=entries[0].happened_at.tzinfo)
    for entry in entries:
        if entry.points:
            reached = epoch if entry.reverses_id else entry.happened_at
            for board in rules.keys(organization.id, entry.project_id, entry.happened_at, organization.time_zone):
                points, latest = sums.get(board, (0, epoch))
                sums[board] = (points + entry.points, max(latest, reached))
    if not sums:
        return []
    execute_many(_ADD, [(board, person_id, *sums[board]) for board in sorted(sums)])
    if any(entry.reverses_id for entry in entries):
        _reach_again(organization, person_id, sorted(sums))
    return sorted(sums)


def totals(organization: Organization, person_id: int, now: datetime) -> Totals:
    """A person's points in the organisation's windows of now."""
    names = _keys_now(organization, now)
    found = rows("SELECT board, points FROM standing WHERE board = ANY(%s) AND person_id = %s", list(names), person_id)
    return Totals.model_validate({names[board]: points for board, points in found})


def ranks(organization: Organization, person_id: int, now: datetime) -> dict[str, int | None]:
    """A person's rank on each of the organisation's boards of now; None where they have no points."""
    mine = totals(organization, person_id, now).model_dump()
    ranked: dict[str, int | None] = {}
    shown = people.visible(organization.id, Standing.person)
    for board, period in _keys_now(organization, now).items():
        above = Standing.select().where(Standing.board == board, Standing.points > mine[period], shown)
        ranked[period] = above.count() + 1 if mine[period] > 0 else None
    return ranked


def board(
    organization: Organization, name: BoardName, now: datetime, limit: int, offset: int = 0, version: int = 0
) -> Board:
    """A stretch of a board of now, from PostgreSQL. Raises NotFound for a project of others."""
    span, board_key = board_key_of(organization, name, now)
    return describe(organization, name, span, stretch(board_key, limit, offset), version, count(board_key))


def stretch(board_key: str, limit: int, offset: int = 0) -> list[Row]:
    """Lines of a board in their order, ranked, with their people."""
    found = rows(
        "SELECT person_id, points, rank() OVER (ORDER BY points DESC), row_number() OVER (ORDER BY "
        f"{ORDER}) FROM standing WHERE board = %s AND points > 0 AND {SHOWN} ORDER BY {ORDER} LIMIT %s OFFSET %s",
        board_key,
        _organization_of(board_key),
        limit,
        offset,
    )
    placed = [Placed(person=p, points=n, rank=rank, position=position) for p, n, rank, position in found]
    return present(placed, people.cards(line.person for line in placed))


def describe(
    organization: Organization, name: BoardName, span: Window, shown: Sequence[Row], version: int, how_many: int
) -> Board:
    """A board with its words. Raises NotFound for a project of others."""
    scope = Scope(kind="organization", name=organization.name)
    if name.project is not None:
        mine = project(organization.id, name.project)
        scope = Scope(kind="project", id=mine.id, name=mine.name)
    return Board(
        board=str(name),
        org=organization.slug,
        title=rules.TITLES[name.period],
        scope=scope,
        period=name.period,
        start=span.start,
        end=span.end,
        version=version,
        people=how_many,
        rows=tuple(shown),
    )


def present(placed: Iterable[Placed], cards: Mapping[int, PersonCard]) -> list[Row]:
    """Ranked lines with their people."""
    return [
        Row(position=line.position, rank=line.rank, person=cards[line.person], points=line.points)
        for line in placed
        if line.person in cards
    ]


def board_key_of(organization: Organization, name: BoardName, now: datetime) -> tuple[Window, str]:
    """(the window of now, the board's key). Raises NotFound for a project of others."""
    if name.project is not None:
        project(organization.id, name.project)
    span = rules.window(name.period, now, organization.time_zone)
    return span, rules.key(organization.id, name.project, span)


def count(board_key: str) -> int:
    """How many people have points on the board."""
    shown = people.visible(_organization_of(board_key), Standing.person)
    return int(Standing.select().where(Standing.board == board_key, Standing.points > 0, shown).count())


def of_people(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int, int, datetime]]:
    """(board, person, points, reached_at) as they stand now for (board, person) pairs; for the relay's projection.

    Hidden people have no points there.
    """
    wanted = sorted(set(pairs))
    boards, persons = [board for board, _ in wanted], [person for _, person in wanted]
    asked = "JOIN unnest(%s::text[], %s::bigint[]) AS w(board, person) ON s.board = w.board AND s.person_id = w.person"
    return _projected(asked, boards, persons) if wanted else []


def everywhere(pairs: Iterable[tuple[int, int]]) -> list[tuple[str, int, int, datetime]]:
    """The same for everything that (organisation, person) pairs have, on every board there ever was."""
    wanted = sorted(set(pairs))
    organizations, persons = [organization for organization, _ in wanted], [person for _, person in wanted]
    asked = (
        "JOIN unnest(%s::bigint[], %s::bigint[]) AS w(organization, person) ON s.person_id = w.person "
        "AND s.board LIKE w.organization || ':%%'"
    )
    return _projected(asked, organizations, persons) if wanted else []


def _projected(asked: str, *values: object) -> list[tuple[str, int, int, datetime]]:
    found = rows(
        "SELECT s.board, s.person_id, CASE WHEN h.id IS NULL THEN s.points ELSE 0 END, s.reached_at FROM standing s "
        f"{asked} LEFT JOIN membership h ON h.organization_id = split_part(s.board, ':', 1)::bigint "
        "AND h.person_id = s.person_id AND h.hidden_at IS NOT NULL",
        *values,
    )
    return [(board, person, points, reached) for board, person, points, reached in found]


def _organization_of(board_key: str) -> int:
    return rules.name_of(board_key)[0]


def _keys_now(organization: Organization, now: datetime) -> dict[str, str]:
    spans = {period: rules.window(period, now, organization.time_zone) for period in PERIODS}
    return {rules.key(organization.id, None, span): period for period, span in spans.items()}


def _reach_again(organization: Organization, person_id: int, boards: Sequence[str]) -> None:
    projects, starts, ends = [], [], []
    for board_key in boards:
        _, name, day = rules.name_of(board_key)
        span = rules.window_of(name.period, day, organization.time_zone)
        projects.append(name.project or 0)
        starts.append(span.start)
        ends.append(span.end)
    rows(_REACHED_AGAIN, organization.id, list(boards), projects, starts, ends, person_id)
