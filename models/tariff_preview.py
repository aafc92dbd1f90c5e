"""A tariff that somebody thinks of comes in; what it would have made of the newest work goes out."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from models import estimates, implying, people, tariffs
from models.db import rows
from models.implying import Part, Piece
from models.rules import deed_words, points, standings
from models.rules.messages import Evidence, PersonCard, Time
from models.rules.points import UNKNOWN, Price, Tariff, Trace, Weighed
from models.rules.work import Value
from models.tariffs import Trial
from models.tenants import Organization, Project
from models.workitems import WorkItem

LOOKED_AT = 2_000
"""Pieces of work that a preview looks at, the newest."""
SAMPLES = 5


class Shift(Value):
    """What one person's work earned, and what it would have; and where that would put them on the board of all time."""

    person: PersonCard
    before: int
    after: int
    rank_before: int | None
    rank_after: int | None


class Sample(Value):
    """How one piece of work would be counted, step by step."""

    work: Evidence
    person: PersonCard
    trace: tuple[Trace, ...]


class Preview(Value):
    """What the newest work would have earned. `entries`: how many pieces of work were looked at, back to `since`;
    `newcomers`: accounts that would earn and are nobody's yet; `refused`: deeds that would count for nothing."""

    people: tuple[Shift, ...]
    entries: int
    since: Time | None
    newcomers: int
    refused: int
    trace_sample: tuple[Sample, ...]


def preview(organization: Organization, project: Project | None, tariff: Tariff, now: datetime) -> Preview:
    """The newest work, counted by this tariff alone, beside what stands in the ledger for it."""
    items = _newest_work(organization, project, now)
    known = estimates.valuations(item.id for item in items)
    pieces = [Piece(item.id, item.project_id, item.folded(), known.get(item.id, UNKNOWN)) for item in items]
    drafts = implying.drafts(organization.id, pieces, Trial(tariff, tariffs.book(organization.id)))
    earners = implying.earners(drafts)
    parts = _allowed(organization.id, implying.parts(drafts, earners).values())
    prices = _prices(parts, tariff, organization.time_zone)
    who = _members(organization.id, {part.earner for part in parts})
    before, after = _standing([item.id for item in items]), dict[int, int]()
    for part, price in prices:
        if part.earner in who:
            after[who[part.earner]] = after.get(who[part.earner], 0) + price.points
    paid = {draft.due.account.key for draft in drafts if draft.due.worth is not None and draft.due.refused is None}
    return Preview(
        people=tuple(_shifts(organization, before, after)),
        entries=len(items),
        since=min((one.folded.work.ended_at or one.folded.work.began_at for one in pieces), default=None),
        newcomers=sum(key not in earners or earners[key] not in who for key in paid),
        refused=sum(part.due.refused is not None for part in parts),
        trace_sample=tuple(_samples(organization.id, prices, who)),
    )


def _newest_work(organization: Organization, project: Project | None, now: datetime) -> list[WorkItem]:
    mine = Project.organization == organization if project is None else Project.id == project.id
    scopes = [one.id for one in Project.select(Project.id).where(mine)]
    if project is None:
        # Projects with a tariff of their own do not follow the organisation's.
        own = "SELECT project_id FROM tariff_version WHERE organization_id = %s AND from_at <= %s"
        scopes = sorted(set(scopes) - {one for (one,) in rows(own, organization.id, now)})
    wanted = WorkItem.select().where(WorkItem.project.in_(scopes))
    return list(wanted.order_by(WorkItem.id.desc()).limit(LOOKED_AT)) if scopes else []


def _allowed(organization_id: int, parts: Iterable[Part]) -> list[Part]:
    blocked = "SELECT person_id, blocked_at FROM membership WHERE organization_id = %s AND blocked_at IS NOT NULL"
    since = dict(rows(blocked, organization_id))
    return list(implying.without_blocked({part.key: part for part in parts}, since).values())


def _prices(parts: Iterable[Part], tariff: Tariff, zone: str) -> list[tuple[Part, Price]]:
    by_earner: dict[int, list[Part]] = {}
    for part in parts:
        by_earner.setdefault(part.earner, []).append(part)
    found: list[tuple[Part, Price]] = []
    for mine in by_earner.values():
        prices = points.price([Weighed(key=part.key, due=part.due) for part in mine], tariff, zone)
        found += [(part, prices[part.key]) for part in mine if part.key in prices]
    return found


