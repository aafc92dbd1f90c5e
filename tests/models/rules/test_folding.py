"""models/rules/folding.py: folding is a join, so late, double and shuffled news all end in the same work item."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.rules.accounts import MOST
from models.rules.folding import fold, revert
from models.rules.joining import ASSOCIATIONS, JOINS
from models.rules.work import GROUPS, SOMETIMES, Account, Change, Folded, Group, Subject, Work
from tests.cast import ADA, BOB, CYD, ROBOT

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
FEW = settings(max_examples=40, deadline=None)
ANY = settings(deadline=None)
PEOPLE = (ADA, BOB, CYD, ROBOT)

moments = st.integers(-2, 2).map(lambda seconds: NOON + timedelta(seconds=seconds))
accounts = st.sampled_from((*PEOPLE, ADA.model_copy(update={"login": "ada-the-great", "trust": "old"})))
works = st.builds(
    Work,
    kind=st.just("issue"),
    external_id=st.just("7042"),
    number=st.just(42),
    title=st.sampled_from(["Fix the lexer", "Fix the parser"]),
    url=st.sampled_from([None, "https://github.com/lumen/parser/issues/42"]),
    state=st.sampled_from(["open", "closed"]),
    reason=st.sampled_from([None, "completed", "not_planned"]),
    began_at=moments,
    ended_at=st.none() | moments,
    author=st.none() | accounts,
    assignees=st.lists(accounts, unique=True, max_size=3).map(tuple),
    labels=st.lists(st.sampled_from(["points: 3", "size/L", "bug"]), unique=True, max_size=3).map(tuple),
    subject=st.none()
    | st.builds(Subject, external_id=st.just("8007"), number=st.just(7), title=st.just(""), author=accounts),
    commits=st.integers(0, 2),
    paths=st.sampled_from([(), ("docs/a.md",)]),
    co_authors=st.lists(accounts, max_size=2).map(tuple),
    reverts=st.none() | st.just(7),
    ended_by=st.none() | accounts,
    merged_by=st.none() | accounts,
    added=st.none() | st.integers(0, 2),
    removed=st.none() | st.integers(0, 2),
    witnesses=st.lists(st.integers(1, 60).map(str), max_size=15).map(tuple),
    reviewers=st.lists(accounts, max_size=3).map(tuple),
    association=st.none() | st.sampled_from(ASSOCIATIONS),
    relabeled_at=st.none() | moments,
    points=st.none() | st.just(2.5),
)
changes = st.builds(
    Change,
    work=works,
    seen_at=moments,
    settles=st.none() | st.sampled_from(list(GROUPS)),
    removing=st.booleans(),
    gone=st.sampled_from([False, False, False, True]),
    overheard=st.booleans(),
    tells=st.none() | st.lists(st.sampled_from(list(GROUPS)), max_size=2).map(tuple),
)
snapshots = changes.map(lambda one: one.model_copy(update={"tells": None}))
reverts = st.tuples(moments, st.integers(1, 3))


def change(at: datetime = NOON, *, settles: Group | None = None, removing: bool = False, **fields: Any) -> Change:
    work = {"kind": "issue", "external_id": "7042", "state": "open", "began_at": NOON} | fields
    return Change(work=Work.model_validate(work), seen_at=at, settles=settles, removing=removing)


def folded(heard: Iterable[Change]) -> Folded:
    item = reduce(fold, heard, None)
    assert item is not None
    return item


@ANY
@given(st.data(), st.lists(changes, min_size=1, max_size=7))
def test_every_order_and_repetition_of_a_history_ends_equal(data: st.DataObject, history: list[Change]) -> None:
    echoes = data.draw(st.lists(st.sampled_from(history), max_size=5))
    assert folded(data.draw(st.permutations(history + echoes))) == folded(history)


@ANY
@given(st.lists(changes, min_size=1, max_size=7))
def test_hearing_a_change_again_changes_nothing(history: list[Change]) -> None:
    item = folded(history)
    assert all(fold(item, one) == item for one in history)


@ANY
@given(st.lists(changes, min_size=1, max_size=7))
def test_a_work_item_survives_being_stored_as_json(history: list[Change]) -> None:
    item = folded(history[:-1] or history)
    stored = Folded.model_validate_json(item.model_dump_json())
    assert fold(stored, history[-1]) == fold(item, history[-1])


@ANY
@given(st.lists(changes, min_size=1, max_size=7))
def test_gone_is_for_ever(history: list[Change]) -> None:
    assert folded(history).gone is any(one.gone for one in history)


@ANY
@given(st.lists(changes, min_size=1, max_size=7))
def test_work_began_when_it_was_first_seen_to_begin(history: list[Change]) -> None:
    assert folded(history).work.began_at == min(one.work.began_at for one in history)


@ANY
@given(st.lists(snapshots, min_size=1, max_size=7, unique_by=lambda one: one.seen_at))
def test_the_newest_change_wins_in_every_group(history: list[Change]) -> None:
    newest = max(history, key=lambda one: one.seen_at).work
    joined = set(JOINS).union(*(GROUPS[group] for group in SOMETIMES))
    assert folded(history).work.model_dump(exclude=joined) == newest.model_dump(exclude=joined)


@FEW
@given(st.lists(snapshots, min_size=1, max_size=7, unique_by=lambda one: one.seen_at))
def test_of_what_is_told_only_sometimes_the_newest_that_told_it_wins(history: list[Change]) -> None:
    found = folded(history).work
    for group in SOMETIMES:
        told = [one for one in history if any(getattr(one.work, name) is not None for name in GROUPS[group])]
        newest = max(told, key=lambda one: one.seen_at).work if told else change().work
        assert all(getattr(found, name) == getattr(newest, name) for name in GROUPS[group])


@FEW
@given(st.lists(changes, min_size=1, max_size=7))
def test_nobody_who_took_part_is_forgotten_but_for_the_many_too_many(history: list[Change]) -> None:
    everybody = {one for heard in history for one in heard.work.witnesses}
    kept = folded(history).work.witnesses
    assert kept == tuple(sorted(everybody, key=int)[:MOST])
    assert {one.key for one in folded(history).work.reviewers} == {
        one.key for heard in history for one in heard.work.reviewers
    }


@FEW
@given(st.lists(changes, min_size=1, max_size=7))
def test_an_author_is_as_new_as_ever_seen_and_work_overheard_until_something_else_tells_of_it(
    history: list[Change],
) -> None:
    told = [one.work.association for one in history if one.work.association]
    assert folded(history).work.association == min(told, key=ASSOCIATIONS.index, default=None)
    assert folded(history).overheard is all(one.overheard for one in history)


@FEW
@given(st.data(), st.lists(changes, min_size=1, max_size=4), st.lists(reverts, max_size=3))
def test_a_revert_may_be_heard_of_at_any_time_and_the_first_one_counts(
    data: st.DataObject, history: list[Change], undone: list[tuple[datetime, int]]
) -> None:
    first, *heard = history
    item = fold(None, first)
    for one in data.draw(st.permutations([*heard, *undone])):
        item = fold(item, one) if isinstance(one, Change) else revert(item, *one)
    assert item.work.reverted == min(undone, default=None)
    assert item == reduce(lambda known, one: revert(known, *one), undone, folded(history))


@ANY
@given(st.timedeltas(-timedelta(days=365 * 30), timedelta(days=365 * 150)))
def test_one_microsecond_later_is_later(away: timedelta) -> None:
    moments = NOON + away, NOON + away + timedelta(microseconds=1)
    stamps = [fold(None, change(at)).stamps["text"][0] for at in moments]
    assert stamps[1] == stamps[0] + 1


def test_what_tells_one_thing_only_changes_nothing_else_that_is_known_whenever_it_is_heard() -> None:
    known = change(labels=("bug",), title="Fix the lexer", state="closed", ended_at=NOON)
    later = change(NOON + timedelta(hours=1), title="An old title", ended_by=ADA, merged_by=BOB)
    event = later.model_copy(update={"tells": ("ending",)})
    for work in (folded([known, event]).work, folded([event, known]).work):
        assert (work.labels, work.title, work.state) == (("bug",), "Fix the lexer", "closed")
        assert (work.ended_by, work.merged_by) == (ADA, None)
    assert folded([event]).work.title == "An old title"


def test_labels_seen_by_a_labeled_event_win_within_a_second() -> None:
    labeled = change(settles="labels", labels=("points: 3",))
    opened = change(labels=("bug", "points: 1", "triage"))
    assert folded([labeled, opened]).work.labels == ("points: 3",)


def test_labels_seen_by_an_unlabeled_event_win_over_both() -> None:
    unlabeled = change(settles="labels", removing=True, labels=())
    labeled = change(settles="labels", labels=("points: 3",))
    assert folded([unlabeled, labeled, change(labels=("bug",))]).work.labels == ()


def test_of_two_labeled_events_within_a_second_the_fuller_wins() -> None:
    first = change(settles="labels", labels=("bug",))
    second = change(settles="labels", labels=("bug", "points: 3"))
    assert folded([second, first]).work.labels == ("bug", "points: 3")


def test_of_two_unlabeled_events_within_a_second_the_emptier_wins() -> None:
    first = change(settles="labels", removing=True, labels=("bug",))
    second = change(settles="labels", removing=True, labels=())
    assert folded([second, first]).work.labels == ()


def test_events_about_different_things_within_a_second_both_count() -> None:
    assigned = change(settles="people", assignees=(ADA,))
    labeled = change(settles="labels", labels=("points: 3",))
    closed = change(settles="state", state="closed", ended_at=NOON)
    work = folded([assigned, labeled, closed]).work
    assert (work.assignees, work.labels, work.state) == ((ADA,), ("points: 3",), "closed")


def test_unassigned_wins_over_assigned_within_a_second() -> None:
    assigned = change(settles="people", assignees=(ADA, BOB))
    unassigned = change(settles="people", removing=True, assignees=(BOB,))
    assert folded([unassigned, assigned]).work.assignees == (BOB,)


def test_times_are_kept_in_utc_so_that_one_moment_has_one_stamp() -> None:
    vienna = NOON.astimezone(timezone(timedelta(hours=1)))
    assert folded([change(NOON, ended_at=NOON)]) == folded([change(vienna, ended_at=vienna)])
    assert change(vienna).seen_at.tzinfo is UTC


def test_a_work_item_that_was_kept_before_there_were_facts_is_still_read_and_folded() -> None:
    old = folded([change(settles="state", state="closed", ended_at=NOON)]).model_dump(mode="json")
    facts = set(JOINS).union(*(GROUPS[group] for group in SOMETIMES), {"paths", "co_authors", "reverts"}) - {"began_at"}
    bare = {name: value for name, value in old["work"].items() if name not in facts}
    kept = Folded.model_validate({"work": bare, "stamps": old["stamps"], "gone": False})
    assert set(kept.stamps) == set(GROUPS) - set(SOMETIMES)
    later = fold(kept, change(NOON + timedelta(seconds=1), state="closed", ended_at=NOON, ended_by=ADA))
    assert (later.work.ended_by, later.work.state) == (ADA, "closed")


@pytest.mark.parametrize("field", [{"steps": 3}, {"state": "finished"}, {"kind": "dance"}])
def test_a_word_that_is_not_ours_is_refused(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        change(**field)


def test_values_are_frozen() -> None:
    with pytest.raises(ValidationError):
        ADA.login = "eve"  # type: ignore[misc]
    assert Account.model_validate(ADA.model_dump()) == ADA
