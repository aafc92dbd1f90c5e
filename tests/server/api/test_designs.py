"""Designs, templates and drawings over `/v1`: made, drawn on, kept as versions, shown by badges and awards."""

from datetime import datetime
from typing import Any

from models import db, people
from models.people import Membership, Person
from models.shares import Share
from tests.cast import issue
from tests.server.api.desk import Desk
from tests.server.running import Running

STAR = {"kind": "path", "z": "a", "d": "M0 -200L180 100L-180 100Z", "fill": "#cc8800"}
TEXT = {"kind": "text", "z": "b", "text": "{title}", "y": 400}


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
    assert status == 200, answer
    return design


async def test_a_design_is_drawn_from_a_blank_page_and_kept(desk: Desk) -> None:
    design = await star(desk)
    at = f"/designs/{design['id']}"

    whole = (await desk.done("GET", at))["design"]
    assert (whole["seq"], whole["free"], whole["access"], whole["version"]) == (1, True, "own", None)
    assert whole["drawing"]["layers"] == [{"id": "star", **STAR}]
    version = (await desk.done("POST", f"{at}/versions", {"words": "the first"}))["version"]
    again = (await desk.done("POST", f"{at}/versions", {}))["version"]
    assert (version["number"], version["image"], again) == (1, f"/img/art/{version['key']}.svg", version)
    assert (await desk.done("GET", "/designs"))["designs"][0]["version"] == version
