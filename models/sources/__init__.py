"""Ground floor: a stranger's bytes come in, our words go out. One `<source>.py` per provider, pure."""

from collections.abc import Callable
from datetime import datetime

from models.rules.work import Reading
from models.sources import github

READERS: dict[str, Callable[[str, bytes, datetime], Reading]] = {"github": github.read}


def read(provider: str, event: str, body: bytes, received_at: datetime) -> Reading:
    """What a kept delivery says, by its provider's reader."""
    return READERS[provider](event, body, received_at)
