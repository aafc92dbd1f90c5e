"""What SVG's attributes are when nobody says it, and which ones are handed down: tables for the minifier."""

INHERITED = {
    "clip-rule": "nonzero",
    "color": "",
    "fill": "#000",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "font-family": "",
    "font-size": "",
    "font-style": "normal",
    "font-weight": "400",
    "letter-spacing": "normal",
    "marker-end": "none",
    "marker-mid": "none",
    "marker-start": "none",
    "paint-order": "normal",
    "shape-rendering": "auto",
    "stroke": "none",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "text-anchor": "start",
    "text-rendering": "auto",
    "visibility": "visible",
    "word-spacing": "normal",
}
"""Properties that what is inside takes over, and what they are at first."""
OWN = {
    "opacity": "1",
    "stop-opacity": "1",
    "stop-color": "#000",
    "flood-opacity": "1",
    "clip-path": "none",
    "mask": "none",
    "filter": "none",
    "display": "inline",
    "overflow": "",
    "vector-effect": "none",
    "transform": "",
    "mix-blend-mode": "normal",
    "isolation": "auto",
}
"""Properties of an element alone. An overflow is never dropped."""
ZEROS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("rect", "image", "use", "text"), ("x", "y")),
    **dict.fromkeys(("circle", "ellipse"), ("cx", "cy")),
    "line": ("x1", "y1", "x2", "y2"),
    "rect": ("x", "y", "rx", "ry"),
    "linearGradient": ("x1", "y1", "y2"),
}
DEFAULTS: dict[str, dict[str, tuple[str, ...]]] = {
    "linearGradient": {"x2": ("100%", "1"), "gradientUnits": ("objectBoundingBox",), "spreadMethod": ("pad",)},
    "radialGradient": {
        **dict.fromkeys(("cx", "cy", "r"), ("50%", ".5", "0.5")),
        "gradientUnits": ("objectBoundingBox",),
        "spreadMethod": ("pad",),
    },
    "stop": {"offset": ("0", "0%")},
    "clipPath": {"clipPathUnits": ("userSpaceOnUse",)},
    "svg": {
        "version": ("1.0", "1.1", "1.2"),
        "baseProfile": ("full", "basic", "tiny"),
        "preserveAspectRatio": ("xMidYMid meet", "xMidYMid"),
        "x": ("0", "0px"),
        "y": ("0", "0px"),
        "xml:space": ("preserve", "default"),
        "enable-background": (),
    },
}
"""What else an element has when it says nothing."""
COLORS = {"fill", "stroke", "stop-color", "flood-color", "color", "lighting-color"}
LENGTHS = {
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height", "dx", "dy"),
    *("stroke-width", "stroke-dashoffset", "font-size", "refX", "refY", "markerWidth", "markerHeight"),
}
"""Measured in the view's units."""
PARTS = {"opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "flood-opacity", "offset", "stroke-miterlimit"}
LISTS = {"points", "viewBox", "stroke-dasharray"}
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
PAINTED = SHAPES | {"text", "use", "image"}
OF_LINES = tuple(name for name in INHERITED if name.startswith("stroke-"))
OF_SURFACES = ("fill-opacity", "fill-rule")
