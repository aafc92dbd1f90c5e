"""An organisation with fresh deeds comes in; Flags go out where models/rules/suspicion.py sees farming.

Once a minute at most for each organisation, by whoever sweeps (workers/recover.py): never while a delivery waits.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from peewee import BigIntegerField, BooleanField

from models import deeds, flags, people
from models.db import Instant, Record, link, rows, unit
from models.flags import Sign
from models.rules import points, suspicion
from models.rules.deeds import KINDS, Deed
from models.rules.suspicion import WINDOW, Suspicion
from models.rules.work import Folded
from models.tenants import Organization

EVERY = timedelta(minutes=1)
MOST = 50_000
"""Deeds that one look takes in, the newest."""
SHOWN = 20
"""Deeds that a flag shows as evidence."""
WORDS = {
    "issue.opened": "Opened",
    "issue.closed": "Closed",
    "pull_request.opened": "Opened",
    "pull_request.merged": "Merged",
    "pull_request.rejected": "Turned down",
    "review.given": "Reviewed",
    "star.given": "A star for",
    "push.made": "Pushed to",
    "card.completed": "Completed",
    "check_item.completed": "Ticked off",
    "contribution.made": "Contributed",
}


class Watch(Record):
    """How far an organisation is watched. `upto`: the newest deed heard of; `due`: there are some to look at."""

    organization = link(Organization, unique=True)
    upto = BigIntegerField()
    due = BooleanField()
    looked_at = Instant(null=True)


def sweep(now: datetime) -> int:
    """Looks wherever it is time to; how many flags are new. In units of its own, one per organisation."""
    with unit():
        rows(_HEAR)
        waiting = rows(_WAITING, now - EVERY)
    raised = 0
    for (organization_id,) in waiting:
        with unit():
            raised += look(organization_id, now)
    return raised


# Ids become visible out of order: what is missed so is seen with the organisation's next deed.
_HEAR = """
INSERT INTO watch AS w (organization_id, upto, due)
SELECT organization_id, max(id), true FROM deed WHERE id > coalesce((SELECT max(upto) FROM watch), 0)
GROUP BY organization_id ORDER BY organization_id
ON CONFLICT (organization_id) DO UPDATE SET upto = excluded.upto, due = true RETURNING 1
"""
_WAITING = """
SELECT organization_id FROM watch WHERE due AND (looked_at IS NULL OR looked_at <= %s) ORDER BY organization_id
"""
_TAKE = "SELECT 1 FROM watch WHERE organization_id = %s AND due FOR NO KEY UPDATE SKIP LOCKED"


def look(organization_id: int, now: datetime) -> int:
    """How many flags are new; none while somebody else looks."""
    if not rows(_TAKE, organization_id):
        return 0
    found = suspicion.suspicions(recent(organization_id, now), flags.judged(organization_id))
    raised = sum(flags.put_up(organization_id, one, evidence(one), now) for one in found)
    rows("UPDATE watch SET due = false, looked_at = %s WHERE organization_id = %s RETURNING 1", now, organization_id)
    return raised


_RECENT = f"""
SELECT {deeds.COLUMNS} FROM deed WHERE organization_id = %s AND kind = ANY(%s) AND happened_at > %s AND refused IS NULL
ORDER BY happened_at DESC LIMIT %s
"""


def recent(organization_id: int, now: datetime) -> list[Deed]:
    """The organisation's deeds that count, of the last 30 days; whoever was merged since is who they are now."""
    found = [deeds.value(row) for row in rows(_RECENT, organization_id, list(KINDS), now - WINDOW, MOST)]
    now_are = people.current({one for deed in found for one in deed.others})
    return [replace(deed, others=tuple(now_are[one] for one in deed.others)) for deed in found]


_WORK = """
SELECT d.kind, d.happened_at, i.state, p.name FROM deed d JOIN work_item i ON i.id = d.item_id
JOIN project p ON p.id = d.project_id WHERE d.id = ANY(%s) ORDER BY d.happened_at, d.id
"""


def evidence(one: Suspicion) -> list[Sign]:
    """The first of the deeds behind a suspicion, with the work's title and address."""
    return [_sign(*row) for row in rows(_WORK, _spread(one.deeds))]


def _spread(ids: Sequence[int]) -> list[int]:
    """At most SHOWN of them, from begin to end."""
    shown = min(len(ids), SHOWN)
    return [ids[place * len(ids) // shown] for place in range(shown)]


def _sign(kind: str, at: datetime, state: object, project: str) -> Sign:
    work = Folded.model_validate(state).work
    return Sign(text=f"{WORDS[kind]} {points.title(work) or project}", url=work.url, at=at)
