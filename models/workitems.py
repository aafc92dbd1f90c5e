"""Changes come in; WorkItems, folded, go out; models/ledger.py is next."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from peewee import SQL, CharField

from models.db import Instant, Json, Record, columns, link, loaded, rows
from models.rules.board_rules import BoardRule
from models.rules.folding import fold, refold
from models.rules.work import Change, Folded
from models.tenants import Project


class WorkItem(Record):
    """The last known state of one piece of work. `state` holds a `Folded`."""

    project_id: int
    project = link(Project)
    kind = CharField(max_length=20)
    external_id = CharField(max_length=200)
    state = Json()
    folded_at = Instant()

    class Meta:
        indexes = ((("project", "kind", "external_id"), True),)

    def folded(self) -> Folded:
        """The state as a value."""
        return Folded.model_validate(self.state)


# How a pull request is found that another one undoes, and the other one from it.
NUMBER, REVERTS = ("((state->'work'->>'number')::integer)", "((state->'work'->>'reverts')::integer)")
WorkItem.add_index(
    WorkItem.index(WorkItem.project, SQL(NUMBER), name="work_item_number", where=SQL("kind = 'pull_request'"))
)
# How a comment of the past finds its issue.
WorkItem.add_index(
    WorkItem.index(WorkItem.project, SQL(NUMBER), name="work_item_issue_number", where=SQL("kind = 'issue'"))
)
WorkItem.add_index(
    WorkItem.index(WorkItem.project, SQL(REVERTS), name="work_item_reverts", where=SQL(f"{REVERTS} IS NOT NULL"))
)
# What the learner estimates anew.
OPEN_ISSUE = "kind IN ('issue', 'card') AND state->'work'->>'state' = 'open'"
WorkItem.add_index(WorkItem.index(WorkItem.project, WorkItem.id, name="work_item_open_issue", where=SQL(OPEN_ISSUE)))


def fold_in(project: Project, changes: Sequence[Change], now: datetime) -> list[WorkItem]:
    """Folds each change into its work item, and into what that undoes; a card also into what it is on other boards of
    the organisation, which come back only if that changes them. Locks are taken in one order for everybody."""
    cards = sorted({change.work.external_id for change in changes if change.card is not None})
    others = _elsewhere(project, cards)
    rule = _held_rule(project)
    undone = {change.work.reverts for change in changes if change.work.reverts is not None}
    beside = {("pull_request", id_): None for id_ in _numbered(project, undone)}
    items: dict[int, WorkItem] = {}
    former = set()
    for (_, id_), change in sorted([*beside.items(), *_by_key(changes)], key=lambda pair: pair[0]):
        if change is None:
            items |= _lock(project, id_)
        else:
            item, once = _hold(project, change, rule, now)
            items[item.id] = item
            former.add(once)
    # Who says now that another one was meant: so rare that PostgreSQL may end the one of two that wait in a circle.
    for id_ in _numbered(project, former - undone):
        items |= _lock(project, id_)
    _undo(project, items, now)
    return [*items.values(), *_share(list(items.values()), others, rule, now)]


def rule_of(project: Project) -> BoardRule | None:
    """What its lists and fields mean, of a board for which somebody has said it."""
    return BoardRule.model_validate(project.board) if project.board else None


def _held_rule(project: Project) -> BoardRule | None:
    """The same as it is now, until the unit ends: whoever changes it derives all cards anew, and must miss none."""
    if project.board is None:
        return None
    rows("SELECT 1 FROM project WHERE id = %s FOR SHARE", project.id)
    return rule_of(Project.get_by_id(project.id))


def derive_again(items: Iterable[WorkItem], rule: BoardRule | None, now: datetime) -> None:
    """Cards of one board, by another rule. Their locks are held."""
    for item in items:
        _store(item, refold(item.folded(), rule), now)


def by_number(project: Project, number: int) -> WorkItem | None:
    """The pull request of that number, if it was heard of."""
    for id_ in _numbered(project, [number]):
        return WorkItem.get(WorkItem.project == project, WorkItem.kind == "pull_request", WorkItem.external_id == id_)
    return None


def hold(ids: Collection[int]) -> list[WorkItem]:
    """These work items; their locks are taken in the usual order."""
    wanted = list(ids)
    if wanted:
        rows(_HOLD, wanted)
    return list(WorkItem.select().where(WorkItem.id.in_(wanted)).order_by(WorkItem.id)) if wanted else []


_HOLD = "SELECT 1 FROM work_item WHERE id = ANY(%s) ORDER BY kind, external_id, id FOR NO KEY UPDATE"


def following(organization_id: int, after: int, limit: int, project_id: int | None = None) -> list[int]:
    """The ids of an organisation's next work items, or of one project's."""
    return [id_ for (id_,) in rows(_NEXT, organization_id, project_id, project_id, after, limit)]


_NEXT = """
SELECT w.id FROM work_item w JOIN project p ON p.id = w.project_id
WHERE p.organization_id = %s AND (%s::bigint IS NULL OR p.id = %s) AND w.id > %s ORDER BY w.id LIMIT %s
"""


def _by_key(changes: Iterable[Change]) -> list[tuple[tuple[str, str], Change | None]]:
    return [((change.work.kind, change.work.external_id), change) for change in changes]


def _numbered(project: Project, numbers: Iterable[int | None]) -> list[str]:
    """The ids at the provider of these pull requests."""
    wanted = sorted(one for one in numbers if one is not None)
    found = f"SELECT external_id FROM work_item WHERE project_id = %s AND kind = 'pull_request' AND {NUMBER} = ANY(%s)"
    return [id_ for (id_,) in rows(found, project.id, wanted)] if wanted else []


def _lock(project: Project, pull_request: str) -> dict[int, WorkItem]:
    """The pull request of that id at the provider, by its own."""
    mine = "SELECT id FROM work_item WHERE project_id = %s AND kind = 'pull_request' AND external_id = %s"
    return {item.id: item for item in hold([id_ for (id_,) in rows(mine, project.id, pull_request)])}


# Asked at every delivery about a pull request, because the one that undoes it may have been heard of first.
_REVERTERS = f"""
SELECT {REVERTS}, state FROM work_item
WHERE project_id = %s AND {REVERTS} = ANY(%s) AND state->'work'->>'state' = 'merged' AND NOT (state->>'gone')::boolean
"""


def _undo(project: Project, items: dict[int, WorkItem], now: datetime) -> None:
    """Each pull request knows the first that undid it, as things are now: not a join of all that was ever said.

    What was merged before it undoes nothing: its author could say so at any time, by editing its text.
    """
    able = {item.id: item.folded() for item in items.values() if item.kind == "pull_request"}
    numbers = [folded.work.number for folded in able.values() if folded.work.number is not None]
    undoing: dict[int, list[tuple[datetime, int]]] = {}
    for number, state in rows(_REVERTERS, project.id, numbers) if numbers else ():
        other = Folded.model_validate(state).work
        if other.number is not None and other.number != number:
            undoing.setdefault(number, []).append((other.ended_at or other.began_at, other.number))
    for id_, folded in able.items():
        since = folded.work.ended_at or folded.work.began_at
        later = (one for one in undoing.get(folded.work.number or 0, ()) if one[0] > since)
        reverted = min(later, default=None)
        work = folded.work.model_copy(update={"reverted": reverted})
        _store(items[id_], folded.model_copy(update={"work": work}), now)


# Only of a row that was there already does PostgreSQL note who has locked it.
_HOLD_OR_MAKE = f"""
INSERT INTO work_item AS w (project_id, kind, external_id, state, folded_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (project_id, kind, external_id) DO UPDATE SET folded_at = w.folded_at
RETURNING w.xmax = 0, {columns(WorkItem, "w")}
"""


def _hold(project: Project, change: Change, rule: BoardRule | None, now: datetime) -> tuple[WorkItem, int | None]:
    """The item's row, locked and folded, and what it undid before. The empty update takes the lock of a row that was
    there already."""
    work, first = change.work, fold(None, change, rule)
    state = first.model_dump_json()
    [(is_new, *row)] = rows(_HOLD_OR_MAKE, project.id, work.kind, work.external_id, state, now)
    item = loaded(WorkItem, row)
    if is_new:
        return item, work.reverts
    known = item.folded()
    _store(item, fold(known, change, rule), now)
    return item, known.work.reverts


# A card may be heard of on two boards at once, before either has its row: so the card itself is held.
_ONE_CARD = """
SELECT pg_advisory_xact_lock(hashtextextended('card:' || %s::text || ':' || id, 0))
FROM (SELECT id FROM unnest(%s::text[]) id ORDER BY id) cards
"""
_ELSEWHERE = """
SELECT w.id FROM work_item w JOIN project p ON p.id = w.project_id
WHERE p.organization_id = %s AND p.provider = %s AND p.id <> %s AND w.kind = 'card' AND w.external_id = ANY(%s)
"""


def _elsewhere(project: Project, cards: list[str]) -> list[WorkItem]:
    """What these cards are on other boards of the organisation, held. A card keeps its id when it is moved."""
    if not cards:
        return []
    rows(_ONE_CARD, project.organization_id, cards)
    found = rows(_ELSEWHERE, project.organization_id, project.provider, project.id, cards)
    return hold([id_ for (id_,) in found])


def _share(
    items: Sequence[WorkItem], others: Sequence[WorkItem], rule: BoardRule | None, now: datetime
) -> list[WorkItem]:
    """All that was heard of one card counts on each board; those of `others` that it changes."""
    changed = []
    for item in items if others else ():
        beside = [other for other in others if item.kind == "card" and other.external_id == item.external_id]
        for other in beside:
            _store(item, refold(item.folded(), rule, other.folded().card), now)
        for other in beside:
            known = other.state
            _store(other, refold(other.folded(), rule_of(other.project), item.folded().card), now)
            changed += [other] if other.state != known else []
    return changed


def _store(item: WorkItem, folded: Folded, now: datetime) -> None:
    state = folded.model_dump(mode="json")
    if state != item.state:
        item.state, item.folded_at = state, now
        item.save(only=[WorkItem.state, WorkItem.folded_at])
