"""A moment comes in; the demo's organisation goes out, founded as a person would: badges, league, season."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from codebadge.demo_badges import BADGES, Wish
from codebadge.demo_cast import ORGANIZATION, SLUG
from models import badges, callers, commands, founding, queues
from models.audit import Actor
from models.commands import Means
from models.commands.acting import Done
from models.founding import Admin, Founding
from models.people import Membership, Person
from models.rules.special import First, Special, Top
from models.settings import Settings
from models.tenants import Organization

ADMIN = "admin@lumen.example"
MEMBER = ("ada-okonkwo", "ada@lumen.example")
"""Somebody who earns, as which one can sign in, too."""
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
LOOKS = {"founders": ("coin", "seedling"), "hero-of-the-week": ("starburst", "bolt")}
STEPS = (("A small one", "size/S"), ("A middling one", "size/M"), ("A large one", "size/L"))
TRACK = "All sizes"
TARIFF: dict[str, Any] = {
    "labels": {"security": 8, "good first issue": 2},
    "disciplines": {
        "design": {"labels": ["design", "ui", "ux"]},
        "front-end": {"labels": ["front-end"]},
        "back-end": {"labels": ["back-end"], "paths": ["src/"]},
        "testing": {"labels": ["tests"], "paths": ["tests/"], "percent": 125},
        "documentation": {"labels": ["documentation"], "paths": ["docs/", "*.md"], "percent": 150},
        "community": {"labels": ["community"]},
    },
    "recipients": {"issue": ["assignees", "author"], "pull_request": ["author"]},
    "co_authors": True,
}
OF_DOCS: dict[str, Any] = TARIFF | {"caps": {"per_day": 60}}
OF_PARSER: dict[str, Any] = TARIFF | {
    "sources": ["human", "model", "tariff"],
    "estimates": {"scale": "fibonacci", "least": 1, "most": 13, "sure": 30, "unsure": "provisional"},
}
QUARTERS = ("Winter", "Spring", "Summer", "Autumn")


@dataclass(frozen=True)
class House:
    """The organisation, and somebody who acts in it at a moment."""

    organization: Organization
    means: Means
    now: datetime

    def do(self, command: str, given: dict[str, Any], by: Person | None = None) -> Done:
        """A command by its admin, or by somebody else there, as any door would run it. Inside a unit."""
        caller = callers.of_person(by or self.admin(), self.organization, "command line")
        assert caller is not None
        return commands.run(command, caller, given, "command line", self.means, self.now)

    def admin(self) -> Person:
        """Whoever founded it."""
        member = (Membership.organization == self.organization) & (Membership.role == "super_admin")
        found: Person = Person.select().join(Membership, on=Membership.person == Person.id).where(member).get()
        return found

    def honour(self, wish: Wish) -> int:
        """Makes a badge; its id."""
        ids = [self._badge(slug) for slug in wish.requires]
        pattern = wish.pattern | ({"requires": ids} if ids else {})
        given = {"slug": wish.slug, "name": wish.name, "description": wish.description, "color": wish.color}
        badge = int(self.do("badge:create", given | {"pattern": pattern}).answer["badge"]["id"])
        self.dress(badge, wish.name, wish.color, wish.look)
        return badge

    def dress(self, badge: int, title: str, color: str, look: tuple[str, str]) -> None:
        """Makes a design of a template, and the badge looks like it."""
        template, icon = look
        given = {"name": title, "template": template, "given": {"title": title, "icon": icon, "primary": color}}
        design = self.do("design:create", given).answer["design"]["id"]
        self.do("design:publish", {"design": design, "words": "As it is given"})
        self.do("badge:design", {"badge": badge, "design": design})

    def price(self, docs: int) -> None:
        """What work is worth: everywhere, and in the project of the pages, where a day has a cap."""
        self.do("tariff:change", {"tariff": TARIFF, "why": "As we agreed: tests and pages are worth more."})
        why = "Many small corrections are fine, but a day of them is no race."
        self.do("tariff:change", {"project": docs, "tariff": OF_DOCS, "why": why})

    def _badge(self, slug: str) -> int:
        return int(badges.find(self.organization, slug).id)


def means(complete: Settings) -> Means:
    """What commands need."""
    return Means(queues.client(complete.redis_url or ""), complete)


def known() -> Organization | None:
    """The demo's organisation, once it is founded."""
    found: Organization | None = Organization.get_or_none(Organization.slug == SLUG)
    return found


def found(means: Means, now: datetime) -> House:
    """Inside a unit; the one that is there already stays as it is."""
    there = known()
    if there is not None:
        return House(there, means, now)
    wanted = Founding(
        name=ORGANIZATION,
        slug=SLUG,
        admin=Admin(name="Admin of Lumen", email=ADMIN),
        special_badges=SPECIAL,
    )
    house = House(founding.found(wanted, DOOR, DOOR.door, now).organization, means, now)
    _add_league(house)
    for wish in BADGES:
        house.honour(wish)
    for slug, look in LOOKS.items():
        badge = badges.find(house.organization, slug)
        house.dress(badge.id, badge.name, badge.color, look)
    for first in sorted({_quarter(now.date()), _quarter((now + timedelta(weeks=6)).date())}):
        last = _quarter(first + timedelta(days=100)) - timedelta(days=1)
        named = f"{QUARTERS[first.month // 3]} {first.year}"
        house.do("season:create", {"name": named, "starts_on": str(first), "ends_on": str(last)})
    return house


def _add_league(house: House) -> None:
    steps = [{"name": name, "matches": {"label": label}} for name, label in STEPS]
    words = "Finish work of every size, each with its label."
    made = house.do("league:create", {"name": TRACK, "description": words, "who": "work", "sections": steps})
    badge = {
        "slug": "all-sizes",
        "name": "All sizes",
        "description": "Finished work of every size.",
        "color": "#2a6d86",
    }
    badge_id = house.do("badge:create", badge | {"league": made.answer["league"]["id"]}).answer["badge"]["id"]
    house.dress(badge_id, badge["name"], badge["color"], ("peak", "flag"))


def _quarter(day: date) -> date:
    """The first day of its quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
