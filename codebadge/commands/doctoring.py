"""Engines, tables, sums and the audit trail are looked at; what is wrong is said, and nothing is changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial

import click
from redis.exceptions import RedisError

from codebadge import home
from models import (
    audit_reading,
    boards,
    db,
    deed_drift,
    deliveries,
    drift,
    hook_reading,
    migrate,
    outbox,
    outside_pictures,
    queues,
    tally_drift,
)
from models.art import drawn
from models.errors import Refusal
from models.rules.art.drawing import Drawing
from models.rules.art.wish import Wish
from models.settings import Settings
from models.tenants import Organization

Finding = tuple[bool, str]
"""Whether it is well, and what was found, in words."""
WRONG = 1


@click.command()
def doctor() -> None:
    """Look whether all is well; the status is 1 when something is not.

    The audit trail of every organisation is a chain: a line that was changed, left out, put in or moved is found.
    """
    complete = home.connect()
    ill = 0
    for well, words in _examine(complete):
        click.echo(f"{'ok' if well else 'WRONG':<7}{words}")
        ill += not well
    if ill:
        click.echo(f"{ill} {'thing is' if ill == 1 else 'things are'} wrong.")
        sys.exit(WRONG)
    click.echo("All is well.")


def _examine(complete: Settings) -> Iterator[Finding]:
    found = [*_postgres(), *_redis(complete)]
    yield from found
    yield from _pictures()
    if not found[0][0] or not found[1][0]:
        return
    yield from _work()
    yield from _copies()
    with db.unit():
        organizations = list(Organization.select().order_by(Organization.id))
    for organization in organizations:
        yield from _organization(organization)
        yield from _webhooks(organization, complete)


def _postgres() -> Iterator[Finding]:
    try:
        with db.unit():
            waiting = migrate.pending()
    except db.AWAY as away:
        yield False, f"PostgreSQL does not answer: {' '.join(str(away).split())}"
        return
    yield True, "PostgreSQL answers"
    yield not waiting, f"migrations: {', '.join(waiting)} to be applied" if waiting else "migrations are applied"


def _redis(complete: Settings) -> Iterator[Finding]:
    try:
        ready = boards.ready(queues.client(str(complete.redis_url)))
    except RedisError as away:
        yield False, f"Redis does not answer: {away.__class__.__name__}"
        return
    yield True, "Redis answers" + ("" if ready else "; its boards are being made again")


def _pictures() -> Iterator[Finding]:
    """What is missing is named with the command that brings it."""
    layers: list[dict[str, object]] = [
        {"kind": "text", "id": "a", "z": "a", "text": "a", "fill": "#000000"},
        {"kind": "icon", "id": "b", "z": "b", "icon": "star", "line": "#000000"},
    ]
    for words, draw in (("fonts and icons are there", drawn.svg), ("pictures can be drawn", drawn.png)):
        try:
            draw(Drawing.model_validate({"layers": layers}), Wish(size=32))
        except Refusal as missing:
            yield False, str(missing)
        else:
            yield True, words


def _work() -> Iterator[Finding]:
    """What waits is no illness; what was given up is."""
    with db.unit():
        waiting, _ = deliveries.waiting(home.now())
        untold, _ = outbox.waiting(home.now())
        dead = deliveries.Delivery.select().where(deliveries.Delivery.state == "dead").count()
    yield True, f"{waiting} deliveries and {untold} messages wait"
    given_up = "1 delivery was given up" if dead == 1 else f"{dead or 'no'} deliveries were given up"
    yield not dead, given_up


def _copies() -> Iterator[Finding]:
    with db.unit():
        found = outside_pictures.compare()
    words = f"{len(found.alone)} copies of pictures elsewhere are nobody's, {len(found.missing)} are missing"
    is_well = not (found.alone or found.missing)
    yield is_well, words + ("" if is_well else " (codebadge rebuild pictures)")


def _organization(organization: Organization) -> Iterator[Finding]:
    compare: dict[str, Callable[..., drift.Drift]] = {
        "deeds": partial(deed_drift.mend_deeds, now=home.now()),
        "standings": drift.mend_standings,
        "tallies": tally_drift.mend,
    }
    for what, look in compare.items():
        with db.unit():
            found = look(organization, mend=False)
        words = f"{organization.slug}: {found.compared} {what} compared, {found.drifted} off"
        yield not found.drifted, words + (" (codebadge rebuild standings)" if found.drifted else "")
    yield from _chain(organization)


def _webhooks(organization: Organization, complete: Settings) -> Iterator[Finding]:
    """Providers go on sending to the address that they were given, whatever CODEBADGE_PUBLIC_URL says since."""
    with db.unit():
        behind = hook_reading.left_behind(organization, complete.public_url)
    if behind:
        several = "1 webhook is" if behind == 1 else f"{behind} webhooks are"
        yield False, f"{organization.slug}: {several} registered at a former address (Admin, Sources, Register anew)"


def _chain(organization: Organization) -> Iterator[Finding]:
    with db.snapshot():
        count, faults = audit_reading.verify(organization)
    if not faults:
        yield True, f"{organization.slug}: the audit trail holds, {count} lines"
    for fault in faults:
        where = "the audit trail" if fault.line is None else f"line {fault.line} of the audit trail"
        yield False, f"{organization.slug}: {where}: {fault.words}"
