"""The same award at the same moment: one wins, the other gets the dialect's duplicate answer; counts stay right."""

import asyncio
from typing import Any

import pytest

from models import db
from models.awards import Award
from tests.contract.stage import Stage

PLAIN = ("/badges/award", {"badgeId": "{early}", "userId": "{ada}"})
LEAGUE = ("/api/badges/{early}/award", {"userId": "{ada}"})
DUPLICATE = {
    PLAIN[0]: (409, {"error": {"code": "already_held", "message": "User already has this badge"}}),
    LEAGUE[0]: (400, {"success": False, "error": "User already has this badge"}),
}
Call = tuple[str, dict[str, Any]]


def live_awards() -> int:
    with db.unit():
        return int(Award.select().where(Award.revoked_at.is_null()).count())


async def counted(stage: Stage) -> int:
    return int((await stage.call("no token", "GET", "/badges/{early}")).body["awardedCount"])


@pytest.mark.parametrize("calls", [[PLAIN] * 6, [LEAGUE] * 6, [PLAIN, LEAGUE] * 3], ids=["001", "002", "both"])
async def test_one_of_many_wins(stage: Stage, calls: list[Call]) -> None:
    answers = await asyncio.gather(*(stage.call("moderator", "POST", path, body) for path, body in calls))
    won = [answer for answer in answers if answer.status == 201]
    assert len(won) == 1
    for (path, _), answer in zip(calls, answers, strict=True):
        if answer is not won[0]:
            assert (answer.status, answer.body) == DUPLICATE[path]
    assert (live_awards(), await counted(stage)) == (1, 1)


async def test_awarded_count_is_right_when_awards_and_revocations_cross(stage: Stage) -> None:
    people = [name for name in stage.tokens if name in stage.ids]
    give = [
        stage.call("moderator", "POST", PLAIN[0], PLAIN[1] | {"userId": stage.ids[person]})
        for person in people
        for _ in range(2)
    ]
    take = [stage.call("moderator", "DELETE", f"/badges/{{early}}/users/{stage.ids[person]}") for person in people[::2]]
    answers = await asyncio.gather(*give, *take)
    given = sum(answer.status == 201 for answer in answers[: len(give)])
    taken = sum(answer.status == 200 for answer in answers[len(give) :])
    assert {answer.status for answer in answers} <= {200, 201, 404, 409}
    assert live_awards() == await counted(stage) == given - taken


@pytest.mark.parametrize("call", [PLAIN, LEAGUE], ids=["001", "002"])
async def test_two_with_one_idempotency_key_are_one_award_and_one_answer(stage: Stage, call: Call) -> None:
    path, body = call
    asking = (stage.call("moderator", "POST", path, body, Idempotency_Key="k1") for _ in range(4))
    answers = await asyncio.gather(*asking)
    assert [answer.status for answer in answers] == [201] * 4
    assert all(answer.body == answers[0].body for answer in answers)
    assert live_awards() == 1


@pytest.mark.parametrize("method", ["DELETE", "POST"])
async def test_a_badge_deleted_while_it_is_given_is_nobodys(stage: Stage, method: str) -> None:
    asked = [stage.call("admin", "DELETE", "/badges/{early}")]
    asked += [
        stage.call("moderator", "POST", PLAIN[0], PLAIN[1] | {"userId": stage.ids[person]})
        for person in ("ada", "bob", "contributor")
    ]
    answers = await asyncio.gather(*(asked if method == "DELETE" else reversed(asked)))
    assert {answer.status for answer in answers} <= {200, 201, 404}
    assert live_awards() == 0
