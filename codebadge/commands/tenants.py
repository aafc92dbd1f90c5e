"""Commands that let a person or a script set up an organisation, its webhooks and its tokens."""

from __future__ import annotations

import json

import click

from codebadge import home
from models import audit, db, hooks, organizations, tokens
from models.audit import Actor
from models.rules.roles import GIVEN
from models.tenants import organization

BY = Actor(name="the command line", door="command line")


@click.group()
def org() -> None:
    """Organisations."""


@org.command("create")
@click.option("--name", required=True, help="As people read it.")
@click.option("--slug", required=True, help="As addresses hold it, such as lumen.")
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/Vienna.")
@click.option("--origin", "origins", multiple=True, help="A site that may embed its boards; may be given again.")
def org_create(name: str, slug: str, time_zone: str, origins: tuple[str, ...]) -> None:
    """Make an organisation."""
    home.connect()
    with db.unit():
        made = organizations.create(slug, name, time_zone, home.now(), origins)
        audit.write(made, BY, "organization:create", f"organization:{made.id}", home.now(), after={"slug": slug})
    click.echo(f"The organisation {slug} is made. Next: codebadge hook create --org {slug} --project owner/repo")


@org.command("allow-origin")
@click.option("--org", "slug", required=True, help="The organisation's slug.")
@click.argument("origins", nargs=-1, required=True)
def org_allow_origin(slug: str, origins: tuple[str, ...]) -> None:
    """Let sites such as https://lumen.example embed its boards, besides those that may already."""
    home.connect()
    with db.unit():
        found = organization(slug)
        before = {"allowed_origins": found.allowed_origins}
        organizations.allow_origins(found, sorted({*found.allowed_origins, *map(organizations.origin, origins)}))
        after = {"allowed_origins": found.allowed_origins}
        audit.write(found, BY, "organization:update", f"organization:{found.id}", home.now(), before, after)
    click.echo("These sites may embed its boards: " + ", ".join(found.allowed_origins))


@click.group()
def hook() -> None:
    """Webhooks."""


@hook.command("create")
@click.option("--org", "slug", required=True, help="The organisation's slug.")
@click.option("--project", required=True, help="owner/repo on GitHub.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def hook_create(slug: str, project: str, as_json: bool) -> None:
    """Make a webhook and show its address and, this once, its secret."""
    complete = home.connect()
    with db.unit():
        found = organization(slug)
        made, secret = hooks.create(found, project, home.now())
        audit.write(found, BY, "hook:create", f"hook:{made.id}", home.now(), after={"project": made.project_id})
    address = hooks.url(made, complete.public_url)
    _show(as_json, {"url": address, "secret": secret}, "Set both in the repository, content type application/json.")


@click.group()
def token() -> None:
    """Tokens for programs and admins."""


@token.command("create")
@click.option("--org", "slug", required=True, help="The organisation's slug.")
@click.option("--role", required=True, type=click.Choice(GIVEN))
@click.option("--name", default="command line", show_default=True, help="What it is for.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def token_create(slug: str, role: str, name: str, as_json: bool) -> None:
    """Make a token and show it this once."""
    home.connect()
    with db.unit():
        found = organization(slug)
        made, text = tokens.create(found, role, name, home.now())
        audit.write(found, BY, "token:create", f"token:{made.id}", home.now(), after={"role": role})
    _show(as_json, {"token": text}, "It is not shown again.")


def _show(as_json: bool, values: dict[str, str], closing: str) -> None:
    if as_json:
        click.echo(json.dumps(values))
        return
    width = max(map(len, values))
    for name, value in values.items():
        click.echo(f"{name:<{width}}  {value}")
    click.echo(closing)
