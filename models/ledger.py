"""Work items come in; the ledger receives only the difference to what they imply; consequences.py is next.

Append-only: a correction is a reversing entry, dated when the corrected work happened, so that every window's sum is
right. A balance is always the sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain

from peewee import SQL, BigIntegerField, CharField, IntegerField, TextField

from models import identities, people, tariffs
from models.db import Instant, Json, Record, link, rows
from models.errors import Invalid
from models.jobs import Job
from models.people import Person
from models.rules import points
from models.rules.messages import Line, ProjectCard
from models.rules.points import Claim, LiveEntry
from models.rules.work import Account, Folded
from models.tenants import Organization, Project
from models.workitems import WorkItem

ADJUST_LIMIT = 1_000_000


class Entry(Record):
    """One line of the ledger. `happened_at`: when the work was done; `recorded_at`: when we learned of it.

    `earner`: who it was before they were merged into `person`; None while that is the same. It alone says whose line
    it becomes when they are un-merged; what a line says and counts never changes. `trace`: how its points came about
    (models.rules.points.Trace). `discipline`: on whose boards it counts (models/standings.py). `job`: the one that wrote
    it, whose digest tells of it.
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


def settle(
    project: Project,
    items: Sequence[WorkItem],
    delivery_id: int | None,
    now: datetime,
    accounts: Iterable[Account] = (),
    holding: Iterable[int] = (),
) -> tuple[dict[int, list[Entry]], list[int]]:
    """({person: entries written}, people who were renamed): afterwards the items' live entries are what they imply.

    `accounts` and `holding`: who is concerned besides, so that everybody's lock is taken here, in one order.
    """
    folded = {item.id: item.folded() for item in items}
    due = [(item, claim, version) for item in items for claim, version in _claims(project, folded[item.id])]
    live = _live(folded)
    met = identities.recognise(
        project.organization_id, chain((claim.account for _, claim, _ in due), accounts), _seen_at(folded.values()), now
    )
    # Compared by who earned them, so that merging people changes nothing of what their work implies.
    earners = {entry.person for entries in live.values() for entry in entries}
    who = people.hold(project.organization_id, earners.union(met.earners.values(), holding))
    fresh = []
    for item in items:
        pairs = [(met.earners[claim.account.key], claim) for one, claim, _ in due if one is item]
        version = next((version for one, _, version in due if one is item), 0)
        gone, missing = points.difference(live[item.id], pairs)
        fresh += [_whose(entry.person, who) | _reversal(item, entry, folded[item.id]) for entry in gone]
        fresh += [_whose(earner, who) | _entry(item, claim, version, folded[item.id]) for earner, claim in missing]
    return _write(project.organization_id, project.id, fresh, delivery_id, now), met.renamed


def adjust(
    organization: Organization, person_id: int, amount: int, reason: str, actor: str, now: datetime
) -> dict[int, list[Entry]]:
    """An admin's entry, for hidden people too. Raises NotFound for a stranger, Invalid for nothing, too much, or no
    reason."""
    if not amount or abs(amount) > ADJUST_LIMIT:
        raise Invalid(f"An adjustment is a whole number between -{ADJUST_LIMIT} and {ADJUST_LIMIT}, and not 0.")
    if not 3 <= len(reason.strip()) <= 500:
        raise Invalid("Say why, in 3 to 500 characters: the person will read it.")
    people.lock(organization.id, [person_id])
    people.member(organization.id, person_id, hidden=True)
    text = f"{amount:+} point{'' if abs(amount) == 1 else 's'} from {actor}: {reason.strip()}"
    entry = {"person": person_id, "kind": "adjustment", "points": amount, "reason": text, "actor": actor}
    return _write(organization.id, None, [entry | {"happened_at": now}], None, now)


def lines(entries: Iterable[Entry]) -> list[Line]:
    """The entries, explained for people."""
    kept = list(entries)
    named = _projects({entry.project_id for entry in kept if entry.project_id})
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
        )
        for entry in kept
    ]


def _without(entry: Entry, name: str) -> str:
    """The reason of an adjustment, with another name for who made it."""
    return str(entry.reason).replace(f" from {entry.actor}: ", f" from {name}: ", 1)


def page(organization_id: int, person_id: int, before: int | None, limit: int) -> tuple[list[Line], int | None]:
    """(a person's lines newest first, the `before` of the next page or None)."""
    mine = (Entry.organization == organization_id) & (Entry.person == person_id)
    older = mine if before is None else mine & (Entry.id < before)
    found = list(Entry.select().where(older).order_by(Entry.id.desc()).limit(limit + 1))
    return lines(found[:limit]), found[limit - 1].id if len(found) > limit else None


def _claims(project: Project, folded: Folded) -> list[tuple[Claim, int]]:
    tariff, version = tariffs.in_force(project, folded.work.ended_at or folded.work.began_at)
    return [(claim, version) for claim in points.claims(folded, tariff)]


_LIVE = """
SELECT e.item_id, e.id, e.kind, coalesce(e.earner_id, e.person_id), e.points, e.happened_at FROM entry e
WHERE e.item_id = ANY(%s) AND e.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
ORDER BY e.id
"""


def _live(items: Iterable[int]) -> dict[int, list[LiveEntry]]:
    """The entries of these items that nothing has taken back."""
    found: dict[int, list[LiveEntry]] = {item: [] for item in items}
    for item, entry, kind, person, points_, happened_at in rows(_LIVE, list(found)):
        found[item].append(LiveEntry(id=entry, kind=kind, person=person, points=points_, happened_at=happened_at))
    return found


def _whose(earner: int, who: Mapping[int, int]) -> dict[str, object]:
    return {"person": who[earner], "earner": earner if who[earner] != earner else None}


def _reversal(item: WorkItem, entry: LiveEntry, folded: Folded) -> dict[str, object]:
    return {
        "item": item.id,
        "kind": entry.kind,
        "points": -entry.points,
        "reason": points.reversal_reason(folded, entry.kind, entry.points),
        "url": folded.work.url,
        "reverses": entry.id,
        "happened_at": entry.happened_at,
    }


def _entry(item: WorkItem, claim: Claim, version: int, folded: Folded) -> dict[str, object]:
    return {
        "item": item.id,
        "kind": claim.kind,
        "points": claim.points,
        "reason": claim.reason,
        "url": folded.work.url,
        "tariff_version": version,
        "happened_at": claim.happened_at,
    }


def _write(
    organization_id: int,
    project_id: int | None,
    fresh: list[dict[str, object]],
    delivery_id: int | None,
    now: datetime,
) -> dict[int, list[Entry]]:
    if not fresh:
        return {}
    common = {
        "organization": organization_id,
        "project": project_id,
        "delivery_id": delivery_id,
        "recorded_at": now,
    }
    optional = {"earner": None, "item": None, "reverses": None, "url": None, "actor": None, "tariff_version": 0}
    written: dict[int, list[Entry]] = {}
    for entry in Entry.insert_many([common | optional | one for one in fresh]).returning(Entry).execute():
        written.setdefault(entry.person_id, []).append(entry)
    return written


def _projects(ids: set[int]) -> dict[int, ProjectCard]:
    found = Project.select().where(Project.id.in_(list(ids))) if ids else []
    return {project.id: ProjectCard(id=project.id, name=project.name) for project in found}


def _seen_at(folded: Iterable[Folded]) -> datetime:
    """The newest provider time among the items, in microseconds as the stamps hold it."""
    newest = max((stamp[0] for item in folded for stamp in item.stamps.values()), default=0)
    return datetime.fromtimestamp(newest / 1_000_000, UTC)
