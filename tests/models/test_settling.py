"""models/ledger.py and what it stands on: in whatever order, deeds and points are those of all at once."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import (
    consequences,
    db,
    deed_drift,
    deeds,
    drift,
    identities,
    ledger,
    merges,
    merging,
    organizations,
    people,
    projects,
    tariffs,
    workitems,
)
from models.deeds import Deed
from models.ledger import Settled
from models.people import Identity, Person
from models.rules import points
from models.rules.callers import Caller
from models.rules.folding import fold
from models.rules.points import Tariff, Weighed
from models.rules.work import Account, Change, Folded, Subject, Work
from models.tenants import Organization, Project
from tests.cast import ADA, BOB, CYD

NOON = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)
ZONE = "Europe/Vienna"
LONG_AGO = NOON - timedelta(days=90)
CYDS_MAIL = Account(provider="email", external_id="cyd@lumen.test", login="cyd", trust="typed")
NOBODYS_MAIL = Account(provider="email", external_id="nobody@lumen.test", login="nobody", trust="typed")
PEOPLE = {ADA.key: "ada", BOB.key: "bob", CYD.key: "cyd", CYDS_MAIL.key: "cyd"}
EVERYBODY = (ADA, BOB, CYD)
LABELS = ("points: 5", "sp/8", "bad", "docs", "size/L")
numbers = count(1)

account = st.sampled_from((ADA, ADA, BOB, CYD))
mostly = st.sampled_from((True, True, True, False))
minutes = st.integers(0, 12).map(lambda times: times * 5 * 60)
tariffs_with_limits = st.builds(
    lambda **parts: Tariff.model_validate({key: value for key, value in parts.items() if value is not None}),
    worth=st.sampled_from(
        [None, {"issue.closed": 7, "issue.opened": 1, "pull_request.merged": 5, "review.given": 2, "push.made": 1}]
    ),
    caps=st.sampled_from([None, {"per_day": 6}, {"per_week": 12}, {"per_day": 5, "per_week": 11}]),
    diminishing=st.sampled_from([None, (100, 50, 25), (50, 25)]),
    cool_downs=st.sampled_from([None, {"issue.closed": 600, "pull_request.merged": 2 * 24 * 60}]),
    penalties=st.sampled_from([None, [{"name": "sloppy", "kinds": ["issue.closed"], "label": "bad", "points": 9}]]),
    split=st.sampled_from(["split", "full"]),
    co_authors=st.booleans(),
    settling_days=st.sampled_from([0, 3]),
    recipients=st.sampled_from([None, {"issue": ["closer", "author"], "pull_request": ["reviewers", "author"]}]),
    farming=st.sampled_from([None, {"self_closed": False, "own_review": False}]),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Snapshots of up to eight pieces of work around the end of a week, each seen up to three times."""
    found = []
    for number in range(1, draw(st.integers(3, 8)) + 1):
        make = draw(st.sampled_from([issues, pull_requests, pull_requests, reviews]))
        author, began = draw(account), NOON + timedelta(minutes=draw(minutes))
        for _ in range(draw(st.integers(1, 3))):
            found.append(make(draw, number, author, began))
    return found


def issues(draw: st.DrawFn, number: int, author: Account, began: datetime) -> Change:
    ended = began + timedelta(minutes=draw(minutes)) if draw(mostly) else None
    work = Work(
        kind="issue",
        external_id=str(number),
        number=number,
        state="closed" if ended else "open",
        reason=draw(st.sampled_from([None, "completed", "not_planned"])) if ended else None,
        began_at=began,
        ended_at=ended,
        author=author,
        ended_by=draw(account) if ended else None,
        assignees=tuple(draw(st.lists(account, max_size=2, unique=True))),
        labels=tuple(draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))),
    )
    return _seen(draw, work, gone=draw(st.integers(0, 9)) == 0)


