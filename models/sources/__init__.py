"""Ground floor: a stranger's bytes come in, our words go out. One `<source>.py` per provider, pure."""

from collections.abc import Callable, Mapping
from datetime import datetime

from models.rules.work import Reading
from models.sources import github

_READERS: Mapping[str, Callable[[str, bytes, datetime], Reading]] = {"github": github.read}


def read(provider: str, event: str, payload: bytes, received_at: datetime) -> Reading:
    """What a kept delivery says; unknown when it is from a provider that we cannot read."""
    reader = _READERS.get(provider)
    if reader is None:
        return Reading(verdict="unknown", why=f"We cannot read what “{provider[:60]}” sends.")
    return reader(event, payload, received_at)
