"""What every test may ask for: real engines, a clean database, and the fixed cast of Lumen."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as effort
from redis import Redis

from codebadge import engines as embedded
from models import db, engines, migrate, organizations, queues, sealing
from models.settings import Settings
from tests.cast import Lumen
from tests.emptying import empty

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
# No test is judged by how long it takes, least of all beside others on a busy machine.
effort.register_profile("unhurried", effort(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
effort.load_profile("unhurried")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Seven thousand collected tests stay: the collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Urls]:
    """A PostgreSQL and a Redis of this test process's own."""
    with embedded.running(tmp_path_factory.mktemp("engines"), durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def settings(urls: embedded.Urls, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """This process is connected and the database migrated."""
    configured = Settings(
        database_url=urls.database,
        redis_url=urls.redis,
        secret_keys=(sealing.new_key(),),
        host="127.0.0.1",
        port=0,
        public_url="http://codebadge.test",
        data=tmp_path_factory.mktemp("data"),
        organization=None,
        trusted_proxies=(ip_network("10.0.0.0/8"),),
        pool_size=8,
    )
    engines.connect(configured)
    migrate.run()
    return configured


@pytest.fixture
def redis(settings: Settings) -> Iterator[Redis]:
    """An empty Redis."""
    client = queues.client(str(settings.redis_url))
    client.flushall()
    yield client
    client.close()


@pytest.fixture
def clean(settings: Settings, redis: Redis) -> Settings:
    """Both engines empty, nothing open: for tests whose verbs open their own units of work."""
    empty()
    return settings


@pytest.fixture
def unit(clean: Settings) -> Iterator[None]:
    """A clean database with a unit of work open around the test."""
    with db.unit():
        yield


@pytest.fixture
def now() -> datetime:
    """Wednesday noon, in a week of winter time."""
    return NOW


@pytest.fixture
def lumen(clean: Settings, now: datetime) -> Lumen:
    """The organisation Lumen with its project lumen/parser and a hook; committed."""
    with db.unit():
        organization = organizations.create("lumen", "Lumen", "Europe/Vienna", now)
        return Lumen.open(organization, now)


@pytest.fixture
def root() -> Path:
    """The repository's root."""
    return Path(__file__).parent.parent
