"""A pattern comes in; how much work it is, for all that was done and each month, goes out in numbers and words."""

from datetime import datetime, timedelta
from typing import Any

from models import deed_pages
from models.listeners import Heard
from models.rules.patterns.nouns import some

LOOKED_BACK, MONTHS = timedelta(days=90), 3


def estimate(organization_id: int, heard: Heard, deeds: int, now: datetime) -> dict[str, Any]:
    """`deeds` that a backfill reads, and `per_month`: how many the pattern will be asked about each month."""
    recent = deed_pages.count_since(organization_id, heard.rule.keys, now - LOOKED_BACK)
    per_month = round(recent / MONTHS)
    words = (
        f"A backfill reads {some(deeds, 'piece', 'pieces')} of work. By the last 90 days, the pattern will be asked "
        f"about {per_month} a month; work of other kinds costs nothing."
    )
    return {"deeds": deeds, "per_month": per_month, "words": words}
