"""`delivery:replay` and `board:rebuild`: what keeps the house in order."""

from redis.exceptions import RedisError

from models import boards, deliveries, outbox
from models.commands.acting import Act, Command, Done
from models.db import rows
from models.errors import Unavailable
from models.rules.texts import Id
from models.rules.work import Value


class ReplayDelivery(Value):
    """A finished delivery is read again."""

    delivery: Id


class RebuildBoards(Value):
    """Every board in Redis is made anew from PostgreSQL."""


def _replay(act: Act, wanted: ReplayDelivery) -> Done:
    deliveries.replay(act.organization.id, wanted.delivery, act.now)
    act.audit("delivery:replay", f"delivery:{wanted.delivery}")
    return Done({"delivery": wanted.delivery}, ring_for=wanted.delivery)


def boards_anew(act: Act) -> None:
    """Everybody reads PostgreSQL until the relay has made the boards in Redis again. Raises Unavailable."""
    try:
        boards.doubt(act.redis)
    except RedisError:
        raise Unavailable("Redis is away, and its boards must be made anew; try again in a moment.") from None
    rows(f"SELECT pg_notify('{outbox.CHANNEL}', '')")


def _rebuild(act: Act, _: RebuildBoards) -> Done:
    boards_anew(act)
    act.audit("board:rebuild", "boards")
    return Done({})


COMMANDS = {
    "delivery:replay": Command(ReplayDelivery, "delivery:replay", _replay),
    "board:rebuild": Command(RebuildBoards, "board:rebuild", _rebuild),
}
