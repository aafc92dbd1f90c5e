"""models/contributors.py: members, collaborators and whoever has work that stands, and nobody who only passed by."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import accounts, contributors, identities, merges, studio_access
from models.errors import NotContributor, Taken
from models.people import Membership, Person
from models.rules.callers import Caller
from models.rules.work import Account
from tests.cast import ADA, BOB, Lumen, issue, user
from tests.models.shared import confirmed, may, shared, signed_in

HOUR = timedelta(hours=1)
REPOSITORY, TEAM = {"id": 34, "name": "parser", "full_name": "lumen/parser"}, {"id": 12, "name": "core"}
pytestmark = pytest.mark.usefixtures("unit")


def why_not(lumen: Lumen, person: int) -> str:
    """In an admin's words; nothing for a contributor."""
    try:
        contributors.must_be(lumen.organization, person, "admin")
    except NotContributor as why:
        return str(why)
    return ""


def person_of(account: Account) -> int:
    return int(Person.get(Person.login == account.login).id)


def heard(lumen: Lumen, now: datetime, event: str, action: str, account: Account, **more: Any) -> None:
    """GitHub says that somebody came or went."""
    body = {"action": action, "sender": user(BOB), **more}
    body |= {"membership": {"user": user(account)}} if event == "organization" else {"member": user(account)}
    lumen.deliver(event, body, now)


def admin(lumen: Lumen) -> Caller:
    here = lumen.organization
    return Caller(organization=here.id, org=here.slug, role="super_admin", name="Eve", way="command line")


def test_who_only_gives_a_star_or_opens_an_issue_is_none_until_they_have_work_that_stands(
    lumen: Lumen, now: datetime
) -> None:
    lumen.deliver("issues", issue("opened", now, assignees=()), now)
    bob = person_of(BOB)
    assert "are no member and no collaborator of Lumen" in why_not(lumen, bob)
    with pytest.raises(NotContributor, match="You are none at the moment"):
        contributors.must_be(lumen.organization, bob, "receiver")
    lumen.deliver("issues", issue("closed", now, author=ADA, assignees=(BOB,), number=43), now)
    assert why_not(lumen, bob) == ""
    undone = issue("reopened", now + HOUR, author=ADA, assignees=(BOB,), number=43)
    lumen.deliver("issues", undone, now + HOUR)
    assert "nothing that they did stands" in why_not(lumen, bob)


def test_an_outside_collaborator_is_one_until_removed_from_the_last_repository(lumen: Lumen, now: datetime) -> None:
    other = REPOSITORY | {"id": 35, "full_name": "lumen/lexer"}
    for repository in (REPOSITORY, other, REPOSITORY):
        heard(lumen, now, "member", "added", ADA, repository=repository)
    ada = signed_in(now + HOUR, github=(ADA.external_id, ADA.login))
    confirmed(shared(lumen.organization, now, way="github", address="ada")[1], ada, now + HOUR)
    heard(lumen, now + HOUR, "member", "removed", ADA, repository=REPOSITORY)
    assert may(lumen.organization, ada, None) == "edit"
    heard(lumen, now + HOUR, "member", "removed", ADA, repository=other)
    assert may(lumen.organization, ada, None) is None
    assert studio_access.somewhere(ada) == set()
    assert Membership.get(Membership.person == ada).left_at is None
    heard(lumen, now + 2 * HOUR, "member", "added", ADA, repository=other)
    assert may(lumen.organization, ada, None) == "edit"


def test_who_leaves_a_team_is_still_in_the_organisation_and_who_leaves_that_is_nowhere(
    lumen: Lumen, now: datetime
) -> None:
    heard(lumen, now, "organization", "member_added", ADA)
    heard(lumen, now, "membership", "added", ADA, team=TEAM)
    heard(lumen, now, "membership", "removed", ADA, team=TEAM)
    assert why_not(lumen, person_of(ADA)) == ""
    heard(lumen, now, "membership", "added", ADA, team=TEAM)
    heard(lumen, now, "organization", "member_removed", ADA)
    assert "have left" in why_not(lumen, person_of(ADA))


def test_who_is_said_to_have_gone_and_was_never_here_becomes_nobody(lumen: Lumen, now: datetime) -> None:
    heard(lumen, now, "member", "removed", ADA, repository=REPOSITORY)
    heard(lumen, now, "organization", "member_removed", ADA)
    assert Person.get_or_none(Person.login == ADA.login) is None


def test_who_has_left_and_earned_points_here_still_is_one_unless_blocked(lumen: Lumen, now: datetime) -> None:
    lumen.deliver("issues", issue("closed", now), now)
    ada = person_of(ADA)
    Membership.update(left_at=now).where(Membership.person == ada).execute()
    assert why_not(lumen, ada) == ""
    Membership.update(blocked_at=now).where(Membership.person == ada).execute()
    assert "blocked" in why_not(lumen, ada)


def test_an_admin_makes_whoever_passed_by_a_member(lumen: Lumen, now: datetime) -> None:
    ada = identities.recognise(lumen.organization.id, [ADA], now, now).people[ADA.key]

    def add() -> Person:
        known = accounts.wanted(None, ADA.login)
        return accounts.create(lumen.organization, admin(lumen), "Ada", known, "contributor", now)

    assert why_not(lumen, ada) != ""
    assert add().id == ada
    assert why_not(lumen, ada) == ""
    with pytest.raises(Taken):
        add()


def test_who_had_a_role_stays_a_member_without_it(lumen: Lumen, now: datetime) -> None:
    ada = identities.recognise(lumen.organization.id, [ADA], now, now).people[ADA.key]
    Membership.update(role="moderator").where(Membership.person == ada).execute()
    assert why_not(lumen, ada) == ""
    accounts.set_role(lumen.organization, admin(lumen), ada, "contributor")
    assert why_not(lumen, ada) == ""


def test_what_either_of_two_was_they_are_together_and_apart_each_is_what_they_were(lumen: Lumen, now: datetime) -> None:
    heard(lumen, now, "member", "added", ADA, repository=REPOSITORY)
    ada = person_of(ADA)
    bob = identities.recognise(lumen.organization.id, [BOB], now, now).people[BOB.key]
    found = merges.merge(lumen.organization, admin(lumen), bob, ada, "Eve", now)
    assert why_not(lumen, bob) == ""
    merges.undo(lumen.organization, admin(lumen), found.id, now)
    assert [bool(why_not(lumen, who)) for who in (ada, bob)] == [False, True]
    found = merges.merge(lumen.organization, admin(lumen), bob, ada, "Eve", now)
    heard(lumen, now + HOUR, "member", "removed", ADA, repository=REPOSITORY)
    assert why_not(lumen, bob) != ""
