"""A description comes in; a Badge goes out. awards.py gives it to people."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, count
from typing import Any

from peewee import SQL, BooleanField, CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link, rows
from models.errors import LeagueHasBadge, NotFound, NothingToChange, Taken
from models.leagues import League
from models.rules import badges as rules
from models.rules.badges import CountPattern, Pattern
from models.rules.messages import BadgeCard
from models.tenants import Organization

HAND_ART = "special"
"""The built-in art of badges that are made by hand."""
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
    *,
    icon_url: str | None = None,
    league: League | None = None,
    active: bool = True,
) -> Badge:
    """A badge of the organisation. Raises Taken for a slug in use, and for a league that has its badge."""
    _lock_names(organization)
    _refuse_taken(organization, slug=slug)
    if league is not None and _of(organization, Badge.league == league).exists():
        raise LeagueHasBadge("Badge already exists for this league")
    return Badge.create(
        organization=organization,
        slug=slug,
        name=name,
        description=description,
        art=art,
        color=color,
        icon_url=icon_url,
        league=league,
        is_active=active,
        pattern=pattern.model_dump(mode="json") if pattern else None,
        listens=rules.listens_to(pattern) if pattern else None,
        need=pattern.at_least if pattern else None,
        created_at=now,
        updated_at=now,
    )


_LOCK = "SELECT 1 FROM badge WHERE id = %s AND deleted_at IS NULL FOR NO KEY UPDATE"


def find(organization: Organization, badge: int | str, lock: bool = False) -> Badge:
    """A badge by id or slug; to `lock` it is to keep others from giving or changing it. Raises NotFound."""
    wanted = Badge.id == badge if isinstance(badge, int) else Badge.slug == badge
    found: Badge | None = _of(organization, wanted).first() if _askable(badge) else None
    if found is None or (lock and not rows(_LOCK, found.id)):
        raise NotFound(f"There is no badge “{str(badge)[:60]}” in this organisation.")
    return found


def change(badge: Badge, changes: Mapping[str, Any], now: datetime) -> None:
    """Changes `name`, `slug`, `description`, `icon_url`, `color` or `active`. Raises Taken, Invalid for nothing."""
    if not changes:
        raise NothingToChange("No fields provided to update")
    _lock_names(badge.organization)
    if changes.get("slug", badge.slug) != badge.slug:
        _refuse_taken(badge.organization, slug=changes["slug"])
    for name, value in changes.items():
        setattr(badge, {"active": "is_active"}.get(name, name), value)
    badge.updated_at = now
    badge.save()


def delete(badge: Badge, now: datetime) -> None:
    """Nobody sees or earns it any more. awards.take_from_all comes first; the caller has locked it."""
    badge.deleted_at = badge.updated_at = now
    badge.is_active = False
    badge.save(only=[Badge.deleted_at, Badge.updated_at, Badge.is_active])


def free_slug(organization: Organization, name: str) -> str:
    """A slug made of the name that no badge of the organisation has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:90].strip("-") or "badge"
    taken = {badge.slug for badge in _of(organization, Badge.slug.startswith(stem))}
    return next(slug for slug in chain([stem], (f"{stem}-{n}" for n in count(2))) if slug not in taken)


def every(organization: Organization, active: bool | None = None) -> list[Badge]:
    """The organisation's badges, oldest first."""
    wanted = Badge.id.is_null(False) if active is None else Badge.is_active == active
    return list(_of(organization, wanted).order_by(Badge.id))


_LISTENING = """
SELECT id FROM badge WHERE organization_id = %s AND listens = %s AND need > %s AND need <= %s
  AND is_active AND deleted_at IS NULL
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
        .where(
            Badge.organization == organization_id,
            Badge.is_active,
            Badge.deleted_at.is_null(),
            Badge.pattern.is_null(False),
        )
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
        image=badge.icon_url or f"/static/badges/{badge.art}.svg",
    )


def _of(organization: Organization, wanted: Any) -> Any:
    return Badge.select().where(Badge.organization == organization, Badge.deleted_at.is_null(), wanted)


def _askable(badge: int | str) -> bool:
    # PostgreSQL takes no NUL and no number beyond its own, not even to say that there is none.
    return 0 < badge < 2**63 if isinstance(badge, int) else badge.isprintable()


def _lock_names(organization: Organization) -> None:
    # Two badges at once must not both find a slug or a league free: their unique indexes would fail as a bug.
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)


def _refuse_taken(organization: Organization, slug: str) -> None:
    if _of(organization, Badge.slug == slug).exists():
        raise Taken(f"There is a badge “{slug}” already.")
