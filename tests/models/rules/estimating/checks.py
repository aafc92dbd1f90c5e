"""What every estimator must be able to do, whatever it is: test_checks.py runs all of it on each.

A check takes what makes a fresh estimator, and asserts.
"""

import math
from collections.abc import Callable
from typing import Protocol

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.points import baselines, synthetic
from models.rules.estimating.values import Estimate, Issue, cut

Lesson = tuple[Issue, float]
STRANGE = (
    "",
    " \n\t\r\v\f\u2028",
    "\x00\x01\x7f\x9f\ufeff\u202e",
    "\ud800 \udfff lone surrogates \udc00",
    "👩‍👩‍👧‍👦 🏳️‍🌈 😀",
    "日本語の題名 登録できない ページ",
    "ภาษาไทยไม่มีช่องว่าง",
    "Ошибка при входе в систему",
    "خطأ عند تسجيل الدخول",
    "Z̸̛͚a̶l̷g̴o̵ ﷺ ﬀ ① Ⅷ ½ İ ß",
    "a" * 100_000,
    "x " * 50_000,
    "{{{ ``` <script> %s %n ${jndi} ' \" \\",
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
ISSUES = st.builds(cut, st.integers(0, 99), ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
POINTS = st.sampled_from([0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 1_000.0, 1e-300, 1e300])
LESSONS = st.lists(st.tuples(ISSUES, POINTS), max_size=12)


class Estimator(Protocol):
    """What is checked."""

    def predict(self, issue: Issue) -> Estimate: ...

    def learn(self, issue: Issue, points: float) -> None: ...


Make = Callable[[], Estimator]


class Plain:
    """A baseline of the benchmark, in the model's clothes; it sees to it that what it was given stays as it was."""

    def __init__(self, made: baselines.Estimator) -> None:
        self._made = made

    def predict(self, issue: Issue) -> Estimate:
        given_, before = _as_row(issue), _as_row(issue)
        said = self._made.predict_one(given_)
        assert given_ == before
        return Estimate(said, said, said, said, 0, ())

    def learn(self, issue: Issue, points: float) -> None:
        given_, before = _as_row(issue), _as_row(issue)
        self._made.learn_one(given_, points)
        assert given_ == before


def lessons(count: int, seed: int = 7) -> list[Lesson]:
    """So many made-up issues, with labels on some, and their worth."""
    [history] = synthetic.histories(1, count, seed)
    return [
        (cut(number, row["title"], row["description"], ("bug", "ui")[: number % 3]), points)
        for number, (row, points) in enumerate(history.lessons)
    ]


def taught(make: Make, given_lessons: list[Lesson]) -> Estimator:
    """A fresh one after these lessons."""
    estimator = make()
    for issue, points in given_lessons:
        estimator.learn(issue, points)
    return estimator


def it_answers_before_it_has_learnt(make: Make) -> None:
    for issue in (cut(1, "Crash at start", "It crashes."), cut(2, "", "")):
        assert_sound(make().predict(issue))


def it_is_sound_all_along(make: Make) -> None:
    estimator = make()
    for issue, points in lessons(60):
        assert_sound(estimator.predict(issue))
        estimator.learn(issue, points)


def asking_twice_gives_the_same(make: Make) -> None:
    estimator = taught(make, lessons(30))
    for issue, _ in lessons(10, seed=8):
        assert estimator.predict(issue) == estimator.predict(issue)


def the_same_lessons_make_the_same_estimator(make: Make) -> None:
    one, other = taught(make, lessons(60)), taught(make, lessons(60))
    for issue, _ in lessons(10, seed=8):
        assert one.predict(issue) == other.predict(issue)


def asking_in_between_changes_nothing(make: Make) -> None:
    plain, asked = make(), make()
    others = lessons(40, seed=8)
    for number, (issue, points) in enumerate(lessons(40)):
        plain.learn(issue, points)
        for strange, _ in others[: number % 4]:
            asked.predict(strange)
        asked.predict(issue)
        asked.learn(issue, points)
    for issue, _ in others:
        assert plain.predict(issue) == asked.predict(issue)


def parts_of_an_issue_may_come_and_go(make: Make) -> None:
    estimator = make()
    shapes = [("Crash", "It crashes", ("bug",)), ("Crash", "", ()), ("", "It crashes", ("ui", "bug")), ("", "", ())]
    for turn in range(12):
        title, text, labels = shapes[turn % 4]
        issue = cut(turn, title, text, (*labels, f"new{turn}") if turn % 3 else labels)
        assert_sound(estimator.predict(issue))
        estimator.learn(issue, 1.0 + turn % 5)


def issues_without_a_word_do_no_harm(make: Make) -> None:
    estimator = taught(make, [(cut(turn, "", ""), 2.0) for turn in range(4)])
    for issue in (cut(9, "", ""), cut(9, "Crash at start", ""), cut(9, "", "It crashes."), cut(9, "", "", ("bug",))):
        assert_sound(estimator.predict(issue))
        estimator.learn(issue, 3.0)


def strange_texts_do_no_harm(make: Make) -> None:
    estimator = taught(make, lessons(10))
    for turn, text in enumerate(STRANGE):
        for issue in (cut(turn, text, ""), cut(turn, "A title", text), cut(turn, "A title", "A text", (text,))):
            assert_sound(estimator.predict(issue))
            estimator.learn(issue, 1.0 + turn % 5)
    for issue, _ in lessons(5, seed=8):
        assert_sound(estimator.predict(issue))


def any_texts_do_no_harm(make: Make) -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(ISSUES, max_size=8))
    def check(issues: list[Issue]) -> None:
        estimator = make()
        for turn, issue in enumerate(issues):
            assert_sound(estimator.predict(issue))
            estimator.learn(issue, 1.0 + turn % 5)

    check()


CHECKS: tuple[Callable[[Make], None], ...] = (
    it_answers_before_it_has_learnt,
    it_is_sound_all_along,
    asking_twice_gives_the_same,
    the_same_lessons_make_the_same_estimator,
    asking_in_between_changes_nothing,
    parts_of_an_issue_may_come_and_go,
    issues_without_a_word_do_no_harm,
    strange_texts_do_no_harm,
    any_texts_do_no_harm,
)


def assert_sound(said: Estimate) -> None:
    """Numbers, in their order."""
    assert all(map(math.isfinite, (said.points, said.low, said.high, said.baseline)))
    assert said.low <= said.points <= said.high
    for close in said.closest:
        assert math.isfinite(close.points) and 0 <= close.alike <= 1 + 1e-9 and 0 <= close.share <= 1 + 1e-9


def _as_row(issue: Issue) -> dict[str, object]:
    return {"title": issue.title, "description": issue.text, "labels": list(issue.labels)}
