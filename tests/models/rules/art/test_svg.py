"""A drawing as SVG: what it says for a size, a theme, a level and what was given; any drawing is well-formed."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.rules.art.drawing import Drawing
from models.rules.art.outlines import box
from models.rules.art.svg import svg
from models.rules.art.wish import Wish
from tests.models.rules.art.blocks import Blocks

SQUARE = "M-100-100H100V100H-100Z"
ELEMENTS = {"svg", "title", "defs", "g", "path", "use", "linearGradient", "radialGradient", "stop", "clipPath"}


def drawing(*layers: Mapping[str, Any], **more: Any) -> Drawing:
    """Layers in the order in which they are drawn, paths unless they say otherwise."""
    whole = [{"kind": "path", "d": SQUARE, "id": f"l{at}", "z": f"{at:02}", **one} for at, one in enumerate(layers)]
    return Drawing.model_validate({"layers": [_without_path(one) for one in whole], **more})


def _without_path(layer: dict[str, Any]) -> dict[str, Any]:
    return layer if layer["kind"] == "path" else {name: value for name, value in layer.items() if name != "d"}


def said(drawn: Drawing, **wish: Any) -> str:
    return svg(drawn, Wish(**wish), Blocks())


def fills(text: str) -> list[str]:
    return re.findall(r' fill="([^"]+)"', text)


def test_a_shape_is_one_path_where_it_stands() -> None:
    assert said(drawing({"fill": "#ff0000", "x": 10, "turn": 45, "sx": 2})) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img">'
        f'<path d="{SQUARE}" transform="translate(10 256) rotate(45) scale(2 1)" fill="#f00"/></svg>'
    )


def test_the_title_is_what_is_seen_with_its_places_filled() -> None:
    asked = {"name": "title", "kind": "text", "label": "Title", "value": "First <review>"}
    whole = drawing(alt="{title} of {holder}, {level}{nothing}", parameters=[asked], levels=[{"name": "Bronze"}])
    assert "<title>First &lt;review&gt; of Ada &amp; Lin, Bronze</title>" in said(whole, told={"holder": "Ada & Lin"})
    assert "<title>Other of , Bronze</title>" in said(whole, given={"title": "Other\x07"})
    assert "<title>" not in said(drawing())


def test_layers_lie_as_their_keys_say_and_in_their_groups() -> None:
    whole = drawing(
        {"id": "top", "z": "c", "fill": "#000003"},
        {"id": "inner", "z": "a", "fill": "#000002", "group": "g"},
        {"id": "g", "z": "b", "kind": "group", "x": 5, "y": 0, "opacity": 0.5},
        {"id": "low", "z": "a", "fill": "#000001"},
    )
    text = said(whole)
    assert fills(text) == ["#000001", "#000002", "#000003"]
    assert '<g transform="translate(5 0)" opacity=".5"><path' in text


@pytest.mark.parametrize(
    ("layer", "wish", "is_seen"),
    [
        ({"hidden": True}, {}, False),
        ({"opacity": 0}, {}, False),
        ({"detail": [32, 64]}, {"size": 31}, False),
        ({"detail": [32, 64]}, {"size": 32}, True),
        ({"detail": [32, 64]}, {"size": 64}, False),
        ({"levels": [2]}, {"level": 1}, False),
        ({"levels": [2]}, {"level": 2}, True),
        ({"levels": [2]}, {"level": 9}, True),
        ({"when": "ribbon"}, {}, True),
        ({"when": "ribbon"}, {"given": {"ribbon": False}}, False),
        ({"when": "!ribbon"}, {"given": {"ribbon": False}}, True),
        ({"when": "nothing"}, {}, False),
        ({"group": "g"}, {"size": 20}, False),
    ],
)
def test_a_layer_is_seen_when_it_says_so(layer: dict[str, Any], wish: dict[str, Any], is_seen: bool) -> None:
    flag = {"name": "ribbon", "kind": "flag", "label": "Ribbon", "value": True}
    group = {"id": "g", "kind": "group", "detail": [64, 999]}
    whole = drawing({"fill": "#123456", **layer}, group, parameters=[flag], levels=[{"name": "I"}, {"name": "II"}])
    assert ("#123456" in said(whole, **wish)) is is_seen


def test_an_icon_is_drawn_by_whichever_paint_the_layer_has() -> None:
    chosen = {"name": "icon", "kind": "icon", "label": "Icon", "value": "trophy"}
    layer = {"kind": "icon", "icon": "$icon", "line": "#0000ff", "size": 240, "line_width": 20}
    whole = drawing(layer, parameters=[chosen])
    outline = said(whole)
    assert '<path d="M8 21h8M12 17v4" transform="translate(136 136) scale(10)" fill="none" stroke="#00f"' in outline
    assert 'stroke-width="2"' in outline
    filled = said(whole, given={"icon": "filled/star"})
    assert 'fill="#00f"' in filled and "stroke" not in filled
    assert "<path" not in said(whole, given={"icon": "no-such-icon"})
    assert 'd="M1 2l3 4"' in said(whole, given={"icon": "started-small"})


def test_a_turned_icon_turns_around_its_middle() -> None:
    whole = drawing({"kind": "icon", "icon": "trophy", "line": "#0000ff", "size": 240, "turn": 180})
    assert 'transform="translate(376 376) rotate(180) scale(10)"' in said(whole)


def test_fill_and_line_fade_together() -> None:
    both = {"fill": "#ff0000", "line": "#0000ff", "opacity": 0.5}
    assert '<g opacity=".5"><path' in said(drawing(both))
    assert 'fill="#f00" fill-opacity=".5"' in said(drawing({**both, "line": None}))


def test_equal_gradients_are_one() -> None:
    paint = {"stops": [{"at": 0, "color": "#ff0000"}, {"at": 1, "color": "#0000ff", "opacity": 0.5}]}
    text = said(drawing({"fill": paint}, {"fill": paint, "x": 9}, {"fill": paint, "d": "M0 0H10V10Z"}))
    assert text.count("<linearGradient") == 2
    assert fills(text) == ["url(#a)", "url(#a)", "url(#b)"]
    assert '<stop offset="1" stop-color="#00f" stop-opacity=".5"/>' in text


def test_words_are_outlines() -> None:
    text = said(drawing({"kind": "text", "text": "{holder}!", "fill": "#ff0000"}), told={"holder": "Ada"})
    assert text.count("Z") + text.count("z") == 4 and "Ada" not in text
    assert "<path" not in said(drawing({"kind": "text", "text": " {holder} ", "fill": "#ff0000"}))


def test_a_shadow_is_richer_when_large_and_none_when_small() -> None:
    whole = drawing({"fill": "#ff0000", "shadow": {"blur": 20, "y": 6}})
    uses = [said(whole, size=size).count("<use") for size in (32, 64, 512)]
    assert uses == [0, 3, 9]
    assert '<g transform="translate(0 6)">' in said(whole)


def test_a_picture_layer_is_cleaned_clipped_and_has_its_own_ids() -> None:
    inside = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="a"/></defs>'
    inside += '<path d="M0 0h9v9z" fill="url(#a)" onclick="x()"/><image href="https://example.org/a.png"/></svg>'
    layer = {"kind": "picture", "svg": inside, "view": [0, 0, 10, 10], "width": 100, "height": 50}
    text = said(drawing(layer, layer))
    assert "example.org" not in text and "onclick" not in text
    assert 'fill="url(#P1a)"' in text and 'fill="url(#P2a)"' in text
    assert 'transform="translate(256 256) scale(10 5)"' in text and text.count("<clipPath") == 1


INKS = st.sampled_from(["#000000", "#fedcba", "@gold", "@gold-30", "@nothing+99"])
NUMBERS = st.integers(-4000, 4000) | st.floats(-300, 300)
STOPS = st.fixed_dictionaries({"at": st.floats(0, 1), "color": INKS, "opacity": st.floats(0, 1)})
GRADIENTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["linear", "radial"]),
        "turn": st.floats(-360, 360),
        "cx": st.floats(0, 1),
        "stops": st.lists(STOPS, min_size=2, max_size=3),
    }
)
PAINTS = st.none() | INKS | GRADIENTS
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
SHAPES = st.sampled_from(
    [SQUARE, "", "M0 0", "M0 0H9", "m1 1a5 9 30 1 0 8 8t4 4s1 2 3 4", "M0 0A0 0 0 0 0 3 3Q1 2 3 4T9 9z"]
)
COMMON = {
    "x": NUMBERS,
    "turn": st.floats(-360, 360),
    "sx": st.floats(-64, 64),
    "opacity": st.floats(0, 1),
    "fill": PAINTS,
    "line": PAINTS,
    "line_width": st.floats(0, 200),
    "dash": st.none() | st.lists(st.floats(0, 40), max_size=4),
    "shadow": st.none() | st.fixed_dictionaries({"blur": st.floats(0, 60), "color": INKS, "opacity": st.floats(0, 1)}),
}
LAYERS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("path"), "d": SHAPES, **COMMON}),
    st.fixed_dictionaries({"kind": st.just("icon"), "icon": st.sampled_from(["trophy", "filled/star", "a"]), **COMMON}),
    st.fixed_dictionaries(
        {
            "kind": st.just("text"),
            "text": WORDS,
            "lines": st.integers(1, 6),
            "width": st.floats(8, 600),
            "tracking": st.floats(-0.2, 2),
            "arc": st.none() | st.fixed_dictionaries({"radius": st.floats(8, 300), "below": st.booleans()}),
            **COMMON,
        }
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LAYERS, max_size=4), WORDS, st.integers(1, 2048), st.sampled_from(["light", "dark"]))
def test_any_drawing_is_well_formed_and_refers_to_nothing_outside(
    layers: list[dict[str, Any]], alt: str, size: int, theme: str
) -> None:
    whole = drawing(*layers, alt=alt, colors={"gold": {"light": "#ffd700", "dark": "#ccaa00"}})
    root = ElementTree.fromstring(said(whole, size=size, theme=theme))
    ids = {element.get("id") for element in root.iter()}
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ELEMENTS
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name != "style"
            assert "//" not in value and "nan" not in value and "inf" not in value and "e-" not in value
            for link in re.findall(r"url\((.*?)\)", value) + ([value] if name == "href" else []):
                assert link[0] == "#" and link[1:] in ids


def test_lines_are_whole_pixels_where_that_is_seen() -> None:
    line = drawing({"d": "M-100 0H100", "line": "#ff0000", "line_width": 11, "y": 250})
    assert 'stroke-width="8"' in said(line, size=64) and "translate(256 252)" in said(line, size=64)
    assert 'stroke-width="11"' in said(line, size=512) and "translate(256 250)" in said(line, size=512)


def test_a_block_of_words_stays_in_its_width() -> None:
    words = "Überraschend hilfsbereite Patenschaft"
    layer = {"kind": "text", "text": words, "fill": "#ff0000", "width": 200, "size": 60}
    for lines in (1, 2, 3):
        d = re.search(r' d="([^"]+)"', said(drawing({**layer, "lines": lines})))
        assert d is not None
        assert box(d[1]).width <= 200.1
