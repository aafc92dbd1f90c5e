"""An organisation comes in; the labels of its newest work go out, for whoever writes a pattern or a tariff."""

from models.db import rows
from models.rules.work import Value

LOOKED_AT, MOST = 1_000, 100
"""Deeds of each kind that are looked at, so that it costs the same after years; and labels that are told."""
_NEWEST = """
    SELECT label, count(*) FROM (
        SELECT unnest(newest.labels) AS label
        FROM unnest(ARRAY['issue.closed', 'issue.opened', 'pull_request.merged', 'card.completed']) AS kinds (kind)
        CROSS JOIN LATERAL (
            SELECT deed.labels FROM deed WHERE deed.organization_id = %s AND deed.kind = kinds.kind
            ORDER BY deed.happened_at DESC LIMIT %s
        ) AS newest
    ) AS used GROUP BY label ORDER BY count(*) DESC, label LIMIT %s
"""


class Label(Value):
    """A label in small letters, and on how many of the newest pieces of work it was."""

    name: str
    deeds: int


def used(organization_id: int) -> list[Label]:
    """The most used first."""
    return [Label(name=name, deeds=int(deeds)) for name, deeds in rows(_NEWEST, organization_id, LOOKED_AT, MOST)]
