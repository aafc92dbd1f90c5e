"""An admin who watches deliveries comes in; that some are new, or stand otherwise, goes out, once a second at most.

It is a bell: whoever hears it reads the list anew, so that a hundred deliveries a second cost no more than one.
"""

from models import callers, delivery_reading
from models.rules.work import Value
from server.live.engine import Server
from server.live.following import Follower, Following, News
from server.parts import Parts


class Watch(Value):
    """Hears `deliveries.changed` whenever one of the newest deliveries is new, or came to another state."""


class Pulse(Value):
    """`pulse` is another one whenever the newest deliveries are."""

    pulse: str


class DeliveryWatch:
    """Everybody who watches, each with the last pulse that they heard."""

    def __init__(self, server: Server, parts: Parts) -> None:
        self._parts = parts
        self.followers = Following(server, parts, "deliveries.changed", parts.bounds.watch_pause, self._news)

    async def begin(self, sid: str, token: str) -> Pulse:
        """How it is by now. Raises NotSignedIn, NotAllowed."""
        begun = await self._parts.bridge.look(self._pulse, token)
        self.followers.begin(sid, token, begun.pulse)
        return begun

    def _pulse(self, token: str) -> Pulse:
        caller = callers.of_bearer(token, self._parts.now())
        caller.must("delivery:read")
        return Pulse(pulse=delivery_reading.pulse(caller.organization))

    def _news(self, follower: Follower) -> News:
        now = self._pulse(follower.token)
        return [] if now.pulse == follower.last else [(now.pulse, now.model_dump())]
