"""models/sharing_out.py: admins share with contributors of their own organisation, and learn of nobody else's."""

from datetime import datetime, timedelta

import pytest

from models import sharing_out
from models.db import rows
from models.errors import AlreadyHeld, Exhausted, Gone, NotContributor, NotFound, RateLimited, Taken
from models.people import Identity
from models.shares import Share, ShareLink
from models.tenants import Organization
from tests.models.shared import MAIL, confirmed, drawn, joins, may, shared, signed_in

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
pytestmark = pytest.mark.usefixtures("unit")


def test_only_the_digest_of_a_token_is_kept(here: Organization, now: datetime) -> None:
    _, token = shared(here, now)
    assert len(token) >= 43
    kept = str(rows("SELECT to_jsonb(l) FROM share_link l")) + str(rows("SELECT to_jsonb(s) FROM share s"))
    assert token not in kept
    assert ShareLink.get().digest == sharing_out.digest(token)


def test_shared_again_it_is_the_same_share_with_the_other_role_and_one_more_link(
    here: Organization, now: datetime
) -> None:
    first, old = shared(here, now, role="view", days=2)
    again, new = shared(here, now + HOUR, role="comment", note="please", days=14)
    assert (again.id, again.role, again.note, Share.select().count()) == (first.id, "comment", "please", 1)
    assert again.expires_at == now + HOUR + 14 * DAY
    ada = signed_in(now, mail=MAIL)
    joins(here, ada, now)
    assert confirmed(old, ada, now + 3 * DAY).id == confirmed(new, ada, now + 3 * DAY).id


def test_a_share_that_was_taken_back_leaves_room_for_another(here: Organization, now: datetime) -> None:
    former, _ = shared(here, now)
    sharing_out.revoke(here, former.id, now)
    assert shared(here, now)[0].id != former.id


def test_a_design_of_another_organisation_is_not_there(here: Organization, ember: Organization, now: datetime) -> None:
    theirs = drawn(ember, now)
    with pytest.raises(NotFound):
        shared(here, now, design=theirs.id)


def test_a_deleted_design_is_not_shared(here: Organization, now: datetime) -> None:
    gone = drawn(here, now)
    gone.deleted_at = now
    gone.save()
    with pytest.raises(NotFound):
        shared(here, now, design=gone.id)


@pytest.mark.parametrize("state", ["left_at", "blocked_at"])
def test_who_is_known_to_be_no_contributor_is_refused_with_the_reason(
    here: Organization, now: datetime, state: str
) -> None:
    ada = signed_in(now, github=("1001", "Ada"))
    joins(here, ada, now, **{state: now})
    with pytest.raises(NotContributor, match="left Lumen" if state == "left_at" else "blocked in Lumen"):
        shared(here, now, way="github", address="ada")


def test_nothing_is_told_of_people_of_another_organisation(
    here: Organization, ember: Organization, now: datetime
) -> None:
    """Not that an address is somebody's there, and not that it is that of somebody here who proved it there."""
    stranger, both = signed_in(now, mail="stranger@example.org"), signed_in(now, github=("1001", "ada"))
    signed_in(now, github=("2002", "elsewhere"))
    joins(ember, stranger, now)
    joins(ember, both, now)
    joins(here, both, now, left_at=now)
    Identity.create(person=both, provider="email", external_id=MAIL, login=MAIL, seen_at=now, proven_at=now)
    unknown = shared(here, now, address="nobody@example.org")[0]
    for way, address in (("email", "stranger@example.org"), ("email", MAIL), ("github", "elsewhere")):
        found, _ = shared(here, now, way=way, address=address)
        assert (found.account, found.person_id) == (unknown.account, unknown.person_id) == (None, None)


def test_an_address_that_the_admins_know_themselves_is_looked_at(
    here: Organization, ember: Organization, now: datetime
) -> None:
    ada = signed_in(now, mail=MAIL)
    joins(ember, ada, now)
    joins(here, ada, now, left_at=now)
    Identity.update(known_to=[here.id]).execute()
    with pytest.raises(NotContributor):
        shared(here, now)


def test_a_github_name_is_kept_as_the_account_that_has_it_now(here: Organization, now: datetime) -> None:
    ada = signed_in(now, github=("1001", "Ada"))
    joins(here, ada, now)
    assert shared(here, now, way="github", address="ada")[0].account == "1001"


def test_a_name_whose_newest_holder_is_a_stranger_is_not_kept_as_a_former_holders(
    here: Organization, now: datetime
) -> None:
    former = signed_in(now, github=("1001", "ada"))
    joins(here, former, now)
    signed_in(now + HOUR, github=("6666", "ada"))
    assert shared(here, now + HOUR, way="github", address="ada")[0].account is None


def test_a_name_that_changed_hands_is_not_shared_as_if_it_were_the_same(here: Organization, now: datetime) -> None:
    joins(here, signed_in(now, github=("1001", "ada")), now)
    former, _ = shared(here, now, way="github", address="ada")
    joins(here, signed_in(now + HOUR, github=("1002", "ada")), now)
    with pytest.raises(Taken):
        shared(here, now + HOUR, way="github", address="ada")
    sharing_out.revoke(here, former.id, now + HOUR)
    assert shared(here, now + HOUR, way="github", address="ada")[0].account == "1002"


def test_another_role_counts_at_once(here: Organization, now: datetime) -> None:
    ada = signed_in(now, mail=MAIL)
    joins(here, ada, now)
    design = drawn(here, now)
    found, token = shared(here, now, design=design.id, role="view")
    confirmed(token, ada, now)
    assert may(here, ada, design.id) == "view"
    assert sharing_out.change(here, found.id, "edit")[1] == "view"
    assert may(here, ada, design.id) == "edit"
    sharing_out.revoke(here, found.id, now)
    assert may(here, ada, design.id) is None


def test_links_are_made_so_often_and_no_oftener(here: Organization, now: datetime) -> None:
    found, _ = shared(here, now)
    for _ in range(4):
        sharing_out.link(found, now)
    with pytest.raises(RateLimited):
        sharing_out.link(found, now + HOUR - timedelta(seconds=1))
    assert sharing_out.link(found, now + HOUR)


def test_an_organisation_shares_so_much_and_no_more(
    here: Organization, ember: Organization, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing_out, "MOST", 2)
    shared(here, now, address="a@example.org")
    found, _ = shared(here, now, address="b@example.org")
    with pytest.raises(Exhausted):
        shared(here, now)
    shared(ember, now)
    sharing_out.revoke(here, found.id, now)
    assert shared(here, now)


def test_what_is_taken_back_or_another_organisations_is_not_changed(
    here: Organization, ember: Organization, now: datetime
) -> None:
    found, _ = shared(here, now)
    for deed in (
        lambda of: sharing_out.change(of, found.id, "view"),
        lambda of: sharing_out.resend(of, found.id, 5, now),
        lambda of: sharing_out.revoke(of, found.id, now),
    ):
        with pytest.raises(NotFound):
            deed(ember)
    sharing_out.revoke(here, found.id, now)
    with pytest.raises(Gone):
        sharing_out.resend(here, found.id, 5, now)


def test_what_was_confirmed_is_not_sent_again(here: Organization, now: datetime) -> None:
    ada = signed_in(now, mail=MAIL)
    joins(here, ada, now)
    found, token = shared(here, now)
    confirmed(token, ada, now)
    with pytest.raises(AlreadyHeld):
        sharing_out.resend(here, found.id, 5, now)
