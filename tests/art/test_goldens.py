"""Every built-in template at every size, on both themes, looks as it did when somebody last looked at it."""

import numpy
import pytest

from models.art.alike import likeness
from tests.art import goldens

LEAST = 0.985
"""Structural similarity; packing the goldens costs up to .006 of it."""


@pytest.mark.parametrize("slug", goldens.slugs())
def test_a_template_looks_as_it_did(slug: str) -> None:
    golden, drawing = goldens.golden(slug), goldens.template(slug)
    for (size, theme), box in goldens.cells().items():
        found = likeness(numpy.array(goldens.cell(drawing, size, theme)), numpy.array(golden.crop(box)))
        assert found.ssim >= LEAST, f"{slug} at {size} px on {theme}: {found}"


@pytest.mark.parametrize("slug", goldens.slugs())
def test_nothing_is_cut_at_the_edge_of_the_square(slug: str) -> None:
    opacity = numpy.array(goldens.alone(goldens.template(slug), 512, "light"))[..., 3]
    edges = {"top": opacity[0], "right": opacity[:, -1], "bottom": opacity[-1], "left": opacity[:, 0]}
    assert [where for where, row in edges.items() if row.any()] == []


def test_each_golden_picture_has_its_template() -> None:
    assert sorted(path.stem for path in goldens.FOLDER.iterdir()) == goldens.slugs()


def test_the_comparison_sees_a_missing_layer() -> None:
    whole = goldens.template("shield")
    lacking = whole.model_copy(update={"layers": tuple(one for one in whole.layers if one.name != "Left")})
    one, other = (numpy.array(goldens.cell(drawing, 64, "light")) for drawing in (whole, lacking))
    assert likeness(one, other).ssim < LEAST - 0.01
