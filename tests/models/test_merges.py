"""models/merges.py: two people who are one have exactly the sum, and are two again with exactly what is theirs."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import (
    account_reading,
    awards,
    badges,
    callers,
    consequences,
    db,
    drift,
    identities,
    ledger,
    merges,
    merging,
    organizations,
    people,
    profiles,
    sessions,
    standings,
    tally_drift,
)
from models import deeds as deed_rows
from models.awards import Award
from models.db import rows
from models.errors import InUse, Invalid, NotAllowed, NotFound, NotHeld, Refusal
from models.ledger import Entry
from models.merges import PersonMerge
from models.outbox import Message
from models.people import Identity, Membership, Person
from models.rules.callers import Caller
from models.rules.work import Account, Change
from models.tenants import Organization, Project
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models import deeds
from tests.models.deeds import at_once, home, who

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
EXAMPLES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
slugs = iter(f"org-{number}" for number in range(10_000))


def admin(organization: Organization) -> Caller:
    return Caller(
        organization=organization.id, org=organization.slug, role="super_admin", name="Eve", way="command line"
    )


def join(organization: Organization, keep: int, gone: int, at: datetime) -> PersonMerge:
    found = merges.merge(organization, admin(organization), keep, gone, "Eve", at)
    merging.follow(found, [organization.id], at)
    return found


def part(organization: Organization, merge: PersonMerge, at: datetime) -> None:
    found, concerned = merges.undo(organization, admin(organization), merge.id, at)
    merging.follow(found, concerned, at)


def done(organization: Organization, person: int) -> dict[str, int]:
    """How often they have ended each kind of work."""
    ended = (deed.kind for deed in deed_rows.of_person(organization.id, person) if not deed.kind.endswith(".opened"))
    return dict(Counter(ended))


Holdings = tuple[list[tuple[str, int, datetime]], dict[str, int], list[str]]


def holdings(organization: Organization, person: int) -> Holdings:
    """(lines on boards, tallies, badges) of a person, without what only names the organisation."""
    lines = rows(
        "SELECT substr(board, strpos(board, ':')), points, reached_at FROM standing WHERE person_id = %s "
        "AND board LIKE %s AND (points <> 0 OR reached_at > 'epoch') AND split_part(board, ':', 2) = '0' ORDER BY 1",
        person,
        f"{organization.id}:%",
    )
    counted = done(organization, person)
    held = Award.select().where(Award.person == person, Award.revoked_at.is_null())
    return lines, counted, sorted(award.badge.slug for award in held)


def has_not_drifted(organization: Organization) -> bool:
    return not drift.mend_standings(organization).drifted and not tally_drift.mend(organization).drifted


def two(lumen: Lumen, now: datetime) -> tuple[int, int]:
    """Ada with two closed issues, Bob with one and a merged pull request."""
    project = home(lumen.organization)
    deeds.carry(project, now, deeds.issue(1, now), deeds.issue(2, now - 26 * HOUR))
    deeds.carry(project, now, deeds.issue(3, now, BOB), deeds.merge(4, now - HOUR, BOB))
    return who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)


@pytest.mark.usefixtures("unit")
def test_the_one_has_the_sum_on_every_board_and_the_other_nothing(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    before = [standings.totals(lumen.organization, one, now) for one in (ada, bob)]
    join(lumen.organization, ada, bob, now)
    after = standings.totals(lumen.organization, ada, now)
    assert after.all == before[0].all + before[1].all > 0
    assert (after.week, after.day) == (before[0].week + before[1].week, before[0].day + before[1].day)
    assert standings.totals(lumen.organization, bob, now).all == 0
    assert done(lumen.organization, ada) == {"issue.closed": 3, "pull_request.merged": 1}
    assert has_not_drifted(lumen.organization)


@pytest.mark.usefixtures("unit")
def test_a_merge_previewed_gives_what_the_preview_said(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    seen = merges.preview(lumen.organization, admin(lumen.organization), ada, bob)
    join(lumen.organization, ada, bob, now)
    account = account_reading.account(lumen.organization, ada)
    assert (seen.after.points, seen.after.badges) == (account.points, account.badges)
    assert (seen.after.identities, len(account.identities)) == (2, 2)
    assert (seen.keep.points + seen.gone.points, seen.gone.person.name) == (account.points, "bob")


@pytest.mark.usefixtures("unit")
def test_nobody_finds_who_was_merged_away_and_everybody_finds_the_one_by_either_name(
    lumen: Lumen, now: datetime
) -> None:
    ada, bob = two(lumen, now)
    join(lumen.organization, ada, bob, now)
    with pytest.raises(NotFound):
        people.member(lumen.organization.id, bob)
    assert [people.named(lumen.organization.id, one) for one in ("@bob", "ada", bob, ada)] == [ada] * 4
    assert account_reading.find(lumen.organization, "", None, 10, True).ids == (ada,)


@pytest.mark.usefixtures("unit")
def test_what_both_hold_is_held_once_and_by_both_again_afterwards(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    badge = badges.find(lumen.organization, "special")
    for one in (ada, bob):
        awards.give(lumen.organization, badge, one, "for the fair", "Eve", now)
    merge = join(lumen.organization, ada, bob, now)
    held = Award.select().where(Award.badge == badge, Award.revoked_at.is_null())
    assert [award.person_id for award in held] == [ada]
    part(lumen.organization, merge, now + HOUR)
    assert sorted(award.person_id for award in held.clone()) == [ada, bob]


@pytest.mark.usefixtures("unit")
def test_a_badge_that_only_the_sum_earns_is_given_and_taken_back(lumen: Lumen, now: datetime) -> None:
    project = home(lumen.organization)
    for number in range(10):
        deeds.carry(project, now, deeds.issue(number, now, (ADA, BOB)[number % 2]))
    ada, bob = who(lumen.organization, ADA, now), who(lumen.organization, BOB, now)
    apart = [holdings(lumen.organization, one) for one in (ada, bob)]
    merge = join(lumen.organization, ada, bob, now)
    assert set(holdings(lumen.organization, ada)[2]) > set(apart[0][2]) | set(apart[1][2])
    part(lumen.organization, merge, now)
    assert [holdings(lumen.organization, one) for one in (ada, bob)] == apart


@pytest.mark.usefixtures("unit")
def test_work_that_came_meanwhile_goes_to_whose_it_is(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    merge = join(lumen.organization, ada, bob, now)
    reopened = deeds.issue(3, now + HOUR, BOB, state="open")
    deeds.carry(home(lumen.organization), now, deeds.issue(7, now + HOUR, ADA, BOB), reopened)
    deeds.carry(home(lumen.organization), now, deeds.merge(9, now + HOUR, BOB))
    assert done(lumen.organization, ada)["issue.closed"] == 4
    written = ledger.adjust(lumen.organization, ada, 50, "helped at the fair", "Eve", now)
    consequences.of_entries(lumen.organization, written, now)
    part(lumen.organization, merge, now + HOUR)
    assert done(lumen.organization, ada) == {"issue.closed": 3}
    assert done(lumen.organization, bob) == {"issue.closed": 1, "pull_request.merged": 2}
    assert Entry.get(Entry.kind == "adjustment").person_id == ada
    assert has_not_drifted(lumen.organization)


@pytest.mark.usefixtures("unit")
def test_a_merge_carries_sign_ins_along_and_ends_those_of_the_other(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    secret = sessions.start(Person.get_by_id(bob), "Firefox", now)
    join(lumen.organization, ada, bob, now)
    assert sessions.find(secret, now) is None
    assert callers.role_in(Person.get_by_id(ada), lumen.organization.id) == "contributor"
    assert identities.recognise(lumen.organization.id, [BOB], now, now).people == {BOB.key: ada}


@pytest.mark.usefixtures("unit")
def test_whoever_wanted_to_be_hidden_stays_so_in_the_one(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    Membership.update(hidden_at=now - HOUR).where(Membership.person == bob).execute()
    merge = join(lumen.organization, ada, bob, now)
    with pytest.raises(NotFound):
        profiles.snapshot(lumen.organization, ada, now)
    part(lumen.organization, merge, now + HOUR)
    assert profiles.snapshot(lumen.organization, ada, now).person.id == ada
    assert Membership.get(Membership.person == bob).hidden_at == now - HOUR


@pytest.mark.usefixtures("unit")
def test_browsers_hear_that_one_is_gone_and_one_is_new(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    merge = join(lumen.organization, ada, bob, now)
    told = [(one.kind, one.person_id) for one in Message.select().order_by(Message.id.desc()).limit(2)]
    assert sorted(told) == [("person.hidden", bob), ("person.renewed", ada)]
    part(lumen.organization, merge, now)
    told = [(one.kind, one.person_id) for one in Message.select().order_by(Message.id.desc()).limit(2)]
    assert sorted(told) == [("person.renewed", ada), ("person.renewed", bob)]


@pytest.mark.usefixtures("unit")
def test_what_cannot_be_merged_is_refused(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    here, boss = lumen.organization, admin(lumen.organization)
    ember = organizations.create("ember", "Ember", "UTC", now)
    cyd = who(ember, CYD, now)
    for pair, refusal in (((ada, ada), Invalid), ((ada, cyd), NotFound), ((ada, 4_000), NotFound)):
        with pytest.raises(refusal):
            merges.merge(here, boss, *pair, "Eve", now)
    who(here, CYD, now)
    with pytest.raises(NotAllowed, match="another organisation"):
        merges.merge(here, boss, ada, cyd, "Eve", now)
    Membership.update(role="super_admin").where(Membership.person == bob).execute()
    with pytest.raises(NotAllowed, match="higher role"):
        merges.merge(here, boss.model_copy(update={"role": "admin"}), ada, bob, "Eve", now)
    with pytest.raises(NotAllowed, match="last super admin"):
        merges.merge(here, boss, ada, bob, "Eve", now)
    assert PersonMerge.select().count() == 0


@pytest.mark.usefixtures("unit")
def test_a_merge_is_undone_once_and_the_last_first(lumen: Lumen, now: datetime) -> None:
    ada, bob = two(lumen, now)
    cyd = who(lumen.organization, CYD, now)
    first, second = join(lumen.organization, ada, bob, now), join(lumen.organization, cyd, ada, now)
    with pytest.raises(InUse):
        part(lumen.organization, first, now)
    part(lumen.organization, second, now)
    part(lumen.organization, first, now)
    with pytest.raises(NotHeld):
        part(lumen.organization, first, now)
    with pytest.raises(NotFound):
        merges.undo(lumen.organization, admin(lumen.organization), 4_000, now)
    assert [one.undone_at for one in merges.every(lumen.organization)] == [now, now]


def test_work_that_is_settled_while_people_are_merged_is_in_the_sum(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        ada, bob = two(lumen, now)
        project = home(lumen.organization)

    def work(number: int) -> None:
        deeds.carry(project, now, deeds.issue(number, now, BOB, ADA))

    def merged() -> None:
        join(lumen.organization, ada, bob, now)

    at_once(merged, *[lambda number=number: work(number) for number in range(20, 25)])
    with db.unit():
        assert has_not_drifted(lumen.organization)
        assert Entry.select().where(Entry.person == bob).count() == 0
        assert standings.totals(lumen.organization, ada, now).all == sum(one.points for one in Entry.select())


@dataclass
class World:
    """Two organisations with the same work by other accounts; only in `here` people are merged."""

    here: Project
    there: Project
    minute: int = 0
    merged: list[PersonMerge] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return NOON + timedelta(minutes=self.minute)

    def work(self, make: Callable[[Callable[[Account], Account]], Change]) -> None:
        deeds.carry(self.here, self.now, make(lambda account: account))
        deeds.carry(self.there, self.now, make(twin))

    def people(self) -> tuple[list[int], list[int]]:
        here = [who(self.here.organization, one, self.now) for one in (ADA, BOB, CYD)]
        return here, [who(self.there.organization, twin(one), self.now) for one in (ADA, BOB, CYD)]


def twin(account: Account) -> Account:
    return account.model_copy(update={"external_id": f"9{account.external_id}"})


Verb = tuple[str, int, int]


def act(world: World, verb: Verb) -> None:
    what, number, chosen = verb
    world.minute += 17 * 60
    cast = (ADA, BOB, CYD)
    assignees = [one for place, one in enumerate(cast) if chosen & (1 << place)] or [ADA]
    if what in ("closed", "open"):
        state = what
        world.work(lambda of: deeds.issue(number, world.now, *map(of, assignees), state=state))  # type: ignore[arg-type]
    elif what == "merged":
        world.work(lambda of: deeds.merge(number, world.now, of(assignees[0])))
    elif what == "part" and world.merged:
        with suppress(Refusal):
            part(world.here.organization, world.merged[-1], world.now)
            world.merged.pop()
    elif what == "join":
        mine = [Identity.get(Identity.external_id == one.external_id).person_id for one in cast]
        keep, gone = mine[number % 3], mine[(number + 1 + chosen % 2) % 3]
        with suppress(Refusal):
            world.merged.append(join(world.here.organization, keep, gone, world.now))


verbs = st.tuples(
    st.sampled_from(["closed", "closed", "open", "merged", "join", "part"]), st.integers(0, 5), st.integers(1, 7)
)


@EXAMPLES
@given(st.lists(verbs, max_size=25))
@example([("closed", 1, 3), ("join", 0, 2), ("closed", 1, 2), ("open", 1, 3), ("part", 0, 1), ("closed", 1, 7)])
@example([*[("closed", number, 3) for number in range(6)], ("join", 0, 2), ("open", 2, 1), ("join", 2, 1)])
def test_after_any_history_merged_people_have_the_sum_and_parted_ones_what_they_would_have(
    clean: object, history: list[Verb]
) -> None:
    with db.unit():
        rows("DELETE FROM identity RETURNING 1")
        here, there = (
            Lumen.open(organizations.create(next(slugs), "Lumen", "Europe/Vienna", NOON), NOON).organization
            for _ in range(2)
        )
        world = World(home(here), home(there))
        mine, theirs = world.people()
        for verb in history:
            act(world, verb)
            assert has_not_drifted(here)
        now_are = people.current(mine)
        for one in set(now_are.values()):
            shares = [theirs[place] for place, person in enumerate(mine) if now_are[person] == one]
            total = sum(standings.totals(there, share, world.now).all for share in shares)
            assert standings.totals(here, one, world.now).all == total
        for merge in reversed(world.merged):
            part(here, merge, world.now)
        assert [holdings(here, one) for one in mine] == [holdings(there, one) for one in theirs]
        assert has_not_drifted(here)
