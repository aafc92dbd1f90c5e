"""A scope comes in; the tariff that is decided for it goes out, or what another one would have made of recent work."""

from collections.abc import Iterable, Sequence

from models import people
from models.db import rows
from models.rules import points
from models.rules.messages import PersonCard, ProjectCard, Time
from models.rules.points import Tariff
from models.rules.work import Account, Folded, Value
from models.tariffs import TariffVersion
from models.tenants import Organization, Project
from models.workitems import WorkItem

LOOKED_AT = 2_000
"""Pieces of work that a preview looks at, the newest."""


class Decided(Value):
    """A tariff in force. `project` is the one whose own it is; version 0 is the built-in one, from ever on."""

    tariff: Tariff
    version: int
    from_at: Time | None
    project: ProjectCard | None


class Shift(Value):
    """What one person's work earned, and what it would have."""

    person: PersonCard
    before: int
    after: int


class Preview(Value):
    """What the newest work would have earned. `entries`: how many pieces of work were looked at, back to `since`;
    `newcomers`: accounts that would earn and are nobody's yet."""

    people: tuple[Shift, ...]
    entries: int
    since: Time | None
    newcomers: int


def decided(organization: Organization, project: Project | None) -> Decided:
    """The tariff of now: the project's own, else the organisation's, else the built-in one."""
    for scope in (project, None) if project else (None,):
        found = _newest(organization, scope)
        if found is not None:
            return Decided(
                tariff=Tariff.model_validate(found.rules),
                version=found.version,
                from_at=found.from_,
                project=None if scope is None else ProjectCard(id=scope.id, name=scope.name),
            )
    return Decided(tariff=Tariff(), version=0, from_at=None, project=None)


def preview(organization: Organization, project: Project | None, tariff: Tariff) -> Preview:
    """Only reads: the newest work, counted by this tariff, beside what stands in the ledger for it."""
    items = _newest_work(organization, project)
    folded = [item.folded() for item in items]
    owed = _owed(folded, tariff)
    known = _people(organization.id, owed)
    before = _standing([item.id for item in items])
    after: dict[int, int] = {}
    for account, sum_ in owed.items():
        if account in known:
            after[known[account]] = after.get(known[account], 0) + sum_
    return Preview(
        people=tuple(_shifts(organization.id, before, after)),
        entries=len(items),
        since=min((one.work.ended_at or one.work.began_at for one in folded), default=None),
        newcomers=len(owed.keys() - known.keys()),
    )


def _newest(organization: Organization, project: Project | None) -> TariffVersion | None:
    mine = TariffVersion.project.is_null() if project is None else TariffVersion.project == project
    found: TariffVersion | None = (
        TariffVersion.select()
        .where(TariffVersion.organization == organization, mine)
        .order_by(TariffVersion.version.desc())
        .first()
    )
    return found


def _newest_work(organization: Organization, project: Project | None) -> list[WorkItem]:
    mine = Project.organization == organization if project is None else Project.id == project.id
    scopes = [one.id for one in Project.select(Project.id).where(mine)]
    if project is None:
        # Projects with a tariff of their own do not follow the organisation's.
        own = rows("SELECT project_id FROM tariff_version WHERE organization_id = %s", organization.id)
        scopes = sorted(set(scopes) - {one for (one,) in own})
    wanted = WorkItem.select().where(WorkItem.project.in_(scopes))
    return list(wanted.order_by(WorkItem.id.desc()).limit(LOOKED_AT)) if scopes else []


def _owed(folded: Iterable[Folded], tariff: Tariff) -> dict[tuple[str, str], int]:
    """Points by (provider, external id)."""
    owed: dict[tuple[str, str], int] = {}
    for item in folded:
        for claim in points.claims(item, tariff):
            key = _key(claim.account)
            owed[key] = owed.get(key, 0) + claim.points
    return owed


def _key(account: Account) -> tuple[str, str]:
    return account.provider, account.external_id


_PEOPLE = """
SELECT i.provider, i.external_id, i.person_id FROM identity i
JOIN unnest(%s::text[], %s::text[]) AS a(provider, external_id)
  ON i.provider = a.provider AND i.external_id = a.external_id
JOIN membership m ON m.person_id = i.person_id AND m.organization_id = %s
"""


def _people(organization_id: int, owed: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    keys = list(owed)
    found = rows(_PEOPLE, [one for one, _ in keys], [one for _, one in keys], organization_id) if keys else []
    return {(provider, external_id): person for provider, external_id, person in found}


_STANDING = "SELECT person_id, sum(points)::bigint FROM entry WHERE item_id = ANY(%s) GROUP BY person_id"


def _standing(items: Sequence[int]) -> dict[int, int]:
    return {person: int(sum_) for person, sum_ in rows(_STANDING, list(items))} if items else {}


_SHOWN = "SELECT person_id FROM membership WHERE organization_id = %s AND person_id = ANY(%s) AND hidden_at IS NULL"


def _shifts(organization_id: int, before: dict[int, int], after: dict[int, int]) -> list[Shift]:
    """Those who are shown, whose sum is not nothing both ways; the largest changes first."""
    concerned = before.keys() | after.keys()
    shown = rows(_SHOWN, organization_id, sorted(concerned))
    known = people.cards(person for (person,) in shown)
    shifts = [Shift(person=card, before=before.get(id_, 0), after=after.get(id_, 0)) for id_, card in known.items()]
    moved = [one for one in shifts if one.before or one.after]
    return sorted(moved, key=lambda one: (-abs(one.after - one.before), one.person.id))
