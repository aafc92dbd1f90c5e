"""A special badge as an admin wants it comes in; the Badge, allotted at once to those who qualify, goes out, told.

Also what is said of special badges, and the sweep that honours periods which closed: whoever passes by sweeps.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from models import allotting, badges, catalog, consequences, qualifying
from models.awards import Award
from models.badges import Badge
from models.catalog import WholeBadge
from models.db import rows, unit
from models.errors import Invalid, NotFound, NothingToChange
from models.rules import special as rules
from models.rules.messages import Time
from models.rules.special import Hand, Kept, Named, Rule, Special, Top
from models.tenants import Organization

DAY = timedelta(days=1)


class SpecialBadge(WholeBadge):
    """A special badge. `rule["people"]` and `waiting`, the named people who are not here yet, are for admins.

    `next_at`: when its period closes next, or from when joining is too late.
    """

    rule: dict[str, Any]
    waiting: tuple[str, ...]
    explains: str
    next_at: Time | None


def create(organization: Organization, wanted: Special, now: datetime) -> Badge:
    """A special badge; who qualifies has it when this returns, and it is told. Raises Taken for a slug in use."""
    badge = badges.create(
        organization,
        wanted.slug or badges.free_slug(organization, wanted.name),
        wanted.name,
        wanted.description,
        badges.HAND_ART,
        wanted.color,
        None,
        now,
        icon_url=wanted.icon_url,
    )
    _set_rule(badge, wanted.rule, now, now)
    apply(badge, now)
    return badge


def find(organization: Organization, badge: int | str) -> Badge:
    """A special badge by id or slug. Raises NotFound."""
    found = badges.find(organization, badge)
    if found.special is None:
        raise NotFound(f"“{found.name}” is no special badge.")
    return found


def rule(badge: Badge) -> Rule:
    """How a special badge is allotted."""
    return qualifying.kept(badge).rule


def on_joined(organization_id: int, person_ids: Iterable[int], now: datetime) -> list[Award]:
    """What people get who joined or have a new account; untold. consequences.of_joining is this, and tells."""
    return allotting.on_joined(organization_id, person_ids, now)


def change(
    organization: Organization, which: int | str, changes: Mapping[str, Any], rule: Rule | None, now: datetime
) -> Badge:
    """Changes fields (badges.change) and the rule. What was given stands; the new rule is applied at once.

    Raises NotFound, Taken, NothingToChange, Invalid for a stock below what is held.
    """
    if not changes and rule is None:
        raise NothingToChange("No fields provided to update")
    # The organisation's row goes before people and badges: two changes of one badge come one after the other.
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    badge = find(organization, which)
    given = [] if rule is None else _change_rule(badge, rule, now)
    if changes:
        badges.change(badge, changes, now)
    _told(badge, given, now)
    return badge


def apply(badge: Badge, now: datetime) -> list[Award]:
    """Gives the badge to everybody who qualifies now, and tells. A period that closed is honoured too."""
    spans = allotting.overdue(badge, now)
    if spans:
        return _told(badge, allotting.close(badge, spans, now), now)
    wanted = qualifying.qualified(badge, qualifying.kept(badge).rule, now)
    return _told(badge, allotting.grant(badge, wanted, now), now)


def allot(badge: Badge, now: datetime) -> list[Award]:
    """An admin says when: like `apply`, and the top of all time, too."""
    return apply(badge, now) + _told(badge, allotting.grant(badge, qualifying.leading(badge, now), now), now)


def every(organization: Organization) -> list[Badge]:
    """The organisation's special badges, oldest first."""
    return [badge for badge in badges.every(organization) if badge.special is not None]


def describe(several: Iterable[Badge], now: datetime, private: bool) -> list[SpecialBadge]:
    """What there is to tell of special badges; `private`: whom they name, too."""
    kept = list(several)
    return [_described(badge, whole, now, private) for badge, whole in zip(kept, catalog.wholes(kept), strict=True)]


def sweep(now: datetime) -> int:
    """Honours every period that closed, and gives badges to people whom nobody noticed; how many awards.

    In units of its own, one per badge: a worker may be stopped in between, and two may sweep at once.
    """
    with unit():
        waiting = rows(_SWEPT, (now - DAY).date())
    given = 0
    for (badge_id,) in waiting:
        with unit():
            given += len(apply(Badge.get_by_id(badge_id), now))
    return given


# No index: an installation has a handful of special badges.
_SWEPT = """
SELECT id FROM badge WHERE special IS NOT NULL AND deleted_at IS NULL
AND (special->'rule'->>'kind' = 'named'
     OR special->'rule'->>'kind' = 'top' AND special->'rule'->>'period' <> 'all'
     OR special->'rule'->>'kind' = 'joined-before' AND special->'rule'->>'date' >= %s::text)
ORDER BY id
"""


def _change_rule(badge: Badge, rule: Rule, now: datetime) -> list[Award]:
    wanted = qualifying.qualified(badge, rule, now)
    # What closed under the former rule is honoured by it.
    given = allotting.close(badge, allotting.overdue(badge, now), now, also=wanted)
    badges.find(badge.organization, badge.id, lock=True)
    _refuse_short_stock(badge, rule)
    former = qualifying.kept(badge)
    same = isinstance(rule, Top) and isinstance(former.rule, Top) and rule.period == former.rule.period
    _set_rule(badge, rule, former.since if same else now, now)
    return given + allotting.grant(badge, wanted, now)


def _set_rule(badge: Badge, rule: Rule, since: datetime, now: datetime) -> None:
    badge.special = Kept(rule=rule, since=since).model_dump(mode="json")
    badge.stock = rule.stock if isinstance(rule, Hand) else None
    badge.updated_at = now
    badge.save(only=[Badge.special, Badge.stock, Badge.updated_at])


def _refuse_short_stock(badge: Badge, rule: Rule) -> None:
    held = catalog.whole(badge).held
    if isinstance(rule, Hand) and rule.stock is not None and rule.stock < held:
        raise Invalid(f"{held} people hold it; a stock of {rule.stock} is too small.")


def _told(badge: Badge, given: list[Award], now: datetime) -> list[Award]:
    consequences.of_awards(badge.organization, "badge.awarded", given, now)
    return given


def _described(badge: Badge, whole: WholeBadge, now: datetime, private: bool) -> SpecialBadge:
    rule = qualifying.kept(badge).rule
    return SpecialBadge(
        **dict(whole),
        rule=rule.model_dump(mode="json") if private else rules.shown(badge.special) or {},
        waiting=tuple(qualifying.absent(badge, rule)) if private and isinstance(rule, Named) else (),
        explains=rules.explains(rule),
        next_at=rules.next_at(rule, now, badge.organization.time_zone),
    )
