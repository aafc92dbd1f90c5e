"""server/live/hub.py: what the stream lost comes from PostgreSQL; every message is heard once, in order."""

from datetime import UTC, datetime

from models import db, outbox
from models.outbox import STREAM, Message
from tests.cast import ADA, BOB, issue
from tests.server.running import Browser, Running


async def seqs(browser: Browser, after: int, count: int) -> list[int]:
    """The numbers of the next messages that are newer than the snapshot."""
    return [(await browser.next(after=after))["seq"] for _ in range(count)]


def work(server: Running, now: datetime, *numbers: int) -> None:
    """Two known people close issues: one message each."""
    for number in numbers:
        person = ADA if number % 2 else BOB
        server.lumen.deliver("issues", issue("closed", now, number=number, assignees=(person,)), now)


async def known(server: Running, now: datetime) -> None:
    """Ada and Bob have their first badges."""
    work(server, now, 1, 2)
    await server.tell()


async def test_messages_that_never_reached_the_stream_are_filled_in(server: Running, now: datetime) -> None:
    await known(server, now)
    async with server.browser() as browser:
        first = (await browser.subscribe("feed"))["seq"]
        work(server, now, 3, 4)
        with db.unit():
            outbox.number(100)
            outbox.mark_told(outbox.last_place(), datetime.now(UTC))
        work(server, now, 5)
        await server.tell()
        assert await seqs(browser, first, 3) == [first + 1, first + 2, first + 3]


async def test_a_flushed_redis_after_silence_is_noticed_without_another_message(server: Running, now: datetime) -> None:
    await known(server, now)
    async with server.browser() as browser:
        first = (await browser.subscribe("feed"))["seq"]
        work(server, now, 3)
        with db.unit():
            outbox.number(100)
            outbox.mark_told(outbox.last_place(), datetime.now(UTC))
        server.redis.flushall()
        assert await seqs(browser, first, 1) == [first + 1]


async def test_a_trimmed_stream_and_a_strange_entry_lose_nothing(server: Running, now: datetime) -> None:
    await known(server, now)
    async with server.browser() as browser:
        first = (await browser.subscribe("feed"))["seq"]
        work(server, now, 3)
        with db.unit():
            outbox.number(100)
            place = outbox.last_place()
            outbox.mark_told(place, datetime.now(UTC))
        server.redis.xadd(STREAM, {"m": "not ours"}, id=f"{place}-0")
        work(server, now, 4, 5)
        await server.tell()
        server.redis.xtrim(STREAM, maxlen=0)
        assert await seqs(browser, first, 3) == [first + 1, first + 2, first + 3]


async def test_a_database_that_was_restored_makes_everybody_begin_anew(server: Running, now: datetime) -> None:
    await known(server, now)
    async with server.browser() as browser:
        await browser.subscribe("feed")
        work(server, now, 3)
        await server.tell()
        await browser.next()
        with db.unit():
            Message.delete().where(Message.place > 1).execute()
        await browser.gone.wait()
    async with server.browser() as browser:
        assert (await browser.subscribe("feed"))["ok"]
