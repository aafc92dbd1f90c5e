"""Entries just written come in; the person's Standings on every board they count on go out; outbox.py tells of them.

The truth of every board, kept in the transaction of the entries; Redis holds a projection (boards.py). Standings of a
closed period never change: what is heard of later is kept beside them, as corrections (closing.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from peewee import BigIntegerField, CharField

from models import belonging, leagues, people, seasons, teams
from models.belonging import EVER, OPEN, Counting
from models.db import Instant, Record, execute_many, link, rows
from models.ledger import Entry
from models.people import Person
from models.rules import standings as rules
from models.rules.messages import Board, PersonCard, Row, Scope, Totals
from models.rules.standings import PERIODS, BoardName, Placed, Ranking, Window
from models.tenants import Organization, project

ORDER = "points DESC, reached_at, person_id"
"""Law 7 in SQL, the same as models.rules.standings.order."""
RANK: dict[str, str] = {
    "standard": "rank() OVER (ORDER BY points DESC)",
    "dense": "dense_rank() OVER (ORDER BY points DESC)",
    "ordinal": f"row_number() OVER (ORDER BY {ORDER})",
}
"""The ranks of an organisation's ranking, in SQL."""
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


def add(organization: Organization, person_id: int, entries: Sequence[Entry]) -> list[str]:
    """Counts the entries on every board of their work's time; the keys of the boards that moved.

    The caller holds the person. What lies in a closed period becomes its correction.
    """
    counted = [entry for entry in entries if entry.points]
    if not counted:
        return []
    by = belonging.counting(organization.id, person_id)
    closed = _closed_around(organization.id, counted, by)
    disciplines = _disciplines(counted)
    sums: dict[str, tuple[int, datetime]] = {}
    spans: dict[str, Window] = {}
    late: list[tuple[str, Entry]] = []
    for entry in counted:
        reached = EVER if entry.reverses_id else entry.happened_at
        scopes = ["", *_own(entry, disciplines)]
        for span in rules.windows(entry.happened_at, by.zone, by.seasons, [one for one, _ in closed.values()]):
            if (span.period, span.day) in closed:
                _, closed_at = closed[span.period, span.day]
                late += [(board, entry) for board in _corrected(organization.id, scopes, span, by, closed_at)]
                continue
            for board in rules.keys(organization.id, [*scopes, *by.scopes], [span]):
                points, latest = sums.get(board, (0, EVER))
                sums[board], spans[board] = (points + entry.points, max(latest, reached)), span
    _correct(organization.id, person_id, late)
    if sums:
        execute_many(_ADD, [(board, person_id, *sums[board]) for board in sorted(sums)])
    if sums and any(entry.reverses_id for entry in entries):
        _reach_again(organization.id, person_id, spans)
    return sorted(sums)


def totals(organization: Organization, person_id: int, now: datetime) -> Totals:
    """A person's points in the organisation's windows of now."""
    names = _keys_now(organization, now)
    found = rows("SELECT board, points FROM standing WHERE board = ANY(%s) AND person_id = %s", list(names), person_id)
    return Totals.model_validate({names[board]: points for board, points in found})


def ranks(organization: Organization, person_id: int, now: datetime) -> dict[str, int | None]:
    """A person's rank on each of the organisation's boards of now; None where they have no points."""
    return {
        period: rank_of(board, person_id, _ranking(organization))
        for board, period in _keys_now(organization, now).items()
    }


def rank_of(board_key: str, person_id: int, ranking: Ranking) -> int | None:
    """A person's rank on a board; None where they have no points, and for hidden people."""
    found = rows(
        f"SELECT points, reached_at FROM standing WHERE board = %s AND person_id = %s AND points > 0 AND {SHOWN}",
        board_key,
        person_id,
        _organization_of(board_key),
    )
    return None if not found else _first_rank(board_key, found[0][0], (found[0][1], person_id), ranking)


def winners(organization: Organization, board_key: str, places: int) -> list[tuple[int, int, int]]:
    """(person, points, rank) of everybody whose rank is one of the first `places`, in their order."""
    found = rows(
        f"SELECT person_id, points, place FROM (SELECT *, {RANK[organization.ranking]} AS place FROM standing "
        f"WHERE board = %s AND points > 0 AND {SHOWN}) AS ranked WHERE place <= %s ORDER BY {ORDER}",
        board_key,
        organization.id,
        places,
    )
    return [(person, points, place) for person, points, place in found]


def board(
    organization: Organization, name: BoardName, now: datetime, limit: int, offset: int = 0, version: int = 0
) -> Board:
    """A stretch of a board of now, from PostgreSQL. Raises NotFound for whose board there is none."""
    span, board_key = board_key_of(organization, name, now)
    shown = stretch(board_key, limit, offset, _ranking(organization))
    return describe(organization, name, span, shown, version, count(board_key))


def stretch(board_key: str, limit: int, offset: int = 0, ranking: Ranking = "standard") -> list[Row]:
    """Lines of a board in their order, ranked, with their people."""
    found = rows(
        f"SELECT person_id, points, reached_at FROM standing WHERE board = %s AND points > 0 AND {SHOWN} "
        f"ORDER BY {ORDER} LIMIT %s OFFSET %s",
        board_key,
        _organization_of(board_key),
        limit,
        offset,
    )
    if not found:
        return []
    first = _first_rank(board_key, found[0][1], (found[0][2], found[0][0]), ranking) if offset else 1
    placed = list(rules.number([(one[0], one[1]) for one in found], offset, first, found[0][1], ranking))
    return present(placed, people.cards(line.person for line in placed))


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
        named = organization.name if name.kind == "organization" else name.scope.split(":")[1]
        return Scope(kind=name.kind, name=named)
    return Scope(kind=name.kind, id=name.id, name=found(organization.id, name.id).name)


