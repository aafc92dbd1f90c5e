"""An SVG that was cleaned comes in; one that draws the same in less bytes goes out. models/art/smallest.py compares.

Where a style sheet, a script or an animation may speak of elements, only numbers and paths are written shorter.
"""

import re

from models.rules.art.short_attributes import short_values, unstyle, without_idle
from models.rules.art.short_gradients import share_stops
from models.rules.art.short_groups import collapse, hoist, join, lift, without_empty
from models.rules.art.short_numbers import places_for
from models.rules.art.short_shapes import absorb_transforms, as_paths, push_transforms, short_data
from models.rules.art.svg_tree import Node, read, text_of

_LOCAL = re.compile(r"#([^\s)'\"#]+)")
_LIVELY = {"style", "script", "animate", "animateTransform", "animateMotion", "set", "foreignObject", "switch"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def minified(svg: str, places: int | None = None, boldly: bool = False, arcs: bool = True) -> str:
    """`places`: decimals of numbers in the view's units; without, so many that nothing is seen of it at 2048 px.
    `boldly`: joins paths that lie over each other, too. `arcs`: makes arcs of curves; cairosvg draws all curves finer
    once there is one. Raises ValueError for what is no SVG."""
    root = read(svg)
    exact = exact_places(root) if places is None else places
    tags = {node.tag for node in root.all()}
    _drop_ids(root)
    if tags & _LIVELY:
        short_data(root, exact, simplify=False)
        return text_of(root)
    _rewrite(root, exact, boldly, arcs)
    _rename_ids(root)
    return text_of(root)


def exact_places(root: Node) -> int:
    """Decimals that are enough for 2048 pixels."""
    numbers = re.findall(r"[0-9.]+", root.attrs.get("viewBox", ""))[-2:] or [root.attrs.get("width", "").rstrip("px")]
    try:
        return places_for(max(float(number) for number in numbers))
    except ValueError:
        return 3


def _rewrite(root: Node, places: int, boldly: bool, arcs: bool) -> None:
    shared = _named(root)
    # Where there are markers, every point counts.
    simplify = not any("marker" in name for node in root.all() for name in node.attrs)
    unstyle(root)
    for node in root.all():
        node.attrs.pop("class", None)
    as_paths(root)
    push_transforms(root, shared)
    absorb_transforms(root, {}, shared)
    without_idle(root, {}, shared)
    without_empty(root, shared)
    short_values(root, places)
    without_idle(root, {}, shared)
    collapse(root, shared)
    short_data(root, places, simplify, arcs)
    join(root, boldly, {}, shared)
    short_data(root, places, simplify, arcs)
    without_empty(root, shared)
    lift(root, shared)
    hoist(root, shared)
    collapse(root, shared)
    without_idle(root, {}, shared)
    short_values(root, places)
    share_stops(root)


def _named(root: Node) -> set[str]:
    """The ids that something speaks of."""
    found: set[str] = set()
    for node in root.all():
        for name, value in node.attrs.items():
            if name in ("aria-labelledby", "aria-describedby"):
                found.update(value.split())
            elif name == "href" or "url(" in value:
                found.update(_LOCAL.findall(value))
        if node.tag == "style":
            found.update(_LOCAL.findall(node.text))
    return found


def _drop_ids(root: Node) -> None:
    named = _named(root)
    for node in root.all():
        if node.attrs.get("id") not in named:
            node.attrs.pop("id", None)
    defined = {node.attrs["id"] for node in root.all() if "id" in node.attrs}
    for node in root.all():
        if node.tag == "defs":
            node.children = [child for child in node.children if _serves(child, defined)]


def _serves(node: Node, defined: set[str]) -> bool:
    return node.tag in _LIVELY or any(one.attrs.get("id") in defined for one in node.all())


def _rename_ids(root: Node) -> None:
    new: dict[str, str] = {}
    for node in root.all():
        if "id" in node.attrs:
            new.setdefault(node.attrs["id"], _id(len(new)))
    for node in root.all():
        for name, value in node.attrs.items():
            if name == "id":
                node.attrs[name] = new[value]
            elif name in ("aria-labelledby", "aria-describedby"):
                node.attrs[name] = " ".join(new.get(one, one) for one in value.split())
            elif name == "href" or "url(" in value:
                short = _LOCAL.sub(lambda found: "#" + new.get(found[1], found[1]), value)
                node.attrs[name] = short.replace('url("#', "url(#").replace("url('#", "url(#")


def _id(number: int) -> str:
    return (_id(number // 26 - 1) if number >= 26 else "") + _LETTERS[number % 26]
