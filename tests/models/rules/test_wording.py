"""models/rules/wording.py: what is wrong is told in a sentence for people, without the names of types."""

from typing import Any

import pytest
from pydantic import ValidationError

from models.commands.badges import CreateBadge
from models.rules import wording
from models.rules.special import Special


def told(wanted: Any, given: object) -> str:
    with pytest.raises(ValidationError) as wrong:
        wanted.model_validate(given)
    return wording.sentence(wrong.value, "the body")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"icon_url": "javascript:x"}, "icon_url: must be an address that begins with https:// or http://."),
        ({"color": "green"}, "color: must be a colour like #2f6f4f."),
        ({"slug": "No Slug"}, "slug: takes small letters, digits and hyphens, as in early-adopter."),
        ({"name": " "}, "name: must not be empty."),
        ({"name": "x" * 201}, "name: is longer than 200 characters."),
        ({"name": 5}, "name: must be text."),
        ({"name": "nul\x00"}, "name: holds characters that cannot be kept."),
        ({"active": "yes"}, "active: must be true or false."),
        ({"no-such": 1}, "no-such: is not known here."),
        ({"o" * 9_000: 1}, "o" * 40 + ": is not known here."),
    ],
)
def test_what_is_wrong_is_said_at_its_place(given: dict[str, object], sentence: str) -> None:
    assert told(CreateBadge, {"name": "A badge"} | given) == sentence


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"kind": "first", "count": 0}, "rule.first.count: must be 1 or more."),
        ({"kind": "joined-before", "date": "soon"}, "rule.date: write the date as text, like 2026-12-31."),
        ({"kind": "top", "period": "day"}, "rule.top.period: must be 'all', 'year', 'month' or 'week'."),
    ],
)
def test_a_place_within_is_told_without_what_only_pydantic_knows(rule: object, sentence: str) -> None:
    assert told(Special, {"name": "Top", "rule": rule}) == sentence


def test_what_is_nothing_at_all_is_told_too() -> None:
    assert told(CreateBadge, {}) == "name: must be given."
    assert told(CreateBadge, []).startswith("the body: ")
