"""What is minified looks the same; a minifier that breaks a picture is caught, whoever wrote it."""

import json
import re
from pathlib import Path

import pytest

from models import templates
from models.art import raster
from models.art.alike import ANY, Likeness, likeness
from models.art.comparing_tasks import alike, minify
from models.art.minified import minified, minified_svg
from models.art.smallest import AS_IT_IS, chosen, smallest
from models.art.smallest_drawing import smallest_drawing
from models.errors import BadPicture
from models.rules.art.drawing import Drawing
from models.rules.art.minifying import minified as by_ours
from models.rules.art.packing import canonical

BADGES = sorted((Path(__file__).parents[3] / "static" / "badges").glob("*.svg"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 64 64">'
TRICKY = {
    "groups that move and turn": '<g transform="translate(8 4)"><g transform="rotate(30 20 20) scale(.5)" fill="#f00">'
    '<path d="M10 10h40v40h-40z"/><path d="M60 60a20 20 0 1 0 .1 0z" transform="scale(-1 1) translate(-60)"/></g></g>',
    "lines that grow with their group": '<g transform="scale(2)" stroke="#00f" stroke-width="3" fill="none">'
    '<path d="M4 4l20 20"/><path d="M24 4l-20 20" stroke-dasharray="2 1"/></g>',
    "what is used takes over what its user says": '<defs><path id="a" d="M0 0h20v20h-20z"/></defs>'
    '<g fill="green"><use href="#a" x="4" y="4" fill="#000"/><use xlink:href="#a" x="34" y="34"/></g>',
    "one over the other, seen through": '<g fill="#0000ff" fill-opacity=".5"><circle cx="24" cy="24" r="20"/>'
    '<circle cx="40" cy="40" r="20"/></g><path d="M2 2h20v20H2z" fill="#f80" opacity=".5"/>'
    '<path d="M12 12h20v20H12z" fill="#f80" opacity=".5"/>',
    "holes": '<path fill-rule="evenodd" d="M4 4h56v56H4zM16 16h32v32H16z"/><path d="M20 20h9v9h-9z" fill="red"/>'
    '<path d="M24 24v9h9v-9z" fill="red"/>',
    "gradients that look alike": '<defs><linearGradient id="one"><stop offset="0" stop-color="red"/><stop offset="1" '
    'stop-color="blue"/></linearGradient><linearGradient id="two" x1="0" y1="0" x2="0" y2="1"><stop offset="0" '
    'stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><path d="M0 0h64v32H0z" '
    'fill="url(#one)"/><rect y="32" width="64" height="32" style="fill:url(#two);stroke:none"/>',
    "clips and colours by style": '<defs><clipPath id="c"><circle cx="32" cy="32" r="30"/></clipPath></defs>'
    '<g clip-path="url(#c)" style="fill: rgb(255, 128, 0)"><rect width="64" height="64"/><path style="fill:navy" '
    'd="M0 32L64 32L64 64L0 64Z"/></g>',
    "dots": '<g stroke="#000" stroke-linecap="round" stroke-width="6"><path d="M9 9v.01"/><path d="M30 30h0"/></g>',
}


@pytest.mark.parametrize("name", TRICKY)
def test_what_is_hard_to_minify_looks_the_same_without_any_gate(name: str) -> None:
    svg = f"{HEAD}{TRICKY[name]}</svg>"
    short = by_ours(svg)
    assert len(short) < len(svg)
    for size in ANY:
        found = likeness(*(raster.drawn(text, "png", size, size) for text in (svg, short)))
        assert found.passes, short


def test_a_minifier_that_breaks_the_picture_is_caught() -> None:
    svg = BADGES[0].read_text()
    wrong = [
        ("forgets a circle", re.sub("<circle[^>]*>", "", svg, count=1)),
        ("ends too early", svg[:-40]),
        ("moves it by a pixel", svg.replace('viewBox="0 0 160', 'viewBox="1 0 160').replace("title>", "desc>")),
        ("forgets an opacity", re.sub(' stroke-opacity="[^"]*"', "", svg)),
    ]
    assert all(len(text) < len(svg) for _, text in wrong)
    for candidate in wrong:
        assert chosen(svg, [candidate], lambda text: drawn_beside(svg, text))[:2] == (svg, AS_IT_IS), candidate[0]


def drawn_beside(svg: str, text: str) -> Likeness:
    try:
        return likeness(*(raster.drawn(one, "png", 256, 256) for one in (svg, text)))
    except Exception:
        return Likeness(0, 1, 255)


def test_our_badges_become_smaller_and_pass_the_gate() -> None:
    svg = BADGES[-1].read_text()
    text, way, like = smallest(svg)
    assert way != AS_IT_IS
    assert len(text) < len(svg)
    assert like and like.passes
    assert "<title>" in text


@pytest.mark.parametrize(
    "svg", ["", "<svg", "<html/>", '<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>']
)
def test_what_is_no_svg_is_refused(svg: str) -> None:
    with pytest.raises(BadPicture):
        smallest(svg)


def test_a_drawing_keeps_its_layers_their_names_and_its_look() -> None:
    before = templates.built_in()["medal"].drawing
    found, like = smallest_drawing(before)
    assert like and like.passes
    assert len(canonical(found)) < len(canonical(before))
    assert [layer.name for layer in found.layers] == [layer.name for layer in before.layers]
    assert smallest_drawing(found)[0] == found


def test_of_a_drawing_only_what_is_not_seen_goes() -> None:
    drawing = Drawing.model_validate_json(
        json.dumps(
            {
                "colors": {"used": "#112233", "idle": "#445566", "set": "#778899"},
                "parameters": [{"name": "set", "kind": "color", "label": "A", "value": "#778899"}],
                "layers": [
                    {"kind": "group", "id": "groupabc", "z": "aaa5", "name": "All", "sx": 40, "sy": 40},
                    {
                        "kind": "path",
                        "id": "second",
                        "z": "bb",
                        "group": "groupabc",
                        "fill": "@used+20",
                        "x": 0.12345678,
                        "y": 0,
                        "d": "M 0 0 L 2.3456789 0 L 0 3.123456 Z",
                    },
                    {
                        "kind": "path",
                        "id": "first",
                        "z": "ab",
                        "group": "groupabc",
                        "d": "M0 0h1v1z",
                        "fill": "#ff0000",
                    },
                ],
            }
        )
    )
    found, _ = smallest_drawing(drawing)
    assert set(found.colors) == {"used", "set"}
    assert [(one.id, one.group) for one in found.layers] == [("a", None), ("b", "a"), ("c", "a")]
    assert found.layers[2].z < found.layers[1].z
    # The group makes them forty times as large, so two decimals more are seen.
    assert found.layers[1].x == 0.123
    assert found.layers[1].d == "M0 0H2.346L0 3.123z"


def test_the_pen_does_both() -> None:
    svg = BADGES[0].read_text()
    found = minified_svg(svg)
    assert (found.before, found.after) == (len(svg.encode()), len(found.svg.encode()))
    assert found.after < found.before
    assert found.ssim is not None and found.ssim > 0.999
    drawing = templates.built_in()["coin"].drawing
    assert minified(drawing) == Drawing.model_validate_json(minify({"drawing": True}, canonical(drawing)).body)
    one = raster.drawn(svg, "png", 64, 64)
    assert alike({"first": len(one)}, one + one).told == {"ssim": 1.0, "off": 0.0, "mean": 0.0}
