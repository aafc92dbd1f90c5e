"""A description comes in; a Badge goes out. awards.py gives it to people."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, count
from typing import Any, cast

from peewee import SQL, BigIntegerField, BooleanField, CharField, IntegerField, TextField

from models import design_versions, outside_pictures
from models.db import Instant, Json, Record, execute_many, link, rows
from models.errors import LeagueHasBadge, NotFound, NothingToChange, Taken
from models.leagues import League
from models.rules.messages import BadgeCard
from models.rules.patterns import language, listening
from models.rules.patterns.language import Pattern
from models.tenants import Organization

HAND_ART = "special"
"""The built-in art of badges that are made by hand."""


class Badge(Record):
    """What can be earned. `pattern`: how work earns it (rules/patterns); None for a badge that no pattern gives.
    `pattern_version` grows with each change after which people are to be counted anew; until `looked_at` it was seen
    who has been here long enough for it (models/ageing.py).

    A `design_version` goes before `icon_url`, and that before `art`. `special` is how a special badge is allotted
    (rules/special.py), `stock` how many may hold it. A deleted badge stays as a row; its slug and league are free.
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
    pattern_version = IntegerField(default=0)
    looked_at = Instant(null=True)
    special = Json(null=True)
    stock = IntegerField(null=True)
    is_active = BooleanField(default=True)
    created_at = Instant()
    updated_at = Instant()
    deleted_at = Instant(null=True)
    design_version_id = BigIntegerField(null=True)

    def rule(self) -> Pattern | None:
        """The pattern as a value."""
        return language.read(self.pattern) if self.pattern else None


Badge.add_index(
    Badge.index(Badge.organization, Badge.slug, name="badge_slug", unique=True, where=SQL("deleted_at IS NULL"))
)
Badge.add_index(Badge.index(Badge.league, name="badge_league", unique=True, where=SQL("deleted_at IS NULL")))


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
    design_version: int | None = None,
    league: League | None = None,
    active: bool = True,
) -> Badge:
    """A badge of the organisation. Raises Taken for a slug in use, and for a league that has its badge.

    A pattern gives nothing yet: people get it with their next deed, or all by a backfill.
    """
    _lock_names(organization)
    _refuse_taken(organization, slug=slug)
    if league is not None and _of(organization, Badge.league == league).exists():
        raise LeagueHasBadge("Badge already exists for this league")
    badge: Badge = Badge.create(
        organization=organization,
        slug=slug,
        name=name,
        description=description,
        art=art,
        color=color,
        icon_url=icon_url,
        design_version_id=design_version,
        league=league,
        is_active=active,
        pattern=pattern.model_dump(mode="json") if pattern else None,
        pattern_version=1 if pattern else 0,
        looked_at=now if pattern else None,
        created_at=now,
        updated_at=now,
    )
    outside_pictures.want(badge.icon_url, now)
    _listen(badge)
    return badge


def find(organization: Organization, badge: int | str, lock: bool = False) -> Badge:
    """A badge by id or slug; to `lock` it is to keep others from giving or changing it. Raises NotFound."""
    several = _of(organization, Badge.id == badge if isinstance(badge, int) else Badge.slug == badge)
    # Read as it is locked: what was read before is as it was before somebody else changed it.
    found = (several.for_update("FOR NO KEY UPDATE") if lock else several).first() if _askable(badge) else None
    if found is None:
        raise NotFound(f"There is no badge “{str(badge)[:60]}” in this organisation.")
    return cast(Badge, found)


