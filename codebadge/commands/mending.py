"""Commands that make again what can be derived, and say how far it was off."""

from __future__ import annotations

import click

from codebadge import home
from models import audit, boards, db, deed_drift, drift, outside_pictures, queues, resealing, tally_drift
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
    """The deeds from the work, the standings from the ledger, the tallies from the deeds; says how many were off, which
    should be none."""
    complete = home.connect()
    with db.unit():
        everywhere = list(Organization.select().order_by(Organization.id))
    # In a unit of its own: its locks come before those of the ledger.
    off = {one.id: _mend_deeds(one) for one in everywhere}
    with db.unit():
        mended = {one: off[one.id] + _mend(one) for one in everywhere}
        for organization, count in mended.items():
            audit.write(organization, BY, "standing:rebuild", "standings", home.now(), after={"off": count})
    if any(mended.values()):
        _forget_boards(complete)


@rebuild.command("secrets")
def rebuild_secrets() -> None:
    """Tokens and webhooks' secrets, sealed anew by the first key of CODEBADGE_SECRET_KEY."""
    home.connect()
    with db.unit():
        click.echo(f"{resealing.everything()} secrets are sealed by the first key now.")


@rebuild.command("pictures")
def rebuild_pictures() -> None:
    """Our copies of pictures elsewhere: what no badge names goes, what is missing is fetched within a minute."""
    home.connect()
    with db.unit():
        found = outside_pictures.mend(home.now())
    click.echo(f"{len(found.alone)} copies were nobody's, {len(found.missing)} were missing")


@click.group()
def model() -> None:
    """Look after the models that say what issues are worth."""


@model.command("replay")
@click.option("--project", "project_id", type=int, required=True, help="Its number.")
def model_replay(project_id: int) -> None:
    """Learn all of a project's lessons again, and say how much of what is kept is off, which should be nothing."""
    from models.learning import drift

    home.connect()
    found = drift.compare(project_id)
    click.echo(f"{found.compared} snapshots, records and estimates compared, drift {found.drifted}")
    if found.drifted:
        raise SystemExit(1)


def _mend_deeds(organization: Organization) -> int:
    with db.unit():
        found = deed_drift.mend_deeds(organization, home.now())
    click.echo(f"{organization.slug}: {found.compared} deeds compared, {found.drifted} off")
    return found.drifted


def _mend(organization: Organization) -> int:
    found = {"standings": drift.mend_standings(organization), "tallies": tally_drift.mend(organization)}
    for what, one in found.items():
        click.echo(f"{organization.slug}: {one.compared} {what} compared, {one.drifted} off")
    return sum(one.drifted for one in found.values())


def _forget_boards(complete: Settings) -> None:
    boards.forget(queues.client(str(complete.redis_url)))
