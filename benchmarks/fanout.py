"""One board change to 1,000 subscribed clients: how long until the first, the median and the last has it."""

import asyncio
import time

from benchmarks import listeners, payloads, stage
from benchmarks.table import percentile, show

CLIENTS = 1_000
CHANGES = 20


def main() -> None:
    with stage.running("intake", "relay") as running:
        spreads = asyncio.run(_measure(running))
    rows = [
        [name, *(percentile([spread[place] for spread in spreads], share) * 1000 for share in (0.5, 0.95))]
        for place, name in enumerate(("the median client after the first", "the last client after the first"))
    ]
    show(f"One board change to {CLIENTS:,} clients ({len(spreads)} changes)", ["ms", "p50", "p95"], rows)


async def _measure(running: stage.Stage) -> list[tuple[float, float]]:
    times: list[float] = []
    complete = asyncio.Event()

    def heard(event: str, _frame: bytes, at: float) -> None:
        if event == "board.changed":
            times.append(at)
            if len(times) == CLIENTS:
                complete.set()

    spreads = []
    async with listeners.session() as session:
        browsers = await listeners.crowd(running.url, CLIENTS, ["board:week"], heard)
        for change in range(CHANGES):
            times.clear()
            complete.clear()
            body, headers = payloads.closed_issue(int(time.time() * 1000) % 10**9, change, running.secret)
            async with session.post(running.hook_url, data=body, headers=headers) as answer:
                assert answer.status == 202, await answer.text()
            await asyncio.wait_for(complete.wait(), 30)
            first = min(times)
            spreads.append((percentile(times, 0.5) - first, max(times) - first))
            await asyncio.sleep(0.5)
        listeners.leave(browsers)
    return spreads


if __name__ == "__main__":
    main()
