"""models/workitems.py: one row per piece of work, folded under its lock."""

from datetime import datetime, timedelta

import pytest

from models import db, organizations, projects, workitems
from models.rules.work import Change
from models.tenants import Project
from models.workitems import WorkItem
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import at_once, home, issue, merge

HOUR = timedelta(hours=1)


def fold(project: Project, now: datetime, *changes: Change) -> list[WorkItem]:
    return workitems.fold_in(project, changes, now)


@pytest.mark.usefixtures("unit")
def test_a_new_piece_of_work_becomes_a_row(lumen: Lumen, now: datetime) -> None:
    [item] = fold(home(lumen.organization), now, issue(42, now))
    assert (item.kind, item.external_id, item.folded_at) == ("issue", "7042", now)
    assert WorkItem.get().folded().work == issue(42, now).work


@pytest.mark.usefixtures("unit")
def test_news_is_folded_into_the_row_and_old_news_is_not(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    for at in (now, now + HOUR, now - HOUR):
        fold(project, now, issue(42, at, title=f"at {at:%H}"))
    assert WorkItem.get().folded().work.title == "at 13"
    assert WorkItem.select().count() == 1


@pytest.mark.usefixtures("unit")
def test_a_row_that_hears_nothing_new_is_not_written(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    fold(project, now, issue(42, now))
    [item] = fold(project, now + HOUR, issue(42, now))
    assert item.folded_at == WorkItem.get().folded_at == now


@pytest.mark.usefixtures("unit")
def test_two_changes_of_one_piece_of_work_in_one_delivery_are_both_folded(lumen: Lumen, now: datetime) -> None:
    closed, later = issue(42, now), issue(42, now + HOUR, title="Renamed")
    [item] = fold(home(lumen.organization), now, later, closed)
    assert item.folded().work.title == "Renamed"
    assert item.folded().work.began_at == now


@pytest.mark.usefixtures("unit")
def test_items_are_held_in_one_order_for_everybody(lumen: Lumen, now: datetime) -> None:
    changes = [merge(7, now), issue(43, now), issue(42, now)]
    held = [fold(home(lumen.organization), now, *order) for order in (changes, changes[::-1])]
    assert [[(one.kind, one.external_id) for one in items] for items in held] == [
        [("issue", "7042"), ("issue", "7043"), ("pull_request", "8007")]
    ] * 2


@pytest.mark.usefixtures("unit")
def test_the_same_id_in_another_project_is_other_work(lumen: Lumen, now: datetime) -> None:
    ember = organizations.create("ember", "Ember", "UTC", now)
    other = projects.create(ember, "github", "ember/parser", now)
    fold(home(lumen.organization), now, issue(42, now))
    fold(other, now, issue(42, now))
    assert WorkItem.select().count() == 2


def test_changes_that_arrive_at_once_are_all_folded(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        project = home(lumen.organization)
    labeled = issue(42, now, labels=("sp/5",)).model_copy(update={"settles": "labels"})
    assigned = issue(42, now, ADA, BOB).model_copy(update={"settles": "people"})
    renamed = issue(42, now, title="Renamed").model_copy(update={"settles": "text"})
    at_once(*[lambda change=change: fold(project, now, change) for change in (labeled, assigned, renamed)])
    with db.unit():
        work = WorkItem.get().folded().work
    assert (work.labels, work.assignees, work.title) == (("sp/5",), (ADA, BOB), "Renamed")


def undone(project: Project) -> tuple[datetime, int] | None:
    found = workitems.by_number(project, 5)
    assert found is not None
    return found.folded().work.reverted


@pytest.mark.usefixtures("unit")
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_what_undoes_a_pull_request_is_known_in_whatever_order(
    lumen: Lumen, now: datetime, order: tuple[int, ...]
) -> None:
    project = home(lumen.organization)
    story = [merge(5, now), merge(9, now + HOUR, reverts=5), merge(8, now + 2 * HOUR, reverts=5)]
    for place in order:
        fold(project, now, story[place])
    assert undone(project) == (now + HOUR, 9)


@pytest.mark.usefixtures("unit")
def test_what_is_undone_is_among_what_changed(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    fold(project, now, merge(5, now))
    assert [item.external_id for item in fold(project, now, merge(9, now + HOUR, reverts=5))] == ["8005", "8009"]


@pytest.mark.usefixtures("unit")
def test_who_says_later_that_another_one_was_meant_is_believed(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    edited = merge(9, now + HOUR, reverts=6).model_copy(update={"seen_at": now + 2 * HOUR})
    changed = [fold(project, now, one) for one in (merge(5, now), merge(9, now + HOUR, reverts=5), edited)]
    assert undone(project) is None
    assert {item.external_id for item in changed[-1]} == {"8005", "8009"}


@pytest.mark.usefixtures("unit")
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_what_was_merged_before_undoes_nothing_whatever_its_author_writes_later(
    lumen: Lumen, now: datetime, order: tuple[int, ...]
) -> None:
    project = home(lumen.organization)
    written_later = merge(3, now - HOUR, reverts=5).model_copy(update={"seen_at": now + 2 * HOUR})
    story = [merge(5, now), written_later, merge(9, now + HOUR, reverts=5)]
    fold(project, now, *story[:2])
    assert undone(project) is None
    for place in order:
        fold(project, now, story[place])
    assert undone(project) == (now + HOUR, 9)


@pytest.mark.usefixtures("unit")
def test_what_is_only_proposed_undoes_nothing(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    fold(project, now, merge(5, now), merge(9, now + HOUR, reverts=5, state="open", ended_at=None))
    assert undone(project) is None
    assert workitems.by_number(project, 77) is None
