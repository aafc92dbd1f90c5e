"""A tree comes in; groups that do nothing go, equal paths side by side become one, and what many say is said once."""

import re

from models.rules.art.path_data import NUMBER
from models.rules.art.short_shapes import box_of
from models.rules.art.svg_tree import Node
from models.rules.art.svg_words import INHERITED, PAINTED, SHAPES

_RUN = 60
"""How many neighbours are looked at together."""
_FIRST = re.compile(rf"m\s*({NUMBER}\s*,?\s*{NUMBER})\s*,?\s*")
_KEPT = {"title", "desc"}
_UNTOUCHED = _KEPT | {"linearGradient", "radialGradient"}
_BOUND = ("clip-path", "mask", "filter", "opacity")


def without_empty(node: Node, shared: set[str]) -> None:
    """Groups, definitions and paths with nothing in them go."""
    for child in node.children:
        without_empty(child, shared)
    node.children = [child for child in node.children if not _is_empty(child, shared)]


def _is_empty(node: Node, shared: set[str]) -> bool:
    if node.attrs.get("id") in shared:
        return False
    hidden = node.attrs.get("display") == "none" or (node.tag in PAINTED and node.attrs.get("opacity") == "0")
    bare = node.tag in ("g", "defs") and not node.children and "filter" not in node.attrs
    return hidden or bare or (node.tag == "path" and len(node.attrs.get("d", "").strip()) < 4)


def collapse(node: Node, shared: set[str]) -> None:
    """A group that says nothing, or has one child, is no group."""
    children: list[Node] = []
    for child in node.children:
        collapse(child, shared)
        if child.tag == "g" and len(child.children) == 1 and _fits(child, child.children[0], shared):
            child = _as_one(child, child.children[0])
        says = child.attrs.keys() - {"id"} or child.attrs.get("id") in shared
        if child.tag == "g" and not says and not any(inner.tag in _KEPT for inner in child.children):
            children.extend(child.children)
        else:
            children.append(child)
    node.children = children


def _fits(group: Node, child: Node, shared: set[str]) -> bool:
    if child.tag not in PAINTED | {"g"} or {group.attrs.get("id"), child.attrs.get("id")} <= shared:
        return False
    if child.attrs.get("id") in shared and group.attrs.keys() - {"id"}:
        return False  # What uses the child alone must not get what the group says.
    if child.tag == "use" and any(name in group.attrs for name in _BOUND):
        return False  # Not every engine hands these on to what is used.
    known = group.attrs.keys() <= INHERITED.keys() | {"transform", "id", *_BOUND}
    bound = [name for name in _BOUND if name in group.attrs]
    return known and not (bound and ("transform" in child.attrs or any(name in child.attrs for name in _BOUND)))


def _as_one(group: Node, child: Node) -> Node:
    transform = f"{group.attrs.get('transform', '')} {child.attrs.get('transform', '')}".strip()
    attrs = {name: value for name, value in group.attrs.items() if name != "transform"} | child.attrs
    attrs.pop("transform", None)
    return Node(child.tag, attrs | ({"transform": transform} if transform else {}), child.children, child.text)


def join(node: Node, boldly: bool, looks: dict[str, str], shared: set[str]) -> None:
    """Paths side by side that look the same become one: those that do not touch, or boldly all. Even lines of one
    colour that cross look a little different then, at their edges: the pictures must be compared."""
    looks = looks | {name: node.attrs[name] for name in INHERITED if name in node.attrs}
    children: list[Node] = []
    for child in node.children:
        join(child, boldly, looks, shared)
        if children and _alike(children[-1], child) and (boldly or _apart(children[-1], child, looks)):
            children[-1].attrs["d"] += _from_anywhere(child.attrs["d"])
        else:
            children.append(child)
    node.children = children


def _from_anywhere(d: str) -> str:
    """Path data that can follow other: it begins with a place, not with a way."""
    found = _FIRST.match(d)
    if not found:
        return d
    return f"M{found[1]}{'l' if d[found.end() : found.end() + 1] in '0123456789.+-,' else ''}{d[found.end() :]}"


def _alike(one: Node, other: Node) -> bool:
    if one.tag != "path" or other.tag != "path" or one.children or other.children:
        return False
    if any("url(" in value or name in ("id", "opacity") for name, value in one.attrs.items()):
        return False
    return {**one.attrs, "d": ""} == {**other.attrs, "d": ""} and other.attrs.get("d", "")[:1] in ("m", "M")


def _apart(one: Node, other: Node, looks: dict[str, str]) -> bool:
    looks = looks | one.attrs
    if any(looks.get(name, "none") != "none" for name in ("marker-start", "marker-mid", "marker-end")):
        return False
    lined = looks.get("stroke", "none") != "none"
    try:
        wide = float(looks.get("stroke-width", "1")) * 4 if lined else 0
        (a, b), (c, d) = box_of(one.attrs["d"]), box_of(other.attrs["d"])
    except ValueError:
        return False
    return b.real + wide < c.real or d.real + wide < a.real or b.imag + wide < c.imag or d.imag + wide < a.imag


def lift(node: Node, shared: set[str]) -> None:
    """What all children say their parent says, from the leaves up."""
    for child in node.children:
        lift(child, shared)
    if node.tag in ("g", "svg"):
        _lift_all(node, shared)


def hoist(node: Node, shared: set[str]) -> None:
    """What many in a row say a group of them says, where that is shorter."""
    if node.tag in ("g", "svg"):
        while (found := _best_run(node.children, shared)) is not None:
            first, last, said = found
            run = node.children[first:last]
            for child in run:
                child.attrs = {name: value for name, value in child.attrs.items() if name not in said}
            node.children[first:last] = [Node("g", dict(said), run)]
    for child in node.children:
        hoist(child, shared)


def _lift_all(node: Node, shared: set[str]) -> None:
    drawn = [child for child in node.children if child.tag not in _UNTOUCHED | {"defs"}]
    gradients = all(one.tag == "defs" and _only_gradients(one) for one in node.children if one.tag == "defs")
    if (
        len(drawn) < (2 if node.tag == "svg" else 1)
        or not gradients
        or any(not _movable(child, shared) for child in drawn)
    ):
        return
    common = set.intersection(*({pair for pair in child.attrs.items() if pair[0] in INHERITED} for child in drawn))
    for name, value in common:
        node.attrs[name] = value
        for child in drawn:
            del child.attrs[name]


def _only_gradients(defs: Node) -> bool:
    return all(child.tag in _UNTOUCHED for child in defs.children)


def _movable(node: Node, shared: set[str]) -> bool:
    return node.tag in PAINTED | {"g"} and node.attrs.get("id") not in shared


def _best_run(children: list[Node], shared: set[str]) -> tuple[int, int, dict[str, str]] | None:
    best, most = None, 0
    for first in range(len(children)):
        said = _said(children[first], shared)
        for last in range(first + 1, min(first + _RUN, len(children))):
            said = said & _said(children[last], shared)
            if not said:
                break
            saved = (last - first) * sum(len(name) + len(value) + 4 for name, value in said) - len("<g></g>")
            if saved > most and last - first + 1 < len(children):
                best, most = (first, last + 1, dict(sorted(said))), saved
    return best


def _said(node: Node, shared: set[str]) -> set[tuple[str, str]]:
    if not _movable(node, shared):
        return set()
    # A transform goes along only alone on its element's level: what it moves must not be bound by others.
    bound = any(name in node.attrs for name in _BOUND[:3])
    return {
        (name, value)
        for name, value in node.attrs.items()
        if name in INHERITED or (name == "transform" and not bound and node.tag in SHAPES)
    }
