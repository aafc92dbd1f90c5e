"""A stranger's SVG comes in, rebuilt; layers of a drawing go out, with its colours by name, fitted to the square.

Shapes become paths where they are seen, named or faded groups stay, words become text layers. What layers cannot say (a
clip, a mask, a pattern, a marker, a raster image, a gradient of another form) becomes a picture layer of that part.
"""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from models.errors import BadPicture
from models.rules.art.drawing import DEPTH, LAYERS, SIDE, AnyLayer, Drawing
from models.rules.art.foreign import holes, outlining, wording
from models.rules.art.foreign.allowed import LOOK
from models.rules.art.foreign.element import SHAPES, Account, Element
from models.rules.art.foreign.fades import Placed, Unsayable, gradient
from models.rules.art.foreign.parts import part
from models.rules.art.foreign.rebuilding import Rebuilt
from models.rules.art.foreign.references import referred
from models.rules.art.foreign.tints import Tints
from models.rules.art.foreign.transforms import matrix
from models.rules.art.foreign.viewports import fit
from models.rules.art.outlines import box
from models.rules.art.transforms import Matrix

ENDS = {"butt": "flat", "round": "round", "square": "square"}
JOINS = {"miter": "sharp", "round": "round", "bevel": "cut"}
WIDEST, DASHES = 200.0, 6
DEEPEST = DEPTH - 2
"""In so many groups another one may still be made, and one for what is in it."""
NO_LOOK: dict[str, str] = {}


class Found(NamedTuple):
    """Layers in their order, and the names of their colours."""

    layers: tuple[AnyLayer, ...]
    colors: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Here:
    """Where an element stands: how it is placed in the SVG, what it inherits, and in which group its layers are."""

    matrix: Matrix
    look: dict[str, str] = field(default_factory=dict)
    group: str | None = None
    depth: int = 0


def found(rebuilt: Rebuilt, account: Account) -> Found:
    """Words that are lost in picture layers are told. Raises BadPicture when not even one picture layer holds it."""
    importer = _Importer(rebuilt)
    importer.visit_all(rebuilt.root)
    if len(importer.layers) > LAYERS:
        return as_one(rebuilt)
    try:
        layers = _checked(importer)
    except BadPicture:
        return as_one(rebuilt)
    for text in importer.lost:
        account.add(f"text “{' '.join(text.text.split())[:60]}”", text.where)
    return layers


def as_one(rebuilt: Rebuilt) -> Found:
    """All that draws as one picture, and its words above it."""
    importer = _Importer(rebuilt, words_only=True)
    importer.picture(rebuilt.root, _Here(Matrix()))
    importer.visit_all(rebuilt.root)
    return _checked(importer)


def _checked(importer: "_Importer") -> Found:
    try:
        drawing = Drawing.model_validate({"layers": importer.layers, "colors": importer.tints.names})
    except ValueError:
        raise BadPicture("This SVG is too large to become layers of a drawing.") from None
    return Found(drawing.layers, importer.tints.names)


