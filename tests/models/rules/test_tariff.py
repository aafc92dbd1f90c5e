"""models/rules/tariff.py and its parts: what may be decided; what has no sense is refused by a sentence."""

from typing import Any

import pytest
from pydantic import ValidationError

from models.rules.points import Tariff
from models.rules.tariff import OLD_RECIPIENTS

EVENT = {"name": "Sprint", "from": "2026-10-01T00:00:00Z", "until": "2026-11-01T00:00:00Z", "percent": 200}
SPAM = {"name": "Spam", "kinds": ["issue.opened"], "label": "spam", "points": 5}


def test_a_tariff_of_before_is_still_valid_and_pays_the_same() -> None:
    old = {
        "worth": {"issue.closed": 3, "star.given": 1},
        "sizes": {"XS": 1},
        "label_limit": 50,
        "recipients": {"issue": "assignees", "pull_request": "author"},
    }
    tariff = Tariff.model_validate(old)
    assert (tariff.worth, tariff.sizes, tariff.label_limit) == (old["worth"], old["sizes"], 50)
    assert tariff.recipients == {"issue": OLD_RECIPIENTS["assignees"], "pull_request": OLD_RECIPIENTS["author"]}
    assert tariff.model_copy(update={name: getattr(Tariff(), name) for name in old}) == Tariff()


def test_what_is_kept_is_what_was_decided() -> None:
    given = {
        "labels": {"urgent": 7},
        "disciplines": {"design": {"labels": ["ui"], "percent": 150}},
        "recipients": {"issue": ["closer", "assignees"]},
        "caps": {"per_day": 20, "per_week": 60},
        "diminishing": [100, 50, 0],
        "cool_downs": {"star.given": 60},
        "multipliers": [EVENT],
        "penalties": [SPAM],
        "floor": -10,
        "settling_days": 7,
    }
    kept = Tariff.model_validate(given).model_dump(mode="json")
    assert Tariff.model_validate(kept).model_dump(mode="json") == kept
    assert kept["multipliers"] == [EVENT | {"kinds": None}]
    assert kept["recipients"]["issue"] == ["closer", "assignees"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"caps": {"per_day": 0}}, "A cap of 0 would pay nobody"),
        ({"caps": {"per_day": 9, "per_week": 3}}, "The cap of a week is below the cap of a day."),
        ({"diminishing": [50, 80]}, "begin at 100 or less and never rise"),
        ({"diminishing": [120]}, "begin at 100 or less and never rise"),
        ({"multipliers": [EVENT | {"until": EVENT["from"]}]}, "The multiplier “Sprint” ends before it begins."),
        ({"multipliers": [EVENT | {"percent": 100}]}, "The multiplier “Sprint” changes nothing"),
        ({"multipliers": [EVENT, EVENT | {"name": "SPRINT"}]}, "Each multiplier needs a name of its own."),
        ({"penalties": [SPAM, SPAM]}, "Each penalty needs a name of its own."),
        (
            {"penalties": [SPAM | {"kinds": ["issue.closed"], "label": None}]},
            "takes from all work that is paid as issue.closed: pay less, or name a label.",
        ),
        ({"labels": {"Bug": 1, "bug": 2}}, "One label has two worths"),
        ({"labels": {"sp/3": 8}}, "The label “sp/3” says itself what it is worth."),
        ({"recipients": {"issue": ["reviewers"]}}, "An issue has no reviewers"),
        ({"recipients": {"issue": ["author", "author"]}}, "The same recipient is named twice."),
        ({"disciplines": {"design": {}}}, "A discipline is known by labels, paths or kinds of work."),
        ({"disciplines": {"design": {"paths": ["docs/*.md"]}}}, "“docs/*.md” is neither."),
        (
            {"disciplines": {"design": {"labels": ["ui"]}, "testing": {"labels": ["UI"]}}},
            "“ui” would mean two disciplines.",
        ),
    ],
)
def test_what_has_no_sense_is_refused_by_a_sentence(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Tariff.model_validate(given)
    assert words in refused.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    "given",
    [
        {"bonus": 3},
        {"worth": {"issue.danced": 3}},
        {"worth": {"issue.closed": 10_001}},
        {"labels": {f"label {number}": 1 for number in range(101)}},
        {"labels": {"x" * 101: 1}},
        {"labels": {"a\x00b": 1}},
        {"disciplines": {"dancing": {"labels": ["dance"]}}},
        {"recipients": {"issue": []}},
        {"recipients": {"issue": "everybody"}},
        {"split": "evenly"},
        {"caps": {"per_month": 3}},
        {"caps": {"per_day": -1}},
        {"diminishing": [100] * 21},
        {"cool_downs": {"star.given": 0}},
        {"cool_downs": {"star.given": 10_081}},
        {"multipliers": [EVENT | {"percent": 1_001}]},
        {"multipliers": [EVENT | {"kinds": []}]},
        {"multipliers": [EVENT | {"from": "0001-01-01T00:00:00Z"}]},
        {"multipliers": [EVENT | {"name": f"Sprint {number}"} for number in range(21)]},
        {"penalties": [SPAM | {"points": 0}]},
        {"penalties": [SPAM | {"kinds": []}]},
        {"floor": 10_001},
        {"settling_days": 91},
        {"farming": {"stars": False}},
    ],
)
def test_every_field_has_bounds(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Tariff.model_validate(given)
