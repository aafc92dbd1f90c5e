"""A judged element comes in; whether it draws nothing by the standard goes out: programs differ in what they do."""

from models.rules.art.foreign.element import Element
from models.rules.art.foreign.transforms import flat, matrix

_SIZES = {"rect": ("width", "height"), "circle": ("r",), "ellipse": ("rx", "ry"), "image": ("width", "height")}
_NEEDS = {"path": "d", "polyline": "points", "polygon": "points", "use": "href"}


def draws_nothing(element: Element) -> bool:
    """Takes away on the way what says nothing: corners below zero, a transform that moves nothing."""
    given = element.attributes
    if not given.get("transform", "x"):
        del given["transform"]
    for radius in ("rx", "ry"):
        if given.get(radius, "").startswith("-"):
            del given[radius]
    if element.tag == "ellipse":
        _complete(element)
    if element.tag in _NEEDS and not element.attributes.get(_NEEDS[element.tag]):
        return True
    if any(float(element.attributes.get(size, "0")) <= 0 for size in _SIZES.get(element.tag, ())):
        return True
    return "transform" in given and flat(matrix(given["transform"]))


def _complete(ellipse: Element) -> None:
    """One radius stands for both."""
    given = ellipse.attributes
    both = given.get("rx") or given.get("ry")
    if both:
        ellipse.attributes = {"rx": both, "ry": both, **given}
