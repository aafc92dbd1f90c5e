"""server/oauth.py: signing in with GitHub, against a provider that is as strict, and against those who cheat."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
import pytest_asyncio
from redis import Redis

from models import db
from models.people import Identity, Person
from models.settings import Settings
from server import oauth
from server.bounds import Bounds
from tests.cast import Lumen, issue
from tests.processes import free_port
from tests.server.provider import CLIENT_ID, CLIENT_SECRET, Provider, provider
from tests.server.running import BUSY, Clock, Running, serving
from tests.server.surfing import Surfer


@pytest_asyncio.fixture
async def github() -> AsyncIterator[Provider]:
    async with provider() as made:
        yield made


@pytest.fixture
def with_github(clean: Settings, github: Provider) -> Settings:
    return replace(
        clean,
        github_client_id=CLIENT_ID,
        github_client_secret=CLIENT_SECRET,
        github_authorize_url=f"{github.url}/authorize",
        github_token_url=f"{github.url}/token",
        github_api_url=f"{github.url}/api",
    )


@pytest_asyncio.fixture
async def there(with_github: Settings, lumen: Lumen, redis: Redis, now: datetime) -> AsyncIterator[Running]:
    """A server that the provider can lead back to."""
    async with serving(with_github, lumen, redis, Clock(now)) as server:
        yield server


@pytest_asyncio.fixture
async def ada(there: Running) -> AsyncIterator[Surfer]:
    async with Surfer(there) as surfer:
        yield surfer


async def follow(surfer: Surfer, address: str) -> aiohttp.ClientResponse:
    """One step; an address of the public site is this server's."""
    address = address.replace("http://codebadge.test", surfer.url)
    return await surfer.session.get(address, allow_redirects=False)


async def go(surfer: Surfer, next: str | None = None) -> str:
    """To the provider and back; the address with which it leads back."""
    query = "" if next is None else f"?next={next}"
    leaving = await follow(surfer, f"{surfer.url}/sign-in/github{query}")
    assert leaving.status == 303
    coming = await follow(surfer, leaving.headers["Location"])
    assert coming.status == 302
    return coming.headers["Location"]


async def arrive(surfer: Surfer, address: str) -> str:
    """Where the browser is led at last."""
    response = await follow(surfer, address)
    assert response.status == 303, await response.text()
    return response.headers["Location"]


async def test_somebody_known_by_their_work_signs_in_as_themselves(
    ada: Surfer, there: Running, lumen: Lumen, now: datetime
) -> None:
    await there.deliver("issues", issue("closed", now))
    await there.settle()
    assert await arrive(ada, await go(ada, "/people/1?x=1%232")) == "/people/1?x=1#2"
    session = await ada.get("/v1/session")
    assert (session["person"]["name"], session["person"]["login"]) == ("Ada Lovelace", "ada")
    assert [one["slug"] for one in session["organizations"]] == ["lumen"]
    with db.unit():
        assert Person.get_by_id(session["person"]["id"]).signed_in_at == now
        assert Identity.select().where(Identity.external_id == "1001").count() == 1


async def test_a_name_that_changed_hands_is_somebody_else(ada: Surfer, github: Provider) -> None:
    await arrive(ada, await go(ada))
    first = (await ada.get("/v1/session"))["person"]["id"]
    github.user["id"] = 2002
    await arrive(ada, await go(ada))
    assert (await ada.get("/v1/session"))["person"]["id"] != first


async def test_what_waits_in_the_browser_is_sealed_and_gone_afterwards(ada: Surfer) -> None:
    response = await follow(ada, f"{ada.url}/sign-in/github")
    [cookie] = response.cookies.values()
    assert (cookie.key, cookie["path"], bool(cookie["httponly"]), cookie["samesite"]) == (
        "codebadge_sign_in",
        "/sign-in/github",
        True,
        "Lax",
    )
    state = parse_qs(urlsplit(response.headers["Location"]).query)["state"][0]
    assert len(state) >= 32
    assert state not in cookie.value
    coming = await follow(ada, response.headers["Location"])
    await arrive(ada, coming.headers["Location"])
    assert ada.cookie("codebadge_sign_in") is None
    assert ada.cookie() is not None


