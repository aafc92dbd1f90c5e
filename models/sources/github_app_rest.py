"""An installation of a GitHub App comes in; requests for its token and its repositories go out, and what they give.

How an app is made from a manifest stands in github_manifest.py, what its webhooks tell in github_installations.py.
"""

from dataclasses import dataclass, field
from datetime import datetime

from models.errors import Invalid
from models.sources import picking
from models.sources.github_rest import Repository, is_token, readable
from models.sources.rest import MAX_PAGE, Answer, Request, thing

MOST_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Lent:
    """A page of what an installation sees; `total` of all pages."""

    repositories: tuple[Repository, ...] = field(default=())
    total: int = 0


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
