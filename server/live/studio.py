"""Namespace `/studio`: designs that somebody opens come in, and what they draw; steps go to all who have them open.

Each step runs `design:step`, as REST does: who draws, and whether they may, is asked anew for each.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from aiohttp import web
from socketio.exceptions import ConnectionRefusedError

from models import callers, commands, studio_access, studio_looking
from models.commands import Means
from models.commands.acting import Done
from models.commands.drawing import TakeStep
from models.errors import Forged, Invalid, NotAllowed, NotFound, NotSignedIn, RateLimited, Refusal
from models.rules.callers import Caller
from models.studio_access import Access
from models.studio_bell import StudioBell
from models.studio_looking import Guest, Opened
from server import auth, cookies
from server.bounds import Bounds
from server.live.acks import Ack, acknowledged, checked
from server.live.buckets import Bucket
from server.live.engine import Server
from server.live.studio_bell import StudioBells
from server.live.studio_room import Place
from server.live.studio_rooms import NAMESPACE, StudioRooms
from server.live.studio_words import Begun, Here, KeyedStep, OneDesign, Open, Point, PointedTold
from server.parts import Parts

DOOR = "socket"


class Opening(NamedTuple):
    """A design that is open: of which organisation, and one's own key there."""

    org: str
    organization: int
    key: str


@dataclass
class Seat:
    """One browser, or one program: by its session or its token; and the designs that it has open, each with its key."""

    sid: str
    request: web.Request
    token: str | None
    secret: str | None
    steps: Bucket
    points: Bucket
    opens: Bucket
    open: dict[int, "Opening"] = field(default_factory=dict)
    """By design."""
    gone: bool = False


