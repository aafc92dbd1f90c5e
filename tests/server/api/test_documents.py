"""The documents say what the server does: every route, every message, every command, and the pages in docs/ too."""

import json
import runpy
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from models import db, designs, tokens
from models.commands import COMMANDS
from models.designs import Design
from models.rules.messages import KINDS
from models.studio_bell import StudioBell, ring
from server.api.dialects import DIALECTS
from server.api.openapi import document, open_path, referred
from server.live.studio_words import TOLD
from tests.cast import issue
from tests.server.api.desk import Desk
from tests.server.live.atelier import STUDIO, a_design, by_token, draw, opened
from tests.server.running import Running


async def served(server: Running, path: str) -> Any:
    status, body = await server.get(path)
    assert status == 200
    return body


async def test_openapi_is_served_with_every_route_of_every_surface(server: Running) -> None:
    told = await served(server, "/openapi.json")
    assert told["openapi"] == "3.1.0"
    wanted = {(open_path(route.path), route.method.lower()) for one in DIALECTS for route in one.routes}
    assert {(path, method) for path, methods in told["paths"].items() for method in methods} == wanted
    names = [operation["operationId"] for methods in told["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))
    assert referred(told) - {"token", "session"} == set(told["components"]["schemas"])


async def test_openapi_names_every_refusal_with_its_status_and_its_surfaces_shape(server: Running) -> None:
    paths = (await served(server, "/openapi.json"))["paths"]
    made = paths["/v1/organizations/{org}/badges"]["post"]
    assert set(made["responses"]) == {"201", "400", "401", "403", "404", "409", "413", "422", "429", "503"}
    assert "`taken`" in made["responses"]["409"]["description"]
    assert made["parameters"][-1]["name"] == "Idempotency-Key"
    assert made["security"] == [{"token": []}, {"session": []}]
    schemas = {one.name: document([one], "0")["components"]["schemas"][f"Refused_{one.name}"] for one in DIALECTS}
    assert set(schemas["v1"]["properties"]) == set(schemas["badges"]["properties"]) == {"error"}
    assert set(schemas["leagues"]["properties"]) == {"success", "error"}


async def test_what_takes_csv_and_what_gives_it_says_so(server: Running) -> None:
    paths = (await served(server, "/openapi.json"))["paths"]
    many = paths["/v1/organizations/{org}/awards/many"]["post"]["requestBody"]["content"]
    assert set(many) == {"application/json", "text/csv"}
    assert set(paths["/v1/organizations/{org}/audit.csv"]["get"]["responses"]["200"]["content"]) == {"text/csv"}


async def test_asyncapi_has_every_message_and_every_command_with_its_acknowledgement(server: Running) -> None:
    told = await served(server, "/asyncapi.json")
    assert told["asyncapi"] == "3.0.0"
    titles = {message["title"] for message in told["components"]["messages"].values()}
    asked = {*COMMANDS, "subscribe", "unsubscribe", "audit:tail", "deliveries:watch"}
    asked |= {f"studio/{name}" for name in ("open", "step", "point", "close")}
    told_there = {f"studio/told/{one.event}" for one in TOLD}
    expected = {*KINDS, *told_there, "board.changed", "audit.line", "deliveries.changed", "refused"}
    assert titles == expected | asked | {f"{name}.ack" for name in asked}
    for reference in _references(told):
        assert _found(told, reference) is not None, reference


async def test_messages_that_are_heard_are_as_asyncapi_says(server: Running, now: datetime) -> None:
    told = await served(server, "/asyncapi.json")
    async with server.browser() as browser:
        acknowledged = await browser.ask("subscribe", {"org": "lumen", "rooms": ["feed", "board:week"]})
        _fits(told, "subscribe.ack", acknowledged)
        _fits(told, "subscribe.ack", await browser.ask("subscribe", {"org": "lumen", "rooms": ["nowhere"]}))
        server.lumen.deliver("issues", issue("closed", now), now)
        await server.tell()
        awaited = {"points.changed", "badge.awarded", "board.changed"}
        while awaited:
            heard = await browser.next()
            awaited.discard(heard["kind"])
            _fits(told, heard.pop("kind"), heard)


async def test_what_the_studio_tells_is_as_asyncapi_says(server: Running, now: datetime) -> None:
    told = await served(server, "/asyncapi.json")
    design = a_design(server.lumen.organization, now)
    with db.unit():
        token = tokens.create(server.lumen.organization, "admin", "a program", now)[1]
    async with by_token(server, token) as browser:
        _fits(told, "studio/open.ack", await opened(browser, design))
        _fits(told, "studio/step.ack", await draw(browser, design, "dot"))
        _fits(told, "studio/step.ack", await draw(browser, design, "dot", odd=1))
        point = {"design": design, "x": 1, "y": 2}
        _fits(told, "studio/point.ack", await browser.ask("point", point, STUDIO))
        with db.unit():
            designs.delete(Design.get_by_id(design), now)
        ring(StudioBell(organization=server.lumen.organization.id, design=design))
        awaited = {"step", "people", "pointed", "closed"}
        while awaited:
            heard = await browser.next()
            awaited.discard(heard["kind"])
            _fits(told, f"studio/told/{heard.pop('kind')}", heard)


async def test_a_document_is_given_again_only_when_it_changed(server: Running) -> None:
    async with server.session.get(f"{server.url}/openapi.json") as first:
        tag = first.headers["ETag"]
        assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert (await server.get("/openapi.json", **{"If-None-Match": tag}))[0] == 304


@pytest.mark.parametrize("file", ["docs/rest.md", "docs/live.md"])
def test_the_written_lists_are_what_the_tables_say(root: Path, file: str) -> None:
    surfaces = runpy.run_path(str(root / "docs" / "surfaces.py"))
    name, render = surfaces["PARTS"][file]
    assert surfaces["written"]((root / file).read_text(), name) == render(), "run: python docs/surfaces.py"


async def test_what_the_page_says_of_refusals_is_so(desk: Desk, root: Path) -> None:
    page = (root / "docs" / "rest.md").read_text()
    for method, path, body, role in (
        ("GET", "/hooks", None, None),
        ("GET", "/hooks", None, "moderator"),
        ("POST", "/badges", {}, "admin"),
        ("POST", "/badges", {"name": "x", "slug": "special"}, "admin"),
        ("PATCH", "/badges/special", {}, "admin"),
        ("GET", "/badges/none", None, "admin"),
    ):
        status, answer = await desk.ask(method, path, body, role)
        rows = [line for line in page.splitlines() if line.startswith(f"| {status} |")]
        assert any(f"`{answer['error']['code']}`" in row for row in rows), (status, answer)


def _fits(told: Any, name: str, payload: Any) -> None:
    [message] = [one for one in told["components"]["messages"].values() if one["title"] == name]
    schema = {**message["payload"], "components": told["components"]}
    errors = [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(payload)]
    assert not errors, f"{name}: {errors} {json.dumps(payload)[:300]}"


def _references(part: Any) -> list[str]:
    if isinstance(part, dict):
        here = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return here + [one for value in part.values() for one in _references(value)]
    return [one for value in part for one in _references(value)] if isinstance(part, list) else []


def _found(told: Any, reference: str) -> Any:
    for key in reference.removeprefix("#/").split("/"):
        told = told[key]
    return told
