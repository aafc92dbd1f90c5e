"""server/api/native/models.py: what a project's model learnt, and how admins see to it."""

import io
import json
from datetime import datetime, timedelta
from typing import Any

from models import db, points_models, sealing
from models.audit import AuditLine
from models.people import Identity, Membership, Person
from models.points_models import PointsModel
from tests.cast import ADA, issue
from tests.server.api.desk import Desk

LINES = "application/x-ndjson"


def lesson(number: int, now: datetime, **more: object) -> dict[str, Any]:
    at = (now - timedelta(days=number)).isoformat()
    told = {
        "key": f"OLD-{number}",
        "title": f"Old {number} \u2028 ü",
        "text": "why\nso",
        "labels": ["bug"],
        "points": 5.5,
    }
    return told | {"closed_at": at, "url": f"https://old.test/{number}"} | more


async def call(
    desk: Desk, method: str, path: str, body: object = None, role: str | None = "admin", project: int = 0
) -> tuple[int, Any]:
    """Status, and JSON or text, of a call below the project's model; bytes are sent as lines."""
    headers = {} if role is None else {"Authorization": f"Bearer {desk.tokens[role]}"}
    given: dict[str, Any] = {"json": body}
    if isinstance(body, bytes):
        given, headers["Content-Type"] = {"data": io.BytesIO(body)}, LINES
    url = f"{desk.server.url}/v1/projects/{project or desk.server.lumen.hook.project_id}/model{path}"
    async with desk.server.session.request(method, url, headers=headers, **given) as response:
        return response.status, await (response.json() if response.content_type.endswith("/json") else response.text())


async def test_lessons_go_out_and_come_in_elsewhere_as_they_were(desk: Desk, now: datetime) -> None:
    lines = "\n".join(json.dumps(lesson(number, now)) for number in (3, 2, 1))
    status, told = await call(desk, "POST", "/import", lines.encode())
    assert (status, told["added"], told["known"]) == (200, 3, 0)
    assert (told["model"]["lessons"], told["model"]["waiting"], told["model"]["state"]) == (3, 3, "learning")
    status, out = await call(desk, "GET", "/export")
    assert [json.loads(one)["key"] for one in out.strip().split("\n")] == ["OLD-3", "OLD-2", "OLD-1"]
    status, told = await call(desk, "POST", "/import", out.encode())
    assert (told["added"], told["known"]) == (0, 3)
    await desk.done("POST", "/hooks", {"project": "lumen/lexer"})
    status, told = await call(desk, "POST", "/import", out.encode(), project=2)
    assert (status, told["added"]) == (200, 3)
    assert (await call(desk, "GET", "/export", project=2))[1] == out


async def test_of_lines_of_which_one_is_wrong_none_is_taken(desk: Desk, now: datetime) -> None:
    lines = "\n".join(json.dumps(one) for one in (lesson(1, now), lesson(2, now, points=-1)))
    status, told = await call(desk, "POST", "/import", lines.encode())
    assert (status, told["error"]["message"].split(":")[0]) == (400, "Line 2")
    assert (await call(desk, "POST", "/import", b"\xff\xfe"))[0] == 400
    assert (await call(desk, "POST", "/import", b"x" * 5_000_001))[0] == 413
    assert (await call(desk, "POST", "/import", {}))[0] == 400
    assert (await call(desk, "GET", ""))[1]["lessons"] == 0
    status, told = await call(desk, "POST", "/import", {"lessons": [lesson(1, now)]})
    assert (status, told["added"]) == (200, 1)


