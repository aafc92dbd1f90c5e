"""The unguessable part of an address comes in; the Door behind it goes out, remembered for some seconds."""

from models import hooks
from models.errors import Gone, NotFound
from models.hooks import Door
from server.parts import Parts
from server.remembered import Remembered


class Doors:
    """The doors of one server."""

    def __init__(self, parts: Parts) -> None:
        self._known = Remembered[str, Door](lambda key: parts.bridge.ask(hooks.door, key), parts.bounds.door_age)
        self._again = parts.bounds.door_again

    async def find(self, key: str, provider: str, age: float | None = None) -> Door:
        """The door, at most `age` seconds old. Raises NotFound, and Gone for what somebody disconnected."""
        door = await self._get(key, age)
        if door.paused and self.may_be_younger(key):
            # GitHub does not send again by itself: whoever let it go on means the very next delivery.
            door = await self._get(key, 0.0)
        if door.provider != provider:
            raise NotFound("There is no such hook.")
        if door.disconnected:
            raise Gone("Somebody disconnected this hook; nothing comes in through it any more.")
        return door

    def may_be_younger(self, key: str) -> bool:
        """Whether it is worth to read it again; not more often than once in a while."""
        return self._known.age(key) >= self._again

    async def _get(self, key: str, age: float | None) -> Door:
        try:
            return await self._known.get(key, age)
        except NotFound:
            # A hook may be made the next moment, and its provider looks for it at once.
            self._known.forget(key)
            raise
