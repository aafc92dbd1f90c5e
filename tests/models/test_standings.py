"""models/standings.py: every board equals the sum of the ledger, at every moment and after every correction."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import boards, db, drift, ledger, organizations, ranking, standings
from models.errors import NotFound
from models.ledger import Entry
from models.rules.standings import PERIODS, BoardName, Score, keys, parse_board, place, windows
from models.standings import Standing
from models.tenants import Organization
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import do, home, issue, who

pytestmark = pytest.mark.usefixtures("unit")
CAST = (ADA, BOB, CYD)
EXAMPLES = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
# Before, at and after two midnights of Vienna: the end of a year, and the beginning of summer time.
INSTANTS = tuple(
    start + timedelta(hours=hours)
    for start in (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), datetime(2026, 3, 28, 22, 30, tzinfo=UTC))
    for hours in (0, 0.5, 1, 26)
)
EPOCH = datetime.fromtimestamp(0, UTC)
Deed = tuple[Any, ...]
deeds = st.lists(
    st.one_of(
        st.tuples(
            st.just("issue"),
            st.integers(1, 4),
            st.sampled_from(INSTANTS),
            st.sampled_from([(ADA,), (BOB,), (ADA, BOB, CYD)]),
            st.sampled_from(["points: 0", "points: 1", "points: 5"]),
            st.sampled_from(["completed", "completed", "duplicate"]),
        ),
        st.tuples(st.just("adjust"), st.sampled_from(CAST), st.sampled_from([-4, -1, 2]), st.sampled_from(INSTANTS)),
    ),
    min_size=1,
    max_size=12,
)


def live(organization: Organization, deed: Deed, tick: int) -> None:
    """The deed's entries, counted. Later deeds are newer to the provider, whenever the work itself was done."""
    match deed:
        case ("issue", number, at, assignees, label, reason):
            change = issue(number, at, *assignees, labels=(label,), reason=reason)
            seen_at = INSTANTS[0] + timedelta(days=tick)
            written = do(home(organization), seen_at, change.model_copy(update={"seen_at": seen_at}))
        case ("adjust", account, amount, at):
            written = ledger.adjust(organization, who(organization, account, at), amount, "a reason", "Eve", at).written
    for person, entries in sorted(written.items()):
        standings.add(organization, person, entries)


def by_the_ledger(organization: Organization) -> dict[tuple[str, int], tuple[int, datetime]]:
    """(board, person) to (points, reached_at), summed anew; reached_at is the epoch where no entry stands."""
    entries = list(Entry.select().where(Entry.organization == organization))
    taken_back = {entry.reverses_id for entry in entries}
    points: dict[tuple[str, int], int] = defaultdict(int)
    reached: dict[tuple[str, int], datetime] = {}
    for entry in entries:
        if entry.points:
            for board in keys(
                organization.id,
                ["", *([f"project:{entry.project_id}"] if entry.project_id else [])],
                windows(entry.happened_at, organization.time_zone),
            ):
                line = board, entry.person_id
                points[line] += entry.points
                if entry.reverses_id is None and entry.id not in taken_back:
                    reached[line] = max(reached.get(line, entry.happened_at), entry.happened_at)
    return {line: (points[line], reached.get(line, EPOCH)) for line in points}


@EXAMPLES
@given(deeds)
def test_standings_equal_the_ledger_under_every_history(lumen: Lumen, history: list[Deed]) -> None:
    with db.database.atomic() as example:
        for tick, deed in enumerate(history):
            live(lumen.organization, deed, tick)
        kept = {(one.board, one.person_id): (one.points, one.reached_at) for one in Standing.select()}
        assert kept == by_the_ledger(lumen.organization)
        assert drift.mend_standings(lumen.organization).drifted == 0
        example.rollback()


@EXAMPLES
@given(deeds, st.sampled_from(INSTANTS), st.sampled_from(PERIODS), st.booleans())
def test_a_board_ranks_the_sums_of_its_window_by_law_7(
    lumen: Lumen, history: list[Deed], now: datetime, period: str, of_project: bool
) -> None:
    with db.database.atomic() as example:
        for tick, deed in enumerate(history):
            live(lumen.organization, deed, tick)
        name = BoardName(period=period, scope=f"project:{home(lumen.organization).id}" if of_project else "")
        _, key = standings.board_key_of(lumen.organization, name, now)
        scores = [
            Score(person=person, points=points, reached_at=reached)
            for (board, person), (points, reached) in by_the_ledger(lumen.organization).items()
            if board == key
        ]
        shown = standings.board(lumen.organization, name, now, 50)
        placed = place(scores)
        assert [(row.position, row.rank, row.person.id, row.points) for row in shown.rows] == [
            (line.position, line.rank, line.person, line.points) for line in placed
        ]
        assert shown.people == ranking.count(key) == len(placed)
        example.rollback()


