"""Words as outlines: broken where they may be, shrunk until they fit, centred, and around a circle."""

from math import hypot

import pytest

from models.rules.art.drawing import TextLayer
from models.rules.art.outlines import absolute, box
from models.rules.art.setting import CAPITAL, GAP, Block, block
from tests.models.rules.art.blocks import Blocks


def layer(**more: object) -> TextLayer:
    return TextLayer.model_validate({"kind": "text", "id": "t", "z": "a", "text": "", "size": 100, **more})


def test_what_fits_is_one_line_of_the_size_that_was_asked_for() -> None:
    shelf = Blocks()
    block(layer(width=400, lines=3), "ab cd", shelf, "en")
    assert shelf.asked == [("ab cd", 100)]


def test_lines_are_broken_before_anything_is_shrunk() -> None:
    around = box(block(layer(width=300, lines=2), "abcd efgh", Blocks(), "en").d)
    assert (around.width, around.height) == pytest.approx((200, 72 + 100 * GAP))


def test_what_does_not_fit_is_broken_and_shrunk() -> None:
    around = box(block(layer(width=200, lines=2), "abcd efgh ij", Blocks(), "en").d)
    size = 200 / 325 * 100
    assert (around.width, around.height) == pytest.approx((200, size * (CAPITAL + GAP)), abs=0.1)


def test_lines_fit_the_height_too() -> None:
    around = box(block(layer(width=210, lines=2, height=108), "abcd efgh", Blocks(), "en").d)
    assert (around.width, around.height) == pytest.approx((100, 50 * (CAPITAL + GAP)), abs=0.1)


def test_where_the_height_is_bounded_fewer_lines_are_taken_if_they_are_larger() -> None:
    around = box(block(layer(width=400, lines=2, height=108), "abcd efgh", Blocks(), "en").d)
    assert around.width == pytest.approx(400, abs=0.1)


def test_a_word_is_never_taken_apart() -> None:
    around = box(block(layer(width=110, lines=4), "Patenschaft", Blocks(), "en").d)
    assert (around.width, around.height) == pytest.approx((110, 20 * CAPITAL), abs=0.1)


def test_nothing_is_said_of_no_words() -> None:
    assert block(layer(), " \n ", Blocks(), "en").d == ""


def test_the_middle_of_the_capitals_is_the_origin() -> None:
    one = box(block(layer(width=400), "ab", Blocks(), "en").d)
    assert (one.x, one.y) == pytest.approx((-50, -36)) and (one.width, one.height) == pytest.approx((100, 72))
    two = box(block(layer(width=400, lines=2), "ab\ncd", Blocks(), "en").d)
    assert two.y == pytest.approx(-(CAPITAL + GAP) * 50) and two.height == pytest.approx((CAPITAL + GAP) * 100)


@pytest.mark.parametrize(("align", "left"), [("start", 0), ("middle", -50), ("end", -100)])
def test_words_stand_at_their_edge(align: str, left: float) -> None:
    assert box(block(layer(align=align), "ab", Blocks(), "en").d).x == pytest.approx(left)


def test_spacing_behind_the_last_letter_does_not_count() -> None:
    around = box(block(layer(tracking=0.5), "ab", Blocks(), "en").d)
    assert (around.x, around.width) == pytest.approx((-75, 150))


def far(block: Block) -> tuple[float, float]:
    """The least and greatest distance of a corner from the middle."""
    points = [points[-2:] for letter, points in absolute(block.d) if letter != "Z"]
    distances = [hypot(*point) for point in points]
    return min(distances), max(distances)


@pytest.mark.parametrize("below", [False, True])
def test_letters_stand_on_their_circle_from_outside(below: bool) -> None:
    bent = block(layer(size=20, arc={"radius": 200, "below": below}), "abcdef", Blocks(), "en")
    nearest, furthest = far(bent)
    assert 199 < nearest < 201 and 200 + 20 * CAPITAL <= furthest < 216
    around = box(bent.d)
    assert around.x + around.width / 2 == pytest.approx(0, abs=0.1)
    assert (around.y > 0) is below


def test_smaller_letters_stay_in_the_middle_of_their_ring() -> None:
    bent = block(layer(size=40, width=100, arc={"radius": 200}), "abcdefghij", Blocks(), "en")
    assert sum(far(bent)) / 2 == pytest.approx(200 + 20 * CAPITAL, abs=1.5)
