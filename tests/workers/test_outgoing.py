"""workers/outgoing.py: what happens is told, signed, in its order, once; what fails is tried again; nobody private
hears of it."""

import json
import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from models import db, dispatches, outlets, parcels, queues, telling
from models.dispatches import Dispatch
from models.outlets import Outlet
from models.rules.outgoing import EVENTS
from models.settings import Settings
from models.sources import standard_webhooks
from models.tenants import Organization
from tests.cast import Lumen, issue
from tests.workers import receiver
from tests.workers.receiver import Answer, Heard, Receiver
from workers import outgoing, recover, relay


@pytest.fixture
def other() -> Iterator[Receiver]:
    with receiver.listening() as listening:
        yield listening


@pytest.fixture
def open_settings(settings: Settings) -> Settings:
    """This machine may be told, without encryption."""
    return replace(settings, outgoing_networks=(ip_network("127.0.0.0/8"), ip_network("::1")), outgoing_insecure=True)


class House:
    """Lumen with outlets; `tell` is what the bell does."""

    def __init__(self, lumen: Lumen, redis: Redis, settings: Settings) -> None:
        self.lumen, self.redis, self.settings = lumen, redis, settings

    def outlet(self, url: str, *events: str) -> tuple[Outlet, str]:
        with db.unit():
            return outlets.create(self.lumen.organization, "Chat", url, events or EVENTS, datetime.now(UTC))

    def close(self, number: int) -> None:
        """An issue that Ada gets points for."""
        now = datetime.now(UTC).replace(microsecond=0)
        self.lumen.deliver("issues", issue("closed", now, number=number), now)
        while relay.tell_all(self.redis):
            pass

    def tell(self, **more: Any) -> int:
        return outgoing.tell(0, self.settings, **more)

    def again(self) -> int:
        """The same after everything's time to wait."""
        with db.unit():
            Dispatch.update(next_at=datetime.now(UTC)).where(Dispatch.state == "waiting").execute()
            Outlet.update(rests_until=None).execute()
        return self.tell()


@pytest.fixture
def house(lumen: Lumen, redis: Redis, open_settings: Settings) -> House:
    return House(lumen, redis, open_settings)


def kept() -> list[Dispatch]:
    with db.unit():
        return list(Dispatch.select().order_by(Dispatch.id))


def only_outlet() -> Outlet:
    with db.unit():
        found: Outlet = Outlet.get()
        return found


def verified(heard: Heard, secret: str) -> Any:
    sent = list(heard.headers.items())
    name = standard_webhooks.verify(sent, heard.body, [secret.encode()], datetime.now(UTC))
    assert name == heard.headers["webhook-id"]
    return json.loads(heard.body)


def test_what_happens_is_told_signed_once_and_in_its_order(house: House, other: Receiver) -> None:
    outlet, secret = house.outlet(other.url(path="/hook?key=1"), "points.changed", "badge.awarded")
    for number in (1, 2):
        house.close(number)
    assert house.tell() == len(other.heard) == len(kept())
    told = [verified(heard, secret) for heard in other.heard]
    assert [one["data"]["delta"] for one in told if one["type"] == "points.changed"] == [3, 3]
    assert {one["data"]["organization"]["slug"] for one in told} == {"lumen"}
    ids = [int(heard.headers["webhook-id"].removeprefix(f"msg_{outlet.organization_id}_")) for heard in other.heard]
    assert ids == sorted(set(ids))
    [first, *_] = other.heard
    assert (first.path, first.headers["user-agent"]) == ("/hook?key=1", "Codebadge")
    assert first.headers["content-type"] == "application/json"
    assert {row.state for row in kept()} == {"sent"}
    assert house.tell() == 0


def test_only_what_was_chosen_and_happens_from_now_on_is_told(house: House, other: Receiver) -> None:
    house.close(1)
    house.outlet(other.url(), "badge.awarded")
    house.close(2)
    house.tell()
    assert {json.loads(heard.body)["type"] for heard in other.heard} <= {"badge.awarded"}
    with db.unit():
        [outlet], [organization] = Outlet.select(), Organization.select()
        assert outlet.upto == organization.last_seq > 0


