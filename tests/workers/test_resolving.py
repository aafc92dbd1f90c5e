"""workers/resolving.py: a name leads to open addresses only, and whoever knows none in time is not waited for."""

import threading
from collections.abc import Iterator
from ipaddress import ip_network

import httpcore
import pytest

from workers import resolving
from workers.resolving import Checked, Deadline, Private, Unanswered, Unknown, found

HERE = (ip_network("127.0.0.0/8"),)


class Hung:
    """A resolver that says nothing until it is let go."""

    def __init__(self) -> None:
        self.let_go, self.asked = threading.Event(), threading.Semaphore(0)

    def __call__(self, _host: str, _port: int) -> list[str]:
        self.asked.release()
        self.let_go.wait(60)
        return ["127.0.0.1"]


@pytest.fixture
def hung() -> Iterator[Hung]:
    resolver = Hung()
    yield resolver
    resolver.let_go.set()


def test_addresses_are_told_once_each_and_private_ones_are_refused() -> None:
    assert found("a.example", 443, HERE, resolver=lambda *_: ["127.0.0.2", "127.0.0.1", "127.0.0.2"]) == [
        "127.0.0.2",
        "127.0.0.1",
    ]
    with pytest.raises(Private):
        found("a.example", 443, HERE, resolver=lambda *_: ["127.0.0.1", "10.0.0.1"])


def test_a_name_that_nobody_knows_is_unknown() -> None:
    def nobody(*_: object) -> list[str]:
        raise OSError("no such name")

    for resolver in (nobody, lambda *_: []):
        with pytest.raises(Unknown):
            found("a.example", 443, HERE, resolver=resolver)


def test_a_resolver_that_hangs_holds_nobody(hung: Hung) -> None:
    with pytest.raises(Unanswered):
        found("a.example", 443, HERE, 0.01, hung)
    assert hung.asked.acquire(timeout=10)
    assert found("b.example", 443, HERE, resolver=lambda *_: ["127.0.0.1"]) == ["127.0.0.1"]


def test_resolvers_that_hang_take_only_so_many_threads(hung: Hung, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving, "_LOOKS", threading.BoundedSemaphore(2))
    for _ in range(5):
        with pytest.raises(Unanswered):
            found("a.example", 443, HERE, 0.01, hung)
    assert len([one for one in threading.enumerate() if one.name == "resolving"]) == 2


def test_a_machine_that_has_no_thread_left_for_a_moment_looks_names_up_again_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none_left(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(resolving, "_LOOKS", threading.BoundedSemaphore(1))
    with monkeypatch.context() as moment:
        moment.setattr(threading.Thread, "start", none_left)
        with pytest.raises(Unanswered):
            found("a.example", 443, HERE, 0.01)
    assert found("a.example", 443, HERE, resolver=lambda *_: ["127.0.0.1"]) == ["127.0.0.1"]


def test_a_connection_waits_for_the_resolver_no_longer_than_its_deadline(
    hung: Hung, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port, **_: hung(host, port))
    with pytest.raises(Unanswered):
        Checked(HERE, Deadline(0.05)).connect_tcp("a.example", 443)
    over = Deadline(0.0)
    with pytest.raises(httpcore.TimeoutException):
        Checked(HERE, over).connect_tcp("a.example", 443)
