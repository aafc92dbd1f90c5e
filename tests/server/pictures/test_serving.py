"""`/img`: pictures of every size and format, told apart by ETag, drawn once, and not for whom may not see them."""

import asyncio
import io
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import pytest_asyncio
from PIL import Image
from redis import Redis

from models import ahead, awards, badges, db, design_versions, designs, organizations, outside_pictures, tokens
from models.art import drawn
from models.audit import Actor
from models.awards import Award
from models.badges import Badge
from models.errors import BadPicture
from models.people import Membership, Person
from models.rules.art.drawing import Drawing
from models.rules.art.wish import RENDERER, Wish
from models.settings import Settings
from server.bounds import Bounds
from server.parts import PARTS
from server.pictures import drawing as drawing_pictures
from server.pictures import kept
from tests.cast import Lumen
from tests.server.running import BUSY, Clock, Running, serving

BY = Actor(name="the admin", door="test")
DISC = "M-200 0a200 200 0 1 0 400 0a200 200 0 1 0-400 0z"


def drawing(color: str = "#17603f", text: str = "") -> Drawing:
    layers: list[dict[str, Any]] = [{"kind": "path", "id": "disc", "z": "a", "d": DISC, "fill": color}]
    if text:
        layers.append({"kind": "text", "id": "words", "z": "b", "text": text, "fill": "#ffffff", "width": 360})
    return Drawing.model_validate({"title": "A disc", "alt": "A disc", "layers": layers})


@dataclass
class Gallery:
    """A server with a badge that has a design of its own, and Ada, who holds it."""

    server: Running
    organization: Any
    badge: Badge
    award: int
    ada: int

    async def get(self, path: str, **headers: str) -> tuple[int, bytes, Any]:
        async with self.server.session.get(self.server.url + path, headers=headers) as answer:
            return answer.status, await answer.read(), answer.headers

    async def size(self, path: str) -> tuple[int, int]:
        return Image.open(io.BytesIO((await self.get(path))[1])).size


def dressed(lumen: Lumen, badge: Badge, look: Drawing, now: datetime) -> int:
    """The badge shows that drawing from now on."""
    with db.unit():
        design = designs.create(lumen.organization, "Disc", None, look, {}, BY, now)
    version, _ = ahead.unit(design_versions.publish, design, "first", BY, now)
    with db.unit():
        Badge.update(design_version_id=version.id).where(Badge.id == badge.id).execute()
    return design.id


@pytest_asyncio.fixture
async def gallery(clean: Settings, lumen: Lumen, redis: Redis, now: datetime, tmp_path: Any) -> AsyncIterator[Gallery]:
    with db.unit():
        special = badges.find(lumen.organization, "special")
    dressed(lumen, special, drawing(text="{holder}"), now)
    with db.unit():
        ada = Person.create(name="Ada", created_at=now)
        Membership.create(organization=lumen.organization, person=ada, joined_at=now)
        special = badges.find(lumen.organization, "special")
        award = awards.give(lumen.organization, special, ada.id, "for all", "the admin", now)
    async with serving(replace(clean, data=tmp_path), lumen, redis, Clock(now)) as server:
        yield Gallery(server, lumen.organization, special, award.id, ada.id)


@pytest.mark.parametrize(("ask", "pixels"), [("", 256), ("?size=16", 16), ("?size=128&scale=4", 512)])
@pytest.mark.parametrize("kind", ["png", "webp"])
async def test_a_badge_is_drawn_as_large_as_it_is_wanted(gallery: Gallery, ask: str, pixels: int, kind: str) -> None:
    assert await gallery.size(f"/img/badges/{gallery.badge.id}.{kind}{ask}") == (pixels, pixels)


async def test_an_svg_is_well_formed_and_nothing_can_run_in_it(gallery: Gallery) -> None:
    status, body, headers = await gallery.get(f"/img/badges/{gallery.badge.id}.svg")
    assert (status, headers["Content-Type"]) == (200, "image/svg+xml")
    assert ElementTree.fromstring(body).tag.endswith("svg")
    assert headers["Content-Security-Policy"] == "default-src 'none'; img-src data:; sandbox"
    assert (headers["X-Content-Type-Options"], headers["Access-Control-Allow-Origin"]) == ("nosniff", "*")


