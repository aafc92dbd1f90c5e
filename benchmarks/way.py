"""Webhook in to message at a browser: idle, with 50 and 100 closed issues a second, with 1,000 browsers watching."""

import asyncio
import time

import aiohttp

from benchmarks import listeners, payloads, stage
from benchmarks.table import percentile, show

PEOPLE = 100
SECONDS = 15.0


def main() -> None:
    rows = []
    with stage.running("intake", "learner", "relay") as running:
        for name, per_second, clients in (
            ("idle (4 deliveries a second)", 4, 1),
            ("50 closed issues a second", 50, 1),
            ("100 closed issues a second", 100, 1),
            ("50 closed issues a second, 1,000 browsers on the board", 50, 1_000),
        ):
            times, boards = asyncio.run(_measure(running, per_second, clients))
            shares = [percentile(times, share) * 1000 for share in (0.5, 0.95, 0.99)]
            rows.append([name, len(times), *shares, boards / SECONDS])
    head = ["", "messages", "p50 ms", "p95 ms", "p99 ms", "board messages/s"]
    show("Webhook in → points.changed at a browser", head, rows)


async def _measure(running: stage.Stage, per_second: int, clients: int) -> tuple[list[float], int]:
    """(seconds from the request's start to the message, for every delivery; board messages heard by the crowd)."""
    sent: dict[str, float] = {}
    times: list[float] = []
    boards = 0

    def hears_points(event: str, frame: bytes, at: float) -> None:
        if event == "points.changed":
            for line in listeners.body(frame)["lines"]:
                if began := sent.pop(line["url"], None):
                    times.append(at - began)

    def hears_boards(event: str, _frame: bytes, _at: float) -> None:
        nonlocal boards
        boards += event == "board.changed"

    async with listeners.session() as session:
        browsers = await listeners.crowd(running.url, 1, ["feed"], hears_points)
        browsers += await listeners.crowd(running.url, clients, ["board:week"], hears_boards)
        await _send(session, running, per_second, sent)
        for _ in range(100):
            if not sent:
                break
            await asyncio.sleep(0.1)
        listeners.leave(browsers)
    return times, boards


async def _send(session: aiohttp.ClientSession, running: stage.Stage, per_second: int, sent: dict[str, float]) -> None:
    first = time.time_ns() // 1_000_000 % 1_000_000_000
    posts = []
    began = time.perf_counter()
    for number in range(int(per_second * SECONDS)):
        await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
        posts.append(asyncio.create_task(_post(session, running, first + number, sent)))
    await asyncio.gather(*posts)


async def _post(session: aiohttp.ClientSession, running: stage.Stage, number: int, sent: dict[str, float]) -> None:
    body, headers = payloads.closed_issue(number, number % PEOPLE, running.secret)
    sent[f"https://github.com/lumen/parser/issues/{number}"] = time.perf_counter()
    async with session.post(running.hook_url, data=body, headers=headers) as answer:
        assert answer.status == 202, await answer.text()


if __name__ == "__main__":
    main()
