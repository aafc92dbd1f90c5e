"""models/belonging.py, models/teams.py, models/seasons.py: whose boards points count on, and when that changes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from models import boards, closing, db, drift, leagues, ledger, seasons, standings, tariffs, teams
from models.errors import Exhausted, InUse, Invalid, NotFound
from models.leagues import League
from models.outbox import Message
from models.rules.points import Tariff
from models.rules.standings import parse_board
from models.settings import Settings
from models.standings import Standing
from models.tenants import Organization
from tests.cast import ADA, CYD, Lumen
from tests.models.deeds import do, home, issue, who
from tests.models.tracks import Track
from workers import relay

DAY = timedelta(days=1)
EXAMPLES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def lumen_now() -> Organization:
    found: Organization = Organization.get(Organization.slug == "lumen")
    return found


def adjust(person: int, points: int, at: datetime) -> None:
    for one, entries in ledger.adjust(lumen_now(), person, points, "a reason", "Eve", at).written.items():
        standings.add(lumen_now(), one, entries)


def on(name: str, now: datetime) -> dict[int, int]:
    """{person: points} of a board of now."""
    return {row.person.id: row.points for row in standings.board(lumen_now(), parse_board(name), now, 50).rows}


def in_redis(redis: Redis, key: str) -> int:
    found = redis.zcard(boards.names(key)[0])
    assert isinstance(found, int)
    return found


def test_who_joins_a_team_brings_their_points_and_takes_them_away(lumen: Lumen, redis: Redis, now: datetime) -> None:
    with db.unit():
        ada, cyd = who(lumen.organization, ADA, now), who(lumen.organization, CYD, now)
        adjust(ada, 5, now)
        adjust(cyd, 2, now - 40 * DAY)
        team = teams.create(lumen_now(), "Blue", now)
        board, key = f"all:team:{team.id}", f"{lumen.organization.id}:t-{team.id}:all:-"
        assert on(board, now) == {}
        assert teams.join(team, ada, now) and teams.join(team, cyd, now)
        assert not teams.join(team, cyd, now)
        adjust(ada, 1, now)
        assert on(board, now) == {ada: 6, cyd: 2}
        assert on(f"month:team:{team.id}", now) == {ada: 6}
        assert [one.name for one in teams.cards([team])[0].people] == ["ada", "cyd"]
    relay.heal(redis)
    relay.tell_all(redis)
    assert in_redis(redis, key) == 2
    with db.unit():
        teams.leave(team, cyd, now)
        with pytest.raises(NotFound):
            teams.leave(team, cyd, now)
        assert on(board, now) == {ada: 6}
        assert drift.mend_standings(lumen_now()).drifted == 0
    relay.tell_all(redis)
    assert in_redis(redis, key) == 1
    with db.unit():
        teams.delete(team, now)
        assert drift.mend_standings(lumen_now()).drifted == 0
        with pytest.raises(NotFound):
            on(board, now)


def test_a_closed_period_keeps_who_was_in_the_team(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, cyd = who(lumen.organization, ADA, now), who(lumen.organization, CYD, now)
        adjust(ada, 5, now)
        adjust(cyd, 2, now)
        team = teams.create(lumen_now(), "Blue", now)
        teams.join(team, ada, now)
        closing.close(lumen_now(), now + DAY)
        teams.join(team, cyd, now + DAY)
        teams.leave(team, ada, now + DAY)
        adjust(cyd, 9, now)
        assert on(f"day:team:{team.id}", now) == {ada: 5}
        assert on(f"week:team:{team.id}", now) == {cyd: 11}
        assert drift.mend_standings(lumen_now()).drifted == 0


def test_whoever_begins_a_league_is_on_its_board(lumen: Lumen, redis: Redis, clean: Settings, now: datetime) -> None:
    track = Track(lumen, redis, clean, now, badge=False)
    with db.unit():
        adjust(track.ada, 5, now)
    track.complete(0)
    board = f"all:league:{track.id}"
    with db.unit():
        assert on(board, now) == {track.ada: 5}
    track.undo(0)
    with db.unit():
        assert on(board, now) == {}
        assert drift.mend_standings(lumen_now()).drifted == 0
    track.complete(1)
    track.admin("league:delete", league=track.id)
    with db.unit():
        assert not Standing.select().where(Standing.board ** "%:l-%").exists()
        assert drift.mend_standings(lumen_now()).drifted == 0


def test_joining_is_told_of_the_boards_alone(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada = who(lumen.organization, ADA, now)
        adjust(ada, 5, now)
        team = teams.create(lumen_now(), "Blue", now)
        teams.join(team, ada, now)
        [told] = Message.select()
        assert (told.kind, len(told.boards)) == ("person.changed", 6)
        teams.join(team, ada, now)
        assert Message.select().count() == 1


@pytest.mark.usefixtures("unit")
@EXAMPLES
@given(
    st.lists(
        st.tuples(st.sampled_from(["adjust", "join", "leave", "close"]), st.integers(0, 1), st.integers(0, 1)),
        max_size=16,
    )
)
def test_boards_of_teams_equal_the_ledger_whoever_comes_and_goes(
    lumen: Lumen, now: datetime, history: list[tuple[str, int, int]]
) -> None:
    with db.database.atomic() as example:
        people = [who(lumen.organization, account, now) for account in (ADA, CYD)]
        both = [teams.create(lumen_now(), name, now) for name in ("Blue", "Green")]
        inside: set[tuple[int, int]] = set()
        moment = now
        for verb, person, team in history:
            moment += timedelta(hours=13)
            if verb == "adjust":
                adjust(people[person], 1 + person + team, moment - team * DAY)
            elif verb == "close":
                closing.close(lumen_now(), moment)
            elif (verb == "leave") is ((person, team) in inside):
                getattr(teams, verb)(both[team], people[person], moment)
                inside ^= {(person, team)}
        assert drift.mend_standings(lumen_now(), mend=False).drifted == 0
        for number, team in enumerate(both):
            here = {people[person] for person, of in inside if of == number}
            whole = on("all", moment)
            assert on(f"all:team:{team.id}", moment) == {one: whole[one] for one in here if one in whole}
        example.rollback()


@pytest.fixture
def spring(lumen: Lumen, now: datetime) -> Iterator[tuple[int, int]]:
    """Ada has 5 points on 4 March and 3 on 20 March; Cyd 2 on 1 April, by Vienna's calendar."""
    with db.unit():
        ada, cyd = who(lumen.organization, ADA, now), who(lumen.organization, CYD, now)
        adjust(ada, 5, now)
        adjust(ada, 3, now + 16 * DAY)
        adjust(cyd, 2, datetime(2026, 3, 31, 22, tzinfo=now.tzinfo))
        yield ada, cyd


