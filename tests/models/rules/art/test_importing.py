"""A rebuilt SVG becomes layers that a drawing takes, whatever it was; what they cannot say is a picture layer."""

import pytest
from hypothesis import HealthCheck, given, settings

from models.errors import BadPicture
from models.rules.art import cleaning, importing
from models.rules.art.drawing import Drawing
from models.rules.art.foreign.element import Account
from tests.models.rules.art.hostile import HOSTILE, Case, svg
from tests.models.rules.art.test_cleaning import mutated, photo

SHADES = "".join(f"<path d='M{n} 9h9v9z' fill='#0000{n + 16:02x}'/>" for n in range(40))


def imported(body: bytes) -> importing.Found:
    account = Account()
    return importing.found(cleaning.rebuild(body, account, photo, text=True), account)


def holds(found: importing.Found) -> None:
    drawing = Drawing(layers=found.layers, colors=found.colors)
    assert Drawing.model_validate_json(drawing.model_dump_json()) == drawing


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_whatever_is_taken_becomes_layers(case: Case) -> None:
    try:
        found = imported(case.body)
    except BadPicture:
        assert case.refused
    else:
        holds(found)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_nothing_unexpected_happens(body: bytes) -> None:
    try:
        found = imported(body)
    except BadPicture:
        return
    holds(found)


def test_a_shape_is_a_path_around_its_middle_on_the_square() -> None:
    [circle, _] = imported(svg("<circle cx='25' cy='75' r='10' fill='#ff0000'/>")).layers
    assert (circle.kind, circle.x, circle.y, circle.fill) == ("path", 128, 384, "@red")
    assert circle.d.startswith("M51.2 0C")


def test_more_colours_than_a_drawing_names_stay_as_they_are() -> None:
    found = imported(svg(SHADES, drawn=""))
    assert len(found.colors) == 24
    assert sum(str(layer.fill).startswith("#") for layer in found.layers) == 16  # type: ignore[union-attr]


def test_more_shapes_than_a_drawing_has_layers_are_one_picture() -> None:
    found = imported(svg("<path d='M0 0h1v1z'/>" * 400))
    assert [layer.kind for layer in found.layers] == ["picture"]


def test_what_lies_far_outside_is_a_picture_too() -> None:
    found = imported(svg("<path d='M90000 0h9v9z'/>"))
    assert [layer.kind for layer in found.layers] == ["picture"]


def test_a_picture_of_all_keeps_its_words_as_layers() -> None:
    account = Account()
    body = svg("<g transform='translate(10 0)'><text x='10' y='50' font-size='10'>hi</text></g>")
    found = importing.as_one(cleaning.rebuild(body, account, photo, text=True))
    assert [layer.kind for layer in found.layers] == ["picture", "text"]
    assert found.layers[1].x == 102.4
