"""A deed's labels, files and kind come in; the discipline that it belongs to by the tariff goes out."""

from collections.abc import Callable, Sequence

from models.rules.deeds import DISCIPLINES, Discipline
from models.rules.tariff import Tariff
from models.rules.tariff_parts import DisciplineRule
from models.rules.work import Work


def discipline(kind: str, work: Work, tariff: Tariff) -> Discipline | None:
    """By label, else by what more than half of its files are, else by kind; of several the first of the fixed order."""
    rules = [(one, tariff.disciplines[one]) for one in DISCIPLINES if one in tariff.disciplines]
    labels = {label.casefold() for label in work.labels}
    tests: tuple[Callable[[DisciplineRule], bool], ...] = (
        lambda rule: any(label.casefold() in labels for label in rule.labels),
        lambda rule: 2 * _files(work.paths, rule) > len(work.paths),
        lambda rule: kind in rule.kinds,
    )
    return next((name for test in tests for name, rule in rules if test(rule)), None)


def _files(paths: Sequence[str], rule: DisciplineRule) -> int:
    beginnings = tuple(one for one in rule.paths if not one.startswith("*"))
    endings = tuple(one[1:] for one in rule.paths if one.startswith("*"))
    return sum(1 for path in paths if path.startswith(beginnings) or path.endswith(endings))
