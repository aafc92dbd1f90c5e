"""A repository or board of a local provider comes in; it is connected as an admin does it, and its past on the way."""

from datetime import UTC, datetime
from typing import Any

from redis import Redis

from models import commands, db, queues
from models.commands import Means
from models.rules.callers import Caller
from models.settings import Settings
from models.tenants import Organization


def connect(
    configured: Settings, organization: Organization, provider: str, keys: dict[str, str], **wanted: Any
) -> int:
    """The job, which is rung for. `keys`: of the provider; `wanted`: what source:connect takes besides."""
    slug = str(organization.slug)
    caller = Caller(organization=organization.id, org=slug, role="owner", name="benchmark", way="command line")
    means = Means(Redis.from_url(str(configured.redis_url)), configured)

    def run(name: str, **given: Any) -> commands.Done:
        now = datetime.now(UTC)
        return commands.run(name, caller, {"provider": provider, **given}, "command line", means, now)

    with db.unit():
        connection = run("connection:create", **keys).answer["connection"]["id"]
        done = run("source:connect", connection=connection, history="past", **wanted)
    assert done.ring_job is not None
    queues.ring(*done.ring_job)
    return done.ring_job.row