async def test_a_lesson_is_forgotten_and_taught_again(desk: Desk, now: datetime) -> None:
    await call(desk, "POST", "/import", {"lessons": [lesson(1, now), lesson(2, now)]})
    _, told = await call(desk, "POST", "/lessons/forget", {"lessons": [1]})
    assert (told["forgotten"], told["model"]["lessons"], told["model"]["forgotten"]) == ([1], 1, 1)
    _, seen = await call(desk, "GET", "/lessons?state=forgotten")
    [gone] = seen["lessons"]
    assert (gone["number"], gone["points"], gone["source"]) == (1, 5.5, "forgotten")
    _, told = await call(desk, "POST", "/lessons/restore", {"lessons": [1]})
    assert (told["restored"], told["model"]["lessons"]) == ([1], 2)
    _, told = await call(desk, "POST", "/lessons/forget", {"teacher": gone["teacher"]["key"]})
    assert len(told["forgotten"]) >= 1
    for wrong in ({}, {"lessons": [1], "teacher": "github:1"}, {"lessons": []}, {"lessons": ["1"]}):
        assert (await call(desk, "POST", "/lessons/forget", wrong))[0] == 400


async def test_a_token_of_the_provider_is_sealed_and_never_told(desk: Desk, now: datetime) -> None:
    status, told = await call(desk, "PATCH", "", {"posting": "comment"})
    assert status == 400, "there is nothing to post with"
    status, told = await call(desk, "PATCH", "", {"posting": "comment", "token": "ghp_secret_1"})
    assert (status, told["model"]["posting"], told["model"]["has_token"]) == (200, "comment", True)
    await call(desk, "PATCH", "", {"token": "ghp_secret_2"})
    with db.unit():
        model = points_models.find(desk.server.lumen.hook.project_id)
        assert model is not None
        assert sealing.unseal(str(model.token)) == "ghp_secret_2"
        audited = [[line.before, line.after] for line in AuditLine.select().where(AuditLine.action == "model:change")]
    assert "secret" not in json.dumps([told, audited])
    assert audited[1][1] == {"frozen": False, "posting": "comment", "token": "renewed"}
    status, told = await call(desk, "PATCH", "", {"posting": "off", "token": None})
    assert told["model"]["has_token"] is False
    assert (await call(desk, "PATCH", "", {}))[0] == 400


async def test_a_model_is_frozen_made_anew_and_emptied(desk: Desk, now: datetime) -> None:
    await call(desk, "POST", "/import", {"lessons": [lesson(1, now), lesson(2, now)]})
    _, told = await call(desk, "PATCH", "", {"frozen": True})
    assert (told["model"]["state"], told["model"]["frozen_at"]) == ("frozen", "2026-03-04T12:00:00Z")
    _, told = await call(desk, "PATCH", "", {"frozen": False})
    assert told["model"]["state"] == "learning"
    _, told = await call(desk, "POST", "/reset", {"why": "another team"})
    assert (told["model"]["lessons"], told["model"]["state"]) == (0, "empty")
    _, seen = await call(desk, "GET", "/lessons?state=before reset")
    assert len(seen["lessons"]) == 2
    _, told = await call(desk, "POST", "/retrain", {"why": "as it was", "all": True})
    assert told["model"]["lessons"] == 2
    with db.unit():
        assert PointsModel.get().era == 3


async def test_admins_alone_see_lessons_and_nobody_sees_hidden_people(desk: Desk, now: datetime) -> None:
    closed = issue("closed", now, number=1, author=ADA, assignees=(ADA,), labels=("points: 5",))
    desk.server.lumen.deliver("issues", closed, now)
    with db.unit():
        ada = Identity.get(Identity.external_id == ADA.external_id).person_id
        assert Person.get_by_id(ada).login == "ada"
    [taught] = (await call(desk, "GET", "/lessons?teacher=github:1001"))[1]["lessons"]
    assert (taught["points"], taught["teacher"]["name"]) == (5, "ada")
    with db.unit():
        Membership.update(hidden_at=now).where(Membership.person == ada).execute()
    [taught] = (await call(desk, "GET", "/lessons"))[1]["lessons"]
    assert taught["teacher"]["name"] == "somebody"
    for path in ("/lessons", "/export"):
        assert [(await call(desk, "GET", path, role=role))[0] for role in (None, "moderator", "stranger")] == [
            401,
            403,
            404,
        ]
    status, card = await call(desk, "GET", "", role=None)
    assert (status, card["postings"]) == (200, None)
