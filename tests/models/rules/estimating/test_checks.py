"""The model and every baseline pass the checks; the model alone has to keep more: its snapshot, its bounds, bits."""

import hashlib
import math
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import pytest
import river
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from benchmarks.points.baselines import BASELINES
from models.rules import estimates
from models.rules.estimates import Model, StaleSnapshot, restored, snapshot
from models.rules.estimating.values import LABEL, LABELS, TEXT, TITLE, Issue, cut
from models.rules.estimating.words import MOST, words_of
from tests.models.rules.estimating.checks import CHECKS, LESSONS, STRANGE, Lesson, Make, Plain, assert_sound, lessons

ROOT = next(one for one in Path(__file__).parents if (one / "pyproject.toml").exists())
PRIOR = lessons(20, seed=3)
MODELS: dict[str, Callable[[], Model]] = {"model": Model, "model-with-prior": lambda: Model(PRIOR)}
MAKERS: dict[str, Make] = {
    **MODELS,
    **{name: lambda make=make: Plain(make()) for name, make in BASELINES.items()},  # type: ignore[misc]
}
both_models = pytest.mark.parametrize("make", MODELS.values(), ids=MODELS)
OTHERS = [issue for issue, _ in lessons(12, seed=8)]


def model_of(given_lessons: list[Lesson], make: Callable[[], Model] = Model) -> Model:
    model = make()
    for issue, points in given_lessons:
        model.learn(issue, points)
    return model


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_every_estimator(make: Make, check: Callable[[Make], None]) -> None:
    check(make)


@both_models
def test_what_it_says_is_always_above_nothing(make: Callable[[], Model]) -> None:
    model = make()
    for issue, points in lessons(60):
        said = model.predict(issue)
        assert said.low > 0 and said.baseline > 0
        model.learn(issue, points)


@both_models
def test_a_snapshot_is_the_model(make: Callable[[], Model]) -> None:
    history = lessons(90)
    model = model_of(history[:60], make)
    back = restored(snapshot(model))
    assert snapshot(back) == snapshot(model)
    assert back.lessons == model.lessons
    for issue, points in history[60:]:
        assert back.predict(issue) == model.predict(issue)
        back.learn(issue, points)
        model.learn(issue, points)
    assert snapshot(back) == snapshot(model)


@both_models
def test_a_snapshot_of_nothing_is_the_model_that_knows_nothing(make: Callable[[], Model]) -> None:
    back = restored(snapshot(make()))
    assert [back.predict(issue) for issue in OTHERS] == [make().predict(issue) for issue in OTHERS]


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.data(), LESSONS)
def test_a_replay_is_the_live_model_whenever_it_was_asked_or_kept(data: st.DataObject, given_: list[Lesson]) -> None:
    live = Model()
    for issue, points in given_:
        for asked in data.draw(st.lists(st.sampled_from([issue, *OTHERS]), max_size=3)):
            live.predict(asked)
        live.learn(issue, points)
        if data.draw(st.booleans()):
            live = restored(snapshot(live))
    replayed = model_of(given_)
    assert snapshot(live) == snapshot(replayed)
    for asked in OTHERS:
        said = live.predict(asked)
        assert said == replayed.predict(asked)
        assert_sound(said)


def test_strange_texts_survive_a_snapshot() -> None:
    model = model_of([(cut(number, text, text, (text,)), 3.0) for number, text in enumerate(STRANGE)])
    back = restored(snapshot(model))
    assert snapshot(back) == snapshot(model)
    for text in STRANGE:
        assert back.predict(cut(0, text, "")) == model.predict(cut(0, text, ""))


