"""models/commands/disputes.py: people object to what is theirs, somebody else answers, and it goes where they go."""

from typing import Any

import pytest

from models import db, disputes, exporting, jwts, merges, privacy, tokens
from models.audit import AuditLine
from models.awards import Award
from models.badges import Badge
from models.deeds import Deed
from models.disputes import Dispute
from models.errors import AlreadyOpen, Invalid, NotAllowed, NotFound, NotHeld
from models.ledger import Entry
from models.people import Membership, Person
from models.rules.callers import Caller
from tests.cast import BOB
from tests.models.commands.office import Office
from tests.models.deeds import who


def signed_in(office: Office, person: int, role: str = "contributor") -> str:
    """A person's own token."""
    with db.unit():
        Membership.update(role=role).where(Membership.person == person).execute()
        return jwts.sign(Person.get_by_id(person), office.lumen.organization.id, office.now)


@pytest.fixture
def ada(office: Office) -> str:
    return signed_in(office, office.ada)


@pytest.fixture
def bob(office: Office) -> int:
    with db.unit():
        return who(office.lumen.organization, BOB, office.now)


def about(office: Office, ada: str, what: str, which: int, text: str = "That was more work") -> dict[str, Any]:
    """A dispute of Ada's, as she reads it."""
    told: dict[str, Any] = office.run("dispute:open", ada, {"about": what, "id": which, "text": text}).answer["dispute"]
    return told


def entry() -> int:
    with db.unit():
        return int(Entry.select().order_by(Entry.id).get().id)


def not_hers(office: Office) -> list[Badge]:
    """Badges of Lumen that Ada has not got, oldest first."""
    lumen = office.lumen.organization
    hers = Award.select(Award.badge).where(Award.person == office.ada)
    return list(Badge.select().where(Badge.organization == lumen, Badge.id.not_in(hers)).order_by(Badge.id))


def answer(office: Office, token: str, dispute: int, state: str = "accepted") -> dict[str, Any]:
    said = {"dispute": dispute, "state": state, "answer": "You are right"}
    told: dict[str, Any] = office.run("dispute:answer", token, said).answer["dispute"]
    return told


def test_a_line_of_the_ledger_is_disputed_and_answered(office: Office, ada: str) -> None:
    opened = about(office, ada, "entry", entry())
    assert (opened["state"], opened["subject"]["text"]) == ("open", "3 points for closing #42")
    assert opened["subject"]["url"] == "https://github.com/lumen/parser/issues/42"
    answered = answer(office, office.moderator, opened["id"])
    assert (answered["state"], answered["answer"], answered["answered_by"]) == (
        "accepted",
        "You are right",
        "the moderator",
    )
    with db.unit():
        lines = AuditLine.select().order_by(AuditLine.id.desc()).limit(2)
        assert [line.action for line in lines] == ["dispute:answer", "dispute:open"]
        assert "more work" not in str([line.__data__ for line in lines])


def test_an_award_and_a_badge_that_one_has_not_got(office: Office, ada: str) -> None:
    with db.unit():
        award, missing = Award.select().order_by(Award.id).get(), not_hers(office)[0]
    assert about(office, ada, "award", award.id)["subject"]["url"] == f"/awards/{award.id}"
    assert about(office, ada, "badge", missing.id)["subject"] == {"text": missing.name, "url": None}
    with pytest.raises(Invalid, match="You hold this badge"):
        about(office, ada, "badge", award.badge_id)


def test_a_refusal_by_its_deed(office: Office, ada: str, bob: int) -> None:
    with db.unit():
        deed = Deed.get(Deed.person == office.ada)
        other = {name: value for name, value in deed.__data__.items() if name not in ("id", "kind")}
        of = {name: Deed.create(**other, kind=f"{name}.made") for name in ("counted", "refused", "bobs")}
        Deed.update(refused=None).where(Deed.id == of["counted"].id).execute()
        for name, words in (("refused", "It was your own review."), ("bobs", "no")):
            Deed.update(refused="own_review", refusal=words).where(Deed.id == of[name].id).execute()
        Deed.update(person=bob).where(Deed.id == of["bobs"].id).execute()
    assert about(office, ada, "refusal", of["refused"].id)["subject"]["text"] == "It was your own review."
    for none_of_hers in (of["counted"].id, of["bobs"].id):
        with pytest.raises(NotFound):
            about(office, ada, "refusal", none_of_hers)
    with db.unit():
        Deed.delete().where(Deed.id == of["refused"].id).execute()
        [card] = disputes.of_person(office.lumen.organization.id, office.ada)
    assert card.subject.text == "What this was about is no longer there."


