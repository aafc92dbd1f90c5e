"""models/learning/steps.py: what is learnt step by step is, bit for bit, what a replay of all lessons learns."""

import random
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from models import db, estimate_news, lessons, points_models, tariffs
from models.estimates import Estimate
from models.learning import drift, figures, sequence, snapshots, steps
from models.learning.snapshots import ModelSnapshot
from models.ledger import Entry
from models.points_models import PointsModel
from models.rules.estimates import Model
from models.rules.estimating.values import Issue, cut
from models.rules.tariff import Tariff
from models.rules.valuing import Estimated
from models.tenants import Project
from models.workitems import WorkItem
from tests.cast import ADA, CYD, Lumen, issue
from tests.models.learning.taught import learn, lived, past, project, replayed, teach


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    steps.forget()
    yield
    steps.forget()


def row(project_id: int) -> PointsModel:
    with db.unit():
        found = points_models.find(project_id)
    assert found is not None
    return found


def ours(lumen: Lumen) -> Project:
    with db.unit():
        return project(lumen.organization)


def test_any_mix_of_lessons_corrections_and_lost_memories_ends_as_a_replay(lumen: Lumen, now: datetime) -> None:
    mine, chance = ours(lumen), random.Random(3)
    for round_ in range(6):
        with db.unit():
            lessons.take_in(mine, past(70, now + timedelta(days=9 * round_), round_, f"R{round_}"), "person:1", now)
            numbers = chance.sample(range(1, 70 * (round_ + 1)), 3)
            gone = lessons.forget(mine, numbers, "person:1", now)
            lessons.restore(mine, gone[:1], "person:1", now)
        for _ in range(chance.randrange(6)):
            steps.step(mine.id, now)
        if round_ % 2:
            steps.forget()
    learn(mine.id, now)
    assert (row(mine.id).learnt, row(mine.id).heard) == (row(mine.id).numbered, row(mine.id).numbered)
    assert lived(mine.id) == replayed(mine.id)
    assert drift.compare(mine.id).drifted == 0
    with db.unit():
        assert ModelSnapshot.select().count() > 0
    # What a snapshot gives back is the same.
    before = lived(mine.id)
    steps.forget()
    steps.try_out(mine.id, "parser crash", "", [])
    assert lived(mine.id) == before


def test_to_forget_and_to_restore_ends_as_it_was(lumen: Lumen, now: datetime) -> None:
    mine = ours(lumen)
    teach(mine, past(60, now), now)
    before, guess = lived(mine.id), steps.try_out(mine.id, "parser crash", "", [])
    with db.unit():
        lessons.forget(mine, range(10, 40), "person:1", now)
    learn(mine.id, now)
    assert lived(mine.id) != before
    assert steps.try_out(mine.id, "parser crash", "", [])["past"] == 30
    with db.unit():
        lessons.restore(mine, range(10, 40), "person:1", now)
    learn(mine.id, now)
    assert lived(mine.id) == before
    assert steps.try_out(mine.id, "parser crash", "", []) == guess | {"learnt": row(mine.id).numbered}


def test_a_held_lesson_teaches_nothing_until_it_is_included(lumen: Lumen, now: datetime) -> None:
    for number in range(1, 28):
        lumen.deliver("issues", issue("closed", now, number=number, labels=("points: 90",)), now)
    with db.unit():
        mine = Project.get()
    learn(mine.id, now)
    assert steps.try_out(mine.id, "Issue", "", [])["past"] == 25
    with db.unit():
        assert lessons.restore(mine, [26, 27], "person:1", now) == [26, 27]
    learn(mine.id, now)
    assert steps.try_out(mine.id, "Issue", "", [])["past"] == 27
    assert lived(mine.id) == replayed(mine.id)


def test_a_frozen_model_learns_nothing_and_estimates_all_the_same(lumen: Lumen, now: datetime) -> None:
    mine = ours(lumen)
    teach(mine, past(20, now), now)
    with db.unit():
        points_models.freeze(mine, now)
        lessons.take_in(mine, past(5, now, 2, "B"), "person:1", now)
    learn(mine.id, now)
    assert (row(mine.id).learnt, row(mine.id).numbered) == (20, 25)
    with db.unit():
        points_models.freeze(mine, None)
    learn(mine.id, now)
    assert row(mine.id).learnt == 25


