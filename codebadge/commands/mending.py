"""Commands that make again what can be derived, and say how far it was off."""

from __future__ import annotations

import click

from codebadge import home
from models import audit, boards, db, drift, queues, tally_drift
from models.audit import Actor
from models.settings import Settings
from models.tenants import Organization

BY = Actor(name="the command line", door="command line")


@click.group()
def rebuild() -> None:
    """Make again what can be derived."""


@rebuild.command("boards")
def rebuild_boards() -> None:
    """The boards in Redis, from PostgreSQL. The relay does it within seconds."""
    _forget_boards(home.connect())
    with db.unit():
        for organization in Organization.select().order_by(Organization.id):
            audit.write(organization, BY, "board:rebuild", "boards", home.now())
    click.echo("The relay makes the boards again; until then they are read from PostgreSQL.")


@rebuild.command("standings")
def rebuild_standings() -> None:
    """The standings and tallies, from the ledger; says how many were off, which should be none."""
    complete = home.connect()
    with db.unit():
        mended = {one: _mend(one) for one in Organization.select().order_by(Organization.id)}
        for organization, off in mended.items():
            audit.write(organization, BY, "standing:rebuild", "standings", home.now(), after={"off": off})
    if any(mended.values()):
        _forget_boards(complete)


def _mend(organization: Organization) -> int:
    found = {"standings": drift.mend_standings(organization), "tallies": tally_drift.mend(organization)}
    for what, one in found.items():
        click.echo(f"{organization.slug}: {one.compared} {what} compared, {one.drifted} off")
    return sum(one.drifted for one in found.values())


def _forget_boards(complete: Settings) -> None:
    boards.forget(queues.client(str(complete.redis_url)))
