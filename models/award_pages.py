"""An award's id comes in; all that its public page says goes out, whatever organisation it is of."""

from models import award_reading
from models.awards import Award
from models.badges import Badge
from models.errors import NotFound
from models.public import GivenAward
from models.rules import sharing
from models.rules.sharing import Told
from models.tenants import Organization

UNKNOWN = "There is no award at this address."


class AwardShown(GivenAward):
    """An award with the organisation that gave it. `art`: the built-in picture; None when it has another one."""

    organization: str
    organization_name: str
    art: str | None


def shown(award_id: int) -> AwardShown:
    """Raises NotFound, also when the holder is hidden."""
    award = Award.get_or_none(Award.id == award_id)
    if award is None:
        raise NotFound(UNKNOWN)
    organization, badge = Organization.get_by_id(award.organization_id), Badge.get_by_id(award.badge_id)
    try:
        given = award_reading.one(organization, award_id)
    except NotFound:
        raise NotFound(UNKNOWN) from None
    return AwardShown(
        **dict(given),
        organization=organization.slug,
        organization_name=organization.name,
        art=None if badge.icon_url or award.design_version_id else badge.art,
    )


def told(shown: AwardShown, public_url: str) -> Told:
    """The same, as it is told elsewhere."""
    award = shown.award
    return sharing.Told(
        badge=award.badge.name,
        person=shown.person.name,
        organization=shown.organization_name,
        reason=award.reason or award.badge.description or award.badge.name,
        at=award.at,
        award=award.id,
        url=address(public_url, award.id),
        is_revoked=award.revoked_at is not None,
    )


def address(public_url: str, award_id: int) -> str:
    """The page of an award."""
    return f"{public_url}/awards/{award_id}"
