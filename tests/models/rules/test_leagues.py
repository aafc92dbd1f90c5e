"""models/rules/leagues.py: which work completes a section, and how far somebody is."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from models.rules import leagues, roles
from models.rules.leagues import Matches, Step, Who
from models.rules.work import Folded, Work

PROJECT = 5
DAY = timedelta(days=1)


def folded(now: datetime, gone: bool = False, **work: Any) -> Folded:
    fields = {"kind": "issue", "external_id": "1", "state": "closed", "began_at": now, "labels": ("Basics",)}
    return Folded(work=Work.model_validate(fields | work), stamps={}, gone=gone)


@pytest.mark.parametrize(
    ("work", "completes"),
    [
        ({}, True),
        ({"reason": "completed"}, True),
        ({"reason": "not_planned"}, False),
        ({"reason": "duplicate"}, False),
        ({"state": "open"}, False),
        ({"labels": ()}, False),
        ({"labels": ("basics first",)}, False),
        ({"labels": ("bug", " BASICS ")}, True),
        ({"gone": True}, False),
        ({"kind": "pull_request", "state": "merged"}, True),
        ({"kind": "pull_request", "state": "closed"}, False),
        ({"kind": "card", "state": "closed"}, True),
        ({"kind": "card", "state": "open"}, False),
        ({"kind": "review", "state": "given"}, False),
        ({"kind": "push", "state": "given"}, False),
    ],
)
def test_work_with_the_label_completes_a_section_once_it_is_done(
    now: datetime, work: dict[str, Any], completes: bool
) -> None:
    assert leagues.completes(Matches(label="basics"), folded(now, **work), PROJECT) is completes


@pytest.mark.parametrize(
    ("work", "completes"),
    [
        ({"kind": "card", "state": "open", "lists": ("64f0", "Done: basics")}, True),
        ({"kind": "card", "state": "open", "lists": ("64f0", "Doing")}, False),
        ({"kind": "card", "state": "open"}, False),
        ({"kind": "card", "state": "closed", "lists": ("done: BASICS",), "gone": True}, False),
        ({"kind": "issue", "lists": ("Done: basics",)}, False),
    ],
)
def test_a_card_completes_a_section_while_it_lies_in_the_list(
    now: datetime, work: dict[str, Any], completes: bool
) -> None:
    assert leagues.completes(Matches(list="Done: basics"), folded(now, **work), PROJECT) is completes


def test_a_list_may_be_named_by_its_id(now: datetime) -> None:
    card = folded(now, kind="card", state="open", lists=("64f0", "Renamed since"))
    assert leagues.completes(Matches(list="64f0"), card, PROJECT)


def test_a_rule_may_be_for_one_project(now: datetime) -> None:
    assert leagues.completes(Matches(label="basics", project=PROJECT), folded(now), PROJECT)
    assert not leagues.completes(Matches(label="basics", project=PROJECT + 1), folded(now), PROJECT)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"label": "a", "list": "b"},
        {"label": ""},
        {"label": "  "},
        {"label": "x" * 101},
        {"label": 7},
        {"label": "a", "project": 0},
        {"label": "a", "project": "5"},
        {"label": "a", "author": "ada"},
        {"project": 5},
    ],
)
def test_a_rule_names_a_label_or_a_list(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Matches.model_validate(given)


@pytest.mark.parametrize(
    ("who", "own", "least"),
    [
        ("person", True, "contributor"),
        ("person", False, "moderator"),
        ("moderator", True, "moderator"),
        ("moderator", False, "moderator"),
        ("work", True, None),
        ("work", False, None),
    ],
)
def test_a_league_says_who_completes_its_sections(who: Who, own: bool, least: str | None) -> None:
    takes = leagues.takes(who, own)
    assert (roles.least(takes) if takes else None) == least


@pytest.mark.parametrize(
    ("completed", "total", "percent"), [(0, 0, 0), (0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (99, 100, 99)]
)
def test_only_all_of_a_league_is_a_hundred_percent(completed: int, total: int, percent: int) -> None:
    assert leagues.percent(completed, total) == percent


def test_a_league_without_sections_is_never_complete(now: datetime) -> None:
    assert not leagues.complete([], [])
    assert not leagues.complete([Step(id=1, created_at=now)], [2])
    assert leagues.complete([Step(id=1, created_at=now)], [1, 2])


def test_a_section_that_came_later_takes_nothing_away(now: datetime) -> None:
    track = [Step(id=1, created_at=now), Step(id=2, created_at=now + 2 * DAY)]
    assert leagues.still_complete(track, [1], awarded_at=now + DAY)
    assert not leagues.still_complete(track, [2], awarded_at=now + DAY)
    assert not leagues.still_complete(track, [1], awarded_at=now + 2 * DAY)


def test_statistics_say_what_it_took(now: datetime) -> None:
    track = [Step(id=one, created_at=now) for one in (1, 2, 3)]
    found = leagues.statistics(track, {3: now, 1: now + DAY, 2: now + 3 * DAY + timedelta(hours=23), 9: now - DAY})
    assert found.model_dump(mode="json") == {
        "sections": 3,
        "total": 3,
        "first_completed_at": "2026-03-04T12:00:00Z",
        "last_completed_at": "2026-03-08T11:00:00Z",
        "days": 3,
    }


def test_reasons_are_sentences() -> None:
    assert leagues.reason("Compilers", 3) == "for completing all 3 sections of “Compilers”"
    assert leagues.reason("Compilers", 1) == "for completing the section of “Compilers”"
    assert leagues.lost_reason("Compilers", 2, 3) == "2 of 3 sections of “Compilers” remain completed"
    assert leagues.lost_reason("Compilers", 0, 1) == "0 of 1 section of “Compilers” remain completed"
