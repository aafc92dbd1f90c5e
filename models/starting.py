"""A new organisation comes in; it has the badges that every one begins with."""

from datetime import datetime

from models import badges
from models.rules.patterns.starters import STARTERS
from models.tenants import Organization

COLORS = {"issue": "#2f6f4f", "merge": "#5b4a9c", "review": "#b0642a"}


def add_badges(organization: Organization, now: datetime) -> None:
    """The badges that every organisation begins with."""
    for slug, name, description, art, pattern in STARTERS:
        badges.create(organization, slug, name, description, art, COLORS[art.split("-")[0]], pattern, now)
    badges.create(
        organization,
        "special",
        "Special thanks",
        "Given by hand, for what no rule can count.",
        "special",
        "#a3314b",
        None,
        now,
    )