class _Importer:
    def __init__(self, rebuilt: Rebuilt, words_only: bool = False) -> None:
        self._words_only = words_only
        self.layers: list[dict[str, Any]] = []
        self.tints = Tints()
        self.lost: list[Element] = []
        self._rebuilt = rebuilt
        self._fit = fit(rebuilt.view, SIDE, SIDE, "xMidYMid")
        everything = [inner for one in (*rebuilt.beside, rebuilt.root) for inner in one.all()]
        self._named = {one.attributes["id"]: one for one in everything if "id" in one.attributes}

    def visit_all(self, root: Element) -> None:
        here = _Here(Matrix(), self.look(root, NO_LOOK))
        for child in root.children:
            self.visit(child, here)

    def visit(self, element: Element, here: _Here) -> None:
        """Adds the layers of it and of all in it."""
        given = element.attributes
        if given.get("display") == "none":
            return
        here = replace(here, look=self.look(element, here.look))
        clipped = "clip-path" in given and not holes.is_idle(element, self._named, self._rebuilt.view)
        apart = element.tag == "image" or clipped or "mask" in given
        if apart and not self._words_only:
            self.picture(element, here)
            return
        inner = replace(here, matrix=here.matrix.times(matrix(given.get("transform", ""))))
        if element.tag in SHAPES:
            self._shape(element, inner, here)
        elif element.tag == "text":
            self._text(element, inner)
        elif element.tag == "use":
            used = [self._named[name] for attribute, name in referred(element) if attribute == "href"]
            self._within(element, used, inner, here)
        else:
            self._within(element, element.children, inner, here)

    def look(self, element: Element, inherited: dict[str, str]) -> dict[str, str]:
        own = {name: value for name, value in element.attributes.items() if name in LOOK}
        return {**inherited, **own} if own else inherited

    def picture(self, element: Element, here: _Here) -> None:
        """As it is; words are layers of their own, or gone."""
        x, y, width, height = self._rebuilt.view
        svg = part(self._rebuilt, element, here.matrix, here.look)
        if svg is None:
            return
        self.lost += [one for one in element.all() if one.tag == "text"]
        size = {"view": (x, y, width, height), "width": width * self._fit.a, "height": height * self._fit.d}
        self._add("picture", here, element, svg=svg, **size)

    def _text(self, element: Element, here: _Here) -> None:
        for words in wording.lines(element, here.look, self._fit.times(here.matrix)):
            color = words.pop("color")
            self._add("text", here, element, fill=self.tints.ink(color), **words)

    def _within(self, element: Element, children: list[Element], here: _Here, outside: _Here) -> None:
        opacity = 1.0 if self._words_only else float(element.attributes.get("opacity", "1"))
        named = bool(element.name) and element.tag == "g" and len(children) > 1 and not self._words_only
        if opacity < 1 and here.depth >= DEEPEST:
            self.picture(element, outside)
            return
        if opacity < 1 or (named and here.depth < DEEPEST):
            group = self._add("group", here, element, x=0, y=0, opacity=opacity)
            here = replace(here, group=group, depth=here.depth + 1)
        for child in children:
            if len(self.layers) <= LAYERS:
                self.visit(child, here)

    def _shape(self, element: Element, here: _Here, outside: _Here) -> None:
        if here.look.get("visibility") == "hidden" or self._words_only:
            return
        try:
            painted = self._painted(element, here)
        except Unsayable:
            self.picture(element, replace(outside, look=here.look))
            return
        opacity = float(element.attributes.get("opacity", "1"))
        if len(painted) > 1 and opacity < 1 and here.depth < DEEPEST:
            group = self._add("group", here, element, x=0, y=0, opacity=opacity)
            here, opacity = replace(here, group=group), 1
        for layer in painted:
            layer["opacity"] = round(layer["opacity"] * opacity, 4)
            self._add("path", here, element, **layer)

    def _painted(self, element: Element, here: _Here) -> list[dict[str, Any]]:
        """One layer, or two when fill and line are seen through differently."""
        if any(here.look.get(f"marker-{place}", "none") != "none" for place in ("start", "mid", "end")):
            raise Unsayable
        own = outlining.path(element.tag, element.attributes)
        placed = self._fit.times(here.matrix)
        d, x, y = outlining.placed(own, placed)
        if not d:
            return []
        around = box(d)
        shape = Placed(box(own), placed, around._replace(x=around.x + x, y=around.y + y))
        layer: dict[str, Any] = {"d": d, "x": x, "y": y, "opacity": 1.0}
        if here.look.get("fill-rule") == "evenodd":
            layer["rule"] = "evenodd"
        fill = self._paint(here.look.get("fill", "#000000"), shape)
        line = self._paint(here.look.get("stroke", "none"), shape)
        clear, line_clear = (float(here.look.get(name, "1")) for name in ("fill-opacity", "stroke-opacity"))
        lined = {"line": line, **self._line(here, placed)} if line else {}
        if fill and lined and (clear < 1 or line_clear < 1):
            return [{**layer, "fill": fill, "opacity": clear}, {**layer, **lined, "opacity": line_clear}]
        if not fill and not lined:
            return []
        return [{**layer, **({"fill": fill} if fill else {}), **lined, "opacity": clear if fill else line_clear}]

    def _paint(self, value: str, shape: Placed) -> Any:
        if value == "none":
            return None
        if value.startswith("#"):
            return self.tints.ink(value)
        fade = self._named.get(value[5:-1])
        if fade is None or "Gradient" not in fade.tag:
            raise Unsayable
        if len(fade.children) < 2:
            color = fade.children[0].attributes.get("stop-color", "#000000") if fade.children else None
            return self.tints.ink(color) if color else None
        return gradient(fade, shape, self.tints)

    def _line(self, here: _Here, placed: Matrix) -> dict[str, Any]:
        scale = placed.scale
        width = float(here.look.get("stroke-width", "1")) * scale
        dashes = here.look.get("stroke-dasharray", "none")
        lengths = [] if dashes == "none" else [float(one) * scale for one in dashes.split()]
        offset = float(here.look.get("stroke-dashoffset", "0")) if lengths else 0.0
        if not outlining.is_even(placed) or width > WIDEST or len(lengths) > DASHES or offset or 0 < sum(lengths) < 1:
            raise Unsayable
        line: dict[str, Any] = {"line_width": round(width, 3)}
        line["ends"] = ENDS[here.look.get("stroke-linecap", "butt")]
        line["joins"] = JOINS[here.look.get("stroke-linejoin", "miter")]
        return {**line, "dash": [round(one, 2) for one in lengths]} if lengths else line

    def _add(self, kind: str, here: _Here, element: Element, **values: Any) -> str:
        number = len(self.layers) + 1
        layer = {"kind": kind, "id": f"i{number}", "z": f"{1000 + number}", "group": here.group, **values}
        layer.setdefault("x", SIDE / 2)
        layer.setdefault("y", SIDE / 2)
        layer["name"] = element.name[:80] if element.name and element.name.isprintable() else ""
        self.layers.append(layer)
        return str(layer["id"])
