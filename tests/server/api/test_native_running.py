"""`/v1`: hooks, tariff, deliveries and the audit trail, as the people who run an organisation use them."""

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pytest

from models import audit, db
from models.audit import Actor, AuditLine
from models.hooks import HookSecret
from models.ledger import Entry
from models.tariffs import TariffVersion
from tests.cast import ADA, BOB, PARSER, issue, pull_request, review
from tests.server.api.desk import Desk
from workers import jobs

HOOK = {"id", "url", "provider", "project", "verified_at", "paused_at", "created_at", "last_delivery_at", "name"}
HOOK |= {"registered", "health", "disconnected_at", "repaired_at", "silent_since", "registered_url"}


async def test_a_hook_shows_its_secret_once_and_takes_deliveries_with_it(desk: Desk, now: datetime) -> None:
    made = await desk.done("POST", "/hooks", {"project": "lumen/lexer"})
    assert made["hook"].keys() == HOOK
    assert made["hook"]["project"]["name"] == "lumen/lexer"
    assert made["url"] == made["hook"]["url"]
    url = desk.server.url + made["url"].removeprefix("http://codebadge.test")
    taken = await desk.server.deliver("issues", issue("closed", now), url=url, secret=made["secret"])
    assert taken[0] == 202

    listed = (await desk.done("GET", "/hooks"))["hooks"]
    assert [one["id"] for one in listed] == [1, made["hook"]["id"]]
    assert listed[1]["last_delivery_at"] == "2026-03-04T12:00:00Z"
    assert made["secret"] not in str(listed)


async def test_after_a_rotation_both_secrets_open_for_a_day(desk: Desk, now: datetime) -> None:
    fresh = await desk.done("POST", "/hooks/1/rotate")
    for secret in (fresh["secret"], desk.server.lumen.secret):
        assert (await desk.server.deliver("issues", issue("closed", now), secret=secret))[0] == 202
    with db.unit():
        assert [row.expires_at for row in HookSecret.select().order_by(HookSecret.id)] == [
            now + timedelta(days=1),
            None,
        ]


async def test_a_paused_hook_takes_nothing_in(desk: Desk, now: datetime) -> None:
    assert (await desk.done("PUT", "/hooks/1/paused", {"paused": True}))["hook"]["paused_at"] == "2026-03-04T12:00:00Z"
    assert (await desk.server.deliver("issues", issue("closed", now)))[0] == 403
    assert (await desk.done("PUT", "/hooks/1/paused", {"paused": False}))["hook"]["paused_at"] is None


async def test_no_secret_is_in_the_audit_trail(desk: Desk) -> None:
    secrets = [
        (await desk.done("POST", "/hooks", {"project": "lumen/lexer"}))["secret"],
        (await desk.done("POST", "/hooks/1/rotate"))["secret"],
    ]
    told = str(await desk.done("GET", "/audit"))
    assert "hook:create" in told
    assert "hook:rotate" in told
    assert not [secret for secret in secrets if secret in told]


async def test_a_tariff_is_read_changed_and_read_again(desk: Desk) -> None:
    built_in = await desk.done("GET", "/tariff", role="contributor")
    assert (built_in["version"], built_in["from_at"], built_in["project"]) == (0, None, None)
    tariff = built_in["tariff"] | {"worth": {"issue.closed": 7}}
    changed = await desk.done("PUT", "/tariff", {"tariff": tariff, "why": "issues matter"})
    assert (changed["version"], changed["tariff"]["worth"], changed.pop("job")) == (1, {"issue.closed": 7}, None)
    assert (changed["by"], changed["why"]) == ("the admin", "issues matter")
    assert await desk.done("GET", "/tariff") == changed
    own = await desk.done("PUT", "/tariff", {"tariff": tariff, "project": 1, "why": "for the parser"})
    assert (own.pop("job"), own["project"]) == (None, {"id": 1, "name": "lumen/parser"})
    assert (await desk.done("GET", "/tariff/versions"))["versions"] == [own, changed]
    assert await desk.done("GET", "/tariff?project=1") == own
    assert await desk.done("GET", "/tariff") == changed
    with db.unit():
        line = AuditLine.select().order_by(AuditLine.id).get()
        assert (line.action, line.before["version"], line.after["version"]) == ("tariff:change", 0, 1)


