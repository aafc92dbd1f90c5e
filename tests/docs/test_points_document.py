"""docs/points-model.md: its bounds are those of the code, its sentences the page's, its totals those of its rows."""

import math
import re
from importlib import import_module
from pathlib import Path
from statistics import fmean

import pytest

from models.rules.estimating.features import PARTS
from models.rules.estimating.record import Said, folded
from models.rules.estimating.record_words import sentence

ROOT = next(one for one in Path(__file__).parents if (one / "pyproject.toml").exists())
TEXT = (ROOT / "docs" / "points-model.md").read_text()
BOUNDS = re.findall(r"^\| [^|]+ \| ([0-9.,]+) \| `(\w+)\.(\w+)` \|$", TEXT, re.M)
SENTENCES = re.findall(r"^\| ([0-9]+) pairs(?:, ([0-9.]+) against ([0-9.]+))? \| (.+) \|$", TEXT, re.M)
TOTAL = "**geometric mean**"


def tables() -> list[list[list[str]]]:
    """The rows of every table that ends in a geometric mean, without head and rule."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", TEXT, re.M)
    rows = [[[cell.strip() for cell in line[1:-1].split("|")] for line in block.splitlines()] for block in blocks]
    return [table[2:] for table in rows if table[-1][0] == TOTAL]


@pytest.mark.parametrize(("value", "module", "name"), BOUNDS)
def test_a_bound_is_that_of_the_code(value: str, module: str, name: str) -> None:
    assert getattr(import_module(f"models.rules.estimating.{module}"), name) == float(value.replace(",", ""))


def test_the_bounds_are_there() -> None:
    assert len(BOUNDS) >= 13


@pytest.mark.parametrize(("count", "model", "plain", "said"), SENTENCES)
def test_the_page_says_how_it_stands_in_these_words(count: str, model: str, plain: str, said: str) -> None:
    off, median_off = float(model or 1), float(plain or 2)
    pair = (Said(10 + off, 5, 15, 10 + median_off), 10.0)
    assert sentence(folded((*pair, at) for at in range(1, int(count) + 1)).figures()) == said


def test_the_parts_of_an_issue_weigh_what_the_page_says() -> None:
    rows = re.findall(r"^\| [^|]+ \| ([0-9.]+) \| `(\w+)` \|$", TEXT, re.M)
    assert {name: float(weight) for weight, name in rows} == PARTS


def test_every_sentence_is_tried() -> None:
    assert len(SENTENCES) == 4


def test_totals_are_the_geometric_means_of_their_columns() -> None:
    assert len(tables()) == 3
    for *rows, total in tables():
        checked = 0
        for column in range(1, len(total)):
            if total[column]:
                ratios = [float(row[column]) for row in rows]
                expected = math.exp(fmean(map(math.log, ratios)))
                assert float(total[column]) == pytest.approx(expected, abs=0.0012)
                checked += 1
        assert checked >= 2


def test_the_ratios_are_those_of_the_errors_beside_them() -> None:
    *rows, _ = tables()[0]
    for _project, _issues, plain, model, ratio, *_ in rows:
        assert float(ratio) == pytest.approx(float(model) / float(plain), abs=0.002)
