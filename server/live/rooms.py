"""Connections enter and leave rooms here; who is in a room is known at once, and so is in which rooms one was."""

from typing import Any

from socketio import AsyncManager


class Rooms(AsyncManager):  # type: ignore[misc]
    """python-socketio's in-process rooms, with an index: its own look through every room for each one that leaves
    takes milliseconds with thousands of browsers, and all of them leave at once when a server goes down.
    """

    def __init__(self) -> None:
        super().__init__()
        self._of: dict[tuple[str, str], set[str | None]] = {}

    def basic_enter_room(self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None) -> None:
        """Into one room."""
        super().basic_enter_room(sid, namespace, room, eio_sid)
        self._of.setdefault((namespace, sid), set()).add(room)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        """Out of one room."""
        super().basic_leave_room(sid, namespace, room)
        self._of.get((namespace, sid), set()).discard(room)

    def basic_disconnect(self, sid: str, namespace: str, **_: Any) -> None:
        """Out of all rooms of a namespace."""
        for room in self._of.pop((namespace, sid), set()):
            super().basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)
                if not pending[namespace]:
                    del pending[namespace]
