"""What the handlers of one server share; made by app.py, found in the application under PARTS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from redis import Redis as SyncRedis
from redis.asyncio import Redis

from models.settings import Settings
from server.bells import Bells
from server.boards import Boards
from server.bounds import Bounds
from server.bridge import Bridge
from server.limits import Limits
from server.mail import Post
from server.origins import Origins


@dataclass(frozen=True)
class Parts:
    """`now` is the only clock that handlers ask; `redis` answers within a second or not at all,
    and so does `commands_redis`, for verbs."""

    settings: Settings
    bounds: Bounds
    now: Callable[[], datetime]
    bridge: Bridge
    redis: Redis
    commands_redis: SyncRedis
    boards: Boards
    origins: Origins
    bells: Bells
    limits: Limits
    post: Post


PARTS = web.AppKey("parts", Parts)
