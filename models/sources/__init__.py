"""Ground floor: a stranger's bytes come in, our words go out. One `<source>.py` per provider, pure."""

from collections.abc import Callable, Mapping
from datetime import datetime

from models.rules.work import Reading
from models.sources import generic, github, trello, trello_accounts
from models.sources.generic import Source as Source

Reader = Callable[[str, bytes, datetime, Source], Reading]


def _known(read: Callable[[str, bytes, datetime], Reading]) -> Reader:
    """Of a provider whose accounts are the same people, whoever's hook they came through."""
    return lambda event, payload, received_at, _: read(event, payload, received_at)


def _trello(event: str, payload: bytes, received_at: datetime, about: Source) -> Reading:
    return trello_accounts.own(trello.read(event, payload, received_at), about.organization)


_READERS: Mapping[str, Reader] = {
    "github": _known(github.read),
    "trello": _trello,
    "generic": generic.read,
}


def read(provider: str, event: str, payload: bytes, received_at: datetime, about: Source) -> Reading:
    """What a kept delivery says; unknown when it is from a provider that we cannot read."""
    reader = _READERS.get(provider)
    if reader is None:
        return Reading(verdict="unknown", why=f"We cannot read what “{provider[:60]}” sends.")
    return reader(event, payload, received_at, about)