def pull_requests(draw: st.DrawFn, number: int, author: Account, began: datetime) -> Change:
    ended = began + timedelta(minutes=draw(minutes)) if draw(mostly) else None
    work = Work(
        kind="pull_request",
        external_id=str(number),
        number=number,
        state=draw(st.sampled_from(["merged", "merged", "closed"])) if ended else "open",
        began_at=began,
        ended_at=ended,
        author=author,
        labels=tuple(draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))),
        co_authors=tuple(draw(st.lists(st.sampled_from([CYDS_MAIL, NOBODYS_MAIL, BOB]), max_size=2, unique=True))),
        reviewers=tuple(draw(st.lists(account, max_size=1))),
        reverts=draw(st.sampled_from([None, 1, 2, 3])),
    )
    return _seen(draw, work)


def reviews(draw: st.DrawFn, number: int, author: Account, began: datetime) -> Change:
    subject = Subject(external_id=f"{number}0", number=number, title="", author=draw(account))
    state = draw(st.sampled_from(["given", "given", "dismissed"]))
    work = Work(
        kind="review",
        external_id=f"{number}0:{author.external_id}",
        state=state,
        began_at=began,
        author=author,
        subject=subject,
    )
    return _seen(draw, work)


def _seen(draw: st.DrawFn, work: Work, gone: bool = False) -> Change:
    at = max(work.began_at, work.ended_at or work.began_at) + timedelta(minutes=draw(st.integers(0, 300)))
    return Change(work=work, seen_at=at, gone=gone)


def lumen() -> tuple[Organization, Project]:
    """An organisation in which all have been for long, and of whom one has proven an address."""
    organization = organizations.create(f"lumen-{next(numbers)}", "Lumen", ZONE, LONG_AGO)
    who = identities.recognise(organization.id, EVERYBODY, LONG_AGO, LONG_AGO).people
    known = (Identity.provider == "email") & (Identity.external_id == CYDS_MAIL.external_id)
    if not Identity.select().where(known).exists():
        Identity.create(
            person=who[CYD.key], provider="email", external_id=CYDS_MAIL.external_id, login="cyd", seen_at=LONG_AGO,
            proven_at=LONG_AGO,
        )  # fmt: skip
    return organization, projects.create(organization, "github", "lumen/parser", LONG_AGO)


def settle(project: Project, changes: Sequence[Change]) -> Settled:
    settled = ledger.settle(project, workitems.fold_in(project, changes, NOON), None, NOON)
    consequences.of_entries(project.organization, settled, NOON)
    return settled


Line = tuple[str, str, str, str, datetime, str | None, int]


def stands(organization: Organization) -> set[Line]:
    """(piece of work, kind, whose, size, when, why refused, points) of every deed, as the ledger has it."""
    found = set()
    for deed in Deed.select().where(Deed.organization == organization):
        live = db.rows(_LIVE, deed.item_id, deed.kind, deed.earner_id)
        assert len(live) <= 1
        assert deed.points == sum(paid for paid, _ in live)
        assert all(discipline == deed.discipline for _, discipline in live)
        item = f"{deed.item.kind}:{deed.item.external_id}"
        found.add((item, deed.kind, deed.person.login, deed.size or "", deed.happened_at, deed.refused, deed.points))
    return found


_LIVE = """
SELECT e.points, e.discipline FROM entry e
WHERE e.item_id = %s AND e.kind = %s AND coalesce(e.earner_id, e.person_id) = %s
  AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
"""


def due(history: Sequence[Change], tariff: Tariff) -> set[Line]:
    """The same, from all changes at once and nothing but the rules."""
    works = [_undone(one, folded) for folded in [_folded(history)] for one in folded]
    found = [(item, one) for item in works for one in points.dues(item, tariff, PEOPLE)]
    prices: dict[Any, points.Price] = {}
    for login in PEOPLE.values():
        mine = [
            Weighed(key=(*key_of(item), one.kind, login), due=one)
            for item, one in found
            if PEOPLE[one.account.key] == login
        ]
        prices |= points.price(mine, tariff, ZONE)  # type: ignore[arg-type]
    return {
        (
            ":".join(key_of(item)),
            one.kind,
            PEOPLE[one.account.key],
            one.size or "",
            one.happened_at,
            one.refused.code if one.refused else None,
            prices[key].points if (key := (*key_of(item), one.kind, PEOPLE[one.account.key])) in prices else 0,
        )
        for item, one in found
    }


