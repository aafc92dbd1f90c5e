"""Words and signs that are hard to see are told of, whichever theme or level it is on."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.rules.art.contrast import contrast, warnings
from models.rules.art.drawing import Drawing
from tests.models.rules.art.test_svg import drawing

CASES = json.loads(Path(__file__).with_name("contrast.json").read_text("utf-8"))
"""What the studio warns of, too: static/tests/studio/contrast.test.ts reads the same file."""
DISC = {"d": "M-100 0a100 100 0 1 1 200 0a100 100 0 1 1-200 0z"}
GLOSS = {"stops": [{"at": 0, "color": "#ffffff", "opacity": 0.3}, {"at": 1, "color": "#ffffff", "opacity": 0}]}
WORDS = {"kind": "text", "text": "A", "id": "words"}


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ff0000", 1)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_pale_words_on_a_pale_disc_are_told() -> None:
    (found,) = warnings(drawing({**DISC, "fill": "#eeeeee"}, {**WORDS, "fill": "#ffffff"}), {})
    assert (found.layer, found.ratio) == ("words", 1.16)


def test_dark_words_on_it_are_not() -> None:
    assert warnings(drawing({**DISC, "fill": "#eeeeee"}, {**WORDS, "fill": "#000000"}), {}) == ()


def test_words_on_the_page_need_both_themes() -> None:
    (found,) = warnings(drawing({**WORDS, "fill": "#000000"}), {})
    assert found.theme == "dark"


def test_a_gradient_counts_by_its_worst_stop() -> None:
    paint = {"stops": [{"at": 0, "color": "#000000"}, {"at": 1, "color": "#ffffff"}]}
    assert warnings(drawing({**DISC, "fill": paint}, {**WORDS, "fill": "#ffffff"}), {})


def test_the_level_with_the_worst_ratio_is_told() -> None:
    levels = [{"name": "I", "colors": {"disc": "#000000"}}, {"name": "II", "colors": {"disc": "#ffffff"}}]
    (found,) = warnings(drawing({**DISC, "fill": "@disc"}, {**WORDS, "fill": "#ffffff"}, levels=levels), {})
    assert found.level == 2


@pytest.mark.parametrize(
    "over",
    [
        {"fill": "#ffffff", "opacity": 0.2},
        {"fill": GLOSS},
        {"fill": "#ffffff", "x": 400},
        {"fill": "#ffffff", "d": "M-90-90H90V90H-90ZM-80-80H80V80H-80Z", "rule": "evenodd"},
        {"fill": "#ffffff", "hidden": True},
    ],
)
def test_what_does_not_hide_the_disc_does_not_count(over: dict[str, object]) -> None:
    black = {**DISC, "fill": "#000000"}
    assert warnings(drawing(black, {**DISC, **over}, {**WORDS, "fill": "#ffffff"}), {}) == ()


def test_a_group_moves_what_is_in_it() -> None:
    group = {"kind": "group", "id": "g", "x": 100, "y": 0, "turn": 90}
    ground = {"d": "M0 0H40V40H0Z", "x": 10, "y": -50, "fill": "#000000", "group": "g"}
    assert warnings(drawing(group, ground, {**WORDS, "x": 130, "y": 30, "fill": "#ffffff"}), {}) == ()
    assert warnings(drawing(group, ground, {**WORDS, "x": 160, "y": 30, "fill": "#ffffff"}), {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_is_told_as_in_the_studio(case: dict[str, Any]) -> None:
    found = warnings(Drawing.model_validate(case["drawing"]), case["given"])
    told = [{"layer": one.layer, "ratio": one.ratio, "theme": one.theme, "level": one.level} for one in found]
    assert told == case["faint"]
