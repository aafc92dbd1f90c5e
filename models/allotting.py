"""People who came or worked, or a period that closed, come in; Awards of special badges go out; consequences.py tells.

What was given stands: no rule takes a badge back, and none gives one again that was revoked by hand. Locks are taken
in the usual order: people, then the badge.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from peewee import CharField, IntegerField

from models import people, qualifying
from models.awards import Award
from models.badges import Badge
from models.db import Instant, Record, link, rows
from models.errors import Unavailable
from models.ledger import Entry
from models.qualifying import Reasons, qualified
from models.rules import special as rules
from models.rules.special import First, Top
from models.rules.standings import Window
from models.tenants import Organization

FIRST = "first"


class Allotment(Record):
    """The top of a closed period was honoured: once per badge and board key (models.rules.standings.key).

    The board `first` of a badge for the first contributors counts in `given` how many places are gone.
    """

    organization = link(Organization)
    badge = link(Badge)
    board = CharField(max_length=60)
    given = IntegerField()
    at = Instant()

    class Meta:
        indexes = ((("badge", "board"), True),)


def on_joined(organization_id: int, person_ids: Iterable[int], now: datetime) -> list[Award]:
    """What is given to people who joined, or have a new account. May be repeated; takes the people's locks."""
    newcomers = sorted(set(person_ids))
    if not newcomers:
        return []
    listening = _listening(organization_id, ("named", "joined-before"))
    if listening:
        people.lock(organization_id, newcomers)
    given: list[Award] = []
    for badge in listening:
        given += grant(badge, qualified(badge, qualifying.kept(badge).rule, now, newcomers), now)
    return given


def on_work(organization_id: int, written: Mapping[int, Sequence[Entry]], now: datetime) -> list[Award]:
    """What is given to people for whom these entries were written; the caller holds their locks."""
    workers = _by_first(entry for entries in written.values() for entry in entries)
    if not workers:
        return []
    given: list[Award] = []
    # Asked at every piece of work, and nearly always nothing: one query then.
    for badge in _listening(organization_id, ("named", "first", "joined-before")):
        rule = qualifying.kept(badge).rule
        newly = isinstance(rule, First)
        given += grant(badge, dict.fromkeys(workers, "") if newly else qualified(badge, rule, now, workers), now)
    return given


def grant(badge: Badge, wanted: Reasons, now: datetime) -> list[Award]:
    """Gives it to those of them who may still have it, unless the rule was changed meanwhile."""
    likely = qualifying.still(badge, list(wanted))
    if not likely:
        return []
    people.lock(badge.organization_id, likely)
    if not _hold(badge):
        return []
    may = set(qualifying.still(badge, likely))
    reasons: Reasons = {person: reason for person, reason in wanted.items() if person in may}
    rule = qualifying.kept(badge).rule
    if isinstance(rule, First):
        reasons = _places(badge, rule, list(reasons), now)
    return _write(badge, reasons, now)


def overdue(badge: Badge, now: datetime) -> list[Window]:
    """The periods that closed and were not honoured yet; none while a delivery from before waits to be read."""
    known = qualifying.kept(badge)
    if not isinstance(known.rule, Top):
        return []
    done = {board for (board,) in rows("SELECT board FROM allotment WHERE badge_id = %s", badge.id)}
    spans = rules.closed(known.rule, known.since, now, badge.organization.time_zone)
    return [span for span in spans if qualifying.key(badge, span) not in done and not _waiting(badge, span)]


def close(badge: Badge, spans: Sequence[Window], now: datetime, also: Iterable[int] = ()) -> list[Award]:
    """Honours closed periods. Two who do it at once give once: the allotment's row is theirs who came first.

    While the badge is switched off, nobody wins, nor later. The locks of `also` are taken with those of the winners,
    for a caller who needs them next. Raises Unavailable when the badge was changed at this moment.
    """
    mine = [span for span in spans if _claim(badge, span, now)]
    won = {span.day: qualifying.winners(badge, span) for span in mine}
    people.lock(badge.organization_id, {person for reasons in won.values() for person in reasons}.union(also))
    if mine and badge.is_active and not _hold(badge):
        raise Unavailable("This badge was changed just now; try again.")
    given: list[Award] = []
    for span in mine:
        fresh = grant(badge, won[span.day], now)
        _count(badge, qualifying.key(badge, span), len(fresh), now)
        given += fresh
    return given


