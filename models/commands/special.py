"""`special:create`, `special:change`, `special:allot`: badges with a rule that an admin made, and giving them now."""

from typing import Any

from models import award_cards, awards, consequences, special
from models.awards import Award
from models.badges import Badge
from models.commands.acting import Act, Command, Done
from models.errors import Invalid
from models.rules import special as rules
from models.rules.special import Hand, Named, Rule, Special
from models.rules.texts import Address, Color, Description, Flag, Id, Name, Slug, Why
from models.rules.work import Value

CHANGEABLE = ("name", "slug", "description", "icon_url", "color", "active")


class ChangeSpecial(Value):
    """What is given is changed, the rest stays, and so does every award. A new rule holds at once."""

    badge: Id | Slug
    name: Name = ""
    slug: Slug = ""
    description: Description = ""
    icon_url: Address | None = None
    color: Color = ""
    active: Flag = True
    rule: Rule | None = None
    why: Why = ""


class AllotSpecial(Value):
    """A special badge given now: to a person by hand, or to everybody who qualifies by its rule."""

    badge: Id | Slug
    person: Id | None = None
    reason: Why = ""


def _create(act: Act, wanted: Special) -> Done:
    badge = special.create(act.organization, wanted, act.now)
    act.audit("special:create", f"badge:{badge.id}", after=_told(badge))
    return _done(act, badge)


def _change(act: Act, wanted: ChangeSpecial) -> Done:
    before = _told(special.find(act.organization, wanted.badge))
    changes = {name: getattr(wanted, name) for name in CHANGEABLE if name in wanted.model_fields_set}
    badge = special.change(act.organization, wanted.badge, changes, wanted.rule, act.now)
    act.audit("special:change", f"badge:{badge.id}", before=before, after=_told(badge), why=wanted.why)
    return _done(act, badge)


def _allot(act: Act, wanted: AllotSpecial) -> Done:
    badge = special.find(act.organization, wanted.badge)
    given = _by_rule(badge, act) if wanted.person is None else [_by_hand(badge, wanted.person, wanted.reason, act)]
    after = {"awards": [award.id for award in given], "people": [award.person_id for award in given]}
    act.audit("special:allot", f"badge:{badge.id}", after=after, why=wanted.reason)
    return Done({"awards": [card.model_dump(mode="json") for card in award_cards.of(given)]})


def _by_rule(badge: Badge, act: Act) -> list[Award]:
    if isinstance(special.rule(badge), Hand):
        raise Invalid("person: This badge is given by hand; say to whom.")
    return special.allot(badge, act.now)


def _by_hand(badge: Badge, person: int, reason: str, act: Act) -> Award:
    award = awards.give(
        act.organization, badge, person, reason, act.by.name, act.now, way="special", by_person=act.caller.person
    )
    consequences.of_awards(act.organization, "badge.awarded", [award], act.now)
    return award


def _done(act: Act, badge: Badge) -> Done:
    private = act.caller.may("person:read", act.ladder)
    return Done({"badge": special.describe([badge], act.now, private)[0].model_dump(mode="json")})


def _told(badge: Badge) -> dict[str, Any]:
    """Settings, and of the people only how many: the audit trail names nobody."""
    rule = special.rule(badge)
    many = {"named": len(rule.people)} if isinstance(rule, Named) else {}
    return {
        "name": badge.name,
        "slug": badge.slug,
        "description": badge.description,
        "icon_url": badge.icon_url,
        "color": badge.color,
        "active": badge.is_active,
        "rule": (rules.shown(badge.special) or {}) | many,
    }


COMMANDS = {
    "special:create": Command(Special, "special:write", _create),
    "special:change": Command(ChangeSpecial, "special:write", _change),
    "special:allot": Command(AllotSpecial, "special:write", _allot),
}
