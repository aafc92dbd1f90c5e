"""A description comes in; a Badge goes out. awards.py gives it to people."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from peewee import SQL, BooleanField, CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link, rows
from models.errors import NotFound
from models.leagues import League
from models.rules import badges as rules
from models.rules.badges import CountPattern, Pattern
from models.rules.messages import BadgeCard
from models.tenants import Organization

COLORS = {"issue": "#2f6f4f", "merge": "#5b4a9c", "review": "#b0642a"}


class Badge(Record):
    """What can be earned. `listens` and `need` are read off the pattern, so that only badges that a piece of work
    can complete are looked at; both None for a badge that is only given by hand.

    `icon_url` goes before `art`. `special` is how a special badge is allotted (rules/special.py), `stock` how many may
    hold it. A deleted badge stays as a row; its slug and its league are free again.
    """

    organization_id: int
    league_id: int | None
    organization = link(Organization)
    slug = CharField(max_length=100)
    name = CharField(max_length=200)
    description = TextField(default="")
    art = CharField(max_length=100)
    color = CharField(max_length=20)
    icon_url = CharField(max_length=2000, null=True)
    league = link(League, null=True)
    pattern = Json(null=True)
    listens = CharField(max_length=40, null=True)
    need = IntegerField(null=True)
    special = Json(null=True)
    stock = IntegerField(null=True)
    is_active = BooleanField(default=True)
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)

    class Meta:
        indexes = ((("organization", "listens", "need"), False),)

    def rule(self) -> Pattern | None:
        """The pattern as a value."""
        return CountPattern.model_validate(self.pattern) if self.pattern else None


Badge.add_index(
    Badge.index(Badge.organization, Badge.slug, name="badge_slug", unique=True, where=SQL("deleted_at IS NULL"))
)
Badge.add_index(Badge.index(Badge.league, name="badge_league", unique=True, where=SQL("deleted_at IS NULL")))


def add_starters(organization: Organization, now: datetime) -> None:
    """The badges that every organisation begins with."""
    for slug, name, description, art, pattern in rules.STARTERS:
        create(organization, slug, name, description, art, COLORS[art.split("-")[0]], pattern, now)
    create(
        organization,
        "special",
        "Special thanks",
        "Given by hand, for what no rule can count.",
        "special",
        "#a3314b",
        None,
        now,
    )


def create(
    organization: Organization,
    slug: str,
    name: str,
    description: str,
    art: str,
    color: str,
    pattern: Pattern | None,
    now: datetime,
) -> Badge:
    """A badge of the organisation."""
    return Badge.create(
        organization=organization,
        slug=slug,
        name=name,
        description=description,
        art=art,
        color=color,
        pattern=pattern.model_dump(mode="json") if pattern else None,
        listens=rules.listens_to(pattern) if pattern else None,
        need=pattern.at_least if pattern else None,
        created_at=now,
        updated_at=now,
    )


def find(organization: Organization, badge: int | str) -> Badge:
    """A badge by id or slug. Raises NotFound."""
    wanted = Badge.id == badge if isinstance(badge, int) else Badge.slug == badge
    askable = isinstance(badge, int) or badge.isprintable()
    found = Badge.get_or_none(Badge.organization == organization, wanted) if askable else None
    if found is None:
        raise NotFound(f"There is no badge “{str(badge)[:60]}” in this organisation.")
    return found


_LISTENING = """
SELECT id FROM badge WHERE organization_id = %s AND listens = %s AND need > %s AND need <= %s AND is_active
"""


def listening(organization_id: int, kind: str, low: int, high: int) -> Sequence[Badge]:
    """Active badges that a tally's step over (low, high] completes or undoes."""
    # Asked at every piece of work, and nearly always nothing: the records are only made when there are some.
    ids = [badge for (badge,) in rows(_LISTENING, organization_id, kind, low, high)]
    return list(Badge.select().where(Badge.id.in_(ids)).order_by(Badge.need, Badge.id)) if ids else []


def ahead(organization_id: int) -> Iterable[Badge]:
    """Every active badge with a pattern, easiest first."""
    return (
        Badge.select()
        .where(Badge.organization == organization_id, Badge.is_active, Badge.pattern.is_null(False))
        .order_by(Badge.listens, Badge.need)
    )


def card(badge: Badge) -> BadgeCard:
    """How a badge is shown."""
    return BadgeCard(
        id=badge.id,
        name=badge.name,
        slug=badge.slug,
        description=badge.description,
        color=badge.color,
        image=f"/static/badges/{badge.art}.svg",
    )
