"""models/completions.py, models/league_awards.py: sections completed by hand, and the badge of the last one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from redis import Redis

from models import db, leagues, progress
from models.awards import Award
from models.errors import Missing, NotAllowed, NotFound
from models.leagues import Completion
from models.people import Membership, Person
from models.rules.roles import Role
from models.settings import Settings
from tests.cast import Lumen
from tests.models.deeds import at_once
from tests.models.tracks import Track, lines, told

Making = Callable[..., Track]
DAY = timedelta(days=1)


@pytest.fixture
def track(lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> Making:
    return lambda *sections, **league: Track(lumen, redis, settings, now, *sections, **league)


def far(track: Track) -> dict[str, Any]:
    with db.unit():
        league = leagues.find(track.lumen.organization.id, track.id)
        return progress.of(league, Person.get_by_id(track.ada)).model_dump(mode="json")


def test_somebody_comes_through_a_league_section_by_section(track: Making, now: datetime) -> None:
    made = track("Lexer", "Parser", "Linker")
    told = made.complete(0)
    assert told["award"] is None
    assert told["completion"] == {
        "id": 1,
        "section": made.sections[0],
        "person": made.ada,
        "completed_at": "2026-03-04T12:00:00Z",
        "how": "hand",
        "note": "",
    }
    seen = told["progress"]
    assert (seen["completed"], seen["total"], seen["percent"]) == (1, 3, 33)
    assert [(one["name"], one["completed"], one["completed_at"], one["how"]) for one in seen["sections"]] == [
        ("Lexer", True, "2026-03-04T12:00:00Z", "hand"),
        ("Parser", False, None, None),
        ("Linker", False, None, None),
    ]
    assert (seen["league"]["name"], seen["person"]["login"]) == ("Compilers", "ada")
    assert (seen["badge"]["earned"], seen["badge"]["earned_at"]) == (False, None)


def test_the_last_section_brings_the_badge_with_reason_and_evidence(track: Making, now: datetime) -> None:
    made = track("Lexer", "Parser")
    made.complete(0)
    answer = made.complete(1, at=now + 3 * DAY)
    card = answer["award"]
    assert (card["badge"]["id"], card["by"]) == (made.badge, None)
    assert card["reason"] == "for completing all 2 sections of “Compilers”"
    assert [piece["text"] for piece in card["evidence"]] == ["Lexer", "Parser"]
    assert answer["progress"]["percent"] == 100
    assert (answer["progress"]["badge"]["earned"], answer["progress"]["badge"]["earned_at"]) == (
        True,
        "2026-03-07T12:00:00Z",
    )
    with db.unit():
        award = Award.get(Award.badge == made.badge)
        assert (award.way, award.by, award.person_id) == ("league", None, made.ada)


def test_the_award_is_audited_with_what_it_took_and_told_live(track: Making, now: datetime) -> None:
    made = track("Lexer", "Parser")
    made.complete(0)
    made.complete(1, at=now + 3 * DAY)
    with db.unit():
        award = Award.get(Award.badge == made.badge).id
    assert lines("badge:award") == [
        (
            "badge:award",
            "ada",
            "socket",
            f"person:{made.ada}",
            {
                "award": award,
                "badge": made.badge,
                "league": made.id,
                "way": "league",
                "sections": 2,
                "total": 2,
                "first_completed_at": "2026-03-04T12:00:00Z",
                "last_completed_at": "2026-03-07T12:00:00Z",
                "days": 3,
            },
        )
    ]
    assert [line[4] for line in lines("section:complete")] == [
        {"completion": one, "section": section, "league": made.id} for one, section in enumerate(made.sections, 1)
    ]
    assert told("badge.awarded") == ["compiler"]


def test_completing_what_is_completed_changes_nothing(track: Making, now: datetime) -> None:
    made = track("Lexer", "Parser")
    first = made.complete(0)
    before = lines()
    again = made.complete(0, at=now + DAY)
    assert again == first
    assert lines() == before


def test_taking_a_section_back_takes_the_leagues_badge(track: Making, now: datetime) -> None:
    made = track("Lexer", "Parser")
    made.complete(0, 1)
    answer = made.undo(0, at=now + DAY)
    assert answer["revoked"]["revoke_reason"] == "1 of 2 sections of “Compilers” remain completed"
    assert (made.held(), far(made)["completed"]) == ({"ada": False}, 1)
    assert [(line[0], line[4]) for line in lines()[-2:]] == [("section:uncomplete", None), ("badge:revoke", None)]
    assert told("badge.revoked") == ["compiler"]
    made.complete(0, at=now + 2 * DAY)
    with db.unit():
        given = Award.select().where(Award.badge == made.badge, Award.revoked_at.is_null())
        assert given.count() == 1


def test_what_is_not_completed_cannot_be_taken_back(track: Making) -> None:
    made = track()
    with pytest.raises(NotFound, match="ada has not completed “Lexer”"):
        made.undo(0)


def test_a_section_that_comes_later_takes_nobodys_badge(track: Making, now: datetime) -> None:
    made = track("Lexer", "Parser")
    made.complete(0, 1, at=now + DAY)
    later = now + 2 * DAY
    third = made.run(made.cyd, "admin", "section:create", later, league=made.id, name="Linker")["section"]["id"]
    made.sections.append(third)
    assert far(made)["percent"] == 66
    made.complete(2, at=later + DAY)
    made.undo(2, at=later + 2 * DAY)
    assert made.held() == {"ada": True}
    made.undo(1, at=later + 3 * DAY)
    assert made.held() == {"ada": False}


def test_what_was_given_by_hand_is_not_given_again_and_not_taken_back(track: Making) -> None:
    made = track()
    made.admin("badge:award", badge=made.badge, person=made.ada, reason="early")
    assert made.complete(0, 1)["award"] is None
    made.undo(1)
    assert made.held() == {"ada": True}
    with db.unit():
        assert Award.select().where(Award.badge == made.badge).count() == 1


def test_what_was_revoked_by_hand_is_not_given_back_by_the_league(track: Making) -> None:
    made = track()
    made.complete(0, 1)
    made.admin("badge:revoke", badge=made.badge, person=made.ada, reason="copied")
    made.undo(1)
    assert made.complete(1)["award"] is None
    assert made.held() == {"ada": False}


def test_whose_gift_was_taken_back_still_earns_the_badge_by_completing_the_league(track: Making, now: datetime) -> None:
    made = track()
    made.admin("badge:award", badge=made.badge, person=made.ada, reason="too early")
    made.complete(0)
    made.admin("badge:revoke", badge=made.badge, person=made.ada, reason="an error")
    assert made.complete(1, at=now + DAY)["award"] is not None


def test_a_gift_that_was_taken_back_from_who_had_completed_the_league_stays_gone(track: Making, now: datetime) -> None:
    made = track()
    made.admin("badge:award", badge=made.badge, person=made.ada, reason="early")
    made.complete(0, 1)
    with db.unit():
        made.inside(made.cyd, "admin", "badge:revoke", now + DAY, badge=made.badge, person=made.ada, reason="copied")
    assert made.complete(1, at=now + 2 * DAY)["award"] is None


def test_the_log_tells_that_a_league_brought_its_badge(track: Making, caplog: pytest.LogCaptureFixture) -> None:
    made = track()
    with caplog.at_level("INFO", logger="codebadge.leagues"):
        made.complete(0, 1)
    assert caplog.messages == [f"person {made.ada} has completed a league and earned badge {made.badge}"]


def test_a_league_without_a_badge_gives_none_until_it_has_one(track: Making, now: datetime) -> None:
    made = track(badge=False)
    assert made.complete(0, 1)["award"] is None
    assert far(made)["badge"] is None
    made.run(made.bob, "moderator", "section:complete", section=made.sections[0])
    made.badge = made.make_badge()
    assert made.held() == {"ada": True}
    assert [line[:4] for line in lines("badge:")] == [
        ("badge:create", "cyd", "socket", f"badge:{made.badge}"),
        ("badge:award", "cyd", "socket", f"person:{made.ada}"),
    ]
    assert told("badge.awarded") == ["compiler"]


def test_a_badge_that_rests_is_not_given_until_it_is_active_again(track: Making) -> None:
    made = track(badge=False)
    made.badge = made.make_badge(active=False)
    assert made.complete(0, 1)["award"] is None
    made.admin("badge:update", badge=made.badge, name="Compiler writer")
    assert made.held() == {}
    made.admin("badge:update", badge=made.badge, active=True)
    assert made.held() == {"ada": True}


def test_completing_again_heals_a_badge_that_was_missed(track: Making) -> None:
    made = track()
    made.complete(0, 1)
    with db.unit():
        Award.delete().execute()
    assert made.complete(1)["award"] is not None


@pytest.mark.parametrize("name", ["section:complete", "section:uncomplete"])
@pytest.mark.parametrize(
    ("who", "role", "person", "refusal"),
    [
        ("person", "contributor", None, None),
        ("person", "contributor", "ada", None),
        ("person", "contributor", "bob", NotAllowed),
        ("person", "moderator", "bob", None),
        ("moderator", "contributor", None, NotAllowed),
        ("moderator", "contributor", "ada", NotAllowed),
        ("moderator", "moderator", None, Missing),
        ("moderator", "moderator", "bob", None),
        ("moderator", "moderator", "nobody", NotFound),
        ("work", "contributor", None, NotAllowed),
        ("work", "contributor", "bob", NotAllowed),
    ],
)
def test_the_league_says_who_may(
    track: Making, name: str, who: str, role: Role, person: str | None, refusal: type[Exception] | None, now: datetime
) -> None:
    made = track(who=who)
    people = {"ada": made.ada, "bob": made.bob, "nobody": 999}
    if name == "section:uncomplete":
        with db.unit():
            for one in (made.ada, made.bob):
                row = {"organization": made.lumen.organization, "section": made.sections[0], "person": one}
                Completion.create(**row, by="someone", note="", completed_at=now)
    given = {"section": made.sections[0]} | ({"person": people[person]} if person else {})
    if refusal is None:
        assert made.run(made.ada, role, name, **given)["progress"]["person"]["login"] == (person or "ada")
    else:
        before = made.done()
        with pytest.raises(refusal):
            made.run(made.ada, role, name, **given)
        assert made.done() == before


@pytest.mark.parametrize("role", ["moderator", "admin", "super_admin"])
def test_nobody_completes_by_hand_what_work_alone_completes(track: Making, role: Role) -> None:
    made = track(who="work")
    with pytest.raises(NotAllowed, match="completed by work alone"):
        made.run(made.ada, role, "section:complete", section=made.sections[0], person=made.ada)


def test_a_program_must_say_for_whom(track: Making) -> None:
    made = track()
    with pytest.raises(Missing):
        made.run(None, "moderator", "section:complete", section=made.sections[0])
    answer = made.run(None, "moderator", "section:complete", section=made.sections[0], person=made.ada, note="seen")
    assert answer["completion"]["note"] == "seen"
    assert lines("section:complete")[0][1] == "a program"


def test_hidden_people_go_on_unseen(track: Making, now: datetime) -> None:
    made = track()
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == made.ada).execute()
    with pytest.raises(NotFound):
        made.run(made.bob, "moderator", "section:complete", section=made.sections[0], person=made.ada)
    made.complete(0)
    assert made.complete(1)["progress"]["badge"]["earned"]
    assert told("badge.awarded") == []


def test_the_last_two_sections_at_once_bring_one_badge(track: Making) -> None:
    for attempt in range(5):
        made = track(*(f"section {one}" for one in range(4)), badge=False)
        made.badge = made.make_badge(name=f"Round {attempt}")
        made.complete(0, 1)
        answers = at_once(partial(_complete, made, 2), partial(_complete, made, 3))
        assert sorted(bool(answer["award"]) for answer in answers) == [False, True]
        with db.unit():
            assert Award.select().where(Award.badge == made.badge).count() == 1


def test_the_same_section_at_once_is_completed_once(track: Making) -> None:
    made = track("only")
    answers = at_once(*[partial(_complete, made, 0)] * 4)
    assert {answer["completion"]["id"] for answer in answers} == {1}
    assert [bool(answer["award"]) for answer in answers].count(True) == 1
    assert len(lines("section:complete")) == 1


def test_a_badge_made_at_the_moment_of_the_last_section_reaches_everybody(track: Making) -> None:
    for attempt in range(5):
        made = track("first", "last", badge=False)
        made.complete(0)
        make = partial(made.inside, made.cyd, "admin", "badge:create", name=f"Round {attempt}", league=made.id)
        answer, _ = at_once(make, partial(_complete, made, 1))
        made.badge = answer["badge"]["id"]
        assert made.held() == {"ada": True}


def test_a_section_deleted_at_the_moment_of_another_ones_completion_leaves_no_finisher_without(track: Making) -> None:
    for attempt in range(5):
        made = track("first", "last", badge=False)
        made.badge = made.make_badge(name=f"Round {attempt}")
        delete = partial(made.inside, made.cyd, "admin", "section:delete", section=made.sections[1])
        at_once(delete, partial(_complete, made, 0))
        assert made.held() == {"ada": True}


def _complete(track: Track, section: int) -> Any:
    """In the unit that is open already."""
    return track.inside(track.ada, "contributor", "section:complete", section=track.sections[section])
