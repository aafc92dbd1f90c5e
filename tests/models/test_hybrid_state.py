"""Law 6: a snapshot and the messages after it show what a fresh snapshot shows, whatever was done and when one came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import (
    awards,
    badges,
    consequences,
    db,
    ledger,
    merges,
    merging,
    organizations,
    outbox,
    people,
    privacy,
    rooms,
)
from models.errors import Refusal
from models.merges import PersonMerge
from models.people import Identity
from models.rooms import Entered
from models.rules.callers import Caller
from models.rules.rooms import RoomName
from models.rules.work import Account
from tests.cast import ADA, BOB, Lumen, issue, pull_request, review
from tests.models.deeds import who
from tests.models.reference_client import Client, agrees

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=1)
EXAMPLES = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@dataclass
class World:
    """An organisation in which one thing is done each minute."""

    lumen: Lumen
    ada: int
    bob: int
    minute: int = 0
    clients: list[Client] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return NOON + timedelta(minutes=self.minute)

    def enter(self, since: int | None = None) -> Entered:
        with db.unit():
            both = [one for one in (self.ada, self.bob) if people.shown(self.lumen.organization.id, one)]
        names = [RoomName(kind="feed"), *(RoomName(kind="person", person=person) for person in both)]
        with db.snapshot():
            return rooms.enter(self.lumen.organization.slug, names, since, self.now)


def _account(account: Account, world: World) -> Account:
    """Who changes their login often."""
    return account.model_copy(update={"login": f"{account.login}-{world.minute}"})


def pay(world: World) -> None:
    payload = issue("closed", world.now, number=world.minute % 5, assignees=(ADA, BOB)[: world.minute % 2 + 1])
    world.lumen.deliver("issues", payload, world.now)


def take_back(world: World) -> None:
    world.lumen.deliver("issues", issue("reopened", world.now, number=(world.minute - 1) % 5), world.now)


def relabel(world: World) -> None:
    payload = issue("labeled", world.now, number=(world.minute - 1) % 5, labels=("sp/8",), closed=True)
    world.lumen.deliver("issues", payload, world.now)


def rename(world: World) -> None:
    payload = pull_request("closed", world.now, number=7, author=_account(ADA, world), merged=True)
    world.lumen.deliver("pull_request", payload, world.now)


def rename_while_paying(world: World) -> None:
    payload = issue("closed", world.now, number=world.minute + 10, assignees=(_account(BOB, world),))
    world.lumen.deliver("issues", payload, world.now)


def judge(world: World) -> None:
    world.lumen.deliver("pull_request_review", review("submitted", world.now, number=world.minute), world.now)


def adjust(world: World) -> None:
    organization = world.lumen.organization
    amount = 5 if world.minute % 3 else -4
    written = ledger.adjust(organization, world.ada, amount, "helped at the fair", "Eve", world.now)
    consequences.of_entries(organization, written, world.now)


def give(world: World) -> None:
    organization = world.lumen.organization
    award = awards.give(organization, badges.find(organization, "special"), world.bob, "", "Eve", world.now)
    consequences.of_awards(organization, "badge.awarded", [award], world.now)


def revoke(world: World) -> None:
    organization = world.lumen.organization
    taken = awards.revoke(organization, badges.find(organization, "special"), world.bob, "a mistake", "Eve", world.now)
    consequences.of_awards(organization, "badge.revoked", taken, world.now)


def tell(world: World) -> None:
    """The relay passes by: until then what was done is in snapshots, but no message has a number."""
    while outbox.number(100):  # a new name is told in every example's organisation before this one
        pass


def join(world: World) -> None:
    """Somebody opens the pages."""
    world.clients.append(Client(world.enter()))


def listen(world: World) -> None:
    """Everybody hears what they missed."""
    for client in world.clients:
        client.enter(world.enter(client.seq))


def overhear(world: World) -> None:
    """Everybody who stayed connected hears what the hub tells, and asks again where that is not enough."""
    for client in world.clients:
        with db.unit():
            told = outbox.missed(world.lumen.organization.id, client.seq, 500) or []
        client.hear(message.wire() for message in told if message.rooms)
        if client.stale:
            client.enter(world.enter(client.seq))


def _eve(world: World) -> Caller:
    here = world.lumen.organization
    return Caller(organization=here.id, org=here.slug, role="super_admin", name="Eve", way="command line")


def _show(world: World, person: int, hidden: bool) -> None:
    if privacy.set_hidden(world.lumen.organization, _eve(world), person, hidden, world.now):
        consequences.of_showing(world.lumen.organization.id, person, world.now)


def hide(world: World) -> None:
    _show(world, world.bob, True)


def show(world: World) -> None:
    _show(world, world.bob, False)


def merge(world: World) -> None:
    organization = world.lumen.organization
    found = merges.merge(organization, _eve(world), world.ada, world.bob, "Eve", world.now)
    merging.follow(found, [organization.id], world.now)


def part(world: World) -> None:
    organization = world.lumen.organization
    found = PersonMerge.get_or_none(PersonMerge.organization == organization, PersonMerge.undone_at.is_null())
    if found is not None:
        merging.follow(*merges.undo(organization, _eve(world), found.id, world.now), world.now)


Verb = Callable[[World], None]
SEEN: tuple[Verb, ...] = (hide, show, merge, part)
IN_A_UNIT: tuple[Verb, ...] = (adjust, give, revoke, tell, *SEEN)
DEEDS: tuple[Verb, ...] = (pay, take_back, relabel, rename, rename_while_paying, judge, adjust, give, revoke)


def act(world: World, verb: Verb) -> None:
    """One verb, in a unit of its own; what it refuses changes nothing, so nothing is told of it either."""
    world.minute += 1
    if verb not in IN_A_UNIT:
        return verb(world)
    try:
        with db.unit():
            verb(world)
    except Refusal:
        pass
    return None


def live(lumen: Lumen, verbs: Sequence[Verb]) -> World:
    """A world after these verbs, with a client that came first, and everything told."""
    with db.unit():
        ada, bob = (who(lumen.organization, account, LONG_AGO) for account in (ADA, BOB))
    world = World(lumen, ada, bob)
    for verb in (join, *verbs, tell, listen):
        act(world, verb)
    return world


@pytest.mark.parametrize("verb", DEEDS, ids=lambda verb: verb.__name__)
@pytest.mark.parametrize("told_before", [True, False], ids=["told before", "told after"])
def test_every_verb_is_told_so_that_nobody_need_ask_again(lumen: Lumen, verb: Verb, told_before: bool) -> None:
    before = [pay, give, join, verb] if verb is revoke else [pay, join, verb]
    world = live(lumen, [*before, tell, join] if told_before else [*before, join, tell])
    fresh = world.enter()
    assert fresh.seq > 1
    for client in world.clients:
        assert client.rooms == fresh.snapshots
        assert client.seq == fresh.seq


slugs = iter(f"lumen-{number}" for number in range(10_000))


@EXAMPLES
@given(st.lists(st.sampled_from((*DEEDS, tell, join, listen)), max_size=40))
@example([give, join, *[adjust] * 31, revoke, tell, rename, take_back])
@example([pay, join, take_back, give, tell, join, revoke, listen, rename, judge, relabel] * 3)
def test_whoever_came_whenever_shows_what_a_fresh_snapshot_shows(clean: object, verbs: list[Verb]) -> None:
    with db.unit():
        # Names are everybody's, not one organisation's: each example may give them anew.
        Identity.update(seen_at=LONG_AGO).execute()
        lumen = Lumen.open(organizations.create(next(slugs), "Lumen", "Europe/Vienna", NOON), NOON)
    world = live(lumen, verbs)
    fresh = world.enter()
    for client in world.clients:
        assert client.rooms == fresh.snapshots


@EXAMPLES
@given(st.lists(st.sampled_from((*DEEDS, *SEEN, tell, join, listen, overhear)), max_size=40))
@example([pay, give, join, hide, tell, overhear, pay, show, tell, overhear])
@example([pay, pay, give, join, merge, pay, tell, overhear, part, tell, overhear, judge])
@example([*[pay, judge] * 16, join, hide, pay, tell, overhear, rename, merge, tell, listen, part, show])
def test_so_it_is_when_people_are_hidden_shown_merged_and_parted(clean: object, verbs: list[Verb]) -> None:
    with db.unit():
        Identity.delete().execute()
        lumen = Lumen.open(organizations.create(next(slugs), "Lumen", "Europe/Vienna", NOON), NOON)
    world = live(lumen, verbs)
    for hears in (overhear, listen):
        hears(world)
        fresh = world.enter()
        for client in world.clients:
            assert agrees(client, fresh)


def test_hearing_again_what_the_snapshot_knows_already_does_no_harm(lumen: Lumen) -> None:
    world = live(lumen, [pay, pay, give, tell, rename, take_back, revoke, adjust, judge, tell])
    late = Client(world.enter())
    everything = world.enter(0).messages
    for message in (*everything, *everything):
        late.fold(message)
    assert late.rooms == world.enter().snapshots


def test_who_was_away_too_long_begins_anew(lumen: Lumen, monkeypatch: pytest.MonkeyPatch) -> None:
    world = live(lumen, [pay, pay, pay, pay])
    last = world.enter().seq
    monkeypatch.setattr(rooms, "MISSED", 3)
    assert [world.enter(since).fresh for since in (0, last - 4, last - 3, last, last + 1)] == [
        True,
        True,
        False,
        False,
        True,
    ]
