"""models/rules/patterns/language.py: a document is read strictly, and every refusal says where and why."""

from typing import Any

import pytest
from hypothesis import given

from models.errors import Invalid
from models.rules.patterns.language import Pattern, leaves, read
from tests.models.rules.patterns.histories import RANDOM, patterns

FIRST: dict[str, Any] = {"is": "first", "where": {"kinds": ["issue.closed"]}}


def count(**where: Any) -> dict[str, Any]:
    return {"is": "count", "at_least": 3, "where": where}


def both(*of: dict[str, Any]) -> dict[str, Any]:
    return {"is": "all", "of": list(of)}


def streak(**fields: Any) -> dict[str, Any]:
    return {"is": "streak", "unit": "days", "at_least": 3, **fields}


def deep(depth: int) -> dict[str, Any]:
    return FIRST if depth == 1 else {"is": "any", "of": [deep(depth - 1)]}


@RANDOM
@given(patterns())
def test_what_is_written_out_is_read_as_the_same(one: tuple[Pattern, dict[str, Any]]) -> None:
    pattern = one[0]
    assert read(pattern.model_dump(mode="json")) == pattern == read(pattern)
    assert Pattern.model_validate_json(pattern.model_dump_json()) == pattern
    assert hash(pattern) == hash(read(one[1]))


def test_what_says_nothing_is_not_written_out() -> None:
    document = {"version": 1, "earned": {"is": "count", "at_least": 3, "where": {"labels": ["bug"]}}, "revoke": True}
    assert read({"earned": count(labels=["Bug", "bug "])}).model_dump(mode="json") == document


def test_the_old_form_is_read_as_the_new_one() -> None:
    old = read({"pattern": "count", "kind": "review.given", "at_least": 10})
    assert old == read({"version": 1, "earned": count(kinds=["review.given"]) | {"at_least": 10}})


def test_leaves_are_numbered_in_document_order_and_know_since_when() -> None:
    inner = {"is": "at_least", "count": 1, "of": [{"is": "member", "days": 3}, {"is": "not", "of": FIRST}]}
    pattern = read({"earned": both(count(), inner, streak()), "since": "2026-03-01"})
    assert [(one.index, one.path, one.leaf.is_) for one in leaves(pattern)] == [
        (0, "earned.of.0", "count"),
        (1, "earned.of.1.of.0", "member"),
        (2, "earned.of.1.of.1.of", "first"),
        (3, "earned.of.2", "streak"),
    ]
    assert [getattr(getattr(one.leaf, "where", None), "since", None) for one in leaves(pattern)].count(None) == 1


def test_of_levels_the_highest_is_what_the_leaf_asks_for() -> None:
    levels = [{"name": "Bronze", "at_least": 2}, {"name": "Silver", "at_least": 5}]
    pattern = read({"earned": {"is": "count"}, "levels": levels})
    assert pattern == read({"earned": {"is": "count", "at_least": 99}, "levels": levels})
    assert leaves(pattern)[0].leaf.model_dump()["at_least"] == 5


