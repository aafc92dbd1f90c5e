"""models/commands/shares.py: every step of sharing is audited without an address, and one at a time wins."""

from datetime import datetime, timedelta

import pytest

from models import commands, db, jwts, share_receiving, sharing_out
from models.audit import AuditLine
from models.commands import Means
from models.commands.acting import Done
from models.errors import Gone, Invalid, NotAllowed, NotFound, Refusal
from models.people import Identity, Person
from models.rules.callers import Caller
from models.shares import Share
from tests.models.commands.office import Office
from tests.models.deeds import at_once
from tests.models.shared import MAIL, joins, may, signed_in

GIVEN = {"email": MAIL, "role": "edit", "note": "the ribbon, please"}


@pytest.fixture
def ada(office: Office, now: datetime) -> str:
    """A contributor's signed token."""
    with db.unit():
        person = signed_in(now, mail=MAIL)
        joins(office.lumen.organization, person, now)
        return jwts.sign(Person.get_by_id(person), office.lumen.organization.id, now)


def token_of(done: Done) -> str:
    return str(done.answer["link"].partition("#")[2])


def test_the_whole_way_is_audited_without_addresses_tokens_or_notes(office: Office, ada: str) -> None:
    made = office.run("share:create", office.admin, GIVEN)
    share = made.answer["share"]["id"]
    office.run("share:resend", office.admin, {"share": share})
    office.run("share:change", office.admin, {"share": share, "role": "comment"})
    office.run("share:confirm", ada, {"token": token_of(made)})
    office.run("share:leave", ada, {"share": share})
    other = office.run("share:create", office.admin, GIVEN).answer["share"]["id"]
    office.run("share:revoke", office.admin, {"share": other})
    with db.unit():
        lines = list(AuditLine.select().where(AuditLine.action.startswith("share:")).order_by(AuditLine.id))
    steps = ["create", "resend", "change", "confirm", "leave", "create", "revoke"]
    assert [line.action for line in lines] == [f"share:{step}" for step in steps]
    assert {line.target for line in lines} == {f"share:{share}", f"share:{other}"}
    kept = str([(line.target, line.before, line.after, line.why) for line in lines])
    for secret in (MAIL, "ribbon", token_of(made)):
        assert secret not in kept
    assert lines[0].after == {"design": None, "role": "edit", "way": "email"}


def test_by_email_a_letter_goes_out_with_the_link_and_without_the_note(office: Office) -> None:
    made = office.run("share:create", office.admin, GIVEN)
    assert made.letter is not None
    assert made.letter.to == MAIL
    assert made.answer["link"] in made.letter.text
    assert "ribbon" not in made.letter.text
    assert made.answer["link"].startswith("http://codebadge.test/shared#")
    assert made.answer["share"]["sent_at"] is not None


@pytest.mark.parametrize("is_proven", [True, False])
def test_by_github_name_the_admin_has_the_link_and_learns_of_no_mail(
    office: Office, now: datetime, is_proven: bool
) -> None:
    with db.unit():
        cole = signed_in(now, github=("77", "cole"))
        joins(office.lumen.organization, cole, now)
        proven = {"seen_at": now, "proven_at": now if is_proven else None}
        Identity.create(person=cole, provider="email", external_id=MAIL, login=MAIL, **proven)
    made = office.run("share:create", office.admin, {"github": "@Cole", "role": "view"})
    assert (made.answer["share"]["address"], made.answer["share"]["sent_at"]) == ("cole", None)
    assert MAIL not in str(made.answer)
    if is_proven:
        assert made.letter is not None and made.letter.to == MAIL
        assert made.answer["link"] in made.letter.text and "with GitHub as cole" in made.letter.text
    else:
        assert made.letter is None


def test_by_a_github_name_nobody_of_another_organisation_is_mailed(office: Office, now: datetime) -> None:
    with db.unit():
        cole = signed_in(now, github=("77", "cole"))
        Identity.create(person=cole, provider="email", external_id=MAIL, login=MAIL, seen_at=now, proven_at=now)
    assert office.run("share:create", office.admin, {"github": "cole", "role": "view"}).letter is None