async def test_whoever_has_it_already_is_told_so_and_nothing_is_drawn(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/img/badges/{gallery.badge.id}.png"
    _, _, headers = await gallery.get(path)
    assert headers["Cache-Control"].startswith("public, max-age=300")
    monkeypatch.setattr(drawn, "picture", None)
    status, body, _ = await gallery.get(path, **{"If-None-Match": headers["ETag"]})
    assert (status, body) == (304, b"")
    # Kept in memory: asked for once more it is not drawn either.
    assert (await gallery.get(path))[0] == 200
    # Another size, level, theme or format is another picture.
    others = {(await gallery.get(f"{path}?{ask}"))[0] for ask in ("size=64", "theme=dark", "level=2")}
    assert others == {500}


async def test_many_who_ask_at_once_have_it_drawn_once(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = []
    draw = drawn.picture

    def counted(*what: Any) -> bytes:
        drawings.append(what)
        return draw(*what)

    monkeypatch.setattr(drawn, "picture", counted)
    path = f"/img/badges/{gallery.badge.id}.png?size=300"
    answers = await asyncio.gather(*(gallery.get(path) for _ in range(20)))
    assert len({body for _, body, _ in answers}) == 1
    assert len(drawings) == 1


@pytest.mark.parametrize("where", ["disk", "redis"])
async def test_what_was_drawn_outlives_the_server(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch, redis: Redis, now: datetime, where: str
) -> None:
    settings = replace(gallery.server.app[PARTS].settings, pictures=where)
    path = f"/img/badges/{gallery.badge.id}.png?size=77"
    lumen = gallery.server.lumen
    async with serving(settings, lumen, redis, Clock(now)) as one, one.session.get(one.url + path) as answer:
        drawn_first = await answer.read()
    assert bool([*redis.scan_iter("codebadge:picture:*")]) is (where == "redis")
    monkeypatch.setattr(drawn, "picture", None)
    async with serving(settings, lumen, redis, Clock(now)) as two, two.session.get(two.url + path) as answer:
        assert (answer.status, await answer.read()) == (200, drawn_first)


def test_the_folder_of_pictures_keeps_what_was_used_last(tmp_path: Any) -> None:
    for number in range(10):
        file = tmp_path / "ab" / f"{number}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x" * 100)
        os.utime(file, (number, number))
    assert kept.sweep(tmp_path, 450) == 6
    assert sorted(file.name for file in tmp_path.glob("??/*")) == ["6", "7", "8", "9"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/img/badges/999.png", "not_found"),
        ("/img/badges/{badge}.png?size=9", "bad_picture"),
        ("/img/badges/{badge}.png?size=2049", "bad_picture"),
        ("/img/badges/{badge}.png?size=1e3", "bad_picture"),
        ("/img/badges/{badge}.png?scale=5", "bad_picture"),
        ("/img/badges/{badge}.png?size=2048&scale=3", "bad_picture"),
        ("/img/badges/{badge}.svg?theme=blue", "bad_picture"),
        ("/img/badges/{badge}.svg?level=0", "bad_picture"),
        ("/img/badges/{badge}.svg?locale=%3Cx%3E", "bad_picture"),
        ("/img/badges/{badge}.svg?wide=1", "bad_picture"),
        ("/img/awards/999.webp", "not_found"),
        ("/img/art/00000000000000000000000000000000.svg", "not_found"),
        ("/img/templates/nothing.png", "not_found"),
        ("/img/people/999.png", "not_found"),
        ("/img/people/{ada}.png?org=nobody", "not_found"),
        ("/img/people/{ada}.png?size=20", "bad_picture"),
        ("/img/boards/lumen/never.svg", "not_found"),
        ("/img/boards/lumen/a%00%01b.png", "not_found"),
    ],
)
async def test_what_cannot_be_shown_is_said_in_a_picture(gallery: Gallery, path: str, code: str) -> None:
    status, body, headers = await gallery.get(path.format(badge=gallery.badge.id, ada=gallery.ada))
    assert (status, headers["X-Codebadge-Error"]) == (200, code)
    assert headers["Content-Type"].startswith("image/") and body
    # GitHub's proxy would keep it for a year.
    assert headers["Cache-Control"] == "public, max-age=60"


async def test_an_award_keeps_the_look_it_was_earned_with(gallery: Gallery, now: datetime) -> None:
    with db.unit():
        before = Award.get_by_id(gallery.award).design_version_id
    _, earned, _ = await gallery.get(f"/img/awards/{gallery.award}.svg")
    dressed(gallery.server.lumen, gallery.badge, drawing("#a3262e"), now + timedelta(days=1))
    with db.unit():
        assert Award.get_by_id(gallery.award).design_version_id == before is not None
    assert (await gallery.get(f"/img/awards/{gallery.award}.svg"))[1] == earned
    assert b"#a3262e" in (await gallery.get(f"/img/badges/{gallery.badge.id}.svg"))[1]
    assert b"#a3262e" not in earned


