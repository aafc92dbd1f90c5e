"""A scope comes in; the tariff that counts for its work of now goes out, or every version that was ever decided."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models import people, tariffs
from models.rules.messages import ProjectCard, Time
from models.rules.points import Tariff
from models.rules.work import Value
from models.tariffs import TariffVersion
from models.tenants import Organization, Project

MOST = 200
"""Versions that are listed, the newest."""


class Decided(Value):
    """A tariff that was decided. `project` is the one whose own it is; version 0 is the built-in one, from ever on."""

    tariff: Tariff
    version: int
    from_at: Time | None
    project: ProjectCard | None
    decided_at: Time | None = None
    by: str | None = None
    why: str | None = None


BUILT_IN = Decided(tariff=Tariff(), version=0, from_at=None, project=None)


def decided(organization: Organization, project: Project | None, now: datetime) -> Decided:
    """The tariff of now: the project's own, else the organisation's, else the built-in one."""
    found = tariffs.book(organization.id).at(project.id if project else None, now)
    return version(organization, found.id) if found.id else BUILT_IN


def version(organization: Organization, version_id: int) -> Decided:
    """One version, whether or not it counts by now."""
    [card] = _cards(organization, [TariffVersion.get_by_id(version_id)])
    return card


def versions(organization: Organization) -> list[Decided]:
    """Of all scopes, the last decided first."""
    mine = TariffVersion.select().where(TariffVersion.organization == organization)
    return _cards(organization, list(mine.order_by(TariffVersion.id.desc()).limit(MOST)))


def _cards(organization: Organization, found: Sequence[TariffVersion]) -> list[Decided]:
    _, unseen = people.unseen(organization.id, (), (one.by for one in found))
    projects = _projects({one.project_id for one in found if one.project_id})
    return [
        Decided(
            tariff=Tariff.model_validate(one.rules),
            version=one.version,
            from_at=None if one.from_ == tariffs.EVER else one.from_,
            project=projects.get(one.project_id or 0),
            decided_at=one.decided_at,
            by=people.UNSEEN if one.by in unseen else one.by,
            why=one.why,
        )
        for one in found
    ]


def _projects(ids: Iterable[int]) -> dict[int, ProjectCard]:
    found = Project.select().where(Project.id.in_(list(ids)))
    return {one.id: ProjectCard(id=one.id, name=one.name) for one in found}
