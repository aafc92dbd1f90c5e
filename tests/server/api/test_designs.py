"""Designs, templates and drawings over `/v1`: made, drawn on, kept as versions, shown by badges in every dialect."""

from datetime import datetime
from typing import Any

import pytest

from models import db, design_versions, tokens
from models.art import drawn
from models.errors import BadPicture
from server.bounds import Bounds
from server.parts import PARTS
from tests.cast import issue
from tests.server.api.desk import Desk
from tests.server.running import BUSY, Clock, serving

STAR = {"kind": "path", "z": "a", "d": "M0 -200L180 100L-180 100Z", "fill": "#cc8800"}
PNG, SVG = b"\x89PNG\r\n\x1a\n", "<svg "


async def blank(desk: Desk, name: str = "Star", **more: Any) -> dict[str, Any]:
    design: dict[str, Any] = (await desk.done("POST", "/designs", {"name": name, **more}))["design"]
    return design


async def step(desk: Desk, design: int, *changes: tuple[str, Any], role: str = "admin") -> tuple[int, Any]:
    body = {"client": "tab-1", "changes": [{"on": on, "set": said} for on, said in changes]}
    return await desk.ask("POST", f"/designs/{design}/steps", body, role)


async def star(desk: Desk, **more: Any) -> dict[str, Any]:
    """A design with a star that can be kept as a version."""
    design = await blank(desk, **more)
    status, answer = await step(desk, design["id"], ("star", STAR), ("*", {"alt": "A golden star", "title": "Star"}))
    assert (status, answer) == (200, {"seq": 1})
    return design


