"""Changes come in; WorkItems, folded, go out; models/ledger.py is next."""

from collections.abc import Sequence
from datetime import datetime

from peewee import CharField

from models.db import Instant, Json, Record, link
from models.rules.work import Change, Folded, fold
from models.tenants import Project


class WorkItem(Record):
    """The last known state of an issue, pull request, review, star or push. `state` holds a `Folded`."""

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


def fold_in(project: Project, changes: Sequence[Change], now: datetime) -> list[WorkItem]:
    """Folds each change into its work item. The items' locks are taken in one order for everybody."""
    ordered = sorted(changes, key=lambda change: (change.work.kind, change.work.external_id))
    items = {}
    for change in ordered:
        item = _hold(project, change, now)
        items[item.id] = item
    return list(items.values())


def _hold(project: Project, change: Change, now: datetime) -> WorkItem:
    """The item's row, locked and folded. The empty update takes the lock of a row that was there already."""
    item: WorkItem
    [item] = (
        WorkItem.insert(
            project=project,
            kind=change.work.kind,
            external_id=change.work.external_id,
            state=fold(None, change).model_dump(mode="json"),
            folded_at=now,
        )
        .on_conflict(
            conflict_target=[WorkItem.project, WorkItem.kind, WorkItem.external_id],
            update={WorkItem.folded_at: WorkItem.folded_at},
        )
        .returning(WorkItem)
        .execute()
    )
    _store(item, fold(item.folded(), change), now)
    return item


def _store(item: WorkItem, folded: Folded, now: datetime) -> None:
    state = folded.model_dump(mode="json")
    if state != item.state:
        item.state, item.folded_at = state, now
        item.save(only=[WorkItem.state, WorkItem.folded_at])
