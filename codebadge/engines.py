"""A data folder comes in; the URLs of a running PostgreSQL and Redis go out; the supervisor or a test is next."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codebadge.engine import make_private
from codebadge.postgres import Postgres
from codebadge.redis_server import RedisServer
from models.errors import Taken

__all__ = ["Postgres", "RedisServer", "Urls", "lock", "running"]


@dataclass(frozen=True)
class Urls:
    """`database` is a libpq URI (psycopg2 takes it as it is), `redis` a URL for `redis.from_url`."""

    database: str
    redis: str


@contextlib.contextmanager
def running(data: Path | str, *, durable: bool = True) -> Iterator[Urls]:
    """Both engines for the time of a `with` block; `durable=False` is faster and for tests.

    Call it from a thread that outlives the block: the kernel ends the engines with the thread that started them.
    """
    folder = Path(data)
    with contextlib.ExitStack() as stack:
        stack.enter_context(lock(folder))
        postgres, redis = Postgres(folder, durable), RedisServer(folder, durable)
        for engine in (postgres, redis):
            stack.callback(engine.stop)
            engine.start()
        yield Urls(postgres.url, redis.url)


@contextlib.contextmanager
def lock(data: Path) -> Iterator[None]:
    """Hold the data folder for ourselves. Raises Taken when another process does; the kernel frees it with us."""
    make_private(data)
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(f"Codebadge runs already with the data in {data}: stop it, or choose another --data.") from None
        yield
