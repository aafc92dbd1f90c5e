"""`hook:create`, `hook:rotate`, `hook:pause`, `tariff:change`: done by admins, audited, and without a secret in it."""

from datetime import timedelta

import pytest

from models import connections, db, hooks, jobs
from models.audit import AuditLine
from models.errors import Invalid, NotFound
from models.hooks import Hook
from models.jobs import Job
from models.tariffs import TariffVersion
from tests.models.commands.office import Office


def trail() -> list[tuple[str, str, object, object]]:
    with db.unit():
        return [
            (line.action, line.target, line.before, line.after) for line in AuditLine.select().order_by(AuditLine.id)
        ]


def opening(office: Office, hook: int, later: timedelta = timedelta()) -> list[str]:
    with db.unit():
        door = hooks.door(Hook.get_by_id(hook).key)
        return [secret.decode() for secret in door.active(office.now + later)]


def test_a_new_hooks_secret_is_told_once_and_opens_it(office: Office) -> None:
    made = office.run("hook:create", office.admin, {"project": "lumen/lexer"}).answer
    assert opening(office, made["hook"]["id"]) == [made["secret"]]
    assert made["secret"] not in str(made["hook"]) + str(trail())
    assert trail() == [("hook:create", f"hook:{made['hook']['id']}", None, {"project": made["hook"]["project"]["id"]})]


def test_a_generic_hook_is_told_by_its_name_and_has_no_project(office: Office) -> None:
    made = office.run("hook:create", office.admin, {"provider": "generic", "name": "gitlab"}).answer
    assert (made["hook"]["name"], made["hook"]["project"]) == ("gitlab", None)
    assert made["url"].startswith("http://codebadge.test/hooks/generic/")
    assert opening(office, made["hook"]["id"]) == [made["secret"]]
    assert trail() == [("hook:create", f"hook:{made['hook']['id']}", None, {"project": None, "name": "gitlab"})]


def test_a_rotated_secret_leaves_the_old_one_a_day(office: Office) -> None:
    hook = office.lumen.hook.id
    fresh = office.run("hook:rotate", office.admin, {"hook": hook}).answer["secret"]
    assert opening(office, hook) == [fresh, office.lumen.secret]
    assert opening(office, hook, timedelta(days=1)) == [fresh]
    assert fresh not in str(trail())


def test_a_hook_is_paused_since_the_first_time_and_let_go_on(office: Office) -> None:
    hook = office.lumen.hook.id
    for paused in (True, True, False):
        told = office.run("hook:pause", office.admin, {"hook": hook, "paused": paused}).answer["hook"]
        assert (told["paused_at"] is not None) is paused
    assert [(before, after) for _, _, before, after in trail()] == [
        ({"paused": False}, {"paused": True}),
        ({"paused": True}, {"paused": True}),
        ({"paused": True}, {"paused": False}),
    ]


def test_what_came_while_a_hook_was_paused_is_asked_for_once_it_is_let_go_on(office: Office) -> None:
    """Trello's actions are answered 200 and dropped meanwhile, so nobody sends them again."""
    hook = office.lumen.hook.id
    with db.unit():
        connection = connections.create(office.lumen.organization, "github", {"token": "t"}, office.now)
        Hook.update(connection_id=connection.id, remote="9").execute()
    for paused in (False, True, False, False):
        office.run("hook:pause", office.admin, {"hook": hook, "paused": paused})
    with db.unit():
        [job] = Job.select()
        assert (job.kind, job.arguments["hook"]) == ("repair", hook)
        assert jobs.quiet(office.now + timedelta(minutes=1)) == [jobs.bell(job)]


def test_a_tariff_is_audited_with_what_it_was_and_is(office: Office) -> None:
    tariff = {"worth": {"issue.closed": 7}}
    told = office.run("tariff:change", office.admin, {"tariff": tariff, "why": "issues matter"}).answer
    assert (told["version"], told["tariff"]["worth"]) == (1, {"issue.closed": 7})
    [(action, target, before, after)] = trail()
    assert (action, target) == ("tariff:change", "organization")
    assert (before["version"], after["version"]) == (0, 1)  # type: ignore[index]
    assert after["tariff"]["worth"] == {"issue.closed": 7}  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "given"),
    [("hook:rotate", {"hook": 1}), ("hook:pause", {"hook": 1, "paused": True})],
)
def test_another_organisations_admin_finds_no_hook_here(office: Office, name: str, given: object) -> None:
    with pytest.raises(NotFound):
        office.run(name, office.stranger, given)
    assert opening(office, 1) == [office.lumen.secret]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("hook:create", {"project": "no-owner"}),
        ("hook:create", {"project": "a/b/c"}),
        ("hook:create", {}),
        ("hook:create", {"project": "a/b", "name": "gitlab"}),
        ("hook:create", {"provider": "generic"}),
        ("hook:create", {"provider": "generic", "name": "gitlab", "project": "a/b"}),
        ("hook:create", {"provider": "generic", "name": "GitLab"}),
        ("hook:create", {"provider": "generic", "name": "g" * 41}),
        ("hook:create", {"provider": "trello", "project": "a board"}),
        ("tariff:change", {"tariff": {}, "why": "no"}),
        ("tariff:change", {"tariff": {"worth": {"lines.written": 3}}, "why": "they count"}),
        ("tariff:change", {"tariff": {"worth": {"issue.closed": 10_001}}, "why": "too many"}),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_left(office: Office, name: str, given: object) -> None:
    with pytest.raises(Invalid):
        office.run(name, office.admin, given)
    with db.unit():
        assert (TariffVersion.select().count(), Hook.select().count()) == (0, 1)
    assert trail() == []
