"""A stage of a board's history comes in; a page of it is asked for at Trello, and goes out to be taken in.

First what was done, then the cards as they are: a card earns nothing until it was seen as a whole.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from models.errors import Invalid
from models.rules.work import Change, ProjectSeen
from models.sources import trello_accounts, trello_cards, trello_rest, trello_work
from models.sources.picking import Fields
from workers.history_stages import Stage, Task, met, taken
from workers.landing import Landing
from workers.talking import Talk


def _board(task: Task, talk: Talk) -> Landing:
    found = trello_rest.board_of(talk.ask(trello_rest.board(_id(task))))
    seen = ProjectSeen(provider="trello", external_id=found.id, name=found.name, url=found.url, archived=found.closed)
    return met(task, seen)


def _actions(task: Task, talk: Talk) -> Landing:
    asked = trello_rest.actions(_id(task), task.place.get("before"), task.job.arguments["since"])
    page = trello_rest.page(talk.ask(asked), trello_rest.PAGE)
    changes, skipped = _read(task, trello_work.past_of, page.found)
    return taken(changes, task.at(before=page.before), {"actions": len(page.found), "skipped": skipped})


def _cards(task: Task, talk: Talk) -> Landing:
    page = trello_rest.page(talk.ask(trello_rest.cards(_id(task), task.place.get("before"))), trello_rest.CARDS)
    lists = {one.id: one.name for one in trello_rest.lists_of(talk.ask(trello_rest.lists(_id(task))))}
    at = page.at or datetime.now(UTC)
    changes, skipped = _read(task, lambda found: [trello_cards.card(found, at, lists)], page.found)
    return taken(changes, task.at(before=page.before), {"cards": len(changes), "skipped": skipped})


def _read(task: Task, reader: Callable[[Fields], list[Change]], found: Iterable[Fields]) -> tuple[list[Change], int]:
    """(what could be read, how much could not)."""
    changes: list[Change] = []
    skipped = 0
    for one in found:
        try:
            changes += reader(one)
        except Invalid:
            skipped += 1
    return trello_accounts.own(changes, task.project.organization_id), skipped


def _id(task: Task) -> str:
    """Raises Invalid for a project of which nothing was heard."""
    if task.project.external_id is None:
        raise Invalid("It is not known which board this is.")
    return str(task.project.external_id)


STAGES: Mapping[str, Stage] = {"board": _board, "actions": _actions, "cards": _cards}
