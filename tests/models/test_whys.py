"""models/whys.py, models/refusals.py: every line explains itself to a contributor; so does what counts for nothing."""

from datetime import datetime, timedelta

import pytest

from models import db, ledger, refusals, tariffs, whys
from models.deeds import Deed
from models.errors import NotFound
from models.ledger import Entry
from models.people import Membership
from models.rules.points import Tariff
from tests.cast import ADA, BOB, Lumen
from tests.cast import issue as event
from tests.models.deeds import carry, home, issue, merge, review, who

unit = pytest.mark.usefixtures("unit")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@unit
def test_a_line_says_what_by_which_rule_and_step_by_step(lumen: Lumen, now: datetime) -> None:
    tariffs.decide(lumen.organization, None, Tariff(), now - DAY)
    carry(home(lumen.organization), now, issue(42, now, ADA, BOB, labels=("sp/8",)))
    why = whys.of_entry(Entry.get().id)
    assert (why.person.login, why.org, why.delivery) == ("ada", "lumen", None)
    assert why.work is not None
    assert (why.work.kind, why.work.title, why.work.project.name) == ("issue", "#42 Work 42", "lumen/parser")
    assert (why.rule.name, why.rule.version, why.rule.project, why.rule.from_at) == ("tariff", 1, None, now - DAY)
    assert [(step.rule, step.points) for step in why.trace] == [("kind", 3), ("label", 8), ("share", 4)]
    assert why.words == (
        "4 of 8 points for closing #42 (shared by 2, label “sp/8”). It was done on 4 March 2026, 13:00 in "
        "lumen/parser. Closing an issue is worth 3 points. The label “sp/8” makes it 8 points. Shared by 2: 4 of 8 "
        "points. It is counted by version 1 of the tariff of the organisation, which counts for work since 3 March "
        "2026, 13:00."
    )


def test_a_line_names_the_delivery_that_told_of_it(lumen: Lumen, now: datetime) -> None:
    row = lumen.deliver("issues", event("closed", now), now + HOUR)
    with db.unit():
        why = whys.of_entry(Entry.get().id)
        assert why.delivery is not None
        assert (why.delivery.id, why.delivery.event, why.delivery.received_at) == (row.id, "issues", now + HOUR)
        assert "We learned of it on 4 March 2026, 14:00." in why.words
        assert "It is counted by the built-in tariff." in why.words
        Entry.update(delivery_id=99).execute()
        assert whys.of_entry(Entry.get().id).delivery is None


