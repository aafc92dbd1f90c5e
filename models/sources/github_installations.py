"""An event about an installation of a GitHub App comes in; an InstallationSeen goes out, for installations.py."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from models.errors import Invalid
from models.rules.work import InstallationSeen, ProjectSeen
from models.sources import picking
from models.sources.github_accounts import PROVIDER
from models.sources.picking import Fields

MAX_REPOSITORIES = 2_000
"""Of one event; whatever is beyond is made when it is first heard of."""
State = Literal["active", "paused", "ended"]
STATES: dict[str, State] = {
    "created": "active",
    "deleted": "ended",
    "suspend": "paused",
    "unsuspend": "active",
    "new_permissions_accepted": "active",
}


def installation(fields: Fields, received_at: datetime) -> InstallationSeen:
    """An `installation` event. Raises Invalid."""
    action = picking.word(fields, "action")
    found = picking.part(fields, "installation")
    state = STATES[action]
    if state == "active" and picking.some_moment(found, "suspended_at"):
        state = "paused"
    added = _repositories(fields, "repositories") if action == "created" else ()
    return _seen(fields, received_at, state=state, added=added)


def repositories(fields: Fields, received_at: datetime) -> InstallationSeen:
    """An `installation_repositories` event. Raises Invalid."""
    return _seen(
        fields,
        received_at,
        added=_repositories(fields, "repositories_added"),
        removed=_repositories(fields, "repositories_removed"),
    )


def through(fields: Fields) -> int | None:
    """By which installation a delivery came; None for one of a webhook of its own."""
    try:
        return int(picking.identifier(picking.part(fields, "installation")))
    except Invalid:
        return None


def _seen(fields: Fields, received_at: datetime, **more: Any) -> InstallationSeen:
    found = picking.part(fields, "installation")
    return InstallationSeen(
        number=int(picking.identifier(found)),
        account=picking.text(picking.some_part(found, "account"), "login", 100) or "unknown",
        at=picking.some_moment(found, "updated_at") or received_at,
        **more,
    )


def _repositories(fields: Fields, name: str) -> tuple[ProjectSeen, ...]:
    return tuple(_projects(picking.some_list(fields, name, MAX_REPOSITORIES) or ()))


def _projects(found: Iterable[object]) -> Iterable[ProjectSeen]:
    for one in found:
        full_name = picking.text(one, "full_name", 200) if isinstance(one, dict) else ""
        if isinstance(one, dict) and full_name:
            yield ProjectSeen(provider=PROVIDER, external_id=picking.identifier(one), name=full_name)
