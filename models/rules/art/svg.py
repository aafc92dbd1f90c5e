"""A Drawing and a Wish come in, with a Shelf of fonts and icons; one SVG goes out, which every engine draws alike.

What is said is what cairosvg, resvg, browsers and GitHub's image proxy have in common: paths with plain colours and
gradients, groups, transforms; no filter, style sheet, font, script or outside reference, text as outlines.

What is done for the size at which it will be seen (`wish.size`, in device pixels), and why:
- layers whose `detail` leaves the size out are not there: at 16 px small words are dirt, and the sign may be larger;
- up to 256 px lines narrower than four pixels become whole pixels wide, at least one, and straight edges move to lie
  between two pixels, because a line over one and a half pixels is a grey one over two (placing.py);
- shadows have more rings from 256 px, where single ones would be seen, and below 48 px there are none (shadows.py);
- words are broken and shrunk until they fit (setting.py), by the outlines' own measures and so alike everywhere.
"""

from math import cos, radians, sin

from models.rules.art.colors import Palette, shortest
from models.rules.art.drawing import (
    SIDE,
    AnyLayer,
    Drawing,
    GroupLayer,
    IconLayer,
    Painted,
    PathLayer,
    PictureLayer,
    TextLayer,
)
from models.rules.art.numbers import row, short
from models.rules.art.outlines import Box, box
from models.rules.art.outlines import moved as outline_moved
from models.rules.art.paints import Brush, needs_group
from models.rules.art.pictures import content
from models.rules.art.placing import Place, line_width, nudge, transform, whole, within
from models.rules.art.setting import block
from models.rules.art.shadows import ring, rings
from models.rules.art.shelf import Shelf
from models.rules.art.telling import Told, escaped
from models.rules.art.visible import seen
from models.rules.art.wish import Wish

GRID = 24
"""Units from edge to edge of an icon."""
GRID_BOX = Box(0, 0, GRID, GRID)


def svg(drawing: Drawing, wish: Wish, shelf: Shelf) -> str:
    """The picture on a square of 512 units, which may be shown at any size but is fitted to `wish.size`."""
    page = _Page(drawing, wish, shelf)
    body = page.group(None, whole(wish.size))
    name = " ".join((page.told.filled(drawing.alt) or page.told.filled(drawing.title)).split())
    title = f"<title>{escaped(name)}</title>" if name else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img">'
    return f"{head}{title}{page.brush.defs}{body}</svg>"