@unit
def test_a_reversal_names_what_it_takes_back_and_that_one_names_the_reversal(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    carry(project, now, issue(42, now))
    carry(project, now + DAY, issue(42, now + HOUR, state="open"))
    first, back = Entry.select().order_by(Entry.id)
    why, undone = whys.of_entry(back.id), whys.of_entry(first.id)
    assert why.takes_back is not None
    assert (why.takes_back.id, why.rule.version, why.taken_back) == (first.id, 0, None)
    assert why.words.startswith(
        "3 points taken back: #42 was reopened. This undoes the line “3 points for closing #42”, written on 4 March"
    )
    assert undone.taken_back is not None
    assert undone.taken_back.id == back.id
    assert undone.words.endswith("On 5 March 2026, 13:00 this line was undone: 3 points taken back: #42 was reopened.")


@unit
def test_an_adjustment_is_an_admins_doing(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    [entry] = ledger.adjust(lumen.organization, ada, 5, "helped at the fair", "Eve", now).written[ada]
    why = whys.of_entry(entry.id)
    assert (why.rule.name, why.work, why.trace) == ("adjustment", None, ())
    assert why.words == (
        "+5 points from Eve: helped at the fair. No rule decided this: an admin did, and wrote the reason down for you."
    )


@unit
def test_a_projects_own_tariff_is_named_and_so_is_a_penalty(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    penalty = {"name": "sloppy", "kinds": ["issue.closed"], "label": "bad", "points": 2}
    own = Tariff.model_validate({"penalties": [penalty]})
    tariffs.decide(lumen.organization, None, Tariff(), now - DAY)
    tariffs.decide(lumen.organization, project, own, now - DAY, tariffs.EVER)
    carry(project, now, issue(42, now, author=ADA, labels=("bad",), ended_by=BOB))
    paid, taken = Entry.select().order_by(Entry.points.desc())
    why = whys.of_entry(taken.id)
    assert (taken.points, why.rule.name, why.rule.version) == (-2, "penalty", 1)
    assert why.rule.project is not None
    assert "version 1 of the tariff of lumen/parser, which counts for all work." in whys.of_entry(paid.id).words


@unit
def test_points_that_may_be_taken_back_say_until_when(lumen: Lumen, now: datetime) -> None:
    tariffs.decide(lumen.organization, None, Tariff(settling_days=3), now - DAY)
    carry(home(lumen.organization), now, merge(5, now))
    why = whys.of_entry(Entry.get().id)
    assert why.entry is not None
    assert why.entry.provisional_until == now + 3 * DAY
    assert "Until 7 March 2026, 13:00 the points are provisional" in why.words
    carry(home(lumen.organization), now, merge(9, now + DAY, BOB, reverts=5))
    assert [one.points for one in Entry.select().order_by(Entry.id)] == [5, -5, 5]
    assert "provisional_until" not in ledger.lines([Entry.get()])[0].model_dump(mode="json")


@unit
def test_a_line_that_a_cap_lowered_says_so_and_so_does_one_that_it_took_back(lumen: Lumen, now: datetime) -> None:
    capped = Tariff.model_validate({"worth": {"issue.closed": 3}, "caps": {"per_day": 5}})
    tariffs.decide(lumen.organization, None, capped, now - DAY)
    carry(home(lumen.organization), now, issue(1, now + HOUR), issue(2, now + 2 * HOUR))
    carry(home(lumen.organization), now, issue(3, now))
    told = {(one.item.external_id, one.points): one.reason for one in Entry.select() if one.item.external_id != "7003"}
    assert told["7002", 2] == "2 of 3 points for closing #2: 5 points a day is the cap, reached"
    assert told["7002", -2] == (
        "2 points taken back: other work of the same time came, went or changed, and the tariff has limits"
    )
    assert told["7002", 0].startswith("0 of 3 points for closing #2")
    assert told["7001", -3].endswith("the tariff has limits")


@unit
def test_a_refusal_says_what_was_done_why_it_counts_for_nothing_and_by_which_rule(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    carry(home(lumen.organization), now, review(7, now, ADA))
    [refusal], following = refusals.page(lumen.organization, ada, None, 10)
    assert (refusal.kind, refusal.code, refusal.at, following) == ("review.given", "own_review", now, None)
    assert refusal.work.text == "#7 Work 7"
    why = refusals.why(refusal.id)
    assert why.refusal is not None
    assert (why.entry, why.refusal.code, why.trace[-1].rule) == (None, "own_review", "own_review")
    assert why.words == (
        "On 4 March 2026, 13:00 in lumen/parser: reviewing #7. It counts for nothing: #7 is their own: nobody earns by "
        "their own review. It is counted by the built-in tariff."
    )


@unit
def test_refusals_come_page_by_page_the_last_first(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    carry(home(lumen.organization), now, *(review(n, now, ADA) for n in range(1, 4)))
    first, before = refusals.page(lumen.organization, ada, None, 2)
    rest, end = refusals.page(lumen.organization, ada, before, 2)
    assert [one.id for one in (*first, *rest)] == sorted((one.id for one in Deed.select()), reverse=True)
    assert end is None


@unit
def test_what_is_hidden_or_unknown_is_not_explained(lumen: Lumen, now: datetime) -> None:
    ada = who(lumen.organization, ADA, now)
    carry(home(lumen.organization), now, issue(1, now), review(7, now, ADA))
    entry, deed = Entry.get().id, Deed.get(Deed.refused.is_null(False)).id
    counted = Deed.get(Deed.refused.is_null()).id
    for ask in (lambda: whys.of_entry(99), lambda: refusals.why(99), lambda: refusals.why(counted)):
        with pytest.raises(NotFound):
            ask()
    Membership.update(hidden_at=now).where(Membership.person == ada).execute()
    with pytest.raises(NotFound):
        whys.of_entry(entry)
    with pytest.raises(NotFound):
        refusals.why(deed)
    with pytest.raises(NotFound):
        refusals.page(lumen.organization, ada, None, 5)
