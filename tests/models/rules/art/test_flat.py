"""README badges: text inside its box in any script, to be read on any colour, and nothing that a proxy would drop."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.art.flat import MOST, STYLES, Logo, Style, endpoint, flat, is_color
from models.rules.art.flat_colors import NAMES, contrast, ground, luminance

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "linearGradient", "stop", "path", "rect", "g", "text"}
HOSTILE = ["<script>alert(1)</script>", '" onload="x', "a&b", "]]>", "\x00\x1b\ud800\uffff", "  two\n lines "]
scripts = st.sampled_from(["points", "Очки", "βαθμοί", "最多贡献", "النقاط", "🏆🏆", "e\u0301é", "1 234", *HOSTILE])
texts = st.one_of(scripts, st.text(max_size=60))


@pytest.mark.parametrize("style", STYLES)
@given(texts, texts, st.booleans())
def test_any_text_stays_inside_and_is_whole(style: Style, label: str, value: str, logo: bool) -> None:
    svg = flat(label, value, "#4c1", style=style, logo=Logo(("M3 3h9",)) if logo else None)
    root = ElementTree.fromstring(svg.encode())
    width = float(root.attrib["width"])
    for text in root.iter(f"{SVG}text"):
        x, long = float(text.attrib["x"]) / 10, float(text.attrib["textLength"]) / 10
        assert x - long / 2 >= 0
        assert x + long / 2 <= width
        assert long <= MOST
    said = f"{shown(label)}: {shown(value)}" if shown(label) else shown(value)
    title = root.find(f"{SVG}title")
    assert title is not None
    assert (title.text or "").casefold().strip() == root.attrib["aria-label"].casefold().strip()
    if style != "for-the-badge":
        assert (title.text or "").strip() == said.strip()
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in TAGS
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]
        assert element.attrib.get("fill") in (None, "none", "url(#s)") or is_color(element.attrib["fill"])


def shown(text: str) -> str:
    """Without what XML cannot hold; a plain text keeps its spaces."""
    clean = re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", text)
    clean = re.sub("[\ud800-\udfff]", "\ufffd", clean)
    plain = text.isascii() and clean == text and not set("&<>\"'") & set(text)
    return text if plain else " ".join(clean.split())


def test_what_is_too_long_is_made_smaller_and_never_cut() -> None:
    svg = flat("label", "word " * 60, "blue")
    assert svg.count(("word " * 60).strip()) >= 2
    assert float(re.findall('font-size="([0-9]+)"', svg)[-1]) < 110


@given(st.integers(0, 0xFFFFFF))
def test_the_text_can_be_read_on_every_colour(number: int) -> None:
    digits = f"{number:06x}"
    found = ground(f"#{digits}")
    ink = luminance(found.ink[1:] * 2 if len(found.ink) == 4 else found.ink[1:])
    assert contrast(ink, luminance(digits)) >= 4.5


def test_colours_are_names_or_numbers_and_nothing_else() -> None:
    assert all(is_color(name) for name in NAMES)
    assert 'fill="#abc"' in flat("a", "b", "ABC")
    for wrong in ("", "#12", 'red" onload="', "url(#a)", "#gggggg"):
        assert not is_color(wrong)
        with pytest.raises(ValueError, match="no colour"):
            flat("a", "b", wrong)


def test_shields_endpoint_says_what_shields_reads() -> None:
    told = endpoint("points", "1,240", "brightgreen")
    assert told == {"schemaVersion": 1, "label": "points", "message": "1,240", "color": "4c1"}


def test_without_a_label_there_is_one_part() -> None:
    svg = flat("", "passing", "green")
    assert svg.count("textLength") == 2
    assert 'aria-label="passing"' in svg
