"""REST: the shapes that COMMON's readers rely on, cursors, ETags, and who may read from which site."""

from datetime import datetime, timedelta

import pytest

from models import db, organizations
from tests.cast import ADA, BOB, CYD, ROBOT, issue, pull_request
from tests.server.running import Running

PERSON = {"id", "name", "login", "avatar"}
BADGE = {"id", "name", "slug", "description", "color", "image"}
AWARD = {"id", "badge", "at", "reason", "evidence", "by", "revoked_at", "revoke_reason", "number", "level"}
LINE = {"id", "kind", "points", "reason", "url", "project", "happened_at", "recorded_at", "reverses"}
PERIODS = ["all", "year", "quarter", "month", "week", "day"]


async def some_work(server: Running, now: datetime) -> None:
    """Ada 5, Bob 5 (reached later), Cyd 2; Ada also merged."""
    for number, person, points, hours in ((1, ADA, 4, 5), (2, BOB, 5, 1), (3, CYD, 2, 2)):
        at = now - timedelta(hours=hours)
        closed = issue("closed", at, number=number, assignees=(person,), labels=(f"points: {points}",))
        server.lumen.deliver("issues", closed, now)
    server.lumen.deliver("issues", issue("closed", now, number=9, author=ROBOT, assignees=(), labels=()), now)
    server.lumen.deliver("pull_request", pull_request("closed", now - timedelta(hours=4), merged=True), now)
    await server.tell()


async def test_an_organization_says_what_it_has(server: Running) -> None:
    body = await server.read("")

    assert (body["slug"], body["name"], body["time_zone"], body["boards"]) == (
        "lumen",
        "Lumen",
        "Europe/Vienna",
        PERIODS,
    )
    assert body["projects"] == [{"id": 1, "name": "lumen/parser", "url": None}]
    assert body["seq"] == 0


async def test_a_board_has_its_words_its_window_and_its_rows(server: Running, now: datetime) -> None:
    await some_work(server, now)

    board = await server.read("/boards/week")

    assert (board["board"], board["org"], board["title"], board["period"]) == ("week", "lumen", "This week", "week")
    assert board["scope"] == {"kind": "organization", "name": "Lumen"}
    assert (board["start"], board["end"]) == ("2026-03-01T23:00:00Z", "2026-03-08T23:00:00Z")
    assert board["next"] is None
    assert board["people"] == len(board["rows"]) == 3
    assert set(board["rows"][0]) == {"position", "rank", "person", "points", "movement", "correction"}
    assert (board["ranking"], board["closed"]) == ("standard", None)
    assert set(board["rows"][0]["person"]) == PERSON


async def test_equal_points_share_a_rank_and_the_one_who_reached_them_first_stands_above(
    server: Running, now: datetime
) -> None:
    for number, person, hours in ((1, BOB, 1), (2, ADA, 2), (3, CYD, 3)):
        points = 2 if person is CYD else 5
        closed = issue("closed", now - timedelta(hours=hours), number=number, assignees=(person,))
        server.lumen.deliver("issues", closed | {"issue": closed["issue"] | labelled(points)}, now)
    await server.tell()

    rows = (await server.read("/boards/day"))["rows"]

    assert [(row["position"], row["rank"], row["person"]["login"]) for row in rows] == [
        (1, 1, "ada"),
        (2, 1, "bob"),
        (3, 3, "cyd"),
    ]


def labelled(points: int) -> dict[str, object]:
    return {"labels": [{"name": f"points: {points}"}]}


async def test_a_project_has_boards_of_its_own(server: Running, now: datetime) -> None:
    await some_work(server, now)

    board = await server.read("/boards/all:project:1")

    assert board["scope"] == {"kind": "project", "id": 1, "name": "lumen/parser"}
    assert len(board["rows"]) == 3


async def test_pages_of_a_board_join_without_a_seam(server: Running, now: datetime) -> None:
    await some_work(server, now)
    whole = await server.read("/boards/week")

    read, cursor = [], ""
    while cursor is not None:
        page = await server.read(f"/boards/week?limit=1{cursor and f'&cursor={cursor}'}")
        read += page["rows"]
        cursor = page["next"]

    assert read == whole["rows"]


async def test_around_a_person_are_their_neighbours(server: Running, now: datetime) -> None:
    await some_work(server, now)
    rows = await server.rows("week")
    middle, last = rows[1]["person"]["id"], rows[2]["person"]["id"]

    assert (await server.read(f"/boards/week/around/{middle}?span=1"))["rows"] == rows
    assert (await server.read(f"/boards/week/around/{last}?span=1"))["rows"] == rows[1:]
    assert (await server.read("/boards/week/around/999"))["rows"] == []


async def test_one_persons_line(server: Running, now: datetime) -> None:
    await some_work(server, now)
    last = (await server.rows("week"))[2]

    found = await server.read(f"/boards/week/people/{last['person']['id']}")

    assert set(found) == {"board", "org", "version", "people", "row"}
    assert found["row"] == last
    assert (await server.read("/boards/week/people/999"))["row"] is None


async def test_a_person_has_totals_ranks_awards_a_ledger_and_the_way_to_the_next_badges(
    server: Running, now: datetime
) -> None:
    await some_work(server, now)
    ada = (await server.read("/boards/week"))["rows"][0]["person"]["id"]

    body = await server.read(f"/people/{ada}")

    assert set(body) == {"person", "totals", "ranks", "awards", "ledger", "progress", "seq"}
    assert set(body["totals"]) == set(body["ranks"]) == set(PERIODS)
    assert set(body["awards"][0]) == AWARD
    assert set(body["awards"][0]["badge"]) == BADGE
    assert set(body["ledger"][0]) == LINE
    assert body["progress"][0].keys() == {"badge", "have", "need"}
    assert body["totals"]["week"] == sum(line["points"] for line in body["ledger"])
    assert body["seq"] == (await server.read(""))["seq"] > 0