_SCOPES: Mapping[str, Callable[[int, int], Any]] = {"project": project, "team": teams.find, "league": leagues.find}


def present(placed: Iterable[Placed], cards: Mapping[int, PersonCard]) -> list[Row]:
    """Ranked lines with their people."""
    return [
        Row(position=line.position, rank=line.rank, person=cards[line.person], points=line.points)
        for line in placed
        if line.person in cards
    ]


def board_key_of(organization: Organization, name: BoardName, now: datetime) -> tuple[Window, str]:
    """(the window of now, or of the season, and the board's key). Raises NotFound for whose board there is none."""
    scope(organization, name)
    span = seasons.find(organization.id, name.season).window() if name.season else None
    span = span or rules.window(name.period, now, organization.time_zone)
    return span, rules.key(organization.id, name.scope, span)


def count(board_key: str) -> int:
    """How many people have points on the board."""
    shown = people.visible(_organization_of(board_key), Standing.person)
    return int(Standing.select().where(Standing.board == board_key, Standing.points > 0, shown).count())


def of_people(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int, int, datetime]]:
    """(board, person, points, reached_at) as they stand now for (board, person) pairs; for the relay's projection.

    Hidden people have no points there, nor has who is not on the board (any more).
    """
    wanted = sorted(set(pairs))
    boards, persons = [board for board, _ in wanted], [person for _, person in wanted]
    found = {one[:2]: one for one in (_projected(_OF_PEOPLE, boards, persons) if wanted else [])}
    return [found.get(pair, (*pair, 0, EVER)) for pair in wanted]


def everywhere(pairs: Iterable[tuple[int, int]]) -> list[tuple[str, int, int, datetime]]:
    """The same for everything that (organisation, person) pairs have, on every board that is not closed."""
    wanted = sorted(set(pairs))
    organizations, persons = [organization for organization, _ in wanted], [person for _, person in wanted]
    return _projected(_EVERYWHERE, organizations, persons) if wanted else []


_OF_PEOPLE = "JOIN unnest(%s::text[], %s::bigint[]) AS w(board, person) ON s.board = w.board AND s.person_id = w.person"
_EVERYWHERE = f"""
JOIN unnest(%s::bigint[], %s::bigint[]) AS w(organization, person) ON s.person_id = w.person
AND s.board LIKE w.organization || ':%%' AND {OPEN}
"""


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


def _ranking(organization: Organization) -> Ranking:
    return organization.ranking  # type: ignore[return-value]


def _keys_now(organization: Organization, now: datetime) -> dict[str, str]:
    spans = {period: rules.window(period, now, organization.time_zone) for period in PERIODS}
    return {rules.key(organization.id, None, span): period for period, span in spans.items()}


# One step from each number of points to the next lower one: as many as there are different ones above.
_DIFFERENT_ABOVE = f"""
WITH RECURSIVE above AS (
    (SELECT points FROM standing WHERE board = %s AND points > %s AND {SHOWN} ORDER BY points DESC LIMIT 1)
    UNION ALL SELECT (SELECT s.points FROM standing s WHERE s.board = %s AND s.points < above.points AND s.points > %s
        AND s.{SHOWN} ORDER BY s.points DESC LIMIT 1) FROM above WHERE above.points IS NOT NULL
) SELECT count(points) FROM above
"""


def _first_rank(board_key: str, points: int, place: tuple[datetime, int], ranking: Ranking) -> int:
    """The rank of the line with these points, which was reached at that time by that person."""
    organization = _organization_of(board_key)
    if ranking == "dense":
        [(above,)] = rows(_DIFFERENT_ABOVE, board_key, points, organization, board_key, points, organization)
        return int(above) + 1
    level = " OR points = %s AND (reached_at, person_id) < (%s, %s)" if ranking == "ordinal" else ""
    [(above,)] = rows(
        f"SELECT count(*) FROM standing WHERE board = %s AND {SHOWN} AND (points > %s{level})",
        board_key,
        organization,
        points,
        *((points, *place) if level else ()),
    )
    return int(above) + 1


def _own(entry: Entry, disciplines: Mapping[int, str]) -> Iterator[str]:
    """Whose boards it counts on by what it is."""
    if entry.project_id is not None:
        yield f"project:{entry.project_id}"
    if entry.id in disciplines:
        yield f"discipline:{disciplines[entry.id]}"


def _corrected(
    organization_id: int, scopes: Sequence[str], span: Window, by: Counting, closed_at: datetime
) -> list[str]:
    """Who came to a team or a league since then was not on its board."""
    belonged = [scope for scope, since in by.scopes.items() if since < closed_at]
    return rules.keys(organization_id, [*scopes, *belonged], [span])


# An entry keeps its discipline for good, whatever becomes of its work: taken back, it is taken from where it counted.
_DISCIPLINES = """
UPDATE entry e SET discipline = f.discipline FROM (
    SELECT n.id, CASE WHEN n.reverses_id IS NULL THEN d.discipline ELSE r.discipline END AS discipline
    FROM entry n LEFT JOIN entry r ON r.id = n.reverses_id
    LEFT JOIN deed d ON d.item_id = n.item_id AND d.kind = n.kind
        AND d.earner_id = coalesce(n.earner_id, n.person_id)
    WHERE n.id = ANY(%s)) AS f
WHERE e.id = f.id AND f.discipline IS NOT NULL RETURNING e.id, e.discipline
"""


def _disciplines(entries: Iterable[Entry]) -> dict[int, str]:
    worked = [entry.id for entry in entries if entry.item_id]
    return dict(rows(_DISCIPLINES, worked)) if worked else {}


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


