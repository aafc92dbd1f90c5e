"""`connection:…` and `source:…`: what is connected is audited without its secrets, tenants apart, hostile words out."""

import json
from datetime import datetime
from typing import Any, Literal

import pytest

from models import connections, db, hooks, jobs, repairs, source_reading
from models.audit import AuditLine
from models.connections import Connection
from models.errors import Elsewhere, Exhausted, Invalid, NotFound, NotHeld, Refusal, Taken
from models.hooks import Hook, HookSecret
from models.identities import recognise
from models.jobs import Job
from models.people import Identity
from models.rules.messages import iso
from models.rules.work import Account
from models.sources import trello_accounts
from models.tenants import Project
from tests.models.commands.office import Office

TOKEN, KEY, SECRET = "t0ken" * 8, "k" * 32, "5ecret" * 8
GITHUB = {"provider": "github", "token": "ghp_" + TOKEN}
TRELLO = {"provider": "trello", "key": KEY, "token": TOKEN, "secret": SECRET}
BOARD, DONE, MEMBER = "5abbe4b7ddc1b351ef961414", "5abbe4b7ddc1b351ef961415", "5abbe4b7ddc1b351ef961416"
RULE = {"done": [DONE], "ticked": False, "points": "title", "field": None}


def connection(office: Office, given: dict[str, str]) -> int:
    return int(office.run("connection:create", office.admin, given).answer["connection"]["id"])


def board(office: Office, **more: Any) -> dict[str, Any]:
    asked = {"provider": "trello", "name": "Wishes", "remote": BOARD, "board": RULE}
    asked["connection"] = more.pop("connection", None) or connection(office, TRELLO)
    return office.run("source:connect", office.admin, asked | more).answer


def repository(office: Office, **more: Any) -> dict[str, Any]:
    asked = {"provider": "github", "name": "lumen/lexer"}
    return office.run("source:connect", office.admin, asked | more).answer


def trail() -> list[tuple[str, str, Any, Any]]:
    with db.unit():
        lines = AuditLine.select().order_by(AuditLine.id)
        return [(line.action, line.target, line.before, line.after) for line in lines]


def opening(office: Office, hook: int) -> list[str]:
    with db.unit():
        return [one.decode() for one in hooks.door(Hook.get_by_id(hook).key).active(office.now)]


