"""models/circumstances.py, wins.py, ageing.py: what patterns ask of people beside their deeds, and when it is asked."""

from datetime import datetime, timedelta

import pytest

from models import (
    ageing,
    awards,
    badges,
    closing,
    completions,
    consequences,
    db,
    leagues,
    sections,
    signing_in,
)
from models.awards import Award
from models.league_awards import check, tell
from models.people import Membership, Person
from models.signing_in import Proven
from models.tenants import Organization
from tests.cast import ADA, BOB, CYD, Lumen
from tests.models.deeds import carry, home, issue, who
from tests.models.earned import badge, held

unit = pytest.mark.usefixtures("unit")
DAY = timedelta(days=1)


def holders(lumen: Lumen, slug: str = "mine") -> list[int]:
    return [person for person, *_ in held(lumen.organization, slug)]


def numbers(lumen: Lumen, slug: str = "mine") -> list[tuple[int, int]]:
    return [(person, number) for person, number, _ in held(lumen.organization, slug)]


@unit
def test_completing_a_league_earns_and_a_later_section_takes_nothing(lumen: Lumen, now: datetime) -> None:
    league = leagues.create(lumen.organization, "Basics", "", "person", now)
    steps = [sections.create(league, f"Step {one}", "", None, now) for one in (1, 2)]
    badge(lumen.organization, "mine", {"earned": {"is": "league", "league": league.id}}, now)
    ada = who(lumen.organization, ADA, now)
    person = Person.get_by_id(ada)

    def complete(section: int, at: datetime) -> None:
        completions.complete(lumen.organization, section, person, "ada", "", at)
        tell(lumen.organization, check(league, [ada], at), at)

    complete(steps[0].id, now)
    assert holders(lumen) == []
    complete(steps[1].id, now)
    assert holders(lumen) == [ada]
    more = sections.create(league, "Step 3", "", None, now + DAY)
    tell(lumen.organization, check(league, [ada], now + DAY), now + DAY)
    assert holders(lumen) == [ada]
    completions.uncomplete(lumen.organization, steps[0].id, person, now + DAY)
    tell(lumen.organization, check(league, [ada], now + DAY), now + DAY)
    assert (holders(lumen), more.position) == ([], 3)


@unit
def test_signing_in_and_what_is_proven_is_known_at_once(lumen: Lumen, now: datetime) -> None:
    badge(lumen.organization, "mine", {"earned": {"is": "profile", "fact": "signed_in"}}, now)
    badge(lumen.organization, "both", {"earned": {"is": "all", "of": [
        {"is": "profile", "fact": "github"}, {"is": "profile", "fact": "avatar"}]}}, now)  # fmt: skip
    ada = who(lumen.organization, ADA, now)
    assert holders(lumen) == []
    proven = Proven(provider="github", external_id=ADA.external_id, login="ada", name="Ada", avatar="https://a.test/1")
    signing_in.sign_in(proven, now)
    assert (holders(lumen), holders(lumen, "both")) == ([ada], [ada])


@unit
def test_what_is_given_by_hand_earns_what_waits_for_it(lumen: Lumen, now: datetime) -> None:
    special = badges.find(lumen.organization, "special")
    badge(lumen.organization, "mine", {"earned": {"is": "holds", "badge": special.id}}, now)
    ada = who(lumen.organization, ADA, now)
    given = awards.give(lumen.organization, special, ada, "", "Eve", now)
    consequences.of_awards(lumen.organization, "badge.awarded", [given], now)
    assert holders(lumen) == [ada]
    taken = awards.revoke(lumen.organization, special, ada, "a mistake", "Eve", now)
    consequences.of_awards(lumen.organization, "badge.revoked", taken, now)
    assert holders(lumen) == []


def test_whoever_has_been_here_long_enough_is_found_once_a_day(lumen: Lumen, now: datetime) -> None:
    with db.unit():
        badge(lumen.organization, "mine", {"earned": {"is": "member", "days": 365}}, now)
        [ada, bob, cyd] = (who(lumen.organization, one, now) for one in (ADA, BOB, CYD))
        for person, days in ((ada, 364.2), (bob, 363.2), (cyd, 400)):
            joined = Membership.update(joined_at=now - timedelta(days=days))
            joined.where(Membership.person == person).execute()
    assert [ageing.sweep(now + hours) for hours in (timedelta(hours=6), DAY, DAY + timedelta(hours=1))] == [0, 1, 0]
    with db.unit():
        # Whoever was here long enough before the badge was made waits for a backfill.
        assert holders(lumen) == [ada]
    assert ageing.sweep(now + 3 * DAY) == 1
    with db.unit():
        assert holders(lumen) == [ada, bob]


@unit
@pytest.mark.parametrize(
    ("ranking", "places", "winners"),
    [("standard", 2, ["ada", "bob"]), ("dense", 2, ["ada", "bob", "cyd"]), ("ordinal", 1, ["ada"])],
)
def test_the_top_of_a_week_is_honoured_when_it_closes(
    lumen: Lumen, now: datetime, ranking: str, places: int, winners: list[str]
) -> None:
    Organization.update(ranking=ranking).where(Organization.id == lumen.organization.id).execute()
    top = {"is": "top", "period": "week", "places": places}
    badge(lumen.organization, "mine", {"earned": top, "repeat": {}}, now)
    project = home(lumen.organization)
    for number, (account, hours) in enumerate(((ADA, 0), (BOB, 1), (CYD, 2)), 1):
        worth = "points: 3" if account is CYD else "points: 5"
        carry(project, now, issue(number, now + timedelta(hours=hours), account, labels=(worth,)))
    organization = Organization.get_by_id(lumen.organization.id)
    assert holders(lumen) == []
    closing.close(organization, now + 7 * DAY)
    expected = [who(lumen.organization, account, now) for account in (ADA, BOB, CYD) if account.login in winners]
    assert numbers(lumen) == [(person, 1) for person in expected]
    # The next week Ada wins alone, again.
    carry(project, now, issue(9, now + 8 * DAY, ADA))
    closing.close(Organization.get_by_id(lumen.organization.id), now + 14 * DAY)
    ada = who(lumen.organization, ADA, now)
    assert (ada, 2) in numbers(lumen)
    assert len(numbers(lumen)) == len(winners) + 1
    won = (Award.person == ada) & Award.reason.contains(" of a week")
    first, again = [award.reason for award in Award.select().where(won).order_by(Award.number)]
    assert first.endswith(" of a week that ended on 8 March 2026")
    assert again.endswith(" of a week, 2 times, the last one that ended on 15 March 2026")
    # Late work changes nothing of a closed week.
    carry(project, now, issue(10, now, CYD, labels=("points: 50",)))
    assert len(numbers(lumen)) == len(winners) + 1
