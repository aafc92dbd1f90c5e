"""server/missed.py: what came while the server was away is looked for once it listens again."""

import asyncio
from datetime import datetime

from redis import Redis

from models import connections, db, jobs, queues
from models.hooks import Hook
from models.jobs import Job
from models.settings import Settings
from tests.cast import Lumen
from tests.server.running import Clock, serving

PATIENCE = 20.0


async def test_a_server_that_begins_asks_for_what_its_hooks_missed(
    clean: Settings, lumen: Lumen, redis: Redis, now: datetime
) -> None:
    """The workers may have been there all the time, and know of nothing."""
    with db.unit():
        connection = connections.create(lumen.organization, "github", {"token": "t"}, now)
        Hook.update(connection_id=connection.id, remote="9").execute()
    async with serving(clean, lumen, redis, Clock(now)), asyncio.timeout(PATIENCE):
        while not (rung := [one.args[0] for one in queues.queue(queues.BACKFILL, redis).jobs]):
            await asyncio.sleep(0.02)
    with db.unit():
        [job] = Job.select()
        assert (job.kind, job.arguments["why"], jobs.bell(job).row) == ("repair", "start", rung[0])
