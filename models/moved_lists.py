"""A list that went to another board comes in, of whose cards Trello tells nothing; a repair that reads them goes out.

workers/repairing_trello.py is next; it is told here which cards went away with their list.
"""

from datetime import datetime

from models import jobs, repairs
from models.db import rows
from models.errors import Elsewhere, Exhausted
from models.hooks import Hook
from models.jobs import Job
from models.rules import card_work
from models.rules.card_facts import CardFacts, Said
from models.rules.folding import about_card
from models.rules.work import Change, ListMoved
from models.tenants import Project
from models.workitems import WorkItem

AT_ONCE = 300
"""Cards of one step."""


def ask_for(hook: Hook, moved: ListMoved, now: datetime) -> tuple[Job | None, str]:
    """(the repair, for which the caller rings; what is to be said of it). None where nobody can be asked. It is one of
    its own, for another that is under way may have read the cards before they came."""
    try:
        told = {"hook": hook.id, "project": hook.project_id, "connection": repairs.access(hook), "why": "moved"}
        arguments = told | {"list": moved.model_dump(mode="json")}
        job = jobs.ask_for(hook.organization, repairs.KIND, arguments, repairs.WHO, None, now)
    except (Elsewhere, Exhausted) as refused:
        return None, str(refused)
    return job, "Its cards are read from the board."


_THERE = """
SELECT id FROM work_item WHERE project_id = %s AND kind = 'card' AND id > %s AND strpos(state::text, %s) > 0
ORDER BY id LIMIT %s
"""


def left_behind(project: Project, moved: ListMoved, after: int) -> tuple[list[Change], int | None]:
    """(of the next cards that lay in the list when it was last heard of them, that they are elsewhere; the `after` of
    those that follow, or None)."""
    ids = [id_ for (id_,) in rows(_THERE, project.id, after, moved.list_id, AT_ONCE)]
    items = WorkItem.select().where(WorkItem.id.in_(ids)).order_by(WorkItem.id) if ids else []
    changes = [_left(project, item.external_id, moved) for item in items if _lay_in(item, moved)]
    return changes, ids[-1] if len(ids) == AT_ONCE else None


def _lay_in(item: WorkItem, moved: ListMoved) -> bool:
    facts = item.folded().card
    return facts is not None and card_work.list_of(facts) == moved.list_id


def _left(project: Project, card: str, moved: ListMoved) -> Change:
    """As if Trello had told it of this card."""
    said = {"board": Said(at=moved.at, mark=moved.mark, value=moved.target)}
    return about_card(card, CardFacts(home=project.external_id, said=said))
