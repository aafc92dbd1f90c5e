"""models/founding.py: an organisation begins with its admin and special badges; the first one asks for the code."""

import json
from datetime import datetime
from threading import Barrier, Thread

import pytest
from pydantic import ValidationError

from models import db, founding, sealing, signing_in
from models.audit import Actor, AuditLine
from models.awards import Award
from models.errors import Invalid, NotAllowed, Taken
from models.founding import Founded, Founding
from models.people import Identity, Membership, Person
from models.settings import Settings
from models.tenants import Organization

BY = Actor(name="the owner", door="rest")


def wanted(slug: str = "ember", **more: object) -> Founding:
    given = {"name": "Ember", "slug": slug, "time_zone": "Europe/Vienna", "admin": {"email": "Ada@example.org"}} | more
    return Founding.model_validate_json(json.dumps(given))


def found(what: Founding, now: datetime, by: Actor | None = BY) -> Founded:
    return founding.found(what, by, "rest", now)


@pytest.mark.usefixtures("unit")
class TestInOneUnit:
    def test_an_organisation_has_an_admin_who_is_waited_for(self, now: datetime) -> None:
        made = found(wanted(), now)
        assert (made.organization.slug, made.organization.time_zone) == ("ember", "Europe/Vienna")
        assert Membership.get(Membership.person == made.admin).role == "super_admin"
        identity = Identity.get(Identity.person == made.admin)
        assert (identity.provider, identity.external_id, identity.proven_at) == ("email", "ada@example.org", None)
        assert made.admin.name == "ada"
        assert signing_in.sign_in(signing_in.by_email("ada@example.org"), now).id == made.admin.id

    def test_the_admin_may_be_named_at_github(self, now: datetime) -> None:
        made = found(wanted(admin={"github": "@Ada", "name": "Ada Lovelace"}), now)
        identity = Identity.get(Identity.person == made.admin)
        assert (identity.provider, identity.external_id, made.admin.name) == ("github-login", "ada", "Ada Lovelace")

    def test_who_is_known_already_becomes_the_admin(self, now: datetime) -> None:
        person = signing_in.sign_in(signing_in.by_email("ada@example.org"), now)
        assert found(wanted(), now).admin.id == person.id
        assert found(wanted("other"), now).admin.id == person.id
        assert Person.select().count() == 1

    def test_who_was_merged_is_meant_as_they_are_now(self, now: datetime) -> None:
        gone = signing_in.sign_in(signing_in.by_email("ada@example.org"), now)
        kept = signing_in.sign_in(signing_in.by_email("kept@example.org"), now)
        Person.update(merged_into=kept).where(Person.id == gone.id).execute()
        assert found(wanted(), now).admin.id == kept.id

    def test_the_first_admin_owns_the_server_and_no_other(self, now: datetime) -> None:
        first = found(wanted(), now)
        second = found(wanted("other", admin={"email": "bob@example.org"}), now)
        assert (first.first, first.admin.owner) == (True, True)
        assert (second.first, second.admin.owner) == (False, False)

    def test_special_badges_come_with_it_and_find_their_people(self, now: datetime) -> None:
        specials = [
            {"name": "Heroes", "rule": {"kind": "named", "people": ["ada@example.org", "@bob"]}},
            {"name": "Founders", "rule": {"kind": "first", "count": 10}},
        ]
        made = found(wanted(special_badges=specials), now)
        assert [badge.name for badge in made.badges] == ["Heroes", "Founders"]
        assert [(one.badge_id, one.person_id) for one in Award.select()] == [(made.badges[0].id, made.admin.id)]

    def test_it_is_audited_without_names_or_addresses(self, now: datetime) -> None:
        made = found(wanted(), now)
        [line] = AuditLine.select()
        assert (line.action, line.actor, line.door) == ("organization:create", "the owner", "rest")
        assert line.after == {"slug": "ember", "time_zone": "Europe/Vienna", "admin": made.admin.id, "special": []}
        alone = found(wanted("other", admin={"email": "bob@example.org"}), now, by=None)
        assert AuditLine.select().order_by(AuditLine.id.desc()).get().person_id == alone.admin.id

    @pytest.mark.parametrize(
        "change",
        [
            {"admin": {}},
            {"admin": {"email": "ada@example.org", "github": "ada"}},
            {"admin": {"email": "nobody"}},
            {"admin": {"email": "ada@example.org\nBcc: eve@example.org"}},
            {"admin": {"github": "a b"}},
            {"name": ""},
            {"name": 1},
            {"special_badges": [{"name": "x", "rule": {"kind": "unknown"}}]},
            {"special_badges": [{"name": "x", "rule": {"kind": "hand"}}] * 51},
            {"unknown": 1},
        ],
        ids=str,
    )
    def test_what_has_the_wrong_form_is_refused(self, change: dict[str, object]) -> None:
        with pytest.raises(ValidationError):
            wanted(**change)

    @pytest.mark.parametrize(
        "change", [{"slug": "Ember!"}, {"time_zone": "Europe/Nowhere"}, {"name": "\u202e"}], ids=str
    )
    def test_what_cannot_be_is_refused(self, now: datetime, change: dict[str, object]) -> None:
        with pytest.raises(Invalid):
            found(wanted(**change), now)

    def test_a_slug_in_use_is_taken(self, now: datetime) -> None:
        found(wanted(), now)
        with pytest.raises(Taken):
            found(wanted(), now)


def test_the_set_up_code_is_the_servers_and_no_other_opens(clean: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    code = founding.set_up_code()
    assert len(code) == 24
    founding.check(f" {code} ")
    for wrong in (None, "", code[:-1], code + "0", "ü", "\ud800"):
        with pytest.raises(NotAllowed):
            founding.check(wrong)
    monkeypatch.setattr(sealing, "_keys", (sealing.new_key(), *clean.secret_keys))
    founding.check(code)
    assert founding.set_up_code() != code
    monkeypatch.setattr(sealing, "_keys", (sealing.new_key(),))
    with pytest.raises(NotAllowed):
        founding.check(code)


def test_of_two_who_found_at_once_one_is_first(clean: Settings, now: datetime) -> None:
    together, made = Barrier(2), []

    def begin(slug: str) -> None:
        with db.unit():
            together.wait()
            made.append(found(wanted(slug, admin={"email": f"{slug}@example.org"}), now).first)

    threads = [Thread(target=begin, args=(slug,)) for slug in ("ember", "lumen")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.unit():
        assert sorted(made) == [False, True]
        assert Organization.select().count() == 2
        assert Person.select().where(Person.owner).count() == 1
