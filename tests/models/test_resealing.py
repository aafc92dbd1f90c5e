"""models/resealing.py: after it, the server's first key alone opens every secret that is kept."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest

from models import connections, db, hooks, resealing, sealing
from models.connections import Connection
from models.errors import Misconfigured
from models.hooks import Hook
from models.settings import Settings
from tests.cast import Lumen


@pytest.fixture
def fresh(settings: Settings) -> Iterator[str]:
    """Another key, which the server gets in front of its own."""
    key = sealing.new_key()
    sealing.use((key, *settings.secret_keys))
    yield key
    sealing.use(settings.secret_keys)


def test_a_former_key_can_go(lumen: Lumen, settings: Settings, fresh: str, now: datetime) -> None:
    sealing.use(settings.secret_keys)
    with db.unit():
        made = connections.create(lumen.organization, "github", {"token": "ghp_secret"}, now)
    sealing.use((fresh, *settings.secret_keys))
    with db.unit():
        assert resealing.everything() == 2
    sealing.use((fresh,))
    with db.unit():
        assert connections.secrets(Connection.get_by_id(made.id)) == {"token": "ghp_secret"}
        assert hooks.door(Hook.get().key).active(now) == [lumen.secret.encode()]


def test_what_no_key_opens_is_said_and_nothing_is_changed(lumen: Lumen, fresh: str) -> None:
    sealing.use((fresh,))
    with pytest.raises(Misconfigured), db.unit():
        resealing.everything()


def test_no_column_is_forgotten(lumen: Lumen) -> None:
    """Secrets are in columns called sealed, former or token; of those that hold digests there is nothing to seal."""
    with db.unit():
        found = db.rows(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying') AND column_name ~ 'seal|secret|former$|token$'"
        )
    kept = {(record._meta.table_name, name) for record, name in resealing.KEPT}
    assert {one for one in found if not re.search("digest|hash|mark", one[1])} == kept