def test_while_a_secret_is_changed_both_sign(house: House, other: Receiver) -> None:
    outlet, old = house.outlet(other.url(), "points.changed")
    with db.unit():
        fresh = outlets.rotate(outlet, datetime.now(UTC))
    house.close(1)
    house.tell()
    for secret in (old, fresh):
        verified(other.heard[0], secret)
    with db.unit():
        Outlet.update(former_until=datetime.now(UTC)).execute()
    house.close(2)
    house.tell()
    verified(other.heard[-1], fresh)
    with pytest.raises(standard_webhooks.BadSignature):
        verified(other.heard[-1], old)


def test_what_failed_is_tried_again_under_its_id_and_holds_nothing_up(house: House, other: Receiver) -> None:
    house.outlet(other.url(), "points.changed")
    for number in (1, 2):
        house.close(number)
    other.answers = [Answer(400)]
    house.tell()
    assert [(row.state, row.attempts, row.status) for row in kept()] == [("waiting", 1, 400), ("sent", 1, 204)]
    house.again()
    assert [row.state for row in kept()] == ["sent", "sent"]
    ids = [heard.headers["webhook-id"] for heard in other.heard]
    assert ids[0] == ids[2] != ids[1]


def test_who_does_not_answer_is_left_alone_for_a_while(house: House, other: Receiver) -> None:
    house.outlet(other.url(), "points.changed")
    for number in (1, 2):
        house.close(number)
    other.answers = [Answer(503, {"Retry-After": "600"})]
    began = datetime.now(UTC)
    assert house.tell() == 1
    assert [(row.state, row.attempts, row.status) for row in kept()] == [("waiting", 1, 503), ("waiting", 0, None)]
    rests = only_outlet().rests_until
    assert rests is not None and rests - began >= timedelta(seconds=600)
    assert house.tell() == 0
    house.again()
    assert [row.state for row in kept()] == ["sent", "sent"]
    assert only_outlet().failing_since is None


def test_gone_for_ever_switches_the_outlet_off(house: House, other: Receiver) -> None:
    house.outlet(other.url(), "points.changed")
    house.close(1)
    other.answers = [Answer(410)]
    house.tell()
    house.close(2)
    assert house.again() == 0
    assert (only_outlet().state, [row.state for row in kept()]) == ("off", ["failed"])


def test_one_that_hangs_does_not_hold_up_the_others(
    house: House, other: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "PATIENCE", 0.5)
    with receiver.listening() as hanging:
        hanging.usual = Answer(after=2.0)
        house.outlet(hanging.url(), "points.changed")
        house.outlet(other.url(), "points.changed")
        for number in range(1, 15):
            house.close(number)
        house.tell()
        assert (len(hanging.heard), len(other.heard)) == (1, 14)
        first = kept()[0]
    assert (first.state, str(first.error)[:19]) == ("waiting", "There was no answer")


@pytest.mark.parametrize(
    "answer",
    [Answer(slowly=0.1), Answer(200, {"Content-Length": "1000000000"}, b"x" * 10), Answer(after=3.0)],
    ids=["slow byte by byte", "half an answer", "silence"],
)
def test_time_is_over_for_the_slow_in_every_way(
    house: House, other: Receiver, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "PATIENCE", 0.4)
    house.outlet(other.url(), "points.changed")
    house.close(1)
    other.answers = [answer]
    house.tell()
    assert [row.state for row in kept()] == ["waiting"]


def test_an_endless_answer_is_not_read(house: House, other: Receiver) -> None:
    house.outlet(other.url(), "points.changed")
    house.close(1)
    other.answers = [Answer(200, {"Content-Length": "1000000000"}, b"x" * (outgoing.MOST_ANSWER + 100_000))]
    house.tell()
    assert [row.state for row in kept()] == ["sent"]


