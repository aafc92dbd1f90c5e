"""What the model says of synthetic projects; test_checks.py beside it checks the model as any estimator."""

from statistics import fmean
from zlib import crc32

import pytest

from models.rules import estimates
from models.rules.estimates import Model, restored, snapshot
from models.rules.estimating import drift, features, index, scout
from models.rules.estimating.values import Issue, cut

WORTH = {"typo in the docs": 1.0, "button has the wrong colour": 3.0, "rewrite the storage engine": 13.0}
KINDS = list(WORTH.items())


def issue(number: int) -> tuple[Issue, float]:
    title, points = KINDS[number * 7 % 3]
    return cut(number, f"{title} {number}", f"seen in release {number % 11}", ("kind",)), points


def taught(count: int, model: Model | None = None, worth: float = 1.0) -> Model:
    model = model or Model()
    for number in range(count):
        one, points = issue(number)
        model.learn(one, points * worth)
    return model


def test_it_knows_nothing_and_says_so() -> None:
    said = Model().predict(issue(0)[0])
    assert (said.points, said.low, said.high, said.baseline, said.past, said.closest) == (3.0, 1.0, 8.0, 3.0, 0, ())


def test_it_learns_what_words_are_worth_and_names_what_is_closest() -> None:
    model = taught(90)
    for number in range(90, 99):
        one, points = issue(number)
        said = model.predict(one)
        assert (said.points, said.baseline, said.past) == (points, 3.0, 90)
        assert [close.points for close in said.closest] == [points] * 3
        alike = [close.alike for close in said.closest]
        assert alike == sorted(alike, reverse=True) and 0 < sum(close.share for close in said.closest) <= 1
        assert all(issue(close.key)[1] == points and 0.15 <= close.alike <= 1 for close in said.closest)


def test_the_interval_that_people_were_shown_corrects_the_next_ones() -> None:
    told, silent = taught(60), taught(60)
    for number in range(60, 75):
        one, points = issue(number)
        told.learn(one, points, shown=(points * 2, points * 3))
        silent.learn(one, points)
    assert told.interval.below < silent.interval.below
    assert told.predict(issue(75)[0]).low <= silent.predict(issue(75)[0]).low


def test_a_text_like_no_other_has_no_close_match() -> None:
    assert taught(30).predict(cut(1, "quantum zebra", "xylophone")).closest == ()


def test_one_more_lesson_moves_the_estimate_of_an_open_issue() -> None:
    model, (one, _) = taught(3), issue(99)
    before = model.predict(one).points
    for number in range(6):
        model.learn(cut(number, one.title, one.text, one.labels), 40.0)
    assert model.predict(one).points > before


def test_lessons_of_other_projects_warm_it_up_but_do_not_count() -> None:
    model = Model([issue(number) for number in range(60)])
    assert model.lessons == 0 and model.drifted_at is None
    said = model.predict(issue(61)[0])
    assert (said.points, said.baseline, said.past) == (issue(61)[1], 3.0, 60)
    taught(5, model)
    assert model.lessons == 5
    assert model.predict(issue(61)[0]).past == 65


def test_it_soon_follows_a_project_that_counts_higher_than_the_others_of_its_organisation() -> None:
    model = taught(40, Model([issue(number) for number in range(60)]), worth=5.0)
    assert fmean(model.predict(issue(number)[0]).points for number in range(99, 102)) > 5 * 17 / 3 * 0.7


def test_a_project_that_changes_its_ways_raises_the_alarm_and_is_followed() -> None:
    model = taught(150)
    assert model.drifted_at is None
    for number in range(60):
        model.learn(cut(number, "anything", ""), 1.0 if crc32(b"%d" % number) % 2 else 80.0)
    assert model.drifted_at is not None and 150 < model.drifted_at <= 210
    back = restored(snapshot(model))
    assert back.drifted_at == model.drifted_at
    assert back.watch.is_fresh(model.lessons) and not back.watch.is_fresh(model.drifted_at + drift.FRESH)


def test_what_it_keeps_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "ISSUES", 50)
    monkeypatch.setattr(features, "BUCKETS", 64)
    monkeypatch.setattr(scout, "WINDOW", 20)
    model = taught(120)
    sizes = [model.size(), taught(120, model).size()]
    assert sizes[1]["past"] == 50 and sizes[1]["features"] <= 64
    assert sizes[1]["words"] <= 200
    assert model.predict(issue(1)[0]).points == issue(1)[1]
    assert snapshot(restored(snapshot(model))) == snapshot(model)


def test_only_so_many_lessons_of_others_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimates, "PRIOR", 30)
    many = [issue(number) for number in range(100)]
    assert snapshot(Model(many)) == snapshot(Model(many[-30:]))
