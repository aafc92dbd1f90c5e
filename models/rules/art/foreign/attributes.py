"""An element's properties come in, as strangers wrote them; those that its table takes go out, what is lost is told."""

from collections.abc import Mapping

from models.rules.art.foreign.allowed import LOOK, PLACE, SAID_OTHERWISE, WRITING, Grammar, kind
from models.rules.art.foreign.element import Account, Element, refuse
from models.rules.art.foreign.grammars import View
from models.rules.art.foreign.numbers import part, short

PAINTS = {"fill": "fill-opacity", "stroke": "stroke-opacity", "stop-color": "stop-opacity"}
MARKERS = ("marker-start", "marker-mid", "marker-end")
_MUST = frozenset(("d", "points"))
"""What cannot be read of these changes the picture beyond knowing: it is refused."""


def judged(element: Element, tag: str, properties: Mapping[str, str], view: View, account: Account) -> dict[str, str]:
    """Of what will be a `tag`. Raises BadPicture for a path that cannot be read."""
    table = _table(tag)
    found: dict[str, str] = {}
    for name, given in _with_markers(properties).items():
        if name in table:
            if given.strip() != "inherit":
                _take(found, name, given, table[name], view, account, element)
        elif _is_news(name, given):
            account.add(_words(name, given), element.where)
    for paint, opacity in PAINTS.items():
        _part_opacity(found, paint, opacity)
    return found


def _table(tag: str) -> dict[str, Grammar]:
    own, look, place = kind(tag)
    table = dict(own)
    if look:
        table |= {
            name: grammar for name, grammar in LOOK.items() if name not in WRITING or tag in ("text", "tspan", "g")
        }
    return {**table, **PLACE} if place else table


def _with_markers(properties: Mapping[str, str]) -> dict[str, str]:
    if "marker" not in properties:
        return dict(properties)
    return {**dict.fromkeys(MARKERS, properties["marker"]), **properties}


def _take(
    found: dict[str, str], name: str, given: str, grammar: Grammar, view: View, account: Account, element: Element
) -> None:
    try:
        found[name] = grammar(given, view)
    except ValueError as wrong:
        if name in _MUST:
            refuse(f"cannot be read: {wrong}", element.where)
        if given.strip() not in ("", "auto"):
            account.add(f"{name} “{given.strip()[:60]}”", element.where)


def _part_opacity(found: dict[str, str], paint: str, opacity: str) -> None:
    color, slash, share = found.get(paint, "").partition("/")
    if slash:
        found[paint] = color
        found[opacity] = short(part(found.get(opacity, "1")) * part(share))


def _is_news(name: str, given: str) -> bool:
    if name in ("filter", "mix-blend-mode", "transform-origin", "animation", "vector-effect"):
        return given.strip() not in ("", "none", "normal", "0 0", "0px 0px")
    known = name in SAID_OTHERWISE or name in LOOK or name in PLACE
    return not known and not name.startswith(("data-", "aria-"))


def _words(name: str, given: str) -> str:
    return name[:60] if name in ("filter", "mix-blend-mode") else f"attribute {name[:60]}"
