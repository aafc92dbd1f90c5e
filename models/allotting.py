"""People who came or worked, or a period that closed, come in; Awards of special badges go out; consequences.py tells.

What was given stands: no rule takes a badge back, and none gives one again that was revoked by hand. Locks are taken
in the usual order: people, then the badge.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from peewee import CharField, IntegerField

from models import people
from models.awards import Award
from models.badges import Badge
from models.db import Instant, Record, link, rows
from models.ledger import Entry
from models.rules import special as rules
from models.rules import standings
from models.rules.special import First, JoinedBefore, Kept, Named, Rule, Top
from models.rules.standings import Window
from models.tenants import Organization

Reasons = Mapping[int, str]
"""Who qualifies, and why."""
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


def kept(badge: Badge) -> Kept:
    """How a special badge is allotted, and since when."""
    return Kept.model_validate(badge.special)


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
        given += grant(badge, qualified(badge, kept(badge).rule, now, newcomers), now)
    return given


def on_work(organization_id: int, written: Mapping[int, Sequence[Entry]], now: datetime) -> list[Award]:
    """What is given to people for whom these entries were written; the caller holds their locks."""
    workers = _by_first(entry for entries in written.values() for entry in entries)
    if not workers:
        return []
    given: list[Award] = []
    # Asked at every piece of work, and nearly always nothing: one query then.
    for badge in _listening(organization_id, ("named", "first", "joined-before")):
        rule = kept(badge).rule
        wanted = dict.fromkeys(workers, "") if isinstance(rule, First) else qualified(badge, rule, now, workers)
        given += grant(badge, wanted, now)
    return given


def qualified(badge: Badge, rule: Rule, now: datetime, among: Sequence[int] | None = None) -> Reasons:
    """Who may have it now by `rule` and has it not, in the order in which they get it; no period's top."""
    if isinstance(rule, Named):
        return dict.fromkeys(_named(badge, rule, among), rules.named_reason(rule))
    if isinstance(rule, JoinedBefore):
        return dict.fromkeys(_joined(badge, rule, among), rules.joined_reason(rule))
    if isinstance(rule, First):
        return dict.fromkeys(_contributors(badge), "")
    return {}


def leading(badge: Badge, now: datetime) -> Reasons:
    """Who is at the top of all time, for a badge of that kind; it never closes."""
    rule = kept(badge).rule
    everything = isinstance(rule, Top) and rule.period == "all"
    return _won(badge, standings.window("all", now, badge.organization.time_zone)) if everything else {}


def grant(badge: Badge, wanted: Reasons, now: datetime) -> list[Award]:
    """Gives it to those of them who may still have it, unless the rule was changed meanwhile."""
    without = _without(badge, list(wanted))
    if not without:
        return []
    people.lock(badge.organization_id, without)
    if not _hold(badge):
        return []
    still = _without(badge, without)
    reasons: Reasons = {person: reason for person, reason in wanted.items() if person in still}
    rule = kept(badge).rule
    if isinstance(rule, First):
        reasons = _places(badge, rule, list(reasons), now)
    return _write(badge, reasons, now)


def overdue(badge: Badge, now: datetime) -> list[Window]:
    """The periods that closed and were not honoured yet; none while a delivery from before waits to be read."""
    known = kept(badge)
    if not isinstance(known.rule, Top):
        return []
    done = {board for (board,) in rows("SELECT board FROM allotment WHERE badge_id = %s", badge.id)}
    spans = rules.closed(known.rule, known.since, now, badge.organization.time_zone)
    return [span for span in spans if _key(badge, span) not in done and not _waiting(badge, span)]


def close(badge: Badge, spans: Sequence[Window], now: datetime, also: Iterable[int] = ()) -> list[Award]:
    """Honours closed periods. Two who do it at once give once: the allotment's row is theirs who came first.

    While the badge is switched off, nobody wins, nor later. The locks of `also` are taken with those of the winners,
    for a caller who needs them next.
    """
    mine = [span for span in spans if _claim(badge, span, now)]
    won = {span.day: _won(badge, span) for span in mine}
    people.lock(badge.organization_id, {person for reasons in won.values() for person in reasons}.union(also))
    given: list[Award] = []
    for span in mine:
        fresh = grant(badge, won[span.day], now)
        _count(badge, _key(badge, span), len(fresh), now)
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


