"""A project and a time come in; the Tariff in force then goes out. Tariffs are versions: none is ever changed."""

from datetime import datetime

from peewee import CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link, rows
from models.rules.points import Tariff
from models.tenants import Organization, Project


class TariffVersion(Record):
    """The point rules of a project (or, without one, of the whole organisation) from a moment on."""

    organization = link(Organization)
    project = link(Project, null=True)
    version = IntegerField()
    rules = Json()
    from_ = Instant(column_name="from_at")
    decided_at = Instant()
    by = CharField(max_length=200, null=True)
    why = TextField(null=True)

    class Meta:
        indexes = ((("organization", "project", "version"), True),)


_IN_FORCE = """
SELECT rules, version FROM tariff_version
WHERE organization_id = %s AND (project_id = %s OR project_id IS NULL) AND from_at <= %s
ORDER BY project_id IS NULL, version DESC LIMIT 1
"""


def in_force(project: Project, at: datetime) -> tuple[Tariff, int]:
    """(tariff, version) by which work of that time counts, so that a new tariff changes no past result.

    A project's own goes before the organisation's; version 0 is the built-in one.
    """
    for rules, version in rows(_IN_FORCE, project.organization_id, project.id, at):
        return Tariff.model_validate(rules), int(version)
    return Tariff(), 0


def decide(organization: Organization, project: Project | None, tariff: Tariff, now: datetime) -> int:
    """The tariff from now on; its version."""
    # Two decisions at once must not get one version: the unique index takes every NULL for another project.
    Organization.select().where(Organization.id == organization.id).for_update().execute()
    same_scope = (TariffVersion.organization == organization) & (
        TariffVersion.project.is_null() if project is None else TariffVersion.project == project
    )
    version = TariffVersion.select().where(same_scope).count() + 1
    TariffVersion.create(
        organization=organization, project=project, version=version, rules=tariff.model_dump(mode="json"), from_=now, decided_at=now
    )
    return version
