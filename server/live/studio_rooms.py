"""Who has a design open at this server comes in; whatever changes in it goes out to them, each step in its order.

Rows are the truth: a bell only says where to look, and every other second it is looked without one.
"""

import asyncio
import logging
from typing import Any

from models import studio_looking
from models.errors import NotFound, Refusal, Unavailable
from models.studio_bell import StudioBell
from models.studio_looking import Known
from server.live.engine import Server
from server.live.studio_bell import StudioBells
from server.live.studio_room import Place, Room, asked
from server.live.studio_words import (
    AccessTold,
    AnewTold,
    ClosedTold,
    CommentTold,
    Here,
    PeopleTold,
    PointedTold,
    RenamedTold,
    StepTold,
    Told,
    VersionTold,
)
from server.parts import Parts

NAMESPACE = "/studio"
COLORS = ("#d1495b", "#2d7dd2", "#1b998b", "#b8860b", "#7b4fc9", "#d1643c", "#3a7d44", "#c2478f", "#4f6d7a", "#8c5e3c")
"""Of the people who are there, in the order in which they come."""
REFRESH = 5
"""Looks after which it is said again who is there."""
log = logging.getLogger("codebadge.live")


class StudioRooms:
    """All designs that are open at this server."""

    def __init__(self, server: Server, parts: Parts, bells: StudioBells) -> None:
        self._server, self._parts, self._bells = server, parts, bells
        self._rooms: dict[int, Room] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def enter(self, design: int, sid: str) -> None:
        """In the room before the design is looked at, so that nothing falls between the two."""
        await self._server.enter_room(sid, f"design:{design}", namespace=NAMESPACE)

    async def sit(self, organization: int, design: int, place: Place, known: Known) -> list[Here]:
        """They are there from now on; everybody who is."""
        room = self._rooms.setdefault(design, Room(organization, design, known))
        room.places[place.here.key] = place
        await self._bells.enter(design, place.here)
        await self._bells.tell_people(design)
        self.look(room)
        return await self._people(design)

    def place(self, design: int, key: str) -> Place | None:
        """Whoever has that key, as long as they are there."""
        room = self._rooms.get(design)
        return None if room is None else room.places.get(key)

    async def leave(self, design: int, sid: str) -> None:
        """Out of the room; the last one closes it."""
        room = self._rooms.get(design)
        await self._server.leave_room(sid, f"design:{design}", namespace=NAMESPACE)
        if room is None:
            return
        for key in [key for key, place in room.places.items() if place.sid == sid]:
            del room.places[key]
            await self._bells.leave(design, key)
        if not room.places:
            self._rooms.pop(design, None)
        await self._bells.tell_people(design)
        self._spawn(self._tell_people(design))

    async def color(self, design: int) -> str:
        """One that nobody there has, as long as there is one."""
        taken = {one.color for one in await self._people(design)}
        return next((one for one in COLORS if one not in taken), COLORS[len(taken) % len(COLORS)])

    def on_bell(self, bell: StudioBell) -> None:
        """Looks at what it is about. Of a step only its makers are asked for what they may, as they make it."""
        for room in list(self._rooms.values()):
            if room.organization != bell.organization or bell.design not in (None, room.design):
                continue
            told = room.known.seq
            if bell.seq is not None and bell.key is not None and bell.seq > told:
                room.makers[bell.seq] = bell.key
            if bell.seq is None or bell.seq > told:
                self.look(room, ask=bell.seq is None)

    def on_people(self, design: int) -> None:
        """Somebody came or went, perhaps at another server."""
        if design in self._rooms:
            self._spawn(self._tell_people(design))

    def on_pointed(self, pointed: PointedTold) -> None:
        """Somebody points."""
        if pointed.design in self._rooms:
            self._tell(pointed)

    def look_everywhere(self) -> None:
        """In all rooms, and at who may be there."""
        for room in list(self._rooms.values()):
            self.look(room, ask=True)

    async def run(self) -> None:
        """Looks now and then, until it is cancelled."""
        looks = 0
        while True:
            await asyncio.sleep(self._parts.bounds.studio_look)
            looks += 1
            self.look_everywhere()
            if looks % REFRESH == 0:
                for room in list(self._rooms.values()):
                    for place in list(room.places.values()):
                        await self._bells.enter(room.design, place.here)
                    await self._tell_people(room.design)

    async def close(self) -> None:
        """Looks no more."""
        looking = [room.looking for room in self._rooms.values() if room.looking]
        for task in (*looking, *self._tasks):
            task.cancel()
        await asyncio.gather(*looking, *self._tasks, return_exceptions=True)

    def look(self, room: Room, ask: bool = False) -> None:
        """Soon; what comes meanwhile shares the next look. `ask`: also who may be there still."""
        room.look, room.ask = True, room.ask or ask
        if room.looking is None or room.looking.done():
            room.looking = asyncio.create_task(self._look(room))

    async def _look(self, room: Room) -> None:
        while room.look and room.places:
            room.look, ask, room.ask = False, room.ask, False
            try:
                if ask:
                    await self._ask_all(room)
                await self._look_once(room)
            except Unavailable:
                return
            except Exception:
                log.exception("a design could not be looked at")
                return

    async def _look_once(self, room: Room) -> None:
        try:
            news = await self._parts.bridge.look(studio_looking.news, room.organization, room.design, room.known)
        except NotFound as gone:
            await self._end_all(room, gone)
            return
        before, room.known = room.known, news.known
        if news.design is not None:
            self._tell(AnewTold(design=room.design, whole=news.design))
        for step in news.steps:
            self._tell(StepTold(design=room.design, key=room.makers.pop(step.seq, None), **dict(step)))
        if news.known.name != before.name:
            self._tell(RenamedTold(design=room.design, name=news.known.name))
        for comment in news.comments:
            self._tell(CommentTold(design=room.design, comment=comment))
        if news.version is not None:
            self._tell(VersionTold(design=room.design, version=news.version))
        room.makers = {seq: key for seq, key in room.makers.items() if seq > news.known.seq}
        # There may be more than a look brings.
        room.look = room.look or len(news.steps) == studio_looking.CATCH_UP

    async def _ask_all(self, room: Room) -> None:
        places = list(room.places.values())
        for place, found in zip(places, await self._parts.bridge.look(asked, places), strict=True):
            if isinstance(found, Refusal):
                await self._end(room, place, found)
            elif found != place.access:
                place.access = found
                await self._emit(place, AccessTold(design=room.design, access=found))

    async def _end_all(self, room: Room, why: Refusal) -> None:
        for place in list(room.places.values()):
            await self._end(room, place, why)

    async def _end(self, room: Room, place: Place, why: Refusal) -> None:
        await self._emit(place, ClosedTold(design=room.design, code=why.code, message=str(why)))
        await self.leave(room.design, place.sid)

    async def _tell_people(self, design: int) -> None:
        room = self._rooms.get(design)
        if room is None:
            return
        shown = tuple(await self._people(design))
        if shown != room.shown:
            room.shown = shown
            self._tell(PeopleTold(design=design, people=shown))

    async def _people(self, design: int) -> list[Here]:
        """One's own are known without Redis."""
        there = {one.key: one for one in await self._bells.present(design)}
        if room := self._rooms.get(design):
            there |= {place.here.key: place.here for place in room.places.values()}
        return sorted(there.values(), key=lambda one: one.key)

    def _tell(self, told: Told) -> None:
        self._server.fan_out(told.event, told.model_dump(mode="json"), [f"design:{told.design}"], NAMESPACE)

    async def _emit(self, place: Place, told: Told) -> None:
        await self._server.emit(told.event, told.model_dump(mode="json"), to=place.sid, namespace=NAMESPACE)

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
