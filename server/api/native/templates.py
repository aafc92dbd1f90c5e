"""`/v1`: what badges are made from: built-in templates, an organisation's own, and public ones of others."""

from typing import Any

from models import templates
from models.errors import BadPicture, Exhausted, Invalid, NotFound, NothingToChange, Unavailable
from models.templates import TemplateCard, TemplateWhole
from server.api.asking import Ask
from server.api.native.words import ORGANIZATION
from server.api.native.writes import write
from server.api.routes import Route

TEMPLATES = ORGANIZATION + "/templates"
TEMPLATE = TEMPLATES + "/{ref:[a-z0-9-]{1,100}}"


def _templates(ask: Ask) -> dict[str, Any]:
    organization = ask.organization()
    return {"templates": [templates.card(one, organization) for one in templates.every(organization)]}


def _template(ask: Ask) -> dict[str, Any]:
    organization = ask.organization()
    return {"template": templates.whole(templates.find(organization.id, ask.path["ref"]), organization)}


WHOLE = {"template": TemplateWhole}
ROUTES = (
    Route(
        "GET",
        TEMPLATES,
        "All that badges can be made from here.",
        _templates,
        gives={"templates": list[TemplateCard]},
        refuses=(NotFound,),
    ),
    Route("GET", TEMPLATE, "One template, with its drawing.", _template, gives=WHOLE, refuses=(NotFound,)),
    write(
        "POST",
        TEMPLATES,
        "template:create",
        "What a design is now, for others to start from.",
        WHOLE,
        status=201,
        refuses=(NotFound, Invalid, Exhausted, BadPicture, Unavailable),
    ),
    write(
        "PATCH",
        TEMPLATE,
        "template:change",
        "Its name, and whether others may use it, and how.",
        WHOLE,
        refuses=(NotFound, NothingToChange, Invalid),
    ),
    write(
        "DELETE",
        TEMPLATE,
        "template:delete",
        "Nobody makes anything of it any more; what was made stays.",
        {"template": str},
        refuses=(NotFound, Invalid),
    ),
)