def key_of(item: Folded) -> tuple[str, str]:
    return item.work.kind, item.work.external_id


def _folded(history: Iterable[Change]) -> list[Folded]:
    found: dict[tuple[str, str], Folded] = {}
    for change in history:
        key = change.work.kind, change.work.external_id
        found[key] = fold(found.get(key), change)
    return list(found.values())


def _undone(item: Folded, everything: Sequence[Folded]) -> Folded:
    merged = [
        (other.work.ended_at, other.work.number)
        for other in everything
        if other.work.state == "merged"
        and other.work.reverts == item.work.number
        and other.work.number != item.work.number
        and (other.work.ended_at or NOON) > (item.work.ended_at or item.work.began_at)
    ]
    reverted = min(merged, default=None) if item.work.kind == "pull_request" else None  # type: ignore[type-var]
    return item.model_copy(update={"work": item.work.model_copy(update={"reverted": reverted})})


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.data(), tariffs_with_limits, histories())
def test_any_order_of_deliveries_ends_in_what_all_at_once_is_worth(
    clean: Any, data: st.DataObject, tariff: Tariff, history: list[Change]
) -> None:
    order = data.draw(st.permutations(history + data.draw(st.lists(st.sampled_from(history), max_size=2))))
    with db.unit():
        organization, project = lumen()
        tariffs.decide(organization, None, tariff, LONG_AGO)
        told: dict[int, dict[int, object]] = {}
        while order:
            size = data.draw(st.integers(1, 3))
            follow(told, settle(project, order[:size]))
            order = order[size:]
        assert stands(organization) == due(history, tariff)
        for person in Person.select():
            counted = deeds.of_person(organization.id, person.id)
            assert {deed.id: deed for deed in counted} == told.get(person.id, {})
        assert deed_drift.mend_deeds(organization, NOON, mend=False).drifted == 0
        assert drift.mend_standings(organization, mend=False).drifted == 0


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(tariffs_with_limits, histories(), st.randoms(use_true_random=False))
def test_who_became_one_and_two_again_has_what_their_own_work_is_worth(
    clean: Any, tariff: Tariff, history: list[Change], chance: Random
) -> None:
    chance.shuffle(history)
    with db.unit():
        organization, project = lumen()
        tariffs.decide(organization, None, tariff, LONG_AGO)
        who = identities.known(EVERYBODY)
        keep, gone = who[ADA.key], who[BOB.key]
        settle(project, history[::3])
        people.lock(organization.id, [keep, gone])
        made = merges.make_one(organization, keep, gone, "Eve", NOON)
        merging.follow(made, [organization.id], NOON)
        settle(project, history[1::3])
        assert gone not in deeds.everybody(organization.id)
        assert deed_drift.mend_deeds(organization, NOON, mend=False).drifted == 0
        eve = Caller(organization=organization.id, org=organization.slug, role="super_admin", name="Eve")
        found, concerned = merges.undo(organization, eve, made.id, NOON)
        merging.follow(found, concerned, NOON)
        settle(project, history[2::3])
        assert stands(organization) == due(history, tariff)
        assert deed_drift.mend_deeds(organization, NOON, mend=False).drifted == 0


def follow(told: dict[int, dict[int, object]], settled: Settled) -> None:
    """Whoever only hears what moved knows what stands."""
    for person, moved in settled.moved.items():
        mine = told.setdefault(person, {})
        for one in moved:
            if one.before is not None:
                assert mine.pop(one.before.id) == one.before
            if one.after is not None:
                mine[one.after.id] = one.after