async def test_nobody_is_signed_in_by_an_answer_that_they_did_not_ask_for(ada: Surfer, there: Running) -> None:
    """The attacker's code and state, in the victim's browser."""
    address = await go(ada)
    async with Surfer(there) as victim:
        assert await arrive(victim, address) == "/sign-in?error=expired&next=%2F"
        await go(victim)
        assert await arrive(victim, address) == "/sign-in?error=expired&next=%2F"
        assert victim.cookie() is None


async def test_another_state_is_refused(ada: Surfer) -> None:
    address = await go(ada, "/me")
    wrong = address.replace("state=", "state=x")
    assert await arrive(ada, wrong) == "/sign-in?error=expired&next=%2Fme"
    assert ada.cookie() is None


async def test_an_answer_is_good_once(ada: Surfer) -> None:
    address = await go(ada)
    assert await arrive(ada, address) == "/"
    assert (await arrive(ada, address)).startswith("/sign-in?error=expired")


async def test_an_answer_after_ten_minutes_is_too_late(ada: Surfer, there: Running, now: datetime) -> None:
    address = await go(ada)
    there.clock.at = now + timedelta(minutes=10)
    assert (await arrive(ada, address)).startswith("/sign-in?error=expired")


async def test_who_does_not_want_to_is_told_so(ada: Surfer) -> None:
    address = await go(ada)
    state = parse_qs(urlsplit(address).query)["state"][0]
    back = f"{ada.url}/sign-in/github/callback?error=access_denied&state={state}"
    assert (await arrive(ada, back)).startswith("/sign-in?error=denied")


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ("token", {"status": 500}),
        ("token", {"text": "no json"}),
        ("token", {"text": "{}", "content_type": "application/json"}),
        ("token", {"text": '{"error": "bad_verification_code"}', "content_type": "application/json"}),
        ("token", {"status": 302, "headers": {"Location": "http://127.0.0.1:1/"}}),
        ("user", {"status": 403}),
        ("user", {"text": "[]", "content_type": "application/json"}),
        ("user", {"text": '{"id": "1001", "login": "ada"}', "content_type": "application/json"}),
        ("user", {"text": '{"id": 0, "login": "ada"}', "content_type": "application/json"}),
        ("user", {"text": '{"id": 1, "login": "a b"}', "content_type": "application/json"}),
        ("user", {"status": 302, "headers": {"Location": "http://127.0.0.1:1/"}}),
    ],
    ids=str,
)
async def test_an_answer_of_no_use_signs_nobody_in(
    ada: Surfer, github: Provider, where: str, answer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    github.breaks[where] = answer
    address = await go(ada)
    with caplog.at_level(logging.INFO):
        assert (await arrive(ada, address)).startswith("/sign-in?error=unreachable")
    assert ada.cookie() is None
    assert "a sign-in with GitHub failed" in caplog.text


async def test_a_provider_that_is_away_is_told_as_that(
    with_github: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    gone = replace(with_github, github_token_url=f"http://127.0.0.1:{free_port()}/token")
    async with serving(gone, lumen, redis, Clock(now)) as server, Surfer(server) as surfer:
        assert (await arrive(surfer, await go(surfer))).startswith("/sign-in?error=unreachable")


async def test_without_its_settings_there_is_no_such_sign_in(server: Running) -> None:
    for path in ("/sign-in/github", "/sign-in/github/callback?code=x&state=x"):
        assert (await server.get(path))[0] == 404
    assert (await server.get("/v1/session"))[1]["sign_in"] == {"github": False, "email": True}


async def test_with_them_pages_are_told(ada: Surfer) -> None:
    assert (await ada.get("/v1/session"))["sign_in"] == {"github": True, "email": True}


async def test_signing_in_makes_a_new_session_and_ends_the_one_before(ada: Surfer, there: Running) -> None:
    await arrive(ada, await go(ada))
    before = ada.cookie()
    await arrive(ada, await go(ada))
    assert ada.cookie() not in (None, before)
    async with Surfer(there) as eve:
        eve.steal(before)
        assert (await eve.get("/v1/session"))["person"] is None


async def test_no_secret_is_logged(ada: Surfer, github: Provider, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        address = await go(ada)
        await arrive(ada, address)
        await arrive(ada, address)
    query = parse_qs(urlsplit(address).query)
    said = caplog.text + str([vars(record) for record in caplog.records])
    for secret in (query["code"][0], query["state"][0], CLIENT_SECRET, *github.tokens, str(ada.cookie()), "not-used@"):
        assert secret not in said


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/", "/"),
        ("/me", "/me"),
        ("/people/7?board=week#top", "/people/7?board=week#top"),
        ("/a/../b", "/a/../b"),
        ("/%2f%2fevil.example", "/%2f%2fevil.example"),
        ("/sign-in?next=https://evil.example", "/sign-in?next=https://evil.example"),
        (None, "/"),
        ("", "/"),
        ("me", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("/me\r\nSet-Cookie: a=b", "/"),
        (" //evil.example", "/"),
        ("/ /evil.example", "/"),
        ("https://evil.example", "/"),
        ("https:/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("data:text/html,x", "/"),
        ("/me\\..\\x", "/"),
        ("/é", "/"),
        ("/\x00", "/"),
        ("/" + "x" * 2000, "/"),
    ],
)
def test_nothing_leads_off_this_server(wanted: str | None, led: str) -> None:
    assert oauth.local(wanted) == led


async def test_the_way_to_the_provider_is_not_taken_without_end(
    with_github: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    bounds = Bounds(often={**BUSY.often, "github-address": "3 per minute"})
    async with serving(with_github, lumen, redis, Clock(now), bounds) as server, Surfer(server) as surfer:
        await arrive(surfer, await go(surfer))
        assert (await follow(surfer, f"{surfer.url}/sign-in/github")).status == 303
        refused = await follow(surfer, f"{surfer.url}/sign-in/github")
        assert (refused.status, int(refused.headers["Retry-After"]) > 0) == (429, True)


async def go_to_link(surfer: Surfer, **headers: str) -> str:
    """To the provider and back, for one more account of whoever is signed in."""
    address = f"{surfer.url}/sign-in/github?link=1&next=/me"
    async with surfer.session.get(address, allow_redirects=False, headers=headers) as leaving:
        coming = await follow(surfer, leaving.headers["Location"])
    return coming.headers["Location"]


async def test_whoever_is_signed_in_links_their_account_and_stays_who_they_are(
    ada: Surfer, there: Running, with_github: Settings
) -> None:
    before = await ada.sign_in("countess@example.org", with_github)
    cookie = ada.cookie()
    assert await arrive(ada, await go_to_link(ada)) == "/me"
    after = await ada.get("/v1/session")
    assert after["person"]["id"] == before["person"]["id"]
    assert [one["provider"] for one in after["person"]["identities"]] == ["email", "github"]
    assert ada.cookie() == cookie
    async with Surfer(there) as elsewhere:
        await arrive(elsewhere, await go(elsewhere))
        assert (await elsewhere.get("/v1/session"))["person"]["id"] == before["person"]["id"]


async def test_an_account_that_is_somebody_elses_stays_theirs(
    ada: Surfer, there: Running, with_github: Settings
) -> None:
    async with Surfer(there) as elsewhere:
        await arrive(elsewhere, await go(elsewhere))
    await ada.sign_in("countess@example.org", with_github)
    assert await arrive(ada, await go_to_link(ada)) == "/me?error=taken&next=%2Fme"
    assert len((await ada.get("/v1/session"))["person"]["identities"]) == 1


async def test_who_is_signed_out_meanwhile_links_nothing(ada: Surfer) -> None:
    assert await arrive(ada, await go_to_link(ada)) == "/me?error=expired&next=%2Fme"
    with db.unit():
        assert not Identity.select().exists()


async def test_a_page_of_another_site_signs_in_but_links_nothing(ada: Surfer, with_github: Settings) -> None:
    before = await ada.sign_in("countess@example.org", with_github)
    await arrive(ada, await go_to_link(ada, **{"Sec-Fetch-Site": "cross-site"}))
    assert (await ada.get("/v1/session"))["person"]["id"] != before["person"]["id"]
