"""An organisation, a person or an award comes in; who holds which badge, since when and by whom, goes out in pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from models import award_cards, awards, catalog, people
from models.awards import Award
from models.badges import Badge
from models.catalog import WholeBadge
from models.db import rows
from models.people import Membership, Person
from models.rules.messages import PersonCard
from models.rules.work import Value
from models.tenants import Organization

T = TypeVar("T", Badge, Award)


class Giver(Value):
    """Who gave an award by hand; without an id when it was a program, or somebody who is not shown."""

    id: int | None
    name: str


class Holding(Value):
    """A badge that somebody holds. `giver` is None when a rule gave it."""

    award: int
    badge: WholeBadge
    since: datetime
    giver: Giver | None


def badge_page(
    organization: Organization, after: int | None, limit: int, active: bool | None = None
) -> tuple[list[WholeBadge], int | None]:
    """(badges, oldest first; the id after which there are more, or None)."""
    wanted = Badge.select().where(Badge.organization == organization, Badge.deleted_at.is_null())
    if active is not None:
        wanted = wanted.where(Badge.is_active == active)
    found, following = _cut(list(wanted.where(Badge.id > (after or 0)).order_by(Badge.id).limit(limit + 1)), limit)
    return catalog.wholes(found), following


def of_person(
    organization_id: int, person_id: int | None, after: int | None = None, limit: int = 100
) -> tuple[list[Holding], int | None]:
    """(what the person holds, oldest award first; the award after which there is more, or None)."""
    held = _live(organization_id, person_id).where(Award.id > (after or 0))
    found, following = _cut(list(held.order_by(Award.id).limit(limit + 1)), limit)
    kept = {badge.id: badge for badge in Badge.select().where(Badge.id.in_([award.badge_id for award in found] or [0]))}
    known = {whole.id: whole for whole in catalog.wholes(kept.values())}
    givers = _givers(organization_id, found)
    return [
        Holding(award=award.id, badge=known[award.badge_id], since=award.awarded_at, giver=givers[award.id])
        for award in found
    ], following


def earned(organization_id: int, person_id: int | None) -> dict[int, datetime]:
    """Since when the person holds which badge, by badge id."""
    return {award.badge_id: award.awarded_at for award in _live(organization_id, person_id)}


def live(organization_id: int, badge_id: int, person_id: int | None) -> Award | None:
    """The award by which the person holds the badge."""
    found: Award | None = _live(organization_id, person_id).where(Award.badge == badge_id).first()
    return found


def badge_count(organization: Organization) -> int:
    """How many badges there are."""
    return int(Badge.select().where(Badge.organization == organization, Badge.deleted_at.is_null()).count())


_MAILS = f"""
SELECT DISTINCT ON (i.person_id) i.person_id, i.external_id FROM identity i
WHERE i.provider = 'email' AND i.person_id = ANY(%s) AND (%s::bigint IS NULL OR EXISTS (
    SELECT 1 FROM membership m WHERE m.person_id = i.person_id AND m.organization_id = %s AND {people.TOLD}))
ORDER BY i.person_id, i.proven_at NULLS LAST, i.id
"""


def mails(ids: Iterable[int], organization_id: int | None) -> dict[int, str]:
    """These people's e-mail addresses, as far as that organisation's admins may read them; None: as they themselves."""
    found = rows(_MAILS, list(ids), organization_id, organization_id)
    return {person: str(address) for person, address in found}


def shown_people(organization_id: int, ids: Iterable[int]) -> dict[int, PersonCard]:
    """How these people are shown, by id; whoever is hidden in the organisation is not among them."""
    visible = (
        Person.select()
        .join(Membership, on=Membership.person == Person.id)
        .where(
            Membership.organization == organization_id,
            Membership.hidden_at.is_null(),
            Person.id.in_(list(ids) or [0]),
        )
    )
    return {person.id: people.card(person) for person in visible}


def _live(organization_id: int, person_id: int | None) -> Any:
    mine = (Award.organization == organization_id) & (Award.person == (person_id or 0)) & Award.revoked_at.is_null()
    return Award.select().where(mine, awards.is_highest())


def _givers(organization_id: int, found: Sequence[Award]) -> dict[int, Giver | None]:
    shown = shown_people(organization_id, {award.by_person_id for award in found if award.by_person_id})
    return {
        award.id: _giver(card.by, shown.get(award.by_person_id or 0))
        for award, card in zip(found, award_cards.of(found), strict=True)
    }


def _giver(by: str | None, person: PersonCard | None) -> Giver | None:
    if by is None:
        return None
    return Giver(id=None, name=by) if person is None else Giver(id=person.id, name=person.login or person.name)


def _cut(found: list[T], limit: int) -> tuple[list[T], int | None]:
    return found[:limit], int(found[limit - 1].id) if len(found) > limit else None
