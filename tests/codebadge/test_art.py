"""`codebadge badge render`: a template, a drawing or a stranger's SVG becomes a picture, or it is said why not."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.codebadge.running import codebadge

HOSTILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><script>alert(1)</script>'
    '<path d="M0 0h20v10H0z" fill="#123456"/></svg>'
)


def render(folder: Path, *words: str) -> tuple[int, str]:
    said = codebadge("badge", "render", *words, data=folder)
    return said.returncode, said.stdout + said.stderr


def test_a_template_becomes_a_picture_with_what_is_set(tmp_path: Path) -> None:
    pictures = []
    for title in ("One", "Another"):
        output = tmp_path / f"{title}.png"
        words = ("--template", "medal", "--size", "64", "--scale", "2", "--set", f"title={title}", "-o", str(output))
        assert render(tmp_path, *words) == (0, f"{output}: {output.stat().st_size:,} bytes\n")
        pictures.append(output.read_bytes())
    assert Image.open(io.BytesIO(pictures[0])).size == (128, 128)
    assert pictures[0] != pictures[1]


def test_a_drawing_of_ones_own_is_read(tmp_path: Path) -> None:
    layer = {"kind": "icon", "id": "a", "z": "a", "icon": "star", "line": "#000000"}
    (tmp_path / "star.json").write_text(json.dumps({"alt": "A star", "layers": [layer]}))
    assert render(tmp_path, str(tmp_path / "star.json"), "-o", str(tmp_path / "star.svg"))[0] == 0
    assert "<title>A star</title>" in (tmp_path / "star.svg").read_text()


def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    words = ("--template", "medal", "--set", "title=A\U00010380", "-o", str(tmp_path / "a.svg"))
    status, said = render(tmp_path, *words)
    assert (status, "No font has \U00010380: drawn as empty boxes." in said) == (0, True), said


def test_a_strangers_svg_is_cleaned_and_keeps_its_shape(tmp_path: Path) -> None:
    (tmp_path / "in.svg").write_text(HOSTILE)
    status, said = render(tmp_path, str(tmp_path / "in.svg"), "--size", "40", "-o", str(tmp_path / "out.webp"))
    assert status == 0, said
    assert "removed: " in said
    assert "script" in said
    with Image.open(tmp_path / "out.webp") as picture:
        assert picture.size == (40, 20)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("-o", "a.png"), "Give a FILE or one of these templates: "),
        (("--template", "medal", "-o", "a.gif"), "must end in one of .svg, .png, .webp"),
        (("--template", "nowhere", "-o", "a.png"), "There is no template “nowhere” here."),
        (("--template", "medal", "--set", "colour=red", "-o", "a.png"), "NAME is one of: title, "),
        (("--template", "medal", "--set", "ribbon=perhaps", "-o", "a.png"), "ribbon must be yes or no"),
        (("--template", "medal", "--size", "9", "-o", "a.png"), "9 is not in the range"),
        (
            ("--template", "medal", "--size", "2048", "--scale", "3", "-o", "a.png"),
            "times --scale is 4096 pixels at most",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(tmp_path: Path, words: tuple[str, ...], reason: str) -> None:
    status, said = render(tmp_path, *words)
    assert status == 2
    assert reason in said
    assert "Traceback" not in said


def test_a_file_that_is_no_drawing_is_refused_with_the_place(tmp_path: Path) -> None:
    for text, reason in (("{", "no JSON"), ('{"layers": [{"kind": "path"}]}', "layers.0.path.id: Field required")):
        (tmp_path / "bad.json").write_text(text)
        status, said = render(tmp_path, str(tmp_path / "bad.json"), "-o", str(tmp_path / "a.png"))
        assert status == 2
        assert reason in said


def test_minify_tells_bytes_and_likeness_and_leaves_what_it_refuses(tmp_path: Path) -> None:
    drawn, bomb = tmp_path / "drawn.svg", tmp_path / "bomb.svg"
    drawn.write_text(HOSTILE.replace("h20v10H0z", "L 20.000001,0 L 20,10.000001 L 0,10 Z"))
    bomb.write_text('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>')
    before = drawn.stat().st_size, bomb.read_text()
    said = codebadge("badge", "minify", "--in-place", str(drawn), str(bomb), data=tmp_path)
    assert said.returncode == 1
    assert f" drawn.svg  {before[0]}     {drawn.stat().st_size} " in said.stdout
    assert "1.00000" in said.stdout
    assert "bomb.svg is refused: This SVG has a doctype" in said.stderr
    assert bomb.read_text() == before[1]
    assert drawn.read_text().endswith('<path d="M0 0H20V10H0z" fill="#123456"/></svg>')
