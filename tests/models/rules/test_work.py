"""models/rules/work.py: folding is a join, so late, double and shuffled news all end in the same work item."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.rules.work import GROUPS, Account, Change, Folded, Group, Subject, Work, fold
from tests.cast import ADA, BOB, CYD, ROBOT

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PEOPLE = (ADA, BOB, CYD, ROBOT)

moments = st.integers(-2, 2).map(lambda seconds: NOON + timedelta(seconds=seconds))
accounts = st.sampled_from(PEOPLE)
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
)
changes = st.builds(
    Change,
    work=works,
    seen_at=moments,
    settles=st.none() | st.sampled_from(list(GROUPS)),
    removing=st.booleans(),
    gone=st.sampled_from([False, False, False, True]),
)


def change(at: datetime = NOON, *, settles: Group | None = None, removing: bool = False, **fields: Any) -> Change:
    work = {"kind": "issue", "external_id": "7042", "state": "open", "began_at": NOON} | fields
    return Change(work=Work.model_validate(work), seen_at=at, settles=settles, removing=removing)


def folded(heard: Iterable[Change]) -> Folded:
    item = reduce(fold, heard, None)
    assert item is not None
    return item


@given(st.data(), st.lists(changes, min_size=1, max_size=7))
def test_every_order_and_repetition_of_a_history_ends_equal(data: st.DataObject, history: list[Change]) -> None:
    echoes = data.draw(st.lists(st.sampled_from(history), max_size=5))
    assert folded(data.draw(st.permutations(history + echoes))) == folded(history)


@given(st.lists(changes, min_size=1, max_size=7))
def test_hearing_a_change_again_changes_nothing(history: list[Change]) -> None:
    item = folded(history)
    assert all(fold(item, one) == item for one in history)


@given(st.lists(changes, min_size=1, max_size=7))
def test_a_work_item_survives_being_stored_as_json(history: list[Change]) -> None:
    item = folded(history[:-1] or history)
    stored = Folded.model_validate_json(item.model_dump_json())
    assert fold(stored, history[-1]) == fold(item, history[-1])


@given(st.lists(changes, min_size=1, max_size=7))
def test_gone_is_for_ever(history: list[Change]) -> None:
    assert folded(history).gone is any(one.gone for one in history)


@given(st.lists(changes, min_size=1, max_size=7))
def test_work_began_when_it_was_first_seen_to_begin(history: list[Change]) -> None:
    assert folded(history).work.began_at == min(one.work.began_at for one in history)


@given(st.lists(changes, min_size=1, max_size=7, unique_by=lambda one: one.seen_at))
def test_the_newest_change_wins_in_every_group(history: list[Change]) -> None:
    newest = max(history, key=lambda one: one.seen_at).work
    assert folded(history).work.model_copy(update={"began_at": newest.began_at}) == newest


@given(st.timedeltas(-timedelta(days=365 * 30), timedelta(days=365 * 150)))
def test_one_microsecond_later_is_later(away: timedelta) -> None:
    moments = NOON + away, NOON + away + timedelta(microseconds=1)
    stamps = [fold(None, change(at)).stamps["text"][0] for at in moments]
    assert stamps[1] == stamps[0] + 1


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


@pytest.mark.parametrize("field", [{"points": 3}, {"state": "finished"}, {"kind": "dance"}])
def test_a_word_that_is_not_ours_is_refused(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        change(**field)


def test_values_are_frozen() -> None:
    with pytest.raises(ValidationError):
        ADA.login = "eve"  # type: ignore[misc]
    assert Account.model_validate(ADA.model_dump()) == ADA