_MEMBERS = "SELECT person_id FROM membership WHERE organization_id = %s AND person_id = ANY(%s)"


def _members(organization_id: int, earners: Iterable[int]) -> dict[int, int]:
    """Who they are now, of those who were met here."""
    who = people.current(earners)
    here = {person for (person,) in rows(_MEMBERS, organization_id, list(who.values()))} if who else set()
    return {earner: person for earner, person in who.items() if person in here}


_STANDING = "SELECT person_id, sum(points)::bigint FROM entry WHERE item_id = ANY(%s) GROUP BY person_id"


def _standing(items: Sequence[int]) -> dict[int, int]:
    return {person: int(sum_) for person, sum_ in rows(_STANDING, list(items))} if items else {}


_SHOWN = "SELECT person_id FROM membership WHERE organization_id = %s AND person_id = ANY(%s) AND hidden_at IS NULL"


def _shown(organization_id: int, ids: Iterable[int]) -> dict[int, PersonCard]:
    return people.cards(person for (person,) in rows(_SHOWN, organization_id, sorted(ids)))


def _shifts(organization: Organization, before: dict[int, int], after: dict[int, int]) -> list[Shift]:
    """Those who are shown, whose sum is not nothing both ways; the largest changes first."""
    known = _shown(organization.id, before.keys() | after.keys())
    deltas = {id_: after.get(id_, 0) - before.get(id_, 0) for id_ in known}
    places = _Places(organization, deltas)
    shifts = [
        Shift(
            person=card,
            before=before.get(id_, 0),
            after=after.get(id_, 0),
            rank_before=places.before(id_),
            rank_after=places.after(id_),
        )
        for id_, card in known.items()
    ]
    moved = [one for one in shifts if one.before or one.after]
    return sorted(moved, key=lambda one: (-abs(one.after - one.before), one.person.id))


_BOARD = f"""
SELECT points, count(*)::bigint FROM standing WHERE board = %s AND points > 0 AND person_id NOT IN ({people.HIDDEN})
GROUP BY points ORDER BY points
"""
_OF = "SELECT person_id, points FROM standing WHERE board = %s AND person_id = ANY(%s)"


class _Places:
    """Ranks on the board of all time, as it is and as it would be: 1 and how many have more."""

    def __init__(self, organization: Organization, deltas: Mapping[int, int]) -> None:
        span = standings.window("all", organization.created_at, organization.time_zone)
        board = standings.key(organization.id, None, span)
        found = rows(_BOARD, board, organization.id)
        self._points = [worth for worth, _ in found]
        self._above = _sums([count for _, count in found])
        self._was = dict.fromkeys(deltas, 0) | dict(rows(_OF, board, list(deltas)))
        self._is = {id_: worth + deltas[id_] for id_, worth in self._was.items()}
        self._left, self._came = sorted(self._was.values()), sorted(self._is.values())

    def before(self, id_: int) -> int | None:
        """None for whoever is not on it."""
        return 1 + self._more(self._was[id_]) if self._was[id_] > 0 else None

    def after(self, id_: int) -> int | None:
        """The same, had everybody the points that they would have."""
        mine = self._is[id_]
        stay = self._more(mine) - _more_than(self._left, mine)
        return 1 + stay + _more_than(self._came, mine) if mine > 0 else None

    def _more(self, worth: int) -> int:
        return self._above[bisect_right(self._points, worth)]


def _sums(counts: Sequence[int]) -> list[int]:
    """How many there are from each place on."""
    found = [0]
    for count in reversed(counts):
        found.append(found[-1] + count)
    return found[::-1]


def _more_than(worths: Sequence[int], worth: int) -> int:
    return len(worths) - bisect_right(worths, worth)


def _samples(organization_id: int, prices: Sequence[tuple[Part, Price]], who: Mapping[int, int]) -> Iterable[Sample]:
    """Those with the most to explain, of people who are shown."""
    ordered = sorted(prices, key=lambda pair: (-len(pair[1].trace), -pair[0].piece.id, pair[0].earner))
    shown = _shown(organization_id, {who[part.earner] for part, _ in ordered if part.earner in who})
    told = [(part, price, shown[who[part.earner]]) for part, price in ordered if who.get(part.earner) in shown]
    for part, price, card in told[:SAMPLES]:
        work = part.piece.folded.work
        yield Sample(work=Evidence(text=deed_words.title(work), url=work.url), person=card, trace=price.trace)
