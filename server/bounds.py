"""How much of anything the server takes, in one place; tests set their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.sources import generic_request, github_request

OFTEN: Mapping[str, str] = {
    "write-caller": "120 per minute",
    "write-address": "300 per minute",
    "code-address": "10 per minute",
    "code-email": "5 per 10 minutes; 30 per day",
    "try-address": "20 per 10 minutes",
    "github-address": "60 per 10 minutes",
    "count-address": "240 per minute",
    "preview-address": "60 per minute",
    "draw-address": "1200 per minute",
    "picture-address": "600 per minute",
    "heavy-address": "10 per minute",
    "ask-address": "30 per minute",
    "step-caller": "1200 per minute",
}
"""How often one caller, address or e-mail may write, ask for a sign-in code, try one (or another secret), take a step
of the way by GitHub (two for each sign-in), have all that somebody ever did counted anew, as anybody may, an issue
estimated that does not exist, a drawing drawn that is not kept (a studio shows ten sizes of it with each change), a
picture that is not kept yet, or what was too much to draw a moment ago, a provider asked what there is to connect (a
worker speaks with it meanwhile, and others wait); or draw on designs by sockets."""


@dataclass(frozen=True)
class Bounds:
    """Sizes in bytes, times in seconds."""

    body: int = github_request.MAX_BODY
    """Of a delivery by GitHub; the next two by Trello and by a generic source."""
    trello_body: int = 1024 * 1024
    generic_body: int = generic_request.MAX_BODY
    bodies: int = 200_000_000
    """All webhook bodies that are being read now, together."""
    body_time: float = 10.0
    """GitHub itself waits no longer than this for an answer."""
    door_age: float = 5.0
    """How long a hook's secrets are believed."""
    door_again: float = 1.0
    """How often a hook's secrets are read again because a signature did not fit them."""
    origins_age: float = 10.0
    frame_age: float = 5.0
    board_pause: float = 0.25
    """Between two pushes of one board."""
    window_look: float = 10.0
    """How often it is asked whether a board's window has ended, in case the clock was set, and whether the organisation
    ranks otherwise."""
    silence: float = 2.0
    """After which a hub compares its place with the database's."""
    command: int = 64_000
    """One message from a browser."""
    rooms: int = 50
    """Of one socket."""
    subscribes: int = 20
    """Of one socket: a burst of so many, and so many a second."""
    studio_designs: int = 5
    """That one socket has open."""
    studio_steps: int = 20
    """Of one socket in a second; twice as many at once. And how often it may point."""
    studio_points: int = 20
    studio_look: float = 2.0
    """Between two looks at the designs that are open, and at who may be there, without any bell."""
    waiting_bytes: int = 1_000_000
    """What may wait for a browser that does not read."""
    waiting_time: float = 20.0
    join_time: float = 10.0
    """Until a connection has joined a namespace."""
    sweep: float = 0.5
    """Between two looks for sockets to cut."""
    tail_pause: float = 0.5
    """Between two looks for new lines of the audit trail, while somebody follows it."""
    watch_pause: float = 1.0
    """Between two looks for deliveries that are new, while somebody watches them."""
    try_out_time: float = 5.0
    """For which the learner is waited for, when an issue is tried."""
    ask_time: float = 12.0
    """The same for a provider's answer, when an admin wants to know what is there."""
    health_time: float = 6.0
    """The same for what providers say of their webhooks: the page is shown without that, too."""
    pictures_age: float = 3.0
    """How long it is believed what a badge or an award looks like, and a flat badge's number."""
    often: Mapping[str, str] = field(default_factory=lambda: OFTEN)
