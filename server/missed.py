"""A server that listens comes in; what could not be taken in while it was away is looked for: models/repairs.py."""

import logging

from models import repairs
from models.db import AWAY
from models.errors import Unavailable
from server.parts import Parts

log = logging.getLogger("codebadge.missed")


async def look(parts: Parts) -> None:
    """GitHub sends nothing again by itself, so each start asks; a lost bell is rung again by whoever sweeps."""
    try:
        for bell in await parts.bridge.beside(repairs.begin, parts.now()):
            parts.bells.ring_job(bell)
    except (Unavailable, *AWAY):
        log.warning("postgresql is away; what was missed is looked for later")
