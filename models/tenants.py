"""The records of the tenants: Organization and Project; organizations.py and projects.py hold their verbs."""

from datetime import datetime

from peewee import BigIntegerField, CharField

from models.db import Instant, Json, Record, link
from models.errors import NotFound
from models.rules import histories
from models.rules.histories import History


class Organization(Record):
    """A tenant. `last_seq` is the number of the last message told to its browsers; only the relay writes it.

    `ranking`: how equal points share ranks. Only what happened before `closed_until` can lie in a closed period; at
    `next_close_at` the next one may be closed, or the next day's ranks be noted: they are up to `ranked_until`.
    """

    slug = CharField(max_length=60, unique=True)
    name = CharField(max_length=200)
    time_zone = CharField(max_length=60)
    allowed_origins = Json(default=list)
    last_seq = BigIntegerField(default=0)
    ranking = CharField(max_length=12, default="standard")
    closed_until = Instant(null=True)
    next_close_at = Instant(null=True)
    ranked_until = Instant(null=True)
    created_at = Instant()


class Project(Record):
    """One repository or board of an organisation, keyed by the provider's id once a delivery has told it.

    `board`: what a board's lists and fields mean (models.rules.board_rules.BoardRule); `history`: how work counts that
    was done before it was connected (models.rules.histories.History), None: as all work does. `connection_id`: by which
    access the provider is asked. `seen_at`: by the provider's clock, since when it is known to be called so.
    """

    organization_id: int
    organization = link(Organization)
    provider = CharField(max_length=20)
    external_id = CharField(max_length=100, null=True)
    name = CharField(max_length=300)
    url = CharField(max_length=1000, null=True)
    archived_at = Instant(null=True)
    created_at = Instant()
    board = Json(null=True)
    history = Json(null=True)
    connection_id = BigIntegerField(null=True)
    seen_at = Instant(null=True)

    class Meta:
        indexes = ((("organization", "provider", "external_id"), True),)

    def counts_at(self, happened_at: datetime) -> datetime | None:
        """When something counts that was done here then; None: never."""
        past = None if self.history is None else History.model_validate(self.history)
        return histories.counts_at(past, happened_at)


def organization(slug: str) -> Organization:
    """The organisation of that slug. Raises NotFound."""
    # PostgreSQL takes no NUL, not even to say that there is none.
    found = Organization.get_or_none(Organization.slug == slug) if slug.isprintable() else None
    if found is None:
        raise NotFound(f"There is no organisation “{slug[:60]}”.")
    return found


def project(organization_id: int, project_id: int) -> Project:
    """A project of this organisation. Raises NotFound."""
    found = Project.get_or_none(Project.id == project_id, Project.organization == organization_id)
    if found is None:
        raise NotFound(f"There is no project {project_id} in this organisation.")
    return found


def home(project_id: int) -> Organization:
    """The organisation whose project it is. Raises NotFound."""
    found: Organization | None = (
        Organization.select().join(Project, on=Project.organization).where(Project.id == project_id).first()
    )
    if found is None:
        raise NotFound("There is no such project.")
    return found
