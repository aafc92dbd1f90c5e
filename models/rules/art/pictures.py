"""Cleaned SVG of a picture layer comes in; its root's content goes out, with ids of its own, checked once more: what
draws must not rely on every writer having cleaned."""

import re
from functools import lru_cache
from xml.etree import ElementTree

from models.rules.art.telling import escaped

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset(
    [
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "defs",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "symbol",
        "use",
        "image",
    ]
)
ATTRIBUTES = frozenset(
    [
        "id",
        "d",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "width",
        "height",
        "points",
        "offset",
        "transform",
        "viewBox",
        "preserveAspectRatio",
        "opacity",
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stop-color",
        "stop-opacity",
        "clip-path",
        "clip-rule",
        "mask",
        "display",
        "visibility",
        "color",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "patternUnits",
        "patternContentUnits",
        "patternTransform",
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
    ]
)
PLAIN = re.compile(r"[^<>&\\@:;{}]*")
LOCAL = re.compile(r"url\(\s*['\"]?#([\w.-]+)['\"]?\s*\)")
RASTER = re.compile(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+")
DEPTH = 40


@lru_cache(maxsize=64)
def content(svg: str, mark: str) -> str:
    """Without whatever is not known to be harmless; ids begin with the mark. Nothing of what cannot be read."""
    if "<!" in svg:
        return ""
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError):
        return ""
    return "".join(_said(child, mark, 0) for child in root)


def _said(element: ElementTree.Element, mark: str, depth: int) -> str:
    tag = str(element.tag).removeprefix(SVG)
    if tag not in ELEMENTS or depth > DEPTH:
        return ""
    attributes = "".join(_attribute(tag, name, value, mark) for name, value in element.attrib.items())
    inside = "".join(_said(child, mark, depth + 1) for child in element)
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _attribute(tag: str, name: str, value: str, mark: str) -> str:
    if name in ("href", LINK):
        link = f"#{mark}{value[1:]}" if re.fullmatch(r"#[\w.-]+", value) else value
        return f' href="{link}"' if link[0:1] == "#" or (tag == "image" and RASTER.fullmatch(value)) else ""
    if name not in ATTRIBUTES or not PLAIN.fullmatch(value):
        return ""
    if name == "id":
        return f' id="{mark}{value}"' if re.fullmatch(r"[\w.-]+", value) else ""
    local = LOCAL.sub("", value)
    if "url" in local.lower() or '"' in local:
        return ""
    value = LOCAL.sub(rf"url(#{mark}\1)", value)
    return f' {name}="{escaped(value)}"'
