"""models/commands/estimates.py: a moderator's word counts as what a human said, whoever hears of it when."""

from datetime import datetime, timedelta

import pytest

from models import db, estimate_reading, people
from models.errors import NotAllowed, NotFound, NotHeld
from models.people import Membership, Person
from models.workitems import WorkItem
from tests.cast import issue, pull_request
from tests.models.commands.office import Office
from tests.models.estimated import estimate, said


def at(office: Office, number: int, kind: str = "issue") -> dict[str, int]:
    """Which issue: what its commands take."""
    with db.unit():
        external_id = str((7000 if kind == "issue" else 8000) + number)
        item = WorkItem.get(WorkItem.kind == kind, WorkItem.external_id == external_id)
        return {"project": item.project_id, "item": item.id}


def test_the_learner_is_rung_when_there_is_something_to_learn(office: Office, now: datetime) -> None:
    closed = at(office, 42)
    office.lumen.deliver("issues", issue("opened", now, number=1), now)
    wanted = {"points": 8, "why": "it was hard"}
    assert office.run("estimate:override", office.moderator, closed | wanted).ring_learner == closed["project"]
    assert office.run("estimate:override", office.moderator, at(office, 1) | wanted).ring_learner is None


def test_what_is_no_issue_here_cannot_be_valued(office: Office, now: datetime) -> None:
    office.lumen.deliver("pull_request", pull_request("opened", now, number=7), now)
    office.lumen.deliver("issues", issue("opened", now, number=2), now)
    gone = at(office, 2)
    office.lumen.deliver("issues", issue("deleted", now, number=2), now + timedelta(minutes=1))
    before = office.rows()
    wanted = {"points": 8, "why": "it was hard"}
    for what in (at(office, 7, "pull_request"), gone, gone | {"item": 999}, gone | {"project": 999}):
        with pytest.raises(NotFound):
            office.run("estimate:override", office.moderator, what | wanted)
    with pytest.raises(NotFound):
        office.run("estimate:override", office.stranger, at(office, 42) | wanted)
    with pytest.raises(NotAllowed):
        office.run("estimate:override", office.tokens["contributor"], at(office, 42) | wanted)
    with pytest.raises(NotHeld):
        office.run("estimate:accept", office.moderator, at(office, 42))
    assert office.rows() == before


def test_what_waits_for_a_moderator_is_in_their_queue_until_they_accept_it(office: Office, now: datetime) -> None:
    waits = {"sources": ["model", "tariff"], "estimates": {"sure": 80, "unsure": "wait"}}
    office.run("tariff:change", office.admin, {"tariff": waits, "why": "it learns", "applies": "everything"})
    office.lumen.deliver("issues", issue("opened", now, number=3), now)
    estimate(3, said(4.4), now)
    later = now + timedelta(hours=1)
    office.lumen.deliver("issues", issue("closed", later, number=3), later)

    def queue() -> list[tuple[int | None, int | None, str]]:
        with db.unit():
            organization = office.lumen.organization.id
            found = estimate_reading.page(organization, None, "review", "newest", 10, None, later, named=True)
            assert found.total == len(found.cards)
            return [(card.number, card.accepts, card.worth.source) for card in found.cards if card.worth]

    assert queue() == [(3, 5, "waiting")]
    accepted = office.run("estimate:accept", office.moderator, at(office, 3), later).answer["estimate"]
    assert (accepted["worth"]["points"], accepted["ruling"]["kind"], queue()) == (5, "accepted", [])
    office.run("estimate:withdraw", office.moderator, at(office, 3), later)
    assert queue() == [(3, 5, "waiting")]


def test_who_decided_is_not_named_when_they_are_hidden(office: Office, now: datetime) -> None:
    where = at(office, 42)
    office.run("estimate:override", office.moderator, where | {"points": 8, "why": "it was hard"})
    with db.unit():
        hidden = Person.create(name="the moderator", created_at=now)
        there = {"organization": office.lumen.organization, "person": hidden, "joined_at": now}
        Membership.create(**there, hidden_at=now)
        project = WorkItem.get_by_id(where["item"]).project
        ruling = estimate_reading.card(project, where["item"], now, named=True).ruling
    assert ruling is not None
    assert ruling.by == people.UNSEEN
