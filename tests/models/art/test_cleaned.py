"""Strangers' pictures through the drawing process: refused or drawn, and it lives on; layers look as pictures did."""

import io
from pathlib import Path

import pytest
from PIL import Image

from models.art import alike, cleaned, drawn, pen
from models.errors import BadPicture
from models.rules.art.drawing import Drawing, PictureLayer, TextLayer
from models.rules.art.wish import Wish
from tests.models.rules.art.hostile import HOSTILE, data, png, svg
from tests.models.rules.art.test_cleaning import harmless

BADGES = sorted((Path(__file__).parents[3] / "static" / "badges").glob("*.svg"))


def photo_of(size: tuple[int, int], format: str = "PNG", **how: object) -> bytes:
    written = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(written, format, **how)
    return written.getvalue()


def ssim(one: str, other: str, size: int = 256) -> float:
    return alike.likeness(*(drawn.of_svg(each, "png", size, size) for each in (one, other))).ssim


def picture(inside: str, name: str = "a") -> PictureLayer:
    whole = svg(inside).decode()
    return PictureLayer(id=name, z="1", kind="picture", svg=whole, view=(0, 0, 100, 100), width=512, height=512)


def test_every_hostile_picture_is_refused_or_drawn_and_the_process_lives_on() -> None:
    process = None
    # What is refused before anything is drawn is tried in tests/models/rules/art/test_cleaning.py.
    for case in HOSTILE:
        if case.refused not in ("", "cannot be drawn", "20000 things"):
            continue
        try:
            found = cleaned.cleaned(case.body)
        except BadPicture as refused:
            assert case.refused, f"{case.name}: {refused}"
        else:
            assert not case.refused, case.name
            harmless(found.svg)
        process = process or pen.shared().pid
        assert pen.shared().pid == process, case.name
    assert cleaned.cleaned(svg("")).removed == ()


@pytest.mark.parametrize("path", BADGES, ids=lambda path: path.name)
def test_our_own_badges_look_as_they_did(path: Path) -> None:
    assert ssim(path.read_text(), cleaned.cleaned(path.read_bytes()).svg) > 0.9999


CIRCLE = "<circle cx='50' cy='50' r='40' fill='pink' stroke='red' stroke-width='9'/>"
STOPS = "<stop stop-color='red'/><stop offset='.6' stop-color='#ff0'/><stop offset='1' stop-color='#00f'/>"
DOT = "<marker id='m' viewBox='0 0 9 9' refX='4' refY='4'><circle cx='4' cy='4' r='4'/></marker>"
CURVES = "<path d='M10 80Q52.5 10 95 80T99 9S9 9 9 40A20 30 40 1 0 50 50' fill='none' stroke='#345' stroke-width='3'"
LOOKS = {
    "text": svg("<text x='9' y='9'>words</text>"),
    "styled": svg("<style>.a{fill:teal;stroke:#000}</style><path class='a' d='M9 9h80l-9 70z'/>"),
    "nested": svg("<svg x='10' y='20' width='50%' height='40' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>"),
    "symbol": svg(
        "<symbol id='s' viewBox='0 0 9 9'><circle cx='4' cy='4' r='6'/></symbol>"
        "<use href='#s' x='9' width='60' height='50'/>"
    ),
    "marker": svg(f"{DOT}<path d='M9 50h40l30 30' fill='none' stroke='red' stroke-width='5' marker='url(#m)'/>"),
    "clip": svg(f"<clipPath id='c'><circle cx='9' cy='50' r='40'/></clipPath><g clip-path='url(#c)'>{CIRCLE}</g>"),
    "clip of all": svg(
        f"<clipPath id='c'><rect width='100' height='100' fill='white'/></clipPath><g clip-path='url(#c)'>{CIRCLE}</g>"
    ),
    "pattern": svg(
        "<pattern id='p' width='9' height='9' patternUnits='userSpaceOnUse'><path d='M0 0h5v5z'/></pattern>"
        "<rect width='90' height='90' fill='url(#p)'/>"
    ),
    "faded": svg(f"<g opacity='.5' transform='rotate(20 50 50)'><path d='M9 9h80v80z'/>{CIRCLE}</g>"),
    "clear": svg("<circle cx='50' cy='50' r='40' fill='red' fill-opacity='.5' stroke='#00f' stroke-width='20'/>"),
    "linear": svg(
        f"<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='10' y1='20' x2='80' y2='70'>{STOPS}"
        "</linearGradient><rect x='5' y='5' width='60' height='50' fill='url(#g)'/>"
    ),
    "radial": svg(
        f"<radialGradient id='g' cx='.3' cy='.3' r='.8'>{STOPS}</radialGradient>"
        "<circle cx='50' cy='50' r='40' fill='url(#g)' transform='scale(1 .8)'/>"
    ),
    "reflected": svg(
        f"<linearGradient id='g' x2='.3' spreadMethod='reflect'>{STOPS}</linearGradient>"
        "<rect width='90' height='60' fill='url(#g)'/>"
    ),
    "curves": svg(f"{CURVES} stroke-dasharray='9 4' transform='scale(.8) translate(9 3)'/>"),
    "wide": svg("<rect width='200' height='50' rx='9' fill='gold'/>", "viewBox='0 0 200 50'"),
    "squeezed": svg(f"<g transform='scale(1 .3)'>{CIRCLE}</g>"),
}
PICTURES = dict.fromkeys(("symbol", "marker", "clip", "pattern", "reflected", "squeezed"), 1)


