"""A rebuilt drawing comes in; it goes out as SVG text, with nothing in it that was not put there."""

from models.rules.art.foreign.element import Element
from models.rules.art.foreign.numbers import short
from models.rules.art.foreign.rebuilding import Rebuilt

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def written(rebuilt: Rebuilt) -> str:
    """The whole."""
    box = " ".join(short(part) for part in rebuilt.view)
    size = {"width": short(rebuilt.width), "height": short(rebuilt.height), "viewBox": box}
    head = f'<svg xmlns="http://www.w3.org/2000/svg"{_attributes({**size, **rebuilt.root.attributes})}>'
    words = "".join(
        f"<{tag}>{_escaped(text)}</{tag}>" for tag, text in (("title", rebuilt.title), ("desc", rebuilt.about)) if text
    )
    return head + words + content(rebuilt.beside, rebuilt.root.children) + "</svg>"


def content(beside: list[Element], children: list[Element]) -> str:
    """What stands in the root."""
    shelf = f"<defs>{''.join(map(element_text, beside))}</defs>" if beside else ""
    return shelf + "".join(map(element_text, children))


def element_text(element: Element) -> str:
    """One element with all in it."""
    inner = _escaped(element.text) + "".join(map(element_text, element.children))
    head = f"<{element.tag}{_attributes(element.attributes)}"
    return f"{head}>{inner}</{element.tag}>" if inner else f"{head}/>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{_escaped(value)}"' for name, value in attributes.items())


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)
