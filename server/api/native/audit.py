"""`/v1`: the audit trail, to be read by filters and kept as CSV."""

from datetime import datetime
from typing import Annotated

import orjson
from pydantic import AfterValidator, Field, StringConstraints

from models import audit_reading
from models.audit_reading import AuditCard, Wanted
from models.rules import sheets
from models.rules.messages import iso
from models.rules.texts import in_utc
from models.rules.work import Value
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION, Page, before
from server.api.routes import Route

EXPORTED = 20_000
"""Lines of one CSV, the newest; `to` leads on to older ones."""
Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


Since = Annotated[datetime, AfterValidator(in_utc)]


class Filter(Value):
    """All that is given must fit. `from` is within, `to` is not; a time without a zone is in UTC."""

    action: Text | None = None
    actor: Text | None = None
    target: Text | None = None
    since: Since | None = Field(default=None, alias="from")
    until: Since | None = Field(default=None, alias="to")

    def wanted(self, line: int | None = None) -> Wanted:
        """As models/ asks for it."""
        fields = ("action", "actor", "target", "since", "until")
        return Wanted(before=line, **{name: getattr(self, name) for name in fields})


class FilteredPage(Filter, Page):
    """The same, a page at a time."""


def _audit(ask: Ask) -> dict[str, object]:
    lines, following = audit_reading.page(ask.organization(), ask.query.wanted(before(ask)), ask.query.limit)
    ask.next = None if following is None else str(following)
    return {"lines": lines}


def _export(ask: Ask) -> bytes:
    lines, _ = audit_reading.page(ask.organization(), ask.query.wanted(), EXPORTED)
    return sheets.written(list(AuditCard.model_fields), map(_cells, lines)).encode()


def _cells(line: AuditCard) -> list[object]:
    told = dict(line) | {"at": iso(line.at)}
    return [orjson.dumps(one).decode() if isinstance(one, dict) else one for one in told.values()]


ROUTES = (
    Route(
        "GET",
        ORGANIZATION + "/audit",
        "The audit trail, newest first.",
        _audit,
        gives={"lines": list[AuditCard]},
        query=FilteredPage,
        needs="audit:read",
    ),
    Route(
        "GET",
        ORGANIZATION + "/audit.csv",
        "The same as CSV, the newest 20,000 lines; texts that a spreadsheet would run begin with an apostrophe.",
        _export,
        query=Filter,
        needs="audit:read",
        media="text/csv; charset=utf-8",
        download="audit.csv",
    ),
)
