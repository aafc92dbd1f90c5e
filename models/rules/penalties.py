"""What was done in a work item comes in; what is taken from its author for it goes out, as one Due at most."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from models.rules.deed_words import amount, deed, name
from models.rules.deeds import DeedKind
from models.rules.due import Due, mark
from models.rules.tariff import Tariff
from models.rules.tariff_parts import Penalty
from models.rules.weighing import Trace
from models.rules.work import Work


def penalties(done: Sequence[tuple[DeedKind, datetime]], work: Work, tariff: Tariff) -> Iterator[Due]:
    """All of one work item together, because it is one line in the ledger; each once, for the first of its kinds."""
    author = work.author
    first = ((one, next((part for part in done if _applies(one, part[0], work)), None)) for one in tariff.penalties)
    found = [(one, *part) for one, part in first if part is not None]
    if author is None or author.bot or not found:
        return
    total, steps = 0, []
    for penalty, kind, _ in found:
        total -= penalty.points
        aside = f": the label is “{penalty.label}”" if penalty.label else ""
        words = f"The penalty “{penalty.name}” takes {amount(penalty.points)} for {deed(kind, work)}{aside}."
        steps.append(Trace(rule="penalty", words=words, points=total))
    what = f"{name(work)} (penalty {', '.join(f'“{one.name}”' for one, _, _ in found)})"
    yield Due(
        kind="penalty",
        account=author,
        happened_at=max(at for _, _, at in found),
        labels=tuple(sorted({label.lower() for label in work.labels})),
        worth=total,
        trace=tuple(steps),
        what=what,
        reason_words=f"{amount(-total)} taken for {what}",
        mark=mark(work),
    )


def _applies(penalty: Penalty, kind: DeedKind, work: Work) -> bool:
    labelled = penalty.label is None or penalty.label.casefold() in {label.casefold() for label in work.labels}
    return kind in penalty.kinds and labelled