def _levels(*steps: int, **more: Any) -> dict[str, Any]:
    levels = [{"name": f"Level {place}", "at_least": step} for place, step in enumerate(steps)]
    return {"earned": count(), "levels": levels, **more}


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ([], "pattern: must be an object."),
        ({}, "earned: must be given."),
        ({"earned": FIRST, "color": "red"}, "color: is not known here."),
        ({"earned": FIRST, "version": 2}, "version: must be 1."),
        ({"earned": []}, "earned: must be an object."),
        ({"earned": {"of": []}}, "earned.is: must be given."),
        ({"earned": both(FIRST, {"is": "dance"})}, "earned.of.1.is: must be 'first', 'count', 'sum', 'distinct', "),
        ({"earned": {"is": "count"}}, "earned.at_least: must be given."),
        ({"earned": {"is": "count", "at_least": 0}}, "earned.at_least: must be 1 or more."),
        ({"earned": {"is": "count", "at_least": True}}, "earned.at_least: must be a whole number."),
        ({"earned": {"is": "count", "at_least": "3"}}, "earned.at_least: must be a whole number."),
        ({"earned": {"is": "count", "at_least": 10**7}}, "earned.at_least: must be 1000000 or less."),
        ({"earned": both(FIRST, count(colour=["red"]))}, "earned.of.1.where.colour: is not known here."),
        ({"earned": count(kinds=["dance"])}, "earned.where.kinds.0: must be 'issue.opened', 'issue.closed', "),
        ({"earned": count(kinds=[])}, "earned.where.kinds: has fewer than 1 entries."),
        ({"earned": count(projects=list(range(1, 52)))}, "earned.where.projects: has more than 50 entries."),
        ({"earned": count(labels=["x" * 101])}, "earned.where.labels.0: is longer than 100 characters."),
        ({"earned": count(labels=["nul\x00"])}, "earned.where.labels.0: holds characters that cannot be kept."),
        ({"earned": count(hours={"from": 24, "until": 5})}, "earned.where.hours.from: must be 23 or less."),
        (
            {"earned": both(FIRST, count(hours={"from": 9, "until": 9}))},
            "earned.of.1.where.hours: begins and ends at the same hour; leave it out for the whole day.",
        ),
        ({"earned": count(hours={"from": 0, "until": 24})}, "earned.where.hours: begins and ends at the same hour"),
        (
            {"earned": count(weekdays=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])},
            "earned.where.weekdays: names every day; leave it out.",
        ),
        (
            {"earned": count(kinds=["review.given"], reasons=["completed"])},
            "earned.where.reasons: no work of the listed kinds has “completed”.",
        ),
        (
            {"earned": count(kinds=["issue.closed"], reasons=["not_planned"])},
            "earned.where.reasons: no work of the listed kinds has “not_planned”.",
        ),
        (
            {"earned": count(reasons=["duplicate"])},
            "earned.where.reasons: no work of all kinds has “duplicate”.",
        ),
        (
            {"earned": count(kinds=["issue.closed", "review.given"], reasons=["completed"])},
            "earned.where.reasons: work of the kind review.given never has any of these.",
        ),
        (
            {"earned": count(kinds=["star.given"], labels=["bug"])},
            "earned.where.labels: work of the kind star.given never has any, so it would never count.",
        ),
        (
            {"earned": count(kinds=["push.made", "issue.closed"], paths=["docs/"])},
            "earned.where.paths: work of the kind issue.closed never has any, so it would never count.",
        ),
        (
            {"earned": count(kinds=["push.made"], sizes=["xl"])},
            "earned.where.sizes: work of the kind push.made never has any, so it would never count.",
        ),
        (
            {"earned": count(kinds=["star.given"], answered_within_hours=3)},
            "earned.where.answered_within_hours: work of the kind star.given never has any, so it would never count.",
        ),
        (
            {"earned": count(paths=["docs/"], labels=["bug"])},
            "earned.where.paths: no kind of work can pass this and the other filters.",
        ),
        ({"earned": count(answered_within_hours=0)}, "earned.where.answered_within_hours: must be 1 or more."),
        ({"earned": count(sizes=["2 big"])}, "earned.where.sizes.0: has not the form that it must have."),
        (
            {"earned": {"is": "within", "at_least": 2, "hours": 0}},
            "earned.hours: must be more than 0 and no more than ten years (87660).",
        ),
        (
            {"earned": {"is": "within", "at_least": 2, "hours": 90_000}},
            "earned.hours: must be more than 0 and no more than ten years (87660).",
        ),
        ({"earned": streak(holidays=["25.12."])}, "earned.holidays.0: is no date; write 12-25 for every year, or "),
        ({"earned": streak(holidays=["01-01", "2026-02-29"])}, "earned.holidays.1: is no day of the calendar."),
        (
            {"earned": streak(unit="weeks", holidays=["12-25"])},
            "earned.holidays: are for streaks of days; a week has other days.",
        ),
        (
            {"earned": streak(unit="weeks", weekends=False)},
            "earned.weekends: is for streaks of days; a week has other days.",
        ),
        (
            {"earned": streak(weekends=False, where={"weekdays": ["sat"]})},
            "earned.weekends: leaves out the only days that the filter lets through.",
        ),
        (
            {"earned": streak(where={"weekdays": ["mon", "tue"]})},
            "earned.where.weekdays: leaves out days, so that no streak can be that long.",
        ),
        (
            {"earned": {"is": "distinct", "of": "kinds", "at_least": 3, "where": {"kinds": ["push.made"]}}},
            "earned.at_least: there are only 1 different kinds here.",
        ),
        ({"earned": {"is": "top", "period": "week", "board": "everybody"}}, "earned.board: must be organization, "),
        ({"earned": {"is": "top", "period": "week", "board": "discipline:dance"}}, "earned.board: must be organiz"),
        ({"earned": {"is": "any", "of": []}}, "earned.of: must not be empty."),
        (
            {"earned": both(FIRST, {"is": "at_least", "count": 3, "of": [FIRST, count()]})},
            "earned.of.1.count: asks for 3 of 2 parts.",
        ),
        (
            {"earned": {"is": "not", "of": {"is": "not", "of": {"is": "first"}}}},
            "earned.of: not of a not is the part itself; leave both out.",
        ),
        (
            {"earned": {"is": "all", "of": [{"is": "first"}, {"is": "not", "of": {"is": "first"}}]}},
            "earned.of.1: is the opposite of another part, so that nobody has both.",
        ),
        (
            {"earned": {"is": "sum", "at_least": 3, "where": {"kinds": ["penalty"]}}},
            "earned.where.kinds: penalties take points, so that no sum of theirs is ever reached.",
        ),
        (
            {"earned": {"is": "not", "of": FIRST}},
            "earned: everybody would hold this badge, also those who have done nothing.",
        ),
        (
            {"earned": {"is": "any", "of": [count(), {"is": "not", "of": FIRST}]}},
            "earned: everybody would hold this badge, also those who have done nothing.",
        ),
        (
            {"earned": count() | {"minus": [{"where": {}, "each": 1}]}},
            "earned.minus.0.where: takes away what the leaf itself counts.",
        ),
        (
            {"earned": count() | {"minus": [{"where": {"kinds": ["star.given"], "labels": ["a"]}}]}},
            "earned.minus.0.where.labels: work of the kind star.given never has any, so it would never count.",
        ),
        ({"earned": deep(9)}, "earned.of.0.of.0.of.0.of.0.of.0.of.0.of.0.of.0: lies deeper than 8 levels."),
        ({"earned": both(*[FIRST] * 50)}, "earned: has more than 50 parts."),
        (_levels(5), "levels: must be two or more; for one, say at_least."),
        (_levels(5, 5), "levels.1.at_least: must be more than 5, that of the level before."),
        (_levels(5, 9, 7), "levels.2.at_least: must be more than 9, that of the level before."),
        (_levels(1, 2, 3, 4, 5, 6), "levels: has more than 5 entries."),
        (
            {"earned": FIRST, "levels": [{"name": "A", "at_least": 1}, {"name": "B", "at_least": 2}]},
            "levels: only a pattern of one count, sum, distinct or streak can have them.",
        ),
        (
            {"earned": count(), "levels": [{"name": "A", "at_least": 1}, {"name": "a", "at_least": 2}]},
            "levels.1.name: another level is called “a”.",
        ),
        (_levels(1, 2, repeat={}), "repeat: a badge with levels is earned once for each level."),
        (
            {"earned": both(FIRST), "repeat": {}},
            "repeat: only a pattern of one count, sum, rate or top can be earned again.",
        ),
        ({"earned": count(), "repeat": {"limit": 1}}, "repeat.limit: must be 2 or more; leave repeat out for once."),
        ({"earned": count(), "repeat": {"cool_down_days": -1}}, "repeat.cool_down_days: must be 0 or more."),
        ({"earned": count(), "requires": [3, 3]}, "requires.1: names a badge twice."),
        ({"earned": count(), "since": "yesterday"}, "since: write the day as text, like 2026-12-31."),
        ({"earned": count(), "since": "2026-13-01"}, "since: is no day of the calendar."),
        (
            {"earned": {"is": "member", "days": 3}, "since": "2026-01-01"},
            "since: says from when work counts, but this pattern looks at no work.",
        ),
        ({"pattern": "count", "kind": "dance", "at_least": 1}, "kind: must be 'issue.opened', "),
        ({"pattern": "count", "kind": "issue.closed", "at_least": 0}, "at_least: must be 1 or more."),
        ({"pattern": "count", "kind": "issue.closed", "at_least": 1, "earned": FIRST}, "earned: is not known here."),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused_with_the_place_and_a_sentence(document: Any, sentence: str) -> None:
    with pytest.raises(Invalid) as wrong:
        read(document)
    assert str(wrong.value).startswith(sentence)
    assert str(wrong.value).endswith(".")


