"""A painted layer and its own box come in; the attributes of its fill and line go out, gradients kept in the Defs.

Gradients are said in the layer's own units, not in parts of its box: engines disagree on the box of a curve (cairosvg
counts its handles) and on one without height, and what all share needs no arithmetic of theirs."""

from math import cos, radians, sin

from models.rules.art.colors import Palette, shortest
from models.rules.art.drawing import Gradient, Paint, Painted
from models.rules.art.numbers import fine, row, short
from models.rules.art.outlines import Box
from models.rules.art.placing import Place, line_width

JOINS = {"round": ' stroke-linejoin="round"', "cut": ' stroke-linejoin="bevel"', "sharp": ""}
ENDS = {"round": ' stroke-linecap="round"', "square": ' stroke-linecap="square"', "flat": ""}


class Defs:
    """Gradients and outlines that are used by id: each once, with a short one."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id(self, element: str) -> str:
        """The id of `<tag …`, said as `tag …>` without it."""
        return self._ids.setdefault(element, _name(len(self._ids)))

    def __str__(self) -> str:
        said = []
        for element, name in self._ids.items():
            tag, _, rest = element.partition(" ")
            said.append(f'<{tag} id="{name}" {rest}')
        return f"<defs>{''.join(said)}</defs>" if said else ""


def _name(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return letters[number] if number < 26 else _name(number // 26 - 1) + letters[number % 26]


class Brush:
    """What painting needs of the whole picture."""

    def __init__(self, palette: Palette, size: int) -> None:
        self.palette = palette
        self.size = size
        self.defs = Defs()

    def reference(self, paint: Paint, box: Box) -> str:
        """What `fill=` says."""
        if isinstance(paint, str):
            return shortest(self.palette.hex(paint))
        return f"url(#{self.defs.id(self._gradient(paint, box))})"

    def _gradient(self, paint: Gradient, box: Box) -> str:
        stops = "".join(self._stop(one.at, one.color, one.opacity) for one in paint.stops)
        about = _radial(paint, box) if paint.kind == "radial" else _linear(paint, box)
        tag = f"{paint.kind}Gradient"
        return f'{tag} gradientUnits="userSpaceOnUse"{about}>{stops}</{tag}>'

    def _stop(self, at: float, ink: str, opacity: float) -> str:
        clear = f' stop-opacity="{short(opacity)}"' if opacity < 1 else ""
        return f'<stop offset="{short(at)}" stop-color="{shortest(self.palette.hex(ink))}"{clear}/>'

    def attributes(self, layer: Painted, box: Box, place: Place) -> str:
        """Its fill, line and opacity, for an element in the layer's own units. One that is neither filled nor lined
        paints nothing."""
        one_paint = layer.fill is None or layer.line is None or not layer.line_width
        pale = layer.opacity if one_paint else 1.0
        fill = "none" if layer.fill is None else self.reference(layer.fill, box)
        said = f' fill="{fill}"' + _opacity("fill-opacity", pale if layer.fill else 1)
        if layer.line is not None and layer.line_width:
            said += self._line(layer, box, place, pale)
        return said

    def _line(self, layer: Painted, box: Box, place: Place, pale: float) -> str:
        width, faint = line_width(layer.line_width, place, self.size)
        said = f' stroke="{self.reference(layer.line or "#000000", box)}" stroke-width="{short(width)}"'
        dash = layer.dash or ()
        # Dashes that are next to nothing long would be drawn by the million.
        dashed = f' stroke-dasharray="{row(*dash)}"' if sum(dash) >= 1 else ""
        return said + ENDS[layer.ends] + JOINS[layer.joins] + dashed + _opacity("stroke-opacity", pale * faint)


def needs_group(layer: Painted) -> bool:
    """Whether its opacity is of fill and line together: cairosvg would show the one through the other."""
    return layer.opacity < 1 and layer.fill is not None and layer.line is not None and layer.line_width > 0


def _opacity(name: str, part: float) -> str:
    return f' {name}="{short(part)}"' if part < 1 else ""


def _full(box: Box) -> Box:
    """A line has no height: the gradient then lies over the square around it."""
    side = max(box.width, box.height, 1)
    width, height = (one if one > side / 1000 else side for one in (box.width, box.height))
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


def _linear(paint: Gradient, box: Box) -> str:
    """The line of a gradient that is turned in the unit square and then stretched to the box: a gradient again, along
    the normal of the stretched stripes."""
    x, y, width, height = _full(box)
    c, s = cos(radians(paint.turn)), sin(radians(paint.turn))
    gx, gy = c / width, s / height
    much = gx * gx + gy * gy
    # In the unit square it runs from -1/2 to 1/2 along (c, s) through the middle.
    mx, my = x + width / 2, y + height / 2
    dx, dy = gx / much / 2, gy / much / 2
    ends = zip(("x1", "y1", "x2", "y2"), (mx - dx, my - dy, mx + dx, my + dy), strict=True)
    return "".join(f' {name}="{short(value)}"' for name, value in ends)


def _radial(paint: Gradient, box: Box) -> str:
    """As far as the furthest edge of the box."""
    x, y, width, height = _full(box)
    radius = max(paint.cx, 1 - paint.cx, paint.cy, 1 - paint.cy)
    if abs(width - height) < max(width, height) / 200:
        return f' cx="{short(x + paint.cx * width)}" cy="{short(y + paint.cy * height)}" r="{short(radius * width)}"'
    stretch = f' gradientTransform="translate({row(x, y)}) scale({fine(width)} {fine(height)})"'
    return f' cx="{fine(paint.cx)}" cy="{fine(paint.cy)}" r="{fine(radius)}"{stretch}'
