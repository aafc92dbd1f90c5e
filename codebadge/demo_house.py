"""A moment comes in; the demo's organisation goes out, founded as a person would: admin, special badges, a league."""

from datetime import datetime

from codebadge.demo_cast import ORGANIZATION, SLUG
from models import badges, founding, leagues, sections
from models.audit import Actor
from models.founding import Admin, Founding
from models.rules.leagues import Matches
from models.rules.special import First, Special, Top
from models.tenants import Organization

ADMIN = "admin@lumen.example"
DOOR = Actor(name="The demo", door="command line")
SPECIAL = (
    Special(
        name="Founders",
        slug="founders",
        description="Among the first five who ever earned points here.",
        color="#8a6a16",
        rule=First(kind="first", count=5),
    ),
    Special(
        name="Hero of the week",
        slug="hero-of-the-week",
        description="The most points of a week, given when the week closes.",
        color="#7a3d8f",
        rule=Top(kind="top", period="week", places=1),
    ),
)
STEPS = (("A small one", "size/S"), ("A middling one", "size/M"), ("A large one", "size/L"))
TRACK = "All sizes"


def found(now: datetime) -> Organization:
    """Inside a unit; the one that is there already stays as it is."""
    known: Organization | None = Organization.get_or_none(Organization.slug == SLUG)
    if known is not None:
        return known
    wanted = Founding(
        name=ORGANIZATION,
        slug=SLUG,
        admin=Admin(name="Admin of Lumen", email=ADMIN),
        special_badges=SPECIAL,
    )
    organization = founding.found(wanted, DOOR, DOOR.door, now).organization
    _add_league(organization, now)
    return organization


def _add_league(organization: Organization, now: datetime) -> None:
    league = leagues.create(organization, TRACK, "Finish work of every size, each with its label.", "work", now)
    for name, label in STEPS:
        sections.create(league, name, "", Matches(label=label), now)
    badges.create(
        organization,
        "all-sizes",
        "All sizes",
        "Finished work of every size.",
        badges.HAND_ART,
        "#2a6d86",
        None,
        now,
        league=league,
    )
