"""GitHub's code for a new app comes in, sealed; the app goes out, kept with its key: what a browser waits for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from models import github_apps, sealing
from models.audit import Actor
from models.db import unit
from models.errors import NotFound, Unavailable
from models.people import Person
from models.sources import github_manifest
from models.tenants import Organization
from workers import access, talking
from workers.talking import Stopped


def make(asked: Mapping[str, Any]) -> dict[str, Any]:
    """`asked`: `organization`, `person`, and the sealed `code`. Raises Invalid, NotFound, Taken, Unavailable."""
    request = github_manifest.conversion(sealing.unseal(str(asked["code"])))
    try:
        with talking.opened(access.nobody("github")) as talk:
            made = github_manifest.made(talk.ask(request))
    except Stopped as stopped:
        if stopped.verdict.meaning == "gone":
            raise NotFound("GitHub knows this code no more; begin again.") from None
        raise Unavailable(stopped.verdict.words) from None
    with unit():
        person = Person.get_by_id(int(asked["person"]))
        organization = Organization.get_by_id(int(asked["organization"]))
        by = Actor(name=person.name, door="page", person=person.id)
        app = github_apps.keep(organization, made, by, datetime.now(UTC))
        return {"slug": app.slug}
