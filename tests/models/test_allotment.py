"""From an estimate to points: what was said when an issue was closed is what it is given, marked, and can be undone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from models import (
    awards,
    consequences,
    db,
    deed_drift,
    drift,
    estimates,
    feed,
    ledger,
    tally_drift,
    tariff_preview,
    tariffs,
    whys,
    workitems,
)
from models.estimates import Estimate
from models.ledger import Entry
from models.lesson_events import Lesson
from models.outbox import Message
from models.rules.points import Tariff
from models.rules.valuing import Ruling
from models.rules.work import Change
from models.workitems import WorkItem
from tests.cast import ADA, BOB, Lumen
from tests.models.deeds import carry, home, issue, merge, review, who
from tests.models.estimated import estimate, said

pytestmark = pytest.mark.usefixtures("unit")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID = said(4.6, low=2.9, high=8.1, baseline=2)
UNSURE = SAID.model_copy(update={"low": 1.0, "high": 20.0})
MARK = {"points": 4.6, "low": 2.9, "high": 8.1, "sure": 36, "source": "model", "provisional": False}


def by_model(lumen: Lumen, now: datetime, **fields: Any) -> None:
    rules = Tariff.model_validate({"sources": ["human", "model", "tariff"]} | fields)
    tariffs.decide(lumen.organization, None, rules, now - 30 * DAY, tariffs.EVER)


def close(lumen: Lumen, now: datetime, number: int = 1, **fields: Any) -> Change:
    """An issue that was opened, estimated and closed."""
    project, done = home(lumen.organization), issue(number, now, **fields)
    carry(project, now - DAY, issue(number, now - DAY, state="open"))
    estimate(number, SAID, now)
    carry(project, now, done)
    return done


def item_of(change: Change) -> WorkItem:
    found: WorkItem = WorkItem.get(WorkItem.kind == "issue", WorkItem.external_id == change.work.external_id)
    return found


def kept(change: Change) -> Estimate:
    found: Estimate = Estimate.get(Estimate.item == item_of(change))
    return found


def decide(change: Change, now: datetime, points: int | None, kind: str = "override") -> None:
    """A moderator's word (None: not any more), and what follows."""
    [item] = workitems.hold([item_of(change).id])
    ruling = {"points": points, "kind": kind, "by": "Mo", "at": now}
    estimates.rule(item, Ruling.model_validate(ruling) if points is not None else None)
    organization = item.project.organization
    consequences.of_entries(organization, ledger.settle_all(organization.id, [item], None, now), now)


def lines() -> list[tuple[int, str, bool]]:
    """(points, reason, whether it is marked), in the order of the ledger."""
    return [
        (one.points, one.reason, one.estimated is not None) for one in ledger.lines(Entry.select().order_by(Entry.id))
    ]


def nothing_has_drifted(lumen: Lumen, now: datetime) -> bool:
    """Deeds, boards and tallies are what the ledger says, and the ledger is what the work implies."""
    items = workitems.hold(workitems.following(lumen.organization.id, 0, 99))
    looked = (
        deed_drift.mend_deeds(lumen.organization, now, mend=False),
        drift.mend_standings(lumen.organization, mend=False),
        tally_drift.mend(lumen.organization, mend=False),
    )
    again = ledger.settle_all(lumen.organization.id, items, None, now)
    return [one.drifted for one in looked] == [0, 0, 0] and not again.people


def test_what_was_said_when_it_was_closed_is_what_it_is_given_and_marked_wherever_it_is_shown(
    lumen: Lumen, now: datetime
) -> None:
    by_model(lumen, now)
    done = close(lumen, now)
    assert lines() == [(5, "5 points for closing #1 (estimated by the model)", True)]
    told = next(one.body for one in Message.select() if one.kind == "points.changed")
    assert told["lines"][0]["estimated"] == MARK
    shown = next(one.line for one in feed.lines(lumen.organization) if one.line)
    assert shown.model_dump(mode="json")["estimated"] == MARK
    [of_person], _ = ledger.page(lumen.organization.id, who(lumen.organization, ADA, now), None, 10)
    assert of_person.estimated == shown.estimated
    estimate(1, UNSURE, now)
    carry(home(lumen.organization), now + HOUR, done)
    assert len(lines()) == 1
    assert nothing_has_drifted(lumen, now)


