"""The public page of an award and its picture: what machines read without a script, and what is never shown."""

import html
import re
import shutil
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from models import awards, badges, db, organizations
from models.art import pen
from models.awards import Award
from models.people import Membership, Person
from models.settings import Settings
from server.app import make_app, running
from server.pictures import drawing
from tests.cast import Lumen

REASON = 'Joined & merged <b>#42</b> "first"'


@dataclass
class Shown:
    """A server with one award, and what its pages say."""

    url: str
    session: aiohttp.ClientSession
    lumen: Lumen
    person: int

    async def get(self, path: str) -> tuple[int, bytes, Any]:
        async with self.session.get(self.url + path) as response:
            return response.status, await response.read(), response.headers

    async def page(self, award: int = 1) -> tuple[int, str]:
        status, body, _ = await self.get(f"/awards/{award}")
        return status, body.decode()


@pytest_asyncio.fixture
async def shown(clean: Settings, lumen: Lumen, now: datetime, tmp_path: Path, root: Path) -> AsyncIterator[Shown]:
    """Ada’s award, number 1; the page as it is before Vite has built it, which leaves the places alone."""
    dist = tmp_path / "dist"
    shutil.copytree(root / "static" / "badges", dist / "badges")
    shutil.copy(root / "static" / "award.html", dist / "award.html")
    with db.unit():
        person = Person.create(name="Ada “the <Great>” Lovelace", created_at=now)
        Membership.create(organization=lumen.organization, person=person, joined_at=now)
        special = badges.find(lumen.organization, "special")
        awards.give(lumen.organization, special, person.id, REASON, "the admin", now, evidence=EVIDENCE)
    app = make_app(replace(clean, public_url="https://badges.example.org", data=tmp_path / "data"), dist=dist)
    async with running(app, "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        yield Shown(f"http://127.0.0.1:{port}", session, lumen, person.id)


EVIDENCE = [
    {"text": "Fix <parser>", "url": "https://github.test/1?a=1&b=2"},
    {"text": "Not a link", "url": "javascript:alert(1)"},
]


def tags(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page)
    return {name: html.unescape(said) for name, said in found}


async def test_the_page_carries_open_graph_and_twitter_card_tags(shown: Shown) -> None:
    status, page = await shown.page()
    said = tags(page)
    assert status == 200
    assert said["og:title"] == said["twitter:title"] == "Ada “the <Great>” Lovelace earned “Special thanks”"
    assert said["og:url"] == "https://badges.example.org/awards/1"
    assert said["og:image"] == said["twitter:image"] == "https://badges.example.org/awards/1.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:description"] == f"{REASON}. Lumen, 4 March 2026."
    assert said["codebadge-org"] == "lumen"


async def test_the_page_says_what_was_met_and_what_was_not(shown: Shown) -> None:
    parts = [
        {"path": "earned.of.0", "is": "count", "words": "Close <10> issues", "met": True, "have": 12, "need": 10},
        {"path": "earned.of.1", "is": "league", "words": "Complete a league", "met": False, "have": 0, "need": 1},
    ]
    tree = {"path": "earned", "is": "any", "words": "Either", "met": True, "have": 1, "need": 1, "children": parts}
    with db.unit():
        Award.update(trace={"version": 1, "tree": tree}).execute()
    page = re.sub(r"<[^>]*>", "", (await shown.page())[1])
    assert "met: Close &lt;10&gt; issues 12 of 10" in page
    assert "not met: Complete a league 0 of 1" in page
    assert "Given by hand: Joined &amp; merged &lt;b&gt;#42&lt;/b&gt; &quot;first&quot;." in page


async def test_all_that_matters_is_there_without_a_script_and_escaped(shown: Shown) -> None:
    _, page = await shown.page()
    assert "Ada “the &lt;Great&gt;” Lovelace</bdi></a>" in page
    assert f'href="/people/{shown.person}"' in page
    assert html.escape(REASON) in page
    assert "<b>#42" not in page
    assert 'href="https://github.test/1?a=1&amp;b=2"' in page
    assert "javascript:" not in page
    assert "Given by the admin" in page
    assert '<time datetime="2026-03-04T12:00:00Z">4 March 2026</time>' in page


