"""What a delivery says of its repository comes in; the Project it belongs to goes out."""

from datetime import datetime

from peewee import fn

from models.db import columns, loaded, rows
from models.rules.work import ProjectSeen
from models.tenants import Organization, Project


def create(organization: Organization, provider: str, name: str, now: datetime) -> Project:
    """A project known by name only; its first delivery tells its id. An existing one of that name is given back."""
    known = _by_name(organization.id, provider, name)
    return known or Project.create(organization=organization, provider=provider, name=name, created_at=now)


def recognise(organization_id: int, home_id: int | None, seen: ProjectSeen, now: datetime) -> Project:
    """The project that a delivery speaks of: by id, else by name, else the hook's own if it has no id yet, else new.

    A hook is the organisation's: it may serve one repository, or all of them. So a repository that is heard of
    for the first time gets a project of its own.
    """
    project = (
        _by_id(organization_id, seen)
        or _nameless(_by_name(organization_id, seen.provider, seen.name))
        or _nameless(Project.get_or_none(Project.id == home_id))
    )
    if project is None:
        return _create_once(organization_id, seen, now)
    return _keep_up(project, seen, now)


def known(organization_id: int, seen: ProjectSeen) -> Project | None:
    """The project of that id, if this organisation has it."""
    return _by_id(organization_id, seen)


def _by_id(organization_id: int, seen: ProjectSeen) -> Project | None:
    found = rows(_BY_ID, organization_id, seen.provider, seen.external_id)
    return loaded(Project, found[0]) if found else None


_BY_ID = f"""
SELECT {columns(Project, "p")} FROM project p WHERE p.organization_id = %s AND p.provider = %s AND p.external_id = %s
"""


def _by_name(organization_id: int, provider: str, name: str) -> Project | None:
    return Project.get_or_none(
        Project.organization == organization_id,
        Project.provider == provider,
        fn.LOWER(Project.name) == name.lower(),
    )


def _nameless(project: Project | None) -> Project | None:
    """The project, locked, unless it has an id: two repositories heard of at once must not both take it."""
    if project is None or project.external_id is not None:
        return None
    found: Project | None = (
        Project.select().where(Project.id == project.id, Project.external_id.is_null()).for_update().first()
    )
    return found


def _create_once(organization_id: int, seen: ProjectSeen, now: datetime) -> Project:
    # Two workers may hear of a new repository at once: the second one's insert does nothing.
    Project.insert(
        organization=organization_id,
        provider=seen.provider,
        external_id=seen.external_id,
        name=seen.name,
        url=seen.url,
        seen_at=seen.at,
        created_at=now,
    ).on_conflict_ignore().execute()
    return Project.get(
        Project.organization == organization_id,
        Project.provider == seen.provider,
        Project.external_id == seen.external_id,
    )


def _keep_up(project: Project, seen: ProjectSeen, now: datetime) -> Project:
    """A delivery that comes late tells of a name that is no more, or of a rest that has ended."""
    if seen.at is not None and project.seen_at is not None and seen.at < project.seen_at:
        return project
    archived_at = project.archived_at if seen.archived is None else (now if seen.archived else None)
    same = (project.external_id, project.name, project.url, bool(project.archived_at)) == (
        seen.external_id,
        seen.name,
        seen.url or project.url,
        bool(archived_at),
    )
    if not same:
        project.external_id, project.name = seen.external_id, seen.name
        project.url, project.archived_at = seen.url or project.url, archived_at
        project.seen_at = seen.at or project.seen_at
        project.save()
    return project
