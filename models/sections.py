"""A league and words come in; its Sections go out, in their order: 1, 2, 3 without gaps."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from models import tenants
from models.db import rows
from models.errors import Invalid, NotFound, NothingToChange
from models.leagues import Completion, League, Section
from models.rules.leagues import MOST_SECTIONS, Matches

LAST = 2**31 - 1
"""A position after all others."""


def create(
    league: League, name: str, description: str, matches: Matches | None, now: datetime, position: int = LAST
) -> Section:
    """A section, at the end if no position is given. The caller holds the league alone. Raises Invalid for too many,
    NotFound for a project of others."""
    others = of(league)
    if len(others) >= MOST_SECTIONS:
        raise Invalid(f"A league has at most {MOST_SECTIONS} sections.")
    section: Section = Section.create(
        organization=league.organization_id,
        league=league,
        name=name,
        description=description,
        position=len(others) + 1,
        matches=_kept(league.organization_id, matches),
        created_at=now,
        updated_at=now,
    )
    _place([*others, section], section, position)
    return section


def find(organization_id: int, section_id: int) -> Section:
    """A section of a league of this organisation. Raises NotFound."""
    found: Section | None = (
        Section.select(Section, League)
        .join(League)
        .where(
            Section.id == section_id,
            Section.organization == organization_id,
            Section.deleted_at.is_null(),
            League.deleted_at.is_null(),
        )
        .first()
    )
    if found is None:
        raise NotFound("Section not found")
    return found


def of(league: League) -> list[Section]:
    """The league's sections in their order."""
    return of_leagues([league.id]).get(league.id, [])


def of_leagues(ids: Iterable[int]) -> dict[int, list[Section]]:
    """The sections of these leagues in their order, by league."""
    found: dict[int, list[Section]] = {}
    live = Section.select().where(Section.league.in_(list(ids)), Section.deleted_at.is_null())
    for section in live.order_by(Section.position, Section.id):
        found.setdefault(section.league_id, []).append(section)
    return found


def change(section: Section, changes: Mapping[str, Any], now: datetime) -> None:
    """Changes `name`, `description`, `position` or `matches`. The caller holds the league alone. What was completed
    under a former rule stands, whatever becomes of the work. Raises NothingToChange, NotFound."""
    if not changes:
        raise NothingToChange("No fields provided to update")
    if "matches" in changes:
        kept = _kept(section.organization_id, changes["matches"])
        if kept != section.matches:
            Completion.update(item=None).where(Completion.section == section, Completion.revoked_at.is_null()).execute()
        section.matches = kept
    section.name = changes.get("name", section.name)
    section.description = changes.get("description", section.description)
    section.updated_at = now
    section.save()
    if "position" in changes:
        _place(of(section.league), section, changes["position"])


def delete(section: Section, now: datetime) -> None:
    """It counts for nothing any more. The caller holds the league alone, and checks who has completed the rest."""
    section.deleted_at = section.updated_at = now
    section.save(only=[Section.deleted_at, Section.updated_at])
    _number(of(section.league))


_MATCHING = """
SELECT s.id, s.league_id, s.matches FROM section s JOIN league l ON l.id = s.league_id AND l.deleted_at IS NULL
WHERE s.organization_id = %s AND s.matches IS NOT NULL AND s.deleted_at IS NULL
"""


def matching(organization_id: int) -> list[tuple[int, int, Matches]]:
    """(section, its league, its rule) of every section that work completes."""
    # Asked at every piece of work, and mostly there are none.
    found = rows(_MATCHING, organization_id)
    return [(section, league, Matches.model_validate(kept)) for section, league, kept in found]


def _kept(organization_id: int, matches: Matches | None) -> dict[str, Any] | None:
    if matches is not None and matches.project is not None:
        tenants.project(organization_id, matches.project)
    return None if matches is None else matches.model_dump(mode="json", exclude_none=True)


def _place(ordered: list[Section], section: Section, position: int) -> None:
    others = [other for other in ordered if other.id != section.id]
    others.insert(position - 1, section)
    _number(others)


def _number(ordered: list[Section]) -> None:
    for position, section in enumerate(ordered, 1):
        if section.position != position:
            section.position = position
            section.save(only=[Section.position])
