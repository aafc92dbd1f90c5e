"""How many deliveries a second are acknowledged with their rows on disk, beside what PostgreSQL alone can commit."""

import asyncio
import threading
import time

import aiohttp
import psycopg2

from benchmarks import listeners, payloads, stage
from benchmarks.table import percentile, show

SECONDS = 8.0
CONNECTIONS = 64


def main() -> None:
    with stage.running() as running:
        alone = {workers: _commits(str(running.settings.database_url), workers) for workers in (1, 8)}
        rate, times = asyncio.run(_post(running))
    rows: list[list[object]] = [
        [f"PostgreSQL alone, one row a commit, {workers} connection{'s' * (workers > 1)}", each, each / rate]
        for workers, each in alone.items()
    ]
    rows.append([f"Codebadge, {CONNECTIONS} connections, acknowledged over HTTP", rate, 1.0])
    show("Deliveries a second with rows on disk", ["what", "per second", "ratio to Codebadge"], rows)
    show(
        "Time to the acknowledgement (ms)",
        ["", "p50", "p95", "p99"],
        [["while saturated", *(percentile(times, share) * 1000 for share in (0.5, 0.95, 0.99))]],
    )


async def _post(running: stage.Stage) -> tuple[float, list[float]]:
    times: list[float] = []
    ends = time.perf_counter() + SECONDS

    async def one(session: aiohttp.ClientSession, number: int) -> None:
        while time.perf_counter() < ends:
            body, headers = payloads.closed_issue(number, number % 50, running.secret)
            began = time.perf_counter()
            async with session.post(running.hook_url, data=body, headers=headers) as answer:
                assert answer.status == 202, await answer.text()
            times.append(time.perf_counter() - began)

    async with listeners.session() as session:
        began = time.perf_counter()
        await asyncio.gather(*(one(session, number) for number in range(CONNECTIONS)))
        return len(times) / (time.perf_counter() - began), times


def _commits(url: str, workers: int) -> float:
    """Rows of the same size a second, each committed alone, by this many connections at once."""
    counts = [0] * workers
    ends = time.perf_counter() + 3.0
    body = b"x" * 3000

    def work(place: int) -> None:
        connection = psycopg2.connect(url)
        connection.autocommit = True
        with connection.cursor() as cursor:
            if place == 0:
                cursor.execute("CREATE TABLE IF NOT EXISTS bench (id bigserial PRIMARY KEY, body bytea)")
            ready.wait()
            while time.perf_counter() < ends:
                cursor.execute("INSERT INTO bench (body) VALUES (%s)", (body,))
                counts[place] += 1
        connection.close()

    ready = threading.Barrier(workers)
    threads = [threading.Thread(target=work, args=(place,)) for place in range(workers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
