"""What a pattern's document means, written a second time and slowly, from the document itself, day by day."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.rules.deeds import Deed

Document = dict[str, Any]
DAY = timedelta(days=1)


def leaves(node: Document) -> list[Document]:
    """In document order."""
    if node["is"] == "not":
        return leaves(node["of"])
    if node["is"] in ("all", "any", "at_least"):
        return [leaf for child in node["of"] for leaf in leaves(child)]
    return [node]


def haves(document: Document, deeds: Sequence[Deed], zone: str) -> list[int]:
    """What each leaf has, without a lid for streaks and windows."""
    since = date.fromisoformat(document["since"]) if document.get("since") else date.min
    counted = [deed for deed in deeds if _local(deed, zone).date() >= since]
    return [have(leaf, counted, zone) for leaf in leaves(document["earned"])]


def have(leaf: Document, deeds: Sequence[Deed], zone: str) -> int:
    where = leaf.get("where", {})
    if leaf["is"] not in MEANINGS:
        return 0
    passing = [deed for deed in deeds if passes(where, deed, zone, penalties=leaf["is"] == "sum")]
    return MEANINGS[leaf["is"]](leaf, passing, deeds, zone)


def passes(where: Document, deed: Deed, zone: str, penalties: bool = False) -> bool:
    local = _local(deed, zone)
    if deed.kind == "penalty" and "kinds" not in where and not penalties:
        return False
    tests = {
        "kinds": lambda wanted: deed.kind in wanted,
        "projects": lambda wanted: deed.project in wanted,
        "labels": lambda wanted: any(label.lower() in deed.labels for label in wanted),
        "paths": lambda wanted: any(path[: len(prefix)] == prefix for path in deed.paths for prefix in wanted),
        "sizes": lambda wanted: deed.size in wanted,
        "reasons": lambda wanted: deed.reason in wanted,
        "hours": lambda wanted: local.hour in _hours(wanted),
        "weekdays": lambda wanted: f"{local:%a}".lower() in wanted,
        "roles": lambda wanted: deed.role in wanted,
        "newcomer": lambda wanted: deed.newcomer == wanted,
        "co_authored": lambda wanted: deed.co_authored == wanted,
        "answered_within_hours": lambda wanted: deed.answered is not None and deed.answered / 3600 <= wanted,
        "disciplines": lambda wanted: deed.discipline in wanted,
    }
    return all(tests[name](wanted) for name, wanted in where.items())


def met(node: Document, mets: list[bool]) -> bool:
    """Takes the verdicts of the leaves off the front."""
    if node["is"] == "not":
        return not met(node["of"], mets)
    if node["is"] not in ("all", "any", "at_least"):
        return mets.pop(0)
    children = [met(child, mets) for child in node["of"]]
    return {"all": all(children), "any": any(children), "at_least": sum(children) >= node.get("count", 0)}[node["is"]]


def reached(document: Document, deeds: Sequence[Deed], zone: str) -> int:
    """Of patterns that look at nothing but deeds."""
    found = haves(document, deeds, zone)
    if document.get("levels"):
        return len([level for level in document["levels"] if level["at_least"] <= found[0]])
    need = [leaf.get("times" if leaf["is"] == "rate" else "at_least", 1) for leaf in leaves(document["earned"])]
    if "repeat" in document:
        times = max(0, found[0]) // need[0]
        return min(times, document["repeat"].get("limit") or times)
    return int(met(document["earned"], [one >= other for one, other in zip(found, need, strict=True)]))


def _hours(wanted: Document) -> set[int]:
    hour, found = wanted["from"], set()
    while hour != wanted["until"] % 24:
        found.add(hour)
        hour = (hour + 1) % 24
    return found


def _linear(leaf: Document, passing: Sequence[Deed], deeds: Sequence[Deed], zone: str) -> int:
    total = sum(deed.points for deed in passing) if leaf["is"] == "sum" else len(passing)
    for minus in leaf.get("minus", []):
        taken = [deed for deed in deeds if passes(minus["where"], deed, zone, penalties=True)]
        total -= minus.get("each", 1) * len(taken)
    return total


def _distinct(leaf: Document, passing: Sequence[Deed], deeds: Sequence[Deed], zone: str) -> int:
    return len(
        {
            "projects": {deed.project for deed in passing},
            "days": {_local(deed, zone).date() for deed in passing},
            "kinds": {deed.kind for deed in passing},
            "collaborators": {other for deed in passing for other in deed.others},
        }[leaf["of"]]
    )


def _within(leaf: Document, passing: Sequence[Deed], deeds: Sequence[Deed], zone: str) -> int:
    times, most = [deed.happened_at for deed in passing], timedelta(hours=leaf["hours"])
    return max((sum(first <= at <= first + most for at in times) for first in times), default=0)


def _rate(leaf: Document, passing: Sequence[Deed], deeds: Sequence[Deed], zone: str) -> int:
    form = {"day": "%Y-%m-%d", "week": "%G-%V", "month": "%Y-%m", "year": "%Y"}
    days = [_local(deed, zone) for deed in passing]
    names = [
        f"{day:%Y}-{['first', 'second', 'third', 'fourth'][(day.month - 1) // 3]}"
        if leaf["per"] == "quarter"
        else day.strftime(form[leaf["per"]])
        for day in days
    ]
    return len([name for name, count in Counter(names).items() if count >= leaf["at_least"]])


def _streak(leaf: Document, passing: Sequence[Deed], deeds: Sequence[Deed], zone: str) -> int:
    done = {_local(deed, zone).date() for deed in passing}
    if leaf.get("unit", "days") == "weeks":
        done = {day - DAY * day.weekday() for day in done}
        step = DAY * 7
    else:
        done = {day for day in done if not _off(leaf, day)}
        step = DAY
    return max((_from(leaf, first, done, step) for first in done), default=0)


def _from(leaf: Document, first: date, done: Collection[date], step: timedelta) -> int:
    """The streak that begins on that day."""
    length, missed, day = 0, 0, first
    while missed <= leaf.get("freezes", 0) and day <= max(done):
        if day in done:
            length += 1
        elif not (step == DAY and _off(leaf, day)):
            missed += 1
        day += step
    return length


def _off(leaf: Document, day: date) -> bool:
    holidays = leaf.get("holidays", [])
    weekend = not leaf.get("weekends", True) and day.strftime("%a") in ("Sat", "Sun")
    return weekend or f"{day:%m-%d}" in holidays or day.isoformat() in holidays


def _local(deed: Deed, zone: str) -> datetime:
    return deed.happened_at.astimezone(ZoneInfo(zone))


MEANINGS = {
    "first": _linear,
    "count": _linear,
    "sum": _linear,
    "distinct": _distinct,
    "streak": _streak,
    "within": _within,
    "rate": _rate,
}
