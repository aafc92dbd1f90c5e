"""models/league_work.py, by workers/intake.py: work with a label completes sections, and takes its completions back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from redis import Redis

from models import consequences, db, deliveries, league_work, ledger, tariffs, workitems
from models.awards import Award
from models.deliveries import Delivery
from models.leagues import Completion
from models.people import Membership, Person
from models.rules.points import Tariff
from models.rules.work import Change, Work
from models.settings import Settings
from models.tenants import Project
from tests.cast import ADA, BOB, PARSER, ROBOT, Lumen, issue, pull_request
from tests.models.deeds import at_once, home
from tests.models.tracks import Track, lines, told
from workers import intake

Making = Callable[..., Track]
HOUR = timedelta(hours=1)
LEXER = {"name": "Lexer", "matches": {"label": "lexer"}}
TREES = {"name": "Parser", "matches": {"label": "Parser"}}


@pytest.fixture
def track(lumen: Lumen, redis: Redis, settings: Settings, now: datetime) -> Making:
    """A league whose sections work completes."""

    def make(*sections: object, **league: Any) -> Track:
        return Track(lumen, redis, settings, now, *(sections or (LEXER, TREES)), **({"who": "work"} | league))

    return make


def test_a_closed_issue_with_the_label_completes_the_section_for_its_assignee(track: Making, now: datetime) -> None:
    made = track()
    made.lumen.deliver("issues", issue("closed", now, labels=("LEXER", "bug")), now + HOUR)
    assert made.done() == [("ada", "Lexer")]
    with db.unit():
        [completion] = Completion.select()
        assert (completion.by, completion.note, completion.completed_at) == (None, "#42 Issue 42", now)
        assert completion.item.external_id == "7042"


def test_a_merged_pull_request_completes_the_section_for_its_author(track: Making, now: datetime) -> None:
    made = track()
    payload = pull_request("closed", now, merged=True)
    payload["pull_request"]["labels"] = [{"name": "parser"}]
    made.lumen.deliver("pull_request", payload, now)
    assert made.done() == [("ada", "Parser")]


def test_the_last_section_brings_the_badge_audited_and_told_live(track: Making, now: datetime) -> None:
    made = track()
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    later = now + timedelta(days=3)
    made.lumen.deliver("issues", issue("closed", later, number=43, labels=("parser",)), later)
    assert made.held() == {"ada": True}
    with db.unit():
        award = Award.get(Award.badge == made.badge)
        assert award.evidence == [
            {"text": "Lexer: #42 Issue 42", "url": "https://github.com/lumen/parser/issues/42"},
            {"text": "Parser: #43 Issue 43", "url": "https://github.com/lumen/parser/issues/43"},
        ]
        assert (award.way, award.by) == ("league", None)
    [line] = lines("badge:award")
    assert line[:4] == ("badge:award", "Codebadge", "worker", f"person:{made.ada}")
    statistics = {name: line[4][name] for name in ("sections", "total", "days", "way")}
    assert statistics == {"sections": 2, "total": 2, "days": 3, "way": "league"}
    assert "compiler" in told("badge.awarded")


@pytest.mark.parametrize(
    "change",
    [
        {"action": "reopened", "labels": ("lexer",)},
        {"action": "unlabeled", "closed": True},
        {"action": "edited", "closed": True, "labels": ("lexer",), "reason": "not_planned"},
        {"action": "unassigned", "closed": True, "labels": ("lexer",), "assignees": (BOB,)},
        {"action": "deleted", "closed": True, "labels": ("lexer",)},
    ],
    ids=lambda change: change["action"],
)
def test_work_that_changes_takes_its_completion_and_the_badge_back(
    track: Making, now: datetime, change: dict[str, Any]
) -> None:
    made = track(LEXER)
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    assert made.held() == {"ada": True}
    made.lumen.deliver("issues", issue(at=now + HOUR, **change), now + HOUR)
    assert ("ada", "Lexer") not in made.done()
    assert made.held()["ada"] is False
    assert [line[:3] for line in lines("badge:revoke")] == [("badge:revoke", "Codebadge", "worker")]
    assert "compiler" in told("badge.revoked")


def test_work_that_is_done_again_brings_it_all_back(track: Making, now: datetime) -> None:
    made = track(LEXER)
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    made.lumen.deliver("issues", issue("reopened", now + HOUR, labels=("lexer",)), now + HOUR)
    made.lumen.deliver("issues", issue("closed", now + 2 * HOUR, labels=("lexer",)), now + 2 * HOUR)
    assert made.done() == [("ada", "Lexer")]
    with db.unit():
        given = Award.select().where(Award.badge == made.badge, Award.revoked_at.is_null())
        assert given.count() == 1


def test_other_work_of_the_same_person_keeps_the_section_completed(track: Making, now: datetime) -> None:
    made = track(LEXER)
    for number in (42, 43, 44):
        who = (BOB,) if number == 44 else (ADA,)
        made.lumen.deliver("issues", issue("closed", now, number=number, labels=("lexer",), assignees=who), now)
    made.lumen.deliver("issues", issue("reopened", now + HOUR, labels=("lexer",)), now + HOUR)
    assert made.done() == [("ada", "Lexer"), ("bob", "Lexer")]
    with db.unit():
        live = Completion.get(Completion.person == made.ada, Completion.revoked_at.is_null())
        assert live.item.external_id == "7043"
    assert made.held() == {"ada": True, "bob": True}
    made.lumen.deliver("issues", issue("reopened", now + HOUR, number=43, labels=("lexer",)), now + HOUR)
    assert made.done() == [("bob", "Lexer")]


def test_what_somebody_completed_by_hand_does_not_fall_with_work(track: Making, now: datetime) -> None:
    made = track(LEXER, who="person")
    made.complete(0)
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    made.lumen.deliver("issues", issue("reopened", now + HOUR, labels=("lexer",)), now + HOUR)
    assert made.done() == [("ada", "Lexer")]
    assert made.held() == {"ada": True}


def test_what_work_completed_is_not_taken_back_by_hand(track: Making, now: datetime) -> None:
    made = track(LEXER, who="person")
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    with pytest.raises(Exception, match="“Lexer” was completed by work, and stands and falls with it"):
        made.undo(0)


def test_what_a_former_rule_completed_stands_and_can_be_taken_back_by_a_moderator(track: Making, now: datetime) -> None:
    made = track(LEXER)
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    made.admin("section:update", section=made.sections[0], matches={"label": "scanner"})
    made.lumen.deliver("issues", issue("reopened", now + HOUR, labels=("lexer",)), now + HOUR)
    assert made.done() == [("ada", "Lexer")]
    made.run(made.bob, "moderator", "section:uncomplete", section=made.sections[0], person=made.ada)
    assert made.done() == []


def test_a_shared_issue_completes_the_section_for_all_who_did_it_but_no_bot(track: Making, now: datetime) -> None:
    made = track(LEXER)
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",), assignees=(ADA, BOB, ROBOT)), now)
    assert made.done() == [("ada", "Lexer"), ("bob", "Lexer")]
    assert made.held() == {"ada": True, "bob": True}


def test_a_section_may_ask_for_one_project(track: Making, now: datetime, lumen: Lumen) -> None:
    with db.unit():
        elsewhere = Project.create(
            organization=lumen.organization, provider="github", external_id="777", name="lumen/x", created_at=now
        ).id
    made = track({"name": "Lexer", "matches": {"label": "lexer", "project": elsewhere}})
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    assert made.done() == []
    there = PARSER | {"id": 777, "full_name": "lumen/x"}
    made.lumen.deliver("issues", issue("closed", now, number=9, labels=("lexer",), repository=there), now)
    assert made.done() == [("ada", "Lexer")]


def test_work_that_earns_no_points_completes_sections_all_the_same(track: Making, now: datetime, lumen: Lumen) -> None:
    made = track(LEXER)
    with db.unit():
        tariffs.decide(lumen.organization, None, Tariff(worth={}), now - timedelta(days=1))
    newcomer = ADA.model_copy(update={"external_id": "4711", "login": "zoe"})
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",), assignees=(newcomer,)), now)
    assert made.done() == [("zoe", "Lexer")]
    made.lumen.deliver("issues", issue("reopened", now + HOUR, labels=("lexer",), assignees=(newcomer,)), now + HOUR)
    assert made.done() == []


def test_hidden_people_complete_sections_unseen(track: Making, now: datetime) -> None:
    made = track(LEXER)
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == made.ada).execute()
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    assert made.done() == [("ada", "Lexer")]
    assert "compiler" not in told("badge.awarded")


def test_deleted_leagues_and_sections_hear_of_no_work(track: Making, now: datetime) -> None:
    made = track()
    made.admin("section:delete", section=made.sections[0])
    made.lumen.deliver("issues", issue("closed", now, labels=("lexer",)), now)
    made.admin("league:delete", league=made.id)
    made.lumen.deliver("issues", issue("closed", now, number=43, labels=("parser",)), now)
    assert made.done() == []


def test_a_delivery_twice_completes_once(track: Making, now: datetime) -> None:
    made = track()
    payload = issue("closed", now, labels=("lexer",))
    made.lumen.deliver("issues", payload, now)
    made.lumen.deliver("issues", payload, now)
    with db.unit():
        assert Completion.select().count() == 1


def test_a_card_in_the_list_completes_the_section_until_it_leaves(track: Making, now: datetime) -> None:
    made = track({"name": "Lexer", "matches": {"list": "Done"}})
    _card(made, now, ("64f0", "Done"))
    assert made.done() == [("ada", "Lexer")]
    _card(made, now + HOUR, ("64f1", "Doing"))
    assert made.done() == []


def test_two_workers_with_the_last_two_sections_give_one_badge(track: Making, now: datetime, lumen: Lumen) -> None:
    made = track()
    for attempt in range(5):
        first, second = 100 + 2 * attempt, 101 + 2 * attempt
        rows = [
            lumen.keep("issues", issue("closed", now, number=number, labels=(label,)), now)
            for number, label in ((first, "lexer"), (second, "parser"))
        ]
        _at_once(rows, now)
        with db.unit():
            live = Award.select().where(Award.badge == made.badge, Award.revoked_at.is_null())
            assert live.count() == 1
            assert Person.get_by_id(live.get().person_id).login == "ada"
        again = [
            lumen.keep("issues", issue("reopened", now + HOUR, number=number, labels=(label,)), now)
            for number, label in ((first, "lexer"), (second, "parser"))
        ]
        _at_once(again, now)
        assert (made.done(), made.held()["ada"]) == ([], False)


def test_work_taken_back_while_other_work_of_the_same_person_is_leaves_nothing_completed(
    track: Making, now: datetime, lumen: Lumen
) -> None:
    made = track(LEXER)
    with db.unit():
        # Without points, nobody's lock is taken for the ledger's sake.
        tariffs.decide(lumen.organization, None, Tariff(worth={}), now - timedelta(days=1))
    for number in (42, 43):
        lumen.deliver("issues", issue("closed", now, number=number, labels=("lexer",)), now)
    later = now + HOUR
    again = [issue("reopened", later, number=number, labels=("lexer",)) for number in (42, 43)]
    first, second = (lumen.keep("issues", payload, now) for payload in again)
    with db.unit():
        assert [deliveries.lease(later, row) for row in (first, second)] == [first, second]
    with ThreadPoolExecutor(1) as other:
        with db.unit():
            intake.settle(first, later)
            under_way = other.submit(intake.settle, second, later)
            # It waits for us, or it is done without having seen what we do.
            while not under_way.done() and not db.rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
                pass
        under_way.result(timeout=10)
    assert (made.done(), made.held()["ada"]) == ([], False)


def _at_once(rows: list[int], now: datetime) -> None:
    """Each delivery settled by a worker of its own, at the same moment."""
    with db.unit():
        for row in rows:
            assert deliveries.lease(now, row) == row
    at_once(*[partial(intake.settle, row, now) for row in rows])
    with db.unit():
        assert [Delivery.get_by_id(row).state for row in rows] == ["done"] * len(rows)


def _card(track: Track, at: datetime, lists: tuple[str, ...]) -> None:
    """A board's card as a source would tell it, settled as the intake does."""
    work = Work(kind="card", external_id="c1", title="A card", state="open", began_at=at, assignees=(ADA,), lists=lists)
    with db.unit():
        project = home(track.lumen.organization)
        items = workitems.fold_in(project, [Change(work=work, seen_at=at)], at)
        plan = league_work.plan(project, items)
        settled = ledger.settle(project, items, None, at, plan.accounts, plan.holders)
        consequences.of_entries(project.organization, settled, at)
        league_work.settle(project.organization, plan, at)
