"""SVG text comes in; a tree of what is drawn goes out, without comments, metadata, an editor's own; and text again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

SVG, XLINK, XML = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/1999/xlink}",
    "{http://www.w3.org/XML/1998/namespace}",
)
WORDS = {"text", "tspan", "textPath", "title", "desc", "style", "script", "a"}
"""Elements in which text counts, every space of it."""
DROPPED = {"metadata"}
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Node:
    """An element; `text` before its first child, `tail` behind itself."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    text: str = ""
    tail: str = ""

    def all(self) -> Iterator["Node"]:
        """Itself and everything in it, in order."""
        yield self
        for child in self.children:
            yield from child.all()


def read(svg: str) -> Node:
    """Raises ValueError for what is no SVG, or has a document type."""
    if "<!DOCTYPE" in svg or "<!ENTITY" in svg:
        svg = _without_bare_doctype(svg)
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise ValueError(f"the SVG cannot be read: {error}") from None
    if _name(str(root.tag)) != "svg":
        raise ValueError("this is no SVG")
    return _node(root)


def _without_bare_doctype(svg: str) -> str:
    """Old editors name SVG's own document type, which says nothing; one with declarations in it is refused."""
    bare = re.sub(r"<!DOCTYPE[^\[<>]*>", "", svg, count=1)
    if "<!DOCTYPE" in bare or "<!ENTITY" in bare:
        raise ValueError("the SVG declares a document type")
    return bare


def _node(element: "ElementTree.Element") -> Node:
    tag = _name(str(element.tag)) or ""
    node = Node(tag, {name: value for key, value in element.attrib.items() if (name := _name(key))})
    for child in element:
        # A comment's or an instruction's tag is a function.
        name = _name(child.tag) if isinstance(child.tag, str) else None
        if name and name not in DROPPED:
            node.children.append(_node(child))
            node.children[-1].tail = child.tail or ""
    if tag in WORDS:
        node.text = element.text or ""
    else:
        for inner in node.children:
            inner.tail = ""
    return node


def _name(key: str) -> str | None:
    """`href` for both of them; None for what belongs to somebody's editor."""
    if key.startswith(XLINK):
        return "href" if key == f"{XLINK}href" else None
    if key.startswith(XML):
        return f"xml:{key.removeprefix(XML)}"
    key = key.removeprefix(SVG)
    return None if key.startswith(("{", "data-")) or ":" in key else key


def text_of(root: Node) -> str:
    """The tree as text, in as few characters as it takes."""
    parts: list[str] = []
    _write(root, parts, ' xmlns="http://www.w3.org/2000/svg"')
    return "".join(parts)


def _write(node: Node, parts: list[str], first: str = "") -> None:
    parts.append(f"<{node.tag}{first}")
    parts.extend(f' {name}="{_quoted(_SPACES.sub(" ", value).strip())}"' for name, value in node.attrs.items())
    if not node.children and not node.text:
        parts.append("/>")
    else:
        parts.append(f">{_escaped(node.text)}")
        for child in node.children:
            _write(child, parts)
            parts.append(_escaped(child.tail))
        parts.append(f"</{node.tag}>")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
