"""A drawing and what was given come in; words and icons that are hard to see on what lies under them go out.

Approximate: what counts as under a layer is the foremost surface at its middle that is not see-through, and of two
gradients their worst stops. The studio warns by the same rules (static/src/studio/contrast.ts).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.rules.art.arcs import Matrix
from models.rules.art.colors import Palette, channels
from models.rules.art.drawing import AnyLayer, Drawing, Given, GroupLayer, IconLayer, Layer, Paint, PathLayer, TextLayer
from models.rules.art.standing import holds, middle, under
from models.rules.art.telling import Told
from models.rules.art.visible import seen
from models.rules.art.wish import Theme, Wish

LEAST = 3.0
"""What WCAG asks of large text and of signs."""
PAGES: Mapping[Theme, str] = {"light": "#ffffff", "dark": "#16181d"}
SIZES = (512, 32)
"""Large and small: layers of some details are seen in only one of them."""
Seen = Mapping[str | None, Sequence[AnyLayer]]
CLEAR = 0.5
"""What is less opaque than this does not hide what is under it."""


class Faint(NamedTuple):
    """A layer by id and name; its worst ratio (1 … 21), and where it is so."""

    layer: str
    name: str
    ratio: float
    theme: Theme
    level: int


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours, 1 … 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def warnings(drawing: Drawing, given: Given) -> tuple[Faint, ...]:
    """One for each layer at most, in the order of the layers."""
    worst: dict[str, Faint] = {}
    for theme in PAGES:
        for level in range(1, max(1, len(drawing.levels)) + 1):
            for size in SIZES:
                wish = Wish(size=size, theme=theme, level=level, given=given)
                for found in _faint(drawing, wish):
                    if found.layer not in worst or found.ratio < worst[found.layer].ratio:
                        worst[found.layer] = found
    return tuple(worst[layer.id] for layer in drawing.layers if layer.id in worst)


def _luminance(color: str) -> float:
    parts = (channel / 255 for channel in channels(color))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faint(drawing: Drawing, wish: Wish) -> list[Faint]:
    palette = Palette(drawing, wish)
    stack = _stack(seen(drawing, wish, Told(drawing, wish)), None, under(None))
    found = []
    for at, (layer, matrix) in enumerate(stack):
        ink = _ink(layer)
        if ink is None or layer.opacity < CLEAR:
            continue
        ground = _ground(stack[:at], middle(layer, matrix), palette) or (PAGES[wish.theme],)
        ratio = min(contrast(one, other) for one in _colors(ink, palette) for other in ground)
        if ratio < LEAST:
            found.append(Faint(layer.id, layer.name, round(ratio, 2), wish.theme, wish.level))
    return found


def _stack(layers: Seen, group: str | None, place: Matrix) -> list[tuple[Layer, Matrix]]:
    """All that is seen, the lowest first, each with where its own coordinates lie."""
    stack: list[tuple[Layer, Matrix]] = []
    for layer in layers.get(group, ()):
        matrix = under(layer, place)
        stack += _stack(layers, layer.id, matrix) if isinstance(layer, GroupLayer) else [(layer, matrix)]
    return stack


def _ink(layer: Layer) -> Paint | None:
    if isinstance(layer, TextLayer):
        return layer.fill or layer.line
    if isinstance(layer, IconLayer):
        return (layer.fill or layer.line) if layer.icon.startswith("filled/") else (layer.line or layer.fill)
    return None


def _ground(below: list[tuple[Layer, Matrix]], point: tuple[float, float], palette: Palette) -> tuple[str, ...]:
    for layer, matrix in reversed(below):
        if (
            isinstance(layer, PathLayer)
            and layer.fill is not None
            and layer.opacity * _opacity(layer.fill) >= CLEAR
            and holds(layer, matrix, point)
        ):
            return _colors(layer.fill, palette)
    return ()


def _opacity(paint: Paint) -> float:
    return 1.0 if isinstance(paint, str) else sum(stop.opacity for stop in paint.stops) / len(paint.stops)


def _colors(paint: Paint, palette: Palette) -> tuple[str, ...]:
    if isinstance(paint, str):
        return (palette.hex(paint),)
    return tuple(palette.hex(stop.color) for stop in paint.stops)
