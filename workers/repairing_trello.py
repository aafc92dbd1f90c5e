"""A stage of a board's repair comes in; what was done since is kept as deliveries, as Trello would have told it.

So it is read, counted, taught and told by the one way in, and whoever looks through deliveries finds it. The cards that
changed since are looked at, too: they hold what no action tells.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from models import deliveries, jobs, league_work, moved_lists, queues, repairs, taking_in
from models.deliveries import Arrival
from models.errors import Invalid
from models.jobs import Job
from models.rules.work import Change, ListMoved
from models.sources import picking, trello_accounts, trello_cards, trello_rest
from models.sources.picking import Fields
from models.tenants import Project
from workers.landing import Landing
from workers.repairing_stages import Stage, Task, onward
from workers.talking import Talk

MOST_BYTES = 1_000_000
"""Of one action."""


def _board(task: Task, talk: Talk) -> Landing:
    """What it is called now goes along with each action, as in a webhook."""
    if task.project is None or task.project.external_id is None:
        raise Invalid("It is not known of which board this webhook is.")
    found = trello_rest.board_of(talk.ask(trello_rest.board(task.project.external_id)))
    model = {"id": found.id, "name": found.name, "url": found.url, "closed": found.closed}
    return onward(task.at(stage="actions", model=model, after=task.hook.seen or task.place["since"]))


def _actions(task: Task, talk: Talk) -> Landing:
    """A page of what was done, newest first, down to the last that was looked at; `newest` is the first of all."""
    place = task.place
    asked = trello_rest.actions(place["model"]["id"], place.get("before"), place["after"])
    page = trello_rest.page(talk.ask(asked), trello_rest.PAGE)
    found = {one["id"]: one for one in page.found if trello_rest.is_id(str(one.get("id")))}
    newest = place.get("newest") or max(found, default=None)
    more = {"stage": "actions" if page.before else "cards", "before": page.before, "newest": newest}

    def land(job: Job, now: datetime) -> None:
        known = repairs.kept(task.hook, list(found))
        missed = [arrival for id_ in sorted(found.keys() - known) if (arrival := _arrival(task, found[id_], now))]
        if missed:
            deliveries.keep(missed)
        repairs.found(job, {"failed": len(missed), "redelivered": len(missed)})
        jobs.stepped(job, job.done + len(missed), None, task.at(**more), now)

    return land


def _arrival(task: Task, action: Fields, now: datetime) -> Arrival | None:
    """The action as the webhook would have brought it."""
    event = picking.text(action, "type", 100)
    body = json.dumps({"action": action, "model": task.place["model"]}).encode()
    if not event or len(body) > MOST_BYTES:
        return None
    return Arrival(hook_id=task.hook.id, guid=action["id"], event=event, body=body, received_at=now)


def _cards(task: Task, talk: Talk) -> Landing:
    """A page of cards; those that changed since, or came with their list, are counted as they are now."""
    queues.ring(queues.INTAKE, 0)
    board = task.place["model"]["id"]
    page = trello_rest.page(talk.ask(trello_rest.cards(board, task.place.get("before"))), trello_rest.CARDS)
    moved = _moved(task)
    changed = [one for one in page.found if _changed_at(one) >= task.since or _is_in(one, moved)]
    lists = {one.id: one.name for one in trello_rest.lists_of(talk.ask(trello_rest.lists(board)))} if changed else {}
    at = page.at or datetime.now(UTC)
    changes = trello_accounts.own(
        [change for one in changed if (change := _read(one, at, lists))], task.hook.organization_id
    )
    following = "left" if moved is not None and moved.target is not None else "end"
    more = {"stage": "cards" if page.before else following, "before": page.before}

    def land(job: Job, now: datetime) -> int | None:
        touched: set[int] = set()
        if changes and task.project is not None:
            _take_in(Project.get_by_id(task.project.id), changes, touched, now)
        repairs.found(job, {"reconciled": len(changes)})
        jobs.stepped(job, job.done + len(changes), None, task.at(**more), now)
        return next(iter(touched), None)

    return land


def _left(task: Task, _talk: Talk) -> Landing:
    """Cards that went away with their list: no board shows them any more that can be asked."""
    moved, project = _moved(task), task.project
    assert moved is not None and project is not None

    def land(job: Job, now: datetime) -> int | None:
        home, touched = Project.get_by_id(project.id), set[int]()
        changes, after = moved_lists.left_behind(home, moved, task.place.get("left", 0))
        if changes:
            _take_in(home, changes, touched, now)
        repairs.found(job, {"reconciled": len(changes)})
        place = task.at(stage="end") if after is None else task.at(left=after)
        jobs.stepped(job, job.done + len(changes), None, place, now)
        return next(iter(touched), None)

    return land


def _moved(task: Task) -> ListMoved | None:
    """The list for whose sake all this is done, if one was moved."""
    told = task.job.arguments.get("list")
    return None if told is None else ListMoved.model_validate(told)


def _is_in(card: Fields, moved: ListMoved | None) -> bool:
    return moved is not None and card.get("idList") == moved.list_id


def _changed_at(card: Fields) -> datetime:
    return picking.some_moment(card, "dateLastActivity") or datetime.max.replace(tzinfo=UTC)


def _read(card: Fields, at: datetime, lists: Mapping[str, str]) -> Change | None:
    try:
        return trello_cards.card(card, at, lists)
    except Invalid:
        return None


def _take_in(project: Project, changes: list[Change], touched: set[int], now: datetime) -> None:
    """Told and taught as if it had come by the webhook."""
    plan = taking_in.work(project, changes, touched, now)
    league_work.settle(project.organization, plan, now)


STAGES: Mapping[str, Stage] = {"board": _board, "actions": _actions, "cards": _cards, "left": _left}