def closed(lumen: Lumen, number: int, at: datetime, state: str = "closed", seen_after: int = 0) -> None:
    change = issue(number, at, ADA, state=state)  # type: ignore[arg-type]
    change = change.model_copy(update={"seen_at": at + timedelta(minutes=seen_after)})
    for person, entries in do(home(lumen.organization), at, change).items():
        standings.add(lumen.organization, person, entries)


def reached(lumen: Lumen) -> datetime:
    found: datetime = Standing.get(Standing.board == f"{lumen.organization.id}:0:all:-").reached_at
    return found


def test_points_are_reached_when_the_last_standing_work_was_done(lumen: Lumen, now: datetime) -> None:
    hour = timedelta(hours=1)
    closed(lumen, 1, now)
    closed(lumen, 2, now + hour)
    assert reached(lumen) == now + hour
    closed(lumen, 2, now + hour, state="open", seen_after=1)
    assert reached(lumen) == now


def test_work_that_was_wholly_taken_back_leaves_no_trace_in_who_was_first(lumen: Lumen, now: datetime) -> None:
    closed(lumen, 1, now)
    closed(lumen, 1, now, state="open", seen_after=1)
    closed(lumen, 2, now - timedelta(hours=5))
    assert reached(lumen) == now - timedelta(hours=5)


def test_totals_and_ranks_are_those_of_the_windows_of_now(lumen: Lumen, now: datetime) -> None:
    organization = lumen.organization
    ada, bob = who(organization, ADA, now), who(organization, BOB, now)
    last_month = now - timedelta(days=10)
    for account, amount, at in ((ADA, 5, now), (ADA, 7, last_month), (BOB, 8, now)):
        live(organization, ("adjust", account, amount, at), 0)
    assert standings.totals(organization, ada, now).model_dump() == {
        "all": 12,
        "year": 12,
        "quarter": 12,
        "month": 5,
        "week": 5,
        "day": 5,
    }
    assert standings.ranks(organization, ada, now) == {
        "all": 1,
        "year": 1,
        "quarter": 1,
        "month": 2,
        "week": 2,
        "day": 2,
    }
    assert standings.ranks(organization, bob, now) == {
        "all": 2,
        "year": 2,
        "quarter": 2,
        "month": 1,
        "week": 1,
        "day": 1,
    }
    assert standings.ranks(organization, bob, last_month)["month"] is None


def test_who_has_lost_all_points_has_no_rank(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    for amount in (3, -5):
        live(lumen.organization, ("adjust", ADA, amount, now), 0)
    assert standings.totals(lumen.organization, ada, now).all == -2
    assert set(standings.ranks(lumen.organization, ada, now).values()) == {None}
    assert standings.board(lumen.organization, parse_board("all"), now, 50).rows == ()


def test_entries_worth_nothing_move_no_board(lumen: Lumen, now: datetime) -> None:
    [(ada, entries)] = do(home(lumen.organization), now, issue(1, now, labels=("points: 0",))).items()
    assert standings.add(lumen.organization, ada, entries) == {}
    assert Standing.select().count() == 0


def test_a_board_says_whose_which_and_until_when(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    whole = standings.board(lumen.organization, parse_board("week"), now, 50, version=9)
    assert (whole.board, whole.org, whole.title, whole.version) == ("week", "lumen", "This week", 9)
    assert (whole.scope.kind, whole.scope.name) == ("organization", "Lumen")
    assert whole.start == datetime(2026, 3, 1, 23, tzinfo=UTC)
    part = standings.board(lumen.organization, parse_board(f"all:project:{project.id}"), now, 50)
    assert (part.scope.kind, part.scope.id, part.scope.name) == ("project", project.id, "lumen/parser")
    assert (part.start, part.end) == (None, None)


def test_a_boards_stretch_is_numbered_from_the_top(lumen: Lumen, now: datetime) -> None:
    for account, amount in ((ADA, 5), (BOB, 5), (CYD, 2)):
        live(lumen.organization, ("adjust", account, amount, now), 0)
    rows = standings.board(lumen.organization, parse_board("all"), now, 2, offset=1).rows
    assert [(row.position, row.rank, row.person.login) for row in rows] == [(2, 1, "bob"), (3, 3, "cyd")]


def test_a_project_of_another_organisation_has_no_board_here(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    for number in (home(lumen.organization).id, 0, 10**17):
        with pytest.raises(NotFound):
            standings.board(ember, parse_board(f"week:project:{number}"), now, 50)


def test_the_relay_is_given_lines_as_they_stand_now(lumen: Lumen, now: datetime) -> None:
    live(lumen.organization, ("adjust", ADA, 5, now), 0)
    live(lumen.organization, ("adjust", ADA, -5, now), 0)
    ada, board = who(lumen.organization, ADA, now), f"{lumen.organization.id}:0:all:-"
    asked = [(board, ada), (board, ada), (board, 4_000), ("nowhere", ada)]
    assert boards.of_people(asked) == [(board, ada, 0, now), (board, 4_000, 0, EPOCH), ("nowhere", ada, 0, EPOCH)]
    assert boards.of_people([]) == []
