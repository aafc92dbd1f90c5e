"""Commands that connect repositories and boards, fetch their past, and repair what was missed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

import click

from codebadge import home, watching
from models import ahead, commands, db, queues, tenants
from models.commands import Means
from models.errors import Invalid, NotFound
from models.hooks import Hook
from models.jobs import JobCard
from models.rules.callers import Caller
from models.settings import Settings
from models.tenants import Organization, Project

STDIN = "-"
HISTORY = click.Choice(["past", "now", "teach", "none"])
ORG = click.option("--org", "slug", required=True, help="The organisation's slug.")
WAIT = click.option("--wait/--no-wait", default=True, help="Show how far it is, until it is done.")


@click.group()
def connect() -> None:
    """Connect a repository of GitHub, or a board of Trello."""


@connect.command("github")
@click.argument("repository")
@ORG
@click.option("--token", envvar="CODEBADGE_CONNECT_TOKEN", help="May make webhooks there; “-” reads it from stdin.")
@click.option("--history", type=HISTORY, default="past", show_default=True, help="How its past counts.")
@WAIT
def connect_github(repository: str, slug: str, token: str | None, history: str, wait: bool) -> None:
    """Connect owner/repo: its webhook is made at GitHub if the token may, then its past is fetched.

    Without a token, you are shown an address and a secret to paste at GitHub.
    """
    token = sys.stdin.readline().strip() if token == STDIN else token
    desk = Desk(slug)
    with desk.access("github", token=token) as connection:
        answer = desk.do(
            "source:connect",
            provider="github",
            connection=connection,
            name=repository,
            remote=None,
            history=history if connection else "none",
            board=None,
        )
    _tell(desk, answer, wait)


@connect.command("trello")
@click.argument("board")
@ORG
@click.option("--key", envvar="CODEBADGE_TRELLO_KEY", required=True, help="The Power-Up's API key.")
@click.option("--token", envvar="CODEBADGE_TRELLO_TOKEN", required=True, help="Made by the link beside the key.")
@click.option("--secret", envvar="CODEBADGE_TRELLO_SECRET", required=True, help="The Power-Up's secret.")
@click.option("--done", multiple=True, required=True, help="A list in which cards are done; may be given again.")
@click.option("--ticked/--not-ticked", default=True, help="Whether a ticked due date is done, too.")
@click.option("--points", help="The custom field with the points; without it, titles such as “(5) Mend the lamp”.")
@click.option("--history", type=HISTORY, default="past", show_default=True, help="How its past counts.")
@WAIT
def connect_trello(
    board: str,
    slug: str,
    key: str,
    token: str,
    secret: str,
    done: tuple[str, ...],
    points: str | None,
    ticked: bool,
    history: str,
    wait: bool,
) -> None:
    """Connect a board by its name: its webhook is made at Trello, then its past is fetched."""
    desk = Desk(slug)
    with desk.access("trello", key=key, token=token, secret=secret) as connection:
        chosen = _named(desk.ask("choices", connection)["choices"], [board], "board")[0]
        there = desk.ask("board", connection, board=chosen["id"])
        rule: dict[str, Any] = {"done": [one["id"] for one in _named(there["lists"], done, "list")], "ticked": ticked}
        if points:
            rule |= {"points": "field", "field": _named(there["fields"], [points], "custom field")[0]["id"]}
        answer = desk.do(
            "source:connect",
            provider="trello",
            connection=connection,
            name=chosen["name"],
            remote=chosen["id"],
            history=history,
            board=rule,
        )
    _tell(desk, answer, wait)


@click.command()
@click.argument("project")
@ORG
@click.option("--history", type=click.Choice(["past", "now", "teach"]), help="How it counts; as before, if not said.")
@WAIT
def backfill(project: str, slug: str, history: str | None, wait: bool) -> None:
    """Fetch a connected repository's or board's past, again from its beginning."""
    desk = Desk(slug)
    _tell(desk, desk.do("source:fetch", hook=desk.hook(project), mode=history), wait)


@click.command()
@click.argument("project")
@ORG
@WAIT
def repair(project: str, slug: str, wait: bool) -> None:
    """Look for what was missed while Codebadge or the network was down, and take it in."""
    desk = Desk(slug)
    _tell(desk, desk.do("source:repair", hook=desk.hook(project)), wait)


@click.command()
@click.argument("project")
@ORG
def disconnect(project: str, slug: str) -> None:
    """Take nothing in any more from a repository or board; what it brought stays."""
    desk = Desk(slug)
    desk.do("source:disconnect", hook=desk.hook(project))
    click.echo(f"{project} is disconnected; its points stay.")


class Desk:
    """The command line at one organisation: commands are done there, and workers asked."""

    def __init__(self, slug: str) -> None:
        self.settings: Settings = home.connect()
        with db.unit():
            self.organization: Organization = tenants.organization(slug)
        self._means = Means(queues.client(str(self.settings.redis_url)), self.settings)
        self._caller = Caller(
            organization=self.organization.id, org=slug, role="owner", name="the command line", way="command line"
        )

    def do(self, command: str, /, **given: Any) -> dict[str, Any]:
        """The command's answer, once it is committed; whoever does the rest is rung for."""
        said, now = _said(given), home.now()
        done = ahead.unit(commands.run, command, self._caller, said, "command line", self._means, now)
        if done.ring_job is not None:
            queues.ring(*done.ring_job)
        return done.answer

    @contextlib.contextmanager
    def access(self, provider: str, **secrets: str | None) -> Iterator[Any]:
        """A connection's number, None without a token. Where nothing comes of it, it is ended again: each try would
        leave one."""
        if not secrets["token"]:
            yield None
            return
        connection = self.do("connection:create", provider=provider, **secrets)["connection"]["id"]
        try:
            yield connection
        except BaseException:
            self.do("connection:end", connection=connection)
            raise

    def ask(self, question: str, connection: int, **more: Any) -> dict[str, Any]:
        """A worker's answer, which has asked the provider."""
        return queues.ask_worker(question, {"organization": self.organization.id, "connection": connection, **more})

    def hook(self, project: str) -> int:
        """The hook of the project of that name. Raises NotFound."""
        with db.unit():
            found = (
                Hook.select()
                .join(Project, on=Hook.project)
                .where(Hook.organization == self.organization, Project.name == project, Hook.disconnected_at.is_null())
                .order_by(Hook.id.desc())
                .first()
            )
        if found is None:
            raise NotFound(f"No repository or board “{project[:100]}” is connected.")
        return int(found.id)


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def _named(several: list[dict[str, Any]], wanted: list[str] | tuple[str, ...], what: str) -> list[dict[str, Any]]:
    """Those of these names, or ids. Raises Invalid with what there is."""
    found = [one for name in wanted for one in several if name in (one["id"], one["name"])]
    if len(found) != len(wanted):
        there = ", ".join(f"“{one['name']}”" for one in several[:20])
        raise Invalid(f"Name one {what} by its exact name or its id. There are: {there or 'none'}.")
    return found


def _tell(desk: Desk, answer: dict[str, Any], wait: bool) -> None:
    if answer.get("secret"):
        click.echo(f"url     {answer['url']}\nsecret  {answer['secret']}")
        click.echo("Set both in the repository's webhooks, content type application/json, “Send me everything”.")
    job = answer.get("job")
    if job is None:
        return
    if not wait:
        click.echo(f"Job {job['id']} is on its way.")
        return
    _end(watching.until_done(desk.organization.id, job["id"]))


def _end(card: JobCard) -> None:
    for note in (card.result or {}).get("notes", ()):
        click.echo(note)
    if card.state == "failed":
        raise click.ClickException(card.error or "It failed.")
    if card.next_at is not None:
        click.echo(f"Asked for {card.done}; whether all of it came is looked at {card.next_at:%H:%M} (UTC).")
        return
    click.echo(f"{card.state}: {card.done} pieces of work")