@pytest.mark.parametrize(
    "earned",
    [
        deep(8),
        both(*[FIRST] * 49),
        both(FIRST, {"is": "not", "of": count()}),
        streak(weekends=False, where={"weekdays": ["mon", "tue", "wed", "thu", "fri"]}),
        streak(freezes=6, where={"weekdays": ["mon"]}) | {"at_least": 2},
        streak(holidays=["02-29", "2026-12-24"]),
        count(kinds=["issue.closed", "star.given"], newcomer=False, co_authored=False),
        count(kinds=["penalty"], labels=["bug"]),
        {"is": "top", "period": "season", "places": 3, "board": "discipline:front-end"},
    ],
)
def test_a_pattern_that_can_be_earned_is_read(earned: dict[str, Any]) -> None:
    assert read({"earned": earned}).version == 1


def test_a_hostile_document_ends_in_a_sentence_too() -> None:
    endless: dict[str, Any] = {"is": "not"}
    endless["of"] = endless
    wide = {"is": "any", "of": [{"is": "any", "of": [FIRST] * 50}] * 50}
    for document in ({"earned": endless}, {"earned": wide}, {"earned": {"is": "any", "of": [FIRST] * 10_000}}):
        with pytest.raises(Invalid, match=r"^earned[a-z0-9.]*: (has more than 50|lies deeper)"):
            read(document)
    with pytest.raises(Invalid, match=rf"^{'o' * 40}: is not known here\.$"):
        read({"earned": FIRST, "o" * 9_000: 1})
