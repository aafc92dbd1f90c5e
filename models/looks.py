"""What is to be shown comes in by its id; a Look goes out: all that a picture depends on. server/pictures draws it."""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from models import artworks, award_reading, dates, design_versions, designs, outside_pictures, shown_art, templates
from models.awards import Award
from models.badges import Badge
from models.design_versions import DesignVersion
from models.designs import Design
from models.errors import NotFound
from models.rules.art.drawing import Drawing, Given
from models.rules.work import Value
from models.tenants import Organization

UNKNOWN = "There is no such picture."


class Look(Value):
    """Two equal looks are one picture. Exactly one of: the `key` of a design's version, the id of a `draft`, a
    `template`, the name of built-in `art`, the digest of an `outside` picture. `stamp` tells states of what may change
    apart; `told`: what is filled in."""

    key: str | None = None
    draft: int | None = None
    template: str | None = None
    art: str | None = None
    outside: str | None = None
    stamp: str = ""
    level: int = 1
    told: tuple[tuple[str, str], ...] = ()


def of_badge(badge_id: int, level: int) -> Look:
    """A badge as it looks today, at that level. Raises NotFound."""
    badge = Badge.get_or_none(Badge.id == badge_id, Badge.deleted_at.is_null())
    if badge is None:
        raise NotFound("There is no such badge.")
    organization = Organization.get_by_id(badge.organization_id)
    return _of(badge, badge.design_version_id, level, {"badge": badge.name, "organization": organization.name})


def of_award(award_id: int, locale: str) -> Look:
    """An award as it was earned, with its holder and its day. Raises NotFound, also when nobody may see the holder."""
    award = Award.get_or_none(Award.id == award_id)
    if award is None:
        raise NotFound("There is no such award.")
    organization, badge = Organization.get_by_id(award.organization_id), Badge.get_by_id(award.badge_id)
    given = award_reading.one(organization, award_id)
    told = {
        "badge": badge.name,
        "organization": organization.name,
        "holder": given.person.name,
        "date": dates.written(award.awarded_at.date(), locale),
    }
    told |= {"level": award.level} if award.level else {}
    return _of(badge, award.design_version_id, award.number, told)


def of_draft(design: Design) -> Look:
    """A design as far as it is drawn; the caller has seen to it that they may look."""
    drawing, given = designs.drawn(design)
    return Look(draft=design.id, stamp=_stamp(drawing, given))


def of_template(ref: str) -> Look:
    """A template that is built in or public. Raises NotFound."""
    found = templates.find(None, ref)
    return Look(template=found.ref, stamp=_stamp(found.drawing, {}))


def of_art(key: str) -> Look:
    """A version of a design. Raises NotFound, also for one that went with its design."""
    shown_art.must_be(key)
    return Look(key=key)


def of_outside(digest: str) -> Look:
    """Our copy of a picture elsewhere. Raises NotFound while there is none."""
    return Look(outside=digest, stamp=outside_pictures.copy(digest).stamp)


def drawing(look: Look) -> tuple[Drawing, Given]:
    """What is to be drawn, with the parameters. Raises NotFound, also for a look that is no drawing."""
    if look.key is not None:
        return design_versions.drawn(design_versions.by_key(look.key))
    if look.draft is not None:
        return designs.drawn(Design.get_by_id(look.draft))
    if look.template is not None:
        return templates.find(None, look.template).drawing, {}
    raise NotFound(UNKNOWN)


def _stamp(drawing: Drawing, given: Mapping[str, Any]) -> str:
    return hashlib.sha256(f"{artworks.digest(drawing)} {json.dumps(given, sort_keys=True)}".encode()).hexdigest()[:32]


def _of(badge: Badge, version_id: int | None, level: int, told: Mapping[str, str]) -> Look:
    words = tuple(sorted(told.items()))
    if version_id is not None:
        return Look(key=DesignVersion.get_by_id(version_id).key, level=level, told=words)
    if badge.icon_url:
        with contextlib.suppress(NotFound):
            return of_outside(outside_pictures.digest(badge.icon_url))
    return Look(art=badge.art)
