"""What a GitHub App asks comes in as requests; its installations, their repositories and tokens go out as values.

How an app is made from a manifest stands in github_manifest.py, what its webhooks tell in github_installations.py.
"""

from dataclasses import dataclass, field
from datetime import datetime

from models.errors import Invalid
from models.sources import picking
from models.sources.github_rest import Repository, is_token, readable
from models.sources.picking import Fields
from models.sources.rest import MAX_PAGE, Answer, Request, thing, things

MOST_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Installed:
    """An installation of the app. `account`: where; `suspended`: GitHub gives no token for it."""

    number: int
    account: str
    suspended: bool


@dataclass(frozen=True, slots=True)
class Lent:
    """A page of what an installation sees; `total` of all pages."""

    repositories: tuple[Repository, ...] = field(default=())
    total: int = 0


def installations() -> Request:
    """As the app itself; a page."""
    return Request("GET", f"/app/installations?per_page={MOST_ON_A_PAGE}", at_most=MAX_PAGE)


def installations_of(answer: Answer) -> list[Installed]:
    """Those that can be read. Raises Invalid for what is no list."""
    return [one for one in map(_some, things(answer)) if one is not None]


def installation(number: int) -> Request:
    """As the app itself. Gone once it was removed."""
    return Request("GET", f"/app/installations/{int(number)}")


def installation_of(answer: Answer) -> Installed:
    """Raises Invalid."""
    return _installed(thing(answer))


def lease(number: int) -> Request:
    """A token for an hour, as the app itself."""
    return Request("POST", f"/app/installations/{int(number)}/access_tokens", {})


def lease_of(answer: Answer) -> tuple[str, datetime]:
    """The token, and when it ends. Raises Invalid."""
    found = thing(answer)
    token = found.get("token")
    if not isinstance(token, str) or not is_token(token):
        raise Invalid("GitHub's answer is no token.")
    return token, picking.moment(found, "expires_at")


def repositories() -> Request:
    """What the installation sees, by its own token; a page."""
    return Request("GET", f"/installation/repositories?per_page={MOST_ON_A_PAGE}", at_most=MAX_PAGE)


def repositories_of(answer: Answer) -> Lent:
    """Raises Invalid."""
    found = thing(answer)
    listed = picking.some_list(found, "repositories", MOST_ON_A_PAGE) or []
    total = found.get("total_count")
    return Lent(
        tuple(readable([one for one in listed if isinstance(one, dict)])),
        total if isinstance(total, int) and total > 0 else 0,
    )


def _some(found: Fields) -> Installed | None:
    try:
        return _installed(found)
    except Invalid:
        return None


def _installed(found: Fields) -> Installed:
    return Installed(
        number=int(picking.identifier(found)),
        account=picking.text(picking.some_part(found, "account"), "login", 100) or "unknown",
        suspended=picking.some_moment(found, "suspended_at") is not None,
    )
