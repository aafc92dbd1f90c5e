"""Work items come in; the ledger receives only the difference to what they imply; consequences.py is next.

Append-only: a correction is a reversing entry, dated when the corrected work happened, so that every window's sum is
right. A balance is always the sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from peewee import SQL, BigIntegerField, CharField, IntegerField, TextField

from models import balancing, deeds, estimates, identities, implying, paying, people, reconciling, tariffs
from models.balancing import Balance
from models.db import Instant, Json, Record, columns, execute_many, link, loaded, rows
from models.errors import Invalid
from models.estimates import Known
from models.implying import Piece
from models.jobs import Job
from models.people import Person
from models.rules.deeds import Moved
from models.rules.messages import Line, ProjectCard
from models.rules.work import Account
from models.tenants import Organization, Project
from models.workitems import WorkItem

ADJUST_LIMIT = 1_000_000


class Entry(Record):
    """One line of the ledger. `happened_at`: when the work was done; `recorded_at`: when we learned of it.

    `earner`: who it was before they were merged into `person`; None while that is the same. It alone says whose line
    it becomes when they are un-merged; what a line says and counts never changes. `trace`: how its points came about
    (models.rules.points.Trace). `discipline`: on whose boards it counts. `job`: the one that wrote it, and
    tells of it in a digest.
    """

    organization_id: int
    project_id: int | None
    person_id: int
    item_id: int | None
    reverses_id: int | None
    earner_id: int | None
    organization = link(Organization)
    project = link(Project, null=True)
    person = link(Person)
    item = link(WorkItem, null=True)
    reverses = link("self", null=True, unique=True)
    earner = link(Person, null=True)
    kind = CharField(max_length=40)
    points = IntegerField()
    reason = TextField()
    url = CharField(max_length=1000, null=True)
    actor = CharField(max_length=200, null=True)
    tariff_version = IntegerField(default=0)
    delivery_id = BigIntegerField(null=True)
    happened_at = Instant()
    recorded_at = Instant()
    trace = Json(null=True)
    discipline = CharField(max_length=20, null=True)
    job = link(Job, null=True)


Entry.add_index(Entry.index(Entry.item, name="entry_item", where=SQL("item_id IS NOT NULL")))
Entry.add_index(Entry.index(Entry.organization, Entry.person, Entry.happened_at, name="entry_person_happened"))
Entry.add_index(Entry.index(Entry.organization, Entry.person, Entry.id, name="entry_person_id"))
Entry.add_index(Entry.index(Entry.organization, Entry.id, name="entry_organization_id"))


@dataclass(frozen=True)
class Settled:
    """What was written, by person: lines of the ledger, deeds that moved; who is renamed; what is known of worths."""

    written: dict[int, list[Entry]] = field(default_factory=dict)
    moved: dict[int, list[Moved]] = field(default_factory=dict)
    renamed: list[int] = field(default_factory=list)
    known: Mapping[int, estimates.Known] = field(default_factory=dict)

    @property
    def people(self) -> list[int]:
        """Everybody for whom something changed, in the order of their locks."""
        return sorted(self.written.keys() | self.moved.keys())


@dataclass(frozen=True)
class Anew:
    """Why everything is counted again, whether or not it changed: a new version of a tariff. `why`: in words for those
    who lose by it."""

    version_id: int
    why: str
    job: Job


def settle(
    project: Project,
    items: Sequence[WorkItem],
    delivery_id: int | None,
    now: datetime,
    accounts: Iterable[Account] = (),
    holding: Iterable[int] = (),
    job: Job | None = None,
) -> Settled:
    """Afterwards the deeds and the live entries of these items are what they imply. `accounts` and `holding`: who is
    concerned besides, so that everybody's lock is taken here, in one order. `job`: whose digest tells of it."""
    return settle_all(project.organization_id, items, delivery_id, now, accounts, holding, job=job)


def settle_all(
    organization_id: int,
    items: Sequence[WorkItem],
    delivery_id: int | None,
    now: datetime,
    accounts: Iterable[Account] = (),
    holding: Iterable[int] = (),
    anew: Anew | None = None,
    job: Job | None = None,
) -> Settled:
    """The same for items of several projects."""
    book = tariffs.book(organization_id)
    left = book.without(anew.version_id) if anew else None
    known = estimates.freeze(items)
    pieces = {item.id: _piece(item, known) for item in items}
    drafts = implying.drafts(organization_id, list(pieces.values()), book)
    met = identities.recognise(
        organization_id, chain(implying.accounts(drafts), accounts), _seen_at(pieces.values()), now
    )
    # Compared by who earned them, so that merging people changes nothing of what their work implies.
    earners = deeds.earners(pieces).union(met.earners.values(), holding)
    who = people.hold(organization_id, earners, {met.earners[key]: person for key, person in met.people.items()})
    plan = reconciling.plan(organization_id, implying.parts(drafts, met.earners), pieces, who, met.earners)
    priced = paying.price(organization_id, plan.parts, plan.stirred(book, left), book)
    moved = plan.write(organization_id, priced, now)
    waiting = implying.reviews(plan.parts.values())
    estimates.note_reviews(organization_id, {one.id: one.project for one in pieces.values()}, known, waiting)
    balance = Balance(pieces, {**plan.parts, **priced.parts}, priced.prices, plan.changed, anew.why if anew else None)
    standing = balancing.live({*pieces, *(item for item, _, _ in priced.beside)})
    fresh = [_whose(line, who) | {"job": anew.job if anew else job} for line in balance.lines(standing)]
    return Settled(_write(organization_id, fresh, delivery_id, now), moved, met.renamed, known)


