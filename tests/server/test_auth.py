"""server/auth.py and cookies.py: who calls, and that no page but ours calls for them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import aiohttp
import pytest
import pytest_asyncio
from redis import Redis

from models import db, jwts, organizations, sealing, sessions, tokens
from models.people import Membership, Person
from models.settings import Settings
from tests.cast import Lumen
from tests.server.running import Clock, Running, serving
from tests.server.surfing import Surfer, code_for

TOKENS = "/v1/organizations/lumen/tokens"
TOKEN = {"name": "script", "role": "moderator"}


@pytest_asyncio.fixture
async def ada(server: Running, lumen: Lumen, now: datetime) -> AsyncIterator[Surfer]:
    """An admin of Lumen, signed in."""
    async with Surfer(server) as surfer:
        surfer.steal(cookie_of(admin(lumen, now), now))
        await surfer.get("/v1/session")
        yield surfer


def admin(lumen: Lumen, now: datetime) -> Person:
    with db.unit():
        person = Person.create(name="Ada", created_at=now)
        Membership.create(organization=lumen.organization, person=person, role="admin", joined_at=now)
        return person


def cookie_of(person: Person, now: datetime) -> str:
    with db.unit():
        secret = sessions.start(person, "here", now)
    return f"{secret}.{sealing.mark('session cookie', secret)}"


async def test_a_cookie_signs_in(ada: Surfer) -> None:
    assert (await ada.get("/v1/session"))["person"]["name"] == "Ada"
    assert (await ada.ask("POST", TOKENS, TOKEN))[0] == 201


@pytest.mark.parametrize("proof", ["", "x", "0" * 64, "ü"])
async def test_without_the_proof_nothing_is_changed(ada: Surfer, proof: str) -> None:
    for method, path in (("POST", TOKENS), ("PATCH", "/v1/organizations/lumen"), ("DELETE", "/v1/sessions")):
        body = None if method == "DELETE" else TOKEN
        status, answer = await ada.ask(method, path, body, X_CSRF_Token=proof.encode().decode("latin-1"))
        assert (status, answer["error"]["code"]) == (403, "csrf")
    assert (await ada.get(TOKENS))["tokens"] == []


async def test_another_sessions_proof_is_none(ada: Surfer, server: Running, lumen: Lumen, now: datetime) -> None:
    async with Surfer(server) as eve:
        eve.steal(cookie_of(admin(lumen, now), now))
        await eve.get("/v1/session")
        assert eve.csrf != ada.csrf
        assert (await ada.ask("POST", TOKENS, TOKEN, X_CSRF_Token=eve.csrf))[0] == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://codebadge.test.evil.example"])
async def test_another_sites_page_may_not_even_with_the_proof(ada: Surfer, origin: str) -> None:
    status, answer = await ada.ask("POST", TOKENS, TOKEN, Origin=origin)
    assert (status, answer["error"]["code"]) == (403, "csrf")


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
async def test_another_sites_page_signs_nobody_in(server: Running, origin: str) -> None:
    async with Surfer(server) as nobody:
        for path, body in (
            ("/v1/session/email", {"email": "ada@example.org"}),
            ("/v1/session/email/code", {"email": "ada@example.org", "code": "000000"}),
        ):
            assert (await nobody.ask("POST", path, body, Origin=origin))[0] == 403


async def test_our_own_page_may(ada: Surfer) -> None:
    for origin in ("http://codebadge.test", ada.url):
        assert (await ada.ask("POST", TOKENS, TOKEN, Origin=origin))[0] == 201


async def test_a_bearer_needs_no_proof_and_goes_before_the_cookie(
    ada: Surfer, server: Running, lumen: Lumen, now: datetime
) -> None:
    with db.unit():
        _, contributor = tokens.create(lumen.organization, "contributor", "script", now)
        _, boss = tokens.create(lumen.organization, "admin", "script", now)
    assert (await ada.ask("POST", TOKENS, TOKEN, Authorization=f"Bearer {contributor}", X_CSRF_Token=""))[0] == 403
    assert (await ada.ask("POST", TOKENS, TOKEN, Authorization=f"Bearer {boss}", X_CSRF_Token=""))[0] == 201


async def test_a_wrong_bearer_is_not_mended_by_a_cookie(ada: Surfer) -> None:
    assert (await ada.ask("GET", TOKENS, Authorization="Bearer cbt_wrong"))[0] == 401
    assert (await ada.ask("GET", TOKENS, Authorization="Basic YWRhOmFkYQ=="))[0] == 401


async def test_a_cookie_that_we_did_not_sign_is_no_cookie(ada: Surfer) -> None:
    secret, _, mark = str(ada.cookie()).partition(".")
    for cookie in (secret, f"{secret}.", f"{secret}.{'0' * 64}", f"{secret}x.{mark}", f".{mark}", "", "." * 300):
        ada.steal(cookie)
        assert (await ada.ask("GET", TOKENS))[0] == 401


async def test_a_session_that_has_ended_is_nobody_and_its_cookie_goes(
    ada: Surfer, server: Running, now: datetime
) -> None:
    server.clock.at = now + timedelta(days=30)
    assert (await ada.ask("GET", TOKENS))[0] == 401
    assert (await ada.get("/v1/session"))["person"] is None
    assert ada.cookie() is None


async def test_a_stranger_reads_what_is_public_and_is_refused_the_rest(
    ada: Surfer, server: Running, now: datetime
) -> None:
    with db.unit():
        other = organizations.create("ember", "Ember", "UTC", now)
        _, theirs = tokens.create(other, "super_admin", "script", now)
    assert (await ada.ask("GET", "/v1/organizations/ember"))[0] == 200
    assert (await ada.ask("GET", "/v1/organizations/ember/tokens"))[0] == 403
    assert (await ada.ask("POST", "/v1/organizations/ember/tokens", TOKEN))[0] == 403
    bearer = {"Authorization": f"Bearer {theirs}"}
    assert (await server.get(TOKENS, **bearer))[0] == 403


async def test_a_signed_token_is_for_one_organisation(server: Running, lumen: Lumen, now: datetime) -> None:
    person = admin(lumen, now)
    with db.unit():
        organizations.create("ember", "Ember", "UTC", now)
        Person.update(owner=True).where(Person.id == person.id).execute()
        text = jwts.sign(person, lumen.organization.id, now)
    bearer = {"Authorization": f"Bearer {text}"}
    assert (await server.get(TOKENS, **bearer))[0] == 200
    assert (await server.get("/v1/organizations/ember/tokens", **bearer))[0] == 403


async def test_when_a_browser_was_last_here_is_noted_also_for_reads(
    ada: Surfer, server: Running, now: datetime
) -> None:
    server.clock.at = now + timedelta(minutes=6)
    await ada.get("/v1/sessions")
    [seen] = (await ada.get("/v1/sessions"))["sessions"]
    assert seen["seen_at"] == "2026-03-04T12:06:00Z"


async def test_answers_to_somebody_are_not_for_shared_caches(ada: Surfer, server: Running) -> None:
    async with ada.session.get(ada.url + "/v1/session") as response:
        assert response.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize(("public", "secure"), [("https://badges.example", True), ("http://codebadge.test", False)])
async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime, public: str, secure: bool
) -> None:
    async with serving(replace(clean, public_url=public), lumen, redis, Clock(now)) as server, Surfer(server) as ada:
        await ada.ask("POST", "/v1/session/email", {"email": "ada@example.org"})
        body = {"email": "ada@example.org", "code": code_for("ada@example.org", clean)}
        async with ada.session.post(ada.url + "/v1/session/email/code", json=body) as response:
            [cookie] = response.cookies.values()
        assert (cookie.key, cookie["path"], cookie["samesite"]) == ("codebadge_session", "/", "Lax")
        assert (bool(cookie["httponly"]), bool(cookie["secure"]), cookie["domain"]) == (True, secure, "")
        assert int(cookie["max-age"]) == 30 * 24 * 3600


async def test_a_page_of_another_site_cannot_read_with_the_cookie(ada: Surfer, lumen: Lumen) -> None:
    headers = {"Origin": "https://evil.example"}
    async with ada.session.get(ada.url + "/v1/session", headers=headers) as response:
        assert "Access-Control-Allow-Origin" not in response.headers
    async with ada.session.get(ada.url + TOKENS, headers=headers) as response:
        assert "Access-Control-Allow-Credentials" not in response.headers


async def test_nobody_at_all_reads_what_is_public(server: Running) -> None:
    async with aiohttp.ClientSession() as session, session.get(server.url + "/v1/organizations/lumen") as response:
        assert response.status == 200


async def test_use_of_a_token_at_the_admin_socket_is_noted_too(server: Running, lumen: Lumen, now: datetime) -> None:
    with db.unit():
        row, text = tokens.create(lumen.organization, "admin", "script", now)
    async with server.browser("/admin", auth={"token": text}) as browser:
        assert (await browser.ask("board:rebuild", None, "/admin"))["ok"]
    with db.unit():
        assert tokens.listed(lumen.organization.id, 1)[0].used_at == now
        assert row.used_at is None
