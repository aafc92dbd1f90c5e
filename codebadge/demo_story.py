"""A seed and a clock come in; an endless story of deliveries goes out, to be sent by demo.py.

First, if wanted, the weeks before (demo_past.py lives through them); then beats of one to three seconds, nearly each of
which moves the board. Now and then there is mischief: a delivery comes twice, or out of order.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from codebadge.demo_cast import DAILY, FRIENDS
from codebadge.demo_delivery import Clock, Delivery, ticking_from
from codebadge.demo_world import World

Scene = Callable[[], Iterator[Delivery]]
PAST, LATELY = timedelta(weeks=6), timedelta(hours=2)
HOURS = ((7, 1), (9, 4), (11, 5), (14, 5), (16, 4), (18, 2), (20, 2), (22, 1), (23, 1))
"""(hour, how much is done then). Work that begins at 23 h ends after midnight."""
PLANNED = (10, 15, 17)
"""The hours of a working day in which something is done in the parser's project that was talked over before."""
FAVOURS = 20
"""Days for which the friends have approved each other's work."""


def story(seed: int, clock: Clock, *, history: bool = True) -> Iterator[Delivery]:
    """The same for the same seed and the same times; two runs that start at different times share no ids."""
    chance = random.Random(seed)
    start = clock()
    world = World(chance, start - PAST if history else start)
    yield from world.pings()
    for delivery in past(chance, world, start) if history else ():
        yield replace(delivery, wait=0.02)
    world.clock = clock
    while True:
        yield from mischief(chance, world.beat())


def past(chance: random.Random, world: World, until: datetime) -> Iterator[Delivery]:
    """What was done in the weeks before a moment, day by day."""
    for ago in range(PAST.days, 0, -1):
        midnight = (until - timedelta(days=ago)).replace(hour=0, minute=0, second=0, microsecond=0)
        for moment, scene in sorted(_day(chance, world, midnight, ago), key=lambda one: one[0]):
            world.clock = ticking_from(max(moment, world.time))
            if until - PAST < moment < until - LATELY:
                yield from mischief(chance, scene())


def _day(chance: random.Random, world: World, midnight: datetime, ago: int) -> Iterator[tuple[datetime, Scene]]:
    """(when, what): more in the week than at its end."""
    works = midnight.weekday() < 5
    beats = chance.choice((2, 3, 4, 5)) if works else chance.choice((0, 1, 2))
    for hour in chance.choices([hour for hour, _ in HOURS], weights=[much for _, much in HOURS], k=beats):
        yield midnight + timedelta(hours=hour, minutes=chance.randrange(50)), world.beat
    for hour in PLANNED if works else ():
        yield midnight + timedelta(hours=hour, minutes=chance.randrange(50)), world.plan_and_finish
    if works:
        done = chance.choice((world.review, world.finish_issue))
        yield midnight + timedelta(hours=12, minutes=30), partial(done, DAILY)
    if ago <= FAVOURS:
        friends = FRIENDS if ago % 2 else FRIENDS[::-1]
        yield midnight + timedelta(hours=13, minutes=30), partial(world.favour, *friends)


def mischief(chance: random.Random, deliveries: Iterator[Delivery]) -> Iterator[Delivery]:
    """What networks do: one in 30 deliveries comes twice, one in 20 changes places with the next."""
    held: Delivery | None = None
    for delivery in deliveries:
        if held is None and chance.random() < 1 / 20:
            held = delivery
            continue
        yield delivery
        if held is not None:
            yield replace(held, wait=0.1)
            held = None
        if chance.random() < 1 / 30:
            yield replace(delivery, wait=0.3)
    if held is not None:
        yield held
