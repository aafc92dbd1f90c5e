"""models/rules/board_changes.py: changes chain; whoever applies them all holds the board as it is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.board_changes import BoardChanged, change, successor
from models.rules.messages import Board, PersonCard, Row, Scope
from models.rules.standings import Score, place

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TOP = 4


def person(number: int) -> PersonCard:
    return PersonCard(id=number, name=f"Person {number}", login=None, avatar=None)


def board(points: dict[int, int], version: int = 1, start: datetime = NOW) -> Board:
    placed = place(Score(person=who, points=much, reached_at=NOW) for who, much in points.items())
    return Board(
        board="day",
        org="lumen",
        title="Today",
        scope=Scope(kind="organization", name="Lumen"),
        period="day",
        start=start,
        end=start + DAY,
        version=version,
        people=len(placed),
        rows=tuple(
            Row(position=line.position, rank=line.rank, person=person(line.person), points=line.points)
            for line in placed[:TOP]
        ),
    )


def apply(rows: dict[int, Row], told: BoardChanged) -> dict[int, Row]:
    """What a browser does with a change."""
    kept = {} if told.before is None else {who: row for who, row in rows.items() if who not in told.gone}
    fresh = {row.person.id: Row(**row.model_dump(exclude={"movement"})) for row in told.rows}
    return kept | fresh


@given(st.lists(st.dictionaries(st.integers(1, 8), st.integers(0, 5)), min_size=1, max_size=8))
def test_applying_every_change_gives_the_board_as_it_is(states: list[dict[int, int]]) -> None:
    held = board(states[0])
    seen = {row.person.id: row for row in held.rows}
    for number, state in enumerate(states[1:], 2):
        following = successor(held, board(state, number))
        if following is not None:
            told = change(held, following, NOW)
            assert told.before == held.version < told.version
            seen, held = apply(seen, told), following
        assert sorted(seen.values(), key=lambda row: row.position) == list(board(state).rows)


def test_only_rows_that_changed_are_told_and_how_far_they_moved() -> None:
    held, following = board({1: 9, 2: 5, 3: 4, 4: 1}), board({1: 9, 2: 5, 3: 6, 4: 1}, 2)
    told = change(held, following, NOW)
    assert [(row.person.id, row.position, row.movement) for row in told.rows] == [(3, 2, 1), (2, 3, -1)]
    assert told.gone == ()


def test_a_newcomer_has_no_movement_and_pushes_the_last_one_off() -> None:
    told = change(board({1: 9, 2: 5, 3: 4, 4: 1}), board({1: 9, 2: 5, 3: 4, 4: 1, 5: 7}, 2), NOW)
    assert [(row.person.id, row.movement) for row in told.rows] == [(5, None), (2, -1), (3, -1)]
    assert told.gone == (4,)
    assert told.people == 5


def test_a_new_window_replaces_everything() -> None:
    held = board({1: 9, 2: 5})
    following = successor(held, board({2: 1}, 2, NOW + DAY))
    assert following is not None
    told = change(held, following, NOW)
    assert told.before is None
    assert [row.person.id for row in told.rows] == [2]


def test_a_board_that_shows_nothing_else_has_no_successor() -> None:
    assert successor(board({1: 9}), board({1: 9}, 7)) is None


def test_versions_only_grow() -> None:
    following = successor(board({1: 9}, 5), board({1: 10}, 3))
    assert following is not None
    assert following.version == 6
