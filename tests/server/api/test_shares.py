"""server/api/native/shares.py: from an admin's word by a mail's link to the receiver, and to nobody else."""

import re
from datetime import datetime, timedelta
from typing import Any

from models import db, jwts, organizations
from models.db import rows
from models.people import Person
from models.settings import Settings
from models.shares import Share
from tests.cast import Lumen
from tests.models.shared import MAIL, drawn, joins, signed_in
from tests.server.api.desk import Desk
from tests.server.running import Running
from tests.server.surfing import Surfer, last_mail

OPENED, CONFIRM, MINE = "/v1/shares/opened", "/v1/shares/confirm", "/v1/me/shares"


def contributor(lumen: Lumen, now: datetime, mail: str = MAIL) -> int:
    with db.unit():
        person = signed_in(now, mail=mail)
        joins(lumen.organization, person, now)
        return person


def link_in(settings: Settings, mail: str = MAIL) -> str:
    [token] = re.findall(r"http://codebadge\.test/shared#([\w-]+)$", last_mail(mail, settings), re.M)
    return str(token)


def kept() -> list[Any]:
    with db.unit():
        return rows("SELECT to_jsonb(s) FROM share s ORDER BY id") + rows("SELECT to_jsonb(l) FROM share_link l")


async def test_by_email_from_the_admin_to_the_studio(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    desk, ada = Desk(server, now), contributor(lumen, now)
    with db.unit():
        design = drawn(lumen.organization, now, "Spring medal").id
    made = await desk.done("POST", "/shares", {"design": design, "email": MAIL, "role": "edit", "note": "the ribbon"})
    token = link_in(clean)
    assert made["link"].endswith(token)
    async with Surfer(server) as browser:
        status, told = await browser.ask("GET", OPENED, X_Share_Token=token)
        assert status == 200
        assert told["invitation"] == {
            "organization": "Lumen",
            "org": "lumen",
            "what": "Spring medal",
            "role": "edit",
            "way": "email",
            "hint": "a…@e….org",
            "by": "the admin",
            "state": "waiting",
            "expires_at": told["invitation"]["expires_at"],
        }
        assert (await browser.ask("POST", CONFIRM, {"token": token}))[0] == 401
        await browser.sign_in(MAIL, clean)
        [waiting] = (await browser.get(MINE))["shares"]
        assert (waiting["state"], waiting["note"], waiting["org"]) == ("waiting", "the ribbon", "lumen")
        status, answer = await browser.ask("POST", CONFIRM, {"token": token})
        assert (status, answer["href"]) == (200, f"/studio/{design}?org=lumen")
        [theirs] = (await browser.get(MINE))["shares"]
        assert (theirs["state"], theirs["person"]["id"]) == ("confirmed", ada)
        [listed] = (await desk.done("GET", f"/shares?design={design}"))["shares"]
        assert (listed["person"]["id"], listed["state"]) == (ada, "confirmed")
        assert (await browser.ask("DELETE", f"{MINE}/{theirs['id']}"))[0] == 200
        assert (await browser.get(MINE))["shares"] == []


async def test_scanners_that_open_a_link_use_nothing_up(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    desk = Desk(server, now)
    contributor(lumen, now)
    await desk.done("POST", "/shares", {"email": MAIL, "role": "view"})
    before, token = kept(), link_in(clean)
    for _ in range(30):
        assert (await server.get(OPENED, **{"X-Share-Token": token}))[0] == 200
    assert kept() == before
    async with Surfer(server) as ada:
        await ada.sign_in(MAIL, clean)
        assert (await ada.ask("POST", CONFIRM, {"token": token}))[0] == 200


async def test_a_forwarded_link_opens_for_nobody_else(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    desk = Desk(server, now)
    contributor(lumen, now)
    contributor(lumen, now, "eve@example.org")
    share = (await desk.done("POST", "/shares", {"email": MAIL, "role": "view"}))["share"]["id"]
    async with Surfer(server) as eve:
        await eve.sign_in("eve@example.org", clean)
        status, body = await eve.ask("POST", CONFIRM, {"token": link_in(clean)})
        assert (status, body["error"]["code"]) == (403, "not_allowed")
        assert MAIL not in str(body)
        assert (await eve.ask("POST", CONFIRM, {"share": share}))[0] == 404
        assert (await eve.ask("DELETE", f"{MINE}/{share}"))[0] == 404
        assert (await eve.get(MINE))["shares"] == []


async def test_a_stranger_with_the_right_address_is_told_why_not(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    desk = Desk(server, now)
    await desk.done("POST", "/shares", {"email": MAIL, "role": "view"})
    token = link_in(clean)
    async with Surfer(server) as stranger:
        await stranger.sign_in(MAIL, clean)
        status, body = await stranger.ask("POST", CONFIRM, {"token": token})
    assert (status, body["error"]["code"]) == (403, "not_contributor")
    assert "contributors of Lumen alone" in body["error"]["message"]


async def test_a_signed_token_of_another_organisation_confirms_nothing_here(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    desk, ada = Desk(server, now), contributor(lumen, now)
    await desk.done("POST", "/shares", {"email": MAIL, "role": "view"})
    with db.unit():
        ember = organizations.create("ember", "Ember", "UTC", now)
        joins(ember, ada, now)
        signed = {org.slug: jwts.sign(Person.get_by_id(ada), org.id, now) for org in (ember, lumen.organization)}
    given = {"token": link_in(clean)}
    for slug, status in (("ember", 404), ("lumen", 200)):
        headers = {"Authorization": f"Bearer {signed[slug]}"}
        async with server.session.post(server.url + CONFIRM, json=given, headers=headers) as response:
            assert response.status == status
    with db.unit():
        assert Share.get().person_id == ada


async def test_what_was_taken_back_or_expired_says_so_and_opens_nothing(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    desk = Desk(server, now)
    contributor(lumen, now)
    made = await desk.done("POST", "/shares", {"email": MAIL, "role": "view", "days": 1})
    token = link_in(clean)
    async with Surfer(server) as ada:
        await ada.sign_in(MAIL, clean)
        server.clock.at = now + timedelta(days=1)
        assert (await ada.ask("GET", OPENED, X_Share_Token=token))[1]["invitation"]["state"] == "expired"
        assert (await ada.ask("POST", CONFIRM, {"token": token}))[0] == 410
        again = await desk.done("POST", f"/shares/{made['share']['id']}/resend", {"days": 2})
        assert link_in(clean) == again["link"].partition("#")[2] != token
        await desk.done("DELETE", f"/shares/{made['share']['id']}")
        assert (await ada.ask("GET", OPENED, X_Share_Token=token))[1]["invitation"]["state"] == "revoked"
        assert (await ada.ask("POST", CONFIRM, {"token": token}))[0] == 410


async def test_an_unknown_token_opens_nothing(server: Running) -> None:
    for header in ({}, {"X-Share-Token": "x" * 43}, {"X-Share-Token": "y" * 5_000}):
        status, body = await server.get(OPENED, **header)
        assert (status, body["error"]["code"]) == (404, "not_found")


async def test_another_organisation_sees_and_changes_none_of_it(
    server: Running, lumen: Lumen, clean: Settings, now: datetime
) -> None:
    desk = Desk(server, now)
    share = (await desk.done("POST", "/shares", {"email": MAIL, "role": "view"}))["share"]["id"]
    for method, path, body in (
        ("GET", "/shares", None),
        ("POST", "/shares", {"email": MAIL, "role": "view"}),
        ("POST", f"/shares/{share}/resend", {}),
        ("PATCH", f"/shares/{share}", {"role": "edit"}),
        ("DELETE", f"/shares/{share}", None),
    ):
        assert (await desk.ask(method, path, body, "stranger"))[0] == 403
    theirs = server.url + "/v1/organizations/other/shares"
    headers = {"Authorization": f"Bearer {desk.tokens['stranger']}"}
    async with server.session.delete(f"{theirs}/{share}", headers=headers) as response:
        assert response.status == 404
    async with server.session.get(theirs, headers=headers) as response:
        assert await response.json() == {"shares": []}
