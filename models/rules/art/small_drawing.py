"""A drawing comes in; the same with numbers as exact as is seen, short paths, ids and keys goes out, to be compared.

Layers stay apart, and keep their names: it can still be drawn on.
"""

import json
from typing import Any

from models.rules.art.drawing import COLOR_OF_INK, DEPTH, Drawing
from models.rules.art.minifying import minified as minified_svg
from models.rules.art.short_attributes import places_more
from models.rules.art.short_numbers import grid
from models.rules.art.short_paths import short_path
from models.rules.art.svg_tree import Node, read, text_of

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SMALL = "abcdefghijklmnopqrstuvwxyz0123456789"
_FINE = {"at", "cx", "cy", "opacity", "tracking", "sx", "sy"}
"""Parts of something: three decimals. All else are units of the drawing, or degrees."""
_UNITS = {"x", "y", "turn", "line_width", "dash", "size", "width", "height", "radius", "blur"}
Said = dict[str, Any]


def lessened(drawing: Drawing, places: int) -> Drawing:
    """With so many decimals of a unit. Raises ValueError when what comes out is no drawing, which were a bug."""
    said = drawing.model_dump(mode="json", exclude_defaults=True)
    zooms = {layer.id: _zoom(drawing, layer) for layer in drawing.layers}
    names = _ids(drawing)
    for layer in said.get("layers", []):
        more = places_more(zooms[layer["id"]])
        _round(layer, max(0, places + more))
        if "d" in layer:
            layer["d"] = min(layer["d"], short_path(layer["d"], max(0, places + more)), key=len)
        if "svg" in layer:
            layer["svg"] = min(layer["svg"], _markup(layer["svg"]), key=len)
    _key(said.get("layers", []))
    for layer in said.get("layers", []):
        layer["id"] = names[layer["id"]]
        if "group" in layer:
            layer["group"] = names[layer["group"]]
    _drop_unused(said)
    return Drawing.model_validate_json(json.dumps(said))


def _zoom(drawing: Drawing, layer: Any) -> float:
    """How many units of the drawing one of the layer is, at most."""
    known = {one.id: one for one in drawing.layers}
    zoom, above = 1.0, layer
    for _ in range(DEPTH + 1):
        zoom *= max(abs(above.sx), abs(above.sy))
        if above.group is None:
            break
        above = known[above.group]
    return zoom


def _round(said: Said, places: int) -> None:
    for name, value in said.items():
        if isinstance(value, dict):
            _round(value, places)
        elif isinstance(value, list) and name in ("stops", "dash", "view"):
            said[name] = [_rounded(one, places) for one in value]
        elif isinstance(value, float) and name in _FINE | _UNITS:
            said[name] = _exact(value, 3 if name in _FINE else places)


def _rounded(one: Any, places: int) -> Any:
    if isinstance(one, dict):
        _round(one, places)
        return one
    return _exact(one, places)


def _exact(value: float, places: int) -> float:
    # What is thin or faint does not vanish.
    while value and not grid(value, places) and places < 6:
        places += 1
    return grid(value, places) / 10.0**places


def _markup(svg: str) -> str:
    """A picture layer's SVG; what its root says is said by a group, for of a root only the content is drawn."""
    try:
        root = read(minified_svg(svg))
    except ValueError:
        return svg
    said = {name: value for name, value in root.attrs.items() if name not in ("viewBox", "width", "height")}
    root.attrs = {}
    root.children = [Node("g", said, root.children)] if said else root.children
    return text_of(root)


def _ids(drawing: Drawing) -> dict[str, str]:
    return {layer.id: _short_id(number) for number, layer in enumerate(drawing.layers)}


def _short_id(number: int) -> str:
    return (_short_id(number // 36 - 1) if number >= 36 else "") + _SMALL[number % 36]


def _key(layers: list[Said]) -> None:
    """The same order of every group's layers by the shortest keys between which there is room."""
    groups: dict[str | None, list[Said]] = {}
    for layer in layers:
        groups.setdefault(layer.get("group"), []).append(layer)
    for members in groups.values():
        members.sort(key=lambda layer: (layer["z"], layer["id"]))
        for number, layer in enumerate(members, 1):
            layer["z"] = _between(number, len(members) + 1)


def _between(number: int, of: int) -> str:
    """The first digits of a part of one, never ending in nought, before which there is no room."""
    size = len(_DIGITS)
    if of <= size:
        return _DIGITS[number * size // of]
    place = number * size * size // of
    return _DIGITS[place // size] + (_DIGITS[place % size] if place % size else "1")


def _drop_unused(said: Said) -> None:
    """Colours that no ink and no parameter names."""
    inks = set(_inks(said.get("layers", [])))
    used = inks | {one["name"] for one in said.get("parameters", []) if one["kind"] == "color"}
    for place in (said, *said.get("levels", [])):
        if "colors" in place:
            place["colors"] = {name: value for name, value in place["colors"].items() if name in used}


def _inks(value: Any) -> Any:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "text":
                yield from _inks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inks(inner)
    elif isinstance(value, str) and (found := COLOR_OF_INK.fullmatch(value)):
        yield found[1]
