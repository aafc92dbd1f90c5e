"""docs/tariff.md: every example pays what the page says, in the words that it shows; no field is left out."""

import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from models.rules.points import Price, Tariff, Weighed, dues, price
from models.rules.tariff_parts import Caps, DisciplineRule, EstimateRule, Farming, Multiplier, Penalty
from tests.docs.stories import KNOWN, Row, rows

PAGE = (Path(__file__).parents[2] / "docs" / "tariff.md").read_text()
EXAMPLE = re.compile(r"^### (?P<name>[^\n]+)\n.*?```json\n(?P<tariff>.*?)```\n\n(?P<table>\|.*?)\n\n", re.S | re.M)
EXAMPLES = {match["name"]: match for match in EXAMPLE.finditer(PAGE + "\n\n")}
PARTS: tuple[type[BaseModel], ...] = (Tariff, DisciplineRule, Multiplier, Penalty, Caps, Farming, EstimateRule)


def paid(story: list[Row], tariff: Tariff) -> list[tuple[list[tuple[str, int]], set[str]]]:
    """For each row who gets what, limits included, and every sentence that was said of it."""
    found = [(place, one) for place, row in enumerate(story) for one in dues(row.item, tariff, KNOWN, row.valuation)]
    prices: dict[object, Price] = {}
    for login in {one.account.login for _, one in found}:
        mine = [Weighed((place, one.kind), one) for place, one in found if one.account.login == login]
        prices |= {(login, key): value for key, value in price(mine, tariff, "UTC").items()}
    answers: list[tuple[list[tuple[str, int]], set[str]]] = [([], set()) for _ in story]
    for place, one in found:
        priced = prices.get((one.account.login, (place, one.kind)))
        answers[place][1].update([one.refused.words] if one.refused else [priced.words] if priced else [])
        if priced is not None:
            answers[place][0].append((one.account.login, priced.points))
    return answers


def test_there_are_twelve_examples() -> None:
    assert len(EXAMPLES) == PAGE.count("\n### ") >= 12


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_pays_what_the_page_says(name: str) -> None:
    tariff = Tariff.model_validate_json(EXAMPLES[name]["tariff"])
    story = rows(EXAMPLES[name]["table"])
    for row, (who_gets_what, said) in zip(story, paid(story, tariff), strict=True):
        assert who_gets_what == row.paid, (row.item.work.number, said)
        assert row.words in said | ({""} if not said else set())


def test_every_field_is_named_and_used_in_an_example() -> None:
    used = json.dumps([json.loads(match["tariff"]) for match in EXAMPLES.values()])
    fields = {field.alias or name for part in PARTS for name, field in part.model_fields.items()}
    assert {name for name in fields if f"`{name}`" not in PAGE} == set()
    assert {name for name in fields if f'"{name}"' not in used} == set()
