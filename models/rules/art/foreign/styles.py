"""The text of <style> and of style="" comes in; each element's properties go out, for attributes.py to judge.

Selectors by element, class and id are understood; other rules are left out, and told.
"""

import re
from typing import NamedTuple

from models.rules.art.foreign.element import Account, Element, refuse

LETTERS, RULES, CLASSES = 64_000, 500, 12
_SELECTOR = re.compile(r"([A-Za-z][\w-]*|\*)?((?:[.#][\w-]{1,80}){0,3})", re.A)
_OFTEN = 6
"""How many left out rules are told one by one."""


class Rule(NamedTuple):
    """`weight`: what wins is what has more of it; among equals the later."""

    tag: str
    classes: frozenset[str]
    id: str
    weight: tuple[int, int, int]
    said: dict[str, tuple[str, bool]]


class Sheet:
    """All rules of a picture, found by their id, a class or their element."""

    def __init__(self) -> None:
        self._rules: dict[str, list[Rule]] = {}
        self._count = 0

    def add(self, style: Element, account: Account) -> None:
        """Raises BadPicture for too much of it."""
        if len(style.text) > LETTERS:
            refuse(f"has a style of more than {LETTERS} characters", style.where)
        text, at, skipped = _uncommented(style.text), 0, 0
        while (opened := text.find("{", at)) >= 0:
            closed = _closed(text, opened)
            selectors, block, at = text[at:opened], text[opened + 1 : closed], closed + 1
            if not self._take(selectors, block, style.where) and skipped < _OFTEN:
                skipped += 1
                account.add(f"style rule “{' '.join(selectors.split())[:60]}”", style.where)
        if text[at:].strip(" \t\r\n;"):
            account.add(f"style “{' '.join(text[at:].split())[:60]}”", style.where)

    def _take(self, selectors: str, block: str, where: str) -> bool:
        found = [_SELECTOR.fullmatch(one.strip()) for one in selectors.split(",")]
        if "{" in block or not all(one and one[0] for one in found):
            return False
        said = _declared(block)
        for one in found:
            assert one is not None
            self._count += 1
            if self._count > RULES:
                refuse(f"has more than {RULES} style rules", where)
            self._keep(one[1] or "", re.findall(r"[.#][\w-]+", one[2]), said)
        return True

    def _keep(self, tag: str, names: list[str], said: dict[str, tuple[str, bool]]) -> None:
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        ids = [name[1:] for name in names if name[0] == "#"]
        rule = Rule(tag.replace("*", ""), classes, ids[0] if ids else "", (len(ids), len(classes), self._count), said)
        key = f"#{rule.id}" if ids else f".{min(classes)}" if classes else rule.tag
        self._rules.setdefault(key, []).append(rule)

    def properties(self, element: Element) -> dict[str, str]:
        """Its attributes, below what the rules say, below its own style; `!important` above all."""
        attributes = element.attributes
        classes = frozenset(attributes.get("class", "").split()[:CLASSES])
        keys = [f"#{attributes.get('id', '')}", *(f".{name}" for name in sorted(classes)), element.tag, ""]
        rules = [rule for key in keys for rule in self._rules.get(key, ()) if _fits(rule, element, classes)]
        said = [rule.said for rule in sorted(rules, key=lambda rule: rule.weight)]
        if "style" in attributes:
            said.append(_declared(_uncommented(attributes["style"])))
        found = {name: value for name, value in attributes.items() if name not in ("class", "style")}
        for important in (False, True):
            for block in said:
                found |= {name: value for name, (value, urgent) in block.items() if urgent is important}
        return found


def _fits(rule: Rule, element: Element, classes: frozenset[str]) -> bool:
    right_id = not rule.id or rule.id == element.attributes.get("id")
    return right_id and rule.classes <= classes and rule.tag in ("", element.tag)


def _closed(text: str, opened: int) -> int:
    depth = 0
    for brace in re.compile(r"[{}]").finditer(text, opened):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return len(text)


def _declared(block: str) -> dict[str, tuple[str, bool]]:
    found = {}
    for one in block.split(";"):
        name, _, value = one.partition(":")
        name = name.strip().lower()
        # Custom properties and escapes are never understood, here or by grammars.py.
        if name in PROPERTIES and value and "\\" not in one:
            before, urgent, important = value.rpartition("!")
            said = bool(urgent) and important.strip().lower() == "important"
            found[name] = ((before if said else value).strip(), said)
    return found


def _uncommented(text: str) -> str:
    """By hand: a pattern would look for the end of each comment that never ends."""
    kept, at = [], 0
    while (opened := text.find("/*", at)) >= 0:
        kept.append(text[at:opened])
        closed = text.find("*/", opened + 2)
        at = len(text) if closed < 0 else closed + 2
    kept.append(text[at:])
    return " ".join(kept).replace("<!--", " ").replace("-->", " ")


_PAINTED = """
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset clip-rule visibility marker-start marker-mid marker-end font-size font-weight
    text-anchor letter-spacing
"""
PAINTED = tuple(_PAINTED.split())
"""Properties that an element passes on to those in it."""
PROPERTIES = frozenset(
    (
        *PAINTED,
        *[
            "color",
            "marker",
            "opacity",
            "clip-path",
            "mask",
            "display",
            "overflow",
            "stop-color",
            "stop-opacity",
            "transform",
            "filter",
        ],
    )
) | {"mix-blend-mode", "transform-origin", "animation", "vector-effect", "font"}
