"""Every hostile picture is refused, or cleaned until nothing is left but what is allowed; innocent ones stay."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import BadPicture
from models.rules.art.cleaning import clean
from tests.models.rules.art.hostile import HOSTILE, Case, data, png, svg

BADGES = sorted((Path(__file__).parents[4] / "static" / "badges").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = """
    svg g defs use path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath mask
    pattern marker image title desc
"""
NUMBER = r"-?(\d+\.?\d*|\.\d+)"
NUMBERS = rf"{NUMBER}( {NUMBER})*"
LOCAL = r"url\(#[a-z]+\)"
PAINT = rf"none|#[0-9a-f]{{6}}|{LOCAL}"
UNITS = "userSpaceOnUse|objectBoundingBox"


def all_of(names: str, pattern: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), pattern)


# Written apart from the cleaner's own table: what a harmless value looks like.
VALUES = {
    **all_of("x y width height x1 y1 x2 y2 cx cy r rx ry fx fy offset refX refY markerWidth markerHeight", NUMBER),
    **all_of("opacity fill-opacity stroke-opacity stop-opacity", NUMBER),
    **all_of("stroke-width stroke-miterlimit stroke-dashoffset", NUMBER),
    **all_of("viewBox points", NUMBERS),
    **all_of("fill stroke", PAINT),
    **all_of("clip-path mask marker-start marker-mid marker-end", f"none|{LOCAL}"),
    **all_of("transform gradientTransform patternTransform", rf"(matrix|translate|scale)\({NUMBERS}\)|"),
    **all_of("gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits", UNITS),
    **all_of("fill-rule clip-rule", "nonzero|evenodd"),
    "d": rf"([MmLlHhVvCcSsQqAaZz]({NUMBERS})?)*",
    "id": "[a-z]+",
    "href": r"#[a-z]+|data:image/png;base64,[A-Za-z0-9+/]+=*",
    "stop-color": "#[0-9a-f]{6}",
    "stroke-linecap": "butt|round|square",
    "stroke-linejoin": "miter|round|bevel",
    "stroke-dasharray": f"none|{NUMBERS}",
    "spreadMethod": "pad|reflect|repeat",
    "markerUnits": "userSpaceOnUse|strokeWidth",
    "orient": f"auto|auto-start-reverse|{NUMBER}",
    "preserveAspectRatio": r"none|x(Min|Mid|Max)Y(Min|Mid|Max)( slice)?",
    "visibility": "visible|hidden",
    "display": "none|inline",
    "overflow": "visible|hidden",
}


def photo(body: bytes) -> bytes:
    """Stands for the pen's: takes what is a PNG."""
    if not body.startswith(b"\x89PNG") or int.from_bytes(body[16:20], "big") > 8_192 or not body.endswith(b"B`\x82"):
        raise BadPicture("This image is 30000 by 30000 pixels.")
    return body


