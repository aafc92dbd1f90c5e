"""A pattern that an admin wants comes in; nothing goes out, or a refusal: of what others have, of circles of badges."""

from models import listeners, naming
from models.badges import Badge
from models.db import rows
from models.errors import Invalid
from models.rules.patterns import cycles
from models.rules.patterns.language import Pattern
from models.tenants import Organization


def check(organization: Organization, pattern: Pattern, badge: Badge | None = None) -> None:
    """Raises Invalid, with a path into the document, for projects, leagues, teams and badges that are not here, and for
    a `badge` that would wait for itself. Of two who do it at once, one comes after the other."""
    rows("SELECT 1 FROM organization WHERE id = %s FOR NO KEY UPDATE", organization.id)
    for one in naming.mentions(pattern):
        alive = {
            found.id
            for found in naming.here(organization.id, one.kind, one.ids)
            if getattr(found, "deleted_at", None) is None
        }
        if missing := sorted(one.ids - alive):
            raise Invalid(f"{one.path}: there is no {one.kind} {missing[0]} in this organisation.")
    if badge is not None:
        _refuse_circle(organization, pattern, badge)


def waiting_for(badge: Badge) -> list[str]:
    """The names of the badges whose patterns ask for this one."""
    asking = "SELECT DISTINCT b.name FROM listener l JOIN badge b ON b.id = l.badge_id WHERE l.organization_id = %s "
    return [name for (name,) in rows(asking + "AND l.key = %s ORDER BY 1", badge.organization_id, f"badge:{badge.id}")]


def _refuse_circle(organization: Organization, pattern: Pattern, badge: Badge) -> None:
    patterns = listeners.all_patterns(organization.id) | {badge.id: pattern}
    circle = cycles.cycle({one: cycles.badges_of(waits) for one, waits in patterns.items()}, badge.id)
    if circle is not None:
        names = {one.id: one.name for one in naming.here(organization.id, "badge", circle)}
        way = ", which waits for ".join(f"“{names[one]}”" for one in circle)
        raise Invalid(f"pattern: {way}; so nobody could ever earn it.")
