"""`deliveries:watch`: whoever may see deliveries hears that there are new ones, or that they stand otherwise."""

import asyncio
from datetime import datetime

from models import db, tokens
from models.deliveries import Delivery
from models.tokens import Token
from tests.cast import issue
from tests.server.running import Browser, Running

ADMIN = "/admin"


def token(server: Running, now: datetime, role: str = "admin") -> str:
    with db.unit():
        return tokens.create(server.lumen.organization, role, f"the {role}", now)[1]


async def watch(office: Browser) -> str:
    answer = await office.ask("deliveries:watch", None, namespace=ADMIN)
    assert answer["ok"], answer
    return str(answer["pulse"])


async def test_new_deliveries_and_other_states_are_rung_once_for_many(server: Running, now: datetime) -> None:
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        heard = [await watch(office)]
        for number in range(5):
            server.lumen.keep("issues", issue("closed", now, number=number), now)
        heard.append((await office.next("deliveries.changed"))["pulse"])
        with db.unit():
            Delivery.update(state="dead").execute()
        heard.append((await office.next("deliveries.changed"))["pulse"])
        assert len(set(heard)) == 3
        assert await watch(office) == heard[-1]


async def test_who_may_not_see_deliveries_may_not_watch_and_one_whose_token_ends_is_told(
    server: Running, now: datetime
) -> None:
    async with server.browser(ADMIN, auth={"token": token(server, now, "contributor")}) as office:
        answer = await office.ask("deliveries:watch", {}, namespace=ADMIN)
        assert answer["error"]["code"] == "not_allowed"
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        await watch(office)
        with db.unit():
            Token.update(revoked_at=now).execute()
        assert (await office.next("refused"))["code"] == "not_signed_in"


async def test_one_connection_that_begins_again_and_again_is_told_to_wait(server: Running, now: datetime) -> None:
    async with server.browser(ADMIN, auth={"token": token(server, now)}) as office:
        events = ("deliveries:watch", "audit:tail") * 30
        answers = await asyncio.gather(*(office.ask(event, {}, namespace=ADMIN) for event in events))
    assert {answer["error"]["code"] for answer in answers if not answer["ok"]} == {"rate_limited"}
