"""What a GitHub App is to be comes in; its manifest goes out, and what GitHub answers once it has made the app."""

import re
from typing import Any

from models.errors import Invalid
from models.rules.work import Value
from models.sources import picking
from models.sources.github_rest import Answer, Request
from models.sources.strict_json import parse_object

MAX_NAME = 34
"""Letters of an app's name, as GitHub has it."""
MAX_KEY = 10_000
PERMISSIONS = {"issues": "read", "metadata": "read", "pull_requests": "read"}
"""The least by which work, and its past, can be read; nothing can be changed."""
EVENTS = ("issues", "issue_comment", "pull_request", "pull_request_review", "repository", "star")
"""What counts, of what these permissions let GitHub tell. Of installations it tells unasked."""
_CODE = re.compile(r"[A-Za-z0-9_-]{1,200}", re.A)
_ORGANIZATION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})", re.A)
_SLUG = re.compile(r"[a-z0-9-]{1,100}", re.A)


class Made(Value):
    """An app as GitHub made it. `number`: its id; `secret`: by which its webhooks are signed; `pem`: its own key."""

    number: int
    slug: str
    name: str
    url: str
    secret: str
    pem: str


def manifest(name: str, home: str, hook: str, back: str, after: str) -> dict[str, Any]:
    """`home`: the site it is of; `hook`: where its deliveries go; `back`: where the browser comes when it is made;
    `after`: and when it is installed. Only its owner can install it, or strangers could earn here."""
    return {
        "name": name[:MAX_NAME].strip(),
        "url": home,
        "hook_attributes": {"url": hook, "active": True},
        "redirect_url": back,
        "setup_url": after,
        "public": False,
        "default_permissions": PERMISSIONS,
        "default_events": list(EVENTS),
    }


def form(web: str, organization: str | None, state: str) -> str:
    """Where a browser posts the manifest, for somebody's own account or for an organisation at GitHub. Raises
    Invalid."""
    if organization is None:
        return f"{web}/settings/apps/new?state={state}"
    if _ORGANIZATION.fullmatch(organization) is None:
        raise Invalid("This is no name of an organisation at GitHub.")
    return f"{web}/organizations/{organization}/settings/apps/new?state={state}"


def conversion(code: str) -> Request:
    """The code for the app itself: once, within an hour. Raises Invalid."""
    if _CODE.fullmatch(code) is None:
        raise Invalid("GitHub's code is none.")
    return Request("POST", f"/app-manifests/{code}/conversions")


def made(answer: Answer) -> Made:
    """Raises Invalid for what is no app."""
    found = parse_object(answer.body)
    told = {name: picking.text(found, name, 100) for name in ("slug", "name")}
    secret, pem = picking.text(found, "webhook_secret", 200), picking.text(found, "pem", MAX_KEY)
    url = picking.url(found, "html_url")
    if not (secret and pem and told["name"] and url and _SLUG.fullmatch(told["slug"])):
        raise Invalid("GitHub's answer is no app.")
    return Made(number=int(picking.identifier(found)), url=url, secret=secret, pem=pem, **told)
