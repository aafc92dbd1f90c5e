"""`/v1`: badges given by hand, to one person or to many at once by list or CSV, and taken back."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from models import award_reading
from models.commands.awards import MANY, Row
from models.errors import AlreadyHeld, Exhausted, Invalid, Missing, NotFound, NotHeld
from models.public import GivenAward
from models.rules import sheets
from models.rules.messages import AwardCard
from models.rules.texts import Id, Slug, Why
from models.rules.work import Value
from server.api.asking import Ask
from server.api.given import BODY
from server.api.native.words import ORGANIZATION
from server.api.native.writes import named, write
from server.api.routes import Route

AWARDS = ORGANIZATION + "/awards"
HEADER = ("person", "reason")
CELL = 500


class Many(Value):
    """One badge for many: `rows`, each with a person (id, e-mail, GitHub name or `@name`) and perhaps a reason.

    As text/csv, the body is lines below the header `person,reason`, and the badge is in the query.
    """

    badge: Id | Slug | None = None
    rows: Annotated[tuple[Row, ...], Field(max_length=MANY)] = ()
    reason: Why = ""
    csv: Annotated[str, StringConstraints(max_length=BODY)] | None = None


class ForBadge(Value):
    """The badge, when the body is CSV; and a reason for all rows that have none."""

    badge: Slug | None = None
    reason: Why = ""


class Told(Value):
    """What became of one row."""

    person: int | str
    code: str
    message: str | None = Field(default=None, exclude_if=lambda absent: absent is None)
    award: int | None = Field(default=None, exclude_if=lambda absent: absent is None)


def _award(ask: Ask) -> GivenAward:
    return award_reading.one(ask.organization(), ask.id("award", "There is no such award."))


def _many(ask: Ask) -> dict[str, Any]:
    badge = ask.query.badge if ask.body.badge is None else ask.body.badge
    if badge is None:
        raise Missing("badge: say which badge, in the body, or for CSV as ?badge=.")
    badge = named("badge", badge) if isinstance(badge, str) else badge
    rows = ask.body.rows if ask.body.csv is None else _from_csv(ask.body.csv)
    if not rows:
        raise Missing("rows: give at least one person.")
    return ask.do("badge:award-many", badge=badge, rows=rows, reason=ask.body.reason or ask.query.reason)


def _from_csv(text: str) -> tuple[Row, ...]:
    return tuple(_row(cells) for cells in sheets.rows(text, HEADER, MANY, CELL))


def _row(cells: dict[str, str]) -> Row:
    who = cells["person"]
    if not who:
        raise Invalid("A row of the CSV names no person.")
    return Row(person=int(who) if who.isdigit() and len(who) <= 18 and int(who) else who, reason=cells["reason"])


ROUTES = (
    Route(
        "GET",
        AWARDS + "/{award}",
        "One award and who holds it.",
        _award,
        gives=GivenAward,
        needs=None,
        refuses=(NotFound,),
    ),
    write(
        "POST",
        AWARDS,
        "badge:award",
        "Gives a badge, by id or slug, by hand; without a reason the badge's description stands.",
        {"award": AwardCard},
        status=201,
        refuses=(NotFound, AlreadyHeld, Exhausted),
    ),
    Route(
        "POST",
        AWARDS + "/many",
        "Gives one badge to many at once. Rows that cannot be are reported; the others are done.",
        _many,
        gives={"batch": int, "awarded": int, "report": list[Told]},
        takes=Many,
        query=ForBadge,
        needs="badge:award",
        refuses=(NotFound, Missing),
    ),
    write(
        "POST",
        AWARDS + "/batches/{batch}/undo",
        "badge:undo-many",
        "Takes back what is left of what was given at once.",
        {"batch": int, "revoked": int},
        refuses=(NotFound, NotHeld),
    ),
)
