"""An empty server comes in; the demo's organisation with weeks of a past goes out, before anybody looks.

Each delivery is kept and settled, and each decision made, by the verbs that always do it, with the clock of then: so
periods have closed, and badges have the dates on which they were earned. What happens from now on, demo.py sends.
"""

import json
import logging
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain

from codebadge import demo, demo_house
from codebadge.demo_badges import LATE
from codebadge.demo_cast import PARSER, TEAMS
from codebadge.demo_delivery import Delivery
from codebadge.demo_house import House
from codebadge.demo_story import PAST, past
from codebadge.demo_world import World
from models import db, deliveries, jobs, people
from models.deeds import Deed
from models.deliveries import Arrival
from models.hooks import Hook
from models.ledger import Entry
from models.people import Person
from models.settings import Settings
from models.tenants import Organization, Project
from workers import intake, recover
from workers.jobs import STEPS

SEED = 1
FOLLOWED = ("ada-okonkwo", "aigerim")
OBJECTION = "Two days of work for this small label. Could somebody look at it again?"
ANSWER = "We agreed on the size before it began. Next time say so while it is open, then the label can change."
REFUSED = "I had found the cause and written the test before we decided not to do it."


def begin(complete: Settings, now: datetime, say: Callable[[str], None], stopping: Callable[[], bool]) -> Organization:
    """The demo's organisation, which has lived for some weeks when it is new; fewer, when it was told to stop."""
    with db.unit():
        known = demo_house.known()
    if known is not None:
        return known
    say(f"the demo lives through its last {PAST.days // 7} weeks, which takes some seconds")
    began = now - PAST
    demo.prepare(complete, began)
    with db.unit():
        house = demo_house.found(demo_house.means(complete), began)
        hooks = {project.name: hook for hook, project in _hooks(house.organization)}
    hurry()
    with quietly():
        live(house, hooks, now, stopping)
    return house.organization


def _hooks(organization: Organization) -> list[tuple[int, Project]]:
    found = Hook.select(Hook, Project).join(Project).where(Hook.organization == organization)
    return [(hook.id, hook.project) for hook in found]


def hurry() -> None:
    """From now on nothing waits for the disk: a machine that dies now leaves a past that is too short, no wrong one."""
    with db.unit():
        db.database.execute_sql("SET synchronous_commit TO off")


@contextmanager
def quietly() -> Iterator[None]:
    """What was done long ago is no news for the log."""
    logger = logging.getLogger("codebadge")
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)


def live(house: House, hooks: Mapping[str, int], now: datetime, stopping: Callable[[], bool]) -> None:
    """Everything that was done until now, in its order."""
    chance = random.Random(SEED)
    ahead = [(now - timedelta(days=ago), decide) for ago, decide in DECISIONS]
    world, swept = World(chance, now - PAST), now - PAST
    for delivery in chain(world.pings(), past(chance, world, now)):
        if stopping():
            return
        at = min(delivery.at, now)
        while ahead and ahead[0][0] <= at:
            when, decide = ahead.pop(0)
            decide(House(house.organization, house.means, when))
        if at.date() > swept.date():
            recover.sweep(at)
            swept = at
        settle(hooks[delivery.project], delivery, at)
    recover.sweep(now)


def settle(hook: int, delivery: Delivery, at: datetime) -> None:
    """One delivery, as if a worker had been there at that moment."""
    body = json.dumps(delivery.payload, ensure_ascii=False).encode()
    arrival = Arrival(hook_id=hook, guid=delivery.guid, event=delivery.event, body=body, received_at=at)
    with db.unit():
        [kept] = deliveries.keep([arrival])
        leased = deliveries.lease(at, kept.id) if kept.fresh else None
    if leased is not None:
        intake.settle(leased, at)


def know_ada(house: House) -> None:
    """The admin writes down somebody's address, so that one can sign in as them."""
    login, email = demo_house.MEMBER
    with db.unit():
        person = people.named(house.organization.id, login)
        if person is not None:
            house.do("person:link", {"person": person, "email": email})


def make_teams(house: House) -> None:
    """Two teams, of whoever has come by then."""
    with db.unit():
        for name, logins in TEAMS.items():
            team = house.do("team:create", {"name": name}).answer["team"]["id"]
            for person in filter(None, (people.named(house.organization.id, login) for login in logins)):
                house.do("team:join", {"team": team, "person": person})


def count_reviews_more(house: House) -> None:
    """Some weeks in which reviews are worth half as much again; they still run."""
    weeks = {"from": house.now.isoformat(), "until": (house.now + timedelta(weeks=3)).isoformat()}
    event = {"name": "Review weeks", "percent": 150, "kinds": ["review.given"], **weeks}
    tariff, why = demo_house.TARIFF | {"multipliers": [event]}, "Too much waits for a review before the release."
    with db.unit():
        house.do("tariff:change", {"tariff": tariff, "why": why})


def honour_late(house: House) -> None:
    """A badge that nobody had thought of, also for those who had earned it before."""
    with db.unit():
        badge = house.honour(LATE)
        bell = house.do("badge:backfill", {"badge": badge}).ring_job
    while bell is not None:
        with db.unit():
            taken = jobs.take(bell.row)
            if taken is None:
                return
            STEPS[taken.kind](taken, house.now)


def ask_the_model(house: House) -> None:
    """In the parser's project, where most issues are valued, the model speaks for those that nobody valued."""
    with db.unit():
        parser = Project.get(Project.organization == house.organization, Project.name == PARSER.name)
        why = "It did better than the median for weeks. What it is unsure of stays marked until somebody looks."
        house.do("tariff:change", {"project": parser.id, "tariff": demo_house.OF_PARSER, "why": why})


def object_and_follow(house: House) -> None:
    """Somebody asks about a line of theirs and is answered; somebody else still waits. The admin follows two."""
    with db.unit():
        entry = Entry.select().where(Entry.organization == house.organization, Entry.points.between(1, 3))
        _ask(house, "entry", entry.order_by(Entry.id.desc()).first(), OBJECTION, ANSWER)
        deed = Deed.select().where(Deed.organization == house.organization, Deed.refused == "not_done")
        _ask(house, "refusal", deed.order_by(Deed.id.desc()).first(), REFUSED)
        for login in FOLLOWED:
            person = people.named(house.organization.id, login)
            if person is not None:
                house.do("person:follow", {"person": person})


def _ask(house: House, about: str, what: Entry | Deed | None, text: str, answer: str | None = None) -> None:
    if what is None:
        return
    by = Person.get_by_id(what.person_id)
    made = house.do("dispute:open", {"about": about, "id": what.id, "text": text}, by).answer["dispute"]
    if answer is not None:
        house.do("dispute:answer", {"dispute": made["id"], "state": "declined", "answer": answer})


DECISIONS: tuple[tuple[float, Callable[[House], None]], ...] = (
    (15, know_ada),
    (14, make_teams),
    (12, count_reviews_more),
    (5, honour_late),
    (3, ask_the_model),
    (1, object_and_follow),
)
"""(days ago, what was decided then)."""
