"""Rooms come in; what somebody who enters them must know goes out: a snapshot with its number, or what they missed.

The caller is in the rooms already, so whatever is told from now on reaches them; what is older than `seq` they drop.
Boards are not among it: they are latest-wins, and the hub that pushes their changes also gives their snapshots.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models import estimate_reading, feed, model_reading, outbox, people, profiles, tenants
from models.model_reading import ModelCard
from models.rules.estimate_cards import EstimateCard
from models.rules.messages import FeedLine
from models.rules.rooms import RoomName
from models.rules.work import Value
from models.tenants import Organization, Project

SHOWN = 100
"""Issues of the first page."""
MISSED = 500
"""So many messages are told again; who missed more gets a fresh snapshot."""


class Feed(Value):
    """The state of the room `feed`."""

    lines: tuple[FeedLine, ...]


class Estimates(Value):
    """The state of the room `estimates:7`: the first page of the project's open issues, as `/v1` gives it."""

    estimates: tuple[EstimateCard, ...]
    total: int
    next: str | None
    model: ModelCard


class Entered(Value):
    """`snapshots` by room, JSON-ready; `messages` are what was told after `since`, as browsers get them."""

    seq: int
    fresh: bool
    snapshots: dict[str, Any]
    messages: tuple[dict[str, Any], ...]


def enter(slug: str, rooms: Sequence[RoomName], since: int | None, now: datetime) -> Entered:
    """Inside db.snapshot(), so that all of it is of one moment. Raises NotFound for strangers."""
    organization = tenants.organization(slug)
    told = [room for room in rooms if room.kind != "board"]
    names = {str(room) for room in told}
    missed = None if since is None else outbox.missed(organization.id, since, MISSED)
    heard = [message for message in missed or () if names & set(message.rooms)]
    # What somebody's rooms show is made anew by these, not changed: nothing less than a snapshot will do.
    if missed is None or any(message.kind in outbox.SHOWING for message in heard):
        shown = {str(room): _snapshot(organization, room, now) for room in told}
        return Entered(seq=organization.last_seq, fresh=True, snapshots=shown, messages=())
    for room in told:
        if room.person is not None:
            people.member(organization.id, room.person)
        if room.project is not None:
            tenants.project(organization.id, room.project)
    messages = tuple(message.wire() for message in heard)
    return Entered(seq=organization.last_seq, fresh=False, snapshots={}, messages=messages)


def _snapshot(organization: Organization, room: RoomName, now: datetime) -> dict[str, Any]:
    if room.person is not None:
        return profiles.snapshot(organization, room.person, now).model_dump(mode="json")
    if room.project is not None:
        return _estimates(tenants.project(organization.id, room.project), now).model_dump(mode="json")
    return Feed(lines=tuple(feed.lines(organization))).model_dump(mode="json")


def _estimates(project: Project, now: datetime) -> Estimates:
    listed = estimate_reading.page(project.organization_id, project.id, "open", "points", SHOWN, None, now)
    return Estimates(
        estimates=tuple(listed.cards),
        total=listed.total,
        next=listed.next,
        model=model_reading.card(project, now),
    )
