"""A table of docs/tariff.md comes in; its rows go out as pieces of work, with what the page says that they pay.

A row is "when, what, by whom, …"; the words that it may use are the table `CLAUSES`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from models.rules.valuing import Valuation
from models.rules.work import Account, Folded, Subject, Work

NAMES = ("ada", "bob", "cyd", "dee", "eve")
BOT = Account(provider="github", external_id="1009", login="robot", bot=True)
PEOPLE = {name: Account(provider="github", external_id=f"{1001 + n}", login=name) for n, name in enumerate(NAMES)}
PEOPLE["robot"] = BOT
KNOWN = {account.key: name for name, account in PEOPLE.items()}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
WHAT = {
    "issue opened": {"kind": "issue", "state": "open"},
    "issue closed": {"kind": "issue", "state": "closed"},
    "pull request opened": {"kind": "pull_request", "state": "open"},
    "pull request merged": {"kind": "pull_request", "state": "merged"},
    "pull request closed": {"kind": "pull_request", "state": "closed"},
    "review": {"kind": "review", "state": "given", "reason": "approved"},
    "star": {"kind": "star", "state": "given"},
    "push": {"kind": "push", "state": "given", "commits": 1},
    "card completed": {"kind": "card", "state": "closed"},
    "checklist item": {"kind": "check_item", "state": "given"},
    "contribution": {"kind": "contribution", "state": "given"},
}


@dataclass
class Row:
    """A piece of work, what the page says that it pays (login, points), and one of the sentences that it gives."""

    item: Folded
    valuation: Valuation
    paid: list[tuple[str, int]]
    words: str


@dataclass
class _Story:
    at: datetime
    fields: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    ruling: dict[str, Any] = field(default_factory=dict)


def rows(table: str) -> list[Row]:
    """The rows below the table's head."""
    cells = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in table.splitlines()[2:]]
    return [Row(*_item(number, work), list(_paid(paid)), words) for number, (work, paid, words) in enumerate(cells, 1)]


def _paid(cell: str) -> Iterator[tuple[str, int]]:
    for one in cell.split(", ") if cell != "nobody" else ():
        name, points = one.split(" ")
        yield name, int(points)


def _item(number: int, cell: str) -> tuple[Folded, Valuation]:
    when, what, clauses = _begin(cell.strip("`").split(", "))
    story = _Story(_moment(when) + timedelta(minutes=0 if when else number))
    story.fields = {"number": number, "external_id": str(number), "author": PEOPLE["bob"], "began_at": story.at}
    story.fields |= WHAT[what]
    for clause in clauses:
        _apply(clause, story)
    if story.fields["state"] in ("closed", "merged"):
        story.fields["ended_at"] = story.at
    if story.fields["kind"] == "review":
        author = story.fields.pop("of", PEOPLE["ada"])
        story.fields["subject"] = Subject(external_id="7", number=number, title="", author=author)
    known = {"said": story.said or None, "ruling": story.ruling or None}
    return Folded(work=Work.model_validate(story.fields), stamps={}), Valuation.model_validate(known)


def _begin(parts: list[str]) -> tuple[str, str, list[str]]:
    when, rest = (parts[0], parts[1:]) if re.match(r"\w{3} \d\d:\d\d|\d{4}-", parts[0]) else ("", parts)
    return when, rest[0], rest[1:]


def _moment(when: str) -> datetime:
    if not when:
        return MONDAY + timedelta(days=2, hours=12)
    if when[:3] in DAYS:
        hours, minutes = when[4:].split(":")
        return MONDAY + timedelta(days=DAYS.index(when[:3]), hours=int(hours), minutes=int(minutes))
    return datetime.fromisoformat(when).replace(tzinfo=UTC) + timedelta(hours=12)


def _apply(clause: str, story: _Story) -> None:
    found = ((re.fullmatch(pattern, clause), change) for pattern, change in CLAUSES.items())
    match, change = next((match, change) for match, change in found if match)
    story.fields |= change(match[1], story)


ESTIMATE = {"low": 0, "high": 0, "baseline": 3, "past": 214, "trusted": True}


def _estimated(text: str, story: _Story) -> dict[str, Any]:
    points, low, high = re.split(" from | to ", text)
    story.said = ESTIMATE | {"points": points, "low": low, "high": high}
    return {}


def _as_for_the_model(name: str, value: Any) -> Callable[[str, _Story], dict[str, Any]]:
    def change(text: str, story: _Story) -> dict[str, Any]:
        story.said[name] = text if value is None else value
        return {}

    return change


def _ruled(kind: str) -> Callable[[str, _Story], dict[str, Any]]:
    def change(text: str, story: _Story) -> dict[str, Any]:
        story.ruling = {"points": text, "kind": kind, "by": "Mo", "at": story.at}
        return {}

    return change


def _people(text: str) -> list[Account]:
    return [PEOPLE[name] for name in text.split(" and ")]


def _typed(text: str) -> list[Account]:
    stranger = Account(provider="github", external_id="777", login="stranger")
    found = [PEOPLE.get(name, stranger) for name in text.split(" and ")]
    return [one.model_copy(update={"trust": "typed"}) for one in found]


CLAUSES: dict[str, Callable[[str, _Story], dict[str, Any]]] = {
    "by (.+)": lambda text, _: {"author": PEOPLE[text]},
    "of (\\w+)": lambda text, _: {"of": PEOPLE[text]},
    "for (.+)": lambda text, _: {"assignees": _people(text)},
    "closed by (.+)": lambda text, _: {"ended_by": PEOPLE[text]},
    "merged by (.+)": lambda text, _: {"merged_by": PEOPLE[text]},
    "reviewed by (.+)": lambda text, _: {"reviewers": _people(text)},
    "seen by (.+)": lambda text, _: {"witnesses": [one.external_id for one in _people(text)]},
    "with (.+)": lambda text, _: {"co_authors": _typed(text)},
    "labels? (.+)": lambda text, _: {"labels": text.split(" and ")},
    "([0-9]+) lines": lambda text, _: {"added": int(text), "removed": 0},
    "files (.+)": lambda text, _: {"paths": text.split(" ")},
    "estimated (.+)": _estimated,
    "median (.+)": _as_for_the_model("baseline", None),
    "of ([0-9]+) past issues": _as_for_the_model("past", None),
    "(worse) than the median": _as_for_the_model("trusted", False),
    "decided (.+)": _ruled("override"),
    "accepted (.+)": _ruled("accepted"),
    "said (.+)": lambda text, _: {"points": float(text)},
    "as (.+)": lambda text, _: {"reason": text},
    "undone after ([0-9]+) days": lambda text, story: {"reverted": (story.at + timedelta(days=int(text)), 99)},
}
