"""A picture's digest comes in; its bytes go out if they are kept: in memory, then on disk, or in Redis for many nodes.

All of it can be drawn again, so whatever is in the way of keeping it (a full disk, no Redis) only costs time.
"""

import asyncio
import logging
import os
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from models.settings import Settings

MEMORY, DISK = 48 * 1024 * 1024, 512 * 1024 * 1024
"""Bytes that are kept at most."""
IN_REDIS, LASTS = 512 * 1024, 7 * 86_400
"""Bytes of the largest picture that Redis keeps, and for how many seconds."""
SWEEP, SWEPT = 500, 64 * 1024 * 1024
"""Files, and bytes, that are written until the folder is looked through again."""
log = logging.getLogger("codebadge.pictures")


class Kept:
    """What was drawn. Where it is kept beside memory, `settings.pictures` says."""

    def __init__(self, settings: Settings, redis: Redis) -> None:
        self._memory: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = self._weight = 0
        # The first one written: another server may have left more than there may be.
        self._written = SWEEP
        self._folder = settings.data / "pictures"
        self._redis = redis if settings.pictures == "redis" else None

    def at_hand(self, digest: str) -> bytes | None:
        """From memory, at once."""
        found = self._memory.get(digest)
        if found is not None:
            self._memory.move_to_end(digest)
        return found

    async def find(self, digest: str) -> bytes | None:
        """From wherever it is."""
        found = self.at_hand(digest)
        if found is None:
            found = await (asyncio.to_thread(self._read, digest) if self._redis is None else self._ask(digest))
            if found is not None:
                self._remember(digest, found)
        return found

    async def keep(self, digest: str, body: bytes) -> None:
        """In memory, and where other processes or the next start find it."""
        self._remember(digest, body)
        if self._redis is None:
            await asyncio.to_thread(self._write, digest, body)
        elif len(body) <= IN_REDIS:
            await self._tell(digest, body)

    def _remember(self, digest: str, body: bytes) -> None:
        before = self._memory.pop(digest, b"")
        self._memory[digest] = body
        self._bytes += len(body) - len(before)
        while self._bytes > MEMORY:
            self._bytes -= len(self._memory.popitem(last=False)[1])

    def _file(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _read(self, digest: str) -> bytes | None:
        file = self._file(digest)
        try:
            body = file.read_bytes()
            # By this the least used are found: many disks keep no time of access.
            os.utime(file)
        except OSError:
            return None
        return body or None

    def _write(self, digest: str, body: bytes) -> None:
        file = self._file(digest)
        part = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(body)
            part.replace(file)
        except OSError as full:
            log.warning("a picture was not kept: %s", full.strerror)
            return
        # Counted by several threads: one more or less is nothing.
        self._written, self._weight = self._written + 1, self._weight + len(body)
        if self._written >= SWEEP or self._weight >= SWEPT:
            self._written = self._weight = 0
            sweep(self._folder, DISK)

    async def _ask(self, digest: str) -> bytes | None:
        assert self._redis is not None
        try:
            found: Any = await self._redis.get(_name(digest))
        except (RedisError, OSError):
            return None
        return bytes(found) if found else None

    async def _tell(self, digest: str, body: bytes) -> None:
        assert self._redis is not None
        try:
            await self._redis.set(_name(digest), body, ex=LASTS)
        except (RedisError, OSError):
            log.warning("a picture was not kept: Redis is away")


def sweep(folder: Path, most: int) -> int:
    """Deletes the pictures that were not asked for longest, until the rest is `most` bytes; how many that was."""
    found = sorted((file for file in folder.glob("??/*") if file.is_file()), key=lambda file: -_used(file))
    total = deleted = 0
    for file in found:
        try:
            total += file.stat().st_size
            if total > most:
                file.unlink()
                deleted += 1
        except OSError:
            continue
    return deleted


def _used(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return time.time()


def _name(digest: str) -> str:
    return f"codebadge:picture:{digest}"
