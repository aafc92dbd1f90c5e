"""A folded work item and a tariff come in; the claims that they imply go out; models/ledger.py writes the difference.

Pure: the same work and tariff give the same claims, whatever came before (law 4).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from models.rules.work import Account, Folded, Value, Work

CreditKind = Literal["issue.closed", "pull_request.merged", "review.given", "star.given", "push.made"]
Recipients = Literal["assignees", "author"]

# Whole labels only, ASCII digits only: "points: 3", "sp/5", "story points 8", "3 points".
_AMOUNT_LAST = re.compile(r"(?:points?|pts?|sp|story[ -]?points?)\s*[:/= ]\s*([0-9]{1,6})", re.I | re.A)
_AMOUNT_FIRST = re.compile(r"([0-9]{1,6})\s*(?:points?|pts?|sp|story[ -]?points?)", re.I | re.A)
_SIZE = re.compile(r"size\s*[:/= ]\s*([a-z]{1,4})", re.I | re.A)

NOT_DONE = {"not_planned": "not planned", "duplicate": "a duplicate"}


Points = Annotated[int, Field(ge=0, le=10_000)]


class Tariff(Value):
    """What work is worth. A kind that is absent from `worth` earns nothing and leaves no entry.

    `sizes` maps the X of a label `size/X`; labels worth more than `label_limit` points are taken for a slip and
    not counted. `recipients`: "assignees" pays the assignees in equal shares, else the author.
    """

    worth: dict[CreditKind, Points] = Field(
        default={"issue.closed": 3, "pull_request.merged": 5, "review.given": 2}, max_length=20
    )
    sizes: dict[str, Points] = Field(default={"XS": 1, "S": 2, "M": 3, "L": 5, "XL": 8, "XXL": 13}, max_length=20)
    label_limit: int = Field(default=100, ge=0, le=10_000)
    recipients: dict[Literal["issue", "pull_request"], Recipients] = Field(
        default={"issue": "assignees", "pull_request": "assignees"}
    )


class Claim(Value):
    """What one account earns by one piece of work: the entry that should stand in the ledger."""

    kind: CreditKind
    account: Account
    points: int
    happened_at: datetime
    reason: str


class LiveEntry(Value):
    """A live entry of the ledger, as far as the difference needs it."""

    id: int
    kind: str
    person: int
    points: int
    happened_at: datetime


def claims(item: Folded, tariff: Tariff) -> tuple[Claim, ...]:
    """What the work item earns now, one claim per recipient."""
    credit = _credit(item)
    if credit is None or credit not in tariff.worth or _own_review(item.work):
        return ()
    total, by_label = _worth(credit, item.work, tariff)
    shared_by = recipients(item.work, tariff)
    return tuple(
        Claim(
            kind=credit,
            account=account,
            points=share,
            happened_at=_happened_at(item.work),
            reason=_reason(credit, item.work, share, total, len(shared_by), by_label),
        )
        for account, share in zip(shared_by, shares(total, len(shared_by)), strict=True)
    )


def recipients(work: Work, tariff: Tariff) -> list[Account]:
    """Whose work it is: the assignees, or its author, never a bot; in the order of their ids."""
    by_tariff = work.kind in ("issue", "pull_request") and tariff.recipients.get(work.kind) != "author"
    assigned = by_tariff or work.kind == "card"
    people = {a.external_id: a for a in work.assignees if not a.bot} if assigned else {}
    if not people and work.author and not work.author.bot:
        people = {work.author.external_id: work.author}
    return [people[key] for key in sorted(people, key=lambda key: (len(key), key))]


def shares(total: int, people: int) -> list[int]:
    """Equal whole shares whose sum is exact; what is left over goes one point each to the first."""
    if people == 0:
        return []
    each, rest = divmod(total, people)
    return [each + (1 if place < rest else 0) for place in range(people)]


def label_points(labels: Iterable[str], tariff: Tariff) -> tuple[int, str] | None:
    """(points, label) of the highest point label, or None when no label speaks of points."""
    found = [(points, label) for label in labels if (points := _one_label(label, tariff)) is not None]
    return max(found, key=lambda pair: (pair[0], pair[1]), default=None)


def difference(
    standing: Sequence[LiveEntry], due: Sequence[tuple[int, Claim]]
) -> tuple[list[LiveEntry], list[tuple[int, Claim]]]:
    """(entries to reverse, (person, claim) pairs to write) so that exactly what is due stands."""
    kept: set[int] = set()
    missing = []
    for person, claim in due:
        same = next((s for s in standing if s.id not in kept and _matches(s, person, claim)), None)
        if same is None:
            missing.append((person, claim))
        else:
            kept.add(same.id)
    return [entry for entry in standing if entry.id not in kept], missing


def reversal_reason(item: Folded, kind: str, points: int) -> str:
    """Why points are taken back, in words for the person who loses them."""
    name = _name(item.work)
    back = f"{_amount(points)} taken back"
    if item.gone:
        return f"{back}: {name} was deleted or moved away"
    if item.work.state == "dismissed" and item.work.kind == "star":
        return f"{back}: the star was removed"
    if item.work.state == "dismissed":
        return f"{back}: the review of {_name_of_subject(item.work)} was dismissed"
    if item.work.state == "open":
        return f"{back}: {name} was reopened"
    if item.work.reason in NOT_DONE and kind == "issue.closed":
        return f"{back}: {name} was closed as {NOT_DONE[item.work.reason]}"
    return f"{back}: {name} is counted anew after a change"


def _credit(item: Folded) -> CreditKind | None:
    work = item.work
    if item.gone:
        return None
    if work.kind == "issue":
        return "issue.closed" if work.state == "closed" and work.reason not in NOT_DONE else None
    if work.kind == "pull_request":
        return "pull_request.merged" if work.state == "merged" else None
    if work.state != "given":
        return None
    table: dict[str, CreditKind] = {"review": "review.given", "star": "star.given", "push": "push.made"}
    return table[work.kind]


def _worth(credit: CreditKind, work: Work, tariff: Tariff) -> tuple[int, str | None]:
    labelled = label_points(work.labels, tariff) if work.kind in ("issue", "pull_request") else None
    return labelled if labelled else (tariff.worth[credit], None)


def _one_label(label: str, tariff: Tariff) -> int | None:
    text = label.strip()
    if match := _AMOUNT_LAST.fullmatch(text) or _AMOUNT_FIRST.fullmatch(text):
        points = int(match[1])
        return points if points <= tariff.label_limit else None
    if match := _SIZE.fullmatch(text):
        return {size.upper(): points for size, points in tariff.sizes.items()}.get(match[1].upper())
    return None


def _own_review(work: Work) -> bool:
    author = work.subject.author if work.subject else None
    return author is not None and work.author is not None and author.external_id == work.author.external_id


def _happened_at(work: Work) -> datetime:
    return work.ended_at or work.began_at


def _matches(entry: LiveEntry, person: int, claim: Claim) -> bool:
    return (entry.person, entry.kind, entry.points, entry.happened_at) == (
        person,
        claim.kind,
        claim.points,
        claim.happened_at,
    )


def _reason(credit: CreditKind, work: Work, share: int, total: int, people: int, by_label: str | None) -> str:
    amount = _amount(share) if people == 1 else f"{share} of {_amount(total)}"
    aside = [f"shared by {people}"] if people > 1 else []
    aside += [f"label “{by_label}”"] if by_label else []
    return f"{amount} for {deed(credit, work)}" + (f" ({', '.join(aside)})" if aside else "")


def deed(credit: str, work: Work) -> str:
    """What was done, to follow "for": "closing #42"."""
    deeds = {
        "issue.closed": f"closing {_name(work)}",
        "pull_request.merged": f"getting {_name(work)} merged",
        "review.given": f"reviewing {_name_of_subject(work)}",
        "star.given": "a star",
        "push.made": f"pushing {work.commits} commit{'' if work.commits == 1 else 's'}",
    }
    return deeds[credit]


def title(work: Work) -> str:
    """The work in a line: "#42 Fix the lexer"."""
    about = work.subject or work
    return " ".join(part for part in (f"#{about.number}" if about.number is not None else "", about.title) if part)


def _amount(points: int) -> str:
    return f"{points} point{'' if abs(points) == 1 else 's'}"


def _name(work: Work) -> str:
    if work.kind == "review":
        return f"the review of {_name_of_subject(work)}"
    return f"#{work.number}" if work.number is not None else work.kind


def _name_of_subject(work: Work) -> str:
    return f"#{work.subject.number}" if work.subject else "a pull request"
