"""A filter of a pattern comes in; if no work could ever pass it, a refusal goes out, for sense.py."""

from collections.abc import Collection

from models.errors import Invalid
from models.rules.patterns.where import CARRIERS, EVERY_KIND, REASONS, WEEKDAYS, Where


def check_filter(path: str, where: Where) -> None:
    """Raises Invalid, with the path of the filter, when nothing or everything could pass."""
    if where.hours is not None and where.hours.from_ % 24 == where.hours.until % 24:
        raise Invalid(f"{path}.hours: begins and ends at the same hour; leave it out for the whole day.")
    if where.weekdays is not None and len(where.weekdays) == len(WEEKDAYS):
        raise Invalid(f"{path}.weekdays: names every day; leave it out.")
    _reasons(path, where)
    possible: Collection[str] = where.kinds or EVERY_KIND
    for name, carriers in CARRIERS.items():
        if not getattr(where, name):
            continue
        _carried(f"{path}.{name}", where, carriers)
        possible = [kind for kind in possible if kind in carriers]
        if not possible:
            raise Invalid(f"{path}.{name}: no kind of work can pass this and the other filters.")


def _carried(path: str, where: Where, carriers: Collection[str]) -> None:
    without = next((kind for kind in where.kinds or () if kind not in carriers), None)
    if without is not None:
        raise Invalid(f"{path}: work of the kind {without} never has any, so it would never count.")


def _reasons(path: str, where: Where) -> None:
    if where.reasons is None:
        return
    for reason in where.reasons:
        if not any(reason in REASONS.get(kind, ()) for kind in where.kinds or REASONS):
            raise Invalid(f"{path}.reasons: no work of {'the listed' if where.kinds else 'all'} kinds has “{reason}”.")
    for kind in where.kinds or ():
        if not set(where.reasons) & set(REASONS.get(kind, ())):
            raise Invalid(f"{path}.reasons: work of the kind {kind} never has any of these.")
