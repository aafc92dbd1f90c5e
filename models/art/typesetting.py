"""A line of text comes in; Glyphs go out from left to right, as outlines: shaped, kerned, in any script there is."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz

from models.art.fonts import Fonts
from models.art.writing import Run, runs
from models.rules.art.shelf import Glyphs

Pen = list[tuple[str, tuple[float, ...]]]
"""Commands of a path, in units of the font, y upwards."""
MOST = 1_000
"""Letters of one line."""
FONTS, GLYPHS = 100, 2_000
"""How many fonts of a weight are kept, and how many outlines of their letters."""
BOX = (0.6, 0.7, 0.06)
"""Width, height and line of the empty box that stands for a letter nobody has, in ems."""
APART = {"liga": False, "clig": False}
"""Letters that are set apart do not join."""


class Shaped(NamedTuple):
    """Some letters, in ems."""

    commands: Pen
    advance: float


class Line(NamedTuple):
    """From left to right, and what is in it that no font has."""

    shaped: tuple[Shaped, ...]
    boxed: frozenset[str]


class Typesetter:
    """Sets lines in these fonts. `boxed`: letters that no font had, since it was emptied last."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self.boxed: set[str] = set()
        self._shaped = lru_cache(maxsize=500)(self._shape)
        self._font = lru_cache(maxsize=FONTS)(fonts.font)
        self._drawn = lru_cache(maxsize=GLYPHS)(self._draw)

    def glyphs(self, text: str, size: float, weight: int, tracking: float, locale: str) -> tuple[Glyphs, ...]:
        """See Shelf.glyphs."""
        line = self._shaped(text[:MOST], weight, tracking != 0, locale)
        self.boxed |= line.boxed
        return tuple(Glyphs(_path(one.commands, size), (one.advance + tracking) * size) for one in line.shaped)

    def _shape(self, text: str, weight: int, apart: bool, locale: str) -> Line:
        found: list[Shaped] = []
        boxed: set[str] = set()
        for run in runs(text, self._fonts, locale):
            if run.font is None:
                found.extend(_boxes(run))
                boxed.update(run.text)
            else:
                found.extend(self._run(run, run.font, weight, apart, locale))
        return Line(tuple(found), frozenset(boxed))

    def _run(self, run: Run, number: int, weight: int, apart: bool, locale: str) -> list[Shaped]:
        font = self._font(number, weight)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run.text)
        buffer.direction = "rtl" if run.leftwards else "ltr"
        buffer.script = run.script
        buffer.language = locale
        uharfbuzz.shape(font, buffer, APART if apart else {})
        placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        em = font.face.upem
        found: list[Shaped] = []
        for _, same in groupby(placed, key=lambda one: one[0].cluster):
            found.append(_set([(self._drawn(number, weight, info.codepoint), place) for info, place in same], em))
        return found

    def _draw(self, number: int, weight: int, glyph: int) -> Pen:
        drawn: Pen = []
        self._font(number, weight).draw_glyph(glyph, _DRAWING, drawn)
        return drawn


def _set(placed: list[tuple[Pen, uharfbuzz.GlyphPosition]], em: int) -> Shaped:
    """Glyphs of one cluster, as one path."""
    commands: Pen = []
    x = 0.0
    for drawn, position in placed:
        left, up = x + position.x_offset, position.y_offset
        commands.extend((letter, _moved(numbers, left, up, em)) for letter, numbers in drawn)
        x += position.x_advance
    return Shaped(commands, x / em)


def _moved(numbers: tuple[float, ...], left: float, up: float, em: float) -> tuple[float, ...]:
    """In ems, and y downwards."""
    return tuple((number + left) / em if at % 2 == 0 else -(number + up) / em for at, number in enumerate(numbers))


def _boxes(run: Run) -> list[Shaped]:
    width, height, line = BOX
    right, top = width - line, -height
    outer = [("M", (line, 0.0)), ("L", (right, 0.0)), ("L", (right, top)), ("L", (line, top)), ("Z", ())]
    low, high = -line, top + line
    inner = [("M", (2 * line, low)), ("L", (2 * line, high)), ("L", (right - line, high)), ("L", (right - line, low))]
    return [Shaped([*outer, *inner, ("Z", ())], width) for _ in run.text]


def _path(commands: Pen, size: float) -> str:
    return "".join(letter + " ".join(_number(number * size) for number in numbers) for letter, numbers in commands)


def _number(number: float) -> str:
    return f"{round(number, 2):g}" if abs(number) < 1e4 else f"{number:.0f}"


def _funcs() -> uharfbuzz.DrawFuncs:
    funcs = uharfbuzz.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.append(("M", (x, y))))
    funcs.set_line_to_func(lambda x, y, pen: pen.append(("L", (x, y))))
    funcs.set_quadratic_to_func(lambda a, b, x, y, pen: pen.append(("Q", (a, b, x, y))))
    funcs.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.append(("C", (a, b, c, d, x, y))))
    funcs.set_close_path_func(lambda pen: pen.append(("Z", ())))
    return funcs


_DRAWING = _funcs()
