"""Deeds come in; what was done, in words, and where it can be seen, goes out: for the reasons of awards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models.deeds import PENALTY
from models.rules import deed_words
from models.rules.deeds import Deed
from models.tenants import Project
from models.workitems import WorkItem


@dataclass(frozen=True)
class DeedTold:
    """`words` follow "for": "closing #42 in lumen/parser". `evidence` is as awards keep it: text and url."""

    words: str
    evidence: dict[str, Any]


def of_deeds(deeds: Iterable[Deed]) -> dict[int, DeedTold]:
    """By the deed's id."""
    wanted = list(deeds)
    if not wanted:
        return {}
    ids = list({deed.item for deed in wanted})
    found = WorkItem.select(WorkItem, Project).join(Project).where(WorkItem.id.in_(ids))
    items = {item.id: item for item in found}
    return {deed.id: _one(deed, items[deed.item]) for deed in wanted if deed.item in items}


def _one(deed: Deed, item: WorkItem) -> DeedTold:
    work = item.folded().work
    evidence = {"text": deed_words.title(work), "url": work.url}
    what = f"a penalty for {deed_words.name(work)}" if deed.kind == PENALTY else deed_words.deed(deed.kind, work)
    return DeedTold(f"{what} in {item.project.name}", evidence)
