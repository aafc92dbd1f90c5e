"""Law 4: whatever the order and however often GitHub's events arrive, the same points, boards and badges stand."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import consequences, db, deed_drift, ledger, organizations, tally_drift, tariffs, workitems
from models.awards import Award
from models.estimates import Estimate
from models.ledger import Entry
from models.rules.points import Tariff
from models.rules.standings import PERIODS, name_of
from models.standings import Standing
from models.tenants import Organization
from tests.cast import ADA, BOB, CYD, Lumen, Payload, issue, pull_request, review

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SLUGS = (f"lumen-{number}" for number in count(1))
Event = tuple[str, Payload]
EXAMPLES = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


FIVE, BUG = "points: 5", "bug"
LIFE: list[Event] = [
    ("issues", issue("opened", at(0), assignees=())),
    ("issues", issue("labeled", at(1), assignees=(), labels=(FIVE,))),
    ("issues", issue("assigned", at(1), assignees=(ADA,), labels=())),
    ("issues", issue("closed", at(2), labels=(FIVE,), by=ADA)),
    ("issues", issue("reopened", at(3), labels=(FIVE,))),
    ("issues", issue("labeled", at(4), labels=(FIVE, BUG))),
    # Within one second, and each with another view: only the event itself knows what it changed.
    ("issues", issue("closed", at(5), labels=(FIVE, BUG), by=ADA)),
    ("issues", issue("unlabeled", at(5), labels=(BUG,), closed=True)),
    ("issues", issue("assigned", at(5), assignees=(ADA, BOB), labels=(FIVE, BUG), closed=True)),
]
BESIDE: list[Event] = [
    ("issues", issue("closed", at(7), number=43, assignees=(CYD,))),
    ("issues", issue("reopened", at(8), number=43, assignees=(CYD,))),
    ("issues", issue("closed", at(1), number=44, assignees=(CYD,))),
    ("issues", issue("closed", at(9), number=45, assignees=(CYD,), labels=("sp/8",))),
    ("issues", issue("deleted", at(9), number=45, assignees=(CYD,), labels=("sp/8",), closed=True)),
    ("pull_request", pull_request("opened", at(2))),
    ("pull_request_review", review("submitted", at(3), reviewer=CYD)),
    ("pull_request", pull_request("closed", at(4), merged=True)),
]


def outcome(now: datetime, events: list[Event]) -> dict[str, Any]:
    """What stands after these events, in an organisation of their own; people by login, boards by name."""
    with db.unit():
        organization = organizations.create(next(SLUGS), "Lumen", "Europe/Vienna", now)
        lumen = Lumen.open(organization, now)
    for event, payload in events:
        assert lumen.deliver(event, payload, now).state == "done"
    with db.unit():
        assert tally_drift.mend(organization).drifted == 0
        return {"balances": _balances(organization), "standings": _standings(organization), "held": _held(organization)}


def _balances(organization: Organization) -> dict[tuple[str, str], int]:
    """(login, kind of work) to the sum of all entries, where it is not nothing."""
    sums: dict[tuple[str, str], int] = {}
    for entry in Entry.select().where(Entry.organization == organization):
        line = entry.person.login, entry.kind
        sums[line] = sums.get(line, 0) + entry.points
    return {line: points for line, points in sums.items() if points}


def _standings(organization: Organization) -> set[tuple[str, bool, str, int, datetime]]:
    """(period, whether of a project, login, points, reached_at) of everybody with points."""
    found = Standing.select().where(Standing.board.startswith(f"{organization.id}:"), Standing.points > 0)
    named = [(one, name_of(one.board)[1]) for one in found]
    return {(name.period, name.scope != "", one.person.login, one.points, one.reached_at) for one, name in named}


def _held(organization: Organization) -> set[tuple[str, str]]:
    awards = Award.select().where(Award.organization == organization, Award.revoked_at.is_null())
    return {(award.person.login, award.badge.slug) for award in awards}


@EXAMPLES
@given(st.permutations(LIFE), st.lists(st.sampled_from(LIFE), max_size=4))
@example(LIFE, [])
@example(LIFE[::-1], LIFE[:4])
def test_an_issues_life_ends_the_same_in_every_order_and_repetition(
    clean: Any, order: list[Event], echoes: list[Event]
) -> None:
    found = outcome(NOON, order + echoes)
    assert found["balances"] == {("ada", "issue.closed"): 2, ("bob", "issue.closed"): 1}
    assert found["held"] == {("ada", "issue-1"), ("bob", "issue-1")}
    assert found["standings"] == {
        (period, of_project, login, points, at(5))
        for period in PERIODS
        for of_project in (False, True)
        for login, points in (("ada", 2), ("bob", 1))
    }


@EXAMPLES
@given(st.permutations(LIFE + BESIDE), st.lists(st.sampled_from(LIFE + BESIDE), max_size=4))
@example(LIFE + BESIDE, [])
@example((LIFE + BESIDE)[::-1], [])
def test_the_lives_of_several_pieces_of_work_do_too(clean: Any, order: list[Event], echoes: list[Event]) -> None:
    found = outcome(NOON, order + echoes)
    assert found["balances"] == {
        ("ada", "issue.closed"): 2,
        ("bob", "issue.closed"): 1,
        ("cyd", "issue.closed"): 3,
        ("ada", "pull_request.merged"): 5,
        ("cyd", "review.given"): 2,
    }
    assert found["held"] == {
        ("ada", "issue-1"),
        ("bob", "issue-1"),
        ("cyd", "issue-1"),
        ("ada", "merge-1"),
        ("cyd", "review-1"),
    }
    assert {line for line in found["standings"] if line[0] == "all"} == {
        ("all", of_project, login, points, reached_at)
        for of_project in (False, True)
        for login, points, reached_at in (("ada", 7, at(5)), ("bob", 1, at(5)), ("cyd", 5, at(3)))
    }


SAID = {"points": 12.0, "low": 9.0, "high": 16.0, "baseline": 3, "past": 40, "trusted": True}
UNLABELLED: list[Event] = [
    ("issues", issue("opened", at(0), assignees=())),
    ("issues", issue("closed", at(2), by=ADA)),
    ("issues", issue("reopened", at(3))),
    ("issues", issue("labeled", at(4), labels=(BUG,))),
    ("issues", issue("closed", at(5), labels=(BUG,), by=ADA)),
    ("issues", issue("closed", at(7), number=43, assignees=(CYD,))),
    ("issues", issue("reopened", at(8), number=43, assignees=(CYD,))),
    ("issues", issue("closed", at(9), number=45, assignees=(CYD,))),
    ("issues", issue("labeled", at(9), number=45, assignees=(CYD,), labels=("sp/8",), closed=True)),
]


def outcome_with_a_model(now: datetime, events: list[Event], learner_comes: set[int]) -> dict[tuple[str, str], int]:
    """The same where the model is asked; the learner looks at what there is after some of the events and at the end."""
    with db.unit():
        organization = organizations.create(next(SLUGS), "Lumen", "Europe/Vienna", now)
        rules = Tariff.model_validate({"sources": ["human", "model", "tariff"]})
        tariffs.decide(organization, None, rules, now, tariffs.EVER)
        lumen = Lumen.open(organization, now)
    for place, (event, payload) in enumerate(events):
        assert lumen.deliver(event, payload, now).state == "done"
        if place in learner_comes or place == len(events) - 1:
            with db.unit():
                _estimate(organization, now)
    with db.unit():
        assert deed_drift.mend_deeds(organization, now, mend=False).drifted == 0
        assert tally_drift.mend(organization).drifted == 0
        return _balances(organization)


def _estimate(organization: Organization, now: datetime) -> None:
    """The same for every issue, however often: also for what was closed before the learner came."""
    items = workitems.hold(workitems.following(organization.id, 0, 99))
    for item in items:
        fields = {"organization": organization, "project": item.project_id, "item": item, "figures": SAID}
        Estimate.insert(**fields).on_conflict(conflict_target=[Estimate.item], update={"figures": SAID}).execute()
    consequences.of_entries(organization, ledger.settle_all(organization.id, items, None, now), now)


@settings(EXAMPLES, max_examples=12)
@given(st.permutations(UNLABELLED), st.lists(st.sampled_from(UNLABELLED), max_size=3), st.sets(st.integers(0, 11)))
@example(UNLABELLED, [], {0, 4})
@example(UNLABELLED[::-1], UNLABELLED[:3], set())
def test_points_that_the_model_gave_end_the_same_too(
    clean: Any, order: list[Event], echoes: list[Event], learner_comes: set[int]
) -> None:
    assert outcome_with_a_model(NOON, order + echoes, learner_comes) == {
        ("ada", "issue.closed"): 13,
        ("cyd", "issue.closed"): 8,
    }
