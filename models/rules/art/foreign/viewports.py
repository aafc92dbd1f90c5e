"""What opens a view comes in (a drawing, a symbol, a marker); how its content is placed and seen goes out."""

from collections.abc import Mapping
from typing import NamedTuple

from models.rules.art.foreign.attributes import judged
from models.rules.art.foreign.element import Account, Element, refuse
from models.rules.art.foreign.grammars import View
from models.rules.art.foreign.transforms import back, flat, moved, scaled
from models.rules.art.transforms import Matrix

Box = tuple[float, float, float, float]
LEAST, MOST = 1.0, 10_000.0
"""Of a drawing's own width and height, which count little: it is drawn at any size."""


class Frame(NamedTuple):
    """Of the whole drawing: its units, and how large it says that it is, in px."""

    box: Box
    width: float
    height: float
    given: dict[str, str]


class Port(NamedTuple):
    """Of a nested drawing or a symbol. `hole`: what is seen, in the coordinates inside; None for all of it."""

    matrix: Matrix
    width: float
    height: float
    hole: Box | None
    box: Box | None = None
    fitting: str = "xMidYMid"

    def fitted(self, width: float | None, height: float | None) -> Matrix:
        """A symbol's content in a box of this size."""
        if self.box is None:
            return Matrix()
        return fit(
            self.box, self.width if width is None else width, self.height if height is None else height, self.fitting
        )


def frame(read: Element, account: Account) -> Frame:
    """Raises BadPicture for a drawing without a size."""
    given = judged(read, "svg", _without_shares(read.attributes), View(100, 100), account)
    width, height = (float(given.get(name, 0)) for name in ("width", "height"))
    if "viewBox" in given:
        box = _box(given["viewBox"])
        width = width or (height * box[2] / box[3] if height else box[2])
        height = height or width * box[3] / box[2]
    elif width > 0 and height > 0:
        box = (0.0, 0.0, width, height)
    else:
        refuse("does not say how large it is (a viewBox, or width and height)", read.where)
    return Frame(box, min(MOST, max(LEAST, width)), min(MOST, max(LEAST, height)), given)


def port(read: Element, properties: Mapping[str, str], view: View, account: Account) -> Port:
    """Of a drawing in a drawing."""
    given = judged(read, "svg", properties, view, account)
    x, y = (float(given.get(name, 0)) for name in ("x", "y"))
    width, height = float(given.get("width", view.width)), float(given.get("height", view.height))
    box = _box(given["viewBox"]) if "viewBox" in given else (0.0, 0.0, width or 1, height or 1)
    placed = moved(x, y).times(fit(box, width, height, given.get("preserveAspectRatio", "xMidYMid")))
    return Port(placed, box[2], box[3], _hole(properties, placed, width, height, x, y))


def symbol(read: Element, properties: Mapping[str, str], view: View, account: Account) -> Port:
    """Of a symbol, which is seen through its own box."""
    given = judged(read, "symbol", properties, view, Account())
    if "viewBox" not in given:
        return Port(Matrix(), view.width, view.height, None)
    box = _box(given["viewBox"])
    # Its own width and height are what it is used at, unless the use says another size.
    size = judged(read, "svg", properties, view, Account())
    width, height = float(size.get("width", view.width)), float(size.get("height", view.height))
    hole = None if properties.get("overflow") in ("visible", "auto") else box
    return Port(Matrix(), width, height, hole, box, given.get("preserveAspectRatio", "xMidYMid"))


def complete_marker(marker: Element) -> None:
    """A marker without a box of its own has that of its size; some programs cannot draw it else."""
    given = marker.attributes
    for name in ("markerWidth", "markerHeight"):
        if not 0 < float(given.get(name, "3")) <= 1_000:
            given[name] = "3"
    if "viewBox" not in given:
        given["viewBox"] = f"0 0 {given.get('markerWidth', '3')} {given.get('markerHeight', '3')}"


def fit(box: Box, width: float, height: float, how: str) -> Matrix:
    """The box into a size, as preserveAspectRatio says it."""
    x, y, wide, high = box
    across, down = width / wide, height / high
    align, _, slice_ = how.partition(" ")
    if align == "none":
        return scaled(across, down).times(moved(-x, -y))
    scale = max(across, down) if slice_ else min(across, down)
    left = {"xMin": 0.0, "xMid": 0.5, "xMax": 1.0}.get(align[:4], 0.5) * (width - wide * scale)
    top = {"YMin": 0.0, "YMid": 0.5, "YMax": 1.0}.get(align[4:], 0.5) * (height - high * scale)
    return moved(left, top).times(scaled(scale, scale)).times(moved(-x, -y))


def _hole(properties: Mapping[str, str], placed: Matrix, width: float, height: float, x: float, y: float) -> Box | None:
    if properties.get("overflow") in ("visible", "auto") or flat(placed):
        return None
    inwards = back(placed)
    corner, far = inwards.of(complex(x, y)), inwards.of(complex(x + width, y + height))
    return (corner.real, corner.imag, far.real - corner.real, far.imag - corner.imag)


def _box(given: str) -> Box:
    x, y, width, height = (float(part) for part in given.split())
    return (x, y, width, height)


def _without_shares(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if not value.strip().endswith("%")}
