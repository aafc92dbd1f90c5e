"""models/rules/suspicion.py and circles.py: bursts, pairs and rings are seen; their honest twins are not."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from models.rules.deeds import Deed
from models.rules.suspicion import Suspicion, suspicions

ADA, BOB, CYD, DOT = 1, 2, 3, 4
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ids = itertools.count(1)


def deed(person: int, at: datetime, kind: str = "issue.closed", *others: int, project: int = 1) -> Deed:
    number = next(ids)
    return Deed(id=number, person=person, kind=kind, project=project, happened_at=at, others=others, item=number)


def many(count: int, person: int, at: datetime, every: timedelta, kind: str = "issue.closed") -> list[Deed]:
    return [deed(person, at + place * every, kind) for place in range(count)]


def reviews(count: int, reviewer: int, author: int, at: datetime, project: int = 1) -> list[Deed]:
    return [deed(reviewer, at + place * DAY / 2, "review.given", author, project=project) for place in range(count)]


def crowd(at: datetime, first: int = 10, size: int = 12) -> list[Deed]:
    """People who are there, each with a pull request now and then."""
    return [one for who in range(first, first + size) for one in many(4, who, at, 2 * DAY, "pull_request.merged")]


def seen(deeds: Iterable[Deed], **judged: Iterable[int]) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in found(deeds, **judged)]


def found(deeds: Iterable[Deed], **judged: Iterable[int]) -> tuple[Suspicion, ...]:
    return suspicions(deeds, {kind: set(several) for kind, several in judged.items()})


def test_many_deeds_of_one_person_in_an_hour_are_a_burst(now: datetime) -> None:
    closed = many(24, ADA, now, MINUTE)
    [one] = found(closed + crowd(now - 9 * DAY))
    assert (one.kind, one.key, one.people) == ("burst", "1:2026-W10", (ADA,))
    assert set(one.deeds) == {each.id for each in closed}
    assert one.words == (
        "24 pieces of work within 23 minutes on 2026-03-04 (24 issues closed). "
        "They have no rhythm of their own yet; for others 1 are usual."
    )


def test_the_same_work_over_a_day_is_none(now: datetime) -> None:
    assert not seen(many(24, ADA, now, HOUR / 2) + crowd(now - 9 * DAY))


def test_opening_and_merging_one_pull_request_is_one_piece_of_work(now: datetime) -> None:
    twice = [
        Deed(id=next(ids), person=ADA, kind=kind, project=1, happened_at=now + place * MINUTE, item=place + 1)
        for place in range(10)
        for kind in ("pull_request.opened", "pull_request.merged")
    ]
    assert not seen(twice + crowd(now - 9 * DAY))


def test_who_always_works_so_is_in_their_rhythm(now: datetime) -> None:
    triage = [one for day in range(5) for one in many(16, ADA, now - day * DAY, MINUTE)]
    assert not seen(triage + crowd(now - 9 * DAY))


def test_a_release_day_with_merges_by_many_is_no_burst(now: datetime) -> None:
    merged = [deed(who, now + who * MINUTE, "pull_request.merged") for who in range(10, 40)]
    reviewed = [deed(ADA, now + who * MINUTE, "review.given", who) for who in range(10, 40)]
    assert not seen(merged + reviewed)


def test_planning_is_no_burst_unless_it_is_paid(now: datetime) -> None:
    planned = many(20, ADA, now, MINUTE, "issue.opened")
    assert not seen(planned + crowd(now - 9 * DAY))
    paid = [replace(one, points=1) for one in planned]
    assert seen(paid + crowd(now - 9 * DAY)) == [("burst", "1:2026-W10")]


def test_a_hackathon_is_no_burst(now: datetime) -> None:
    busy = [one for who in range(20, 25) for one in many(20, who, now + who * MINUTE, MINUTE)]
    assert not seen(busy + crowd(now - 9 * DAY, size=25))


def test_two_people_who_mostly_review_each_other_among_many_are_a_pair(now: datetime) -> None:
    given = reviews(10, ADA, BOB, now - 9 * DAY) + reviews(9, BOB, ADA, now - 9 * DAY) + reviews(1, ADA, CYD, now)
    [one] = found(given + crowd(now - 9 * DAY))
    assert (one.kind, one.key, len(one.deeds)) == ("reciprocal", "1-2", 19)
    assert one.words == (
        "They mostly reviewed each other: 10 and 9 reviews in 30 days, 91% and 100% of all that they gave. "
        "14 people are active in the project, so from 8 reviews each on, it is worth a look."
    )


def test_below_the_threshold_or_with_others_they_are_none(now: datetime) -> None:
    few = reviews(7, ADA, BOB, now - 9 * DAY) + reviews(7, BOB, ADA, now - 9 * DAY)
    one_sided = reviews(12, ADA, BOB, now - 9 * DAY)
    open_minded = few + reviews(6, ADA, BOB, now) + [deed(ADA, now, "review.given", who) for who in range(10, 22)]
    for honest in (few, one_sided, open_minded):
        assert not seen(honest + crowd(now - 9 * DAY))


def test_in_a_project_of_two_reviews_are_mutual_by_necessity(now: datetime) -> None:
    mutual = reviews(40, ADA, BOB, now - 20 * DAY, project=2) + reviews(40, BOB, ADA, now - 20 * DAY, project=2)
    assert not seen(mutual + crowd(now - 9 * DAY))
    starred = [deed(who, now, "star.given", project=2) for who in range(30, 60)]
    assert not seen(mutual + starred), "who looks on could review nothing"


def test_a_small_team_that_reviews_each_other_is_no_ring(now: datetime) -> None:
    team = [reviews(6, one, other, now - 9 * DAY) for one, other in itertools.permutations((ADA, BOB, CYD), 2)]
    assert not seen([*itertools.chain(*team), *crowd(now - 9 * DAY)])


def test_rings_of_three_to_five_are_seen_and_nothing_longer(now: datetime) -> None:
    for size, expected in ((3, [("ring", "1-2-3")]), (5, [("ring", "1-2-3-4-5")]), (6, [])):
        people = range(1, size + 1)
        ring = [reviews(6, who, who % size + 1, now - 9 * DAY) for who in people]
        assert seen([*itertools.chain(*ring), *crowd(now - 9 * DAY)]) == expected


def test_reviews_of_ones_own_by_an_account_that_was_merged_are_seen(now: datetime) -> None:
    own = reviews(3, ADA, ADA, now)
    assert not seen(own[:2] + crowd(now - 9 * DAY))
    [one] = found(own + crowd(now - 9 * DAY))
    assert (one.kind, one.key, one.people, len(one.deeds)) == ("reciprocal", "1", (ADA,), 3)
    assert one.words.endswith("reviewed their own pull requests 3 times in 30 days.")
    assert not seen(own + crowd(now - 9 * DAY), reciprocal=one.deeds)


def test_quick_approvals_are_said(now: datetime) -> None:
    given = [
        Deed(id=next(ids), person=one, kind="review.given", project=1, happened_at=now, others=(3 - one,), answered=40)
        for one in (ADA, BOB)
        for _ in range(8)
    ]
    [one] = found(given + crowd(now - 9 * DAY))
    assert one.words.endswith(" 16 came within five minutes of the opening.")


def test_what_was_judged_is_no_evidence_again_but_new_deeds_are(now: datetime) -> None:
    old = reviews(10, ADA, BOB, now - 20 * DAY) + reviews(10, BOB, ADA, now - 20 * DAY) + many(20, CYD, now, MINUTE)
    around = old + crowd(now - 9 * DAY)
    judged = {"reciprocal": [one.id for one in old[:20]], "burst": [one.id for one in old[20:]]}
    assert not seen(around + reviews(5, ADA, BOB, now - 9 * DAY), **judged)
    fresh = reviews(8, ADA, BOB, now - 9 * DAY) + reviews(8, BOB, ADA, now - 9 * DAY)
    assert seen(around + fresh, **judged) == [("reciprocal", "1-2")]
    [again] = found(around + many(16, CYD, now + 3 * HOUR, MINUTE), **judged)
    assert (again.kind, len(again.deeds)) == ("burst", 16)