def test_nobody_disputes_what_is_anothers(office: Office, bob: int) -> None:
    with pytest.raises(NotFound):
        about(office, signed_in(office, bob), "entry", entry())
    with pytest.raises(NotAllowed, match="stands for nobody"):
        about(office, office.admin, "entry", entry())
    with pytest.raises(NotFound):
        about(office, signed_in(office, office.ada), "entry", 999)


def test_one_open_dispute_about_a_thing_and_five_in_all(office: Office, ada: str) -> None:
    first = about(office, ada, "entry", entry())
    with pytest.raises(AlreadyOpen, match="already"):
        about(office, ada, "entry", entry())
    with db.unit():
        badges = [badge.id for badge in not_hers(office)]
    for badge in badges[:4]:
        about(office, ada, "badge", badge)
    with pytest.raises(AlreadyOpen, match="5 of your disputes"):
        about(office, ada, "badge", badges[4])
    office.run("dispute:withdraw", ada, {"dispute": first["id"]})
    about(office, ada, "badge", badges[4])


def test_nobody_answers_their_own_nor_by_a_program_of_theirs(office: Office) -> None:
    ada = signed_in(office, office.ada, "admin")
    dispute = about(office, ada, "entry", entry())["id"]
    with db.unit():
        program = tokens.create(office.lumen.organization, "admin", "hers", office.now, person=office.ada)[1]
    for own in (ada, program):
        with pytest.raises(NotAllowed, match="Nobody answers their own"):
            answer(office, own, dispute)
    assert answer(office, office.moderator, dispute, "declined")["state"] == "declined"


def test_what_has_ended_is_not_answered_or_withdrawn_again(office: Office, ada: str, bob: int) -> None:
    dispute = about(office, ada, "entry", entry())["id"]
    with pytest.raises(NotFound):
        office.run("dispute:withdraw", signed_in(office, bob), {"dispute": dispute})
    with pytest.raises(NotFound):
        answer(office, office.stranger, dispute)
    office.run("dispute:withdraw", ada, {"dispute": dispute})
    with pytest.raises(NotHeld):
        office.run("dispute:withdraw", ada, {"dispute": dispute})
    with pytest.raises(NotHeld):
        answer(office, office.moderator, dispute)


@pytest.mark.parametrize("text", ["", "hm", "x" * 1001, "a\x00b"])
def test_words_are_bounded(office: Office, ada: str, text: str) -> None:
    with pytest.raises(Invalid):
        about(office, ada, "entry", entry(), text)


def test_hidden_people_dispute_too(office: Office, ada: str) -> None:
    office.run("person:hide", ada, {"person": office.ada, "hidden": True})
    assert about(office, ada, "entry", entry())["person"]["id"] == office.ada


def test_they_read_it_in_their_export_and_erasing_takes_the_words(office: Office, ada: str) -> None:
    dispute = about(office, ada, "entry", entry(), "My name is Ada")["id"]
    here = office.lumen.organization
    with db.unit():
        assert [one["text"] for one in exporting.export(here, office.ada).disputes] == ["My name is Ada"]
        by = Caller(organization=here.id, org=here.slug, role="admin", name="Eve", way="session")
        privacy.erase(here, by, office.ada, Person.get_by_id(office.ada).name, office.now)
        kept = Dispute.get_by_id(dispute)
        assert (kept.text, kept.answer, kept.state) == ("", None, "withdrawn")


def test_disputes_go_with_whoever_is_merged_and_come_back(office: Office, ada: str, bob: int) -> None:
    dispute = about(office, ada, "entry", entry())["id"]
    here, by = (
        office.lumen.organization,
        Caller(organization=office.lumen.organization.id, org="lumen", role="super_admin", name="Eve", way="session"),
    )

    def whose() -> int:
        return int(Dispute.get_by_id(dispute).person_id)

    with db.unit():
        merge = merges.merge(here, by, bob, office.ada, "Eve", office.now)
        assert whose() == bob
    with db.unit():
        merges.undo(here, by, merge.id, office.now)
        assert whose() == office.ada
