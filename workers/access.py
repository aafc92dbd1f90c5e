"""A connection comes in; an Access to its provider goes out: its secrets unsealed, an installation's token borrowed."""

import json
from datetime import UTC, datetime, timedelta

from gidgethub.apps import get_jwt

from models import connections, sealing, settings
from models.connections import Connection
from models.db import unit
from models.errors import Elsewhere, Invalid, Misconfigured
from models.github_apps import GithubApp
from models.settings import Settings
from models.sources import github_app_rest, github_rest, trello_rest
from models.sources.rest import Verdict
from workers import talking
from workers.talking import Access, Stopped

RESERVE = timedelta(minutes=5)
"""So long before its end a borrowed token is borrowed anew."""
PROVEN = 9 * 60
"""Seconds for which an app's own token is good; GitHub takes ten minutes at most."""
Lease = tuple[str, datetime]
_lent: dict[tuple[str, int | None, int], Lease] = {}
"""By GitHub's address, app and installation; in this process's memory alone."""


def of(connection: Connection, configured: Settings | None = None) -> Access:
    """No unit is open, for GitHub may be asked for an installation's token. Raises Stopped where the provider, or what
    is kept, gives no access, and what connections.secrets raises for what has ended."""
    if connection.installation is not None:
        return _github(_borrowed(connection, connection.installation, configured or settings.load()), configured)
    try:
        kept = connections.secrets(connection)
    except Misconfigured:
        raise Stopped(Verdict("refused", "The token cannot be read any more. Give it a new one.")) from None
    if connection.provider == "github":
        return _github(str(kept["token"]), configured)
    try:
        headers = trello_rest.headers(str(kept["key"]), str(kept["token"]))
    except Invalid as wrong:
        raise Stopped(Verdict("refused", str(wrong))) from None
    return Access("trello", (configured or settings.load()).trello_api_url, headers)


def of_app(app: GithubApp, configured: Settings | None = None) -> Access:
    """As the app itself, for a few minutes: its installations, its webhook's deliveries. Raises Stopped."""
    try:
        pem = json.loads(sealing.unseal(app.sealed))["pem"]
        proof = get_jwt(app_id=str(app.number), private_key=pem, expiration=PROVEN)
    except Exception:  # Whatever a library says of a key may hold parts of it.
        raise Stopped(Verdict("refused", "The app's key cannot be used. Forget the app, and make it anew.")) from None
    return _github(proof, configured)


def of_token(token: str, configured: Settings | None = None) -> Access:
    """By a token of GitHub's that is kept elsewhere. Raises Stopped."""
    return _github(token, configured)


def nobody(provider: str, configured: Settings | None = None) -> Access:
    """Without a name: for what GitHub gives to whoever has its code."""
    assert provider == "github", "Trello gives nothing to nobody."
    return Access(provider, (configured or settings.load()).github_api_url, github_rest.headers(""))


def forget(connection: Connection) -> None:
    """The borrowed token is used no more: the installation's repositories changed, or it was refused."""
    for key in [one for one in _lent if one[1:] == (connection.app_id, connection.installation)]:
        del _lent[key]


def _github(token: str, configured: Settings | None) -> Access:
    if not github_rest.is_token(token):
        raise Stopped(Verdict("refused", "The token is none. Give another one."))
    return Access("github", (configured or settings.load()).github_api_url, github_rest.headers(token))


def _borrowed(connection: Connection, installation: int, configured: Settings) -> str:
    """Its app is the organisation's own: no other organisation's key opens it."""
    if connection.state == "ended":
        raise Elsewhere("This connection was ended; make a new one.")
    key = (configured.github_api_url, connection.app_id, installation)
    token, ends = _lent.get(key, ("", datetime.min.replace(tzinfo=UTC)))
    if ends <= datetime.now(UTC) + RESERVE:
        token, ends = _lent[key] = _borrow(connection, installation, configured)
    return token


def _borrow(connection: Connection, installation: int, configured: Settings) -> Lease:
    with unit():
        app = GithubApp.get_or_none(
            GithubApp.id == connection.app_id, GithubApp.organization == connection.organization_id
        )
    if app is None:
        raise Stopped(Verdict("refused", "The app of this installation is not there any more."))
    try:
        with talking.opened(of_app(app, configured)) as talk:
            return github_app_rest.lease_of(talk.ask(github_app_rest.lease(installation)))
    except Stopped as stopped:
        raise Stopped(_SAID.get(stopped.verdict.meaning, stopped.verdict)) from None
    except Invalid as strange:
        raise Stopped(Verdict("again", str(strange))) from None


_SAID = {
    "gone": Verdict("refused", "The app is not installed there any more."),
    "denied": Verdict("refused", "The installation of the app is suspended; let it go on at GitHub."),
    "refused": Verdict("refused", "GitHub does not know the app any more. Forget it, and make it anew."),
}
