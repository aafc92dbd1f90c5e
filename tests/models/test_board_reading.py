"""models/board_reading.py: a board reads the same from Redis and from PostgreSQL, whichever part of it is wanted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from models import board_reading, boards, organizations, standings
from models.board_reading import Frame
from models.errors import NotFound
from models.ranking import winners
from models.rules.messages import Board
from models.rules.standings import RANKINGS, Ranking, Score, parse_board, place
from models.rules.stretches import Stretch, parse_cursor
from models.rules.work import Account
from models.standings import Standing
from models.tenants import Organization
from tests.cast import Lumen
from tests.models.deeds import home, who

pytestmark = pytest.mark.usefixtures("unit")
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
CROWD = [Account(provider="github", external_id=str(2000 + number), login=f"p{number}") for number in range(7)]
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
lines = st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 2)), min_size=len(CROWD), max_size=len(CROWD))


def frame(lumen: Lumen) -> Frame:
    return board_reading.frame("lumen", parse_board("all"), NOON)


def fill(lumen: Lumen, redis: Redis, crowd: list[tuple[int, int]]) -> list[Score]:
    """Standings of the board, in PostgreSQL and in Redis."""
    Standing.delete().execute()
    scores = [
        Score(
            person=who(lumen.organization, account, NOON), points=points, reached_at=NOON + timedelta(microseconds=late)
        )
        for account, (points, late) in zip(CROWD, crowd, strict=True)
    ]
    for score in scores:
        Standing.create(board=frame(lumen).key, **score.model_dump())
    boards.rebuild(redis)
    return scores


def from_redis(redis: Redis, of: Frame, wanted: Stretch) -> Board | None:
    answer: Any = redis.register_script(board_reading.SCRIPT)(
        keys=board_reading.keys(of), args=board_reading.arguments(wanted)
    )
    return board_reading.from_redis(of, wanted, answer)


def both(redis: Redis, of: Frame, wanted: Stretch) -> Board:
    """The board as PostgreSQL has it, once Redis has said the same; dense ranks it knows from the top only."""
    truth = board_reading.from_postgresql(of, wanted)
    fast = from_redis(redis, of, wanted)
    if of.board.ranking == "dense" and truth.rows and truth.rows[0].position > 1:
        assert fast is None
        return truth
    assert fast is not None
    assert fast.model_copy(update={"version": truth.version}) == truth
    return truth


def rank_by(ranking: Ranking) -> None:
    Organization.update(ranking=ranking).where(Organization.slug == "lumen").execute()


def line(board: Board) -> list[tuple[int, int, int]]:
    return [(row.position, row.rank, row.person.id) for row in board.rows]


@EXAMPLES
@given(lines, st.integers(1, 4), st.sampled_from(RANKINGS))
def test_a_board_read_page_by_page_is_the_whole_board(
    lumen: Lumen, redis: Redis, crowd: list[tuple[int, int]], limit: int, ranking: Ranking
) -> None:
    rank_by(ranking)
    placed = [(one.position, one.rank, one.person) for one in place(fill(lumen, redis, crowd), ranking)]
    pages, wanted = [], Stretch(limit=limit)
    while True:
        page = both(redis, frame(lumen), wanted)
        assert (page.people, len(page.rows) <= limit) == (len(placed), True)
        pages += line(page)
        if page.next is None:
            break
        wanted = Stretch(limit=limit, after=parse_cursor(page.next))
    assert pages == placed


@EXAMPLES
@given(lines, st.integers(0, 3), st.sampled_from(RANKINGS))
def test_around_a_person_stand_their_neighbours(
    lumen: Lumen, redis: Redis, crowd: list[tuple[int, int]], span: int, ranking: Ranking
) -> None:
    rank_by(ranking)
    scores = fill(lumen, redis, crowd)
    placed = [(one.position, one.rank, one.person) for one in place(scores, ranking)]
    organization = Organization.get(Organization.slug == "lumen")
    for score in scores:
        rank = next((rank for _, rank, person in placed if person == score.person), None)
        assert standings.ranks(organization, score.person, NOON)["all"] == rank
        found = line(both(redis, frame(lumen), Stretch(limit=span, person=score.person)))
        middle = next((index for index, one in enumerate(placed) if one[2] == score.person), None)
        assert found == ([] if middle is None else placed[max(0, middle - span) : middle + span + 1])


@EXAMPLES
@given(lines, st.integers(1, 4), st.sampled_from(RANKINGS))
def test_winners_are_those_whose_rank_is_good_enough(
    lumen: Lumen, redis: Redis, crowd: list[tuple[int, int]], places: int, ranking: Ranking
) -> None:
    rank_by(ranking)
    placed = place(fill(lumen, redis, crowd), ranking)
    found = winners(Organization.get(Organization.slug == "lumen"), frame(lumen).key, places)
    assert found == [(one.person, one.points, one.rank) for one in placed if one.rank <= places]


def test_friends_are_ranked_among_themselves(lumen: Lumen, redis: Redis) -> None:
    scores = fill(lumen, redis, [(9, 0), (3, 1), (3, 0), (2, 0), (0, 0), (5, 0), (4, 0)])
    mine = [scores[number].person for number in (1, 2, 3, 4)]
    found = board_reading.among(frame(lumen), mine)
    assert line(found) == [(1, 1, mine[1]), (2, 1, mine[0]), (3, 3, mine[2])]
    assert found.people == 3


def test_who_is_not_on_the_board_has_no_neighbours(lumen: Lumen, redis: Redis) -> None:
    fill(lumen, redis, [(3, 0)] * len(CROWD))
    assert line(both(redis, frame(lumen), Stretch(limit=2, person=4_000))) == []


def test_a_cursor_whose_line_has_moved_still_leads_on(lumen: Lumen, redis: Redis) -> None:
    fill(lumen, redis, [(points, 0) for points in (9, 8, 7, 6, 5, 4, 3)])
    first = both(redis, frame(lumen), Stretch(limit=3))
    last = first.rows[-1].person.id
    Standing.update(points=99).where(Standing.person == last).execute()
    boards.rebuild(redis)
    wanted = Stretch(limit=3, after=parse_cursor(first.next or ""))
    assert from_redis(redis, frame(lumen), wanted) is None
    assert [row.points for row in board_reading.from_postgresql(frame(lumen), wanted).rows] == [6, 5, 4]


def test_boards_that_are_not_whole_are_not_read(lumen: Lumen, redis: Redis) -> None:
    fill(lumen, redis, [(3, 0)] * len(CROWD))
    boards.forget(redis)
    assert from_redis(redis, frame(lumen), Stretch(limit=3)) is None


def test_a_board_whose_people_are_not_all_known_is_not_read(lumen: Lumen, redis: Redis) -> None:
    scores = fill(lumen, redis, [(3, 0)] * len(CROWD))
    redis.hdel(boards.people_key(lumen.organization.id), str(scores[0].person))
    assert from_redis(redis, frame(lumen), Stretch(limit=7)) is None


def test_an_empty_board_has_no_lines_and_no_next(lumen: Lumen, redis: Redis) -> None:
    boards.rebuild(redis)
    empty = both(redis, frame(lumen), Stretch(limit=3))
    assert (empty.rows, empty.people, empty.next) == ((), 0, None)


def test_a_board_is_of_an_organisation_that_exists_and_of_its_own_projects(lumen: Lumen, now: datetime) -> None:
    organizations.create("ember", "Ember", "UTC", now)
    project = home(Organization.get(Organization.slug == "lumen")).id
    assert board_reading.frame("lumen", parse_board(f"week:project:{project}"), now).board.scope.id == project
    for slug, name in (("nobody", "week"), ("ember", f"week:project:{project}")):
        with pytest.raises(NotFound):
            board_reading.frame(slug, parse_board(name), now)
