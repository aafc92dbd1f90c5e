"""What the demo's admin wants to honour goes out: badges with patterns in the language of docs/patterns.md."""

from dataclasses import dataclass, field
from typing import Any

DONE = ["issue.closed", "pull_request.merged"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A badge of the demo; its pattern names required badges by slug, until they have ids. `look`: a template's name
    and an icon's."""

    slug: str
    name: str
    description: str
    color: str
    look: tuple[str, str]
    pattern: dict[str, Any]
    requires: tuple[str, ...] = field(default=())


BADGES = (
    Wish(
        "merge-craft",
        "Merge craft",
        "Work that was merged, in three levels.",
        "#6b4f1d",
        ("medal", "git-merge"),
        {
            "earned": {"is": "count", "where": {"kinds": ["pull_request.merged"]}},
            "levels": [
                {"name": "Bronze", "at_least": 5},
                {"name": "Silver", "at_least": 25},
                {"name": "Gold", "at_least": 100},
            ],
        },
    ),
    Wish(
        "on-a-roll",
        "On a roll",
        "Working days in a row with something done. One day off is forgiven, and so are the holidays.",
        "#9a3412",
        ("flame", "flame"),
        {
            "earned": {"is": "streak", "unit": "days", "freezes": 1, "weekends": False, "holidays": ["12-25", "01-01"]},
            "levels": [
                {"name": "Bronze", "at_least": 5},
                {"name": "Silver", "at_least": 10},
                {"name": "Gold", "at_least": 20},
            ],
        },
    ),
    Wish(
        "night-owl",
        "Night owl",
        "Finished or reviewed work on three different nights, between ten and five.",
        "#343a7d",
        ("constellation", "moon-stars"),
        {
            "earned": {
                "is": "distinct",
                "of": "days",
                "at_least": 3,
                "where": {"kinds": [*DONE, "review.given"], "hours": {"from": 22, "until": 5}},
            }
        },
    ),
    Wish(
        "documentation-hero",
        "Documentation hero",
        "Finished eight pieces of documentation, or changed its pages on four days.",
        "#1f6b45",
        ("shield", "book"),
        {
            "earned": {
                "is": "any",
                "of": [
                    {"is": "count", "at_least": 8, "where": {"kinds": DONE, "disciplines": ["documentation"]}},
                    {
                        "is": "distinct",
                        "of": "days",
                        "at_least": 4,
                        "where": {"kinds": ["push.made"], "paths": ["docs/"]},
                    },
                ],
            }
        },
    ),
    Wish(
        "polyglot",
        "Polyglot",
        "At home in three projects.",
        "#7a3d8f",
        ("gem", "language"),
        {"earned": {"is": "distinct", "of": "projects", "at_least": 3, "where": {"kinds": DONE}}},
    ),
    Wish(
        "warm-welcome",
        "Warm welcome",
        "Reviewed three newcomers' pull requests, each within a day.",
        "#a3314b",
        ("rosette", "heart-handshake"),
        {
            "earned": {
                "is": "count",
                "at_least": 3,
                "where": {"kinds": ["review.given"], "newcomer": True, "answered_within_hours": 24},
            }
        },
    ),
    Wish(
        "podium",
        "Podium of the month",
        "Among the first three when a month closed; again and again.",
        "#8a6a16",
        ("laurel", "podium"),
        {"earned": {"is": "top", "period": "month", "places": 3}, "repeat": {}},
    ),
    Wish(
        "pillar",
        "Pillar of Lumen",
        "Here for thirty days, at home everywhere, and has worked with eight others.",
        "#2a6d86",
        ("banner", "building-bank"),
        {
            "earned": {
                "is": "all",
                "of": [
                    {"is": "member", "days": 30},
                    {"is": "distinct", "of": "collaborators", "at_least": 8},
                ],
            }
        },
        requires=("polyglot", "merge-craft"),
    ),
)
LATE = Wish(
    "bug-hunter",
    "Bug hunter",
    "Closed five bugs; again with every five more, but not twice in a week.",
    "#4d5b2a",
    ("hexagon", "bug"),
    {
        "earned": {"is": "count", "at_least": 5, "where": {"kinds": ["issue.closed"], "labels": ["bug"]}},
        "repeat": {"cool_down_days": 7},
    },
)
"""Somebody thought of it late: a backfill gives it to those who had earned it before."""
