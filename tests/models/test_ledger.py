"""models/ledger.py: append-only; afterwards exactly what the work implies stands, and every line says why."""

from datetime import datetime, timedelta

import pytest

from models import db, ledger, organizations, tariffs, workitems
from models.errors import Invalid, NotFound
from models.ledger import ADJUST_LIMIT, Entry, Settled
from models.rules.points import Tariff
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import at_once, do, home, issue, merge, review, who

HOUR = timedelta(hours=1)
unit = pytest.mark.usefixtures("unit")


def balance() -> dict[str, int]:
    totals: dict[str, int] = {}
    for entry in Entry.select():
        totals[entry.person.login] = totals.get(entry.person.login, 0) + entry.points
    return totals


@unit
def test_work_becomes_an_entry_that_says_what_for_when_and_where(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    tariffs.decide(lumen.organization, None, Tariff(), now - HOUR)
    [(ada, [entry])] = do(project, now + HOUR, issue(42, now)).items()
    assert (entry.person_id, entry.kind, entry.points) == (ada, "issue.closed", 3)
    assert entry.reason == "3 points for closing #42"
    assert (entry.happened_at, entry.recorded_at) == (now, now + HOUR)
    assert (entry.project_id, entry.url, entry.tariff_version) == (project.id, "https://github.test/1", 1)
    assert (entry.reverses_id, entry.actor) == (None, None)


@unit
def test_the_same_news_again_writes_nothing(lumen: Lumen, now: datetime) -> None:
    do(home(lumen.organization), now, issue(42, now), merge(7, now))
    assert do(home(lumen.organization), now + HOUR, issue(42, now), merge(7, now)) == {}
    assert Entry.select().count() == 2


@unit
def test_only_the_difference_is_written(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    do(project, now, issue(42, now, ADA, labels=("sp/4",)))
    shared = issue(42, now, ADA, BOB, labels=("sp/8",)).model_copy(update={"seen_at": now + HOUR})
    written = do(project, now + HOUR, shared)
    assert [[entry.points for entry in entries] for entries in written.values()] == [[4]]
    assert balance() == {"ada": 4, "bob": 4}


@unit
def test_a_reversal_names_what_it_takes_back_and_is_dated_with_it(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    [[first]] = do(project, now, issue(42, now)).values()
    [[back]] = do(project, now + 2 * HOUR, issue(42, now + HOUR, state="open")).values()
    assert (back.reverses_id, back.points, back.kind) == (first.id, -3, "issue.closed")
    assert (back.happened_at, back.recorded_at) == (now, now + 2 * HOUR)
    assert back.reason == "3 points taken back: #42 was reopened"
    assert balance() == {"ada": 0}


@unit
def test_what_was_taken_back_can_be_earned_again(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    for hour, state in enumerate(("closed", "open", "closed", "open", "closed")):
        do(project, now, issue(42, now + hour * HOUR, state=state))  # type: ignore[arg-type]
    assert [entry.points for entry in Entry.select().order_by(Entry.id)] == [3, -3, 3, -3, 3]


@unit
def test_work_worth_nothing_leaves_a_line_that_says_so(lumen: Lumen, now: datetime) -> None:
    [[entry]] = do(home(lumen.organization), now, issue(42, now, labels=("points: 0",))).values()
    assert (entry.points, entry.reason) == (0, "0 points for closing #42 (label “points: 0”)")


@unit
def test_work_of_several_kinds_in_one_delivery_pays_everybody(lumen: Lumen, now: datetime) -> None:
    written = do(home(lumen.organization), now, review(7, now), merge(7, now))
    assert sorted(entry.kind for [entry] in written.values()) == ["pull_request.merged", "review.given"]


@unit
def test_work_counts_by_the_tariff_of_its_own_time(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    tariffs.decide(lumen.organization, project, Tariff(worth={"issue.closed": 9}), now)
    do(project, now + HOUR, issue(1, now - HOUR), issue(2, now))
    assert [entry.points for entry in Entry.select().order_by(Entry.happened_at)] == [3, 9]


def test_the_same_work_settled_by_many_at_once_is_paid_once(lumen: Lumen, now: datetime) -> None:
    at_once(*[lambda: do(home(lumen.organization), now, issue(42, now), merge(7, now))] * 6)
    assert at_once(balance) == [{"ada": 8}]


def test_work_of_one_person_settled_by_many_at_once_keeps_to_the_cap(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        capped = Tariff.model_validate({"worth": {"issue.closed": 3}, "caps": {"per_day": 8}})
        tariffs.decide(lumen.organization, None, capped, now - HOUR)
    later = [now + timedelta(minutes=number) for number in range(6)]
    one = [lambda at=at: do(home(lumen.organization), now, issue(at.minute, at)) for at in later]
    at_once(*one, *one)
    with db.unit():
        assert balance() == {"ada": 8}
        live = Entry.select().where(Entry.reverses.is_null(), Entry.id.not_in(_reversed())).order_by(Entry.happened_at)
        assert [entry.points for entry in live] == [3, 3, 2, 0, 0, 0]


def _reversed() -> list[int]:
    return [entry.reverses_id for entry in Entry.select().where(Entry.reverses.is_null(False))]


@unit
def test_a_delivery_is_remembered_by_its_entries(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    items = workitems.fold_in(project, [issue(42, now)], now)
    [[entry]] = ledger.settle(project, items, 7, now).written.values()
    assert entry.delivery_id == 7
    assert ledger.settle(project, [], 8, now) == Settled()


@unit
@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (5, "+5 points from Eve: helped at the fair"),
        (1, "+1 point from Eve: helped at the fair"),
        (-1, "-1 point from Eve: helped at the fair"),
        (-ADJUST_LIMIT, "-1000000 points from Eve: helped at the fair"),
    ],
)
def test_an_adjustment_says_who_and_why(lumen: Lumen, now: datetime, amount: int, words: str) -> None:
    ada = who(lumen.organization, ADA, now)
    [entry] = ledger.adjust(lumen.organization, ada, amount, " helped at the fair ", "Eve", now).written[ada]
    assert (entry.kind, entry.points, entry.reason, entry.actor) == ("adjustment", amount, words, "Eve")
    assert (entry.happened_at, entry.project_id, entry.item_id) == (now, None, None)


@unit
@pytest.mark.parametrize("amount", [0, ADJUST_LIMIT + 1, -ADJUST_LIMIT - 1, 10**30])
def test_an_adjustment_has_bounds(lumen: Lumen, now: datetime, amount: int) -> None:
    ada = who(lumen.organization, ADA, now)
    with pytest.raises(Invalid):
        ledger.adjust(lumen.organization, ada, amount, "helped at the fair", "Eve", now)


@unit
@pytest.mark.parametrize("reason", ["", "  \n ", "ok", "x" * 501])
def test_an_adjustment_needs_a_reason_that_can_be_read(lumen: Lumen, now: datetime, reason: str) -> None:
    ada = who(lumen.organization, ADA, now)
    with pytest.raises(Invalid, match="Say why"):
        ledger.adjust(lumen.organization, ada, 5, reason, "Eve", now)
    assert Entry.select().count() == 0


@unit
def test_nobody_adjusts_the_points_of_strangers(lumen: Lumen, now: datetime) -> None:
    theirs = who(organizations.create("ember", "Ember", "UTC", now), BOB, now)
    for stranger in (theirs, 4_000):
        with pytest.raises(NotFound):
            ledger.adjust(lumen.organization, stranger, 5, "helped at the fair", "Eve", now)


@unit
def test_a_ledger_is_read_page_by_page_newest_first(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    for amount in range(1, 8):
        ledger.adjust(lumen.organization, ada, amount, "helped at the fair", "Eve", now)
    ledger.adjust(lumen.organization, who(lumen.organization, BOB, now), 99, "helped, too", "Eve", now)
    pages, before = [], None
    while True:
        lines, before = ledger.page(lumen.organization.id, ada, before, 3)
        pages.append([line.points for line in lines])
        if before is None:
            break
    assert pages == [[7, 6, 5], [4, 3, 2], [1]]


@unit
def test_a_full_last_page_is_the_last(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    for amount in (1, 2, 3):
        ledger.adjust(lumen.organization, ada, amount, "helped at the fair", "Eve", now)
    lines, before = ledger.page(lumen.organization.id, ada, None, 3)
    assert (len(lines), before) == (3, None)
    assert ledger.page(lumen.organization.id, ada, lines[-1].id, 3) == ([], None)


@unit
def test_a_line_shows_its_project_and_what_it_takes_back(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    do(project, now, issue(42, now))
    do(project, now, issue(42, now + HOUR, state="open"))
    back, first = ledger.page(lumen.organization.id, who(lumen.organization, ADA, now), None, 9)[0]
    assert (first.project, first.reverses) == (back.project, None)
    assert back.project is not None and back.project.name == "lumen/parser"
    assert back.reverses == first.id
    ada = who(lumen.organization, ADA, now)
    [adjusted] = ledger.lines(ledger.adjust(lumen.organization, ada, 5, "helped at the fair", "Eve", now).written[ada])
    assert (adjusted.project, adjusted.url) == (None, None)
