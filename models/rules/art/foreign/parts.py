"""One element of a rebuilt drawing comes in; an SVG of it alone goes out, with what it refers to and inherits."""

from collections.abc import Mapping
from dataclasses import replace

from models.rules.art.foreign.element import SHAPES, Element
from models.rules.art.foreign.rebuilding import Rebuilt
from models.rules.art.foreign.references import referred
from models.rules.art.foreign.transforms import text as transform_text
from models.rules.art.foreign.writing import written
from models.rules.art.transforms import Matrix


def part(rebuilt: Rebuilt, element: Element, matrix: Matrix, look: Mapping[str, str]) -> str | None:
    """In the same view, placed as it was. None when nothing of it draws: words do not."""
    kept = _silent(element)
    if not any(one.tag in SHAPES or one.tag in ("use", "image") for one in kept.all()):
        return None
    attributes = dict(look)
    if moved := transform_text(matrix):
        attributes["transform"] = moved
    children = kept.children if kept.tag == "svg" else [kept]
    attributes = {**attributes, **kept.attributes} if kept.tag == "svg" else attributes
    attributes.pop("preserveAspectRatio", None)
    wrapped = Element("g", attributes, element.where, children=children) if attributes else None
    root = Element("svg", {}, element.where, children=[wrapped] if wrapped else children)
    beside = _needed(rebuilt, root)
    alone = replace(rebuilt, root=root, beside=beside, title="", about="")
    return written(alone)


def _silent(element: Element) -> Element:
    children = [_silent(child) for child in element.children if child.tag != "text"]
    return replace(element, children=children, attributes=dict(element.attributes))


def _needed(rebuilt: Rebuilt, root: Element) -> list[Element]:
    """What it refers to that is not in it, in the order of the whole."""
    everything = [inner for one in (*rebuilt.beside, rebuilt.root) for inner in one.all()]
    named = {one.attributes["id"]: one for one in everything if "id" in one.attributes}
    there = {one.attributes["id"] for one in root.all() if "id" in one.attributes}
    wanted: dict[str, Element] = {}
    waiting = [root]
    while waiting:
        for one in waiting.pop().all():
            for _, name in referred(one):
                if name not in there and name not in wanted:
                    wanted[name] = _silent(named[name])
                    waiting.append(wanted[name])
    return [wanted[name] for name in named if name in wanted]
