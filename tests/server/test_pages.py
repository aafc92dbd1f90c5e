"""The pages: the built HTML with the organisation in it, strict headers, and files that cannot be left."""

from datetime import datetime
from pathlib import Path

import aiohttp
import pytest

from models import db
from models.settings import Settings
from models.tenants import Organization
from server.app import make_app, running
from tests.cast import Lumen


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A page and its assets, as if built."""
    for name, text in {
        "index.html": '<meta name="codebadge-org" content="%CODEBADGE_ORG%">front',
        "person.html": '<meta name="codebadge-org" content="%CODEBADGE_ORG%">person',
        "sign-in.html": '<meta name="codebadge-org" content="%CODEBADGE_ORG%">sign in',
        "set-up.html": '<meta name="codebadge-org" content="%CODEBADGE_ORG%">set up',
        "new-organization.html": '<meta name="codebadge-org" content="%CODEBADGE_ORG%">found',
        "me.html": '<meta name="codebadge-org" content="%CODEBADGE_ORG%">me',
        "assets/front-abc123.js": "1",
        "codebadge-leaderboard.js": "2",
        "badges/issue-1.svg": "<svg/>",
    }.items():
        (tmp_path / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dist" / name).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "dist"


Got = tuple[int, str, dict[str, str]]


async def get(settings: Settings, dist: Path, path: str) -> Got:
    async with running(make_app(settings, dist=dist), "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        from yarl import URL

        url = URL(f"http://127.0.0.1:{port}{path}", encoded=True)
        async with session.get(url, allow_redirects=False) as response:
            return response.status, await response.text(), dict(response.headers)


PAGES = [
    ("/", "front"),
    ("/people/7", "person"),
    ("/sign-in", "sign in"),
    ("/set-up?code=abc", "set up"),
    ("/organizations/new", "found"),
    ("/me", "me"),
]


@pytest.mark.parametrize(("path", "page"), PAGES)
async def test_a_page_names_the_organization_and_allows_only_itself(
    clean: Settings, lumen: Lumen, dist: Path, path: str, page: str
) -> None:
    status, text, headers = await get(clean, dist, path)

    assert (status, text) == (200, f'<meta name="codebadge-org" content="lumen">{page}')
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in headers


async def test_a_page_is_about_the_organization_that_its_address_names(
    clean: Settings, lumen: Lumen, dist: Path
) -> None:
    assert 'content="umbra"' in (await get(clean, dist, "/people/7?org=umbra"))[1]
    assert 'content="lumen"' in (await get(clean, dist, "/people/7?org="))[1]
    assert "<script>" not in (await get(clean, dist, "/?org=%22%3E%3Cscript%3E"))[1]


async def test_before_there_is_an_organization_the_page_names_none(clean: Settings, dist: Path) -> None:
    assert 'content=""' in (await get(clean, dist, "/"))[1]


async def test_an_organization_that_was_just_made_is_on_the_next_page(
    clean: Settings, dist: Path, now: datetime
) -> None:
    async with running(make_app(clean, dist=dist), "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/") as response:
            assert 'content=""' in await response.text()
        with db.unit():
            Organization.create(slug="lumen", name="Lumen", time_zone="UTC", created_at=now)
        async with session.get(f"http://127.0.0.1:{port}/") as response:
            assert 'content="lumen"' in await response.text()


async def test_the_slug_is_escaped(clean: Settings, dist: Path, now: datetime) -> None:
    with db.unit():
        Organization.create(slug='"><script>', name="x", time_zone="UTC", created_at=now)

    assert "<script>" not in (await get(clean, dist, "/"))[1]


async def test_without_a_build_the_page_says_what_to_do(clean: Settings, tmp_path: Path) -> None:
    status, text, _ = await get(clean, tmp_path / "nothing", "/")

    assert status == 503
    assert "make run" in text


async def test_hashed_assets_never_change_and_the_widget_is_for_every_site(clean: Settings, dist: Path) -> None:
    _, _, asset = await get(clean, dist, "/static/assets/front-abc123.js")
    _, text, widget = await get(clean, dist, "/static/codebadge-leaderboard.js")
    _, _, art = await get(clean, dist, "/static/badges/issue-1.svg")

    assert "immutable" in asset["Cache-Control"]
    assert (text, widget["Access-Control-Allow-Origin"], widget["Cross-Origin-Resource-Policy"]) == (
        "2",
        "*",
        "cross-origin",
    )
    assert "immutable" not in widget["Cache-Control"]
    assert art["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static/assets/../../secret.txt",
        "/static//etc/passwd",
        "/static/assets",
        "/static/index.html",
        "/static/none.js",
        "/people/x",
    ],
)
async def test_nothing_else_is_given_out(clean: Settings, dist: Path, path: str) -> None:
    status, text, _ = await get(clean, dist, path)

    assert status == 404
    assert "secret" not in text


async def test_the_icon_is_found(clean: Settings, dist: Path) -> None:
    status, _, headers = await get(clean, dist, "/favicon.ico")

    assert (status, headers["Location"]) == (302, "/static/badges/merge-100.svg")
