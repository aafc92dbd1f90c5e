"""models/signing_in.py: whoever proves an account is who they were before, and nobody becomes anybody else."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest

from models import db, identities, organizations, signing_in
from models.merges import PersonMerge
from models.outbox import Message
from models.people import Identity, Membership, Person
from models.settings import Settings
from models.signing_in import Proven
from tests.cast import ADA, Lumen, issue
from tests.models.deeds import at_once

HOUR = timedelta(hours=1)


def github(number: str = "1001", login: str = "ada", name: str = "Ada Lovelace") -> Proven:
    return Proven(provider="github", external_id=number, login=login, name=name, avatar="https://example.org/a.png")


def waiting(provider: str, login: str, now: datetime, name: str = "Ada") -> Person:
    """A person of whom an admin has written down an account."""
    person = Person.create(name=name, created_at=now)
    Identity.create(person=person, provider=provider, external_id=login, login=login, seen_at=now)
    return person


def test_somebody_known_from_webhooks_is_themselves_at_first_sign_in(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    with db.unit():
        known = Identity.get(Identity.external_id == ADA.external_id).person
        assert known.signed_in_at is None
        person = signing_in.sign_in(github(), now + HOUR)
        assert person.id == known.id
        again = Person.get_by_id(known.id)
        assert (again.signed_in_at, again.name, again.login) == (now + HOUR, "Ada Lovelace", "ada")
        assert Membership.select().where(Membership.person == known).count() == 1


def test_a_new_name_is_told_to_browsers(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    with db.unit():
        before = Message.select().count()
        signing_in.sign_in(github(), now)
        told = Message.select().order_by(Message.id.desc()).get()
        assert (told.kind, told.body["person"]["name"]) == ("person.changed", "Ada Lovelace")
        signing_in.sign_in(github(), now + HOUR)
        assert Message.select().count() == before + 1


@pytest.mark.usefixtures("unit")
class TestInOneUnit:
    def test_the_number_counts_and_not_the_name(self, now: datetime) -> None:
        first = signing_in.sign_in(github("1", "ada"), now)
        other = signing_in.sign_in(github("2", "ada"), now)
        renamed = signing_in.sign_in(github("1", "countess"), now + HOUR)
        assert renamed.id == first.id != other.id
        assert Person.get_by_id(first.id).login == "countess"

    def test_a_name_that_a_person_chose_stays(self, now: datetime) -> None:
        person = signing_in.sign_in(github(), now)
        Person.update(name="The Countess").where(Person.id == person.id).execute()
        assert signing_in.sign_in(github(), now + HOUR).name == "The Countess"

    def test_a_waiting_name_becomes_the_account_of_that_number(self, now: datetime) -> None:
        person = waiting("github-login", "ada", now)
        assert signing_in.sign_in(github(login="Ada"), now + HOUR).id == person.id
        identity = Identity.get(Identity.person == person)
        assert (identity.provider, identity.external_id, identity.login) == ("github", "1001", "Ada")
        assert identity.proven_at == now + HOUR
        assert signing_in.sign_in(github("2", "ada"), now + HOUR).id != person.id

    def test_a_waiting_address_is_proven_by_its_code(self, now: datetime) -> None:
        person = waiting("email", "ada@example.org", now)
        assert signing_in.sign_in(signing_in.by_email("ada@example.org"), now + HOUR).id == person.id
        assert Identity.get(Identity.person == person).proven_at == now + HOUR
        assert Person.get_by_id(person.id).name == "Ada"

    def test_an_address_opens_no_github_account_and_the_other_way_round(self, now: datetime) -> None:
        mail = signing_in.sign_in(signing_in.by_email("ada@example.org"), now)
        account = signing_in.sign_in(github(login="ada@example.org"[:3]), now)
        assert mail.id != account.id
        waiting("github-login", "bob", now)
        assert signing_in.sign_in(signing_in.by_email("bob@example.org"), now).name == "bob"

    def test_a_stranger_is_a_new_person_without_any_organisation(self, now: datetime) -> None:
        person = signing_in.sign_in(signing_in.by_email("ada+badges@example.org"), now)
        assert (person.name, person.login, person.owner) == ("ada", None, False)
        assert not Membership.select().where(Membership.person == person).exists()

    def test_whoever_was_merged_is_the_person_who_was_kept(self, now: datetime) -> None:
        gone, middle, kept = (waiting("email", f"{n}@example.org", now) for n in "abc")
        Person.update(merged_into=middle).where(Person.id == gone.id).execute()
        Person.update(merged_into=kept).where(Person.id == middle.id).execute()
        assert signing_in.sign_in(signing_in.by_email("a@example.org"), now).id == kept.id
        assert Person.get_by_id(gone.id).signed_in_at is None
        assert Person.get_by_id(kept.id).signed_in_at == now

    def test_whoever_was_erased_is_somebody_new(self, now: datetime) -> None:
        first = signing_in.sign_in(github(), now)
        Person.update(erased_at=now, name="Somebody").where(Person.id == first.id).execute()
        second = signing_in.sign_in(github(), now + HOUR)
        assert second.id != first.id
        assert second.name == "Ada Lovelace"
        assert Person.get_by_id(first.id).name == "Somebody"
        assert signing_in.sign_in(github(), now + HOUR).id == second.id


def test_two_first_sign_ins_at_once_are_one_person(clean: Settings, now: datetime) -> None:
    together, found = Barrier(2), []

    def sign_in() -> None:
        with db.unit():
            together.wait()
            found.append(signing_in.sign_in(github(), now).id)

    threads = [Thread(target=sign_in) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.unit():
        assert len(found) == 2
        assert len(set(found)) == Person.select().count() == Identity.select().count() == 1


def test_two_sign_ins_at_once_take_up_once_what_waited(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        other = organizations.create("ember", "Ember", "UTC", now)
        worker = identities.recognise(other.id, [ADA], now, now).people[ADA.key]
        Membership.create(organization=lumen.organization, person=waiting("github-login", "ada", now), joined_at=now)

    def sign_in() -> int:
        return int(signing_in.sign_in(github(), now).id)

    assert at_once(sign_in, sign_in) == [worker, worker]
    with db.unit():
        assert PersonMerge.select().count() == 1
