"""Honest work that looks like farming, and what it is worth: nobody loses a point by the rules against farming."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from codebadge.demo_cast import Player
from tests.farming.attempts import CAPPED, FULL, Story, closed, given, met, opened, pushed, reviewed
from tests.farming.github import DAY, STUDIO, GitHub


@dataclass(frozen=True)
class Twin:
    """What somebody does, and the points that it must bring."""

    name: str
    story: Story
    points: int
    tariff: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def own_issue_that_somebody_talked_about(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    item = hub.open(eve)
    hub.comment(item, hub.person("ada"))
    hub.close(item, eve)
    return [eve]


def own_issue_closed_by_somebody_else(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    hub.close(hub.open(eve, eve), hub.person("ada"))
    return [eve]


def issue_reported_for_somebody(hub: GitHub) -> Sequence[Player]:
    """Ada writes it down, Eve takes it, Ada closes it."""
    eve, ada = hub.person("eve"), hub.person("ada")
    item = hub.open(ada)
    hub.assign(item, eve, eve)
    hub.close(item, ada)
    return [eve]


def review_after_changes(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    item = hub.open(ada, kind="pull_request")
    hub.review(item, eve, "changes_requested")
    hub.review(item, eve)
    hub.merge(item, ada)
    return [eve]


def pull_request_for_an_issue(hub: GitHub) -> Sequence[Player]:
    """Both count: the issue was Ada's."""
    eve, ada = hub.person("eve"), hub.person("ada")
    issue, item = hub.open(ada, eve), hub.open(eve, kind="pull_request")
    hub.review(item, ada)
    hub.merge(item, ada)
    hub.close(issue, ada)
    return [eve]


def labelled_by_a_maintainer(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    item = hub.open(ada, eve)
    hub.label(item, ada, "points: 8")
    hub.close(item, eve)
    return [eve]


def moved_where_it_belongs(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    hub.close(hub.transfer(hub.open(ada, eve), ada, STUDIO), eve)
    return [eve]


def closed_by_mistake(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    item = hub.open(ada, eve)
    hub.close(item, ada, "not_planned")
    hub.reopen(item, ada)
    hub.close(item, eve)
    return [eve]


def handed_over(hub: GitHub) -> Sequence[Player]:
    eve, fay = hub.person("eve"), hub.person("fay")
    item = given(hub, fay)
    hub.assign(item, fay, eve)
    hub.unassign(item, fay, fay)
    hub.close(item, eve)
    return [eve]


def work_of_two(hub: GitHub) -> Sequence[Player]:
    eve, fay = hub.person("eve"), hub.person("fay")
    hub.close(given(hub, eve, fay), eve)
    return [eve, fay]


def helped_by_a_bot(hub: GitHub) -> Sequence[Player]:
    eve, robot = hub.person("eve"), hub.person("robot", bot=True)
    item = hub.open(hub.person("ada"), eve)
    hub.label(item, robot, "triage")
    hub.close(item, robot)
    hub.review(hub.open(robot, kind="pull_request"), eve)
    return [eve]


def blocked_no_more(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    hub.star(eve)
    for is_blocked in (True, False):
        hub.now += DAY
        hub.do("person:block", person=hub.id(eve), blocked=is_blocked, why="a mistake")
    hub.close(given(hub, eve), eve)
    return [eve]


def blocked_by_mistake(hub: GitHub) -> Sequence[Player]:
    """What was done meanwhile counts once the block is taken away."""
    eve = met(hub, "eve")
    hub.do("person:block", person=hub.id(eve), blocked=True, why="a mistake")
    hub.close(given(hub, eve), eve)
    hub.do("person:block", person=hub.id(eve), blocked=False, why="it was one")
    return [eve]


def named_by_a_colleague(hub: GitHub) -> Sequence[Player]:
    eve, ada = hub.person("eve"), hub.person("ada")
    hub.star(eve)
    hub.push(ada, f"Co-authored-by: Eve <{eve.id}+{eve.login}@users.noreply.github.com>")
    return [eve, ada]


def two_full_days(hub: GitHub) -> Sequence[Player]:
    eve = hub.person("eve")
    for _ in range(2):
        for _ in range(4):
            hub.close(given(hub, eve), eve)
        hub.now += DAY
    return [eve]


TWINS = (
    Twin("Ada's issue, done", closed, 3),
    Twin("one's own issue, which somebody talked about", own_issue_that_somebody_talked_about, 4),
    Twin("one's own issue, closed by somebody else", own_issue_closed_by_somebody_else, 4),
    Twin("one's own issue, still open", opened, 1),
    Twin("an issue that somebody else wrote down", issue_reported_for_somebody, 3),
    Twin("a review", reviewed, 2),
    Twin("a review after changes", review_after_changes, 2),
    Twin("an issue and the pull request for it", pull_request_for_an_issue, 8),
    Twin("labelled by a maintainer", labelled_by_a_maintainer, 8),
    Twin("moved where it belongs", moved_where_it_belongs, 3),
    Twin("closed by mistake", closed_by_mistake, 3),
    Twin("handed over", handed_over, 3),
    Twin("work of two", work_of_two, 3),
    Twin("work of two, paid in full", work_of_two, 6, FULL),
    Twin("helped by a bot", helped_by_a_bot, 5),
    Twin("blocked no more", blocked_no_more, 4),
    Twin("blocked by mistake", blocked_by_mistake, 3),
    Twin("a push", pushed, 1),
    Twin("named by a colleague", named_by_a_colleague, 3, FULL),
    Twin("two days, each full", two_full_days, 12, CAPPED),
)