def test_a_season_counts_from_its_first_to_its_last_day(lumen: Lumen, now: datetime, spring: tuple[int, int]) -> None:
    ada, cyd = spring
    made, counted = seasons.create(lumen_now(), "Spring", date(2026, 3, 20), date(2026, 3, 31), now)
    name = f"season-{made.id}"
    assert (counted, on(name, now)) == (1, {ada: 3})
    assert seasons.change(lumen_now(), made, None, (None, date(2026, 4, 1))) == 2
    assert on(name, now) == {ada: 3, cyd: 2}
    adjust(ada, 1, now + 17 * DAY)
    assert on(name, now) == {ada: 4, cyd: 2}
    assert seasons.change(lumen_now(), made, "Late spring", (None, None)) == 0
    board = standings.board(lumen_now(), parse_board(name), now, 5)
    assert (board.title, board.period) == ("Late spring", name)
    assert (board.start, board.end) == (
        datetime(2026, 3, 19, 23, tzinfo=now.tzinfo),
        datetime(2026, 4, 1, 22, tzinfo=now.tzinfo),
    )
    assert drift.mend_standings(lumen_now()).drifted == 0
    seasons.delete(lumen_now(), made, now)
    assert not Standing.select().where(Standing.board ** "%season%").exists()
    assert drift.mend_standings(lumen_now()).drifted == 0


def test_a_season_that_is_none_or_closed_is_refused(lumen: Lumen, now: datetime, spring: tuple[int, int]) -> None:
    for first, last in ((date(2026, 3, 2), date(2026, 3, 1)), (date(2026, 3, 2), date(2037, 3, 1))):
        with pytest.raises(Invalid):
            seasons.create(lumen_now(), "Spring", first, last, now)
    made, _ = seasons.create(lumen_now(), "Spring", date(2026, 3, 4), date(2026, 3, 4), now)
    closing.close(lumen_now(), now + DAY)
    with pytest.raises(InUse):
        seasons.change(lumen_now(), made, None, (date(2026, 3, 1), None))
    seasons.change(lumen_now(), made, "The day", (None, None))
    assert seasons.card(made, "Europe/Vienna").closed_at == now + DAY


def test_there_is_an_end_to_seasons_and_teams(
    lumen: Lumen, now: datetime, spring: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seasons, "MOST", 1)
    monkeypatch.setattr(teams, "MOST", 1)
    monkeypatch.setattr(teams, "MOST_PEOPLE", 1)
    seasons.create(lumen_now(), "Spring", date(2026, 3, 4), date(2026, 3, 4), now)
    team = teams.create(lumen_now(), "Blue", now)
    teams.join(team, spring[0], now)
    with pytest.raises(Exhausted):
        seasons.create(lumen_now(), "Summer", date(2026, 6, 4), date(2026, 6, 4), now)
    with pytest.raises(Exhausted):
        teams.create(lumen_now(), "Green", now)
    with pytest.raises(Exhausted):
        teams.join(team, spring[1], now)


def test_work_that_is_filed_elsewhere_goes_to_the_other_disciplines_board(lumen: Lumen, now: datetime) -> None:
    disciplines = {"design": {"labels": ["ux"]}, "testing": {"labels": ["test"]}}
    with db.unit():
        project = home(lumen.organization)
        tariffs.decide(lumen_now(), None, Tariff.model_validate({"disciplines": disciplines}), now - DAY)
        ada = who(lumen.organization, ADA, now)
        standings.add(lumen_now(), ada, do(project, now, issue(1, now, labels=("ux",)))[ada])
        assert (on("week:discipline:design", now), on("week:discipline:testing", now)) == ({ada: 3}, {})
        again = issue(1, now, labels=("test",)).model_copy(update={"seen_at": now + DAY})
        standings.add(lumen_now(), ada, do(project, now, again)[ada])
        assert (on("week:discipline:design", now), on("week:discipline:testing", now)) == ({}, {ada: 3})
        assert drift.mend_standings(lumen_now()).drifted == 0


def test_a_league_that_is_gone_has_no_board(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        league = leagues.create(lumen_now(), "Compilers", "", "person", now)
        assert standings.board(lumen_now(), parse_board(f"week:league:{league.id}"), now, 5).scope.name == "Compilers"
        leagues.delete(league, now)
        with pytest.raises(NotFound):
            standings.board(lumen_now(), parse_board(f"week:league:{league.id}"), now, 5)
        assert League.select().count() == 1
