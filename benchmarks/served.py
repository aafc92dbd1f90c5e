"""How many pictures a second one server gives from what it keeps, and how many times it says “you have it already”."""

import asyncio
import time

import aiohttp

from benchmarks import stage
from benchmarks.table import percentile, show

SECONDS = 4.0
AT_ONCE = 16
Asked = tuple[str, str, dict[str, str]]


def main() -> None:
    with stage.running() as running:
        rows = asyncio.run(_measure(running.url))
    show(f"Pictures from one server, {AT_ONCE} askers at once", ["", "per second", "p50 ms", "p99 ms"], rows)


async def _measure(url: str) -> list[list[object]]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:
        badge, flat = f"{url}/img/badges/1.png", f"{url}/img/flat/lumen/badge.svg?of=special"
        held = {"If-None-Match": await _tag(session, badge)}
        asked: list[Asked] = [
            ("an answer of two words, /healthz", f"{url}/healthz", {}),
            ("a PNG of 256 px, kept", badge, {}),
            ("the same for whoever has it, 304", badge, held),
            ("a flat badge", flat, {}),
        ]
        return [[name, *await _rate(session, path, headers)] for name, path, headers in asked]


async def _tag(session: aiohttp.ClientSession, path: str) -> str:
    async with session.get(path) as answer:
        assert answer.status == 200 and "X-Codebadge-Error" not in answer.headers, await answer.text()
        return answer.headers["ETag"]


async def _rate(session: aiohttp.ClientSession, path: str, headers: dict[str, str]) -> tuple[float, float, float]:
    """(answers a second, p50 and p99 of one in ms)."""
    took: list[float] = []
    ends = time.perf_counter() + SECONDS

    async def ask() -> None:
        while (began := time.perf_counter()) < ends:
            async with session.get(path, headers=headers) as answer:
                await answer.read()
            took.append(time.perf_counter() - began)

    await asyncio.gather(*(ask() for _ in range(AT_ONCE)))
    return len(took) / SECONDS, percentile(took, 0.5) * 1000, percentile(took, 0.99) * 1000


if __name__ == "__main__":
    main()
