"""A tree comes in; gradients that are equal become one, and those with equal stops say these only once."""

from models.rules.art.svg_tree import Node, text_of

_KINDS = ("linearGradient", "radialGradient")

_TAKEN_OVER = ("gradientUnits", "spreadMethod")
"""What a gradient has of the one that it refers to, when it does not say it itself."""


def share_stops(root: Node) -> None:
    """Whoever has the same stops as one before refers to it, when it says all else itself."""
    firsts: dict[str, Node] = {}
    same: dict[str, str] = {}
    for node in root.all():
        twin = _twins(node, firsts, same)
        if twin is not None and not (twin.attrs.keys() - node.attrs.keys()):
            node.attrs["href"] = f"#{twin.attrs['id']}"
            node.children = []
            for name in _TAKEN_OVER:
                if node.attrs.get(name) == twin.attrs.get(name):
                    node.attrs.pop(name, None)
    _point_elsewhere(root, same)


def _twins(node: Node, firsts: dict[str, Node], same: dict[str, str]) -> Node | None:
    """The gradient with these stops that came first; an equal one is noted in `same`."""
    if node.tag not in _KINDS or "id" not in node.attrs or "href" in node.attrs:
        return None
    whole = text_of(Node(node.tag, {**node.attrs, "id": ""}, node.children))
    if whole in firsts:
        same[node.attrs["id"]] = firsts[whole].attrs["id"]
        return None
    firsts[whole] = node
    stops = "".join(text_of(child) for child in node.children)
    twin = firsts.setdefault(stops, node) if len(node.children) > 1 else node
    return None if twin is node else twin


def _point_elsewhere(root: Node, same: dict[str, str]) -> None:
    for node in root.all():
        node.children = [child for child in node.children if child.attrs.get("id") not in same]
        for name, value in node.attrs.items():
            if value.startswith("url(#") and value.endswith(")") and value[5:-1] in same:
                node.attrs[name] = f"url(#{same[value[5:-1]]})"
            elif name == "href" and value[1:] in same:
                node.attrs[name] = f"#{same[value[1:]]}"
