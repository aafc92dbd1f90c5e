"""workers/access.py: a token is unsealed, an installation's borrowed and remembered; whoever may not is told so."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models import db, organizations, sealing
from models.connections import Connection
from models.github_apps import GithubApp
from models.settings import Settings
from models.sources import github_app_rest, github_hooks, github_rest, trello_rest
from tests.cast import Lumen
from tests.providers.github import TOKEN, GitHub
from tests.providers.github import github as running_github
from tests.providers.github_app import App, Installation
from workers import access, talking
from workers.talking import Stopped


@pytest.fixture
def github() -> Iterator[GitHub]:
    with running_github() as running:
        running.add_repository(1, "lumen/parser")
        running.add_repository(2, "lumen/secret", private=True)
        yield running


@pytest.fixture
def here(lumen: Lumen, settings: Settings, github: GitHub) -> Settings:
    return replace(settings, github_api_url=github.url)


@pytest.fixture
def app(github: GitHub, lumen: Lumen, now: datetime) -> App:
    """Lumen's app."""
    made = github.add_app(77)
    with db.unit():
        GithubApp.create(
            organization=lumen.organization,
            hook=lumen.hook,
            number=77,
            slug="x",
            name="x",
            url="x",
            sealed=sealing.seal(json.dumps({"pem": made.pem})),
            created_at=now,
        )
    return made


@pytest.fixture
def installed(github: GitHub, app: App) -> Installation:
    return github.install(app, "lumen", [1])


def installation_of(lumen: Lumen, now: datetime, one: Installation) -> Connection:
    with db.unit():
        app = GithubApp.get()
    return connected(lumen, now, app_id=app.id, installation=one.id)


def connected(lumen: Lumen, now: datetime, **more: object) -> Connection:
    given = {"organization": lumen.organization, "provider": "github", "account": "ada", "state": "active"}
    with db.unit():
        made: Connection = Connection.create(**given | {"created_at": now} | more)
        return made


def token_of(connection: Connection, here: Settings) -> str:
    return access.of(connection, here).headers["Authorization"].removeprefix("Bearer ")


def said(connection: Connection, here: Settings) -> str:
    with pytest.raises(Stopped) as found:
        access.of(connection, here)
    assert found.value.verdict.meaning == "refused"
    return found.value.verdict.words


def test_a_token_is_unsealed(lumen: Lumen, here: Settings, now: datetime) -> None:
    sealed = sealing.seal(json.dumps({"token": TOKEN}))
    opened = access.of(connected(lumen, now, sealed=sealed), here)
    assert opened.url == here.github_api_url
    with talking.opened(opened) as talk:
        assert github_rest.account_name(talk.ask(github_rest.me())) == "ada"


def test_trello_has_a_key_and_a_token(lumen: Lumen, here: Settings, now: datetime) -> None:
    sealed = sealing.seal(json.dumps({"key": "k" * 32, "token": "t" * 64, "secret": "s"}))
    opened = access.of(connected(lumen, now, provider="trello", sealed=sealed), here)
    assert (opened.provider, opened.url) == ("trello", "https://api.trello.com")
    assert dict(opened.headers) == trello_rest.headers("k" * 32, "t" * 64)


@pytest.mark.parametrize(
    ("provider", "kept"),
    [
        ("github", {"token": "ghp_x\r\nX-Evil: 1"}),
        ("trello", {"key": 'k"', "token": "t"}),
        ("trello", {"key": "k", "token": "t\n"}),
    ],
)
def test_what_no_header_can_hold_is_refused(
    lumen: Lumen, here: Settings, now: datetime, provider: str, kept: dict[str, str]
) -> None:
    connection = connected(lumen, now, provider=provider, sealed=sealing.seal(json.dumps(kept)))
    assert "Evil" not in said(connection, here)


def test_what_another_key_sealed_is_refused(lumen: Lumen, here: Settings, now: datetime) -> None:
    connection = connected(lumen, now, sealed="gAAAA-another-servers")
    assert said(connection, here).startswith("The token cannot be read any more")


def test_an_installations_token_is_borrowed_once_an_hour(
    lumen: Lumen, here: Settings, now: datetime, github: GitHub, installed: Installation
) -> None:
    connection = installation_of(lumen, now, installed)
    token = token_of(connection, here)
    assert (token_of(connection, here), len(github.requests)) == (token, 1)
    with talking.opened(access.of(connection, here)) as talk:
        seen = github_app_rest.repositories_of(talk.ask(github_app_rest.repositories()))
        assert [one.full_name for one in seen.repositories] == ["lumen/parser"]
        with pytest.raises(Stopped):
            talk.ask(github_rest.repository("lumen/secret"))
    key = next(iter(one for one in access._lent if one[2] == installed.id))
    access._lent[key] = (token, datetime.now(UTC) + access.RESERVE - timedelta(seconds=1))
    assert token_of(connection, here) != token, "shortly before its end it is borrowed anew"
    access.forget(connection)
    assert key not in access._lent


def test_an_installation_that_is_suspended_or_gone_says_so(
    lumen: Lumen, here: Settings, now: datetime, github: GitHub, app: App, installed: Installation
) -> None:
    connection = installation_of(lumen, now, installed)
    github.suspend(app, installed)
    assert said(connection, here).startswith("The installation of the app is suspended")
    github.uninstall(app, installed)
    assert said(connection, here).startswith("The app is not installed")
    del github.apps[77]
    assert said(connection, here).startswith("GitHub does not know the app")


def test_no_other_organisations_app_opens_it(
    lumen: Lumen, here: Settings, now: datetime, github: GitHub, installed: Installation
) -> None:
    with db.unit():
        other = organizations.create("orbit", "Orbit", "UTC", now)
        stolen = Connection.create(
            organization=other,
            provider="github",
            account="",
            state="active",
            app_id=GithubApp.get().id,
            installation=installed.id,
            created_at=now,
        )
    assert said(stolen, here) == "The app of this installation is not there any more."
    assert github.requests == []


def test_the_app_speaks_for_itself(here: Settings, github: GitHub, app: App) -> None:
    with db.unit():
        row = GithubApp.get()
    app.hook = "http://127.0.0.1:9/x"
    github.install(app, "lumen", [1])
    with talking.opened(access.of_app(row, here)) as talk:
        [found] = github_hooks.sent(talk.ask(github_hooks.deliveries(github_hooks.APP)))
    assert (found.event, found.taken) == ("installation", False)
    row.sealed = sealing.seal(json.dumps({"pem": "no key"}))
    with pytest.raises(Stopped, match="key cannot be used"):
        access.of_app(row, here)
