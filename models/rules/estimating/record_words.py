"""The figures of a model's record come in; one plain sentence goes out: whether it is used, and why."""

from models.rules.estimating.figures import Figures, Stretch
from models.rules.estimating.record import BEGIN, ENOUGH


def sentence(figures: Figures) -> str:
    """For the page, REST and the model's comments."""
    overall, recent = figures.all, figures.recent
    if overall.n < ENOUGH:
        return f"Too early to say: {overall.n} of {ENOUGH} issues."
    if overall.ratio is None:
        return f"Not used: the plain median was not wrong on any of {_number(overall.n)} issues."
    if figures.trusted:
        model, plain = _two(overall)
        past = f"On {_number(overall.n)} past issues the model was off by {model} points on average"
        return f"{past}, the plain median by {plain}: {_better(overall.ratio)}."
    if overall.ratio >= 1:
        return f"Not used: so far the plain median does better {_against(overall, _number(overall.n))}."
    if recent.ratio is None or recent.ratio >= 1:
        return f"Not used: of late the plain median does better {_against(recent, f'the last {_number(recent.n)}')}."
    worse = max((overall, recent), key=lambda stretch: stretch.ratio or 0)
    better = f"the model is {_better(worse.ratio or 0)} than the plain median"
    return f"Not used yet: on {_number(worse.n)} issues {better}; it takes {_percent(BEGIN)} %."


def _against(stretch: Stretch, issues: str) -> str:
    model, plain = _two(stretch)
    return f"({plain} against {model} on {issues} issues)"


def _two(stretch: Stretch) -> tuple[str, str]:
    """Both errors with as many decimals as tell them apart, two at most."""
    model, plain = stretch.mae or 0.0, stretch.baseline_mae or 0.0
    places = 1 if f"{model:.1f}" != f"{plain:.1f}" else 2
    return f"{model:.{places}f}", f"{plain:.{places}f}"


def _better(ratio: float) -> str:
    return f"{_percent(ratio)} % better" if _percent(ratio) else "less than 1 % better"


def _percent(ratio: float) -> int:
    """Rounded down, but for what floats make of a whole number."""
    return int(100 * (1 - ratio) + 1e-6)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
