"""models/commands/people.py: merging and its way back with leagues and patterns, over the commands' own door."""

from datetime import timedelta

from models import awards, db, handing_over, people
from models.audit import AuditLine
from models.awards import Award
from models.leagues import Completion
from models.people import Person
from tests.cast import ADA, BOB, issue
from tests.models.commands.office import Office
from tests.models.deeds import who

HOUR = timedelta(hours=1)


def league(office: Office) -> list[int]:
    """A league of three sections with a badge; the sections."""
    made = office.run("league:create", office.admin, {"name": "Basics", "sections": [{"name": n} for n in "abc"]})
    found = made.answer["league"]
    office.run("badge:create", office.admin, {"name": "Graduate", "league": found["id"]})
    return [section["id"] for section in found["sections"]]


def bob(office: Office) -> int:
    with db.unit():
        return who(office.lumen.organization, BOB, office.now)


def complete(office: Office, person: int, *sections: int) -> None:
    for section in sections:
        office.run("section:complete", office.moderator, {"section": section, "person": person})


def held(person: int) -> list[str]:
    with db.unit():
        live = Award.select().where(Award.person == person, Award.revoked_at.is_null())
        return [award.badge.slug for award in live if award.way == "league"]


def live(person: int) -> list[int]:
    with db.unit():
        mine = Completion.select().where(Completion.person == person, Completion.revoked_at.is_null())
        return sorted(one.section_id for one in mine)


def test_two_halves_of_a_league_earn_its_badge_and_lose_it_again(office: Office) -> None:
    (a, b, c), theirs = league(office), bob(office)
    complete(office, office.ada, a, b)
    complete(office, theirs, b, c)
    merged = office.run("person:merge", office.admin, {"keep": office.ada, "gone": theirs, "why": "the same"})
    assert (live(office.ada), live(theirs), held(office.ada)) == ([a, b, c], [], ["graduate"])
    with db.unit():
        last = AuditLine.select().order_by(AuditLine.id.desc()).get()
        assert (last.action, last.door) == ("badge:award", "worker")
    office.run("person:unmerge", office.admin, {"merge": merged.answer["merge"], "why": "two"}, office.now + HOUR)
    assert (live(office.ada), live(theirs), held(office.ada), held(theirs)) == ([a, b], [b, c], [], [])


def test_a_whole_league_of_one_stays_theirs_through_it_all(office: Office) -> None:
    (a, b, c), theirs = league(office), bob(office)
    complete(office, theirs, a, b, c)
    assert held(theirs) == ["graduate"]
    merged = office.run("person:merge", office.admin, {"keep": office.ada, "gone": theirs, "why": "the same"})
    assert held(office.ada) == ["graduate"]
    office.run("person:unmerge", office.admin, {"merge": merged.answer["merge"], "why": "two"}, office.now + HOUR)
    assert (held(office.ada), held(theirs)) == ([], ["graduate"])


def test_patterns_give_what_the_tallies_say_and_only_once(office: Office) -> None:
    for number in range(20, 30):
        office.lumen.deliver("issues", issue("closed", office.now, number=number, assignees=(ADA,)), office.now)
    organization = office.lumen.organization.id
    with db.unit():
        people.lock(organization, [office.ada])
        before = {award.badge_id for award in awards.of_person(organization, office.ada)}
        assert handing_over.earn_again(organization, office.ada, office.now) == ([], [])
        Award.delete().execute()
        granted, revoked = handing_over.earn_again(organization, office.ada, office.now)
        assert ({award.badge_id for award in granted}, revoked) == (before, [])
        assert Person.select().count() == 2, "and Bob, who opened them"


def test_the_trail_says_what_was_before_and_names_roles_in_one_way(office: Office) -> None:
    office.run("person:create", office.admin, {"github": "newcomer", "role": "pathfinder"})
    office.run("person:hide", office.admin, {"person": office.ada, "hidden": True})
    with db.unit():
        made, hidden = AuditLine.select().order_by(AuditLine.id.desc()).limit(2).order_by(AuditLine.id)
        assert made.after["role"] == "moderator"
        assert (hidden.before, hidden.after) == ({"hidden": False}, {"hidden": True})
