"""A kept delivery comes in; entries, standings, awards and messages go out; the relay is next.

`drain` is the job behind the bell. Everything that a delivery causes is one transaction: `settle`.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from models import (
    closing,
    consequences,
    deliveries,
    hooks,
    installations,
    jobs,
    league_work,
    memberships,
    moved_lists,
    projects,
    queues,
    sources,
    taking_in,
)
from models.db import unit
from models.deliveries import Delivery, Outcome
from models.league_work import Plan
from models.queues import Bell
from models.rules.work import Change, Moved, ProjectSeen, Reading

BATCH = 200
"""Rows that one bell may drain; then it rings again, so that a job ends within its time."""
log = logging.getLogger("codebadge.intake")


@dataclass
class After:
    """What is rung for once all is committed: `learner`, for projects whose issues were touched, and jobs."""

    learner: set[int] = field(default_factory=set)
    bells: list[Bell] = field(default_factory=list)


def drain(_delivery_id: int) -> int:
    """The job: every waiting row, oldest first. The id in the bell says only that there is one."""
    done, leased = 0, _lease()
    while leased is not None:
        done += 1
        leased = attempt(leased, go_on=done < BATCH)
    if done >= BATCH:
        queues.ring(queues.INTAKE, 0)
    return done


def attempt(delivery_id: int, go_on: bool = False) -> int | None:
    """Settles one leased row; what goes wrong is kept in the row. Raises only when PostgreSQL itself is away.

    To `go_on` is to lease the next row, which is returned.
    """
    try:
        return settle(delivery_id, _now(), go_on)
    except Exception as wrong:
        log.exception("delivery %s failed", delivery_id)
        with unit():
            deliveries.fail(delivery_id, f"{type(wrong).__name__}: {wrong}", _now())
        return _lease() if go_on else None


def settle(delivery_id: int, now: datetime, go_on: bool = False) -> int | None:
    """One transaction from the claimed row to the outbox. The next row's lease rides on its commit.

    Before it, in units of their own, periods are closed that ended before this delivery came.
    """
    after = After()
    with unit():
        delivery = deliveries.claim(delivery_id)
        late = delivery.hook.organization if delivery else None
        if late is None or not closing.due(late, now):
            late, following = None, _settled(delivery, after, now, go_on)
    if late is not None:
        closing.before(late.id, now)
        with unit():
            following = _settled(deliveries.claim(delivery_id), after, now, go_on)
    for project in after.learner:
        queues.ring_learner(project)
    for bell in after.bells:
        queues.ring(*bell)
    return following


def _settled(delivery: Delivery | None, after: After, now: datetime, go_on: bool) -> int | None:
    if delivery is not None and delivery.attempts > deliveries.ATTEMPTS:
        deliveries.finish(delivery, "dead", "Its worker died each time it was tried.", now)
    elif delivery is not None:
        deliveries.finish(delivery, *_read(delivery, after, now), now)
    return deliveries.lease(now) if go_on else None


def _read(delivery: Delivery, after: After, now: datetime) -> tuple[Outcome, str]:
    hook, body = delivery.hook, bytes(delivery.body)
    about = sources.Source(organization=hook.organization_id, name=hook.name or "")
    reading = sources.read(hook.provider, delivery.event, body, delivery.received_at, about)
    waits = None if reading.installation else installations.unknown(delivery.hook, reading.through)
    if waits is not None:
        return "parked", waits
    words = _take_in(delivery, reading, after, now) if reading.verdict == "supported" else ""
    return _OUTCOMES[reading.verdict], " ".join(filter(None, (reading.why, words)))


_OUTCOMES: dict[str, Outcome] = {"supported": "done", "ignored": "ignored", "unknown": "parked"}


def _take_in(delivery: Delivery, reading: Reading, after: After, now: datetime) -> str:
    """What there is to say of it."""
    hook = delivery.hook
    if reading.ping:
        hooks.mark_verified(hook.id, now)
    if reading.installation:
        return installations.take_in(hook, reading.installation, now)
    joined = memberships.note(hook.organization_id, reading.memberships, now) if reading.memberships else []
    plans, words = [], ""
    if reading.project:
        plans.append(_take_in_work(delivery, reading.project, reading.changes, after.learner, now))
    if reading.moved:
        moved, words = _take_in_moved(delivery, reading.moved, after.learner, now)
        plans.append(moved)
    if reading.list_moved:
        job, words = moved_lists.ask_for(hook, reading.list_moved, now)
        after.bells += [jobs.bell(job)] if job else []
    # After the work: these locks come behind those of its items.
    consequences.of_joining(hook.organization, joined, now)
    # Last of all: it may write in the audit trail, whose lock is the last.
    for plan in plans:
        league_work.settle(hook.organization, plan, now)
    return words


def _take_in_work(
    delivery: Delivery, seen: ProjectSeen, changes: Sequence[Change], touched: set[int], now: datetime
) -> Plan:
    hook = delivery.hook
    project = projects.recognise(hook.organization_id, hook.project_id, seen, now)
    project.organization = hook.organization
    return taking_in.work(project, changes, touched, now, delivery.id)


def _take_in_moved(delivery: Delivery, moved: Moved, touched: set[int], now: datetime) -> tuple[Plan, str]:
    """The other side, if its project is one of the organisation's. Two projects in one unit: should two deliveries wait
    for each other in a circle, PostgreSQL ends one, and it is tried again."""
    project = projects.known(delivery.hook.organization_id, moved.project)
    if project is None:
        left = moved.change.work.came_from is not None
        return Plan(), f"{moved.project.name} is no project here, so it counts nowhere any more." if left else ""
    project.organization = delivery.hook.organization
    return taking_in.work(project, [moved.change], touched, now, delivery.id), ""


def _lease() -> int | None:
    with unit():
        return deliveries.lease(_now())


def _now() -> datetime:
    return datetime.now(UTC)