def harmless(text: str) -> None:
    """Fails for anything that is not surely harmless."""
    assert not re.search(r"<[!?]", text)
    assert len(text) < 600_000
    root = ElementTree.fromstring(text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    for element in root.iter():
        assert element.tag.startswith(SVG), element.tag
        tag = element.tag.removeprefix(SVG)
        assert tag in ELEMENTS.split()
        assert tag in ("title", "desc") or not (element.text or "").strip()
        for name, value in element.attrib.items():
            assert re.fullmatch(VALUES[name], value), (tag, name, value)
            for reference in re.findall(r"url\(#([a-z]+)\)", value) + (
                [value[1:]] if value[:1] == "#" and name == "href" else []
            ):
                assert reference in ids


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_a_hostile_picture_is_refused_or_becomes_harmless(case: Case) -> None:
    if case.refused and case.refused != "cannot be drawn":
        with pytest.raises(BadPicture, match=re.escape(case.refused)) as refused:
            clean(case.body, photo)
        assert len(str(refused.value)) < 300
        return
    found = clean(case.body, photo)
    harmless(found.svg)
    told = " ".join(f"{one.what} ({one.where})" for one in found.removed)
    assert [words for words in case.removed if words not in told] == [], told
    assert clean(found.svg.encode(), photo) == found._replace(removed=())


def test_there_are_many_kinds() -> None:
    assert len(HOSTILE) >= 60
    assert len({case.name for case in HOSTILE}) == len(HOSTILE)


def test_what_is_refused_says_where() -> None:
    with pytest.raises(BadPicture, match=r"cannot be read at character 3 \(line 2, column 1, <path>\)"):
        clean(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<path d="M0 x"/></svg>')


def test_what_is_removed_says_where() -> None:
    [removed] = clean(svg("\n<g>\n  <script>1</script></g>")).removed
    assert removed == ("<script>", "line 3, column 3, <script>")


@pytest.mark.parametrize("path", BADGES, ids=lambda path: path.name)
def test_our_own_badges_lose_nothing(path: Path) -> None:
    found = clean(path.read_bytes())
    assert found.removed == ()
    harmless(found.svg)


def test_styles_become_attributes_in_the_order_in_which_they_win() -> None:
    rules = "path{fill:red;stroke:lime}.b{fill:blue}#c{fill:#ABC}path.b{stroke:rgb(1 2 3 / 50%)!important}"
    body = svg(
        f'<style>{rules}</style><path id="c" class="b" d="M0 0h9v9z" style="stroke:hsl(0,100%,50%);opacity:.5"/>'
    )
    text = clean(body).svg
    assert '<path d="M0 0h9v9z" fill="#aabbcc" stroke="#010203" opacity=".5" stroke-opacity=".5"/>' in text


def test_current_colour_is_the_one_around() -> None:
    text = clean(svg('<g color="#f00"><path d="M0 0h9v9z" fill="currentColor"/></g>')).svg
    assert 'fill="#ff0000"' in text


def test_a_symbol_is_placed_as_its_view_says() -> None:
    body = svg(
        '<symbol id="s" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></symbol><use href="#s" x="5" width="20" height="20"/>'
    )
    text = clean(body).svg
    assert '<use href="#b" transform="matrix(2 0 0 2 5 0)"/>' in text
    assert '<g id="b" clip-path="url(#a)">' in text


def test_lengths_in_other_units_are_numbers() -> None:
    text = clean(svg('<rect x="50%" y="10%" width="1in" height="2em"/>', 'viewBox="0 0 200 100"', "")).svg
    assert '<rect x="100" y="10" width="96" height="32"/>' in text


def test_a_gradient_is_whole_without_the_one_that_it_takes_from() -> None:
    stops = '<stop stop-color="red"/><stop offset="1" stop-color="rgba(0,0,255,.5)"/>'
    lent = f'<linearGradient id="a">{stops}</linearGradient>'
    taken = '<linearGradient id="b" href="#a" x2="0" y2="100%"/><path d="M0 0h9v9z" fill="url(#b)"/>'
    text = clean(svg(lent + taken)).svg
    assert text.count("<linearGradient") == 1
    assert '<stop offset="1" stop-color="#0000ff" stop-opacity=".5"/>' in text
    assert 'x2="0" y2="1"' in text


def test_an_image_keeps_its_own_size() -> None:
    text = clean(svg(f'<image href="{data(png(40, 20))}" height="10"/>'), photo).svg
    assert 'height="10" width="20"' in text


def test_what_is_not_there_gives_way_to_the_colour_behind_it() -> None:
    assert 'fill="#008000"' in clean(svg('<path d="M0 0h9v9z" fill="url(#none) green"/>')).svg


def test_what_is_only_referred_to_in_vain_is_left_out() -> None:
    text = clean(svg('<defs><path id="a" d="M0 0h1"/><linearGradient id="g"/></defs>')).svg
    assert "<defs>" not in text


WORDS = [
    b"url(#a)",
    b"href=",
    b"<use ",
    b"<g>",
    b"</g>",
    b"&#60;",
    b"<script>",
    b'"',
    b"'",
    b">",
    b"1e99",
    b"-",
    b"%",
    b"<style>",
]
WORDS += [
    b" onload=",
    b"#a",
    b"none",
    b"<![CDATA[",
    b"]]>",
    b"{",
    b"}",
    b"\\",
    b"/*",
    b"\x00",
    b"\xff",
    b"data:",
    b"id='a'",
]
SEEDS = [case.body for case in HOSTILE if len(case.body) < 1_500] + [path.read_bytes() for path in BADGES]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A picture with some of it cut out, put elsewhere, or put in from another."""
    body = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(body)))
        end = min(len(body), at + draw(st.integers(0, 30)))
        other = draw(st.sampled_from(SEEDS))
        start = draw(st.integers(0, len(other)))
        put = draw(st.one_of(st.sampled_from(WORDS), st.binary(max_size=3), st.just(other[start : start + 60])))
        body = body[:at] + put + body[end:]
    return body


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_nothing_else_ever_comes_out(body: bytes) -> None:
    try:
        found = clean(body, photo)
    except BadPicture:
        return
    harmless(found.svg)
    assert clean(found.svg.encode(), photo) == found._replace(removed=())