def test_who_does_not_choose_the_model_sees_no_difference(lumen: Lumen, now: datetime) -> None:
    close(lumen, now)
    assert lines() == [(3, "3 points for closing #1", False)]
    line = ledger.lines([Entry.get()])[0].model_dump(mode="json")
    assert "estimated" not in line
    assert not any("given" in step for step in Entry.get().trace)


def test_reopened_work_is_estimated_again_and_each_closing_is_given_what_was_said_then(
    lumen: Lumen, now: datetime
) -> None:
    by_model(lumen, now)
    done = close(lumen, now)
    project = home(lumen.organization)
    carry(project, now, issue(1, now + HOUR, state="open"))
    assert (kept(done).said, kept(done).figures is None) == (None, False)
    estimate(1, said(12.0, low=8.0, high=20.0), now)
    carry(project, now, issue(1, now + 2 * HOUR))
    assert [points for points, _, _ in lines()] == [5, -5, 13]
    assert nothing_has_drifted(lumen, now)
    first, _, last = (whys.of_entry(one.id) for one in Entry.select().order_by(Entry.id))
    assert first.estimate is not None
    assert last.estimate is not None
    assert (first.estimate.points, first.estimate.past, first.estimate.closest) == (4.6, None, ())
    assert (last.estimate.points, last.estimate.past, len(last.estimate.closest)) == (12.0, 214, 1)


def test_a_label_that_comes_after_the_closing_wins_where_the_human_is_first(lumen: Lumen, now: datetime) -> None:
    by_model(lumen, now, estimates={"sure": 80})
    done = close(lumen, now)
    assert kept(done).review == "provisional"
    labelled = issue(1, now, labels=("sp/8",))
    carry(home(lumen.organization), now, labelled.model_copy(update={"seen_at": now + HOUR}))
    assert [(points, marked) for points, _, marked in lines()] == [(5, True), (-5, False), (8, False)]
    assert kept(done).review is None
    assert nothing_has_drifted(lumen, now)


def test_a_label_of_the_same_worth_takes_the_mark_away(lumen: Lumen, now: datetime) -> None:
    by_model(lumen, now)
    close(lumen, now)
    carry(home(lumen.organization), now, issue(1, now, labels=("sp/5",)).model_copy(update={"seen_at": now + HOUR}))
    assert [(points, marked) for points, _, marked in lines()] == [(5, True), (-5, False), (5, False)]


def test_an_override_is_a_reversing_line_and_a_new_one_and_taking_it_back_is_too(lumen: Lumen, now: datetime) -> None:
    by_model(lumen, now)
    done = close(lumen, now)
    decide(done, now + HOUR, 13)
    decide(done, now + HOUR, 13)
    decide(done, now + HOUR, 8)
    decide(done, now + 2 * HOUR, None)
    assert lines() == [
        (5, "5 points for closing #1 (estimated by the model)", True),
        (-5, "5 points taken back: a moderator decided what #1 is worth", False),
        (13, "13 points for closing #1 (decided by a moderator)", False),
        (-13, "13 points taken back: a moderator decided what #1 is worth", False),
        (8, "8 points for closing #1 (decided by a moderator)", False),
        (-8, "8 points taken back: #1 is estimated anew", False),
        (5, "5 points for closing #1 (estimated by the model)", True),
    ]
    assert nothing_has_drifted(lumen, now)


def test_to_accept_what_is_provisional_makes_it_certain(lumen: Lumen, now: datetime) -> None:
    by_model(lumen, now, estimates={"sure": 80, "unsure": "provisional"})
    done = close(lumen, now)
    [line] = ledger.lines(Entry.select())
    assert line.estimated is not None
    assert (line.estimated.provisional, kept(done).review) == (True, "provisional")
    decide(done, now, 5, "accepted")
    assert [(points, marked) for points, _, marked in lines()] == [(5, True), (-5, False), (5, False)]
    assert kept(done).review is None
    decide(done, now, None)
    assert kept(done).review == "provisional"


def test_what_waits_gives_nothing_says_so_and_counts_for_badges(lumen: Lumen, now: datetime) -> None:
    by_model(lumen, now, estimates={"sure": 80, "unsure": "wait"})
    done = close(lumen, now)
    assert lines() == [(0, "0 points for closing #1 (waiting for a moderator)", False)]
    assert "issue-1" in {one.badge.slug for one in awards.recent(lumen.organization.id, 9)}
    assert kept(done).review == "waiting"
    decide(done, now, 0)
    assert (kept(done).review, lines()[-1][1]) == (None, "0 points for closing #1 (decided by a moderator)")
    decide(done, now, 8)
    assert sum(points for points, _, _ in lines()) == 8
    assert nothing_has_drifted(lumen, now)


