"""models/rules/points.py, the front: what everybody is paid who never touches the tariff."""

import pytest

from models.rules import points
from models.rules.points import Tariff, Weighed
from models.rules.work import Folded
from tests.cast import ADA, BOB, ROBOT
from tests.models.rules.pieces import issue, paid, pull_request, push, review, star


@pytest.mark.parametrize(
    ("item", "who_gets_what"),
    [
        (issue(), [("ada", 3)]),
        (issue(labels=("bug", "points: 8")), [("ada", 8)]),
        (issue(labels=("size/L",)), [("ada", 5)]),
        (issue(assignees=(BOB, ADA), labels=("sp/5",)), [("ada", 3), ("bob", 2)]),
        (issue(assignees=()), [("bob", 3)]),
        (issue(assignees=(), author=ROBOT), []),
        (issue(reason="duplicate"), []),
        (issue(state="open"), []),
        (pull_request(added=4_000, removed=0, co_authors=(ADA,)), [("bob", 5)]),
        (pull_request(state="closed"), []),
        (review(), [("bob", 2)]),
        (review(author=ADA), []),
        (star(), []),
        (push(), []),
    ],
)
def test_the_built_in_tariff_pays_for_issues_pull_requests_and_reviews(
    item: Folded, who_gets_what: list[tuple[str, int]]
) -> None:
    assert paid(item) == who_gets_what


@pytest.mark.parametrize("item", [issue(), issue(assignees=(ADA, BOB)), pull_request(), review()])
def test_the_built_in_tariff_has_no_limits_so_every_price_is_the_worth(item: Folded) -> None:
    weighed = [Weighed(key=place, due=due) for place, due in enumerate(points.dues(item, Tariff()))]
    found = points.price(weighed, Tariff(), "Europe/Vienna")
    due = {one.key: one.due for one in weighed if one.due.worth is not None}
    assert {key: (one.points, one.trace, one.words) for key, one in found.items()} == {
        key: (one.worth, one.trace, one.reason_words) for key, one in due.items()
    }
