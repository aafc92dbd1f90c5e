"""Changes of a drawing: the cases that the browser's twin answers too, and what holds for any order of two people."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Invalid
from models.rules.art import steps
from models.rules.art.drawing import Drawing
from models.rules.art.steps import Change

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("steps.json").read_text())
TRIANGLE = "M0 0L10 0L5 8Z"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_both_sides_make_of_a_step(case: dict[str, Any]) -> None:
    before = Drawing.model_validate(case["before"]["drawing"])
    changes = [Change.model_validate(one) for one in case["changes"]]

    if case.get("refused"):
        with pytest.raises(Invalid):
            steps.folded(before, case["before"]["given"], changes)
        return
    after = Drawing.model_validate(case["after"]["drawing"])
    assert steps.folded(before, case["before"]["given"], changes) == (after, case["after"]["given"])


def a_layer(draw: Any, groups: tuple[str, ...]) -> dict[str, Any] | None:
    if draw(st.integers(0, 4)) == 0:
        return None
    place = {"z": draw(st.sampled_from("abc")), "x": draw(st.integers(0, 512))}
    group = draw(st.sampled_from((None, *groups)))
    return {"kind": "path", "d": TRIANGLE, **place} | ({"group": group} if group else {})


@st.composite
def changes_on(draw: Any, ids: str, groups: tuple[str, ...] = ()) -> list[Change]:
    on = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4))
    return [Change(on=one, set=a_layer(draw, groups)) for one in on]


def layers_of(drawing: Drawing) -> dict[str, Any]:
    return {layer.id: layer for layer in drawing.layers}


BEGUN = Drawing.model_validate(
    {
        "layers": [
            {"id": "g", "kind": "group", "z": "g"},
            {"id": "h", "kind": "group", "z": "h", "group": "g"},
            *({"id": one, "kind": "path", "d": TRIANGLE, "z": "a"} for one in "abcd"),
        ]
    }
)


@given(changes_on("abe", ("g", "h")), changes_on("cdf", ("g", "h")))
def test_two_people_on_different_layers_may_come_in_any_order(mine: list[Change], yours: list[Change]) -> None:
    first, _ = steps.folded(*steps.folded(BEGUN, {}, mine), yours)
    second, _ = steps.folded(*steps.folded(BEGUN, {}, yours), mine)

    assert layers_of(first) == layers_of(second)


@given(changes_on("ab"), changes_on("ab"))
def test_on_one_layer_the_last_word_stays(mine: list[Change], yours: list[Change]) -> None:
    both, _ = steps.folded(*steps.folded(BEGUN, {}, mine), yours)

    last = {change.on: change.set for change in yours}
    for on, said in last.items():
        alone, _ = steps.folded(BEGUN, {}, [Change(on=on, set=said)])
        assert layers_of(both).get(on) == layers_of(alone).get(on)


@given(changes_on("abcdef", ("g", "h")), changes_on("abcdgh", ("g",)))
def test_what_was_can_be_set_back_by_one_step(done: list[Change], more: list[Change]) -> None:
    then, given_then = steps.folded(BEGUN, {"title": "Hero"}, done)
    now, given_now = steps.folded(then, given_then, [*done, Change(on="*given", set={"title": None, "ribbon": True})])
    with suppress(Invalid):
        now, given_now = steps.folded(now, given_now, more)

    back = steps.back_to(now, then, given_now, given_then)

    again, given_again = steps.folded(now, given_now, back)
    assert (layers_of(again), given_again) == (layers_of(then), given_then)
    assert steps.back_to(again, then, given_again, given_then) == []
