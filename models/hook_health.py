"""What a provider says of a webhook comes in; how it fares is kept with the hook, and shown to admins."""

from datetime import datetime, timedelta

from models.db import rows
from models.hooks import Hook
from models.rules.messages import Time
from models.rules.work import Value

FRESH = timedelta(minutes=1)
"""So long the provider is not asked again, however often somebody looks."""
AT_ONCE = 50
"""Hooks that one look asks for."""


class Told(Value):
    """What a provider says: whether it still sends, how often sending failed in a row, and since when."""

    active: bool
    failures: int = 0
    first_failed_at: Time | None = None


class Health(Told):
    """The same with when it was said."""

    checked_at: Time


def note(hook_id: int, told: Told, now: datetime) -> None:
    """Keeps it in the place of what was known."""
    health = Health(**dict(told), checked_at=now).model_dump(mode="json")
    Hook.update(health=health).where(Hook.id == hook_id).execute()


def of(hook: Hook) -> Health | None:
    """As it was said last."""
    return None if hook.health is None else Health.model_validate(hook.health)


_DUE = """
SELECT h.id FROM hook h JOIN connection c ON c.id = h.connection_id
WHERE h.organization_id = %s AND h.disconnected_at IS NULL AND h.remote IS NOT NULL AND c.state = 'active'
  AND c.installation IS NULL
  AND (h.health IS NULL OR (h.health->>'checked_at')::timestamptz < %s) ORDER BY h.id LIMIT %s
"""


def due(organization_id: int, now: datetime) -> list[int]:
    """The hooks of which the provider was not asked just now."""
    return [hook for (hook,) in rows(_DUE, organization_id, now - FRESH, AT_ONCE)]