class _Page:
    """One picture while it is drawn."""

    def __init__(self, drawing: Drawing, wish: Wish, shelf: Shelf) -> None:
        self.wish, self.shelf = wish, shelf
        self.told = Told(drawing, wish)
        self.brush = Brush(Palette(drawing, wish), wish.size)
        self._seen = seen(drawing, wish, self.told)
        self._pictures = 0

    def group(self, group: str | None, place: Place) -> str:
        """What is in the group, of which this is the place."""
        return "".join(self._layer(layer, place) for layer in self._seen.get(group, ()))

    def _layer(self, layer: AnyLayer, place: Place) -> str:
        match layer:
            case GroupLayer():
                return self._group(layer, place)
            case PathLayer():
                return self._path(layer, place)
            case TextLayer():
                return self._text(layer, place)
            case IconLayer():
                return self._icon(layer, place)
            case PictureLayer():
                return self._picture(layer)

    def _group(self, layer: GroupLayer, place: Place) -> str:
        inside = self.group(layer.id, within(place, layer))
        clear = f' opacity="{short(layer.opacity)}"' if layer.opacity < 1 else ""
        moved = transform(layer.x, layer.y, layer.turn, layer.sx, layer.sy)
        return f"<g{moved}{clear}>{inside}</g>" if inside and (moved or clear) else inside

    def _path(self, layer: PathLayer, place: Place) -> str:
        own = within(place, layer)
        wide = line_width(layer.line_width, own, self.wish.size)[0] * own.scale if layer.line else 0.0
        dx, dy = nudge(layer.d, wide, own, self.wish.size)
        moved = transform(layer.x + dx / place.sx, layer.y + dy / place.sy, layer.turn, layer.sx, layer.sy)
        rule = ' fill-rule="evenodd"' if layer.rule == "evenodd" else ""
        return self._painted(layer, layer.d, box(layer.d), own, moved, 1, rule)

    def _text(self, layer: TextLayer, place: Place) -> str:
        d, around = block(layer, self.told.filled(layer.text), self.shelf, self.wish.locale)
        moved = transform(layer.x, layer.y, layer.turn, layer.sx, layer.sy)
        return self._painted(layer, d, around, within(place, layer), moved, 1) if d else ""

    def _icon(self, layer: IconLayer, place: Place) -> str:
        name = self.told.icon(layer.icon)
        paths = self.shelf.icon(name)
        if not paths:
            return ""
        grow = layer.size / GRID
        # Outline icons have only lines, filled ones only a surface, whichever of the two the layer has a paint for.
        filled = name.startswith("filled/")
        paint = (layer.fill or layer.line) if filled else (layer.line or layer.fill)
        painted = layer.model_copy(
            update={
                "fill": paint if filled else None,
                "line": None if filled else paint,
                "line_width": layer.line_width / grow,
            }
        )
        own = within(place, layer)
        inner = own._replace(sx=own.sx * grow, sy=own.sy * grow)
        moved = _around_middle(layer, grow)
        return self._painted(painted, "".join(map(_from_start, paths)), GRID_BOX, inner, moved, grow)

    def _painted(
        self, layer: Painted, d: str, around: Box, place: Place, moved: str, grow: float, rule: str = ""
    ) -> str:
        """An outline with its shadow, both from the layer's coordinates, enlarged `grow` times."""
        if layer.fill is None and (layer.line is None or not layer.line_width):
            return ""
        paint = self.brush.attributes(layer, around, place)
        shadow = self._shadow(layer, d, place, moved, grow, rule)
        outline = f'use href="#{self._outline(d, rule)}"' if shadow else f'path d="{d}"{rule}'
        if not needs_group(layer):
            return f"{shadow}<{outline}{moved}{paint}/>"
        return f'<g opacity="{short(layer.opacity)}">{shadow}<{outline}{moved}{paint}/></g>'

    def _outline(self, d: str, rule: str) -> str:
        return self.brush.defs.id(f'path d="{d}"{rule}/>')

    def _shadow(self, layer: Painted, d: str, place: Place, moved: str, grow: float, rule: str) -> str:
        shadow = layer.shadow
        found = rings(shadow, self.wish.size) if shadow else ()
        if not shadow or not found:
            return ""
        line = line_width(layer.line_width, place, self.wish.size)[0] if layer.line is not None else 0.0
        color, outline = shortest(self.brush.palette.hex(shadow.color)), self._outline(d, rule)
        pale = 1.0 if needs_group(layer) else layer.opacity
        said = "".join(
            ring(outline, layer.fill is not None, line + wider / grow, color, part * pale) for wider, part in found
        )
        inside = f"<g{moved}>{said}</g>" if moved else said
        away = transform(shadow.x, shadow.y, 0, 1, 1)
        return f"<g{away}>{inside}</g>" if away else inside

    def _picture(self, layer: PictureLayer) -> str:
        x, y, width, height = layer.view
        self._pictures += 1
        inside = content(layer.svg, f"P{self._pictures}") if width > 0 and height > 0 else ""
        if not inside:
            return ""
        clear = f' opacity="{short(layer.opacity)}"' if layer.opacity < 1 else ""
        moved = transform(
            layer.x, layer.y, layer.turn, layer.sx * layer.width / width, layer.sy * layer.height / height
        )
        edge = f"M{row(x, y)}h{short(width)}v{short(height)}h{short(-width)}z"
        view = self.brush.defs.id(f'clipPath ><path d="{edge}"/></clipPath>')
        away = transform(-x - width / 2, -y - height / 2, 0, 1, 1)
        return f'<g{moved}{clear}><g{away}><g clip-path="url(#{view})">{inside}</g></g></g>'


def _around_middle(layer: IconLayer, grow: float) -> str:
    """The transform of an icon whose grid's middle is the layer's origin."""
    sx, sy = layer.sx * grow, layer.sy * grow
    c, s = cos(radians(layer.turn)), sin(radians(layer.turn))
    half_x, half_y = sx * GRID / 2, sy * GRID / 2
    x, y = layer.x - c * half_x + s * half_y, layer.y - s * half_x - c * half_y
    return transform(x, y, layer.turn, sx, sy)


def _from_start(path: str) -> str:
    """A path that may stand behind another: its first point is counted from the grid's corner."""
    return path if path[0] == "M" else outline_moved(path, 0, 0)
