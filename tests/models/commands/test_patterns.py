"""models/commands/patterns.py and jobs.py: a pattern explained, tried, saved, given for what was before, and undone."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from models import badges, db, explaining, jobs, organizations
from models.audit import AuditLine
from models.awards import Award
from models.db import rows
from models.errors import Invalid, NotAllowed, NotFound, NotHeld, Refusal
from models.jobs import Job
from models.leagues import League
from models.outbox import Message
from models.tenants import Project
from tests.cast import ADA, BOB, CYD, issue
from tests.models.commands.office import Office
from tests.models.earned import held
from workers import jobs as worker

TWO = {"earned": {"is": "count", "at_least": 2, "where": {"kinds": ["issue.closed"]}}}
LADDER = {
    "earned": {"is": "count", "where": {"kinds": ["issue.closed"]}},
    "levels": [{"name": "Bronze", "at_least": 1}, {"name": "Silver", "at_least": 3}],
}


@pytest.fixture
def busy(office: Office) -> Office:
    """Ada has closed four issues, Bob two, Cyd one; each by hand of somebody else."""
    for number, who in enumerate((ADA, ADA, ADA, BOB, BOB, CYD), 50):
        at = office.now - timedelta(days=60 - number)
        office.lumen.deliver("issues", issue("closed", at, number=number, assignees=(who,), author=OPENER), office.now)
    return office


OPENER = ADA.model_copy(update={"external_id": "1099", "login": "opener"})


def run(office: Office, name: str, given: object, token: str | None = None) -> dict[str, Any]:
    return office.run(name, token or office.admin, given).answer


def done(office: Office, job: dict[str, Any]) -> dict[str, Any]:
    """The job as it ended."""
    worker.work(job["job"]["id"])
    with db.unit():
        return jobs.card(Job.get_by_id(job["job"]["id"])).model_dump(mode="json")


def ids(*logins: str) -> list[int]:
    with db.unit():
        return [person for login in logins for (person,) in rows("SELECT id FROM person WHERE login = %s", login)]


def refused(office: Office, name: str, given: object) -> str:
    with pytest.raises(Refusal) as refusal:
        office.run(name, office.admin, given)
    return f"{refusal.value.code}: {refusal.value}"


def made(office: Office, pattern: Any, name: str = "Pair") -> int:
    return int(run(office, "badge:create", {"name": name, "pattern": pattern})["badge"]["id"])


def test_a_pattern_is_explained_and_nothing_is_changed(busy: Office) -> None:
    before = busy.rows()
    with db.unit():
        old = {"pattern": "count", "kind": "issue.closed", "at_least": 2}
        told = explaining.explain(busy.lumen.organization, old, busy.now)
    assert told.words == ("Earned by 2 issues closed.",)
    assert (told.tree.is_, told.tree.need, told.pattern["earned"]["at_least"]) == ("count", 2, 2)
    assert busy.rows() == before


def test_what_others_have_is_refused_with_its_path(busy: Office) -> None:
    with db.unit():
        other = organizations.create("ember", "Ember", "UTC", busy.now)
        badge = badges.find(other, "issue-1").id
        project = Project.create(organization=other, provider="github", name="x", created_at=busy.now).id
        more = {"name": "L", "created_at": busy.now, "updated_at": busy.now}
        league = League.create(organization=other, **more).id
    foreign = {
        f"earned.where.projects: there is no project {project}": {"is": "first", "where": {"projects": [project]}},
        f"earned.league: there is no league {league}": {"is": "league", "league": league},
        f"earned.board: there is no league {league}": {"is": "top", "period": "week", "board": f"league:{league}"},
        f"earned.board: there is no team {league}": {"is": "top", "period": "week", "board": f"team:{league}"},
        f"there is no badge {badge}": {"is": "holds", "badge": badge},
    }
    for words, node in foreign.items():
        for name, given in (
            ("badge:create", {"name": "Mine"}),
            ("badge:update", {"badge": "issue-1"}),
            ("pattern:preview", {}),
        ):
            assert words in refused(busy, name, given | {"pattern": {"earned": node}})
    assert "there is no badge" in refused(
        busy, "badge:create", {"name": "Mine", "pattern": TWO | {"requires": [badge]}}
    )


def test_badges_that_would_wait_for_each_other_are_refused_by_name(busy: Office) -> None:
    first = made(busy, TWO, "First")
    second = made(busy, {"earned": {"is": "holds", "badge": first}}, "Second")
    said = refused(busy, "badge:update", {"badge": first, "pattern": TWO | {"requires": [second]}})
    assert "“First”, which waits for “Second”, which waits for “First”" in said
    assert "“Second” is earned by holding this badge" in refused(busy, "badge:retire", {"badge": first})
    run(busy, "badge:update", {"badge": second, "pattern": None})
    run(busy, "badge:retire", {"badge": first})


def test_a_preview_finds_what_the_backfill_then_does(busy: Office) -> None:
    found = done(busy, run(busy, "pattern:preview", {"pattern": LADDER}))["result"]
    assert done(busy, run(busy, "pattern:preview", {"pattern": LADDER}))["result"] == found
    badge = made(busy, LADDER, "Ladder")
    with db.unit():
        assert held(busy.lumen.organization, "ladder") == []
    given = done(busy, run(busy, "badge:backfill", {"badge": badge}))
    assert (found["gain"], found["lose"]) == (given["result"]["people"], given["result"]["taken"]) == (3, 0)
    ada, bob, cyd = ids("ada", "bob", "cyd")
    with db.unit():
        assert held(busy.lumen.organization, "ladder") == [
            (ada, 1, "Bronze"), (ada, 2, "Silver"), (bob, 1, "Bronze"), (cyd, 1, "Bronze")
        ]  # fmt: skip
        dates = [one.awarded_at for one in Award.select().where(Award.badge == badge, Award.person == cyd)]
    [sample] = [one for one in found["samples"] if one["person"]["id"] == cyd]
    assert datetime.fromisoformat(sample["earned_at"]) == dates[0] < busy.now
    assert sample["evidence"] == [{"text": "#55 Issue 55", "url": "https://github.com/lumen/parser/issues/55"}]
    assert found["leaves"] == [{"path": "earned", "words": "3 issues closed", "deeds": 7, "people": 3}]
    assert (found["people"], found["deeds"], found["estimate"]["deeds"]) == (4, 7, 7)


def test_a_changed_pattern_is_tried_against_those_who_hold_the_badge(busy: Office) -> None:
    badge = made(busy, TWO)
    done(busy, run(busy, "badge:backfill", {"badge": badge}))
    three = {"earned": TWO["earned"] | {"at_least": 3}}
    found = done(busy, run(busy, "pattern:preview", {"pattern": three, "badge": badge}))["result"]
    [bob] = ids("bob")
    assert (found["gain"], found["lose"]) == (0, 1)
    assert [(one["person"]["id"], one["why"]) for one in found["losing"]] == [
        (bob, "2 of 3 issues closed remain after a correction")
    ]
    run(busy, "badge:update", {"badge": badge, "pattern": three})
    job = run(busy, "badge:backfill", {"badge": badge})
    assert done(busy, job)["result"] == {"badge": badge, "awards": 0, "people": 0, "taken": 1}
    # And its undo gives back what it took.
    run(busy, "job:undo", {"job": job["job"]["id"], "reason": "too hard"})
    assert done(busy, job)["state"] == "undone"
    with db.unit():
        assert [person for person, *_ in held(busy.lumen.organization, "pair")] == sorted(ids_now("ada", "bob"))


def ids_now(*logins: str) -> list[int]:
    return [person for login in logins for (person,) in rows("SELECT id FROM person WHERE login = %s", login)]


def test_a_backfill_is_told_in_one_message_and_undone_exactly(busy: Office) -> None:
    badge = made(busy, TWO)
    with db.unit():
        Message.delete().execute()
    job = run(busy, "badge:backfill", {"badge": badge, "why": "for what was before"})
    done(busy, job)
    with db.unit():
        [told] = Message.select()
        assert (told.kind, told.body["what"], told.body["words"]) == (
            "digest",
            "backfill",
            "“Pair” was given to 2 people for what they had done before.",
        )
        assert sorted(told.people) == sorted(ids_now("ada", "bob"))
    # Somebody earns it meanwhile, by themselves.
    busy.lumen.deliver("issues", issue("closed", busy.now, number=70, assignees=(CYD,), author=OPENER), busy.now)
    run(busy, "job:undo", {"job": job["job"]["id"], "reason": "by mistake"})
    assert done(busy, job)["state"] == "undone"
    [cyd] = ids("cyd")
    with db.unit():
        assert [person for person, *_ in held(busy.lumen.organization, "pair")] == [cyd]
        assert Message.select().where(Message.kind == "digest").count() == 2
        taken = Award.get(Award.badge == badge, Award.revoked_at.is_null(False))
        assert taken.revoke_reason == "The backfill was undone: by mistake"
        actions = [line.action for line in AuditLine.select().order_by(AuditLine.id.desc()).limit(2)]
    assert actions == ["job:undo", "badge:backfill"]
    with pytest.raises(NotHeld):
        run(busy, "job:undo", {"job": job["job"]["id"], "reason": "again"})


def test_a_backfill_whose_worker_is_killed_goes_on_and_doubles_nothing(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.deed_pages.PEOPLE", 1)
    badge = made(busy, TWO)
    job = run(busy, "badge:backfill", {"badge": badge})["job"]["id"]
    steps = 0
    while (state := one_step(busy, job, killed=True)) in jobs.UNFINISHED:
        assert one_step(busy, job) in (*jobs.UNFINISHED, "done"), state
        steps += 1
    assert steps == 5, "four people, and the end"
    with db.unit():
        assert [person for person, *_ in held(busy.lumen.organization, "pair")] == sorted(ids_now("ada", "bob"))
        assert Award.select().where(Award.badge == badge).count() == 2


def one_step(office: Office, job_id: int, killed: bool = False) -> str:
    """The state in which a step leaves the job; of one whose worker is killed before the commit, the state before."""
    with suppress(ZeroDivisionError), db.unit():
        if job := jobs.take(job_id):
            worker.STEPS[job.kind](job, office.now)
        if killed:
            raise ZeroDivisionError
    with db.unit():
        return str(Job.get_by_id(job_id).state)


def test_a_job_is_stopped_between_two_steps(busy: Office) -> None:
    badge = made(busy, TWO)
    job = run(busy, "badge:backfill", {"badge": badge})
    assert run(busy, "job:stop", {"job": job["job"]["id"]})["job"]["state"] == "stopped"
    assert done(busy, job)["result"] == {"badge": badge, "awards": 0, "people": 0, "taken": 0}
    with pytest.raises(NotHeld):
        run(busy, "job:stop", {"job": job["job"]["id"]})
    with pytest.raises(Invalid, match="Only a backfill"):
        preview = run(busy, "pattern:preview", {"pattern": TWO})
        done(busy, preview)
        run(busy, "job:undo", {"job": preview["job"]["id"], "reason": "why not"})


def test_a_new_preview_stops_the_one_before(busy: Office) -> None:
    first, second = (run(busy, "pattern:preview", {"pattern": TWO}) for _ in range(2))
    assert (done(busy, first)["state"], done(busy, second)["state"]) == ("stopped", "done")


def test_these_take_an_admin_of_the_house(busy: Office) -> None:
    badge = made(busy, TWO)
    job = run(busy, "badge:backfill", {"badge": badge})["job"]["id"]
    given: dict[str, Any] = {
        "pattern:preview": {"pattern": TWO},
        "badge:backfill": {"badge": badge},
        "job:stop": {"job": job},
        "job:undo": {"job": job, "reason": "why not"},
    }
    for name, arguments in given.items():
        with pytest.raises(NotAllowed):
            run(busy, name, arguments, busy.moderator)
    for name in ("badge:backfill", "job:stop", "job:undo"):
        with pytest.raises(NotFound):
            run(busy, name, given[name], busy.stranger)
    assert "nothing to give" in refused(busy, "badge:backfill", {"badge": "special"})