def test_the_bits_do_not_depend_on_the_order_of_sets() -> None:
    program = (
        "import hashlib\n"
        "from models.rules.estimates import Model, snapshot\n"
        "from tests.models.rules.estimating.checks import lessons\n"
        "model = Model(lessons(20, seed=3))\n"
        "for issue, points in lessons(60):\n"
        "    model.learn(issue, points)\n"
        "said = [model.predict(issue) for issue, _ in lessons(12, seed=8)]\n"
        "print(hashlib.sha256(snapshot(model) + repr(said).encode()).hexdigest())\n"
    )
    command = [sys.executable, "-c", program]
    environments = [os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed} for seed in ("1", "2")]
    running = [subprocess.Popen(command, env=one, stdout=subprocess.PIPE) for one in environments]
    digests = {process.communicate()[0].decode() for process in running}
    model = model_of(lessons(60), MODELS["model-with-prior"])
    said = [model.predict(issue) for issue in OTHERS]
    assert digests == {hashlib.sha256(snapshot(model) + repr(said).encode()).hexdigest() + "\n"}


@pytest.mark.parametrize("points", [float("nan"), float("inf"), -float("inf"), 0.0, -1.0])
def test_what_is_no_worth_is_refused_and_teaches_nothing(points: float) -> None:
    model = model_of(lessons(20))
    before = snapshot(model)
    with pytest.raises(ValueError):
        model.learn(OTHERS[0], points)
    assert snapshot(model) == before


@pytest.mark.parametrize("absurd", [1_000.0, 1e300, 1e-300])
def test_one_absurd_worth_moves_other_estimates_little(absurd: float) -> None:
    moved = []
    for seed in (7, 8, 9):
        history = lessons(140, seed)
        honest, poisoned = model_of(history[:120]), model_of(history[:120])
        honest.learn(cut(999, "buy cheap things now", "see my page"), 3.0)
        poisoned.learn(cut(999, "buy cheap things now", "see my page"), absurd)
        for issue, _ in history[120:]:
            before, after = honest.predict(issue), poisoned.predict(issue)
            assert 0.5 <= after.low <= after.points <= after.high <= 26
            moved.append(abs(math.log(after.points / before.points)))
    assert fmean(moved) <= 0.12


def test_a_flood_of_absurd_worths_is_bounded() -> None:
    model = model_of(lessons(120))
    for number in range(40):
        model.learn(cut(number, f"flood {number}", "more"), 1e300)
    for issue in OTHERS:
        said = model.predict(issue)
        assert_sound(said)
        assert said.high < 1_000


def test_a_giant_text_is_cut_before_it_is_looked_at() -> None:
    giant = "crash of the parser at start " * 350_000
    issue = cut(1, giant, giant, (giant for _ in range(1_000_000)))
    assert (len(issue.title), len(issue.text), len(issue.labels)) == (TITLE, TEXT, LABELS)
    assert max(map(len, issue.labels)) == LABEL
    words = words_of(Issue(1, giant, giant, (giant,) * 1_000))
    assert words == words_of(issue)
    assert len(words.title) <= MOST and len(words.text) <= MOST and len(words.labels) <= LABELS


def test_a_giant_text_costs_no_memory_and_leaves_nothing() -> None:
    giant = "".join(f"word{number} " for number in range(1_000_000))
    issue, small = Issue(1, giant, giant, (giant,)), cut(1, giant, giant, (giant,))
    model, other = model_of(lessons(20)), model_of(lessons(20))
    tracemalloc.start()
    try:
        model.predict(issue)
        model.learn(issue, 3.0)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    other.learn(small, 3.0)
    assert peak < len(giant) / 4
    assert snapshot(model) == snapshot(other)


def test_garbage_is_no_snapshot() -> None:
    kept = snapshot(model_of(lessons(20)))
    flipped = [kept[:at] + bytes([kept[at] ^ 0x10]) + kept[at + 1 :] for at in range(2, len(kept), len(kept) // 20)]
    for bad in (b"", b"\x00", b"garbage", b"{}", kept[:-1], kept[: len(kept) // 2], *flipped):
        with pytest.raises(StaleSnapshot):
            restored(bad)


def test_a_snapshot_of_another_format_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = snapshot(model_of(lessons(20)))
    monkeypatch.setattr(estimates, "FORMAT", estimates.FORMAT + 1)
    with pytest.raises(StaleSnapshot):
        restored(kept)


def test_a_snapshot_of_another_river_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = snapshot(model_of(lessons(20)))
    monkeypatch.setattr(river, "__version__", "0.0.1")
    with pytest.raises(StaleSnapshot):
        restored(kept)
