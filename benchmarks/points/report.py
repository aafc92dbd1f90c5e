"""Histories come in; tables of how far off the model and simpler estimators were go out, printed one by one."""

from collections.abc import Mapping, Sequence
from functools import partial
from statistics import fmean

from benchmarks.points.baselines import BASELINES, SLOW, Make
from benchmarks.points.evaluating import Outcome, geometric_mean, in_time, sign_test, split
from benchmarks.points.model import make
from benchmarks.points.organization import Groups, prior_of, with_prior
from benchmarks.points.reading import History
from benchmarks.table import show

MODEL, MEDIAN = "the model", "running median"
SPLITS = ("frozen60", "frozen80", "online")
STRETCHES = ((0, 30), (30, 100), (100, 300), (300, None))
"""Of a history: how well the model does at first, and later."""
Ratios = dict[str, dict[int, list[float]]]
"""By estimator and delay: the ratio to the running median in each project."""


def online(histories: Sequence[History], delays: Sequence[int], quick: bool) -> Ratios:
    """The model in each project, at each delay; then all estimators side by side."""
    estimators: dict[str, Make] = {MEDIAN: BASELINES[MEDIAN], MODEL: make}
    estimators |= {name: one for name, one in BASELINES.items() if not (quick and name in SLOW)}
    ratios: Ratios = {name: {} for name in estimators}
    stretches: dict[int, list[str]] = {}
    for delay in delays:
        outcomes = {name: _outcomes(histories, one, delay) for name, one in estimators.items()}
        _show_projects(histories, delay, outcomes[MODEL], outcomes[MEDIAN])
        for name, found in outcomes.items():
            ratios[name][delay] = _ratios(found, outcomes[MEDIAN])
        stretches[delay] = _by_stretch(outcomes[MODEL], outcomes[MEDIAN])
    _show_estimators(ratios, delays)
    _show_stretches(stretches)
    return ratios


def by_split(histories: Sequence[History]) -> None:
    """The last fifth of each project, by models that stopped learning before it, and by one that went on."""
    rows: list[list[object]] = []
    maes: dict[str, list[float]] = {mode: [] for mode in SPLITS}
    ratios: dict[str, list[float]] = {mode: [] for mode in SPLITS}
    for history in histories:
        model, plain = split(history.lessons, make), split(history.lessons, BASELINES[MEDIAN])
        for mode in SPLITS:
            maes[mode].append(model[mode].mae)
            ratios[mode].append(model[mode].mae / plain[mode].mae)
        cells = [_three(found[mode][-1]) for mode in SPLITS for found in (maes, ratios)]
        rows.append([history.name, len(plain["online"].truth), *cells])
    totals = [_three(total) for mode in SPLITS for total in (fmean(maes[mode]), geometric_mean(ratios[mode]))]
    rows.append(["mean, geometric mean", "", *totals])
    head = [word for mode in SPLITS for word in (f"{mode} MAE", "ratio")]
    show("The last 20 % by time", ["", "issues", *head], rows)


def by_group(histories: Sequence[History], groups: Groups, delays: Sequence[int]) -> None:
    """Models that begin with the lessons of their organisation's other projects, beside those that begin with none."""
    named = {history.name: history for history in histories}
    for delay in delays:
        rows: list[list[object]] = []
        alone: list[float] = []
        together: list[float] = []
        for group in groups:
            for name in group:
                warm = partial(with_prior, prior_of(name, group, named))
                lessons = named[name].lessons
                plain, *both = (in_time(lessons, one(), delay).mae for one in (BASELINES[MEDIAN], make, warm))
                alone.append(both[0] / plain)
                together.append(both[1] / plain)
                rows.append([name, len(lessons), _three(alone[-1]), _three(together[-1])])
        rows.append(["geometric mean", "", _three(geometric_mean(alone)), _three(geometric_mean(together))])
        title = f"With the organisation's other projects, delay {delay}: ratio to the running median"
        show(title, ["", "issues", "alone", "with prior"], rows)


def _outcomes(histories: Sequence[History], one: Make, delay: int) -> list[Outcome]:
    return [in_time(history.lessons, one(), delay) for history in histories]


def _ratios(outcomes: Sequence[Outcome], medians: Sequence[Outcome]) -> list[float]:
    return [outcome.mae / plain.mae for outcome, plain in zip(outcomes, medians, strict=True)]


def _show_projects(histories: Sequence[History], delay: int, model: list[Outcome], medians: list[Outcome]) -> None:
    rows: list[list[object]] = [
        [
            history.name,
            len(history.lessons),
            _three(plain.mae),
            _three(outcome.mae),
            _three(outcome.mae / plain.mae),
            f"{outcome.coverage:.1f}",
            f"{outcome.width:.2f}",
        ]
        for history, outcome, plain in zip(histories, model, medians, strict=True)
    ]
    head = ["", "issues", "median's MAE", "model's MAE", "ratio", "coverage %", "width"]
    show(f"The model, worths told {delay} issues late", head, rows)


def _show_estimators(ratios: Mapping[str, Mapping[int, list[float]]], delays: Sequence[int]) -> None:
    rows = [[name, *(_summary(of_it[delay]) for delay in delays)] for name, of_it in ratios.items()]
    title = "Ratio to the running median: geometric mean over projects (better in; p of a sign test)"
    show(title, ["", *(f"delay {delay}" for delay in delays)], rows)


def _summary(ratios: list[float]) -> str:
    wins = sum(ratio < 1 for ratio in ratios)
    return f"{geometric_mean(ratios):.3f} ({wins} of {len(ratios)}; {sign_test(ratios):.3f})"


def _by_stretch(model: list[Outcome], medians: list[Outcome]) -> list[str]:
    """The geometric mean of the projects' ratios within each stretch; projects that end before are left out."""
    ratios: list[list[float]] = [[] for _ in STRETCHES]
    for outcome, plain in zip(model, medians, strict=True):
        for found, (first, end) in zip(ratios, STRETCHES, strict=True):
            off, plain_off = sum(outcome.errors[first:end]), sum(plain.errors[first:end])
            if off and plain_off:
                found.append(off / plain_off)
    return [_three(geometric_mean(found)) if found else "" for found in ratios]


def _show_stretches(stretches: Mapping[int, list[str]]) -> None:
    columns = list(zip(*stretches.values(), strict=True))
    names = [f"{first + 1} to {end}" if end else f"from {first + 1} on" for first, end in STRETCHES]
    rows = [[name, *cells] for name, cells in zip(names, columns, strict=True)]
    show("The model's ratio by the number of the issue", ["issues", *(f"delay {delay}" for delay in stretches)], rows)


def _three(value: float) -> str:
    return f"{value:.3f}"
