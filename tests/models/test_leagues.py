"""models/leagues.py, models/sections.py: tracks of sections, made and changed by commands, shown to everybody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from models import db, league_catalog, leagues, organizations, sections
from models.errors import Invalid, NotAllowed, NotFound, NothingToChange
from models.leagues import League, Section
from models.people import Membership
from models.rules.roles import GIVEN, Role
from models.settings import Settings
from tests.cast import Lumen
from tests.models.tracks import Track, lines

Making = Callable[..., Track]


@pytest.fixture
def track(lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> Making:
    return lambda *sections, **league: Track(lumen, redis, settings, now, *sections, **league)


def order(track: Track) -> list[tuple[int, str]]:
    with db.unit():
        return [(one.position, one.name) for one in sections.of(League.get_by_id(track.id))]


def shown(track: Track) -> dict[str, Any]:
    with db.unit():
        found = leagues.every(track.lumen.organization.id, 0, 100)
        return next(one.model_dump(mode="json") for one in league_catalog.wholes(found) if one.id == track.id)


def test_a_league_comes_with_its_sections_in_their_order(track: Making) -> None:
    made = track("Lexer", {"name": "Parser", "description": "Trees", "matches": {"label": "parser"}}, who="moderator")
    league = shown(made)
    badge = league.pop("badge")
    assert (badge["id"], badge["name"]) == (made.badge, "Compiler")
    assert league == {
        "id": made.id,
        "name": "Compilers",
        "description": "",
        "who": "moderator",
        "sections": [
            {"id": made.sections[0], "name": "Lexer", "description": "", "position": 1, "matches": None},
            {
                "id": made.sections[1],
                "name": "Parser",
                "description": "Trees",
                "position": 2,
                "matches": {"label": "parser"},
            },
        ],
        "people": 0,
        "finished": 0,
        "created_at": "2026-03-04T12:00:00Z",
        "updated_at": "2026-03-04T12:00:00Z",
    }


def test_who_has_begun_and_who_has_finished_is_counted_without_hidden_people(track: Making, now: datetime) -> None:
    made = track()
    made.complete(0, 1)
    made.run(made.bob, "moderator", "section:complete", section=made.sections[0])
    assert (shown(made)["people"], shown(made)["finished"]) == (2, 1)
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == made.ada).execute()
    assert (shown(made)["people"], shown(made)["finished"]) == (1, 0)


def test_sections_keep_positions_without_gaps(track: Making) -> None:
    made = track("one", "two", "three")
    made.admin("section:create", league=made.id, name="first", position=1)
    made.admin("section:create", league=made.id, name="last")
    assert order(made) == [(1, "first"), (2, "one"), (3, "two"), (4, "three"), (5, "last")]
    made.admin("section:update", section=made.sections[2], position=2)
    assert order(made) == [(1, "first"), (2, "three"), (3, "one"), (4, "two"), (5, "last")]
    made.admin("section:update", section=made.sections[2], position=99)
    made.admin("section:delete", section=made.sections[0])
    assert order(made) == [(1, "first"), (2, "two"), (3, "last"), (4, "three")]


def test_what_is_given_is_changed_and_the_rest_stays(track: Making) -> None:
    made = track({"name": "Lexer", "description": "Words", "matches": {"label": "lexer"}})
    assert made.admin("league:update", league=made.id, who="work")["league"]["name"] == "Compilers"
    told = made.admin("section:update", section=made.sections[0], name="Scanner", why="new name")["section"]
    assert (told["name"], told["description"], told["matches"]) == ("Scanner", "Words", {"label": "lexer"})
    assert made.admin("section:update", section=made.sections[0], matches=None)["section"]["matches"] is None
    with db.unit():
        assert Section.get_by_id(made.sections[0]).matches is None
        assert not sections.matching(made.lumen.organization.id)
    assert [line[0] for line in lines("league:u")] == ["league:update"]
    assert lines("section:u")[0][4] == {"name": "Scanner"}


def test_a_deleted_league_is_found_by_nobody_and_its_badge_stays_with_who_earned_it(track: Making) -> None:
    made = track("only")
    made.complete(0)
    made.admin("league:delete", league=made.id)
    with pytest.raises(NotFound, match="League not found"):
        made.admin("league:update", league=made.id, name="again")
    with pytest.raises(NotFound, match="Section not found"):
        made.undo(0)
    assert made.held() == {"ada": True}


def test_whoever_has_all_other_sections_gets_the_badge_when_the_last_is_deleted(track: Making) -> None:
    made = track("one", "two")
    made.complete(0)
    assert made.admin("section:delete", section=made.sections[1])["awarded"] == 1
    assert made.held() == {"ada": True}
    assert [line[0] for line in lines()[-2:]] == ["section:delete", "badge:award"]


def test_a_league_that_lost_its_sections_is_completed_by_nobody(track: Making) -> None:
    made = track("one")
    assert made.admin("section:delete", section=made.sections[0])["awarded"] == 0
    assert made.held() == {}


@pytest.mark.parametrize(
    ("name", "given", "refusal"),
    [
        ("league:create", {}, Invalid),
        ("league:create", {"name": ""}, Invalid),
        ("league:create", {"name": "x" * 201}, Invalid),
        ("league:create", {"name": "A", "who": "anybody"}, Invalid),
        ("league:create", {"name": "A", "sections": [{"name": "s"}] * 101}, Invalid),
        ("league:create", {"name": "A", "sections": [{"name": "s", "matches": {}}]}, Invalid),
        (
            "league:create",
            {"name": "A", "sections": [{"name": "s", "matches": {"label": "x", "project": 99}}]},
            NotFound,
        ),
        ("league:update", {"league": 99, "name": "A"}, NotFound),
        ("league:update", {"league": 1}, NothingToChange),
        ("league:delete", {"league": 99}, NotFound),
        ("section:create", {"league": 99, "name": "A"}, NotFound),
        ("section:create", {"league": 1, "name": "A", "position": 0}, Invalid),
        ("section:update", {"section": 99, "name": "A"}, NotFound),
        ("section:update", {"section": 1}, NothingToChange),
        ("section:delete", {"section": 99}, NotFound),
        ("section:complete", {"section": 99}, NotFound),
        ("section:uncomplete", {"section": 99}, NotFound),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    track: Making, name: str, given: dict[str, Any], refusal: type[Exception]
) -> None:
    made = track()
    before = lines()
    with pytest.raises(refusal):
        made.admin(name, **given)
    assert lines() == before
    with db.unit():
        assert (League.select().count(), Section.select().count()) == (1, 2)


def test_a_full_league_takes_no_further_section(track: Making) -> None:
    made = track(*(f"section {one}" for one in range(100)))
    with pytest.raises(Invalid, match="at most 100 sections"):
        made.admin("section:create", league=made.id, name="one more")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("league:create", {"name": "A"}),
        ("league:update", {"league": 1, "name": "A"}),
        ("league:delete", {"league": 1}),
        ("section:create", {"league": 1, "name": "A"}),
        ("section:update", {"section": 1, "name": "A"}),
        ("section:delete", {"section": 1}),
    ],
)
@pytest.mark.parametrize("role", GIVEN)
def test_admins_alone_change_leagues(track: Making, name: str, given: dict[str, Any], role: Role) -> None:
    made = track()
    if role in ("admin", "super_admin"):
        made.run(made.ada, role, name, **given)
    else:
        with pytest.raises(NotAllowed):
            made.run(made.ada, role, name, **given)


def test_the_league_of_another_organisation_is_not_there(track: Making, now: datetime) -> None:
    made = track()
    with db.unit():
        other = organizations.create("ember", "Ember", "UTC", now)
        theirs = leagues.create(other, "Theirs", "", "person", now)
        section = sections.create(theirs, "Theirs", "", None, now).id
    for name, given in (
        ("league:update", {"league": theirs.id, "name": "Mine"}),
        ("section:create", {"league": theirs.id, "name": "Mine"}),
        ("section:update", {"section": section, "name": "Mine"}),
        ("section:complete", {"section": section}),
    ):
        with pytest.raises(NotFound):
            made.admin(name, **given)


def test_leagues_come_oldest_first_and_in_pages(track: Making, now: datetime) -> None:
    made = track()
    with db.unit():
        more = [leagues.create(made.lumen.organization, f"L{n}", "", "person", now + timedelta(n)).id for n in range(3)]
        found = leagues.every(made.lumen.organization.id, made.id, 2)
        assert [league.id for league in found] == more[:2]
