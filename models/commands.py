"""An admin's command with its arguments comes in; it is allowed, done and audited in one unit, and its answer goes out.

One table for every door: the admin socket today, REST later. Everything that follows from it is consequences.py's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StrictInt, StringConstraints, ValidationError
from redis import Redis
from redis.exceptions import RedisError

from models import audit, awards, badges, boards, consequences, deliveries, ledger, outbox, tokens
from models.audit import Actor
from models.awards import Award
from models.db import rows
from models.errors import Invalid, NotAllowed, Unavailable
from models.rules import roles
from models.rules.roles import Capability
from models.rules.work import Value
from models.tenants import Organization
from models.tokens import Caller

Id = Annotated[StrictInt, Field(ge=1, lt=2**63)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")]


class AdjustPoints(Value):
    """`points:adjust`: points given or taken by hand."""

    person: Id
    points: StrictInt
    reason: Why


class AwardBadge(Value):
    """`badge:award`: a badge, by id or slug, given by hand; without a reason the badge's description stands."""

    person: Id
    badge: Id | Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,100}$")]
    reason: Why = ""


class RevokeBadge(AwardBadge):
    """`badge:revoke`: a badge taken back by hand, and not given again by its pattern."""

    reason: Annotated[Why, Field(min_length=3)]


class ReplayDelivery(Value):
    """`delivery:replay`: a finished delivery is read again."""

    delivery: Id


class RebuildBoards(Value):
    """`board:rebuild`: every board in Redis is made anew from PostgreSQL."""


@dataclass(frozen=True)
class Act:
    """One command being done."""

    organization: Organization
    by: Actor
    now: datetime
    redis: Redis


@dataclass(frozen=True)
class Done:
    """The answer, JSON-ready, and the delivery for which to ring once all is committed."""

    answer: dict[str, Any]
    ring_for: int | None = None


@dataclass(frozen=True)
class Command:
    """What a command takes, which right it needs, and what does it."""

    arguments: type[Value]
    needs: Capability
    do: Callable[[Act, Any], Done]


def run(name: str, token: str, given: object, door: str, redis: Redis, now: datetime) -> Done:
    """Inside a unit. Raises NotSignedIn, NotAllowed, Invalid, and what the command itself refuses."""
    command, caller = COMMANDS[name], tokens.caller(token, now)
    if not roles.may(caller.role, command.needs):
        raise NotAllowed(f"The role {caller.role} may not do {name}; it takes {roles.LEAST[command.needs]}.")
    act = Act(Organization.get_by_id(caller.organization), _actor(caller, door), now, redis)
    return command.do(act, _checked(command.arguments, given))


def _actor(caller: Caller, door: str) -> Actor:
    return Actor(name=caller.name, door=door)


def _checked(arguments: type[Value], given: object) -> Value:
    try:
        return arguments.model_validate({} if given is None else given)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"][:1]) or "the arguments"
        raise Invalid(f"{where}: {first['msg']}") from None


def _adjust_points(act: Act, wanted: AdjustPoints) -> Done:
    written = ledger.adjust(act.organization, wanted.person, wanted.points, wanted.reason, act.by.name, act.now)
    consequences.of_entries(act.organization, written, act.now)
    [line] = ledger.lines(written[wanted.person])
    _audit(act, "points:adjust", f"person:{wanted.person}", {"entry": line.id, "points": wanted.points}, wanted.reason)
    return Done({"line": line.model_dump(mode="json")})


def _award_badge(act: Act, wanted: AwardBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    award = awards.give(act.organization, badge, wanted.person, wanted.reason, act.by.name, act.now)
    consequences.of_awards(act.organization, "badge.awarded", [award], act.now)
    return _awarded(act, "badge:award", award, wanted)


def _revoke_badge(act: Act, wanted: RevokeBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    award = awards.revoke(act.organization, badge, wanted.person, wanted.reason, act.by.name, act.now)
    consequences.of_awards(act.organization, "badge.revoked", [award], act.now)
    return _awarded(act, "badge:revoke", award, wanted)


def _awarded(act: Act, action: str, award: Award, wanted: AwardBadge) -> Done:
    after = {"award": award.id, "badge": award.badge_id}
    _audit(act, action, f"person:{wanted.person}", after, wanted.reason)
    return Done({"award": awards.cards([award])[0].model_dump(mode="json")})


def _replay_delivery(act: Act, wanted: ReplayDelivery) -> Done:
    deliveries.replay(act.organization.id, wanted.delivery, act.now)
    _audit(act, "delivery:replay", f"delivery:{wanted.delivery}")
    return Done({"delivery": wanted.delivery}, ring_for=wanted.delivery)


def _rebuild_boards(act: Act, _: RebuildBoards) -> Done:
    try:
        boards.forget(act.redis)
    except RedisError:
        raise Unavailable("Redis is away; its boards are made again by themselves when it is back.") from None
    rows(f"SELECT pg_notify('{outbox.CHANNEL}', '')")
    _audit(act, "board:rebuild", "boards")
    return Done({})


def _audit(act: Act, action: str, target: str, after: dict[str, Any] | None = None, why: str = "") -> None:
    audit.write(act.organization, act.by, action, target, act.now, after=after, why=why)


COMMANDS: dict[str, Command] = {
    "points:adjust": Command(AdjustPoints, "points:adjust", _adjust_points),
    "badge:award": Command(AwardBadge, "badge:award", _award_badge),
    "badge:revoke": Command(RevokeBadge, "badge:award", _revoke_badge),
    "delivery:replay": Command(ReplayDelivery, "delivery:replay", _replay_delivery),
    "board:rebuild": Command(RebuildBoards, "board:rebuild", _rebuild_boards),
}