async def test_a_preview_says_what_the_work_would_have_earned_and_changes_nothing(desk: Desk, now: datetime) -> None:
    lumen = desk.server.lumen
    lumen.deliver("issues", issue("closed", now, assignees=(ADA, BOB), by=ADA), now)
    lumen.deliver("pull_request", pull_request("closed", now, merged=True), now)
    lumen.deliver("pull_request_review", review("submitted", now), now)
    with db.unit():
        before = [Entry.select().count(), TariffVersion.select().count(), AuditLine.select().count()]
    tariff = {"worth": {"issue.closed": 10, "review.given": 2}}
    told = await desk.done("POST", "/tariff/preview", {"tariff": tariff})
    assert {one["person"]["login"]: (one["before"], one["after"]) for one in told["people"]} == {
        "ada": (2 + 5, 5),
        "bob": (1 + 2, 5 + 2),
    }
    assert (told["entries"], told["newcomers"]) == (3, 0)
    with db.unit():
        assert [Entry.select().count(), TariffVersion.select().count(), AuditLine.select().count()] == before


async def test_a_preview_of_the_tariff_in_force_changes_nobodys_points(desk: Desk, now: datetime) -> None:
    for number in range(5):
        desk.server.lumen.deliver("issues", issue("closed", now, number=number, assignees=(ADA, BOB), by=ADA), now)
    told = await desk.done("POST", "/tariff/preview", {"tariff": (await desk.done("GET", "/tariff"))["tariff"]})
    assert told["people"]
    assert all(one["before"] == one["after"] for one in told["people"])


async def test_a_tariff_for_the_past_is_applied_by_a_job(desk: Desk, now: datetime) -> None:
    desk.server.lumen.deliver("issues", issue("closed", now), now)
    wanted = {"tariff": {"worth": {"issue.closed": 8}}, "why": "issues matter more"}
    asked = [
        await desk.done("PUT", "/tariff", wanted | {"applies": applies})
        for applies in ("everything", {"from": "2026-03-01"}, {"from": "2026-05-01"})
    ]
    assert [one["from_at"] for one in asked] == [None, "2026-02-28T23:00:00Z", "2026-04-30T22:00:00Z"]
    assert [one["job"] and (one["job"]["kind"], one["job"]["state"]) for one in asked] == [
        ("tariff.apply", "waiting"),
        ("tariff.apply", "waiting"),
        None,
    ]
    assert [(await desk.ask("PUT", "/tariff", wanted | {"applies": wrong}))[0] for wrong in WRONG] == [400] * len(WRONG)
    jobs.work(asked[0]["job"]["id"])
    with db.unit():
        assert [one.points for one in Entry.select().order_by(Entry.id)] == [3, -3, 8]


WRONG = ("later", {"from": "yesterday"}, {"from": "2026-03-01", "until": "2026-04-01"}, {"from": "0001-01-01"}, 7)


async def test_lines_and_refusals_explain_themselves(desk: Desk, now: datetime) -> None:
    desk.server.lumen.deliver("issues", issue("closed", now), now)
    desk.server.lumen.deliver("pull_request_review", review("submitted", now, reviewer=ADA), now)
    _, why = await read(desk, "entries/1")
    assert (why["entry"]["points"], why["person"]["login"], why["org"]) == (3, "ada", "lumen")
    assert (why["delivery"]["id"], why["work"]["project"]) == (1, {"id": 1, "name": "lumen/parser"})
    assert why["rule"] == {"name": "tariff", "version": 0, "project": None, "from_at": None}
    assert why["trace"] == [{"rule": "kind", "words": "Closing an issue is worth 3 points.", "points": 3}]
    [refusal] = (await desk.done("GET", "/people/1/refusals", role=None))["refusals"]
    assert (refusal["code"], refusal["work"]["text"]) == ("own_review", "#7 Change 7")
    _, told = await read(desk, f"refusals/{refusal['id']}")
    assert (told["refusal"]["code"], told["entry"], refusal["words"] in told["words"]) == ("own_review", None, True)
    assert [(await read(desk, one))[0] for one in ("entries/99", "entries/x", "refusals/99")] == [404, 404, 404]
    assert (await desk.ask("GET", "/people/99/refusals", role=None))[0] == 404


async def read(desk: Desk, path: str) -> tuple[int, Any]:
    """Why that is, as anybody may ask."""
    async with desk.server.session.get(f"{desk.server.url}/v1/{path}/why") as response:
        return response.status, await response.json()


