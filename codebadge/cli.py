"""Words from the terminal come in; verbs of models/, the server or a worker are called. One function per command."""

from __future__ import annotations

import json
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import click

from codebadge import home, logs
from models.rules.roles import ROLES


def now() -> datetime:
    """The one clock of these commands."""
    return datetime.now(UTC)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="codebadge")
@click.option("--log", type=click.Choice(logs.FORMS), default="plain", show_default=True, help="Form of log lines.")
def cli(log: logs.Form) -> None:
    """Points, badges and live leaderboards from real work.

    Without settings, `codebadge up` runs all of it. The settings are environment variables (CODEBADGE_…).
    """
    logs.configure(log)


@cli.command()
@click.option("--demo", "with_demo", is_flag=True, help="With an organisation whose work goes on by itself.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Where everything is kept.")
@click.option("--port", type=click.IntRange(1, 65_535), help="8080 when not given.")
@click.option("--host", help="127.0.0.1 when not given; 0.0.0.0 to be reached from other machines.")
def up(with_demo: bool, data: Path | None, port: int | None, host: str | None) -> None:
    """Run everything here: engines, web server, workers. Ctrl-C ends it all."""
    from codebadge import up as whole

    given = {"CODEBADGE_DATA": data and data.resolve(), "CODEBADGE_PORT": port, "CODEBADGE_HOST": host}
    whole.run(with_demo, {name: str(value) for name, value in given.items() if value is not None})


@cli.command()
def serve() -> None:
    """Run the web server alone."""
    from models import settings
    from server import app

    app.serve(settings.load())


@cli.group()
def work() -> None:
    """Run a worker alone."""


@work.command("intake")
def work_intake() -> None:
    """Turn kept deliveries into points, badges and messages."""
    _work("intake")


@work.command("relay")
def work_relay() -> None:
    """Number the messages and tell them; several may run, one speaks."""
    _work("relay")


@cli.command("migrate")
def run_migrations() -> None:
    """Bring the database to today's tables."""
    from models import migrate

    home.connect()
    for name in migrate.run() or ["nothing to do"]:
        click.echo(name)


@cli.group()
def org() -> None:
    """Organisations."""


@org.command("create")
@click.option("--name", required=True, help="As people read it.")
@click.option("--slug", required=True, help="As addresses hold it, such as lumen.")
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/Vienna.")
@click.option("--origin", "origins", multiple=True, help="A site that may embed its boards; may be given again.")
def org_create(name: str, slug: str, time_zone: str, origins: tuple[str, ...]) -> None:
    """Make an organisation."""
    from models import db, organizations

    home.connect()
    with db.unit():
        organizations.create(slug, name, time_zone, now(), origins)
    click.echo(f"The organisation {slug} is made. Next: codebadge hook create --org {slug} --project owner/repo")


@cli.group()
def hook() -> None:
    """Webhooks."""


@hook.command("create")
@click.option("--org", "slug", required=True, help="The organisation's slug.")
@click.option("--project", required=True, help="owner/repo on GitHub.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def hook_create(slug: str, project: str, as_json: bool) -> None:
    """Make a webhook and show its address and, this once, its secret."""
    from models import db, hooks
    from models.tenants import organization

    complete = home.connect()
    with db.unit():
        made, secret = hooks.create(organization(slug), project, now())
    address = hooks.url(made, complete.public_url)
    _show(as_json, {"url": address, "secret": secret}, "Set both in the repository, content type application/json.")


@cli.group()
def token() -> None:
    """Tokens for programs and admins."""


@token.command("create")
@click.option("--org", "slug", required=True, help="The organisation's slug.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--name", default="command line", show_default=True, help="What it is for.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def token_create(slug: str, role: str, name: str, as_json: bool) -> None:
    """Make a token and show it this once."""
    from models import db, tokens
    from models.tenants import organization

    home.connect()
    with db.unit():
        _, text = tokens.create(organization(slug), role, name, now())
    _show(as_json, {"token": text}, "It is not shown again.")


@cli.group()
def rebuild() -> None:
    """Make again what can be derived."""


@rebuild.command("boards")
def rebuild_boards() -> None:
    """The boards in Redis, from PostgreSQL. The relay does it within seconds."""
    from models import boards, queues

    complete = home.connect()
    boards.forget(queues.client(str(complete.redis_url)))
    click.echo("The relay makes the boards again; until then they are read from PostgreSQL.")


@cli.command("demo")
@click.option("--url", help="Where the server answers; the public address when not given.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed tells the same story.")
@click.option("--pace", type=click.FloatRange(0), default=1.0, show_default=True, help="2 is half as fast, 0 at once.")
def run_demo(url: str | None, seed: int, pace: float) -> None:
    """Send the demo's signed webhooks to a running server until Ctrl-C."""
    from codebadge import demo

    complete = home.connect()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    hooks, new = demo.prepare(complete.data, complete.public_url, now())
    demo.run(url or complete.public_url, hooks, seed, pace, stop, history=new, say=click.echo)


def _work(part: str) -> None:
    from workers.__main__ import main

    main([part])


def _show(as_json: bool, values: dict[str, str], closing: str) -> None:
    if as_json:
        click.echo(json.dumps(values))
        return
    width = max(map(len, values))
    for name, value in values.items():
        click.echo(f"{name:<{width}}  {value}")
    click.echo(closing)
