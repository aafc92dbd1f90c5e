"""Ground floor: a stranger's bytes come in, our words go out. One `<source>.py` per provider, pure."""

from collections.abc import Callable, Mapping
from datetime import datetime

from models.rules.work import Reading
from models.sources import generic, github, trello
from models.sources.generic import Source as Source

Reader = Callable[[str, bytes, datetime, Source], Reading]


def _known(read: Callable[[str, bytes, datetime], Reading]) -> Reader:
    """Of a provider that there is once, whoever's hook it came through."""
    return lambda event, payload, received_at, _: read(event, payload, received_at)


_READERS: Mapping[str, Reader] = {
    "github": _known(github.read),
    "trello": _known(trello.read),
    "generic": generic.read,
}


def read(provider: str, event: str, payload: bytes, received_at: datetime, about: Source) -> Reading:
    """What a kept delivery says; unknown when it is from a provider that we cannot read."""
    reader = _READERS.get(provider)
    if reader is None:
        return Reading(verdict="unknown", why=f"We cannot read what “{provider[:60]}” sends.")
    return reader(event, payload, received_at, about)