async def test_a_design_is_drawn_from_a_blank_page_kept_spoken_of_and_set_back(desk: Desk) -> None:
    design = await star(desk)
    at = f"/designs/{design['id']}"

    whole = (await desk.done("GET", at))["design"]
    assert (whole["seq"], whole["free"], whole["access"], whole["version"]) == (1, True, "own", None)
    assert whole["drawing"]["layers"] == [{"id": "star", **STAR}]
    assert whole["image"] == f"/img{at}.svg?v=1"
    version = (await desk.done("POST", f"{at}/versions", {"words": "the first"}))["version"]
    again = (await desk.done("POST", f"{at}/versions", {}))["version"]
    assert (version["number"], version["image"], again) == (1, design_versions.image(version["key"]), version)
    comment = (await desk.done("POST", f"{at}/comments", {"text": "More gold!", "layer": "star"}))["comment"]
    assert (await desk.done("GET", at))["design"]["comments"] == 1
    done = await desk.done("POST", f"{at}/comments/{comment['id']}/resolve", {"resolved": True})
    assert (await desk.done("GET", f"{at}/comments"))["comments"] == [done["comment"]]

    assert (await step(desk, design["id"], ("star", None), ("*", {"title": "Sky"})))[0] == 200
    back = (await desk.done("POST", f"{at}/versions/1/restore", {}))["design"]
    assert (back["seq"], back["drawing"]["title"], len(back["drawing"]["layers"])) == (3, "Star", 1)
    steps = (await desk.done("GET", f"{at}/steps"))["steps"]
    assert [(one["seq"], one["client"], one["by"]) for one in steps] == [
        (3, "revert", "the admin"),
        (2, "tab-1", "the admin"),
        (1, "tab-1", "the admin"),
    ]
    assert (await desk.done("GET", f"{at}/steps?after=1&limit=1"))["steps"] == [steps[1]]
    assert (await desk.done("GET", f"{at}/steps?before=2"))["steps"] == [steps[2]]
    assert (await desk.done("GET", f"{at}/versions"))["versions"] == [version]

    await desk.done("PATCH", at, {"name": "Sun"})
    await desk.done("DELETE", at)
    assert (await desk.ask("GET", at))[0] == 404
    assert (await desk.done("GET", "/designs"))["designs"] == []
    await desk.done("POST", f"{at}/restore")
    assert [one["name"] for one in (await desk.done("GET", "/designs"))["designs"]] == ["Sun"]
    copied = (await desk.done("POST", f"{at}/copy", {"name": "Moon"}))["design"]
    assert (copied["seq"], copied["version"], copied["drawing"]) == (0, None, back["drawing"])


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/designs", {"name": ""}, 400, "invalid"),
        ("/designs", {"name": "x", "template": "no-such"}, 404, "not_found"),
        ("/designs", {"name": "x", "template": "9" * 18}, 404, "not_found"),
        ("/designs", {"name": "x", "template": "medal", "drawing": {}}, 400, "invalid"),
        ("/designs", {"name": "x", "drawing": {"layers": [{"id": "a", "kind": "script"}]}}, 400, "invalid"),
        ("/designs/1/steps", {"client": "a", "changes": []}, 400, "invalid"),
        ("/designs/1/steps", {"client": "a", "changes": [{"on": "A!", "set": None}]}, 400, "invalid"),
        ("/designs/1/steps", {"client": "a", "changes": [{"on": "*", "set": None}]}, 400, "invalid"),
        ("/designs/1/steps", {"client": "a", "changes": [{"on": "*given", "set": {"a": 1}}]}, 400, "invalid"),
        ("/designs/1/versions", {}, 400, "invalid"),
        ("/designs/1/versions/7/restore", {}, 404, "not_found"),
        ("/designs/1/comments/7/resolve", {"resolved": True}, 404, "not_found"),
        ("/designs/1/free", {}, 400, "invalid"),
        ("/designs/1/restore", {}, 404, "not_found"),
        ("/designs/99/copy", {"name": "x"}, 404, "not_found"),
        ("/templates", {"design": 1, "name": "x", "public": True}, 400, "invalid"),
        ("/templates", {"design": 1, "name": "x", "licence": "mine"}, 400, "invalid"),
        ("/drawings/draw", {}, 400, "invalid"),
        ("/drawings/draw", {"template": "medal", "design": 1}, 400, "invalid"),
        ("/drawings/draw?size=9999", {"template": "medal"}, 400, "invalid"),
        ("/drawings/draw", {"design": 99}, 404, "not_found"),
        ("/drawings/import", {"svg": "<svg"}, 400, "bad_picture"),
    ],
)
async def test_what_cannot_be_is_refused(desk: Desk, path: str, body: Any, status: int, code: str) -> None:
    await blank(desk)
    found, answer = await desk.ask("POST", path, body)
    assert (found, answer["error"]["code"]) == (status, code), answer


async def test_templates_are_built_in_or_ones_own(desk: Desk) -> None:
    listed = (await desk.done("GET", "/templates", role="contributor"))["templates"]
    assert len(listed) >= 12
    assert all(one["built_in"] and one["name"] and one["about"] for one in listed)
    medal = (await desk.done("GET", "/templates/medal"))["template"]
    assert (medal["ref"], medal["own"], medal["image"]) == ("medal", False, "/img/templates/medal.svg")
    assert [one["name"] for one in medal["parameters"]] and medal["drawing"]["layers"]
    design = await star(desk)
    made = (await desk.done("POST", "/templates", {"design": design["id"], "name": "Stars"}))["template"]
    at = f"/templates/{made['ref']}"
    assert (made["own"], made["public"], (await desk.ask("GET", at, role="stranger"))[0]) == (True, False, 403)
    changed = await desk.done("PATCH", at, {"name": "All stars", "public": True, "licence": "CC-BY-4.0"})
    assert (changed["template"]["name"], changed["template"]["licence"]) == ("All stars", "CC-BY-4.0")
    assert (await desk.done("GET", "/templates"))["templates"][len(listed)]["name"] == "All stars"
    assert (await desk.done("DELETE", at)) == {"template": made["ref"]}
    assert (await desk.ask("GET", at))[0] == 404
    for method, body in (("PATCH", {"name": "x"}), ("DELETE", None)):
        assert (await desk.ask(method, "/templates/medal", body))[0] == 400


