"""models/history.py: a project's past, page by page; in any order with webhooks it ends the same, by each rule."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Literal

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import connections, db, deed_drift, drift, history, organizations, tally_drift
from models.deeds import Deed
from models.jobs import Job
from models.ledger import Entry
from models.rules.histories import History, Mode
from models.rules.standings import name_of
from models.rules.work import Change
from models.sources import github_work
from models.sources.github_accounts import account
from models.sources.github_history import Ending, ended
from models.sources.github_work import Effect
from models.standings import Standing
from models.tenants import Organization, Project
from tests.cast import BOB, CYD, PARSER, Lumen, Payload, issue, pull_request

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SLUGS = (f"lumen-{number}" for number in count(1))
Event = tuple[str, Payload]
MODES: tuple[Mode, ...] = ("now", "past", "teach")


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


CONNECTED = at(6)
FIVE = ("points: 5",)
LIVES: tuple[Event, ...] = (
    ("issues", issue("opened", at(0), assignees=())),
    ("issues", issue("assigned", at(1))),
    ("issues", issue("closed", at(2), labels=FIVE)),
    ("issues", issue("reopened", at(3), labels=FIVE)),
    ("issues", issue("closed", at(5), labels=FIVE)),
    ("issues", issue("opened", at(4), number=43, assignees=(CYD,))),
    ("issues", issue("closed", at(8), number=43, assignees=(CYD,))),
    ("issues", issue("closed", at(1), number=44, assignees=(BOB,))),
    ("issues", issue("reopened", at(7), number=44, assignees=(BOB,))),
    ("pull_request", pull_request("opened", at(2))),
    ("pull_request", pull_request("closed", at(4), merged=True)),
    ("pull_request", pull_request("closed", at(9), number=8, merged=True)),
)
"""Of 42 and 7 all is over before the project is connected, 43 is closed after it, and 44 opened again."""
DUE = {
    "past": {("ada", "issue.closed"): 5, ("cyd", "issue.closed"): 3, ("ada", "pull_request.merged"): 10},
    "now": {("ada", "issue.closed"): 5, ("cyd", "issue.closed"): 3, ("ada", "pull_request.merged"): 10},
    "teach": {("cyd", "issue.closed"): 3, ("ada", "pull_request.merged"): 5},
}
EXAMPLES = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def shown(event: Event) -> list[Change]:
    """The piece of work as REST shows it after this event, and who ended it, as REST tells of that."""
    kind, payload = event
    if kind == "issues":
        change = github_work.issue(payload["issue"], Effect())
    else:
        change = github_work.pull_request(payload["pull_request"], Effect(), PARSER["full_name"])
    number, who = change.work.number or 0, account(payload["sender"])
    if payload["action"] != "closed" or who is None:
        return [change]
    kinds: tuple[Literal["closed", "merged"], ...] = (
        ("closed", "merged") if change.work.state == "merged" else ("closed",)
    )
    return [change, *(ended(change.work, Ending(number, one, who, change.seen_at)) for one in kinds)]


def connected(lumen: Lumen, mode: Mode, now: datetime) -> Job:
    """The job that fetches the past of lumen/parser, and a rule by which it counts."""
    access = connections.create(lumen.organization, "github", {"token": "ghp_of-lumen"}, now)
    project = Project.get(Project.organization == lumen.organization)
    project.history = History(mode=mode, before=CONNECTED).model_dump(mode="json")
    project.save()
    return history.ask_for(project, lumen.hook, access, None, "Ada", None, now)


def opened(mode: Mode) -> tuple[Lumen, int]:
    with db.unit():
        organization = organizations.create(next(SLUGS), "Lumen", "Europe/Vienna", NOON)
        lumen = Lumen.open(organization, NOON)
        return lumen, connected(lumen, mode, NOON).id


def take(job_id: int, events: list[Event], now: datetime = NOON) -> None:
    with db.unit():
        found = [change for one in events for change in shown(one)]
        history.take(Job.get_by_id(job_id), found, {"stage": "issues"}, {"issues": 1}, now)


def outcome(mode: Mode, steps: list[Event | list[Event]]) -> dict[str, Any]:
    """What stands after these deliveries and pages."""
    lumen, job = opened(mode)
    for step in steps:
        if isinstance(step, list):
            take(job, step)
        else:
            assert lumen.deliver(*step, NOON).state == "done"
    with db.unit():
        organization = lumen.organization
        assert deed_drift.mend_deeds(organization, NOON, mend=False).drifted == 0
        assert tally_drift.mend(organization).drifted == 0
        assert drift.mend_standings(organization, mend=False).drifted == 0
        return {"balances": balances(organization), "deeds": deeds(organization), "standings": standings(organization)}


def balances(organization: Organization) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for entry in Entry.select().where(Entry.organization == organization):
        line = entry.person.login, entry.kind
        sums[line] = sums.get(line, 0) + entry.points
    return {line: points for line, points in sums.items() if points}


def deeds(organization: Organization) -> set[tuple[Any, ...]]:
    found = Deed.select().where(Deed.organization == organization)
    return {(one.person.login, one.kind, one.happened_at, one.points, one.refused) for one in found}


def standings(organization: Organization) -> set[tuple[Any, ...]]:
    found = Standing.select().where(Standing.board.startswith(f"{organization.id}:"), Standing.points > 0)
    named = [(one, name_of(one.board)[1]) for one in found]
    return {(name.period, name.scope != "", one.person.login, one.points, one.reached_at) for one, name in named}


PAGES = st.lists(st.lists(st.sampled_from(LIVES), min_size=1, max_size=4), max_size=4)


@EXAMPLES
@given(st.sampled_from(MODES), st.permutations(LIVES), PAGES, st.randoms(use_true_random=False))
@example("past", list(LIVES), [], None)
@example("now", list(LIVES[::-1]), [list(LIVES)], None)
@example("teach", list(LIVES[::-1]), [list(LIVES)], None)
def test_pages_and_webhooks_in_any_order_end_equal(
    clean: Any, mode: Mode, order: list[Event], pages: list[list[Event]], chance: Any
) -> None:
    steps: list[Event | list[Event]] = [*order]
    for page in pages:
        steps.insert(chance.randrange(len(steps) + 1) if chance else 0, page)
    found = outcome(mode, steps)
    assert found["balances"] == DUE[mode]
    times = {when for _, _, when, _, _ in found["deeds"]}
    assert (min(times) < CONNECTED) == (mode == "past")
    assert found == outcome(mode, list(LIVES))