def test_a_reset_model_knows_nothing_and_a_retrained_one_all_that_others_taught(lumen: Lumen, now: datetime) -> None:
    mine = ours(lumen)
    teach(mine, past(30, now), now)
    with db.unit():
        points_models.begin_again(mine, now, since=points_models.LATEST)
    learn(mine.id, now)
    assert steps.try_out(mine.id, "parser", "", [])["past"] == 0
    assert row(mine.id).record is None
    with db.unit():
        other = project(lumen.organization, "lumen/other")
        lessons.take_in(other, past(12, now, 5, "O"), "person:1", now)
        points_models.begin_again(mine, now, since=0)
    learn(mine.id, now)
    assert steps.try_out(mine.id, "parser", "", [])["past"] == 42
    assert lived(mine.id) == replayed(mine.id)
    # What others teach, or take back, from then on is not what it began with.
    with db.unit():
        lessons.forget(other, [1], "person:1", now)
        lessons.take_in(other, past(3, now, 6, "P"), "person:1", now)
        snapshots.drop(mine.id)
    steps.forget()
    assert steps.try_out(mine.id, "parser", "", [])["past"] == 42


def test_own_awards_never_teach(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        mine, other = project(lumen.organization), project(lumen.organization, "lumen/other")
        lessons.take_in(other, past(40, now), "person:1", now)
        tariffs.decide(lumen.organization, mine, Tariff(sources=("model", "tariff")), now - timedelta(days=99))
        template = {"kind": "issue", "state": "closed", "began_at": now.isoformat(), "ended_at": now.isoformat()}
        states = [template | {"external_id": str(n), "number": n, "title": f"parser {n}"} for n in range(1000)]
        made = [
            {"project": mine, "kind": "issue", "external_id": work["external_id"], "folded_at": now}
            | {"state": {"work": work, "stamps": {}, "gone": False, "overheard": False}}
            for work in states
        ]
        WorkItem.insert_many(made).execute()
        assert not lessons.teach(mine, list(WorkItem.select().where(WorkItem.project == mine)), now)
    learn(mine.id, now)
    with db.unit():
        assert Estimate.select().where(Estimate.said.is_null(False)).count() == 1000
        assert points_models.hold(mine.id).numbered == 0
    born = Model([(one, points) for one, points in _prior(other)])
    assert steps.try_out(mine.id, "parser", "", [])["points"] == born.predict(cut(0, "parser", "")).points


def _prior(other: Project) -> Iterator[tuple[Issue, float]]:
    with db.unit():
        for one in sequence.sequence(other.id, 0, 40, 40):
            yield one.issue(-one.id), one.points


def test_an_opened_issue_is_estimated_and_another_one_closing_moves_it(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("opened", now, number=1), now)
    with db.unit():
        mine = Project.get()
    learn(mine.id, now)
    with db.unit():
        before = Estimate.get().figures
    for number in range(2, 5):
        later = now + timedelta(days=number)
        lumen.deliver("issues", issue("closed", later, number=number, labels=("points: 13",)), later)
    learn(mine.id, later)
    with db.unit():
        after = Estimate.get(Estimate.item == 1)
        assert (before["past"], after.figures["past"]) == (0, 3)
        assert (after.figures["learnt"], after.said) == (3, None)
    assert (drift.compare(mine.id).compared, drift.compare(mine.id).drifted) == (2, 0)
    with db.unit():
        Estimate.update(figures=after.figures | {"points": 99}).where(Estimate.item == 1).execute()
    assert drift.compare(mine.id).drifted == 1


def test_an_issue_closed_before_the_learner_came_is_settled_by_what_it_says(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        tariffs.decide(lumen.organization, None, Tariff(sources=("human", "model", "tariff")), now - timedelta(days=99))
    for number in range(1, 9):
        at = now - timedelta(days=10 - number)
        lumen.deliver("issues", issue("closed", at, number=number, labels=("points: 8",)), at)
    lumen.deliver("issues", issue("closed", now, number=9), now)
    with db.unit():
        mine, late = Project.get(), WorkItem.get(WorkItem.external_id == "7009")
        assert [entry.points for entry in Entry.select().where(Entry.item == late)] == [3]
    learn(mine.id, now)
    with db.unit():
        assert [entry.points for entry in Entry.select().where(Entry.item == late).order_by(Entry.id)] == [3, -3, 8]
        # What was said of those that taught was said before they did.
        assert [one.said["past"] for one in Estimate.select().order_by(Estimate.item)] == [*range(8), 8]


def test_what_fails_keeps_nothing_and_is_learnt_once_afterwards(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = ours(lumen)
    with db.unit():
        lessons.take_in(mine, past(20, now), "person:1", now)
    with monkeypatch.context() as broken:
        broken.setattr(estimate_news, "tell", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            steps.step(mine.id, now)
    assert (row(mine.id).learnt, row(mine.id).record) == (0, None)
    assert mine.id not in steps._pupils
    learn(mine.id, now)
    assert lived(mine.id) == replayed(mine.id)


@pytest.mark.parametrize("meanwhile", ["learnt = 9", "heard = 20, numbered = 20", "era = 2", "frozen_at = now()"])
def test_what_was_learnt_from_a_place_where_the_model_is_no_more_is_void(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    mine = ours(lumen)
    with db.unit():
        lessons.take_in(mine, past(20, now), "person:1", now)

    def elsewhere() -> None:
        with db.unit():
            db.database.execute_sql(f"UPDATE points_model SET {meanwhile}")

    def read(project_id: int, limit: int) -> list[figures.Waiting]:
        monkeypatch.undo()
        other = threading.Thread(target=elsewhere)
        other.start()
        other.join()
        return []

    monkeypatch.setattr(figures, "unestimated", read)
    assert steps.step(mine.id, now)
    assert row(mine.id).record is None
    assert mine.id not in steps._pupils


def test_whoever_went_on_from_the_same_place_was_first(lumen: Lumen, now: datetime) -> None:
    mine = ours(lumen)
    teach(mine, past(20, now), now)
    remembered = dict(steps._pupils)
    steps.forget()
    with db.unit():
        lessons.take_in(mine, past(20, now, 2, "B"), "person:1", now)
    learn(mine.id, now)
    # A second learner, which still thinks that it is where it was.
    steps._pupils.clear()
    steps._pupils.update(remembered)
    learn(mine.id, now)
    assert lived(mine.id) == replayed(mine.id)


@pytest.mark.usefixtures("unit")
def test_snapshots_lie_close_at_the_end_and_far_apart_before(lumen: Lumen, now: datetime) -> None:
    mine = project(lumen.organization)
    for number in range(200, 4300, 200):
        snapshots.keep(mine.id, 1, number, b"state", None, now)
    assert [number for number, _ in snapshots.of(mine.id, 1, 9999)] == [200, 1000, 2000, 3000, 3800, 4000, 4200]
    snapshots.drop(mine.id, 2000)
    assert snapshots.last(mine.id, 1) == 1000


def test_a_snapshot_of_another_format_is_thrown_away(lumen: Lumen, now: datetime) -> None:
    mine = ours(lumen)
    teach(mine, past(210, now), now)
    before = lived(mine.id)
    with db.unit():
        assert snapshots.last(mine.id, 1) >= 200
        ModelSnapshot.update(kept=b"another format").execute()
    steps.forget()
    learn(mine.id, now)
    steps.try_out(mine.id, "parser", "", [])
    assert lived(mine.id) == before


def test_many_open_issues_are_estimated_anew_some_at_a_time(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in (("FRESH", 4), ("OTHERS", 3), ("OWED", 5)):
        monkeypatch.setattr(steps, name, most)
    for number in range(1, 12):
        lumen.deliver("issues", issue("opened", now, number=number), now)
    with db.unit():
        mine = Project.get()
    assert learn(mine.id, now) == 3
    later = now + timedelta(hours=1)
    lumen.deliver(
        "issues", issue("closed", later, number=99, author=CYD, assignees=(ADA,), labels=("points: 3",)), later
    )
    learn(mine.id, later)
    with db.unit():
        # As many as are owed; the others have their turn after the next lesson.
        assert Estimate.select().where(Estimate.learnt == 1, Estimate.said.is_null()).count() == 5
        assert figures.unestimated(mine.id, 50) == []
        assert len(figures.stalest(mine.id, 1, 50)) == 6


def test_figures_that_are_kept_are_given_back_as_they_were_before(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("opened", now, number=1), now)
    first, second = (Estimated(points=one, low=1, high=8, baseline=3, past=9) for one in (2, 5))
    with db.unit():
        mine = Project.get()
        assert figures.store(mine, {1: first}, now) == {1: None}
        assert figures.store(mine, {1: second}, now) == {1: first}


def test_a_model_that_broke_off_within_a_lesson_is_not_remembered(
    lumen: Lumen, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = ours(lumen)
    teach(mine, past(20, now), now)
    said = steps.try_out(mine.id, "parser crash", "", [])
    steps.forget()
    whole, learnt = Model.learn, list[Issue]()

    def broken(model: Model, one: Issue, *told: Any) -> None:
        whole(model, one, *told)
        learnt.append(one)
        if len(learnt) == 10:
            raise TimeoutError

    monkeypatch.setattr(Model, "learn", broken)
    with pytest.raises(TimeoutError):
        steps.try_out(mine.id, "parser crash", "", [])
    monkeypatch.setattr(Model, "learn", whole)
    assert steps.try_out(mine.id, "parser crash", "", []) == said