async def test_more_than_a_drawing_may_hold_is_not_even_read(desk: Desk) -> None:
    # Each of these paths is broken, which nobody gets to see.
    layers = {f"a{number}": {"kind": "path", "z": "a", "d": "x" * 29_000} for number in range(10)}
    await blank(desk)
    sent = {"drawing": {"layers": [{"id": one, **layer} for one, layer in layers.items()]}}
    for path, body in (
        ("/designs", {"name": "x", **sent}),
        ("/drawings/draw", sent),
        ("/designs/1/steps", {"client": "a", "changes": [{"on": one, "set": said} for one, said in layers.items()]}),
    ):
        status, answer = await desk.ask("POST", path, body)
        assert status == 400 and "is longer than 256,000 characters" in answer["error"]["message"], path


async def test_who_asks_for_too_much_may_try_again_only_so_often(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def bomb(*_: object) -> bytes:
        raise BadPicture("This picture takes too long to draw.")

    monkeypatch.setattr(drawn, "looked_at", bomb)
    running = desk.server
    bounds = Bounds(often=dict(BUSY.often) | {"heavy-address": "2 per minute"})
    async with serving(
        running.app[PARTS].settings, running.lumen, running.redis, Clock(running.clock()), bounds
    ) as desk.server:
        tried = [(await desk.ask("POST", "/drawings/draw?format=svg", {"template": "medal"}))[0] for _ in range(5)]
        assert tried == [400, 400, 400, 429, 429]
        monkeypatch.undo()
        # Another one is not kept from it.
        assert (await desk.ask("POST", "/drawings/draw?format=svg", {"template": "medal"}, "contributor"))[0] == 200


async def test_a_drawing_is_drawn_for_a_look_and_not_kept(desk: Desk) -> None:
    design = await star(desk)
    seen = {}
    for what in ({"drawing": {"layers": [{"id": "star", **STAR}]}}, {"design": design["id"]}, {"template": "medal"}):
        status, svg = await desk.ask("POST", "/drawings/draw?format=svg&size=64&theme=dark", what, "admin")
        assert (status, desk.headers["Content-Type"], svg[:5]) == (200, "image/svg+xml", SVG), svg
        seen[svg] = what
    assert len(seen) >= 2
    given = {"template": "medal", "given": {"title": "Hero", "primary": "#123456"}}
    _, other = await desk.ask("POST", "/drawings/draw?format=svg&size=64&theme=dark", given)
    assert other not in seen
    url = f"{desk.server.url}/v1/organizations/lumen/drawings/draw?size=32"
    headers = {"Authorization": f"Bearer {desk.tokens['contributor']}"}
    async with desk.server.session.post(url, json={"template": "medal"}, headers=headers) as response:
        assert (response.status, response.content_type) == (200, "image/png")
        assert (await response.read()).startswith(PNG)
    assert "X-Codebadge-Boxes" not in desk.headers
    runes = {"drawing": {"layers": [{"id": "t", "kind": "text", "z": "a", "text": "Aᚠ𐎀", "fill": "#000000"}]}}
    assert (await desk.ask("POST", "/drawings/draw?format=svg", runes))[0] == 200
    assert desk.headers["X-Codebadge-Boxes"] == "U+16A0 U+10380"
    # Whoever may not see a design may not see how it looks.
    assert (await desk.ask("POST", "/drawings/draw", {"design": design["id"]}, "contributor"))[0] == 404


async def test_an_svg_becomes_layers_and_what_was_taken_out_is_told(desk: Desk) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><script>x()</script>'
        '<circle cx="5" cy="5" r="4" fill="#ff0000" onclick="x()"/></svg>'
    )
    found = await desk.done("POST", "/drawings/import", {"svg": svg}, "contributor")
    assert [one["kind"] for one in found["layers"]] == ["path"]
    assert any("script" in one["what"] for one in found["removed"]), found["removed"]
    design = await blank(desk)
    changes = [(one["id"], {name: said for name, said in one.items() if name != "id"}) for one in found["layers"]]
    head = [("*", {"colors": found["colors"]})] if found["colors"] else []
    assert (await step(desk, design["id"], *head, *changes))[0] == 200


