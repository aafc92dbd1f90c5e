"""A person, a board or a badge comes in; the two words of a flat README badge go out: what it is, and how much."""

from collections.abc import Callable
from datetime import datetime

from models import awards, badges, people, standings
from models.errors import BadPicture, NotFound
from models.rules.standings import parse_board
from models.rules.work import Value
from models.tenants import Organization

PURPLE, GREEN, GREY = "#54369a", "#17603f", "#5b6270"


class Flat(Value):
    """`label` stands left, `value` right, on `color`."""

    label: str
    value: str
    color: str


def of(organization: Organization, what: str, which: str, show: str, now: datetime) -> Flat:
    """`which`: a person's id or GitHub name, a board's name, a badge's slug. Raises NotFound, BadPicture."""
    return SUBJECTS[what](organization, which, show, now)


def _person(organization: Organization, which: str, show: str, now: datetime) -> Flat:
    named = int(which) if which.isdigit() and len(which) <= 18 else which
    found = people.named(organization.id, named) if which and which.isprintable() else None
    if found is None:
        raise NotFound("There is no such person here.")
    if show not in FIGURES:
        raise BadPicture(f"show is {', '.join(FIGURES)}.")
    return Flat(label=organization.name, value=FIGURES[show](organization, found, now), color=PURPLE)


def _points(organization: Organization, person: int, now: datetime) -> str:
    return _counted(standings.totals(organization, person, now).all, "point")


def _month(organization: Organization, person: int, now: datetime) -> str:
    return f"{_counted(standings.totals(organization, person, now).month, 'point')} this month"


def _rank(organization: Organization, person: int, now: datetime) -> str:
    rank = standings.ranks(organization, person, now)["all"]
    return f"#{rank}" if rank else "no points yet"


def _badges(organization: Organization, person: int, _now: datetime) -> str:
    held = {award.badge_id for award in awards.of_person(organization.id, person) if award.revoked_at is None}
    return _counted(len(held), "badge")


FIGURES: dict[str, Callable[[Organization, int, datetime], str]] = {
    "points": _points,
    "month": _month,
    "rank": _rank,
    "badges": _badges,
}


def _board(organization: Organization, which: str, _show: str, now: datetime) -> Flat:
    board = standings.board(organization, parse_board(which or "week"), now, 1)
    first = f"{board.rows[0].person.name}, {board.rows[0].points:,}" if board.rows else "nobody yet"
    name = board.title if board.scope.kind == "organization" else f"{board.title}, {board.scope.name}"
    return Flat(label=f"{organization.name} · {name}", value=first, color=GREEN if board.rows else GREY)


def _badge(organization: Organization, which: str, _show: str, _now: datetime) -> Flat:
    badge = badges.find(organization, which)
    return Flat(label=badge.name, value=f"held by {awards.holders(badge):,}", color=badge.color.lower())


SUBJECTS: dict[str, Callable[[Organization, str, str, datetime], Flat]] = {
    "person": _person,
    "board": _board,
    "badge": _badge,
}


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
