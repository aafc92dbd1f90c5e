"""The table of what a picture may hold: some thirty elements, their attributes, and by which grammar each is judged.
attributes.py judges by it; what is not in it does not exist."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.rules.art.foreign import grammars as is_
from models.rules.art.foreign.element import SHAPES
from models.rules.art.foreign.styles import PAINTED

Grammar = Callable[[str, "is_.View"], str]

DRAWN = frozenset(("svg", "g", "a", "switch", "symbol", "use", "image", "text", "tspan")) | SHAPES
NAMED = {
    "linearGradient": "gradient",
    "radialGradient": "gradient",
    "pattern": "pattern",
    "clipPath": "clip",
    "mask": "mask",
    "marker": "marker",
}
"""Elements that draw nothing where they stand, and as what they are referred to."""
ASIDE = frozenset(("defs", "style", "title", "desc", "stop"))
"""Understood in their places; with the above, all elements that are."""
QUIET = frozenset(("metadata", "view", "cursor", "namedview"))
"""Nobody misses them in a picture."""

GROUPED = frozenset(("g", "use", "image", "text")) | SHAPES
"""What an element may be to be placed, faded, clipped, masked and hidden."""

_BOX = {"x": is_.across, "y": is_.down, "width": is_.across, "height": is_.down}
GEOMETRY: Mapping[str, Mapping[str, Grammar]] = {
    "svg": {**_BOX, "viewBox": is_.box, "preserveAspectRatio": is_.fitting},
    "symbol": {"viewBox": is_.box, "preserveAspectRatio": is_.fitting},
    "use": {**_BOX, "href": is_.local},
    "image": {**_BOX, "preserveAspectRatio": is_.fitting, "href": is_.anything},
    "path": {"d": is_.path},
    "rect": {**_BOX, "rx": is_.across, "ry": is_.down},
    "circle": {"cx": is_.across, "cy": is_.down, "r": is_.diagonal},
    "ellipse": {"cx": is_.across, "cy": is_.down, "rx": is_.across, "ry": is_.down},
    "line": {"x1": is_.across, "y1": is_.down, "x2": is_.across, "y2": is_.down},
    "polyline": {"points": is_.points},
    "polygon": {"points": is_.points},
    "text": {"x": is_.first_across, "y": is_.first_down},
    "tspan": {"x": is_.first_across, "y": is_.first_down},
    "linearGradient": {
        "x1": is_.share_across,
        "y1": is_.share_down,
        "x2": is_.share_across,
        "y2": is_.share_down,
        "gradientUnits": is_.units,
        "gradientTransform": is_.transform,
        "spreadMethod": is_.spread,
    },
    "radialGradient": {
        "cx": is_.share_across,
        "cy": is_.share_down,
        "r": is_.share_diagonal,
        "fx": is_.share_across,
        "fy": is_.share_down,
        "gradientUnits": is_.units,
        "gradientTransform": is_.transform,
        "spreadMethod": is_.spread,
    },
    "stop": {"offset": is_.part, "stop-color": is_.stop_color, "stop-opacity": is_.part},
    "pattern": {
        "x": is_.share_across,
        "y": is_.share_down,
        "width": is_.share_across,
        "height": is_.share_down,
        "patternUnits": is_.units,
        "patternContentUnits": is_.units,
        "patternTransform": is_.transform,
        "viewBox": is_.box,
        "preserveAspectRatio": is_.fitting,
    },
    "clipPath": {"clipPathUnits": is_.units},
    "mask": {
        "x": is_.share_across,
        "y": is_.share_down,
        "width": is_.share_across,
        "height": is_.share_down,
        "maskUnits": is_.units,
        "maskContentUnits": is_.units,
    },
    "marker": {
        "refX": is_.number,
        "refY": is_.number,
        "markerWidth": is_.number,
        "markerHeight": is_.number,
        "markerUnits": is_.marker_units,
        "orient": is_.orient,
        "viewBox": is_.box,
        "preserveAspectRatio": is_.fitting,
        "overflow": is_.overflow,
    },
}
"""Element → attribute → grammar."""

LOOK: Mapping[str, Grammar] = {
    "fill": is_.paint,
    "fill-opacity": is_.part,
    "fill-rule": is_.rule,
    "stroke": is_.paint,
    "stroke-width": is_.wide,
    "stroke-opacity": is_.part,
    "stroke-linecap": is_.cap,
    "stroke-linejoin": is_.join,
    "stroke-miterlimit": is_.miter,
    "stroke-dasharray": is_.dashes,
    "stroke-dashoffset": is_.diagonal,
    "clip-rule": is_.rule,
    "visibility": is_.visibility,
    "marker-start": is_.reference,
    "marker-mid": is_.reference,
    "marker-end": is_.reference,
    "font-size": is_.font_size,
    "font-weight": is_.font_weight,
    "text-anchor": is_.anchor,
    "letter-spacing": is_.diagonal,
}
"""What is passed on to the elements within: on all that is drawn."""
assert set(LOOK) == set(PAINTED)

PLACE: Mapping[str, Grammar] = {
    "transform": is_.transform,
    "opacity": is_.part,
    "clip-path": is_.reference,
    "mask": is_.reference,
    "display": is_.display,
}
"""What concerns an element as a whole."""
WRITING = frozenset(("font-size", "font-weight", "text-anchor", "letter-spacing"))
"""Kept only where text is."""

_SAID_OTHERWISE = """
    id class style color marker href overflow font version baseProfile role lang space tabindex focusable type
    enable-background shape-rendering text-rendering image-rendering color-rendering color-interpolation color-
    interpolation-filters pointer-events isolation paint-order solid-color solid-opacity font-family font-style
    font-variant font-stretch dominant-baseline alignment-baseline line-height text-decoration white-space word-
    spacing writing-mode dx dy rotate textLength lengthAdjust xml:space contentScriptType contentStyleType
    zoomAndPan requiredFeatures requiredExtensions systemLanguage flood-color flood-opacity lighting-color stop-
    color stop-opacity width height x y viewBox preserveAspectRatio pathLength filterUnits primitiveUnits fr
"""
SAID_OTHERWISE = frozenset(_SAID_OTHERWISE.split())
"""Attributes that go without a word: they are dealt with elsewhere, or change nothing that is drawn here."""


class Kind(NamedTuple):
    """What an element's attributes are judged by."""

    own: Mapping[str, Grammar]
    look: bool
    place: bool


def kind(tag: str) -> Kind:
    """Of a known element, by its tag after rebuilding."""
    drawn = tag in GROUPED or tag == "tspan"
    return Kind(
        GEOMETRY.get(tag, {}), tag not in ("stop", "linearGradient", "radialGradient"), drawn or tag == "clipPath"
    )
