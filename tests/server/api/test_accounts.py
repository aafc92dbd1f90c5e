"""server/api/accounts/: a code by e-mail in, a session out, and tokens for programs; nobody by another site."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from models import db, founding, tokens
from models.audit import AuditLine
from models.people import Identity, Membership, Person
from models.settings import Settings
from models.tenants import Organization
from tests.cast import Lumen
from tests.server.running import Running
from tests.server.surfing import Surfer, code_for

EMAIL = "ada@example.org"


def member(lumen: Lumen, now: datetime, role: str = "contributor", email: str = EMAIL, **more: Any) -> int:
    """Somebody whose address an admin has written down."""
    with db.unit():
        person = Person.create(name="Ada", created_at=now, **more)
        Identity.create(person=person, provider="email", external_id=email, login=email, seen_at=now)
        Membership.create(organization=lumen.organization, person=person, role=role, joined_at=now)
        return int(person.id)


@pytest_asyncio.fixture
async def ada(server: Running) -> AsyncIterator[Surfer]:
    async with Surfer(server) as surfer:
        yield surfer


@pytest_asyncio.fixture
async def eve(server: Running) -> AsyncIterator[Surfer]:
    async with Surfer(server) as surfer:
        yield surfer


async def test_nobody_is_signed_in_at_first(ada: Surfer) -> None:
    assert await ada.get("/v1/session") == {
        "person": None,
        "organizations": [],
        "csrf": "",
        "sign_in": {"github": False, "email": True},
        "set_up": False,
    }


async def test_a_code_by_mail_signs_in(ada: Surfer, clean: Settings, lumen: Lumen, now: datetime) -> None:
    person = member(lumen, now, "admin")
    session = await ada.sign_in(EMAIL, clean)
    assert session["person"]["id"] == person
    assert session["person"]["email"] == EMAIL
    assert [(one["provider"], one["login"], one["proven"]) for one in session["person"]["identities"]] == [
        ("email", EMAIL, True)
    ]
    assert session["organizations"] == [
        {"slug": "lumen", "name": "Lumen", "role": "admin", "role_name": "Admin"}
        | {"person_hidden": False, "studio": True}
    ]
    assert await ada.get("/v1/session") == session
    status, _ = await ada.ask("GET", "/v1/organizations/lumen/tokens")
    assert status == 200


async def test_a_stranger_may_sign_in_and_sees_that_they_belong_nowhere(ada: Surfer, clean: Settings) -> None:
    session = await ada.sign_in("new@example.org", clean)
    assert session["person"]["name"] == "new"
    assert session["organizations"] == []
    status, body = await ada.ask("GET", "/v1/organizations/lumen/tokens")
    assert (status, body["error"]["code"]) == (403, "not_allowed")
    assert (await ada.ask("GET", "/v1/organizations/lumen"))[0] == 200


async def test_the_answer_is_the_same_for_known_and_unknown_addresses(ada: Surfer, lumen: Lumen, now: datetime) -> None:
    member(lumen, now)
    known = await ada.ask("POST", "/v1/session/email", {"email": EMAIL})
    unknown = await ada.ask("POST", "/v1/session/email", {"email": "eve@example.org"})
    assert known == (202, {"sent_to": EMAIL, "wait": 30})
    assert unknown == (202, {"sent_to": "eve@example.org", "wait": 30})
    refusals = [
        await ada.ask("POST", "/v1/session/email/code", {"email": email, "code": "000000"})
        for email in (EMAIL, "eve@example.org", "nobody@example.org")
    ]
    assert len({str(refusal) for refusal in refusals}) == 1
    assert refusals[0][0] == 401


@pytest.mark.parametrize(
    "email",
    ["", "ada", "ada@", "@example.org", "a b@example.org", "ada@example.org\r\nBcc: eve@example.org", "ada@a.b\x00", 7],
)
async def test_what_is_no_address_gets_no_mail(ada: Surfer, email: object) -> None:
    status, body = await ada.ask("POST", "/v1/session/email", {"email": email})
    assert (status, body["error"]["code"]) == (400, "invalid")


async def test_wrong_codes_count_although_they_are_refused(ada: Surfer, clean: Settings) -> None:
    await ada.ask("POST", "/v1/session/email", {"email": EMAIL})
    code = code_for(EMAIL, clean)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert (await ada.ask("POST", "/v1/session/email/code", {"email": EMAIL, "code": wrong}))[0] == 401
    assert (await ada.ask("POST", "/v1/session/email/code", {"email": EMAIL, "code": code}))[0] == 401


async def test_a_code_opens_once(ada: Surfer, eve: Surfer, clean: Settings) -> None:
    await ada.sign_in(EMAIL, clean)
    given = {"email": EMAIL, "code": code_for(EMAIL, clean)}
    assert (await eve.ask("POST", "/v1/session/email/code", given))[0] == 401


async def test_the_same_key_signs_in_the_same_and_a_refusal_is_not_kept(ada: Surfer, clean: Settings) -> None:
    await ada.ask("POST", "/v1/session/email", {"email": EMAIL}, Idempotency_Key="mail")
    code = code_for(EMAIL, clean)
    assert (await ada.ask("POST", "/v1/session/email", {"email": EMAIL}, Idempotency_Key="mail"))[0] == 202
    assert code_for(EMAIL, clean) == code
    wrong = {"email": EMAIL, "code": f"{(int(code) + 1) % 1_000_000:06d}"}
    for _ in range(2):
        status, _ = await ada.ask("POST", "/v1/session/email/code", wrong, Idempotency_Key="wrong")
        assert status == 401
    right = {"email": EMAIL, "code": code}
    first = await ada.ask("POST", "/v1/session/email/code", right, Idempotency_Key="right")
    cookie = ada.cookie()
    ada.session.cookie_jar.clear()
    again = await ada.ask("POST", "/v1/session/email/code", right, Idempotency_Key="right")
    assert first == again
    assert again[0] == 200
    assert ada.cookie() == cookie


async def test_signing_in_always_makes_a_new_session_and_ends_the_one_before(
    ada: Surfer, eve: Surfer, clean: Settings
) -> None:
    await ada.sign_in("first@example.org", clean)
    before = ada.cookie()
    session = await ada.sign_in(EMAIL, clean)
    assert ada.cookie() not in (None, before)
    assert session["person"]["email"] == EMAIL
    eve.steal(before)
    assert (await eve.get("/v1/session"))["person"] is None


async def test_signing_out_ends_the_session_itself(ada: Surfer, eve: Surfer, clean: Settings) -> None:
    await ada.sign_in(EMAIL, clean)
    eve.steal(ada.cookie())
    assert (await eve.get("/v1/session"))["person"]["email"] == EMAIL
    status, body = await ada.ask("DELETE", "/v1/session")
    assert (status, body["person"], ada.cookie()) == (200, None, None)
    assert (await eve.get("/v1/session"))["person"] is None
    assert eve.cookie() is None


async def test_signing_out_everywhere_ends_browsers_and_programs(
    ada: Surfer, eve: Surfer, server: Running, clean: Settings, lumen: Lumen, now: datetime
) -> None:
    member(lumen, now, "admin")
    await eve.sign_in(EMAIL, clean)
    await ada.sign_in(EMAIL, clean)
    listed = (await ada.get("/v1/sessions"))["sessions"]
    assert [one["current"] for one in listed] == [True, False]
    _, pair = await ada.ask("POST", "/v1/auth/tokens", {"organization": "lumen"})
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert (await server.get("/v1/organizations/lumen/tokens", **bearer))[0] == 200
    assert await ada.ask("DELETE", "/v1/sessions") == (200, {"ended": 2})
    assert (await server.get("/v1/organizations/lumen/tokens", **bearer))[0] == 401
    assert (await eve.get("/v1/session"))["person"] is None
    status, _ = await ada.ask("POST", "/v1/auth/refresh", {"refresh_token": pair["refresh_token"]})
    assert status == 401


async def test_a_program_signs_in_with_a_code_and_renews_its_token(
    ada: Surfer, server: Running, clean: Settings, lumen: Lumen, now: datetime
) -> None:
    person = member(lumen, now, "admin")
    await ada.ask("POST", "/v1/session/email", {"email": EMAIL})
    given = {"organization": "lumen", "email": EMAIL, "code": code_for(EMAIL, clean)}
    status, pair = await ada.ask("POST", "/v1/auth/tokens", given)
    assert (status, pair["token_type"], pair["expires_in"], ada.cookie()) == (200, "Bearer", 900, None)
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert (await server.get("/v1/session", **bearer))[1]["person"]["id"] == person
    server.clock.at = now + timedelta(minutes=15)
    assert (await server.get("/v1/organizations/lumen/tokens", **bearer))[0] == 401
    status, renewed = await ada.ask("POST", "/v1/auth/refresh", {"refresh_token": pair["refresh_token"]})
    assert status == 200
    bearer = {"Authorization": f"Bearer {renewed['access_token']}"}
    assert (await server.get("/v1/organizations/lumen/tokens", **bearer))[0] == 200


async def test_a_refresh_token_used_twice_ends_its_family(
    ada: Surfer, clean: Settings, lumen: Lumen, now: datetime
) -> None:
    member(lumen, now)
    await ada.sign_in(EMAIL, clean)
    _, first = await ada.ask("POST", "/v1/auth/tokens", {"organization": "lumen"})
    _, second = await ada.ask("POST", "/v1/auth/refresh", {"refresh_token": first["refresh_token"]})
    for pair in (first, second):
        status, body = await ada.ask("POST", "/v1/auth/refresh", {"refresh_token": pair["refresh_token"]})
        assert (status, body["error"]["code"]) == (401, "not_signed_in")


async def test_a_revoked_refresh_token_buys_nothing(ada: Surfer, clean: Settings, lumen: Lumen, now: datetime) -> None:
    member(lumen, now)
    await ada.sign_in(EMAIL, clean)
    _, pair = await ada.ask("POST", "/v1/auth/tokens", {"organization": "lumen"})
    for text in (pair["refresh_token"], "no such token"):
        assert await ada.ask("POST", "/v1/auth/revoke", {"refresh_token": text}) == (200, {})
    assert (await ada.ask("POST", "/v1/auth/refresh", {"refresh_token": pair["refresh_token"]}))[0] == 401


async def test_there_is_no_token_for_strangers_nor_for_nobody(ada: Surfer, clean: Settings) -> None:
    assert (await ada.ask("POST", "/v1/auth/tokens", {"organization": "lumen"}))[0] == 401
    await ada.sign_in("new@example.org", clean)
    assert (await ada.ask("POST", "/v1/auth/tokens", {"organization": "lumen"}))[0] == 403
    assert (await ada.ask("POST", "/v1/auth/tokens", {"organization": "nowhere"}))[0] == 404
    assert (await ada.ask("POST", "/v1/auth/tokens", {"organization": "lumen", "email": EMAIL}))[0] == 400


async def test_an_api_token_is_nobodys_and_has_no_browsers(server: Running, lumen: Lumen, now: datetime) -> None:
    with db.unit():
        _, text = tokens.create(lumen.organization, "admin", "script", now)
    bearer = {"Authorization": f"Bearer {text}"}
    assert (await server.get("/v1/sessions", **bearer))[0] == 403
    assert (await server.get("/v1/session", **bearer))[1]["person"] is None
    assert (await server.get("/v1/sessions"))[0] == 401


FOUNDING = {
    "name": "Ember",
    "slug": "ember",
    "time_zone": "Europe/Vienna",
    "admin": {"email": EMAIL},
    "special_badges": [{"name": "Heroes", "rule": {"kind": "named", "people": [EMAIL, "@bob"]}}],
}


@pytest_asyncio.fixture
async def newcomer(empty: Running) -> AsyncIterator[Surfer]:
    async with Surfer(empty) as surfer:
        yield surfer


@pytest_asyncio.fixture
async def empty(server: Running) -> Running:
    """A server without any organisation."""
    tables = "organization, badge, project, hook, hook_secret, audit_line, audit_head, membership, person, identity"
    with db.unit():
        db.database.execute_sql(f"TRUNCATE {tables} CASCADE")
    return server


async def test_the_set_up_code_founds_the_first_organisation_and_signs_its_admin_in(
    newcomer: Surfer, now: datetime
) -> None:
    assert (await newcomer.get("/v1/session"))["set_up"] is True
    given = FOUNDING | {"set_up_code": founding.set_up_code()}
    status, body = await newcomer.ask("POST", "/v1/organizations", given)
    assert status == 201, body
    assert body["organization"] == {"slug": "ember", "name": "Ember", "time_zone": "Europe/Vienna"}
    assert body["signed_in"] is True
    assert [(one["name"], one["held"]) for one in body["badges"]] == [("Heroes", 1)]
    session = await newcomer.get("/v1/session")
    assert session["person"]["id"] == body["admin"]["id"]
    assert [one["role"] for one in session["organizations"]] == ["owner"]
    assert session["set_up"] is False


async def test_the_code_is_worth_nothing_once_there_is_an_organisation(newcomer: Surfer, eve: Surfer) -> None:
    given = FOUNDING | {"set_up_code": founding.set_up_code()}
    assert (await newcomer.ask("POST", "/v1/organizations", given))[0] == 201
    status, body = await eve.ask("POST", "/v1/organizations", given | {"slug": "other"})
    assert (status, body["error"]["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("code", [None, "", "x" * 24])
async def test_without_the_code_nobody_founds(newcomer: Surfer, code: str | None) -> None:
    status, body = await newcomer.ask("POST", "/v1/organizations", FOUNDING | {"set_up_code": code})
    assert (status, body["error"]["code"]) == (403, "not_allowed")
    with db.unit():
        assert not Organization.select().exists()
        assert not Person.select().exists()


async def test_of_two_who_set_up_at_once_one_does(newcomer: Surfer, eve: Surfer) -> None:
    given = FOUNDING | {"set_up_code": founding.set_up_code()}
    answers = await asyncio.gather(
        newcomer.ask("POST", "/v1/organizations", given),
        eve.ask("POST", "/v1/organizations", given | {"slug": "other"}),
    )
    assert sorted(status for status, _ in answers) == [201, 401]


async def test_later_it_takes_the_servers_owner(ada: Surfer, clean: Settings, lumen: Lumen, now: datetime) -> None:
    owner = member(lumen, now, "super_admin")
    await ada.sign_in(EMAIL, clean)
    given = FOUNDING | {"admin": {"github": "bob"}}
    assert (await ada.ask("POST", "/v1/organizations", given))[0] == 403
    with db.unit():
        Person.update(owner=True).where(Person.id == owner).execute()
    status, body = await ada.ask("POST", "/v1/organizations", given)
    assert (status, body["signed_in"], body["admin"]["login"]) == (201, False, "bob")
    assert [one["slug"] for one in (await ada.get("/v1/session"))["organizations"]] == ["lumen", "ember"]
    with db.unit():
        line = AuditLine.select().order_by(AuditLine.id.desc()).get()
        assert (line.action, line.door, line.person_id) == ("organization:create", "rest", owner)


async def test_tokens_are_made_listed_and_revoked_by_admins(
    ada: Surfer, server: Running, clean: Settings, lumen: Lumen, now: datetime
) -> None:
    member(lumen, now, "admin")
    await ada.sign_in(EMAIL, clean)
    given = {"name": "script", "role": "moderator", "scopes": ["badge:award"], "expires_at": "2026-12-31T00:00:00Z"}
    status, made = await ada.ask("POST", "/v1/organizations/lumen/tokens", given)
    assert status == 201
    assert made["text"].startswith("cbt_")
    assert (made["token"]["role"], made["token"]["scopes"]) == ("moderator", ["badge:award"])
    [listed] = (await ada.get("/v1/organizations/lumen/tokens"))["tokens"]
    assert listed == made["token"]
    assert made["text"] not in str(listed)
    bearer = {"Authorization": f"Bearer {made['text']}"}
    assert (await server.get("/v1/session", **bearer))[0] == 200
    assert (await ada.get("/v1/organizations/lumen/tokens"))["tokens"][0]["used_at"] == "2026-03-04T12:00:00Z"
    status, ended = await ada.ask("DELETE", f"/v1/organizations/lumen/tokens/{listed['id']}")
    assert (status, ended["token"]["revoked_at"]) == (200, "2026-03-04T12:00:00Z")
    assert (await server.get("/v1/session", **bearer))[0] == 401


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"role": "super_admin"}, 403),
        ({"role": "owner"}, 400),
        ({"role": "admin", "scopes": []}, 400),
        ({"scopes": ["badge:write"]}, 400),
        ({"scopes": ["badge:eat"]}, 400),
        ({"expires_at": "2026-03-04T12:00:00Z"}, 400),
        ({"name": ""}, 400),
        ({"unknown": 1}, 400),
    ],
    ids=str,
)
async def test_what_no_token_can_be(
    ada: Surfer, clean: Settings, lumen: Lumen, now: datetime, change: dict[str, object], status: int
) -> None:
    member(lumen, now, "admin")
    await ada.sign_in(EMAIL, clean)
    given = {"name": "script", "role": "moderator"} | change
    assert (await ada.ask("POST", "/v1/organizations/lumen/tokens", given))[0] == status
    assert (await ada.get("/v1/organizations/lumen/tokens"))["tokens"] == []


async def test_an_organisation_is_renamed_and_counts_by_another_clock(
    ada: Surfer, server: Running, clean: Settings, lumen: Lumen, now: datetime
) -> None:
    member(lumen, now, "admin")
    await ada.sign_in(EMAIL, clean)
    given = {"name": "Lumen 2", "time_zone": "Asia/Tokyo", "allowed_origins": ["https://Lumen.example:443"]}
    status, body = await ada.ask("PATCH", "/v1/organizations/lumen", given)
    assert (status, body["organization"]) == (
        200,
        {
            "slug": "lumen",
            "name": "Lumen 2",
            "time_zone": "Asia/Tokyo",
            "allowed_origins": ["https://lumen.example"],
            "ranking": "standard",
        },
    )
    for wrong in ({}, {"time_zone": "Mars"}, {"allowed_origins": ["lumen"]}, {"slug": "x"}):
        assert (await ada.ask("PATCH", "/v1/organizations/lumen", wrong))[0] == 400
    with db.unit():
        line = AuditLine.select().order_by(AuditLine.id.desc()).get()
        assert line.before["time_zone"] == "Europe/Vienna"


async def test_no_secret_and_no_address_is_ever_logged(
    ada: Surfer, clean: Settings, lumen: Lumen, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    member(lumen, now, "admin")
    with caplog.at_level(logging.INFO):
        await ada.sign_in(EMAIL, clean)
        code = code_for(EMAIL, clean)
        _, pair = await ada.ask("POST", "/v1/auth/tokens", {"organization": "lumen"})
        for _ in range(2):
            await ada.ask("POST", "/v1/auth/refresh", {"refresh_token": pair["refresh_token"]})
        _, made = await ada.ask("POST", "/v1/organizations/lumen/tokens", {"name": "script", "role": "admin"})
        await ada.ask("POST", "/v1/session/email/code", {"email": EMAIL, "code": code})
    secrets = [EMAIL, code, ada.cookie(), ada.csrf, pair["access_token"], pair["refresh_token"], made["text"]]
    said = caplog.text + str([vars(record) for record in caplog.records])
    assert "written to" in said
    assert not [one for one in secrets if str(one) in said]
