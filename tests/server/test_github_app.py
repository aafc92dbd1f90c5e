"""An organisation's own GitHub App: begun on the page, made at GitHub, kept when the browser that began comes back."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from redis import Redis

from models import db, github_apps, hooks
from models.audit import AuditLine
from models.github_apps import GithubApp
from models.hooks import Hook
from models.people import Identity, Membership, Person
from models.settings import Settings
from models.tenants import Organization
from tests.cast import Lumen
from tests.providers.github import GitHub, github
from tests.server.asking import answering
from tests.server.running import Clock, Running, serving
from tests.server.surfing import Surfer

EMAIL, OTHER = "ada@example.org", "bob@example.org"
SITE = "http://codebadge.test"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    with github() as made:
        monkeypatch.setenv("CODEBADGE_GITHUB_API_URL", made.url)
        yield made


@pytest_asyncio.fixture
async def there(clean: Settings, hub: GitHub, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Running]:
    """A server beside that GitHub, and a worker that speaks with it."""
    with_github = replace(clean, github_authorize_url=f"{hub.url}/login/oauth/authorize", github_api_url=hub.url)
    with answering(redis):
        async with serving(with_github, lumen, redis, Clock(now)) as server:
            yield server


def member(organization: Organization, email: str, role: str, now: datetime) -> int:
    with db.unit():
        person = Person.create(name=email, created_at=now)
        Identity.create(person=person, provider="email", external_id=email, login=email, seen_at=now)
        Membership.create(organization=organization, person=person, role=role, joined_at=now)
        return int(person.id)


@pytest_asyncio.fixture
async def ada(there: Running, lumen: Lumen, clean: Settings, now: datetime) -> AsyncIterator[Surfer]:
    """An admin, signed in."""
    member(lumen.organization, EMAIL, "admin", now)
    async with Surfer(there) as surfer:
        await surfer.sign_in(EMAIL, clean)
        yield surfer


async def begin(surfer: Surfer, at_github: str | None = None) -> Any:
    path = "/v1/organizations/lumen/github-app"
    status, body = await surfer.ask("POST", path, {"github_organization": at_github})
    assert status == 200, body
    return body


async def agree(surfer: Surfer, begun: Any) -> str:
    """The page's form is sent to GitHub; the address with which it leads back."""
    form = {"manifest": json.dumps(begun["manifest"])}
    async with surfer.session.post(begun["url"], data=form, allow_redirects=False) as response:
        assert response.status == 302, await response.text()
        address = response.headers["Location"]
    assert address.startswith(f"{SITE}/github-app/made?")
    return address.replace(SITE, surfer.url)


async def arrive(surfer: Surfer, address: str) -> str:
    async with surfer.session.get(address, allow_redirects=False) as response:
        assert response.status == 303, await response.text()
        return response.headers["Location"]


async def test_an_app_is_made_and_kept_for_its_organisation(ada: Surfer, lumen: Lumen) -> None:
    begun = await begin(ada, "lumen-at-github")
    assert "/organizations/lumen-at-github/settings/apps/new?state=" in begun["url"]
    assert await arrive(ada, await agree(ada, begun)) == "/admin/hooks?app=made&org=lumen"
    with db.unit():
        app = GithubApp.get(GithubApp.organization == lumen.organization)
        assert begun["manifest"]["hook_attributes"]["url"] == hooks.url(app.hook, SITE)
        assert github_apps.pem(app).startswith("-----BEGIN RSA PRIVATE KEY-----")
        assert "PRIVATE KEY" not in app.sealed
        assert github_apps.is_apps(app.hook)
        [line] = AuditLine.select().where(AuditLine.action == "app:make")
        assert (line.door, line.after) == ("page", {"app": app.number})
    told = (await ada.get("/v1/organizations/lumen/sources"))["app"]
    assert told["install_url"] == f"{told['url']}/installations/new"
    assert told["installations"] == []


async def test_the_manifest_asks_for_the_least_and_for_no_strangers(ada: Surfer) -> None:
    manifest = (await begin(ada))["manifest"]
    assert set(manifest["default_permissions"].values()) == {"read"}
    assert manifest["public"] is False
    assert manifest["redirect_url"] == f"{SITE}/github-app/made"
    assert len(manifest["name"]) <= 34


async def test_the_apps_hook_opens_by_the_secret_that_github_chose(ada: Surfer, hub: GitHub, there: Running) -> None:
    begun = await begin(ada)
    address = begun["manifest"]["hook_attributes"]["url"].replace(SITE, there.url)
    ping = {"zen": "Design for failure.", "hook_id": 1}
    await arrive(ada, await agree(ada, begun))
    [app] = hub.apps.values()
    assert (await there.deliver("ping", ping, url=address, secret=app.secret))[0] == 202
    assert (await there.deliver("ping", ping, url=address, secret="another" * 2))[0] == 403


async def test_whoever_begins_twice_gets_the_same_hook_and_a_second_app_is_refused(ada: Surfer) -> None:
    first, second = await begin(ada), await begin(ada)
    assert first["manifest"] == second["manifest"]
    assert first["state"] != second["state"]
    await arrive(ada, await agree(ada, first))
    assert await arrive(ada, await agree(ada, second)) == "/admin/hooks?app=taken&org=lumen"
    status, body = await ada.ask("POST", "/v1/organizations/lumen/github-app", {})
    assert (status, body["error"]["code"]) == (409, "taken")
    with db.unit():
        assert Hook.select().where(Hook.remote.is_null(False)).count() == 1


async def test_a_code_is_good_once(ada: Surfer, hub: GitHub) -> None:
    address = await agree(ada, await begin(ada))
    hub.codes.clear()
    assert await arrive(ada, address) == "/admin/hooks?app=not-yours&org=lumen"
    with db.unit():
        assert not GithubApp.select().exists()


@pytest.mark.parametrize("how", ["forged", "another's", "nobody", "late", "no admin any more"])
async def test_only_who_began_it_ends_it(
    ada: Surfer, there: Running, clean: Settings, lumen: Lumen, now: datetime, how: str
) -> None:
    address = await agree(ada, await begin(ada))
    if how == "forged":
        address = address.replace("state=1.", "state=2.")
    if how == "late":
        there.clock.at = now + timedelta(hours=1)
    if how == "no admin any more":
        with db.unit():
            Membership.update(role="contributor").execute()
    async with Surfer(there) as other:
        if how == "another's":
            member(lumen.organization, OTHER, "admin", now)
            await other.sign_in(OTHER, clean)
        led = await arrive(other if how in ("another's", "nobody") else ada, address)
    assert led == f"/admin/hooks?app={'signed-out' if how == 'nobody' else 'not-yours'}"
    with db.unit():
        assert not GithubApp.select().exists()


async def test_an_app_that_is_forgotten_can_be_made_anew(ada: Surfer) -> None:
    await arrive(ada, await agree(ada, await begin(ada)))
    status, _ = await ada.ask("DELETE", "/v1/organizations/lumen/github-app")
    assert status == 200
    assert (await ada.get("/v1/organizations/lumen/sources"))["app"] is None
    assert await arrive(ada, await agree(ada, await begin(ada))) == "/admin/hooks?app=made&org=lumen"


async def test_the_admins_page_may_post_to_github_and_no_other_page(there: Running, hub: GitHub) -> None:
    allowed = {}
    for path in ("/admin/hooks", "/me"):
        async with there.session.get(there.url + path) as response:
            policy = response.headers.get("Content-Security-Policy", "")
            allowed[path] = f"form-action 'self' {hub.url};" in policy
    assert allowed == {"/admin/hooks": True, "/me": False}