class Studio:
    """Everybody who draws."""

    def __init__(self, server: Server, parts: Parts, rooms: StudioRooms, bells: StudioBells) -> None:
        self._server, self._parts, self._rooms, self._bells = server, parts, rooms, bells
        self._means = Means(parts.commands_redis, parts.settings)
        self._seats: dict[str, Seat] = {}
        server.on("connect", self._connect, namespace=NAMESPACE)
        server.on("disconnect", self._disconnect, namespace=NAMESPACE)
        for name, act in (("open", self._open), ("step", self._step), ("point", self._point), ("close", self._close)):
            server.on(name, acknowledged(act), namespace=NAMESPACE)

    async def _connect(self, sid: str, environ: dict[str, Any], given: object = None) -> None:
        """A refusal is told as the event `refused` too, as in `/admin`."""
        request = environ["aiohttp.request"]
        try:
            seat = await self._seated(sid, request, given)
        except Refusal as refusal:
            said = {"code": refusal.code, "message": str(refusal)}
            await self._server.emit("refused", said, to=sid, namespace=NAMESPACE)
            raise ConnectionRefusedError(str(refusal), said) from None
        self._seats[sid] = seat

    async def _disconnect(self, sid: str, _: object = None) -> None:
        seat = self._seats.pop(sid, None)
        if seat is not None:
            seat.gone = True
            for design in list(seat.open):
                await self._leave(seat, design)

    async def _open(self, sid: str, given: object) -> Ack:
        seat, wanted = self._seat(sid), checked(Open, given)
        if not seat.opens.take():
            raise RateLimited("Too many designs in a short time; wait a second.")
        most = self._parts.bounds.studio_designs
        if len(seat.open.keys() | {wanted.design}) > most:
            raise Invalid(f"One connection may have {most} designs open.")
        caller, guest = await self._parts.bridge.look(self._admitted, seat, wanted)
        await self._rooms.enter(wanted.design, sid)
        try:
            opened = await self._parts.bridge.look(studio_looking.opened, caller, wanted.design, wanted.since)
            if seat.gone:
                raise Invalid("This connection has ended.")
        except BaseException:
            await self._rooms.leave(wanted.design, sid)
            seat.open.pop(wanted.design, None)
            raise
        return await self._sit(seat, wanted, caller.organization, guest, opened)

    async def _sit(self, seat: Seat, wanted: Open, organization: int, guest: Guest, opened: Opened) -> Ack:
        # Whoever opens it once more, to catch up, stays who they are.
        former = seat.open.get(wanted.design)
        there = self._rooms.place(wanted.design, former.key) if former else None
        color = there.here.color if there else await self._rooms.color(wanted.design)
        here = Here(key=former.key if former else secrets.token_hex(4), color=color, **dict(guest))
        seat.open[wanted.design] = Opening(wanted.org, organization, here.key)
        place = Place(seat.sid, here, opened.access, lambda: self._access(seat, wanted))
        people = await self._rooms.sit(organization, wanted.design, place, opened.known)
        if seat.gone:
            await self._rooms.leave(wanted.design, seat.sid)
        begun = Begun(
            seq=opened.known.seq,
            access=opened.access,
            design=opened.design,
            steps=tuple(KeyedStep(key=None, **dict(step)) for step in opened.steps),
            people=tuple(people),
            key=here.key,
        )
        return begun.model_dump(mode="json")

    async def _step(self, sid: str, given: object) -> Ack:
        seat, wanted = self._seat(sid), checked(TakeStep, given)
        if not seat.steps.take():
            raise RateLimited("Too many steps in a short time; wait a second.")
        # However many connections they have: each step is kept, at least until the next version.
        await self._parts.limits.spend(("step-caller", seat.token or seat.secret or ""))
        opening = self._opened(seat, wanted.design)
        done = await self._parts.bridge.ask(self._take, seat, opening.org, wanted)
        seq = done.answer["seq"]
        bell = StudioBell(organization=opening.organization, design=wanted.design, seq=seq, key=opening.key)
        # Here at once; at the other servers once they hear it.
        self._rooms.on_bell(bell)
        self._parts.bells.ring_studio(bell)
        return {"seq": seq}

    async def _point(self, sid: str, given: object) -> Ack:
        seat, wanted = self._seat(sid), checked(Point, given)
        opening = self._opened(seat, wanted.design)
        # Those that are too many are not worth a word.
        if seat.points.take():
            pointed = PointedTold(key=opening.key, **dict(wanted))
            self._rooms.on_pointed(pointed)
            await self._bells.tell_pointed(pointed)
        return {}

    async def _close(self, sid: str, given: object) -> Ack:
        await self._leave(self._seat(sid), checked(OneDesign, given).design)
        return {}

    async def _leave(self, seat: Seat, design: int) -> None:
        if seat.open.pop(design, None) is not None:
            await self._rooms.leave(design, seat.sid)

    async def _seated(self, sid: str, request: web.Request, given: object) -> Seat:
        """Raises NotSignedIn, NotAllowed, Forged for another site's page that would use a session."""
        token = given.get("token") if isinstance(given, dict) else None
        bounds, now = self._parts.bounds, self._parts.now()
        if token is None:
            secret = self._secret(request)
            if await self._parts.bridge.look(callers.visitor, secret, now) is None:
                raise NotSignedIn("Your session has ended; sign in again.")
            return _seat(sid, request, None, secret, bounds)
        if not isinstance(token, str) or len(token) > auth.TOKEN_LENGTH:
            raise NotSignedIn("This is no token.")
        caller = await self._parts.bridge.ask(callers.of_bearer, token, now)
        if not self._parts.origins.may_have(caller.org, request):
            raise NotAllowed("This site may not act for this organisation.")
        return _seat(sid, request, token, None, bounds)

    def _secret(self, request: web.Request) -> str:
        secret = cookies.secret_of(request)
        if secret is None:
            raise NotSignedIn("Sign in, or send a token: auth: {token}.")
        if not self._parts.origins.is_own_page(request):
            raise Forged("Another site's page may not do this.")
        return secret

    def _seat(self, sid: str) -> Seat:
        seat = self._seats.get(sid)
        if seat is None:
            raise Invalid("This connection has ended.")
        return seat

    def _opened(self, seat: Seat, design: int) -> Opening:
        opening = seat.open.get(design)
        if opening is None or self._rooms.place(design, opening.key) is None:
            seat.open.pop(design, None)
            raise NotFound("This design is not open here; open it first.")
        return opening

    # Inside a unit.

    def _admitted(self, seat: Seat, wanted: Open) -> tuple[Caller, Guest]:
        caller = self._caller(seat, wanted.org)
        studio_access.must(caller, wanted.design, "view")
        return caller, studio_looking.guest(caller)

    def _access(self, seat: Seat, wanted: Open) -> Access:
        return studio_access.must(self._caller(seat, wanted.org), wanted.design, "view")

    def _take(self, seat: Seat, org: str, wanted: TakeStep) -> Done:
        now = self._parts.now()
        caller = self._caller(seat, org, now)
        callers.note_use(caller, None, now)
        return commands.run("design:step", caller, dict(wanted), DOOR, self._means, now)

    def _caller(self, seat: Seat, org: str, now: datetime | None = None) -> Caller:
        """Raises NotSignedIn, NotAllowed for strangers in that organisation, NotFound for another one's token."""
        moment = now or self._parts.now()
        if seat.token is not None:
            caller = callers.of_bearer(seat.token, moment)
            if caller.org != org:
                raise NotFound("There is no such design.")
            return caller
        seen = callers.visitor(seat.secret or "", moment)
        if seen is None:
            raise NotSignedIn("Your session has ended; sign in again.")
        found = callers.of_visitor(seen, org)
        if found is None:
            raise NotAllowed("You are not a member of this organisation.")
        return found


def _seat(sid: str, request: web.Request, token: str | None, secret: str | None, bounds: Bounds) -> Seat:
    steps = Bucket(bounds.studio_steps, 2 * bounds.studio_steps)
    points = Bucket(bounds.studio_points, bounds.studio_points)
    return Seat(sid, request, token, secret, steps, points, Bucket(bounds.subscribes, bounds.subscribes))