async def test_the_draw_limit_is_its_own(desk: Desk, now: datetime) -> None:
    few = Bounds(often={**Bounds().often, "draw-address": "2 per minute"})
    settings = desk.server.app[PARTS].settings
    async with serving(settings, desk.server.lumen, desk.server.redis, Clock(now), few) as server:
        url = f"{server.url}/v1/organizations/lumen/drawings/draw?format=svg"
        headers = {"Authorization": f"Bearer {desk.tokens['admin']}"}
        told = []
        for _ in range(3):
            async with server.session.post(url, json={"template": "medal"}, headers=headers) as response:
                told.append(response.status)
    assert told == [200, 200, 429]


async def test_a_badge_shows_a_design_in_every_dialect(desk: Desk, now: datetime) -> None:
    desk.server.lumen.deliver("issues", issue("closed", now), now)
    design = await star(desk)
    version = (await desk.done("POST", f"/designs/{design['id']}/versions", {}))["version"]
    badge = (await desk.done("POST", "/badges", {"name": "Star", "color": "#3a5a78"}))["badge"]
    assert badge["design"] is None
    shown = (await desk.done("PUT", "/badges/star/design", {"design": design["id"]}))["badge"]
    assert shown["image"] == version["image"]
    assert shown["design"] == {"id": design["id"], "name": "Star", "number": 1, "newest": 1}
    award = await desk.done("POST", "/awards", {"person": 1, "badge": "star", "reason": "well done"})
    assert award["award"]["badge"]["image"] == version["image"]
    assert (await desk.ask("DELETE", f"/designs/{design['id']}"))[0] == 409

    address = "http://codebadge.test" + version["image"]
    headers = {"Authorization": f"Bearer {desk.tokens['super_admin']}"}

    async def ask(method: str, path: str, body: object = None) -> Any:
        url = desk.server.url + path
        async with desk.server.session.request(method, url, json=body, headers=headers) as response:
            assert response.status in (200, 201), await response.text()
            return await response.json()

    assert (await ask("GET", "/badges/slug/star"))["iconUrl"] == address
    for given in (address, version["image"]):
        made = await ask("POST", "/badges", {"name": "Twin", "iconUrl": given})
        assert (await desk.done("GET", f"/badges/{made['id']}"))["badge"]["design"]["id"] == design["id"]
    elsewhere = await ask("PATCH", f"/badges/{made['id']}", {"iconUrl": "https://example.org/x.png"})
    assert elsewhere["iconUrl"] == "https://example.org/x.png"
    assert (await desk.done("GET", f"/badges/{made['id']}"))["badge"]["design"] is None
    changed = await ask("PUT", f"/api/badges/{made['id']}", {"imageUrl": address})
    assert changed["data"]["badge"]["imageUrl"] == address

    plain = (await desk.done("PUT", "/badges/star/design", {"design": None}))["badge"]
    assert plain["image"] == "/static/badges/special.svg"
    assert (await desk.done("GET", f"/awards/{award['award']['id']}"))["award"]["badge"]["image"] == version["image"]


async def test_a_token_with_scopes_may_what_they_hold(desk: Desk, now: datetime) -> None:
    design = await blank(desk)
    with db.unit():
        lumen = desk.server.lumen.organization
        desk.tokens["limited"] = tokens.create(lumen, "admin", "a drawer", now, scopes=["self"])[1]
    assert (await step(desk, design["id"], ("star", STAR), role="limited"))[0] == 404
    assert (await desk.ask("POST", "/designs", {"name": "x"}, "limited"))[0] == 403