@pytest.mark.parametrize("name", LOOKS)
def test_layers_look_as_the_picture_did(name: str) -> None:
    found = cleaned.layers(LOOKS[name])
    drawing = Drawing(layers=tuple(one for one in found.layers if one.kind != "text"), colors=found.colors)
    after = drawn.svg(drawing, Wish(size=512)).decode()
    square = cleaned.cleaned(LOOKS[name]).svg
    assert ssim(square, after) >= 0.98
    assert sum(layer.kind == "picture" for layer in found.layers) == PICTURES.get(name, 0)


def test_words_become_layers_of_words() -> None:
    words = "<text x='50' y='40' font-size='10' font-weight='bold' text-anchor='middle'>Hello <tspan>big</tspan> world"
    found = cleaned.layers(svg(f"{words}<tspan x='50' y='60'>again</tspan></text>"))
    first, second = (layer for layer in found.layers if isinstance(layer, TextLayer))
    assert (first.text, first.align, first.weight, first.size) == ("Hello big world", "middle", 700, 51.2)
    assert (second.text, second.x, round(second.y - first.y, 1)) == ("again", 256, 102.4)
    assert found.removed == ()


def test_words_that_layers_cannot_keep_are_told() -> None:
    clip = "<clipPath id='c'><circle r='50'/></clipPath>"
    found = cleaned.layers(svg(f"{clip}<g clip-path='url(#c)'><path d='M0 0h99v99z'/><text y='9'>secret</text></g>"))
    assert [one.what for one in found.removed] == ["text “secret”"]


def test_named_groups_stay_and_colours_have_names() -> None:
    inside = "<g id='Leaves'><path d='M9 9h9v9z' fill='#0a0'/><path d='M40 9h9v9z' fill='#0a0'/></g>"
    found = cleaned.layers(svg(inside))
    assert [(layer.kind, layer.name) for layer in found.layers][:1] == [("group", "Leaves")]
    assert found.colors == {"green": "#00aa00", "black": "#000000"}
    assert [layer.fill for layer in found.layers[1:3]] == ["@green", "@green"]  # type: ignore[union-attr]


def test_a_picture_layer_is_cleaned_and_then_stays_as_it_is() -> None:
    [once] = cleaned.checked_pictures([picture("<script>1</script><path id='x' d='M0 0h9v9z' onclick='1'/>")])
    harmless(once.svg)
    assert cleaned.checked_pictures([once]) == [once]


def test_a_picture_layer_with_a_bomb_is_refused() -> None:
    with pytest.raises(BadPicture, match="circle"):
        cleaned.checked_pictures([picture("<g id='a'><use href='#a'/></g>")])


def test_without_pictures_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pen, "shared", lambda: pytest.fail("asked"))
    assert cleaned.checked_pictures([]) == []


def test_an_image_within_is_made_anew_without_its_notes_and_then_stays() -> None:
    noted = photo_of((300, 200), "JPEG", comment=b"secret place")
    once = cleaned.cleaned(svg(f"<image href='{data(noted, 'image/jpeg')}' width='90' height='60'/>"))
    assert "data:image/png;base64," in once.svg
    assert once.removed == ()
    assert cleaned.cleaned(once.svg.encode()).svg == once.svg


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_photo_is_made_anew_and_small(format: str) -> None:
    made = Image.open(io.BytesIO(cleaned.photo(photo_of((600, 300), format), 200)))
    assert (made.format, made.size, made.info) == ("PNG", (200, 100), {})


def test_a_photo_stands_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    made = Image.open(io.BytesIO(cleaned.photo(photo_of((60, 30), "JPEG", exif=turned), 200)))
    assert made.size == (30, 60)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (png(30_000, 30_000), "too many pixels"),
        (png(9_000, 10), "9000 by 10"),
        (png(40, 40)[:-30], "cannot be read"),
        (b"%PDF-1.7", "no PNG"),
        (b"", "0 bytes"),
        (b"BM" + bytes(200), "no PNG"),
        (photo_of((30, 30), "TIFF"), "no PNG"),
    ],
)
def test_what_is_no_photo_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(BadPicture, match=why):
        cleaned.photo(body, 512)
