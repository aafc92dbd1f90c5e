"""models/engines.py: every process begins connected, or with a sentence that names the setting."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from models import engines, sealing
from models.errors import Misconfigured
from models.settings import Settings


@pytest.fixture(autouse=True)
def connected_again(settings: Settings) -> Iterator[None]:
    """The other tests' engines come back afterwards."""
    yield
    engines.connect(settings)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("CODEBADGE_DATABASE_URL", {"database_url": None}),
        ("CODEBADGE_REDIS_URL", {"redis_url": None}),
        ("CODEBADGE_DATABASE_URL", {"database_url": "mysql://db/codebadge"}),
        ("CODEBADGE_DATABASE_URL", {"database_url": "no address"}),
        ("CODEBADGE_REDIS_URL", {"redis_url": "http://cache"}),
        ("CODEBADGE_REDIS_URL", {"redis_url": "cache"}),
        ("CODEBADGE_REDIS_URL", {"redis_url": "redis://cache:port"}),
        ("CODEBADGE_SECRET_KEY", {"secret_keys": ("too short",)}),
    ],
)
def test_a_wrong_address_or_key_is_named_by_its_setting(settings: Settings, name: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Misconfigured, match=name):
        engines.connect(replace(settings, **wrong))


def test_nothing_is_opened_yet(settings: Settings) -> None:
    engines.connect(replace(settings, redis_url="redis://127.0.0.1:1"))
    assert sealing.unseal(sealing.seal("open sesame")) == "open sesame"
