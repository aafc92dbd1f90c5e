"""A tree comes in; its elements say no more than they must, in short: styles, defaults, what is inherited, numbers."""

import re

from models.rules.art.path_data import NUMBER
from models.rules.art.short_colors import short_color
from models.rules.art.short_numbers import joined, number_text
from models.rules.art.svg_tree import Node
from models.rules.art.svg_words import (
    COLORS,
    DEFAULTS,
    INHERITED,
    LENGTHS,
    LISTS,
    OF_LINES,
    OF_SURFACES,
    OWN,
    PARTS,
    SHAPES,
    ZEROS,
)
from models.rules.art.transforms import matrix, transform_text

_NUMBER = re.compile(NUMBER)
_LENGTH = re.compile(rf"({NUMBER})(?:px)?")
_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
Looks = dict[str, str]
"""What an element has taken over, by property."""


def unstyle(node: Node) -> None:
    """What `style` says becomes attributes, which are shorter together and can be compared."""
    for one in node.all():
        said = one.attrs.pop("style", "")
        kept = []
        for name, value in _DECLARATION.findall(said):
            if (name in INHERITED or name in OWN) and "!" not in value:
                one.attrs[name] = value
            elif not name.startswith("-"):
                kept.append(f"{name}:{value}")
        if kept:
            one.attrs["style"] = ";".join(kept)


def without_idle(node: Node, looks: Looks | None, shared: set[str]) -> None:
    """Drops what is as it would be anyhow. `looks` is None inside of what is used elsewhere, too (`shared` ids): there
    nobody knows what is taken over."""
    if node.attrs.get("id") in shared and node.tag not in ("linearGradient", "radialGradient"):
        looks = None
    for name in [name for name in node.attrs if _is_idle(node, name, looks)]:
        del node.attrs[name]
    mine = None if looks is None else looks | {name: node.attrs[name] for name in INHERITED if name in node.attrs}
    if mine is not None and node.tag in SHAPES:
        _drop_unseen(node, mine)
    for child in node.children:
        without_idle(child, mine, shared)
    if node.tag in ("svg", "g") and mine is not None:
        node.children = [child for child in node.children if not _is_unseen(child, mine, shared)]


def _is_unseen(node: Node, looks: Looks, shared: set[str]) -> bool:
    """A shape that is neither filled nor drawn around."""
    if node.tag not in SHAPES or node.attrs.get("id") in shared:
        return False
    return all((looks | node.attrs).get(paint, INHERITED[paint]) == "none" for paint in ("fill", "stroke"))


def _is_idle(node: Node, name: str, looks: Looks | None) -> bool:
    value = node.attrs[name].strip()
    if name in INHERITED:
        return looks is not None and short_color(value) == looks.get(name, INHERITED[name]) and value != ""
    if name in OWN:
        return _plain(name, value) == OWN[name]
    # There, 1 is a unit and not the whole, and not every engine takes what is left out for nought.
    exact = node.attrs.get("gradientUnits") == "userSpaceOnUse" and name != "spreadMethod"
    if exact or ("href" in node.attrs and node.tag not in ("use", "image")):
        return False
    if name in ZEROS.get(node.tag, ()) and value in ("0", "0px", "0%"):
        # A radius of nought is not one that follows from the other.
        return not (name in ("rx", "ry") and {"rx", "ry"} <= node.attrs.keys())
    known = DEFAULTS.get(node.tag, {}).get(name)
    return known is not None and (value in known or not known)


def _plain(name: str, value: str) -> str:
    return short_color(value) if name in COLORS else _short(name, value, 3, 0)


def _drop_unseen(node: Node, looks: Looks) -> None:
    for paint, others in (("stroke", OF_LINES), ("fill", OF_SURFACES)):
        if looks.get(paint, INHERITED[paint]) == "none":
            for name in others:
                node.attrs.pop(name, None)


def short_values(node: Node, places: int, zoom: float = 1) -> None:
    """Colours, numbers and lists in short. Inside of what is drawn larger, numbers keep more of their places."""
    for name, value in node.attrs.items():
        if name in COLORS:
            node.attrs[name] = short_color(value)
        elif name not in ("d", "id", "href"):
            node.attrs[name] = _short(name, value, places, _more(node, zoom))
    if node.attrs.get("transform"):
        zoom *= _zoom(node.attrs["transform"])
    for child in node.children:
        short_values(child, places, zoom)


def _short(name: str, value: str, places: int, more: int) -> str:
    if name in PARTS:
        return _length(value, 3)
    if name in LENGTHS:
        return _length(value, max(0, places + more))
    if name in LISTS:
        numbers = _NUMBER.findall(value)
        rest = _NUMBER.sub("", value).replace(",", "").strip()
        return value if rest or not numbers else _list(name, numbers, max(0, places + more))
    if name in ("transform", "gradientTransform", "patternTransform"):
        try:
            return transform_text(matrix(value), max(0, places + more))
        except ValueError:
            return value
    return value


def _list(name: str, numbers: list[str], places: int) -> str:
    if name == "viewBox":
        return " ".join(number_text(float(number), max(3, places)) for number in numbers)
    return joined(number_text(float(number), places) for number in numbers)


def _length(value: str, places: int) -> str:
    found = _LENGTH.fullmatch(value.strip())
    if not found:
        return value.strip()
    number = float(found[1])
    # What is thin must not vanish.
    while number and float(number_text(number, places)) == 0 and places < 6:
        places += 1
    return number_text(number, places)


def _more(node: Node, zoom: float) -> int:
    """Places beyond the view's own; two for what is measured in parts of a box."""
    in_parts = node.tag in ("linearGradient", "radialGradient") and node.attrs.get("gradientUnits") != "userSpaceOnUse"
    return 3 if in_parts else places_more(zoom)


def places_more(zoom: float) -> int:
    """How many places more numbers need that are drawn so much larger (or smaller: less)."""
    more = 0
    while zoom > 3.2 and more < 5:
        zoom, more = zoom / 10, more + 1
    while 0 < zoom < 0.04 and more > -5:
        zoom, more = zoom * 10, more - 1
    return more


def _zoom(transform: str) -> float:
    try:
        return matrix(transform).scale
    except ValueError:
        return 1


def zoom_of(node: Node) -> float:
    """By which an element's own transform enlarges."""
    return _zoom(node.attrs["transform"]) if node.attrs.get("transform") else 1
