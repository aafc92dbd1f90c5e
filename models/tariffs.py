"""A project and a time come in; the Tariff in force then goes out. Tariffs are versions: none is ever changed.

Beside them lies how each project's past counts, because both are asked for together: when a thing was done decides by
what it is paid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from peewee import CharField, IntegerField, TextField

from models.db import Instant, Json, Record, link, rows
from models.rules import histories
from models.rules.histories import History
from models.rules.points import Tariff
from models.tenants import Organization, Project

EVER = datetime.fromtimestamp(0, UTC)
"""From when a tariff counts that applies to everything."""


class TariffVersion(Record):
    """The point rules of a project (or, without one, of the whole organisation) from a moment on."""

    organization_id: int
    project_id: int | None
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


@dataclass(frozen=True)
class InForce:
    """A tariff that counts. `id` and `version` are 0 for the built-in one; `project`: whose own it is."""

    id: int
    project: int | None
    version: int
    tariff: Tariff = field(compare=False)


BUILT_IN = InForce(0, None, 0, Tariff())


@dataclass(frozen=True)
class _Listed:
    id: int
    version: int
    from_at: datetime
    mark: str


class Book:
    """All tariffs of an organisation, newest first for each scope; their rules are read when they are needed. And how
    the past of its projects counts."""

    def __init__(
        self, listed: Iterable[tuple[int, int | None, int, datetime, str]], pasts: Mapping[int, History] | None = None
    ) -> None:
        self.pasts = dict(pasts or {})
        self._by_scope: dict[int | None, list[_Listed]] = {}
        for id_, project, version, from_at, mark in listed:
            self._by_scope.setdefault(project, []).append(_Listed(id_, version, from_at, mark))

    def at(self, project_id: int | None, moment: datetime) -> InForce:
        """The tariff by which work of that time counts: of the last decided first, a project's own before the
        organisation's."""
        for scope in (project_id, None) if project_id is not None else (None,):
            for one in self._by_scope.get(scope, ()):
                if one.from_at <= moment:
                    return InForce(one.id, scope, one.version, _rules(one.id, one.mark))
        return BUILT_IN

    def counts_at(self, project_id: int, happened_at: datetime) -> datetime | None:
        """When something counts that was done then in that project; None: never."""
        return histories.counts_at(self.pasts.get(project_id), happened_at)

    def taught_at(self, project_id: int, happened_at: datetime) -> datetime:
        """By the tariff of which time it teaches the model."""
        return histories.taught_at(self.pasts.get(project_id), happened_at)

    def without(self, version_id: int) -> "Book":
        """As it was before that version was decided."""
        found = Book((), self.pasts)
        found._by_scope = {
            scope: [one for one in listed if one.id != version_id] for scope, listed in self._by_scope.items()
        }
        return found


class Trial(Book):
    """One tariff alone, for whatever time: as if it had been decided for ever and for everything. The past of projects
    counts as in the `book`."""

    def __init__(self, tariff: Tariff, book: Book) -> None:
        super().__init__((), book.pasts)
        self._tried = InForce(0, None, 0, tariff)

    def at(self, project_id: int | None, moment: datetime) -> InForce:
        """The one."""
        return self._tried


# One statement for both: every delivery asks, several times.
_LISTED = """
SELECT id, project_id, version, from_at, md5(rules::text), NULL::jsonb FROM tariff_version WHERE organization_id = %s
UNION ALL
SELECT NULL, id, 0, NULL, NULL, history FROM project WHERE organization_id = %s AND history IS NOT NULL
ORDER BY 3 DESC
"""


def book(organization_id: int) -> Book:
    """Every tariff that was ever decided there, as of now."""
    found = rows(_LISTED, organization_id, organization_id)
    pasts = {project: History.model_validate(past) for _, project, _, _, _, past in found if past is not None}
    return Book((one[:5] for one in found if one[0] is not None), pasts)


def in_force(project: Project, at: datetime) -> tuple[Tariff, int]:
    """(tariff, version) by which work of that time counts; version 0 is the built-in one."""
    found = book(project.organization_id).at(project.id, at)
    return found.tariff, found.version


def decide(
    organization: Organization,
    project: Project | None,
    tariff: Tariff,
    now: datetime,
    from_at: datetime | None = None,
    by: str | None = None,
    why: str | None = None,
) -> TariffVersion:
    """The tariff from now on, or from another moment. Older versions count for what was before it."""
    # Two decisions at once must not get one version: the unique index takes every NULL for another project.
    Organization.select().where(Organization.id == organization.id).for_update().execute()
    same_scope = (TariffVersion.organization == organization) & (
        TariffVersion.project.is_null() if project is None else TariffVersion.project == project
    )
    version = TariffVersion.select().where(same_scope).count() + 1
    return TariffVersion.create(
        organization=organization,
        project=project,
        version=version,
        rules=tariff.model_dump(mode="json"),
        from_=from_at or now,
        decided_at=now,
        by=by,
        why=why,
    )


# No version is ever changed, so its rules are read once; the mark tells two databases apart that give the same ids.
@lru_cache(maxsize=256)
def _rules(version_id: int, _mark: str) -> Tariff:
    [(rules,)] = rows("SELECT rules FROM tariff_version WHERE id = %s", version_id)
    return Tariff.model_validate(rules)
