"""A text layer and its words come in; the outlines of its letters go out, broken into lines, fitted, never cut."""

from collections.abc import Callable
from functools import cache
from itertools import accumulate
from math import cos, sin
from typing import NamedTuple

from models.rules.art.drawing import Arc, TextLayer
from models.rules.art.lines import Piece, broken, pieces
from models.rules.art.outlines import Box, moved, turned
from models.rules.art.shelf import Glyphs, Shelf
from models.rules.art.tongue import tongue

GAP = 1.16
"""From one baseline to the next, in ems."""
CAPITAL = 0.72
"""How high capitals are, in ems: lines are centred on their middle."""
LETTER = 1.0
"""How high a line is with what is above capitals and below the baseline, in ems."""
LEAST = 0.02
"""Of the size that was asked for; nobody reads less, and nothing is divided by nothing."""


Shaping = Callable[[str, float], tuple[Glyphs, ...]]
"""Letters of one line, so large."""


class Block(NamedTuple):
    """All letters as one path around the layer's origin, and the box of the lines."""

    d: str
    box: Box


def block(layer: TextLayer, words: str, shelf: Shelf, locale: str) -> Block:
    """Nothing for no words."""
    # By all of them: a line may have Han characters alone.
    locale = tongue(words, locale)

    # Shaping costs more than all the rest, and many a line was measured before it is set.
    @cache
    def shape(text: str, size: float) -> tuple[Glyphs, ...]:
        return shelf.glyphs(text, size, layer.weight, layer.tracking, locale)

    lines, part = _fitting(layer, words, shape)
    size = layer.size * max(part, LEAST)
    shaped = [shape(line, size) for line in lines]
    if layer.arc:
        return Block("".join(_bent(layer.arc, one, size, layer) for one in shaped), _ring(layer.arc, layer.size))
    return _stacked(layer, shaped, size)


def _long(glyphs: tuple[Glyphs, ...], tracking: float) -> float:
    """From the first letter's edge to the last one's: behind that one nothing is spaced."""
    return max(0.0, sum(one.advance for one in glyphs) - tracking) if glyphs else 0.0


def _fitting(layer: TextLayer, words: str, shape: Shaping) -> tuple[tuple[str, ...], float]:
    """The lines, and the part of the size at which they fit."""
    most = 1 if layer.arc else layer.lines
    whole = " ".join(words.split())
    if not whole:
        return (), 1.0
    one = (whole,), _part(layer, (whole,), shape)
    if most == 1 or (one[1] == 1 and "\n" not in words.strip()):
        return one
    found = _measured(words, whole, shape, layer.size)
    # Where the height is bounded, fewer lines may be larger.
    counts = (most,) if layer.height is None else range(1, most + 1)
    ways = [broken(found, count, layer.width) for count in counts]
    return max(((lines, _part(layer, lines, shape)) for lines in ways), key=lambda way: way[1])


def _part(layer: TextLayer, lines: tuple[str, ...], shape: Shaping) -> float:
    """Of the size, at which the longest line fits the width and all of them the height."""
    long = max(_long(shape(line, layer.size), layer.tracking * layer.size) for line in lines)
    high = (GAP * (len(lines) - 1) + LETTER) * layer.size
    wide = layer.width / long if long else 1.0
    return min(1.0, wide, layer.height / high if layer.height and not layer.arc else 1.0)


def _measured(words: str, whole: str, shape: Shaping, size: float) -> list[Piece]:
    def long(text: str) -> float:
        return sum(one.advance for one in shape(text, size))

    # A space by itself may be set as nothing, so it is what the whole line has more than its words.
    gaps = whole.count(" ")
    space = (long(whole) - sum(map(long, whole.split()))) / gaps if gaps else 0.0
    return list(pieces(words, long, max(0.0, space)))


def _stacked(layer: TextLayer, lines: list[tuple[Glyphs, ...]], size: float) -> Block:
    """Lines below each other, the middle of the capitals' block at the origin."""
    said: list[str] = []
    gap = GAP * size
    widths = [_long(line, layer.tracking * size) for line in lines]
    baseline = CAPITAL * size / 2 - gap * (len(lines) - 1) / 2
    for line, width in zip(lines, widths, strict=True):
        x = {"middle": -width / 2, "start": 0.0, "end": -width}[layer.align]
        for one in line:
            said.append(moved(one.d, x, baseline))
            x += one.advance
        baseline += gap
    wide = max(widths, default=0.0)
    left = {"middle": -wide / 2, "start": 0.0, "end": -wide}[layer.align]
    high = CAPITAL * size + gap * max(0, len(lines) - 1)
    return Block("".join(said), Box(left, -high / 2, wide, high))


def _bent(arc: Arc, line: tuple[Glyphs, ...], size: float, layer: TextLayer) -> str:
    """Letter by letter around the circle. They stand on it from outside, above with their feet, below with their heads;
    smaller ones stay in the middle of the band that the asked size would fill."""
    band = arc.radius + CAPITAL * layer.size / 2
    radius = band + CAPITAL * size / 2 * (1 if arc.below else -1)
    width = _long(line, layer.tracking * size)
    ends = accumulate(one.advance for one in line)
    sign = -1 if arc.below else 1
    said = []
    for one, end in zip(line, ends, strict=True):
        # The middle of the letter touches the circle; what its own spacing adds stands behind it.
        wide = one.advance - layer.tracking * size
        along = (end - one.advance + wide / 2 - width / 2) / band * sign
        said.append(_stood(one.d, wide, along, radius * sign))
    return "".join(said)


def _stood(d: str, wide: float, angle: float, radius: float) -> str:
    """Turned by the angle, its foot's middle that far above the origin (below, when it is negative)."""
    c, s = cos(angle), sin(angle)
    x, y = radius * s - wide / 2 * c, -radius * c - wide / 2 * s
    return turned(d, angle, x, y)


def _ring(arc: Arc, size: float) -> Box:
    """The upper or lower half of the ring, over which a gradient lies."""
    far = arc.radius + CAPITAL * size
    return Box(-far, 0 if arc.below else -far, 2 * far, far)
