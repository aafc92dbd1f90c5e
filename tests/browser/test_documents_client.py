"""A client written like the JavaScript examples of document 002, and its like for 001, works unchanged in Chromium."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page

from models import badges, db, jwts
from models.leagues import League
from models.people import Membership, Person
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAGE = Path(__file__).parent / "client.html"


@dataclass
class Client:
    """The page, and what there is at the server."""

    page: Page
    ada: str
    league: str
    badge: str

    async def run(self, script: str, *given: object) -> Any:
        """What the call gives, once it is done; `seen` afterwards."""
        await self.page.evaluate(f"(given) => ({script})(...given)", list(given))
        return await self.page.evaluate("seen")


@pytest_asyncio.fixture(loop_scope="session")
async def client(site: Site, visitor: Visitor) -> Client:
    """Ada, whose token it is, an admin’s token, a league without a badge, and a badge that Ada does not hold."""
    organization, now = site.lumen.organization, datetime.now(UTC)
    with db.unit():
        ada, chief = (Person.create(name=name, created_at=now) for name in ("Ada", "Grace"))
        Membership.create(organization=organization, person=ada, joined_at=now)
        Membership.create(organization=organization, person=chief, role="admin", joined_at=now)
        tokens = {
            "userToken": jwts.sign(ada, organization.id, now),
            "adminToken": jwts.sign(chief, organization.id, now),
        }
        league = League.create(organization=organization, name="Python League", created_at=now, updated_at=now)
        badge = badges.find(organization, "special")
    page = await visitor.page()
    await page.route("**/client.html", fulfil(PAGE.read_text().replace("TOKENS", repr(tokens), 1)))
    await page.goto(f"{site.url}/client.html")
    return Client(page, str(ada.id), str(league.id), str(badge.id))


def fulfil(text: str) -> Callable[..., Any]:
    async def give(route: Any) -> None:
        await route.fulfill(body=text, content_type="text/html")

    return give


async def test_display_all_badges(client: Client) -> None:
    seen = await client.run("fetchBadges")
    assert client.badge in [badge["id"] for badge in seen["badges"]]
    assert (seen["earnedCount"], {badge["earnedByUser"] for badge in seen["badges"]}) == (0, {False})


async def test_award_a_badge_to_a_user_and_see_it(client: Client) -> None:
    seen = await client.run("awardBadge", client.badge, client.ada, "Exceptional performance and dedication")
    assert (seen["toasts"], seen["errors"], seen["refreshed"]) == (["Badge awarded successfully!"], [], 1)
    seen = await client.run("fetchBadges")
    assert seen["earnedCount"] == 1
    assert [badge["totalEarners"] for badge in seen["badges"] if badge["earnedByUser"]] == [1]


async def test_an_award_without_a_reason_and_a_second_one(client: Client, visitor: Visitor) -> None:
    visitor.expects("400 (Bad Request)")
    await client.run("awardBadge", client.badge, client.ada)
    seen = await client.run("awardBadge", client.badge, client.ada)
    assert (seen["toasts"], seen["errors"]) == (["Badge awarded successfully!"], ["User already has this badge"])


async def test_create_a_badge_and_a_second_one_for_its_league(client: Client, visitor: Visitor) -> None:
    visitor.expects("400 (Bad Request)")
    wanted = {
        "name": "Python Mastery Badge",
        "description": "Awarded for completing all Python programming sections",
        "imageUrl": "https://example.com/python-badge.png",
        "leagueId": client.league,
    }
    seen = await client.run("createBadge", wanted)
    assert (seen["toasts"], seen["at"]) == (["Badge created successfully!"], "/admin/badges")
    seen = await client.run("createBadge", wanted)
    assert seen["errors"] == ["Badge already exists for this league"]


async def test_what_is_missing_is_said_in_the_toast(client: Client, visitor: Visitor) -> None:
    visitor.expects("400 (Bad Request)")
    await client.run("createBadge", {"name": "No League"})
    seen = await client.run("awardBadge", client.badge, "")
    assert seen["errors"] == ["Missing required fields (name, leagueId)", "Missing userId"]


async def test_a_client_of_the_other_document(client: Client, visitor: Visitor) -> None:
    visitor.expects("409 (Conflict)")
    said = [await client.page.evaluate(f"award('{client.badge}', '{client.ada}')") for _ in range(2)]
    assert said == ["Badge awarded successfully", "User already has this badge"]
    listed = await client.page.evaluate("publicBadges('/badges?isActive=true')")
    assert [badge["awardedCount"] for badge in listed if badge["id"] == client.badge] == [1]
    [held] = await client.page.evaluate(f"publicBadges('/badges/users/{client.ada}')")
    assert (held["id"], held["awardedBy"]["username"]) == (client.badge, "Grace")