def adjust(organization: Organization, person_id: int, amount: int, reason: str, actor: str, now: datetime) -> Settled:
    """An admin's entry, for hidden people too. Raises NotFound for a stranger, Invalid for what makes no sense."""
    if not amount or abs(amount) > ADJUST_LIMIT:
        raise Invalid(f"An adjustment is a whole number between -{ADJUST_LIMIT} and {ADJUST_LIMIT}, and not 0.")
    if not 3 <= len(reason.strip()) <= 500:
        raise Invalid("Say why, in 3 to 500 characters: the person will read it.")
    people.lock(organization.id, [person_id])
    people.member(organization.id, person_id, hidden=True)
    text = f"{amount:+} point{'' if abs(amount) == 1 else 's'} from {actor}: {reason.strip()}"
    entry = {"person": person_id, "kind": "adjustment", "points": amount, "reason": text, "actor": actor}
    return Settled(_write(organization.id, [entry | {"happened_at": now}], None, now))


def lines(entries: Iterable[Entry]) -> list[Line]:
    """The entries, explained for people."""
    kept = list(entries)
    named = _projects({entry.project_id for entry in kept if entry.project_id})
    provisional = _provisional([entry for entry in kept if entry.item_id and not entry.reverses_id])
    actors = [entry for entry in kept if entry.actor]
    _, unseen = people.unseen(actors[0].organization_id, (), (one.actor for one in actors)) if actors else ((), set())
    return [
        Line(
            id=entry.id,
            kind=entry.kind,
            points=entry.points,
            reason=_without(entry, people.UNSEEN) if entry.actor in unseen else entry.reason,
            url=entry.url,
            project=named.get(entry.project_id or 0),
            happened_at=entry.happened_at,
            recorded_at=entry.recorded_at,
            reverses=entry.reverses_id,
            provisional_until=provisional.get(entry.id),
            estimated=next((step["given"] for step in entry.trace or () if "given" in step), None),
        )
        for entry in kept
    ]


_PROVISIONAL = """
SELECT e.id, d.settles_at FROM entry e JOIN deed d
  ON d.item_id = e.item_id AND d.kind = e.kind AND d.earner_id = coalesce(e.earner_id, e.person_id)
WHERE e.id = ANY(%s) AND d.settles_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
"""


def _provisional(entries: Sequence[Entry]) -> dict[int, datetime]:
    """Until when the points of these lines may be taken back, of those that stand and were to be settled."""
    items = sorted({entry.item_id for entry in entries if entry.item_id})
    settling = "SELECT 1 FROM deed WHERE item_id = ANY(%s) AND settles_at IS NOT NULL LIMIT 1"
    some = items and rows(settling, items)
    return dict(rows(_PROVISIONAL, [entry.id for entry in entries])) if some else {}


def _without(entry: Entry, name: str) -> str:
    """The reason of an adjustment, with another name for who made it."""
    return str(entry.reason).replace(f" from {entry.actor}: ", f" from {name}: ", 1)


def page(organization_id: int, person_id: int, before: int | None, limit: int) -> tuple[list[Line], int | None]:
    """(a person's lines newest first, the `before` of the next page or None)."""
    mine = (Entry.organization == organization_id) & (Entry.person == person_id)
    older = mine if before is None else mine & (Entry.id < before)
    found = list(Entry.select().where(older).order_by(Entry.id.desc()).limit(limit + 1))
    return lines(found[:limit]), found[limit - 1].id if len(found) > limit else None


def _whose(line: dict[str, Any], who: Mapping[int, int]) -> dict[str, Any]:
    earner = line["earner"]
    return line | {"person": who[earner], "earner": earner if who[earner] != earner else None}


_WRITTEN = [field for field in Entry._meta.sorted_fields if field.name != "id"]
_WRITE = f"""
INSERT INTO entry ({", ".join(field.column_name for field in _WRITTEN)}) VALUES %s RETURNING {columns(Entry, "entry")}
"""
_NOTHING = dict.fromkeys(("project", "item", "reverses", "earner", "url", "actor", "trace", "discipline", "job"))


def _write(
    organization_id: int, fresh: Sequence[dict[str, Any]], delivery_id: int | None, now: datetime
) -> dict[int, list[Entry]]:
    if not fresh:
        return {}
    common = {"organization": organization_id, "delivery_id": delivery_id, "recorded_at": now, "tariff_version": 0}
    whole = (_NOTHING | common | one for one in fresh)
    values = [[field.db_value(one[field.name]) for field in _WRITTEN] for one in whole]
    written: dict[int, list[Entry]] = {}
    for entry in (loaded(Entry, row) for row in execute_many(_WRITE, values)):
        written.setdefault(entry.person_id, []).append(entry)
    return written


def _piece(item: WorkItem, known: Mapping[int, Known]) -> Piece:
    return Piece(item.id, item.project_id, item.folded(), known.get(item.id, Known()).valuation)


def _projects(ids: set[int]) -> dict[int, ProjectCard]:
    found = rows("SELECT id, name FROM project WHERE id = ANY(%s)", list(ids)) if ids else []
    return {project: ProjectCard(id=project, name=name) for project, name in found}


def _seen_at(pieces: Iterable[Piece]) -> datetime:
    """The newest provider time among them, in microseconds as the stamps hold it."""
    newest = max((stamp[0] for piece in pieces for stamp in piece.folded.stamps.values()), default=0)
    return datetime.fromtimestamp(newest / 1_000_000, UTC)
