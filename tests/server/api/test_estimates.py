"""server/api/native/estimates.py: what issues are thought to be worth, for everybody; decided by moderators."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import db, organizations, queues, sessions
from models.audit import AuditLine
from models.errors import Unavailable
from models.estimates import Estimate
from models.ledger import Entry
from models.lesson_events import Lesson
from models.people import Membership, Person
from models.workitems import WorkItem
from server import auth, cookies
from tests.cast import issue
from tests.models.estimated import estimate, said
from tests.server.api.desk import Desk

TARIFF = {"sources": ["human", "model", "tariff"], "estimates": {"scale": "fibonacci", "sure": 30}}


async def opened(desk: Desk, now: datetime, *numbers: int) -> list[int]:
    """Open issues, not estimated yet; the model is asked before the tariff. Their ids."""
    await desk.done("PUT", "/tariff", {"tariff": TARIFF, "why": "it learns", "applies": "everything"})
    for number in numbers:
        desk.server.lumen.deliver("issues", issue("opened", now, number=number), now)
    with db.unit():
        return [WorkItem.get(WorkItem.external_id == str(7000 + number)).id for number in numbers]


async def call(desk: Desk, method: str, path: str, body: object = None, role: str | None = None) -> tuple[int, Any]:
    """Status and JSON of a call below the project, which is named by its id alone."""
    headers = {} if role is None else {"Authorization": f"Bearer {desk.tokens[role]}"}
    url = f"{desk.server.url}/v1/projects/{desk.server.lumen.hook.project_id}{path}"
    async with desk.server.session.request(method, url, json=body, headers=headers) as response:
        return response.status, await response.json()


async def test_open_issues_come_sorted_page_by_page_and_say_what_closing_them_gives(desk: Desk, now: datetime) -> None:
    await opened(desk, now, 1, 2, 3, 4)
    for number, figures in ((1, said(4.4)), (2, said(9.1, low=1, high=20)), (3, said(2.0))):
        estimate(number, figures, now)
    _, page = await call(desk, "GET", "/estimates?limit=3")
    assert [(one["number"], one["figures"]["points"], one["sure"]) for one in page["estimates"]] == [
        (2, 9.1, 5),
        (1, 4.4, 40),
        (3, 2.0, 40),
    ]
    assert [(one["worth"]["points"], one["worth"]["review"]) for one in page["estimates"]] == [
        (8, "provisional"),
        (5, None),
        (2, None),
    ]
    assert page["total"] == 4
    assert page["model"]["words"] == "Too early to say: 0 of 20 issues."
    _, rest = await call(desk, "GET", f"/estimates?limit=3&cursor={page['next']}")
    [last] = rest["estimates"]
    assert (last["number"], last["figures"], last["worth"]["source"], rest["next"]) == (4, None, "tariff", None)
    _, unsure = await call(desk, "GET", "/estimates?sort=unsure")
    assert [one["number"] for one in unsure["estimates"]][::3] == [2, 4]
    assert (await call(desk, "GET", "/estimates?cursor=nan_1"))[0] == 400
    assert (await call(desk, "GET", "/estimates?state=review"))[0] == 401
    listed = await desk.done("GET", "/estimates", role=None)
    assert [(one["open"], one["lessons"]) for one in listed["projects"]] == [(4, 0)]


async def test_a_moderator_says_otherwise_and_takes_it_back_and_points_follow(desk: Desk, now: datetime) -> None:
    [item] = await opened(desk, now, 5)
    estimate(5, said(4.4), now)
    desk.server.lumen.deliver("issues", issue("closed", now + timedelta(hours=1), number=5), now + timedelta(hours=1))

    def points() -> list[int]:
        with db.unit():
            return [entry.points for entry in Entry.select().order_by(Entry.id)]

    assert points() == [5]
    status, told = await call(desk, "PUT", f"/estimates/{item}", {"points": 13, "why": "it was hard"}, "moderator")
    assert (status, told["estimate"]["worth"]["points"]) == (200, 13)
    assert (told["estimate"]["ruling"]["by"], told["estimate"]["ruling"]["why"]) == ("the moderator", "it was hard")
    assert points() == [5, -5, 13]
    with db.unit():
        [lesson] = Lesson.select()
        assert (lesson.points, lesson.source, lesson.said["points"]) == (13, "admin", 4.4)
        last = AuditLine.select().order_by(AuditLine.id.desc()).get()
        assert (last.action, last.target, last.after) == (
            "estimate:override",
            f"issue:{item}",
            {"points": 13, "kind": "override"},
        )
    _, seen = await call(desk, "GET", f"/estimates/{item}")
    assert seen["estimate"]["ruling"]["by"] is None, "only who may decide reads who decided"
    status, told = await call(desk, "DELETE", f"/estimates/{item}/ruling", role="moderator")
    assert (status, told["estimate"]["ruling"], points()[-2:]) == (200, None, [-13, 5])
    status, told = await call(desk, "DELETE", f"/estimates/{item}/ruling", role="moderator")
    assert (status, told["error"]["code"]) == (409, "not_held")
    status, told = await call(desk, "POST", f"/estimates/{item}/accept", {}, "moderator")
    assert (told["estimate"]["ruling"]["kind"], told["estimate"]["ruling"]["points"]) == ("accepted", 5)


async def test_what_is_decided_of_an_open_issue_counts_when_it_is_closed(desk: Desk, now: datetime) -> None:
    first, second = await opened(desk, now, 6, 7)
    status, told = await call(desk, "POST", f"/estimates/{first}/accept", {}, "moderator")
    assert (status, told["error"]["message"]) == (409, "There is no estimate of this issue to accept yet.")
    estimate(6, said(9.1, low=1, high=20), now)
    await call(desk, "POST", f"/estimates/{first}/accept", {}, "moderator")
    await call(desk, "PUT", f"/estimates/{second}", {"points": 0, "why": "a duplicate"}, "moderator")
    for number in (6, 7):
        desk.server.lumen.deliver("issues", issue("closed", now + timedelta(hours=1), number=number), now)
    with db.unit():
        assert {entry.points for entry in Entry.select()} - {0} == {8}
        assert [(lesson.points, lesson.source) for lesson in Lesson.select()] == [(8, "accepted")]


@pytest.mark.parametrize("points", [-1, 10_001, 1.5, "3", None])
async def test_points_that_are_none_are_refused(desk: Desk, now: datetime, points: object) -> None:
    [item] = await opened(desk, now, 8)
    status, _ = await call(desk, "PUT", f"/estimates/{item}", {"points": points, "why": "so be it"}, "moderator")
    assert status == 400


async def test_who_is_nobody_here_decides_nothing_and_learns_nothing(desk: Desk, now: datetime) -> None:
    [item] = await opened(desk, now, 9)
    asked = {"points": 3, "why": "so be it"}
    told = {
        role: (await call(desk, "PUT", f"/estimates/{item}", asked, role))[0]
        for role in (None, "contributor", "stranger", "moderator")
    }
    assert told == {None: 401, "contributor": 403, "stranger": 404, "moderator": 200}
    assert (await call(desk, "GET", "/estimates", role="stranger"))[0] == 404
    assert (await call(desk, "GET", f"/estimates/{item + 1000}"))[0] == 404
    async with desk.server.session.get(f"{desk.server.url}/v1/projects/999/estimates") as response:
        assert response.status == 404
    assert (await desk.ask("GET", "/estimates?state=review", role="contributor"))[0] == 403


async def test_a_member_of_the_projects_organization_is_a_caller_there(desk: Desk, now: datetime) -> None:
    """Whatever organisation this server shows first."""
    [item] = await opened(desk, now, 10)
    at = desk.server.clock.at
    with db.unit():
        mo, stranger = (Person.create(name=name, login=name, created_at=now) for name in ("mo", "nobody"))
        there = {"organization": desk.server.lumen.organization, "joined_at": now}
        Membership.create(person=mo, role="moderator", **there)
        organizations.create("another", "Another", "UTC", now)
        secrets = [sessions.start(one, "a browser", at) for one in (mo, stranger)]
    url = f"{desk.server.url}/v1/projects/{desk.server.lumen.hook.project_id}/estimates/{item}"
    told = []
    for secret in secrets:
        shown = {"Cookie": f"{cookies.SESSION}={cookies.session(secret).value}", "X-CSRF-Token": auth.proof(secret)}
        body = {"points": 3, "why": "so be it"}
        async with desk.server.session.put(url, json=body, headers=shown) as response:
            told.append(response.status)
    assert told == [200, 403]


async def test_an_issue_is_tried_and_nothing_is_kept(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(desk, now, 11)
    asked = []

    def answer(project: int, title: str, text: str, labels: list[str], patience: float) -> dict[str, Any]:
        asked.append((project, title, len(text), labels))
        if title == "away":
            raise Unavailable("The model does not answer; try again in a moment.")
        return said(4.4).model_dump(mode="json")

    monkeypatch.setattr(queues, "try_out", answer, raising=False)
    project = desk.server.lumen.hook.project_id
    given = {"project": project, "title": "Crash", "text": "x" * 100_000, "labels": ["bug"]}
    url = f"{desk.server.url}/v1/estimates/preview"

    async def tried(role: str | None, **more: object) -> tuple[int, Any]:
        headers = {} if role is None else {"Authorization": f"Bearer {desk.tokens[role]}"}
        async with desk.server.session.post(url, json=given | more, headers=headers) as response:
            return response.status, await response.json()

    status, told = await tried("contributor", title="Crash at start")
    assert (status, told["estimate"]["points"], told["sure"], told["worth"]["points"]) == (200, 4.4, 40, 5)
    assert asked == [(project, "Crash at start", 4_000, ["bug"])]
    assert (await tried("contributor", title="away"))[0] == 503
    assert ((await tried(None))[0], (await tried("stranger", title="x"))[0]) == (401, 404)
    assert len(asked) == 2
    with db.unit():
        assert Estimate.select().count() == 0


async def test_a_past_issue_that_was_deleted_is_named_no_more(desk: Desk, now: datetime) -> None:
    lumen = desk.server.lumen
    [item] = await opened(desk, now, 1)
    lumen.deliver("issues", issue("closed", now, number=2, labels=("points: 5",)), now)
    estimate(1, said(4.4), now)
    _, told = await call(desk, "GET", f"/estimates/{item}")
    assert [one["title"] for one in told["estimate"]["closest"]] == ["Issue 2"]
    later = now + timedelta(hours=1)
    lumen.deliver("issues", issue("deleted", later, number=2, labels=("points: 5",), closed=True), later)
    _, told = await call(desk, "GET", f"/estimates/{item}")
    [near] = told["estimate"]["closest"]
    assert (near["title"], near["url"], near["number"], near["points"]) == (None, None, None, 5)
