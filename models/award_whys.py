"""An award's id comes in; why it was given goes out: how the badge is earned, what its pattern saw, the work itself."""

from models import award_pages, badge_words
from models.awards import Award
from models.badges import Badge
from models.rules.messages import AwardCard, BadgeCard, Evidence, PersonCard
from models.rules.patterns.verdicts import Tree
from models.rules.work import Value
from models.tenants import Organization


class AwardWhy(Value):
    """Why somebody has (or had) a badge. `pattern_version` and `tree`: what its pattern saw when it gave it; None for
    what was given otherwise. `words`: the reason, and how the badge is earned now."""

    award: AwardCard
    person: PersonCard
    org: str
    badge: BadgeCard
    pattern_version: int | None
    words: tuple[str, ...]
    tree: Tree | None
    evidence: tuple[Evidence, ...]


def of(award_id: int) -> AwardWhy:
    """Raises NotFound, also when the holder is hidden."""
    shown = award_pages.shown(award_id)
    award = Award.get_by_id(award_id)
    badge, trace = Badge.get_by_id(award.badge_id), award.trace or {}
    how = badge_words.of_badges(Organization.get_by_id(award.organization_id), [badge])[badge.id]
    return AwardWhy(
        award=shown.award,
        person=shown.person,
        org=shown.organization,
        badge=shown.award.badge,
        pattern_version=trace.get("version"),
        words=(*_said(award), *how),
        tree=Tree.model_validate(trace["tree"]) if "tree" in trace else None,
        evidence=shown.award.evidence,
    )


def _said(award: Award) -> list[str]:
    """The reason, and what became of it, as sentences."""
    ways = {"hand": "Given by hand", "league": "Given for a league", "special": "Given by a rule of its own"}
    way = ways.get(award.way, "Given by its pattern")
    given = f"{way}: {award.reason}" if award.reason else way
    level = f"Level {award.level}." if award.level else ""
    back = f"Taken back: {award.revoke_reason}" if award.revoked_at else ""
    return [one.rstrip(".") + "." for one in (given, level, back) if one]
