"""What a browser sent comes in; its acknowledgement goes out: `{ok: true, …}` or `{ok: false, error}`."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from models.errors import Invalid, Refusal
from models.rules import wording
from models.rules.work import Value
from server import refusals

V = TypeVar("V", bound=Value)
Ack = dict[str, Any]
log = logging.getLogger("codebadge.live")


def acknowledged(act: Callable[[str, object], Awaitable[Ack]]) -> Callable[..., Awaitable[Ack]]:
    """A handler for (sid, what was sent, and whatever else); a bug is logged in full and told without detail."""

    async def handle(sid: str, given: object = None, *_: object) -> Ack:
        try:
            return {"ok": True} | await act(sid, given)
        except Refusal as refusal:
            return refused(refusal)
        except Exception:
            log.exception("a command failed")
            return {"ok": False} | refusals.wire(*refusals.INTERNAL)

    return handle


def refused(refusal: Refusal) -> Ack:
    """The acknowledgement of a refusal."""
    return {"ok": False} | refusals.wire(refusal.code, str(refusal))


def checked(wanted: type[V], given: object) -> V:
    """What was sent, as a value. Raises Invalid in the words of the first thing that is wrong."""
    try:
        return wanted.model_validate(given)
    except ValidationError as wrong:
        raise Invalid(wording.sentence(wrong, "the message")) from None
