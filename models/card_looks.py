"""A person, a board or an award comes in; the Sheet that shows it on other sites goes out: what anybody may see."""

from collections.abc import Iterable
from datetime import datetime

from models import award_pages, awards, design_versions, people, standings
from models.awards import Award
from models.badges import Badge
from models.design_versions import DesignVersion
from models.designs import as_kept
from models.rules.art import award_card, board_card, person_card
from models.rules.art.board_card import BoardLine, BoardShown
from models.rules.art.person_card import MEDALS, PersonShown
from models.rules.art.sheet import Medal, Sheet
from models.rules.art.wish import Theme
from models.rules.standings import parse_board
from models.tenants import Organization

AWARD_MEDAL, SMALL_MEDAL = 400, 150
"""Pixels for which a design's detail is chosen."""


def of_award(award_id: int, public_url: str) -> Sheet:
    """An award as it was earned. Raises NotFound, also when its holder is hidden."""
    shown = award_pages.shown(award_id)
    [medal] = _medals([Award.get_by_id(award_id)], AWARD_MEDAL)
    return award_card.sheet(award_pages.told(shown, public_url), shown.award.badge.color, medal)


def of_person(organization: Organization, person_id: int, theme: Theme, locale: str, now: datetime) -> Sheet:
    """A person's points and newest badges. Raises NotFound for a stranger, and for whom nobody sees."""
    person = people.card(people.member(organization.id, person_id))
    totals = standings.totals(organization, person_id, now)
    held = [award for award in awards.of_person(organization.id, person_id) if award.revoked_at is None]
    # Of several levels the highest: it stands first.
    newest = list({award.badge_id: award for award in reversed(held)}.values())[::-1]
    shown = PersonShown(
        name=person.name,
        login=person.login,
        organization=organization.name,
        points=totals.all,
        month=totals.month,
        rank=standings.ranks(organization, person_id, now)["all"],
        badges=len(newest),
        medals=tuple(_medals(newest[:MEDALS], SMALL_MEDAL)),
    )
    return person_card.sheet(shown, theme, locale)


def of_board(organization: Organization, name: str, theme: Theme, locale: str, now: datetime) -> Sheet:
    """The top of a board as it is now. Raises NotFound for whose board there is none."""
    board = standings.board(organization, parse_board(name), now, board_card.LINES)
    title = board.title if board.scope.kind == "organization" else f"{board.title} · {board.scope.name}"
    lines = tuple(BoardLine(rank=row.rank, name=row.person.name, points=row.points) for row in board.rows)
    shown = BoardShown(title=title, organization=organization.name, people=board.people, lines=lines)
    return board_card.sheet(shown, theme, locale)


def _medals(several: Iterable[Award], size: int) -> list[Medal]:
    kept = list(several)
    wanted = {award.badge_id for award in kept}
    known = {badge.id: badge for badge in Badge.select().where(Badge.id.in_(wanted))} if wanted else {}
    return [_medal(known[award.badge_id], award, size) for award in kept]


def _medal(badge: Badge, award: Award, size: int) -> Medal:
    initial = next((one.upper() for one in badge.name if one.isalnum()), "*")
    medal = Medal(x=0, y=0, size=size, color=badge.color, initial=initial)
    if award.design_version_id is not None:
        drawing, given = design_versions.drawn(DesignVersion.get_by_id(award.design_version_id))
        told = {"badge": badge.name, **({"level": award.level} if award.level else {})}
        wish = {"size": size, "level": award.number, "given": given, "told": told}
        return medal.model_copy(update={"drawing": as_kept(drawing), "wish": wish})
    return medal if badge.icon_url else medal.model_copy(update={"art": badge.art})
