"""What was too much to draw comes in; for a minute it is heavy: trying it again, at any size, costs more."""

import time
from collections import OrderedDict

LASTS = 60.0
MOST = 1_000
USUAL, HEAVY = "picture-address", "heavy-address"
"""Names of limits (bounds.OFTEN)."""


class Heavy:
    """Whatever can be told apart by a text: a look, or an asker."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()

    def note(self, what: str) -> None:
        """It was too much."""
        self._until[what] = time.monotonic() + LASTS
        self._until.move_to_end(what)
        while len(self._until) > MOST:
            self._until.popitem(last=False)

    def is_known(self, what: str) -> bool:
        """Whether it was, within the minute."""
        return self._until.get(what, 0.0) > time.monotonic()

    def limit(self, what: str) -> str:
        """The limit that drawing it spends."""
        return HEAVY if self.is_known(what) else USUAL
