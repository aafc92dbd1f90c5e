"""Namespace `/`: rooms come in; their snapshots go out, and from then on the hub's messages reach the browser.

Law 6: a browser is in its rooms before its snapshot is made, so nothing falls between the two.
"""

from contextlib import AsyncExitStack
from typing import Annotated, Any

from aiohttp import web
from pydantic import Field, StrictInt, StringConstraints

from models import rooms
from models.errors import Invalid, NotAllowed, RateLimited
from models.rules.rooms import RoomName, parse_room
from models.rules.work import Value
from server.bounds import Bounds
from server.live.acks import Ack, acknowledged, checked
from server.live.buckets import Bucket
from server.live.engine import Server
from server.live.held import Held, HeldBoards
from server.parts import Parts


class Rooms(Value):
    """What `unsubscribe` takes."""

    org: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
    rooms: Annotated[list[Annotated[str, StringConstraints(max_length=80)]], Field(min_length=1, max_length=20)]


class Subscription(Rooms):
    """What `subscribe` takes."""

    since: Annotated[StrictInt, Field(ge=0, lt=2**63)] | None = None


class Seat:
    """One browser: where it comes from, and which rooms of which organisation it is in."""

    def __init__(self, sid: str, request: web.Request, bounds: Bounds) -> None:
        self.sid, self.request = sid, request
        self.rooms: dict[tuple[str, str], RoomName] = {}
        self.gone = False
        self._questions = Bucket(bounds.subscribes, bounds.subscribes)

    def spend(self) -> None:
        """Raises RateLimited for the one too many."""
        if not self._questions.take():
            raise RateLimited("Too many questions in a short time; wait a second.")


class Public:
    """Everybody who looks at boards, people and the feed."""

    def __init__(self, server: Server, parts: Parts, boards: HeldBoards) -> None:
        self._server, self._parts, self._boards = server, parts, boards
        self._seats: dict[str, Seat] = {}
        server.on("connect", self._connect)
        server.on("disconnect", self._disconnect)
        server.on("subscribe", acknowledged(self._subscribe))
        server.on("unsubscribe", acknowledged(self._unsubscribe))

    async def _connect(self, sid: str, environ: dict[str, Any], _: object = None) -> None:
        self._seats[sid] = Seat(sid, environ["aiohttp.request"], self._parts.bounds)

    async def _disconnect(self, sid: str, _: object = None) -> None:
        seat = self._seats.pop(sid, None)
        if seat is not None:
            seat.gone = True
            await self._leave(seat, list(seat.rooms))

    async def _subscribe(self, sid: str, given: object) -> Ack:
        seat = self._seat(sid)
        wanted = checked(Subscription, given)
        named = [parse_room(name) for name in wanted.rooms]
        self._admit(seat, wanted.org, named)
        async with AsyncExitStack() as stack:
            held = [
                await stack.enter_async_context(self._boards.holding(wanted.org, room.board))
                for room in named
                if room.board is not None
            ]
            entered = await self._enter(seat, wanted.org, [room for room in named if room.board is None])
            try:
                told = await self._parts.bridge.look(rooms.enter, wanted.org, named, wanted.since, self._parts.now())
                shown = [await self._watch(seat, one) for one in held]
            except BaseException:
                await self._leave(seat, entered)
                raise
        snapshots = told.snapshots | dict(shown)
        return {"seq": told.seq, "fresh": told.fresh, "snapshots": snapshots, "messages": list(told.messages)}

    async def _unsubscribe(self, sid: str, given: object) -> Ack:
        seat = self._seat(sid)
        wanted = checked(Rooms, given)
        await self._leave(seat, [(wanted.org, str(parse_room(name))) for name in wanted.rooms])
        return {}

    def _seat(self, sid: str) -> Seat:
        seat = self._seats.get(sid)
        if seat is None:
            raise Invalid("This connection has ended.")
        seat.spend()
        return seat

    def _admit(self, seat: Seat, org: str, named: list[RoomName]) -> None:
        if not self._parts.origins.may_have(org, seat.request):
            raise NotAllowed("This site may not show the boards of this organisation; its admin can allow it.")
        most = self._parts.bounds.rooms
        if len(seat.rooms.keys() | {(org, str(room)) for room in named}) > most:
            raise Invalid(f"One connection may be in {most} rooms.")

    async def _enter(self, seat: Seat, org: str, named: list[RoomName]) -> list[tuple[str, str]]:
        """The rooms that the browser was not in before."""
        fresh = [room for room in named if (org, str(room)) not in seat.rooms]
        for room in fresh:
            await self._take_seat(seat, org, room)
        return [(org, str(room)) for room in fresh]

    async def _watch(self, seat: Seat, held: Held) -> tuple[str, dict[str, Any]]:
        """Into the room and the snapshot in one tick: every change that is told from now on chains to it."""
        room = RoomName(kind="board", board=held.name)
        await self._take_seat(seat, held.org, room)
        held.watchers.add(seat.sid)
        return str(room), held.snapshot()

    async def _take_seat(self, seat: Seat, org: str, room: RoomName) -> None:
        if seat.gone:
            raise Invalid("This connection has ended.")
        # A coroutine that never waits: the library has it so for its other kinds of manager.
        await self._server.enter_room(seat.sid, f"{org}:{room}")
        seat.rooms[org, str(room)] = room

    async def _leave(self, seat: Seat, left: list[tuple[str, str]]) -> None:
        for org, name in left:
            room = seat.rooms.pop((org, name), None)
            if room is None:
                continue
            await self._server.leave_room(seat.sid, f"{org}:{name}")
            if room.board is not None:
                self._boards.leave(seat.sid, org, room.board)
