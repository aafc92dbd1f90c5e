"""models/commands/special.py: special badges made, changed and given, each with one line that names nobody."""

from typing import Any

import pytest

from models import db
from models.audit import AuditLine
from models.awards import Award
from models.errors import AlreadyHeld, Exhausted, Invalid, NotAllowed, NotFound
from models.outbox import Message
from models.people import Membership, Person
from tests.models.commands.office import Office


def made(office: Office, **rule: Any) -> dict[str, Any]:
    given = {"name": "Founder", "rule": rule}
    badge: dict[str, Any] = office.run("special:create", office.admin, given).answer["badge"]
    return badge


def last_line() -> AuditLine:
    with db.unit():
        line: AuditLine = AuditLine.select().order_by(AuditLine.id.desc()).get()
        return line


def test_a_special_badge_is_made_and_given_at_once_and_the_trail_names_nobody(office: Office) -> None:
    badge = made(office, kind="named", people=["@ADA", "bob@example.org"])
    assert (badge["slug"], badge["held"], badge["waiting"]) == ("founder", 1, ["bob@example.org"])
    line = last_line()
    assert (line.action, line.target, line.door) == ("special:create", f"badge:{badge['id']}", "socket")
    assert line.after["rule"] == {"kind": "named", "named": 2}
    assert "example" not in str(line.after) + str(line.before)


def test_a_change_tells_what_was_and_what_is(office: Office) -> None:
    badge = made(office, kind="hand", stock=5)
    given = {"badge": badge["slug"], "name": "Pioneer", "rule": {"kind": "first", "count": 3}, "why": "we grew"}
    changed = office.run("special:change", office.admin, given).answer["badge"]
    assert (changed["name"], changed["rule"], changed["held"]) == ("Pioneer", {"kind": "first", "count": 3}, 1)
    line = last_line()
    assert (line.before["rule"], line.after["rule"]) == ({"kind": "hand", "stock": 5}, {"kind": "first", "count": 3})
    assert line.why == "we grew"


def test_allotting_to_a_person_by_hand_says_who_and_why_and_is_told(office: Office) -> None:
    badge = made(office, kind="hand", stock=1)
    given = {"badge": badge["id"], "person": office.ada, "reason": "for the talk"}
    [card] = office.run("special:allot", office.admin, given).answer["awards"]
    assert (card["reason"], card["by"]) == ("for the talk", "the admin")
    with db.unit():
        award = Award.get_by_id(card["id"])
        assert (award.way, award.person_id) == ("special", office.ada)
        assert Message.select().order_by(Message.id.desc()).get().body["award"]["id"] == card["id"]
    line = last_line()
    assert (line.action, line.why) == ("special:allot", "for the talk")
    assert line.after == {"awards": [card["id"]], "people": [office.ada]}
    with pytest.raises(AlreadyHeld):
        office.run("special:allot", office.admin, given)


def test_allotting_by_rule_gives_all_time_when_an_admin_says_so(office: Office) -> None:
    badge = made(office, kind="top", period="all")
    [card] = office.run("special:allot", office.admin, {"badge": badge["id"]}).answer["awards"]
    assert card["reason"] == "for the most points of all time: 3 points"
    assert office.run("special:allot", office.admin, {"badge": badge["id"]}).answer == {"awards": []}


def test_a_week_that_is_not_over_is_given_to_nobody(office: Office) -> None:
    badge = made(office, kind="top", period="week")
    assert office.run("special:allot", office.admin, {"badge": badge["id"]}).answer == {"awards": []}


def test_what_cannot_be_allotted_is_refused_and_leaves_no_trace(office: Office) -> None:
    badge = made(office, kind="hand")
    before = office.rows()
    for given, refusal in (
        ({"badge": badge["id"]}, Invalid),
        ({"badge": badge["id"], "person": 999}, NotFound),
        ({"badge": "issue-1"}, NotFound),
        ({"badge": badge["id"], "people": [1]}, Invalid),
    ):
        with pytest.raises(refusal):
            office.run("special:allot", office.admin, given)
    assert office.rows() == before


def test_a_used_up_stock_is_refused(office: Office) -> None:
    badge = made(office, kind="hand", stock=1)
    office.run("special:allot", office.admin, {"badge": badge["id"], "person": office.ada})
    office.run("badge:revoke", office.admin, {"badge": badge["id"], "person": office.ada, "reason": "given by mistake"})
    office.run("special:allot", office.admin, {"badge": badge["id"], "person": office.ada})
    with db.unit():
        bob = Person.create(name="Bob", created_at=office.now)
        Membership.create(organization=office.lumen.organization, person=bob, joined_at=office.now)
    with pytest.raises(Exhausted):
        office.run("special:allot", office.admin, {"badge": badge["id"], "person": bob.id})


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("special:create", {"name": "X", "rule": {"kind": "hand"}}),
        ("special:change", {"badge": "founder", "name": "X"}),
        ("special:allot", {"badge": "founder"}),
    ],
)
def test_it_takes_an_admin_of_this_organisation(office: Office, command: str, given: dict[str, Any]) -> None:
    made(office, kind="named", people=["@ada"])
    with pytest.raises(NotAllowed):
        office.run(command, office.moderator, given)
    if command != "special:create":
        with pytest.raises(NotFound):
            office.run(command, office.stranger, given)