async def test_an_award_of_somebody_hidden_is_not_shown(gallery: Gallery, now: datetime) -> None:
    with db.unit():
        Membership.update(hidden_at=now).execute()
    for path in (f"/img/awards/{gallery.award}.svg", f"/img/people/{gallery.ada}.svg"):
        _, body, headers = await gallery.get(path)
        assert headers["X-Codebadge-Error"] == "not_found"
        assert b"Ada" not in body


async def test_an_address_with_how_we_draw_never_changes_and_may_be_kept_for_ever(gallery: Gallery) -> None:
    with db.unit():
        address = design_versions.image(design_versions.find(designs.find(gallery.organization.id, 1)).key)
    status, shown, headers = await gallery.get(address)
    assert (status, headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    bare = address.partition("?")[0]
    for other in (bare, f"{bare}?v={RENDERER - 1}", f"{bare}?v={RENDERER + 1}"):
        # It may become a better picture: whoever has it asks again, and is told whether it has.
        _, body, headers = await gallery.get(other)
        assert (body, headers["Cache-Control"]) == (shown, "public, max-age=3600, stale-while-revalidate=86400")
        assert (await gallery.get(other, **{"If-None-Match": headers["ETag"]}))[0] == 304


async def test_when_we_draw_better_pictures_are_other_ones(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/img/badges/{gallery.badge.id}.png"
    _, _, headers = await gallery.get(path)
    monkeypatch.setattr(drawing_pictures, "RENDERER", RENDERER + 1)
    status, _, later = await gallery.get(path, **{"If-None-Match": headers["ETag"]})
    assert (status, later["ETag"] == headers["ETag"]) == (200, False)


async def test_a_draft_is_seen_by_whoever_may_draw_and_by_nobody_else(gallery: Gallery, now: datetime) -> None:
    with db.unit():
        _, admin = tokens.create(gallery.organization, "admin", "an admin", now)
        _, contributor = tokens.create(gallery.organization, "contributor", "a contributor", now)
        other = organizations.create("other", "Other", "UTC", now)
        _, stranger = tokens.create(other, "super_admin", "a stranger", now)
    assert (await gallery.get("/img/designs/1.png"))[0] == 404
    for token in (contributor, stranger):
        assert (await gallery.get("/img/designs/1.png", Authorization=f"Bearer {token}"))[0] == 404
    status, _, headers = await gallery.get("/img/designs/1.png", Authorization=f"Bearer {admin}")
    assert (status, headers["Cache-Control"]) == (200, "private, no-cache")
    assert "Access-Control-Allow-Origin" not in headers


async def test_a_picture_from_elsewhere_is_our_own_art_until_there_is_a_copy(gallery: Gallery, now: datetime) -> None:
    url = "https://pictures.example.org/a.svg"
    digest = outside_pictures.digest(url)
    _, before, headers = await gallery.get(f"/img/outside/{digest}")
    assert headers["Cache-Control"] == "public, max-age=60"
    copy = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    with db.unit():
        row = outside_pictures.want(url, now)
        assert row is not None
        assert outside_pictures.want(url, now) is None
        outside_pictures.keep(row, "image/svg+xml", copy, now)
    assert (await gallery.get(f"/img/outside/{digest}"))[1] == copy != before
    assert await gallery.size(f"/img/outside/{digest}.png?size=40") == (40, 40)


async def test_a_picture_may_be_kept_as_a_file(gallery: Gallery) -> None:
    _, _, headers = await gallery.get(f"/img/badges/{gallery.badge.id}.png?download")
    assert headers["Content-Disposition"] == f'attachment; filename="codebadge-{gallery.badge.id}.png"'


async def test_people_and_boards_have_cards(gallery: Gallery) -> None:
    assert await gallery.size(f"/img/people/{gallery.ada}.png") == (1200, 630)
    assert await gallery.size(f"/img/people/{gallery.ada}.webp?theme=dark&size=600") == (600, 315)
    assert await gallery.size("/img/boards/lumen/week.png?size=600") == (600, 315)
    _, body, headers = await gallery.get("/img/boards/lumen/week.svg")
    assert b"nobody" not in body and "X-Codebadge-Error" not in headers
    again = await gallery.get("/img/boards/lumen/week.svg", **{"If-None-Match": headers["ETag"]})
    assert again[0] == 304


async def test_what_was_said_with_a_picture_is_said_again_to_whoever_has_it(gallery: Gallery) -> None:
    for path in (f"/img/badges/{gallery.badge.id}.svg", "/img/people/1.svg", "/img/flat/lumen/board.svg"):
        _, _, first = await gallery.get(path)
        status, _, again = await gallery.get(path, **{"If-None-Match": first["ETag"]})
        assert status == 304
        # A cache takes these in place of what it had.
        said = ("Content-Security-Policy", "Cache-Control", "Access-Control-Allow-Origin", "ETag")
        assert [again.get(name) for name in said] == [first[name] for name in said]


async def test_a_draft_is_in_no_other_sites_page(gallery: Gallery, now: datetime) -> None:
    with db.unit():
        _, admin = tokens.create(gallery.organization, "admin", "an admin", now)
    _, _, headers = await gallery.get("/img/designs/1.svg", Authorization=f"Bearer {admin}")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_what_is_wrong_is_drawn_once(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    _, said, _ = await gallery.get("/img/badges/999.png")
    monkeypatch.setattr(drawn, "picture", None)
    for path in ("/img/badges/999.png", "/img/badges/998.png", "/img/badges/999.png?size=64"):
        assert (await gallery.get(path))[1] == said


async def test_pictures_that_are_not_drawn_yet_are_asked_for_only_so_often(
    gallery: Gallery, redis: Redis, now: datetime
) -> None:
    settings = gallery.server.app[PARTS].settings
    bounds = Bounds(pictures_age=0.0, often=dict(BUSY.often) | {"picture-address": "2 per minute"})
    async with serving(settings, gallery.server.lumen, redis, Clock(now), bounds) as server:
        few = replace(gallery, server=server)
        path = f"/img/badges/{gallery.badge.id}.png"
        assert [(await few.get(f"{path}?size={size}"))[0] for size in (64, 65, 66)] == [200, 200, 429]
        status, _, headers = await few.get("/img/badges/999.png")
        # No cache keeps that as if it were the picture.
        assert (status, headers["Cache-Control"]) == (429, "no-store")
        # What is there already costs nothing.
        assert [(await few.get(f"{path}?size={size}"))[0] for size in (64, 65) * 5] == [200] * 10


async def test_what_was_too_much_to_draw_is_tried_at_other_sizes_only_so_often(
    gallery: Gallery, redis: Redis, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def bomb(_: object, wish: Wish, kind: str) -> bytes:
        tried.append(wish.size)
        raise BadPicture("This picture takes too long to draw.")

    settings = gallery.server.app[PARTS].settings
    bounds = Bounds(pictures_age=0.0, often=dict(BUSY.often) | {"heavy-address": "2 per minute"})
    async with serving(settings, gallery.server.lumen, redis, Clock(now), bounds) as server:
        few = replace(gallery, server=server)
        await few.get("/img/badges/999.png")
        monkeypatch.setattr(drawn, "picture", bomb)
        path = "/img/templates/medal.png"
        for size in range(64, 74):
            await few.get(f"{path}?size={size}")
        assert set(tried) - {256} == {64, 65, 66}


async def test_much_that_is_written_is_looked_through(
    clean: Settings, redis: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "SWEPT", 1_000)
    monkeypatch.setattr(kept, "DISK", 2_000)
    shelf = kept.Kept(replace(clean, data=tmp_path, pictures="disk"), redis)
    for number in range(20):
        await shelf.keep(f"{number:064x}", bytes(500))
    assert sum(file.stat().st_size for file in (tmp_path / "pictures").glob("??/*")) <= 3_000


async def test_what_a_deleted_design_showed_is_shown_no_more_unless_a_badge_shows_it(
    gallery: Gallery, lumen: Lumen, now: datetime
) -> None:
    with db.unit():
        design = designs.create(lumen.organization, "Alone", None, drawing(text="alone"), {}, BY, now)
    alone, _ = ahead.unit(design_versions.publish, design, "first", BY, now)
    with db.unit():
        shown = design_versions.DesignVersion.get_by_id(Badge.get_by_id(gallery.badge.id).design_version_id)
        designs.Design.update(deleted_at=now).execute()
    told = [(await gallery.get(f"/img/art/{one.key}.png"))[2].get("X-Codebadge-Error") for one in (alone, shown)]
    assert told == ["not_found", None]