async def test_the_page_allows_only_its_own_scripts(shown: Shown) -> None:
    _, _, headers = await shown.get("/awards/1")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")


async def test_a_revoked_award_says_so(shown: Shown, now: datetime) -> None:
    with db.unit():
        special = badges.find(shown.lumen.organization, "special")
        awards.revoke(shown.lumen.organization, special, shown.person, "a mistake", "the admin", now)
    status, page = await shown.page()
    assert status == 200
    assert "Taken back on <time" in page
    assert "a mistake" in page
    assert tags(page)["og:title"].endswith("(taken back)")
    assert "Share it" not in page


@pytest.mark.parametrize("path", ["/awards/4711", "/awards/999999999999999999", "/awards/4711.png"])
async def test_an_unknown_award_is_not_found(shown: Shown, path: str) -> None:
    status, _, _ = await shown.get(path)
    assert status == 404


async def test_an_award_of_somebody_hidden_is_not_found_and_names_nobody(shown: Shown, now: datetime) -> None:
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == shown.person).execute()
    status, page = await shown.page()
    assert status == 404
    assert "There is no award at this address." in page
    assert "Ada" not in page
    assert tags(page)["robots"] == "noindex"
    assert (await shown.get("/awards/1.png"))[0] == 404


async def test_an_award_of_another_organisation_is_shown_without_a_link_to_a_page_that_is_not_here(
    shown: Shown, now: datetime
) -> None:
    with db.unit():
        other = organizations.create("other", "Other", "UTC", now)
        Membership.create(organization=other, person=shown.person, joined_at=now)
        awards.give(other, badges.find(other, "special"), shown.person, "", "x", now)
    status, page = await shown.page(2)
    assert status == 200
    assert tags(page)["codebadge-org"] == "other"
    assert "/people/" not in page


async def test_the_picture_is_a_large_png(shown: Shown) -> None:
    status, body, headers = await shown.get("/awards/1.png")
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", body[16:24]) == (1200, 630)


async def test_the_picture_changes_with_the_award(shown: Shown, now: datetime) -> None:
    before = (await shown.get("/awards/1.png"))[1]
    assert (await shown.get("/awards/1.png"))[1] == before
    with db.unit():
        special = badges.find(shown.lumen.organization, "special")
        awards.revoke(shown.lumen.organization, special, shown.person, "a mistake", "the admin", now)
    assert (await shown.get("/awards/1.png"))[1] != before


async def test_a_badge_with_a_picture_of_its_own_is_drawn_without_fetching_it(shown: Shown, now: datetime) -> None:
    with db.unit():
        special = badges.find(shown.lumen.organization, "special")
        badges.change(special, {"icon_url": f"{shown.url}/healthz", "name": "&<name>"}, now)
    assert (await shown.get("/awards/1.png"))[0] == 200


async def test_without_libcairo_the_picture_is_refused_and_the_page_stays(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = pen.Pen("tests.models.art.without_cairo")
    monkeypatch.setattr(pen, "shared", lambda: without)
    status, body, _ = await shown.get("/awards/1.png")
    without.close()
    assert status == 503
    assert b"libcairo is missing" in body
    assert (await shown.page())[0] == 200


async def test_no_more_pictures_wait_than_can_be_drawn_soon(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "WAITING", 0)
    assert (await shown.get("/awards/1.png"))[0] == 503
    monkeypatch.undo()
    # Such a refusal is not remembered.
    assert (await shown.get("/awards/1.png"))[0] == 200


async def test_before_vite_has_built_it_the_page_says_so(shown: Shown, clean: Settings, tmp_path: Path) -> None:
    app = make_app(clean, dist=tmp_path / "empty")
    async with running(app, "127.0.0.1", 0) as port, shown.session.get(f"http://127.0.0.1:{port}/awards/1") as answer:
        assert answer.status == 503