def test_secrets_are_sealed_and_in_no_answer_and_no_line_of_the_audit_trail(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [office.run("connection:create", office.admin, given).answer for given in (GITHUB, TRELLO)]
    known = [answer["connection"]["id"] for answer in answers]
    answers.append(office.run("connection:change", office.admin, TRELLO | {"connection": known[1]}).answer)
    answers.append(board(office, connection=known[1]))
    answers += [office.run("connection:end", office.admin, {"connection": one}).answer for one in known]
    with db.unit():
        kept = [
            str(row) for name in ("connection", "audit_line", "job", "hook") for row in db.rows(f"SELECT * FROM {name}")
        ]
    told = json.dumps(answers) + str(trail()) + str(kept) + caplog.text
    assert not any(secret in told for secret in (TOKEN, KEY, SECRET))
    assert [action for action, *_ in trail()][:3] == ["connection:create", "connection:create", "connection:change"]


def test_a_secret_that_no_hook_can_keep_is_refused_before_it_is_kept(office: Office) -> None:
    longest = TRELLO | {"secret": "5" * 200}
    assert board(office, connection=connection(office, longest))["source"]
    with pytest.raises(Invalid):
        connection(office, TRELLO | {"secret": "5" * 201})


def test_a_repository_by_hand_shows_its_secret_once_and_asks_nobody(office: Office) -> None:
    made = repository(office, history="past")
    hook = made["source"]["hook"]["id"]
    assert opening(office, hook) == [made["secret"]]
    assert made["url"] == made["source"]["hook"]["url"]
    assert (made["job"], made["source"]["connection"], made["source"]["history"]["mode"]) == (None, None, "past")
    assert made["secret"] not in str(trail())
    with pytest.raises(Taken):
        repository(office)


def test_a_board_opens_by_the_applications_secret_at_the_address_as_it_was_made(office: Office) -> None:
    made = board(office)
    hook = made["source"]["hook"]["id"]
    assert (opening(office, hook), made["secret"], made["source"]["board"]) == ([SECRET], None, RULE)
    with db.unit():
        row = Hook.get_by_id(hook)
        assert row.callback == f"http://codebadge.test/hooks/trello/{row.key}"
        job = Job.get_by_id(made["job"]["id"])
        project = Project.get_by_id(made["source"]["project"]["id"])
        assert job.arguments == {"project": project.id, "hook": hook, "connection": row.connection_id}
        assert (project.external_id, project.history, jobs.queue_of(job.kind)) == (BOARD, None, "backfill")


def test_what_is_connected_already_is_so_whatever_the_token(office: Office) -> None:
    first, second = connection(office, TRELLO), connection(office, TRELLO)
    board(office, connection=first)
    assert board(office, connection=first, remote=DONE)["source"]["project"]["id"] != 1, "two boards with one token"
    for again in (first, second):
        with pytest.raises(Taken):
            board(office, connection=again)
    office.run("connection:end", office.admin, {"connection": first})
    assert board(office, connection=second)["source"]["connection"]["id"] == second


def test_a_hook_made_by_hand_is_taken_over_by_a_token(office: Office) -> None:
    by_hand = repository(office)
    made = repository(office, connection=connection(office, GITHUB), remote="777")
    assert made["source"]["hook"]["id"] == by_hand["source"]["hook"]["id"]
    assert opening(office, made["source"]["hook"]["id"]) == [by_hand["secret"]]


def test_a_history_is_fetched_by_a_job_and_is_what_was_done_before_the_project_was_known(office: Office) -> None:
    """What came by its hook since then counts as it always did."""
    asked = {"name": "lumen/parser", "connection": connection(office, GITHUB), "remote": "501", "history": "teach"}
    told = repository(office, **asked)
    with db.unit():
        known = Project.get(Project.name == "lumen/parser")
        assert (known.id, known.connection_id) == (told["source"]["project"]["id"], asked["connection"])
    assert told["source"]["history"]["mode"] == "teach"
    assert told["source"]["history"]["before"] == iso(known.created_at)
    assert (told["job"]["kind"], told["source"]["job"]["id"]) == ("history", told["job"]["id"])
    hook = told["source"]["hook"]["id"]
    with pytest.raises(NotHeld):
        office.run("source:fetch", office.admin, {"hook": hook})
    office.run("job:stop", office.admin, {"job": told["job"]["id"]})
    again = office.run("source:fetch", office.admin, {"hook": hook, "mode": "past"})
    assert again.answer["source"]["history"] == told["source"]["history"] | {"mode": "past"}
    assert again.ring_job and again.ring_job.queue == "backfill"


def test_a_source_shows_what_is_done_for_it_now_and_no_repair_hides_what_failed(office: Office, now: datetime) -> None:
    told = repository(office, connection=connection(office, GITHUB), remote="501", history="past")
    history, hook = told["job"]["id"], told["source"]["hook"]["id"]

    def shown() -> int:
        with db.unit():
            at, seen = Hook.get_by_id(hook), Project.get_by_id(told["source"]["project"]["id"])
            card = source_reading.card(at, seen, "https://badges.example", now).job
            assert card is not None
            return card.id

    def repaired(why: Literal["start", "asked"]) -> int:
        with db.unit():
            job, _ = repairs.ask_for(Hook.get_by_id(hook), why, "Ada", None, now)
            jobs.finish(job, "done", now)
            return job.id

    repaired("start")
    assert shown() == history
    office.run("job:pause", office.admin, {"job": history})
    assert shown() == history
    with db.unit():
        jobs.finish(Job.get_by_id(history), "failed", now, error="It was too much.")
    repaired("start")
    assert shown() == history
    assert repaired("asked") == shown()


def test_without_a_token_nobody_can_be_asked(office: Office) -> None:
    hook = repository(office)["source"]["hook"]["id"]
    for name in ("source:fetch", "source:reconnect"):
        with pytest.raises(Elsewhere):
            office.run(name, office.admin, {"hook": hook})


def test_disconnecting_is_for_ever_and_leaves_the_project(office: Office) -> None:
    made = board(office)
    hook = made["source"]["hook"]["id"]
    with db.unit():
        Hook.update(remote="cafe").where(Hook.id == hook).execute()
    done = office.run("source:disconnect", office.admin, {"hook": hook})
    assert (done.answer["job"]["kind"], done.ring_job and done.ring_job.queue) == ("hook.remove", "backfill")
    with db.unit():
        assert Job.get_by_id(made["job"]["id"]).state == "stopped", "nothing is fetched for it any more"
        assert hooks.door(Hook.get_by_id(hook).key).disconnected
        assert Project.get_by_id(made["source"]["project"]["id"]).connection_id is None
    for name in ("source:disconnect", "source:reconnect"):
        with pytest.raises(NotFound):
            office.run(name, office.admin, {"hook": hook})
    again = board(office)["source"]
    assert (again["project"]["id"], again["hook"]["id"] != hook) == (made["source"]["project"]["id"], True)


def test_the_end_of_a_connection_ends_what_it_connected_and_keeps_its_secrets_only_to_remove_webhooks(
    office: Office,
) -> None:
    id_ = connection(office, TRELLO)
    hook = board(office, connection=id_)["source"]["hook"]["id"]
    with db.unit():
        Hook.update(remote="cafe").where(Hook.id == hook).execute()
    office.run("connection:end", office.admin, {"connection": id_})
    with db.unit():
        ended = Connection.get_by_id(id_)
        assert (ended.state, ended.sealed is not None) == ("ended", True)
    with pytest.raises(NotFound):
        office.run("connection:end", office.admin, {"connection": id_})
    with db.unit():
        connections.forget()
        assert Connection.get_by_id(id_).sealed is not None
        Job.update(state="failed").execute()
        connections.forget()
        assert Connection.get_by_id(id_).sealed is None
        assert Hook.get_by_id(hook).disconnected_at is not None
    with pytest.raises(Elsewhere):
        board(office, connection=id_)


def test_another_secret_of_the_application_opens_and_the_former_one_for_a_day(office: Office) -> None:
    id_ = connection(office, TRELLO)
    hook = board(office, connection=id_)["source"]["hook"]["id"]
    office.run("connection:change", office.admin, TRELLO | {"connection": id_, "secret": "other" * 8})
    assert opening(office, hook) == ["other" * 8, SECRET]
    with pytest.raises(Invalid):
        office.run("connection:change", office.admin, GITHUB | {"connection": id_})


def test_other_lists_are_a_job_that_counts_the_cards_anew_and_the_same_ones_are_none(office: Office) -> None:
    hook = board(office)["source"]["hook"]["id"]
    asked = {"hook": hook, "done": [DONE, MEMBER], "ticked": True}
    done = office.run("source:board", office.admin, asked)
    assert (done.answer["job"]["kind"], done.ring_job and done.ring_job.queue) == ("board.refold", "jobs")
    assert office.run("source:board", office.admin, asked).answer["job"] is None
    later = office.run("source:board", office.admin, asked | {"ticked": False}).answer
    with db.unit():
        states = [job.state for job in Job.select().where(Job.kind == "board.refold").order_by(Job.id)]
    assert states == ["stopped", "waiting"], "what an earlier meaning asked for is not worth its time"
    assert later["source"]["job"]["id"] == later["job"]["id"]
    with pytest.raises(NotFound):
        office.run("source:board", office.admin, asked | {"hook": office.lumen.hook.id})


def test_a_member_of_a_board_becomes_somebody_who_is_known_and_can_be_two_again(office: Office) -> None:
    hook = board(office)["source"]["hook"]["id"]
    asked = {"hook": hook, "member": MEMBER, "person": office.ada, "username": "ada_t"}
    told = office.run("source:member", office.admin, asked).answer
    assert told["person"]["id"] == office.ada
    assert office.run("source:member", office.admin, asked).answer["merge"] is None, "it is her already"
    with db.unit():
        account = Account(
            provider="trello", external_id=trello_accounts.key(office.lumen.organization.id, MEMBER), login="ada_t"
        )
        met = recognise(office.lumen.organization.id, [account], office.now, office.now)
        assert met.people[account.key] == office.ada
    office.run("person:unmerge", office.admin, {"merge": told["merge"], "why": "it was somebody else"})
    with db.unit():
        met = recognise(office.lumen.organization.id, [account], office.now, office.now)
        assert met.people[account.key] != office.ada
    assert "ada" not in json.dumps([line for line in trail() if line[0] == "source:member"])


def test_nobody_of_another_organisation_finds_or_uses_anything(office: Office) -> None:
    id_ = connection(office, TRELLO)
    hook = board(office, connection=id_)["source"]["hook"]["id"]
    before = len(trail())
    for name, given in {
        "connection:change": TRELLO | {"connection": id_},
        "connection:end": {"connection": id_},
        "source:connect": {"provider": "trello", "name": "x", "remote": BOARD, "connection": id_},
        "source:board": {"hook": hook},
        "source:fetch": {"hook": hook},
        "source:reconnect": {"hook": hook},
        "source:disconnect": {"hook": hook},
        "source:member": {"hook": hook, "member": MEMBER, "person": office.ada},
    }.items():
        with pytest.raises(NotFound):
            office.run(name, office.stranger, given)
    assert len(trail()) == before
    theirs = office.run("connection:create", office.stranger, TRELLO).answer["connection"]["id"]
    asked = {"provider": "trello", "name": "Wishes", "remote": BOARD, "connection": theirs}
    made = office.run("source:connect", office.stranger, asked).answer["source"]
    with db.unit():
        assert Project.select().where(Project.external_id == BOARD).count() == 2, "each has its own"
        assert Hook.get_by_id(made["hook"]["id"]).organization_id != office.lumen.organization.id
        assert Identity.select().where(Identity.provider == "trello").count() == 0


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("connection:create", {"provider": "gitlab", "token": TOKEN}),
        ("connection:create", {"provider": "github", "token": "ghp_a\r\nX: y" + TOKEN}),
        ("connection:create", {"provider": "github", "token": "short"}),
        ("connection:create", {"provider": "github", "token": "x" * 501}),
        ("connection:create", GITHUB | {"key": KEY}),
        ("connection:create", {"provider": "trello", "token": TOKEN}),
        ("connection:create", TRELLO | {"token": TOKEN + '", oauth_x="'}),
        ("connection:create", TRELLO | {"key": KEY + '"'}),
        ("connection:create", TRELLO | {"secret": "naïve" * 8}),
        ("connection:create", TRELLO | {"state": "active"}),
        ("source:connect", {"provider": "github", "name": "lumen"}),
        ("source:connect", {"provider": "github", "name": "lumen/.."}),
        ("source:connect", {"provider": "github", "name": "lumen/a/../b"}),
        ("source:connect", {"provider": "github", "name": "lumen/lexer", "remote": "1/../2"}),
        ("source:connect", {"provider": "github", "name": "lumen/lexer", "history": "all"}),
        ("source:connect", {"provider": "trello", "name": "Wishes"}),
        ("source:connect", {"provider": "trello", "name": "Wishes", "remote": BOARD, "board": {"done": ["Done"]}}),
        ("source:connect", {"provider": "trello", "name": "Wi\x00shes", "remote": BOARD}),
        ("source:board", {"hook": 1, "done": [], "ticked": False}),
        ("source:board", {"hook": 1, "points": "field"}),
        ("source:member", {"hook": 1, "member": "ada", "person": 1}),
        ("source:disconnect", {"hook": True}),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_left(office: Office, name: str, given: object) -> None:
    with pytest.raises(Invalid):
        office.run(name, office.admin, given)
    with db.unit():
        left = Connection.select().count(), Hook.select().count(), Project.select().count(), HookSecret.select().count()
    assert (left, trail()) == ((0, 1, 1, 1), [])


def test_nobody_below_an_admin_may(office: Office) -> None:
    for name, given in {"connection:create": GITHUB, "source:connect": {"provider": "github", "name": "a/b"}}.items():
        with pytest.raises(Refusal):
            office.run(name, office.moderator, given)


def test_there_are_not_more_connections_than_anybody_needs(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "AT_MOST", 1)
    first = connection(office, GITHUB)
    with pytest.raises(Exhausted):
        connection(office, GITHUB)
    office.run("connection:end", office.admin, {"connection": first})
    connection(office, GITHUB)
