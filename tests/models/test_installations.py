"""models/installations.py: what an app's installations say comes in through the app's one hook, in whatever order."""

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest

from models import db, deliveries, github_apps, organizations
from models.audit import Actor
from models.connections import Connection
from models.deliveries import Delivery
from models.github_apps import GithubApp
from models.ledger import Entry
from models.sources.github_manifest import Made
from models.tenants import Project
from tests.cast import ADA, BOB, CYD, PARSER, Lumen, issue, moment, user
from workers import intake

LEXER = {"id": 502, "full_name": "lumen/lexer", "html_url": "https://github.com/lumen/lexer", "default_branch": "main"}
MADE = Made(number=9, slug="badges", name="Badges", url="https://github.com/apps/badges", secret="s" * 20, pem="key")
WEB, PUBLIC = "https://github.com", "https://badges.test"


@pytest.fixture
def app(lumen: Lumen, now: datetime) -> Lumen:
    """Lumen, heard through its GitHub App."""
    with db.unit():
        github_apps.begin(lumen.organization, None, None, PUBLIC, WEB, now)
        made = github_apps.keep(lumen.organization, MADE, Actor(name="Ada", door="page"), now)
        return Lumen(lumen.organization, made.hook, MADE.secret)


def installation(at: datetime, number: int = 77, **more: Any) -> dict[str, Any]:
    return {"id": number, "account": {"login": "lumen"}, "updated_at": moment(at), **more}


def told(app: Lumen, event: str, action: str, at: datetime, **more: Any) -> Delivery:
    return app.deliver(event, {"action": action, "installation": installation(at), **more}, at)


def created(app: Lumen, at: datetime) -> Delivery:
    return told(app, "installation", "created", at, repositories=[PARSER, LEXER])


def through(app: Lumen, at: datetime, number: int = 77, repository: dict[str, Any] = LEXER) -> dict[str, Any]:
    return {**issue("closed", at, repository=repository), "installation": {"id": number}}


def connected(now: datetime) -> dict[str, str | None]:
    """The state of each project's connection, by the project's name."""
    with db.unit():
        states = {one.id: one.state for one in Connection.select()}
        return {one.name: states.get(one.connection_id) for one in Project.select()}


def points() -> int:
    with db.unit():
        return sum(entry.points for entry in Entry.select())


def test_an_installation_connects_the_projects_of_its_repositories(app: Lumen, now: datetime) -> None:
    assert created(app, now).state == "done"
    assert connected(now) == {"lumen/parser": "active", "lumen/lexer": "active"}
    with db.unit():
        [one] = Connection.select()
        assert (one.account, one.installation, one.organization_id) == ("lumen", 77, app.organization.id)
        assert Project.get(Project.external_id == "502").history is None


def test_work_through_an_installation_earns_in_the_project_of_its_repository(app: Lumen, now: datetime) -> None:
    created(app, now)
    assert app.deliver("issues", through(app, now), now).state == "done"
    assert points() > 0


def test_work_that_is_ahead_of_its_installation_waits_for_it(app: Lumen, now: datetime) -> None:
    row = app.deliver("issues", through(app, now), now)
    other = app.deliver("issues", through(app, now, number=78), now)
    assert (row.state, other.state, points()) == ("parked", "parked", 0)
    created(app, now)
    with db.unit():
        leased = deliveries.lease(now)
    assert leased == row.id
    intake.settle(row.id, now)
    assert points() > 0
    with db.unit():
        assert deliveries.lease(now) is None
        assert "installation 78" in Delivery.get_by_id(other.id).note


def test_repositories_that_are_added_and_removed_are_connected_and_let_go(app: Lumen, now: datetime) -> None:
    created(app, now)
    told(app, "installation_repositories", "removed", now, repositories_removed=[LEXER])
    assert connected(now) == {"lumen/parser": "active", "lumen/lexer": None}
    told(app, "installation_repositories", "added", now, repositories_added=[LEXER])
    assert connected(now) == {"lumen/parser": "active", "lumen/lexer": "active"}


@pytest.mark.parametrize("order", list(itertools.permutations(["created", "suspend", "unsuspend", "deleted"])))
def test_any_order_of_what_becomes_of_an_installation_ends_equal(
    app: Lumen, now: datetime, order: tuple[str, ...]
) -> None:
    for action in order:
        at = now + timedelta(minutes=["created", "suspend", "unsuspend", "deleted"].index(action))
        told(app, "installation", action, at, repositories=[PARSER, LEXER])
    with db.unit():
        assert [one.state for one in Connection.select()] == ["ended"]
        assert {one.connection_id for one in Project.select()} == {None}