def change(badge: Badge, changes: Mapping[str, Any], now: datetime) -> None:
    """Changes `name`, `slug`, `description`, `icon_url`, `color`, `active`, `design_version` or `pattern` (a Pattern,
    or None for none). Another `icon_url` takes the place of a design.

    After another pattern, and when it is switched on again, people are counted anew. Raises Taken, NothingToChange,
    and NotFound for what was deleted meanwhile.
    """
    if not changes:
        raise NothingToChange("No fields provided to update")
    _lock_names(badge.organization)
    # Whoever called may have read it before somebody else changed it.
    badge.__data__.update(find(badge.organization, badge.id, lock=True).__data__)
    if changes.get("slug", badge.slug) != badge.slug:
        _refuse_taken(badge.organization, slug=changes["slug"])
    before, former = (badge.pattern, badge.is_active), badge.icon_url
    if changes.get("icon_url", badge.icon_url) != badge.icon_url:
        changes = {"design_version": None, **changes}
    for name, value in changes.items():
        kept = value.model_dump(mode="json") if isinstance(value, Pattern) else value
        setattr(badge, {"active": "is_active", "design_version": "design_version_id"}.get(name, name), kept)
    badge.updated_at = now
    if (badge.pattern, badge.is_active) != before:
        badge.pattern_version, badge.looked_at = badge.pattern_version + 1, now
    badge.save()
    outside_pictures.exchange(former, badge.icon_url, now)
    _listen(badge)


def set_design(badge: Badge, version_id: int | None, now: datetime) -> None:
    """What it looks like from now on: a version of a design, or None for as it was made. The caller has locked it."""
    badge.design_version_id, badge.updated_at = version_id, now
    badge.save(only=[Badge.design_version_id, Badge.updated_at])


def delete(badge: Badge, now: datetime) -> None:
    """Nobody sees or earns it any more. awards.take_from_all comes first; the caller has locked it."""
    badge.deleted_at = badge.updated_at = now
    badge.is_active = False
    badge.save(only=[Badge.deleted_at, Badge.updated_at, Badge.is_active])
    outside_pictures.exchange(badge.icon_url, None, now)
    _listen(badge)


def count_anew(organization: Organization) -> None:
    """Every pattern is another version: days and weeks are not what they were."""
    Badge.update(pattern_version=Badge.pattern_version + 1).where(
        Badge.organization == organization, Badge.pattern.is_null(False)
    ).execute()


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


def card(badge: Badge) -> BadgeCard:
    """How a badge is shown."""
    return cards_of([badge])[badge.id]


def cards(ids: Iterable[int]) -> dict[int, BadgeCard]:
    """How these badges are shown, by id."""
    wanted = list(ids)
    return cards_of(list(Badge.select().where(Badge.id.in_(wanted)))) if wanted else {}


def cards_of(several: Sequence[Badge]) -> dict[int, BadgeCard]:
    """How these badges are shown, by id."""
    keys = design_versions.keys(badge.design_version_id for badge in several)
    return {
        badge.id: BadgeCard(
            id=badge.id,
            name=badge.name,
            slug=badge.slug,
            description=badge.description,
            color=badge.color,
            image=image(badge, keys.get(badge.design_version_id or 0)),
        )
        for badge in several
    }


def image(badge: Badge, key: str | None, level: int = 1) -> str:
    """The address of its picture here: of the design's version with that key, our copy of one that is elsewhere, or
    built-in art."""
    if key:
        return design_versions.image(key, level)
    return outside_pictures.address(badge.icon_url) if badge.icon_url else f"/static/badges/{badge.art}.svg"


def _of(organization: Organization, wanted: Any) -> Any:
    return Badge.select().where(Badge.organization == organization, Badge.deleted_at.is_null(), wanted)


_LISTEN = "INSERT INTO listener (organization_id, badge_id, leaf, key) VALUES %s"


def _listen(badge: Badge) -> None:
    """Writes what its pattern wants to hear of (models/listeners.py); nothing, while nobody can earn it."""
    rows("DELETE FROM listener WHERE badge_id = %s RETURNING 1", badge.id)
    pattern = badge.rule() if badge.is_active else None
    if pattern is not None:
        heard = listening.keys(pattern)
        execute_many(_LISTEN, [(badge.organization_id, badge.id, leaf, key) for leaf, key in heard])


def _askable(badge: int | str) -> bool:
    # PostgreSQL takes no NUL and no number beyond its own, not even to say that there is none.
    return 0 < badge < 2**63 if isinstance(badge, int) else badge.isprintable()


def _lock_names(organization: Organization) -> None:
    # Two badges at once must not both find a slug or a league free: their unique indexes would fail as a bug.
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)


def _refuse_taken(organization: Organization, slug: str) -> None:
    if _of(organization, Badge.slug == slug).exists():
        raise Taken(f"There is a badge “{slug}” already.")
