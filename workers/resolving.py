"""A host's name comes in; a connection to an address that was checked goes out, cut when its time is over.

The name is looked up here, once, and the connection goes to what was found and checked, so that a name that is pointed
elsewhere between the look and the connection leads nowhere. TLS still asks for the name. The machine's resolver knows
no deadline, so it is asked beside, and whoever asked goes on without it.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from models.rules import addresses
from models.rules.addresses import Network

MOST = 3
"""Addresses of one name that are tried."""
LOOK = 5.0
"""Seconds for which the resolver is waited for; it goes on by itself for as long as it likes."""
_LOOKS = threading.BoundedSemaphore(32)
"""Looks that are under way: a resolver that hangs costs no more threads than that."""
Resolver = Callable[[str, int], list[str]]
"""The numeric addresses of a host. Raises OSError or UnicodeError when nobody knows them."""


class Private(Exception):
    """The name leads to an address that is not open to us."""


class Unknown(Exception):
    """Nobody knows the name."""


class Unanswered(Exception):
    """The resolver did not answer in time."""


class Deadline:
    """Seconds that are left; what is slow byte by byte ends with it, too."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self, asked: float | None) -> float:
        """How long one step may take. Raises TimeoutException when nothing is left."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left if asked is None else min(left, asked)


class Checked(httpcore.NetworkBackend):
    """Connects to open addresses only. One request after the other: `deadline` is set for each."""

    def __init__(self, allowed: Sequence[Network], deadline: Deadline) -> None:
        self._allowed = allowed
        self._plain = httpcore.SyncBackend()
        self.deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises Private, Unknown, Unanswered, and what httpcore raises."""
        failed: Exception | None = None
        for address in found(host, port, self._allowed, self.deadline.left(LOOK))[:MOST]:
            try:
                left = self.deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except httpcore.NetworkError as error:
                failed = error
            else:
                return _Hurried(stream, self)
        raise failed or Unknown(host)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a webhook leads elsewhere."""
        raise Private(path)

    def sleep(self, seconds: float) -> None:
        """Between httpcore's own tries, of which there are none."""
        time.sleep(self.deadline.left(seconds))


def _by_the_machine(host: str, port: int) -> list[str]:
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def found(
    host: str, port: int, allowed: Sequence[Network], patience: float = LOOK, resolver: Resolver = _by_the_machine
) -> list[str]:
    """The numeric addresses of a host, within `patience` seconds. Raises Unknown, Unanswered, and Private when one of
    them is not open."""
    known = list(dict.fromkeys(_looked_up(host, port, patience, resolver)))
    if not known:
        raise Unknown(host)
    if not all(addresses.reachable(address, allowed) for address in known):
        raise Private(host)
    return known


def _looked_up(host: str, port: int, patience: float, resolver: Resolver) -> list[str]:
    places, ends = _LOOKS, time.monotonic() + patience
    answers: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()

    def look() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError):
            answers.put(None)
        finally:
            places.release()

    if not places.acquire(timeout=patience):
        raise Unanswered(host)
    try:
        # A daemon: a worker that is told to stop does not wait for it either.
        threading.Thread(target=look, name="resolving", daemon=True).start()
    except RuntimeError:
        # The machine has no thread left.
        places.release()
        raise Unanswered(host) from None
    try:
        answer = answers.get(timeout=max(ends - time.monotonic(), 0.001))
    except queue.Empty:
        raise Unanswered(host) from None
    if answer is None:
        raise Unknown(host)
    return answer


class _Hurried(httpcore.NetworkStream):
    """A stream of which no step takes longer than what is left."""

    def __init__(self, stream: httpcore.NetworkStream, of: Checked) -> None:
        self._stream, self._of = stream, of

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._of.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._of.deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._of.deadline.left(timeout)
        return _Hurried(self._stream.start_tls(ssl_context, server_hostname, left), self._of)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