def test_what_nobody_has_an_answer_for_waits_until_it_is_open_again(lumen: Lumen, now: datetime) -> None:
    tariffs.decide(lumen.organization, None, Tariff.model_validate({"sources": ["human"]}), now, tariffs.EVER)
    carry(home(lumen.organization), now, issue(1, now))
    assert [one.review for one in Estimate.select()] == ["waiting"]
    carry(home(lumen.organization), now, issue(1, now + HOUR, state="open"))
    assert [one.review for one in Estimate.select()] == [None]


def test_a_word_about_an_open_issue_counts_once_it_is_closed(lumen: Lumen, now: datetime) -> None:
    opened = issue(1, now, state="open")
    carry(home(lumen.organization), now, opened)
    decide(opened, now, 21)
    assert lines() == []
    carry(home(lumen.organization), now, issue(1, now + HOUR, ADA, BOB))
    assert [points for points, _, _ in lines()] == [11, 10]


def test_work_beside_it_is_priced_by_what_was_said_of_it(lumen: Lumen, now: datetime) -> None:
    by_model(lumen, now, caps={"per_day": 9})
    close(lumen, now, 1)
    close(lumen, now + HOUR, 2)
    assert [points for points, _, _ in lines()] == [5, 4]
    carry(home(lumen.organization), now, merge(3, now - HOUR))
    standing = {one.item_id: 0 for one in Entry.select()}
    for one in Entry.select():
        standing[one.item_id] += one.points
    assert sorted(standing.values()) == [0, 4, 5]
    assert nothing_has_drifted(lumen, now)


def test_a_preview_counts_with_what_was_said(lumen: Lumen, now: datetime) -> None:
    close(lumen, now)
    told = tariff_preview.preview(lumen.organization, None, Tariff.model_validate({"sources": ["model"]}), now)
    assert [(one.before, one.after) for one in told.people] == [(3, 5)]


def test_why_names_the_closest_past_issues_and_the_models_record(lumen: Lumen, now: datetime) -> None:
    by_model(lumen, now)
    project = home(lumen.organization)
    past = {"title": "Lexer loops", "points": 5, "source": "label", "url": "https://github.test/9"}
    at = {"happened_at": now, "recorded_at": now}
    Lesson.create(organization=project.organization, project=project, number=1, **past, **at)
    close(lumen, now)
    why = whys.of_entry(Entry.get().id)
    assert why.estimate is not None
    assert [(one.title, one.url, one.points) for one in why.estimate.closest] == [
        ("Lexer loops", "https://github.test/9", 5.0)
    ]
    assert why.estimate.record == "Too early to say: 0 of 20 issues."
    assert "The model gives 5 points: 4.6, between 2.9 and 8.1 (36 % sure), from 214 past issues." in why.words
    assert "The closest of 214 past issues: Lexer loops (5 points). Too early to say" in why.words


@contextmanager
def statements(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    found: list[str] = []
    with caplog.at_level(logging.DEBUG, "peewee"):
        caplog.clear()
        yield found
        found += [str(one.msg[0]) for one in caplog.records]


def test_all_of_it_is_one_question_and_none_for_other_work(
    lumen: Lumen, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    by_model(lumen, now)
    close(lumen, now)
    project = home(lumen.organization)
    with statements(caplog) as asked:
        carry(project, now, *(issue(number, now) for number in range(1, 6)))
    assert sum("estimate" in one for one in asked) == 1
    with statements(caplog) as asked:
        carry(project, now, review(7, now), merge(9, now))
    assert not any("estimate" in one for one in asked)


def test_only_the_items_of_this_settlement_are_frozen(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    carry(project, now, issue(1, now, state="open"), issue(2, now, state="open"))
    for number in (1, 2):
        estimate(number, SAID, now)
    carry(project, now, issue(1, now + HOUR))
    assert [kept(issue(number, now)).said is not None for number in (1, 2)] == [True, False]
    assert estimates.valuations([item_of(issue(1, now)).id, 999]).keys() == {item_of(issue(1, now)).id}
    assert db.rows("SELECT count(*) FROM estimate WHERE review IS NOT NULL") == [(0,)]