def test_a_late_word_does_not_let_a_suspended_installation_go_on(app: Lumen, now: datetime) -> None:
    told(app, "installation", "suspend", now + timedelta(minutes=2))
    created(app, now)
    assert set(connected(now).values()) == {"paused"}


def test_an_app_that_is_removed_leaves_the_points(app: Lumen, now: datetime) -> None:
    created(app, now)
    app.deliver("issues", through(app, now), now)
    before = points()
    told(app, "installation", "deleted", now + timedelta(minutes=1), repositories=[LEXER])
    assert (points(), set(connected(now).values())) == (before, {None})


def test_a_hook_that_is_no_apps_connects_nothing(lumen: Lumen, now: datetime) -> None:
    assert created(lumen, now).note == "Only the hook of a GitHub App hears of installations."
    assert lumen.deliver("issues", through(lumen, now), now).state == "done"
    with db.unit():
        assert not Connection.select().exists()


def test_two_organisations_with_the_same_installation_number_stay_apart(app: Lumen, now: datetime) -> None:
    created(app, now)
    with db.unit():
        ember = organizations.create("ember", "Ember", "UTC", now)
        github_apps.begin(ember, None, None, PUBLIC, WEB, now)
        made = github_apps.keep(ember, MADE, Actor(name="Eve", door="page"), now)
        theirs = Lumen(ember, made.hook, MADE.secret)
    assert theirs.deliver("issues", through(theirs, now), now).state == "parked"
    created(theirs, now)
    with db.unit():
        assert {one.organization_id for one in Connection.select()} == {app.organization.id, ember.id}


def test_an_app_that_is_forgotten_hears_nothing_more(app: Lumen, now: datetime) -> None:
    created(app, now)
    with db.unit():
        github_apps.forget(app.organization, now)
        assert github_apps.card(app.organization.id) is None
        assert not GithubApp.select().exists()
        assert type(app.hook).get_by_id(app.hook.id).disconnected_at == now
    assert set(connected(now).values()) == {None}


def moved(at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    """An issue, closed, goes from the parser to the lexer: what both hear."""
    old, new = issue("closed", at), issue("closed", at, number=43, repository=LEXER)
    sender = user(CYD)
    left = {**old, "action": "transferred", "sender": sender}
    left["changes"] = {"new_issue": new["issue"], "new_repository": LEXER}
    came = {**new, "action": "opened", "sender": sender}
    came["changes"] = {"old_issue": old["issue"], "old_repository": PARSER}
    return left, came


@pytest.mark.parametrize("lost", ["none", "left", "came"])
@pytest.mark.parametrize("order", list(itertools.permutations(["closed", "left", "came"])))
def test_an_issue_that_changes_projects_earns_once(lumen: Lumen, now: datetime, order: Any, lost: str) -> None:
    with db.unit():
        for repository in (PARSER, LEXER):
            Project.get_or_create(
                organization=lumen.organization,
                provider="github",
                name=repository["full_name"],
                defaults={"external_id": str(repository["id"]), "created_at": now},
            )
        Project.update(external_id="501").where(Project.name == "lumen/parser").execute()
    left, came = moved(now + timedelta(minutes=5))
    heard = {"closed": issue("closed", now, author=BOB, assignees=(ADA,)), "left": left, "came": came}
    for name in order:
        if name != lost:
            lumen.deliver("issues", heard[name], now + timedelta(minutes=6))
    with db.unit():
        live: dict[str, int] = {}
        for entry in Entry.select():
            name = Project.get_by_id(entry.project_id).name
            live[name] = live.get(name, 0) + entry.points
    assert live.get("lumen/parser", 0) == 0
    assert live["lumen/lexer"] > 0


def test_an_issue_that_leaves_for_a_strangers_repository_counts_nowhere(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    assert points() > 0
    left, _ = moved(now)
    row = lumen.deliver("issues", left, now)
    assert (row.state, points()) == ("done", 0)
    assert row.note == (
        "It is https://github.com/lumen/lexer/issues/43 now. "
        "lumen/lexer is no project here, so it counts nowhere any more."
    )
    with db.unit():
        assert [one.name for one in Project.select()] == ["lumen/parser"]
