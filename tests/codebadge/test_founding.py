"""codebadge/commands/founding.py: what is typed for a special badge is what the API takes."""

import json

import pytest

from codebadge.commands import founding
from models.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("first:10:Founders", {"kind": "first", "count": 10}),
        ("named:ada@example.org,@bob:Heroes", {"kind": "named", "people": ["ada@example.org", "@bob"]}),
        ("joined-before:2026-12-31:Early birds", {"kind": "joined-before", "date": "2026-12-31"}),
        ("top:month:Top: of the month", {"kind": "top", "period": "month", "places": 1}),
        ("hand:5:Jury", {"kind": "hand", "stock": 5}),
        ("hand::Jury", {"kind": "hand", "stock": None}),
        (json.dumps({"name": "J", "rule": {"kind": "top", "period": "all", "places": 3}}), None),
    ],
)
def test_each_kind_can_be_typed(typed: str, rule: dict[str, object] | None) -> None:
    given = {"name": "L", "slug": "l", "admin": {"github": "ada"}, "special_badges": [founding._special(typed)]}
    [badge] = founding._checked(given).special_badges
    assert badge.rule.model_dump(mode="json") == (rule or {"kind": "top", "period": "all", "places": 3})
    assert badge.name == ("J" if rule is None else typed.split(":", 2)[2])


@pytest.mark.parametrize("typed", ["", "first", "first:ten:X", "last:1:X", "{", "hand:x:X"])
def test_what_is_not_understood_is_said(typed: str) -> None:
    with pytest.raises(Invalid, match="--special"):
        founding._special(typed)


@pytest.mark.parametrize("typed", ["first:0:X", "first:1:", "top:day:X", "joined-before:soon:X", "named::X"])
def test_what_cannot_be_is_said(typed: str) -> None:
    given = {"name": "L", "slug": "l", "admin": {"github": "ada"}, "special_badges": [founding._special(typed)]}
    with pytest.raises(Invalid, match="special_badges"):
        founding._checked(given)
