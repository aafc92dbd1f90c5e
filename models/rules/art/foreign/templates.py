"""A gradient or pattern that takes from another what it does not say itself comes in; a whole one goes out."""

from dataclasses import replace

from models.rules.art.foreign.element import Account, Element, refuse

DEEP = 8
_FAMILIES = {"linearGradient": "gradient", "radialGradient": "gradient", "pattern": "pattern"}


def whole(read: Element, ids: dict[str, Element], account: Account) -> Element:
    """With the attributes and the content of those that it refers to. Raises BadPicture when they lend in a circle."""
    family = _FAMILIES.get(read.tag)
    href = read.attributes.get("href")
    if family is None or href is None:
        return read
    attributes, children = dict(read.attributes), read.children
    seen, at = {read}, read
    while href := at.attributes.get("href"):
        at = ids.get(href.strip()[1:], read) if href.strip().startswith("#") else read
        if _FAMILIES.get(at.tag) != family:
            break
        if at in seen:
            if at is read and href.strip() != f"#{read.name}":
                account.add(f"reference to {href.strip()[:60]}", read.where)
                break
            refuse("has gradients or patterns that refer to each other in a circle", read.where)
        if len(seen) > DEEP:
            refuse("has gradients or patterns that refer to each other too often", read.where)
        seen.add(at)
        attributes = {**{name: value for name, value in at.attributes.items() if name != "id"}, **attributes}
        children = children if _has_content(children) else at.children
    attributes.pop("href", None)
    return replace(read, attributes=attributes, children=children)


def _has_content(children: list[Element]) -> bool:
    return any(child.tag not in ("title", "desc", "metadata") for child in children)