def test_who_has_confirmed_gets_another_role_and_no_more_mail(office: Office, ada: str) -> None:
    made = office.run("share:create", office.admin, GIVEN)
    office.run("share:confirm", ada, {"token": token_of(made)})
    again = office.run("share:create", office.admin, GIVEN | {"role": "view"})
    assert (again.answer["link"], again.letter, again.answer["share"]["state"]) == (None, None, "confirmed")


def test_it_is_confirmed_once_and_told_again_without_a_line(office: Office, ada: str) -> None:
    made = office.run("share:create", office.admin, GIVEN)
    answers = [office.run("share:confirm", ada, {"token": token_of(made)}).answer for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["href"] == "/studio?org=lumen"
    with db.unit():
        assert AuditLine.select().where(AuditLine.action == "share:confirm").count() == 1


def test_every_step_that_changes_rights_rings_for_whoever_has_it_open(office: Office, ada: str) -> None:
    made = office.run("share:create", office.admin, GIVEN)
    share = made.answer["share"]["id"]
    for done in (
        office.run("share:confirm", ada, {"share": share}),
        office.run("share:change", office.admin, {"share": share, "role": "view"}),
        office.run("share:revoke", office.admin, {"share": share}),
    ):
        assert [bell.organization for bell in done.ring_studio] == [office.lumen.organization.id]


def test_an_api_token_confirms_and_leaves_nothing(office: Office) -> None:
    made = office.run("share:create", office.admin, GIVEN)
    for name, given in (("share:confirm", {"token": token_of(made)}), ("share:leave", {"share": 1})):
        with pytest.raises(NotAllowed, match="nobody's"):
            office.run(name, office.admin, given)


def test_a_link_of_another_organisation_is_not_confirmed_here(office: Office, ada: str) -> None:
    made = office.run("share:create", office.stranger, GIVEN)
    with pytest.raises(NotFound):
        office.run("share:confirm", ada, {"token": token_of(made)})


@pytest.mark.parametrize(
    "given",
    [
        {"role": "edit"},
        {"email": MAIL, "github": "ada", "role": "edit"},
        {"email": "no address", "role": "edit"},
        {"email": MAIL, "role": "own"},
        {"email": MAIL, "role": "edit", "days": 91},
        {"email": MAIL, "role": "edit", "note": "x" * 501},
        {"email": MAIL, "role": "edit", "design": "1"},
    ],
)
def test_what_is_no_share_is_refused(office: Office, given: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        office.run("share:create", office.admin, given)


def test_who_is_no_admin_shares_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.run("share:create", office.moderator, GIVEN)


def test_two_who_share_the_same_at_once_make_one_share(office: Office, now: datetime) -> None:
    organization = office.lumen.organization
    boss = Caller(organization=organization.id, org="lumen", role="admin", name="Eve", way="session")

    def share() -> object:
        return commands.run("share:create", boss, GIVEN, "rest", Means(office.redis, office.settings), now).answer

    at_once(*[share] * 4)
    with db.unit():
        assert Share.select().count() == 1
        assert AuditLine.select().where(AuditLine.action == "share:create").count() == 4


def test_what_is_confirmed_many_times_at_once_and_taken_back_opens_nothing(
    office: Office, ada: str, now: datetime
) -> None:
    for hour in range(5):
        at = now + timedelta(hours=hour)
        share = office.run("share:create", office.admin, GIVEN, at).answer["share"]["id"]
        with db.unit():
            person = Identity.get(Identity.external_id == MAIL).person_id

        def confirm(share: int = share, person: int = person, at: datetime = at) -> str:
            try:
                return str(share_receiving.confirm(share, person, at)[1])
            except Refusal as refused:
                return refused.code

        def revoke(share: int = share, at: datetime = at) -> str:
            return str(sharing_out.revoke(office.lumen.organization, share, at).revoked_at == at)

        *confirmed, revoked = at_once(*[confirm] * 4, revoke)
        assert revoked == "True"
        assert confirmed.count("True") <= 1
        assert set(confirmed) <= {"True", "False", Gone.code}
        with db.unit():
            assert may(office.lumen.organization, person, None) is None
