"""An address that a badge's picture is to have comes in; a version of a design, when it is ours, goes out."""

import re

from models import design_versions
from models.design_versions import DesignVersion
from models.designs import Design
from models.errors import Invalid
from models.rules.work import Value
from models.tenants import Organization

_OWN = re.compile(r"/img/art/([0-9a-f]{32})\.svg(\?.*)?", re.A)


class BadgeDesign(Value):
    """Which design a badge looks like, in which version. `newest`: the number of its newest one."""

    id: int
    name: str
    number: int
    newest: int


def chosen(organization: Organization, address: str | None, public_url: str) -> int | None:
    """The version that this address of ours shows; None for an address elsewhere, and for none.

    Raises Invalid when no design of this organisation looks like that.
    """
    own = _OWN.fullmatch((address or "").removeprefix(public_url))
    if own is None:
        return None
    ours = DesignVersion.select(DesignVersion.id).join(Design).where(Design.organization == organization)
    version = ours.where(DesignVersion.key == own[1], Design.deleted_at.is_null()).order_by(DesignVersion.id).first()
    if version is None:
        raise Invalid("icon_url: No design of this organisation looks like that.")
    return int(version.id)


def of_versions(ids: list[int]) -> dict[int, BadgeDesign]:
    """By the version that a badge has."""
    if not ids:
        return {}
    found = list(DesignVersion.select(DesignVersion, Design).join(Design).where(DesignVersion.id.in_(ids)))
    newest = design_versions.newest([one.design_id for one in found])
    return {
        one.id: BadgeDesign(
            id=one.design_id, name=one.design.name, number=one.number, newest=newest[one.design_id].number
        )
        for one in found
    }
