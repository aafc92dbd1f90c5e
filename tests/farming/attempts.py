"""Scripted farming: what somebody tries, and what they would have done without it. Each gives back who it is for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from codebadge.demo_cast import Player
from tests.farming.github import DAY, HOUR, STUDIO, GitHub

Story = Callable[[GitHub], Sequence[Player]]


def nothing(hub: GitHub) -> Sequence[Player]:
    """Nobody does anything."""
    return [hub.person("eve")]


@dataclass(frozen=True)
class Attempt:
    """`instead`: the same without the trick, which must be worth as much. `tariff`: what differs from GENEROUS."""

    name: str
    story: Story
    instead: Story = nothing
    tariff: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def given(hub: GitHub, *others: Player) -> Any:
    """An issue of Ada's that was given to these people."""
    return hub.open(hub.person("ada"), *others)


def two_accounts(hub: GitHub) -> tuple[Player, Player]:
    """Eve's two: she has signed in with both."""
    eve, other = met(hub, "eve"), hub.person("eve-too")
    hub.link(eve, other)
    return eve, other


def met(hub: GitHub, name: str) -> Player:
    """Somebody who was here once, and left nothing."""
    who = hub.person(name)
    hub.delete(hub.open(who), who)
    return who


def opened(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    hub.open(eve)
    return [eve]


def closed(hub: GitHub) -> Sequence[Player]:
    """Ada's issue, done by Eve."""
    eve = hub.person("eve")
    hub.close(given(hub, eve), eve)
    return [eve]


def pull(hub: GitHub) -> Sequence[Player]:
    """A pull request by Eve, merged by Ada."""
    eve = hub.person("eve")
    hub.merge(hub.open(eve, kind="pull_request"), hub.person("ada"))
    return [eve]


def starred(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    hub.star(eve)
    return [eve]


def reviewed(hub: GitHub) -> Sequence[Player]:
    """Ada's pull request, reviewed by Eve."""
    eve = hub.person("eve")
    hub.review(hub.open(hub.person("ada"), kind="pull_request"), eve)
    return [eve]


def pushed(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    hub.push(eve)
    return [eve]


def full_day(hub: GitHub) -> Sequence[Player]:
    """Four issues in a day of which the cap pays two."""
    eve = hub.person("eve")
    for _ in range(4):
        hub.close(given(hub, eve), eve)
    return [eve]


def own_review(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = hub.open(eve, kind="pull_request")
    hub.review(item, eve)
    hub.review(item, eve, "commented")
    hub.merge(item, hub.person("ada"))
    return [eve]


def own_review_by_another_account(hub: GitHub) -> Sequence[Player]:
    eve, other = two_accounts(hub)
    item = hub.open(eve, kind="pull_request")
    hub.review(item, other)
    hub.merge(item, hub.person("ada"))
    return [eve]


def closed_by_ones_other_account(hub: GitHub) -> Sequence[Player]:
    eve, other = two_accounts(hub)
    hub.close(hub.open(eve, eve), other)
    hub.close(hub.open(eve, other), eve)
    return [eve]


def alone(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    for _ in range(3):
        hub.close(hub.open(eve), eve)
    return [eve]


def alone_with_a_show(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = hub.open(eve)
    hub.assign(item, eve, eve)
    hub.label(item, eve, "points: 50")
    hub.comment(item, eve)
    hub.close(item, eve)
    hub.reopen(item, eve)
    hub.act(item, "edited", eve)
    hub.close(item, eve)
    return [eve]


def alone_with_a_bot(hub: GitHub) -> Sequence[Player]:
    eve, bot = hub.person("eve"), hub.person("robot", bot=True)
    item = hub.open(eve, eve)
    hub.label(item, bot, "triage")
    hub.comment(item, bot)
    hub.assign(item, eve, bot)
    hub.close(item, bot)
    return [eve]


def alone_with_somebody_who_was_assigned_for_a_minute(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    item = hub.open(eve)
    hub.assign(item, eve, ada)
    hub.unassign(item, eve, ada)
    hub.close(item, eve)
    return [eve]


def alone_with_an_assignee_who_never_shows_up(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    hub.close(hub.open(eve, eve, ada), eve)
    return [eve]


def alone_in_another_repository(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = hub.open(eve)
    hub.close(item, eve)
    moved = hub.transfer(item, eve, STUDIO)
    hub.act(moved, "edited", eve)
    return [eve]


def star_on_and_off(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    for _ in range(3):
        hub.star(eve)
        hub.unstar(eve)
    hub.star(eve)
    return [eve]


def review_thrice(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = hub.open(hub.person("ada"), kind="pull_request")
    for verdict in ("commented", "changes_requested", "approved"):
        hub.review(item, eve, verdict)
    return [eve]


def review_dismissed_and_given_again(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = hub.open(hub.person("ada"), kind="pull_request")
    for _ in range(3):
        hub.review(item, eve)
        hub.dismiss(item, eve)
    hub.review(item, eve)
    return [eve]


def labels_on_and_off(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = given(hub, eve)
    hub.label(item, eve, "points: 50")
    hub.close(item, eve)
    hub.unlabel(item, eve, "points: 50")
    hub.label(item, eve, "size/XXL")
    hub.unlabel(item, eve, "size/XXL")
    return [eve]


def not_planned_and_then_completed(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = given(hub, eve)
    for reason in ("not_planned", "completed", "duplicate", "completed"):
        hub.close(item, eve, reason)
        hub.reopen(item, eve)
    hub.close(item, eve)
    return [eve]


def transferred_and_back(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = given(hub, eve)
    hub.close(item, eve)
    there = hub.transfer(item, eve, STUDIO)
    back = hub.transfer(there, eve, item.stage)
    hub.act(back, "edited", eve)
    return [eve]


def assignees_in_turn(hub: GitHub) -> Sequence[Player]:
    eve, fay = hub.person("eve"), hub.person("fay")
    item = given(hub, eve)
    hub.close(item, eve)
    for _ in range(2):
        hub.assign(item, eve, fay)
        hub.unassign(item, eve, eve)
        hub.assign(item, eve, eve)
        hub.unassign(item, eve, fay)
    return [eve, fay]


def both_accounts_assigned(hub: GitHub) -> Sequence[Player]:
    eve, other = two_accounts(hub)
    hub.close(given(hub, eve, other), eve)
    return [eve]


def bot(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve", bot=True), hub.person("ada")
    hub.close(hub.open(ada, eve), eve, "not_planned")
    hub.merge(hub.open(eve, eve, kind="pull_request"), ada)
    hub.review(hub.open(ada, kind="pull_request"), eve)
    hub.star(eve)
    hub.push(eve)
    return [eve]


def blocked(hub: GitHub) -> Sequence[Player]:
    eve = met(hub, "eve")
    hub.do("person:block", person=hub.id(eve), blocked=True, why="as we agreed")
    for story in (closed, pull, reviewed, starred, pushed):
        story(hub)
    return [eve]


def blocked_with_another_account(hub: GitHub) -> Sequence[Player]:
    eve, other = met(hub, "eve"), met(hub, "eve-too")
    hub.do("person:merge", keep=hub.id(eve), gone=hub.id(other), why="the same person")
    hub.do("person:block", person=hub.id(eve), blocked=True, why="as we agreed")
    hub.close(given(hub, other), other)
    return [eve]


def deleted_and_made_again(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    for _ in range(2):
        item = hub.open(ada, eve)
        hub.close(item, eve)
        hub.delete(item, eve)
    hub.close(hub.open(ada, eve), eve)
    return [eve]


def opened_and_deleted(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    for _ in range(3):
        hub.delete(hub.open(eve), eve)
    return [eve]


def sent_again(story: Story) -> Story:
    """Every delivery of the story, again and again with new ids."""

    def tried(hub: GitHub) -> Sequence[Player]:
        players = story(hub)
        hub.again()
        return players

    return tried


def naming_oneself(hub: GitHub) -> Sequence[Player]:
    eve, robot = hub.person("eve"), hub.person("robot", bot=True)
    hub.push(
        eve,
        f"Co-authored-by: Eve <{eve.id}+{eve.login}@users.noreply.github.com>",
        f"Co-authored-by: eve <{eve.id}+someone@users.noreply.github.com>",
        f"co-authored-by: EVE <{eve.login}@users.noreply.github.com>",
        "Co-authored-by: Eve <eve@example.org>",
        f"Co-authored-by: Robot <{robot.id}+{robot.login}@users.noreply.github.com>",
    )
    return [eve, robot]


def naming_ones_other_account(hub: GitHub) -> Sequence[Player]:
    eve, other = two_accounts(hub)
    hub.push(eve, f"Co-authored-by: Eve <{other.id}+{other.login}@users.noreply.github.com>")
    return [eve]


def own_issue_for_own_pull_request(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    issue, item = hub.open(eve, eve), hub.open(eve, kind="pull_request")
    hub.merge(item, ada)
    hub.comment(item, eve)
    hub.close(issue, eve)
    return [eve]


def reopened_on_a_full_day(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    items = [given(hub, eve) for _ in range(4)]
    for _ in range(2):
        for item in items:
            hub.close(item, eve)
            hub.reopen(item, eve)
    for item in items:
        hub.close(item, eve)
    return [eve]


def told_late_and_upside_down(hub: GitHub) -> Sequence[Player]:
    """The same day's work, of which we hear days later, the last first."""
    eve = hub.person("eve")
    hub.held = kept = []
    for _ in range(4):
        hub.close(given(hub, eve), eve)
    hub.held = None
    for late, (event, payload) in enumerate(reversed(kept)):
        hub.send(event, payload, late=DAY + late * HOUR)
    return [eve]


CAPPED = {"caps": {"per_day": 6}}
FULL = {"split": "full", "co_authors": True}
ATTEMPTS = (
    Attempt("own review", own_review, pull),
    Attempt("own review by another account", own_review_by_another_account, pull),
    Attempt("issues closed by one's other account", closed_by_ones_other_account),
    Attempt("issues opened and closed alone", alone),
    Attempt("alone, but relabelled, reopened, edited, commented", alone_with_a_show),
    Attempt("alone but for a bot", alone_with_a_bot),
    Attempt("alone, somebody was assigned for a minute", alone_with_somebody_who_was_assigned_for_a_minute),
    Attempt("alone, somebody is assigned and never shows up", alone_with_an_assignee_who_never_shows_up, opened),
    Attempt("alone, moved to another repository", alone_in_another_repository),
    Attempt("a star on and off", star_on_and_off, starred),
    Attempt("a review submitted thrice", review_thrice, reviewed),
    Attempt("a review dismissed and given again", review_dismissed_and_given_again, reviewed),
    Attempt("labels on and off", labels_on_and_off, closed),
    Attempt("not planned, and then completed", not_planned_and_then_completed, closed),
    Attempt("moved to another repository and back", transferred_and_back, closed),
    Attempt("assignees in turn", assignees_in_turn, closed),
    Attempt("assignees in turn, paid in full", assignees_in_turn, closed, FULL),
    Attempt("both accounts assigned", both_accounts_assigned, closed),
    Attempt("both accounts assigned, paid in full", both_accounts_assigned, closed, FULL),
    Attempt("a bot", bot),
    Attempt("somebody who is blocked", blocked),
    Attempt("somebody who is blocked, with another account", blocked_with_another_account),
    Attempt("deleted and made again", deleted_and_made_again, closed),
    Attempt("opened and deleted", opened_and_deleted),
    Attempt("deleted, and all of it sent again", sent_again(deleted_and_made_again), closed),
    Attempt("opened and deleted, sent again", sent_again(opened_and_deleted)),
    Attempt("moved and back, sent again", sent_again(transferred_and_back), closed),
    Attempt("an issue sent again", sent_again(closed), closed),
    Attempt("a pull request sent again", sent_again(pull), pull),
    Attempt("a review sent again", sent_again(review_dismissed_and_given_again), reviewed),
    Attempt("a push sent again", sent_again(pushed), pushed),
    Attempt("naming oneself as co-author", naming_oneself, pushed, FULL),
    Attempt("naming one's other account as co-author", naming_ones_other_account, pushed, FULL),
    Attempt("an issue of one's own for one's pull request", own_issue_for_own_pull_request, pull),
    Attempt("reopened on a day that is full", reopened_on_a_full_day, full_day, CAPPED),
    Attempt("a full day sent again", sent_again(full_day), full_day, CAPPED),
    Attempt("a full day told late", told_late_and_upside_down, full_day, CAPPED),
)
