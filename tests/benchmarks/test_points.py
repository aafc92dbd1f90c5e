"""`python -m benchmarks.points`: it runs without data and with a folder, and its figures are those of naive sums."""

import gzip
from pathlib import Path
from statistics import fmean, median

import pytest

from benchmarks.points import __main__ as program
from benchmarks.points import organization, reading, synthetic
from benchmarks.points.baselines import RunningMedian
from benchmarks.points.evaluating import geometric_mean, in_time, sign_test, split
from benchmarks.points.model import make
from benchmarks.points.reading import History, Lesson

SHORT = [History(history.name, history.lessons[: program.QUICK]) for history in synthetic.histories()]


def off_by(lessons: tuple[Lesson, ...], delay: int) -> tuple[float, float]:
    """The mean error of the model and of the median, computed without any of the program."""
    model, errors, plain = make(), [], []
    for now, (issue, points) in enumerate(lessons):
        if now - delay - 1 >= 0:
            model.learn_one(*lessons[now - delay - 1])
        known = [worth for _, worth in lessons[: max(now - delay, 0)]]
        errors.append(abs(model.predict_one(issue) - points))
        plain.append(abs((median(known) if known else 3.0) - points))
    return fmean(errors), fmean(plain)


def test_without_data_it_prints_what_naive_sums_give(capsys: pytest.CaptureFixture[str]) -> None:
    ratios = program.main(["--quick", "--delay", "10"])
    expected = [off_by(history.lessons, 10) for history in SHORT]
    assert ratios["the model"][10] == pytest.approx([model / plain for model, plain in expected])
    printed = capsys.readouterr().out
    for history, (model, plain) in zip(SHORT, expected, strict=True):
        [row, *_] = [line for line in printed.splitlines() if history.name in line]
        assert f"{plain:.3f}" in row and f"{model:.3f}" in row
    assert "bit-equal" in printed and "NOT EQUAL" not in printed


def test_a_folder_of_histories_is_read_in_their_order(tmp_path: Path) -> None:
    head = "issuekey,title,description,storypoint,labels\n"
    (tmp_path / "one.csv").write_text(head + 'A-1,first,"two\nlines",3,bug;ui\nA-2,second,,soon,\nA-3,third,,nan,\n')
    (tmp_path / "two.csv.gz").write_bytes(gzip.compress(f"{head}B-1,ü,x,0.5,\n".encode()))
    (tmp_path / "notes.txt").write_text("not a history")
    one, two = reading.histories(tmp_path)
    first = {"id": "A-1", "title": "first", "description": "two\nlines", "labels": ["bug", "ui"]}
    assert (one.name, one.lessons) == ("one", ((first, 3.0),))
    assert (two.name, two.lessons[0][0]["title"], two.lessons[0][1]) == ("two", "ü", 0.5)


def test_a_folder_without_issues_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="No issues"):
        reading.histories(tmp_path)


def test_made_up_issues_are_the_same_everywhere() -> None:
    assert synthetic.histories(1, 20) == synthetic.histories(1, 20) != synthetic.histories(1, 20, seed=8)


def test_the_split_is_by_time() -> None:
    lessons = SHORT[0].lessons
    worths = [points for _, points in lessons]
    found = split(lessons, RunningMedian)
    assert len(worths) == 150
    assert found["frozen60"].guesses == [median(worths[:90])] * 30
    assert found["frozen80"].guesses == [median(worths[:120])] * 30
    assert found["online"].guesses == [median(worths[:now]) for now in range(120, 150)]
    assert all(outcome.truth == worths[120:] for outcome in found.values())


def test_an_issue_is_estimated_before_it_is_learnt() -> None:
    told: list[str] = []

    class Listening(RunningMedian):
        def predict_one(self, issue: reading.Issue) -> float:
            told.append(f"asked {issue['id']}")
            return super().predict_one(issue)

        def learn_one(self, issue: reading.Issue, points: float) -> None:
            told.append(f"taught {issue['id']}")

    in_time(SHORT[0].lessons[:3], Listening(), delay=1)
    assert told == ["asked S-0", "asked S-1", "taught S-0", "asked S-2", "taught S-1"]


def test_totals_are_geometric_means_and_sign_tests() -> None:
    assert geometric_mean([0.5, 2.0]) == pytest.approx(1)
    assert sign_test([0.9] * 8) == pytest.approx(2 / 256)
    assert sign_test([0.9, 1.1, 1.0]) == 1


def test_a_prior_holds_the_newest_lessons_of_the_others_in_equal_parts() -> None:
    named = {history.name: history for history in SHORT}
    prior = organization.prior_of("synthetic1", list(named), named)
    others = [*SHORT[1].lessons, *SHORT[2].lessons]
    assert [points for _, points in prior] == [points for _, points in others]
    with pytest.raises(SystemExit, match="no history of nobody"):
        organization.prior_of("synthetic1", ["synthetic1", "nobody"], named)