async def test_pages_of_a_ledger_join_and_their_sum_is_the_total(server: Running, now: datetime) -> None:
    await some_work(server, now)

    first = await server.read("/people/1/ledger?limit=1")
    second = await server.read(f"/people/1/ledger?limit=1&cursor={first['next']}")

    lines = first["lines"] + second["lines"]
    assert second["next"] is None
    assert first["total"] == sum(line["points"] for line in lines)
    assert lines == (await server.read("/people/1/ledger"))["lines"]


async def test_awards_and_feed_are_newest_first(server: Running, now: datetime) -> None:
    await some_work(server, now)

    awards = (await server.read("/awards?limit=2"))["awards"]
    feed = await server.read("/feed")

    assert [set(one) for one in awards] == [{"person", "award"}] * 2
    assert awards[0]["award"]["id"] > awards[1]["award"]["id"]
    assert {frozenset(line) for line in feed["lines"]} == {
        frozenset({"type", "at", "person", "award"}),
        frozenset({"type", "at", "person", "line"}),
    }
    assert [line["at"] for line in feed["lines"]] == sorted((line["at"] for line in feed["lines"]), reverse=True)
    assert feed["seq"] == (await server.read(""))["seq"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("x", 404, "not_found"),
        ("x/boards/week", 404, "not_found"),
        ("x/feed", 404, "not_found"),
        ("UPPER", 404, "http_404"),
        ("lumen/boards/decade", 404, "not_found"),
        ("lumen/boards/week:project:2", 404, "not_found"),
        ("lumen/people/999", 404, "not_found"),
        ("lumen/people/x", 400, "invalid"),
        ("lumen/people/0", 400, "invalid"),
        ("lumen/people/99999999999999999999", 400, "invalid"),
        ("lumen/people/999/ledger", 404, "not_found"),
        ("lumen/people/1/ledger?cursor=x", 404, "not_found"),
        ("lumen/boards/week?limit=0", 400, "invalid"),
        ("lumen/boards/week?limit=101", 400, "invalid"),
        ("lumen/boards/week?limit=many", 400, "invalid"),
        ("lumen/boards/week?limit=1&limit=2", 400, "invalid"),
        ("lumen/boards/week?cursor=%00", 400, "invalid"),
        ("lumen/boards/week?cursor=AAAA", 400, "invalid"),
        ("lumen/boards/week?colour=red", 400, "invalid"),
        ("lumen/boards/week/around/1?span=26", 400, "invalid"),
        ("lumen/nothing", 404, "http_404"),
    ],
)
async def test_what_is_not_there_or_malformed_is_refused_in_one_shape(
    server: Running, path: str, status: int, code: str
) -> None:
    answered, body = await server.get(f"/v1/organizations/{path}")

    assert (answered, body["error"]["code"]) == (status, code)
    assert body["error"]["message"].endswith(".")


async def test_who_holds_the_current_state_is_told_only_that(server: Running, now: datetime) -> None:
    path = "/v1/organizations/lumen/boards/week"
    async with server.session.get(server.url + path) as first:
        tag = first.headers["ETag"]

    unchanged, _ = await server.get(path, **{"If-None-Match": tag})
    await some_work(server, now)
    changed, _ = await server.get(path, **{"If-None-Match": tag})

    assert (unchanged, changed) == (304, 200)


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("https://lumen.example", "codebadge.test", True),
        ("https://LUMEN.example", "codebadge.test", True),
        ("https://evil.example", "codebadge.test", False),
        ("https://codebadge.test", "codebadge.test", True),
        ("http://codebadge.test:81", "codebadge.test", False),
        ("null", "codebadge.test", False),
        ("https://evil.example", "evil.example.codebadge.test", False),
    ],
)
async def test_only_allowed_sites_may_read_from_a_browser(
    server: Running, origin: str, host: str, allowed: bool
) -> None:
    await allow(server, "https://lumen.example")
    headers = {"Origin": origin, "Host": host}

    for method in ("GET", "OPTIONS"):
        url = f"{server.url}/v1/organizations/lumen/boards/week"
        async with server.session.request(method, url, headers=headers) as response:
            assert response.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)
            assert response.headers["Vary"] == "Origin"
            assert response.status == (200 if method == "GET" else 204)


async def test_errors_can_be_read_by_allowed_sites_too(server: Running) -> None:
    await allow(server, "*")
    url = f"{server.url}/v1/organizations/lumen/boards/decade"
    async with server.session.get(url, headers={"Origin": "https://any.example"}) as response:
        assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (404, "https://any.example")


async def test_a_forwarded_host_counts_only_from_a_trusted_proxy(server: Running) -> None:
    headers = {"Origin": "https://evil.example", "Host": "codebadge.test", "X-Forwarded-Host": "evil.example"}
    async with server.session.get(f"{server.url}/v1/organizations/lumen", headers=headers) as response:
        assert "Access-Control-Allow-Origin" not in response.headers


async def allow(server: Running, *origins: str) -> None:
    from server.parts import PARTS

    with db.unit():
        organization = organizations.shown("lumen")
        assert organization is not None
        organizations.allow_origins(organization, origins)
    await server.app[PARTS].origins.read()
