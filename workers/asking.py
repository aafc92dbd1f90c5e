"""What somebody at a page waits for comes in, as ids; a worker asks the provider, and the answer goes out by Redis.

No secret is in what comes or goes: it is read from its row here.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from models import connections, hook_health, queues
from models.connections import Connection
from models.db import AWAY, unit
from models.errors import Elsewhere, Invalid, Refusal, Unavailable
from models.hooks import Hook
from models.sources import github_app_rest, github_rest, trello_rest
from models.sources.rest import Answer, Request
from models.tenants import Project
from workers import access, apps, hooking, talking
from workers.talking import Stopped, Talk

Given = Mapping[str, Any]
PATIENCE = 10.0
"""Seconds for all that the provider is asked: somebody waits, and so does whoever asks next."""
MOST = 500
"""Repositories or boards that are offered."""
WENT_WRONG = "Something went wrong on our side; it is in the worker's log."
log = logging.getLogger("codebadge.asking")


def answer(asked: str, name: str, given: Given) -> None:
    """The job: an answer, or `{"refused": code, "message"}`, under the key `asked`."""
    try:
        said = ANSWERS[name](given)
    except Refusal as refusal:
        said = {"refused": refusal.code, "message": str(refusal)}
    except AWAY:
        said = {"refused": Unavailable.code, "message": "The database is away; try again in a moment."}
    except Exception:
        log.exception("%s could not be answered", name)
        said = {"refused": Unavailable.code, "message": WENT_WRONG}
    queues.answer(asked, said)


def _choices(given: Given) -> dict[str, Any]:
    connection = _connection(given)
    with _talk(connection) as talk:
        account, choices = _CHOICES[_way(connection)](talk, connection)
    with unit():
        connections.works(connection.id, account, _now())
    return {"account": account, "choices": choices}


def _repositories(talk: Talk, _: Connection) -> tuple[str, list[dict[str, Any]]]:
    account = github_rest.account_name(talk.ask(github_rest.me()))
    seen = _pages(talk, github_rest.repositories(), github_rest.repositories_of)
    return account, [_repository(one, one.may_hook) for one in islice(seen, MOST)]


def _installed(talk: Talk, connection: Connection) -> tuple[str, list[dict[str, Any]]]:
    """An app's webhook is there already, for whatever it is installed for."""
    seen = _pages(
        talk, github_app_rest.repositories(), lambda page: list(github_app_rest.repositories_of(page).repositories)
    )
    return connection.account, [_repository(one, True) for one in islice(seen, MOST)]


def _pages(
    talk: Talk, request: Request | None, read: Callable[[Answer], list[github_rest.Repository]]
) -> Iterator[github_rest.Repository]:
    for _ in range(MOST // 100 + 1):
        if request is None:
            return
        page = talk.ask(request)
        yield from read(page)
        request = talk.following(page, request)


def _repository(one: github_rest.Repository, may_hook: bool) -> dict[str, Any]:
    return {"id": one.id, "name": one.full_name, "url": one.url, "private": one.private, "may_hook": may_hook}


def _boards(talk: Talk, _: Connection) -> tuple[str, list[dict[str, Any]]]:
    account = trello_rest.member_of(talk.ask(trello_rest.me())).username
    found = trello_rest.boards_of(talk.ask(trello_rest.boards()))
    # Whoever sees a board may have a webhook of it; who else sees it is not asked.
    shown = [{"id": one.id, "name": one.name, "url": one.url, "private": False, "may_hook": True} for one in found]
    return account, shown[:MOST]


_CHOICES: Mapping[str, Callable[[Talk, Connection], tuple[str, list[dict[str, Any]]]]] = {
    "github": _repositories,
    "app": _installed,
    "trello": _boards,
}


def _way(connection: Connection) -> str:
    return "app" if connection.installation is not None else connection.provider


def _board(given: Given) -> dict[str, Any]:
    connection, board = _connection(given), str(given["board"])
    if connection.provider != "trello":
        raise Elsewhere("This connection has no boards.")
    with _talk(connection) as talk:
        lists = trello_rest.lists_of(talk.ask(trello_rest.lists(board)))
        members = trello_rest.members_of(talk.ask(trello_rest.members(board)))
        fields = trello_rest.fields_of(talk.ask(trello_rest.fields(board)))
    return {
        "lists": [{"id": one.id, "name": one.name, "closed": one.closed} for one in lists[:MOST]],
        "members": [
            {"id": one.id, "username": one.username, "name": one.name, "avatar": one.avatar} for one in members[:MOST]
        ],
        "fields": [{"id": one.id, "name": one.name, "type": one.type} for one in fields[:MOST]],
    }


def _health(given: Given) -> dict[str, Any]:
    """How these hooks fare; what cannot be asked in time is left as it was."""
    asked, until = 0, time.monotonic() + PATIENCE
    silent: set[int] = set()
    for hook, connection in _hooks(given["hooks"]):
        if connection.id in silent or time.monotonic() >= until:
            continue
        try:
            with _talk(connection) as talk:
                told = hooking.look(hook, talk)
        except Unavailable:
            silent.add(connection.id)
            continue
        except Refusal:
            continue
        with unit():
            hook_health.note(hook.id, told, _now())
        asked += 1
    return {"asked": asked}


def _hooks(ids: list[int]) -> list[tuple[Hook, Connection]]:
    with unit():
        known = Hook.select(Hook, Project).join(Project).where(Hook.id.in_(ids[: hook_health.AT_ONCE]))
        return [(hook, Connection.get_by_id(hook.connection_id)) for hook in known if hook.connection_id]


def _connection(given: Given) -> Connection:
    with unit():
        return connections.usable(int(given["organization"]), int(given["connection"]))


@contextmanager
def _talk(connection: Connection) -> Iterator[Talk]:
    """Raises Elsewhere where the provider refuses, in words that say what to do, Unavailable where it does not answer
    with sense; whoever refuses the token itself is noted with the connection."""
    try:
        with talking.opened(access.of(connection), PATIENCE, PATIENCE) as talk:
            yield talk
    except Stopped as stopped:
        words = stopped.verdict.words
        if stopped.verdict.meaning in ("later", "again"):
            raise Unavailable(f"{words} Try again in a while.") from None
        if stopped.verdict.meaning == "refused":
            with unit():
                connections.refused(connection.id, words, _now())
        raise Elsewhere(words) from None
    except Invalid as strange:
        raise Unavailable(str(strange)) from None


ANSWERS: Mapping[str, Callable[[Given], dict[str, Any]]] = {
    "choices": _choices,
    "board": _board,
    "health": _health,
    "app": apps.make,
}


def _now() -> datetime:
    return datetime.now(UTC)
