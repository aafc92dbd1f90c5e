"""A board's key comes in; its lines go out in the order of law 7, ranked as the organisation wants it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from models import people
from models.db import rows
from models.rules import standings as rules
from models.rules.messages import PersonCard, Row
from models.rules.standings import Placed, Ranking
from models.tenants import Organization

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


def present(placed: Iterable[Placed], cards: Mapping[int, PersonCard]) -> list[Row]:
    """Ranked lines with their people."""
    return [
        Row(position=line.position, rank=line.rank, person=cards[line.person], points=line.points)
        for line in placed
        if line.person in cards
    ]


def count(board_key: str) -> int:
    """How many people have points on the board."""
    counted = f"SELECT count(*) FROM standing WHERE board = %s AND points > 0 AND {SHOWN}"
    [(found,)] = rows(counted, board_key, _organization_of(board_key))
    return int(found)


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


def _organization_of(board_key: str) -> int:
    return rules.name_of(board_key)[0]