def test_a_redirect_is_not_followed(house: House, other: Receiver) -> None:
    with receiver.listening() as inside:
        house.outlet(other.url(), "points.changed")
        house.close(1)
        other.answers = [Answer(status, {"Location": inside.url()}) for status in (307,)]
        house.tell()
        assert inside.heard == []
    assert [(row.state, row.status) for row in kept()] == [("waiting", 307)]


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/", "https://localhost:{port}/", "https://[::1]:{port}/"])
def test_nothing_private_is_asked_by_default(
    house: House, other: Receiver, settings: Settings, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Also not where it was allowed when the outlet was made."""
    caplog.set_level(logging.INFO)
    house.outlet(url.format(port=other.port) + "path-as-secret-as-a-password", "points.changed")
    house.close(1)
    house.settings = settings
    house.tell()
    assert other.heard == []
    [row] = kept()
    assert (row.state, row.status) == ("waiting", None)
    assert "as-secret-as" not in caplog.text + str(row.error)


def test_a_name_that_leads_to_a_private_address_is_not_asked_and_looked_up_once(
    house: House, other: Receiver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may be public for the first look and private for the second: so there is no second one."""
    real, looks = socket.getaddrinfo, []

    def rebound(host: str, *rest: Any, **more: Any) -> Any:
        if host != "rebound.example":
            return real(host, *rest, **more)
        looks.append(host)
        return real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    house.outlet(f"http://rebound.example:{other.port}/", "points.changed")
    house.close(1)
    house.settings = replace(settings, outgoing_insecure=True)
    house.tell()
    assert (other.heard, looks) == ([], ["rebound.example"])
    assert "private" in str(kept()[0].error)
    house.settings = replace(house.settings, outgoing_networks=(ip_network("127.0.0.1"),))
    house.again()
    assert (len(other.heard), looks) == (1, ["rebound.example"] * 2)
    assert other.heard[0].headers["host"] == f"rebound.example:{other.port}"


def test_by_https_the_certificate_must_be_the_names(house: House, tmp_path: Path) -> None:
    serving, trusting = receiver.certified(tmp_path, "localhost")
    with receiver.listening(serving) as other:
        house.outlet(other.url("localhost"), "points.changed")
        house.outlet(other.url("127.0.0.1"), "points.changed")
        house.close(1)
        house.tell(trusted=trusting)
        assert [heard.headers["host"] for heard in other.heard] == [f"localhost:{other.port}"]
    assert [row.state for row in kept()] == ["sent", "waiting"]
    assert "certificate" in str(kept()[1].error)


def test_nobody_trusts_a_certificate_that_nobody_knows(house: House, tmp_path: Path) -> None:
    serving, _ = receiver.certified(tmp_path, "localhost")
    with receiver.listening(serving) as other:
        house.outlet(other.url("localhost"), "points.changed")
        house.close(1)
        house.tell()
        assert other.heard == []


def test_the_relay_and_the_sweep_ring_for_what_is_to_be_told(house: House, other: Receiver, redis: Redis) -> None:
    house.outlet(other.url(), "points.changed")
    relay.ring_outgoing()
    house.close(1)
    assert queues.queue(queues.OUTGOING, redis).jobs == []
    relay.ring_outgoing()
    relay.ring_outgoing()
    [job] = queues.queue(queues.OUTGOING, redis).jobs
    assert job.func_name == "workers.outgoing.tell"
    house.tell()
    relay.ring_outgoing()
    assert len(queues.queue(queues.OUTGOING, redis).jobs) == 1
    house.close(2)
    recover.sweep(datetime.now(UTC))
    assert len(queues.queue(queues.OUTGOING, redis).jobs) == 2


def test_a_worker_that_died_in_the_middle_leaves_all_to_the_next(house: House, other: Receiver) -> None:
    house.outlet(other.url(), "points.changed")
    house.close(1)
    with db.unit():
        telling.gather_all("http://codebadge.test", datetime.now(UTC))
        assert len(parcels.take(datetime.now(UTC))) == 1
        assert parcels.take(datetime.now(UTC)) == []
        assert not parcels.due(datetime.now(UTC))
        assert parcels.due(datetime.now(UTC) + parcels.LEASE)
    assert house.tell() == 0
    house.again()
    assert [row.state for row in kept()] == ["sent"]


def test_many_events_are_told_in_their_order_over_several_turns(house: House, other: Receiver) -> None:
    house.outlet(other.url(), "points.changed")
    with db.unit():
        outlet = Outlet.get()
        for _ in range(parcels.EACH * 2 + 5):
            dispatches.try_out(outlet, datetime.now(UTC))
    assert house.tell() == parcels.EACH * 2 + 5
    told = [heard.headers["webhook-id"] for heard in other.heard]
    assert told == [row.key for row in kept()]
    assert len(set(told)) == len(told)
