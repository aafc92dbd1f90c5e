"""Commands that run all of Codebadge, or one part of it, until they are told to stop.

Each loads only what it runs: a worker has no web server in its memory.
"""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from codebadge import home


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="With an organisation whose work goes on by itself.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Where everything is kept.")
@click.option("--port", type=click.IntRange(1, 65_535), help="8080 when not given.")
@click.option("--host", help="127.0.0.1 when not given; 0.0.0.0 to be reached from other machines.")
def up(with_demo: bool, data: Path | None, port: int | None, host: str | None) -> None:
    """Run everything here: engines, web server, workers. Ctrl-C ends it all."""
    from codebadge import up as whole

    given = {"CODEBADGE_DATA": data and data.resolve(), "CODEBADGE_PORT": port, "CODEBADGE_HOST": host}
    whole.run(with_demo, {name: str(value) for name, value in given.items() if value is not None})


@click.command()
def serve() -> None:
    """Run the web server alone."""
    from models import settings
    from server import app

    app.serve(settings.load())


@click.group()
def work() -> None:
    """Run a worker alone."""


@work.command("intake")
def work_intake() -> None:
    """Turn kept deliveries into points, badges and messages."""
    _work("intake")


@work.command("jobs")
def work_jobs() -> None:
    """Do long work that admins ask for: previews, backfills, tariffs applied to the past."""
    _work("jobs")


@work.command("backfill")
def work_backfill() -> None:
    """Fetch the past of repositories and boards, and what was missed, page by page."""
    _work("backfill")


@work.command("outgoing")
def work_outgoing() -> None:
    """Speak to others: ask providers what an admin wants to know, send our own webhooks, post estimates."""
    _work("outgoing")


@work.command("learner")
def work_learner() -> None:
    """Learn what issues are worth, and estimate those that are open; several may run, one learns."""
    _work("learner")


@work.command("relay")
def work_relay() -> None:
    """Number the messages and tell them; several may run, one speaks."""
    _work("relay")


@click.command()
def migrate() -> None:
    """Bring the database to today's tables."""
    from models.migrate import run

    home.connect()
    for name in run() or ["nothing to do"]:
        click.echo(name)


@click.command()
@click.option("--url", help="Where the server answers; the public address when not given.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed tells the same story.")
@click.option("--pace", type=click.FloatRange(0), default=1.0, show_default=True, help="2 is half as fast, 0 at once.")
def demo(url: str | None, seed: int, pace: float) -> None:
    """Send the demo's signed webhooks to a running server until Ctrl-C."""
    from codebadge import demo as story

    complete = home.connect()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    hooks, new = story.prepare(complete, home.now())
    story.run(url or complete.public_url, hooks, seed, pace, stop, history=new, say=click.echo)


def _work(part: str) -> None:
    from workers.__main__ import main

    main([part])
