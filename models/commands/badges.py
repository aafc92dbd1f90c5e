"""`badge:create`, `badge:update`, `badge:retire`: what can be earned here."""

from typing import Annotated, Any

from pydantic import Field

from models import (
    award_batches,
    awards,
    badge_looks,
    badges,
    catalog,
    consequences,
    explaining,
    league_awards,
    leagues,
    pattern_checking,
    queues,
)
from models.badges import Badge
from models.commands.acting import Act, Command, Done
from models.errors import InUse
from models.league_awards import Outcome
from models.queues import Bell
from models.rules.patterns.language import Pattern
from models.rules.texts import Color, Description, Flag, Id, Name, Picture, Slug, Why
from models.rules.work import Value

DEFAULT_COLOR = "#3a5a78"
Document = Annotated[dict[str, Any], Field(description="A pattern in the language of docs/patterns.md.")]


class CreateBadge(Value):
    """A new badge. Without a slug, one is made of the name; `icon_url` may be where a version of a design lies. With a
    league, completing it earns the badge; with a pattern, work does, from its next piece on, or all that was done
    before by a backfill."""

    name: Name
    slug: Slug | None = None
    description: Description = ""
    icon_url: Picture | None = None
    color: Color = DEFAULT_COLOR
    active: Flag = True
    league: Id | None = None
    pattern: Document | None = None


class UpdateBadge(Value):
    """What is given is changed, the rest stays. A `pattern` of null is none any more; who holds the badge keeps it
    then. After another one people have it by their next piece of work, or all by a backfill."""

    badge: Id | Slug
    name: Name = ""
    slug: Slug = ""
    description: Description = ""
    icon_url: Picture | None = None
    color: Color = ""
    active: Flag = True
    pattern: Document | None = None
    why: Why = ""


class RetireBadge(Value):
    """The badge is deleted and taken from everybody; with `unless_held`, refused while somebody holds it."""

    badge: Id | Slug
    unless_held: Flag = False
    why: Why = ""


CHANGEABLE = ("name", "slug", "description", "icon_url", "color", "active")
LATER = "People get it with their next piece of work that counts; a backfill gives it to those who earned it before."


def _create(act: Act, wanted: CreateBadge) -> Done:
    league = None if wanted.league is None else leagues.find(act.organization.id, wanted.league)
    pattern = _pattern(act, wanted.pattern)
    look = _look(act, wanted.icon_url)
    badge = badges.create(
        act.organization,
        wanted.slug or badges.free_slug(act.organization, wanted.name),
        wanted.name,
        wanted.description,
        badges.HAND_ART,
        wanted.color,
        pattern,
        act.now,
        **look,
        league=league,
        active=wanted.active,
    )
    outcome = _to_finishers(act, badge, league_awards.finishers(league))
    act.audit("badge:create", f"badge:{badge.id}", after=_told(badge))
    league_awards.note(act.organization, outcome, act.by, act.now)
    return _done(badge, pattern is not None)


def _update(act: Act, wanted: UpdateBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge)
    before = _told(badge)
    changes = {name: getattr(wanted, name) for name in CHANGEABLE if name in wanted.model_fields_set}
    if "pattern" in wanted.model_fields_set:
        changes["pattern"] = _pattern(act, wanted.pattern, badge)
    if wanted.icon_url is not None:
        changes |= _look(act, wanted.icon_url)
    # Their locks come before the badge's.
    people = league_awards.finishers(badge.league) if changes.get("active") and not badge.is_active else []
    badges.change(badge, changes, act.now)
    outcome = _to_finishers(act, badge, people)
    after = _told(badge)
    changed = {name for name in after if after[name] != before[name]}
    act.audit(
        "badge:update",
        f"badge:{badge.id}",
        before={name: before[name] for name in sorted(changed)},
        after={name: after[name] for name in sorted(changed)},
        why=wanted.why,
    )
    league_awards.note(act.organization, outcome, act.by, act.now)
    return _done(badge, badge.pattern is not None and ("pattern" in changed or "active" in changed))


def _retire(act: Act, wanted: RetireBadge) -> Done:
    badge = badges.find(act.organization, wanted.badge, lock=True)
    if others := pattern_checking.waiting_for(badge):
        raise InUse(f"“{others[0]}” is earned by holding this badge; change that pattern first.")
    held = awards.holders(badge)
    if held and wanted.unless_held:
        raise InUse("Cannot delete badge - it has been awarded to users")
    reason = wanted.why or f"“{badge.name}” was deleted."
    taken = award_batches.take_from_all(act.organization, badge, reason, act.by.name, act.now)
    badges.delete(badge, act.now)
    consequences.of_awards(act.organization, "badge.revoked", taken, act.now)
    people = {award.person_id for award in taken}
    after = {"taken_from": len(people)}
    act.audit("badge:retire", f"badge:{badge.id}", before=_told(badge), after=after, why=wanted.why)
    return Done({"badge": badge.id, "taken_from": len(people)})


def _pattern(act: Act, given: dict[str, Any] | None, badge: Badge | None = None) -> Pattern | None:
    return None if given is None else explaining.checked(act.organization, given, badge)


def _look(act: Act, address: str | None) -> dict[str, Any]:
    """A picture of ours is a version of a design; any other is shown as it is."""
    version = badge_looks.chosen(act.organization, address, act.settings.public_url)
    return {"icon_url": None, "design_version": version} if version else {"icon_url": address}


def _done(badge: Badge, later: bool) -> Done:
    told = {"badge": catalog.whole(badge).model_dump(mode="json")}
    ring = Bell(queues.PICTURES, badge.id) if badge.icon_url else None
    return Done(told | ({"message": LATER} if later else {}), ring_job=ring)


def _to_finishers(act: Act, badge: Badge, people: list[int]) -> Outcome:
    """Whoever completed the league before it had this badge gets it now."""
    outcome = league_awards.check(badge.league, people, act.now) if people else Outcome()
    league_awards.tell(act.organization, outcome, act.now)
    return outcome


def _told(badge: Badge) -> dict[str, Any]:
    return {
        "name": badge.name,
        "slug": badge.slug,
        "description": badge.description,
        "icon_url": badge.icon_url,
        "design_version": badge.design_version_id,
        "color": badge.color,
        "active": badge.is_active,
        "league": badge.league_id,
        "pattern": badge.pattern,
    }


COMMANDS = {
    "badge:create": Command(CreateBadge, "badge:write", _create),
    "badge:update": Command(UpdateBadge, "badge:write", _update),
    "badge:retire": Command(RetireBadge, "badge:delete", _retire),
}
