"""Commands that make again what can be derived, and say how far it was off."""

from __future__ import annotations

import click

from codebadge import home
from models import boards, db, drift, queues
from models.settings import Settings
from models.tenants import Organization


@click.group()
def rebuild() -> None:
    """Make again what can be derived."""


@rebuild.command("boards")
def rebuild_boards() -> None:
    """The boards in Redis, from PostgreSQL. The relay does it within seconds."""
    _forget_boards(home.connect())
    click.echo("The relay makes the boards again; until then they are read from PostgreSQL.")


@rebuild.command("standings")
def rebuild_standings() -> None:
    """The standings and tallies, from the ledger; says how many were off, which should be none."""
    complete = home.connect()
    drifted = 0
    with db.unit():
        for organization in Organization.select().order_by(Organization.id):
            drifted += _mend(organization)
    if drifted:
        _forget_boards(complete)


def _mend(organization: Organization) -> int:
    found = {"standings": drift.mend_standings(organization), "tallies": drift.mend_tallies(organization)}
    for what, one in found.items():
        click.echo(f"{organization.slug}: {one.compared} {what} compared, {one.drifted} off")
    return sum(one.drifted for one in found.values())


def _forget_boards(complete: Settings) -> None:
    boards.forget(queues.client(str(complete.redis_url)))
