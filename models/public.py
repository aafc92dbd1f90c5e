"""An organisation's slug comes in; what anybody may read of it goes out, in whole answers for REST."""

from datetime import datetime

from models import award_cards, awards, feed, ledger, people, profiles, standings, tenants
from models.errors import Invalid
from models.profiles import Profile
from models.rules.messages import AwardCard, Board, FeedLine, Line, PersonCard, Row
from models.rules.standings import PERIODS, Period, Ranking
from models.rules.work import Value
from models.tenants import Project


class PublicProject(Value):
    """A project as anybody may see it."""

    id: int
    name: str
    url: str | None


class PublicOrganization(Value):
    """An organisation as anybody may see it; `seq` is the number of its last message."""

    slug: str
    name: str
    time_zone: str
    projects: tuple[PublicProject, ...]
    boards: tuple[Period, ...]
    ranking: Ranking
    seq: int


class BoardLine(Value):
    """One person's line on a board; None for someone without points there."""

    board: str
    org: str
    version: int
    people: int
    row: Row | None


class PublicPerson(Profile):
    """A person's page."""

    seq: int


class LedgerPage(Value):
    """A stretch of a person's ledger; `total` is the sum of all of it."""

    lines: tuple[Line, ...]
    next: str | None
    total: int


class GivenAward(Value):
    """An award and who holds it."""

    person: PersonCard
    award: AwardCard


class AwardsPage(Value):
    """The last awards."""

    awards: tuple[GivenAward, ...]


class FeedPage(Value):
    """The last awards and points; `seq` as of the same moment."""

    lines: tuple[FeedLine, ...]
    seq: int


def organization(slug: str) -> PublicOrganization:
    """Raises NotFound."""
    found = tenants.organization(slug)
    projects = Project.select().where(Project.organization == found).order_by(Project.name, Project.id)
    return PublicOrganization(
        slug=found.slug,
        name=found.name,
        time_zone=found.time_zone,
        projects=tuple(PublicProject(id=one.id, name=one.name, url=one.url) for one in projects),
        boards=PERIODS,
        ranking=found.ranking,
        seq=found.last_seq,
    )


def line(found: Board) -> BoardLine:
    """The one line of a board that was read around a person with nobody beside them."""
    return BoardLine(
        board=found.board,
        org=found.org,
        version=found.version,
        people=found.people,
        row=found.rows[0] if found.rows else None,
    )


def person(slug: str, person_id: int, now: datetime) -> PublicPerson:
    """Raises NotFound."""
    found = tenants.organization(slug)
    return PublicPerson(**dict(profiles.profile(found, person_id, now)), seq=found.last_seq)


def ledger_page(slug: str, person_id: int, limit: int, cursor: str | None, now: datetime) -> LedgerPage:
    """Raises NotFound, and Invalid for a cursor that is none."""
    found = tenants.organization(slug)
    people.member(found.id, person_id)
    lines, following = ledger.page(found.id, person_id, _before(cursor), limit)
    return LedgerPage(
        lines=tuple(lines),
        next=None if following is None else str(following),
        total=standings.totals(found, person_id, now).all,
    )


def awards_page(slug: str, limit: int) -> AwardsPage:
    """Raises NotFound."""
    given = awards.recent(tenants.organization(slug).id, limit)
    known = people.cards({award.person_id for award in given})
    cards = award_cards.of(given)
    return AwardsPage(
        awards=tuple(
            GivenAward(person=known[award.person_id], award=card) for award, card in zip(given, cards, strict=True)
        )
    )


def feed_page(slug: str) -> FeedPage:
    """Raises NotFound."""
    found = tenants.organization(slug)
    return FeedPage(lines=tuple(feed.lines(found)), seq=found.last_seq)


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise Invalid("This cursor is none of ours; begin again without one.")
    return int(cursor)
