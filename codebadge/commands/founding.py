"""The command that makes an organisation with its admin and special badges; on an empty server, the first one."""

from __future__ import annotations

from collections.abc import Callable

import click
import orjson
from pydantic import ValidationError

from codebadge import home
from models import db
from models import founding as verbs
from models.audit import Actor
from models.errors import Invalid
from models.founding import Founded, Founding
from models.rules import wording

DOOR = "command line"
SHORT = "Such as first:10:Founders, named:ada@example.org,@bob:Heroes, joined-before:2026-12-31:Early birds, "
SHORT += "top:month:Top of the month, hand:5:Jury's choice; or JSON as in POST /v1/organizations. May be given again."


@click.command()
@click.option("--name", required=True, help="As people read it.")
@click.option("--slug", required=True, help="As addresses hold it, such as lumen.")
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/Vienna.")
@click.option("--admin-email", help="Who will run it signs in with a code that is sent there,")
@click.option("--admin-github", help="or with this GitHub name.")
@click.option("--special", "specials", multiple=True, help=SHORT)
def init(
    name: str, slug: str, time_zone: str, admin_email: str | None, admin_github: str | None, specials: tuple[str, ...]
) -> None:
    """Make an organisation with its admin and special badges."""
    complete = home.connect()
    given: dict[str, object] = {"name": name, "slug": slug, "time_zone": time_zone}
    given["admin"] = {key: value for key, value in (("email", admin_email), ("github", admin_github)) if value}
    given["special_badges"] = [_special(text) for text in specials]
    by = Actor(name="the command line", door=DOOR)
    with db.unit():
        made = verbs.found(_checked(given), by, DOOR, home.now())
        _tell(made, complete.public_url, admin_email or f"@{admin_github}")


def _special(text: str) -> object:
    """`kind:what:name` as the wire has it. Raises Invalid."""
    if text.lstrip().startswith("{"):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            raise Invalid(f"--special “{text[:60]}” is no JSON.") from None
    kind, _, rest = text.partition(":")
    what, _, name = rest.partition(":")
    try:
        return {"name": name, "rule": {"kind": kind} | _RULES[kind](what)}
    except (KeyError, ValueError):
        raise Invalid(f"--special “{text[:60]}” is not understood. {SHORT}") from None


_RULES: dict[str, Callable[[str], dict[str, object]]] = {
    "named": lambda what: {"people": what.split(",")},
    "first": lambda what: {"count": int(what)},
    "joined-before": lambda what: {"date": what},
    "top": lambda what: {"period": what},
    "hand": lambda what: {"stock": int(what) if what else None},
}


def _checked(given: dict[str, object]) -> Founding:
    try:
        return Founding.model_validate_json(orjson.dumps(given))
    except ValidationError as wrong:
        raise Invalid(wording.sentence(wrong, "init")) from None


def _tell(made: Founded, url: str, admin: str) -> None:
    slug, many = made.organization.slug, len(made.badges)
    click.echo(f"The organisation {slug} is made" + (f", with {many} special badges." if many else "."))
    owns = ", and owns this server" if made.admin.owner else ""
    click.echo(f"Its admin signs in as {admin} at {url}/sign-in{owns}.")
    click.echo(f"Next: codebadge hook create --org {slug} --project owner/repo")