_MAY_HAVE = """
m.organization_id = %s AND m.hidden_at IS NULL AND (%s::bigint[] IS NULL OR m.person_id = ANY(%s::bigint[]))
AND NOT EXISTS (
    SELECT 1 FROM award a WHERE a.organization_id = m.organization_id AND a.person_id = m.person_id
    AND a.badge_id = %s AND (a.revoked_at IS NULL OR a.revoked_by IS NOT NULL))
"""


def _who_may_have(badge: Badge, among: Sequence[int] | None) -> tuple[object, ...]:
    ids = None if among is None else list(among)
    return badge.organization_id, ids, ids, badge.id


def _without(badge: Badge, among: Sequence[int]) -> list[int]:
    if not among:
        return []
    found = rows(f"SELECT m.person_id FROM membership m WHERE {_MAY_HAVE}", *_who_may_have(badge, among))
    may = {person for (person,) in found}
    return [person for person in among if person in may]


_NAMED = """
SELECT DISTINCT i.person_id FROM identity i
JOIN membership m ON m.person_id = i.person_id AND m.organization_id = %s
WHERE (%s::bigint[] IS NULL OR i.person_id = ANY(%s::bigint[])) AND (
    i.provider = 'email' AND i.external_id = ANY(%s)
    OR i.provider IN ('github', 'github-login') AND lower(i.login) = ANY(%s))
"""


def _named(badge: Badge, rule: Named, among: Sequence[int] | None) -> list[int]:
    # Whoever was merged is meant by their former names, too.
    ids = None if among is None else [one for everybody in people.all_of(among).values() for one in everybody]
    names = rules.mails(rule.people), rules.logins(rule.people)
    found = [person for (person,) in rows(_NAMED, badge.organization_id, ids, ids, *names)]
    return _without(badge, sorted(set(people.current(found).values()))) if found else []


_JOINED = f"""
SELECT m.person_id FROM membership m WHERE {_MAY_HAVE} AND m.left_at IS NULL AND m.joined_at < %s ORDER BY m.person_id
"""


def _joined(badge: Badge, rule: JoinedBefore, among: Sequence[int] | None) -> list[int]:
    moment = rules.joined_before(rule, badge.organization.time_zone)
    return [person for (person,) in rows(_JOINED, *_who_may_have(badge, among), moment)]


_CONTRIBUTORS = f"""
SELECT m.person_id FROM membership m JOIN (
    SELECT person_id, min(id) AS first FROM entry e
    WHERE organization_id = %s AND item_id IS NOT NULL AND points > 0 AND reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
    GROUP BY person_id) AS worked ON worked.person_id = m.person_id
WHERE {_MAY_HAVE} ORDER BY worked.first
"""


def _contributors(badge: Badge) -> list[int]:
    """Everybody who has earned points by work, in the order in which it was recorded."""
    found = rows(_CONTRIBUTORS, badge.organization_id, *_who_may_have(badge, None))
    return [person for (person,) in found]


def _won(badge: Badge, span: Window) -> Reasons:
    rule = kept(badge).rule
    return _top(badge, rule, span) if isinstance(rule, Top) else {}


_TOP = """
SELECT person_id, points, place FROM (
    SELECT s.person_id, s.points, rank() OVER (ORDER BY s.points DESC) AS place
    FROM standing s JOIN membership m ON m.person_id = s.person_id AND m.organization_id = %s
    WHERE s.board = %s AND s.points > 0 AND m.hidden_at IS NULL) AS ranked
WHERE place <= %s ORDER BY place, person_id
"""


def _top(badge: Badge, rule: Top, span: Window) -> Reasons:
    found = rows(_TOP, badge.organization_id, _key(badge, span), rule.places)
    equal = Counter(place for _, _, place in found)
    return {person: rules.top_reason(span, place, points, equal[place] - 1) for person, points, place in found}


def _key(badge: Badge, span: Window) -> str:
    return standings.key(badge.organization_id, None, span)


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
    return bool(rows(_CLAIM, badge.organization_id, badge.id, _key(badge, span), now))


def _hold(badge: Badge) -> bool:
    # Places are counted by one at a time; whoever gives waits for whoever changes or deletes the badge.
    counts = isinstance(kept(badge).rule, First)
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
    common = {"organization": badge.organization_id, "badge": badge.id, "evidence": [], "way": "special"}
    fresh = [common | {"person": one, "reason": why, "awarded_at": now} for one, why in reasons.items()]
    return list(Award.insert_many(fresh).returning(Award).execute())
