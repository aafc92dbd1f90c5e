"""Numbered messages come in; Dispatches go out, for every outlet that tells of them, once each; parcels.py is next."""

from datetime import datetime, timedelta
from typing import Any, cast

from models import outbox, ranking, seasons
from models.db import execute_many, rows
from models.dispatches import Dispatch
from models.errors import NotFound
from models.outbox import HIDING, Numbered
from models.outlets import Outlet
from models.rules import outgoing
from models.rules.standings import Ranking
from models.rules.standings import key as board_key
from models.tenants import Organization

GATHERED = 200
"""Messages of an outlet that are looked at in one unit."""
OLDEST = timedelta(days=7)
"""What is older when an outlet is let go on is not told any more."""


def gather_all(public_url: str, now: datetime) -> int:
    """Makes dispatches of what was told since, for every outlet; how many."""
    wanted = "o.state = 'active' AND o.upto < g.last_seq ORDER BY o.id FOR NO KEY UPDATE OF o SKIP LOCKED"
    behind = rows(f"SELECT o.id FROM outlet o JOIN organization g ON g.id = o.organization_id WHERE {wanted}")
    return sum(gather(Outlet.get_by_id(one), GATHERED, public_url, now) for (one,) in behind)


def gather(outlet: Outlet, limit: int, public_url: str, now: datetime) -> int:
    """Makes dispatches of the organisation's next messages; how many. The outlet is locked."""
    organization: Organization = Organization.get_by_id(outlet.organization_id)
    told = (*outlet.events, HIDING)
    found = outbox.after(organization.id, outlet.upto, organization.last_seq, told, now - OLDEST, limit)
    made = [_content(outlet, organization, one, public_url, now) for one in found if _is_told(outlet, one)]
    for one in found:
        if one.kind == HIDING:
            _take_back(outlet, one.person)
    if made:
        execute_many(_MADE, made)
    outlet.upto = found[-1].seq if len(found) == limit else organization.last_seq
    outlet.save(only=[Outlet.upto])
    return len(made)


_MADE = """
INSERT INTO dispatch (outlet_id, key, kind, person_id, body, state, attempts, next_at, created_at) VALUES %s
ON CONFLICT (outlet_id, key) DO NOTHING
"""


def _is_told(outlet: Outlet, message: Numbered) -> bool:
    """Of somebody who is hidden by now, only that they are is told."""
    return message.kind in outlet.events and (message.kind == HIDING or not message.hidden)


def _content(
    outlet: Outlet, organization: Organization, message: Numbered, public_url: str, now: datetime
) -> tuple[Any, ...]:
    if message.kind == "season.closed":
        facts = outgoing.season_facts(message.body, _top(organization, message), organization.slug, public_url)
    else:
        facts = outgoing.facts(message.body, public_url)
    body = outgoing.body(message.kind, message.at, organization.slug, organization.name, facts)
    key = outgoing.key(organization.id, message.seq)
    return outlet.id, key, message.kind, message.person or None, body, "waiting", 0, now, now


def _top(organization: Organization, message: Numbered) -> list[dict[str, Any]]:
    """Who was in front. Read now: the board is frozen, but somebody may be hidden since."""
    try:
        season = seasons.find(organization.id, message.body["season"]["id"])
    except NotFound:
        return []
    board = board_key(organization.id, None, season.window())
    lines = ranking.stretch(board, outgoing.TOP, ranking=cast(Ranking, organization.ranking))
    return [one.model_dump(mode="json") for one in lines]


def _take_back(outlet: Outlet, person: int) -> None:
    """What was not sent yet of somebody who is hidden now is not sent."""
    about = (Dispatch.outlet == outlet) & (Dispatch.person_id == person) & (Dispatch.state == "waiting")
    Dispatch.delete().where(about, Dispatch.kind != HIDING).execute()