async def test_deliveries_are_listed_by_state_shown_and_replayed(desk: Desk, now: datetime) -> None:
    lumen = desk.server.lumen
    lumen.deliver("issues", issue("closed", now), now)
    lumen.deliver("an_unknown_event", {"repository": PARSER}, now)
    every = (await desk.done("GET", "/deliveries"))["deliveries"]
    assert [one["id"] for one in every] == [2, 1]
    assert every[1].keys() == {
        "id",
        "event",
        "state",
        "attempts",
        "note",
        "received_at",
        "finished_at",
        "hook",
    }
    parked = (await desk.done("GET", "/deliveries?state=parked"))["deliveries"]
    assert [(one["id"], one["event"]) for one in parked] == [(2, "an_unknown_event")]
    assert '"full_name": "lumen/parser"' in (await desk.done("GET", "/deliveries/2"))["delivery"]["body"]
    assert await desk.done("POST", "/deliveries/2/replay") == {"delivery": 2}
    await desk.server.settle()
    assert (await desk.done("GET", "/deliveries/2"))["delivery"]["state"] == "parked"
    assert (await desk.ask("GET", "/deliveries/3"))[0] == 404


async def trail(desk: Desk, now: datetime) -> None:
    """Three lines, an hour apart."""
    with db.unit():
        for hour, name, action, why in (
            (0, "Ada", "badge:create", ""),
            (1, "=SUM(A1)", "badge:award", "@bob"),
            (2, "Ada", "badge:award", "+1"),
        ):
            organization = desk.server.lumen.organization
            actor = Actor(name=name, door="rest")
            audit.write(organization, actor, action, "badge:1", now + timedelta(hours=hour), None, {"hour": hour}, why)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [3, 2, 1]),
        ("?limit=2", [3, 2]),
        ("?limit=2&cursor=2", [1]),
        ("?action=badge:award", [3, 2]),
        ("?actor=Ada", [3, 1]),
        ("?target=badge:2", []),
        ("?from=2026-03-04T13:00:00Z", [3, 2]),
        ("?to=2026-03-04T13:00:00Z", [1]),
        ("?from=2026-03-04T13:00:00%2B00:00&to=2026-03-04T14:00:00", [2]),
    ],
)
async def test_the_audit_trail_is_read_by_filters(desk: Desk, now: datetime, query: str, ids: list[int]) -> None:
    await trail(desk, now)
    lines = (await desk.done("GET", f"/audit{query}"))["lines"]
    assert [line["id"] for line in lines] == ids


@pytest.mark.parametrize("query", ["?from=yesterday", "?from=0001-01-01", "?to=99999-01-01", "?actor=%00", "?cursor=x"])
async def test_a_filter_of_another_form_is_refused(desk: Desk, query: str) -> None:
    assert (await desk.ask("GET", f"/audit{query}"))[0] == 400


async def test_the_audit_trail_is_exported_as_csv_that_no_spreadsheet_runs(desk: Desk, now: datetime) -> None:
    await trail(desk, now)
    status, text = await desk.ask("GET", "/audit.csv?action=badge:award")
    assert (status, desk.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert desk.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text)))
    assert [(row["id"], row["actor"], row["after"], row["why"]) for row in rows] == [
        ("3", "Ada", '{"hour":2}', "'+1"),
        ("2", "'=SUM(A1)", '{"hour":1}', "'@bob"),
    ]


async def test_points_are_given_by_hand_and_boards_made_again(desk: Desk, now: datetime) -> None:
    desk.server.lumen.deliver("issues", issue("closed", now), now)
    line = (await desk.done("POST", "/points", {"person": 1, "points": 4, "reason": "a good talk"}))["line"]
    assert line["reason"] == "+4 points from the admin: a good talk"
    assert await desk.done("POST", "/boards/rebuild") == {}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/hooks", {"project": "no-owner"}, 400),
        ("POST", "/hooks", {"project": "a/b\x00"}, 400),
        ("POST", "/hooks/4711/rotate", None, 404),
        ("POST", "/hooks/x/rotate", None, 404),
        ("PUT", "/hooks/1/paused", {"paused": "yes"}, 400),
        ("PUT", "/tariff", {"tariff": {"worth": {"issue.closed": -1}}, "why": "less"}, 400),
        ("PUT", "/tariff", {"tariff": {"worth": {"issue.closed": "3"}}, "why": "text"}, 400),
        ("PUT", "/tariff", {"tariff": {}, "project": 4711, "why": "whose"}, 404),
        ("GET", "/tariff?project=4711", None, 404),
        ("GET", "/deliveries?state=lost", None, 400),
    ],
)
async def test_what_cannot_be_is_refused(desk: Desk, method: str, path: str, body: object, status: int) -> None:
    assert (await desk.ask(method, path, body))[0] == status