_LISTENING = """
SELECT b.id FROM badge b LEFT JOIN allotment a ON a.badge_id = b.id AND a.board = 'first'
WHERE b.organization_id = %s AND b.special->'rule'->>'kind' = ANY(%s) AND b.is_active AND b.deleted_at IS NULL
  AND (b.special->'rule'->>'kind' <> 'first' OR coalesce(a.given, 0) < (b.special->'rule'->>'count')::int)
"""


def _listening(organization_id: int, kinds: Sequence[str]) -> Sequence[Badge]:
    ids = [badge for (badge,) in rows(_LISTENING, organization_id, list(kinds))]
    return list(Badge.select().where(Badge.id.in_(ids)).order_by(Badge.id)) if ids else []


def _by_first(entries: Iterable[Entry]) -> list[int]:
    """People with work that is worth points, in the order of their entries."""
    paid = sorted((e for e in entries if e.item_id and e.points > 0 and not e.reverses_id), key=lambda e: int(e.id))
    return list(dict.fromkeys(entry.person_id for entry in paid))


_WAITING = """
SELECT 1 FROM delivery d JOIN hook h ON h.id = d.hook_id
WHERE d.state IN ('pending', 'processing') AND h.organization_id = %s AND d.received_at < %s LIMIT 1
"""


def _waiting(badge: Badge, span: Window) -> bool:
    return bool(rows(_WAITING, badge.organization_id, span.end))


_CLAIM = """
INSERT INTO allotment (organization_id, badge_id, board, given, at) VALUES (%s, %s, %s, 0, %s)
ON CONFLICT DO NOTHING RETURNING 1
"""


def _claim(badge: Badge, span: Window, now: datetime) -> bool:
    return bool(rows(_CLAIM, badge.organization_id, badge.id, qualifying.key(badge, span), now))


def _hold(badge: Badge) -> bool:
    # Places are counted by one at a time; whoever gives waits for whoever changes or deletes the badge.
    counts = isinstance(qualifying.kept(badge).rule, First)
    mode = "FOR NO KEY UPDATE" if counts else "FOR SHARE"
    alive = "is_active AND deleted_at IS NULL"
    return rows(f"SELECT special, {alive} FROM badge WHERE id = %s {mode}", badge.id) == [(badge.special, True)]


def _places(badge: Badge, rule: First, wanted: Sequence[int], now: datetime) -> Reasons:
    gone = Allotment.get_or_none(Allotment.badge == badge, Allotment.board == FIRST)
    before = gone.given if gone else 0
    winners = wanted[: max(0, rule.count - before)]
    if winners:
        _count(badge, FIRST, before + len(winners), now)
    return {person: rules.first_reason(rule, place) for place, person in enumerate(winners, before + 1)}


_COUNT = """
INSERT INTO allotment (organization_id, badge_id, board, given, at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (badge_id, board) DO UPDATE SET given = excluded.given, at = excluded.at RETURNING 1
"""


def _count(badge: Badge, board: str, given: int, now: datetime) -> None:
    rows(_COUNT, badge.organization_id, badge.id, board, given, now)


def _write(badge: Badge, reasons: Reasons, now: datetime) -> list[Award]:
    if not reasons:
        return []
    # Read again: whoever holds the badge may have waited for another look of it.
    [(look,)] = rows("SELECT design_version_id FROM badge WHERE id = %s", badge.id)
    common = {"organization": badge.organization_id, "badge": badge.id, "evidence": [], "way": "special"}
    common |= {"design_version_id": look}
    fresh = [common | {"person": one, "reason": why, "awarded_at": now} for one, why in reasons.items()]
    return list(Award.insert_many(fresh).returning(Award).execute())
