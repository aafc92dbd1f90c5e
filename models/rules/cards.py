"""An award as it is told elsewhere comes in; its large picture goes out as an SVG; the pen makes a PNG of it."""

import unicodedata
from xml.sax.saxutils import escape, quoteattr

from models.rules.sharing import CUT, Told, day
from models.rules.work import Value

WIDTH, HEIGHT = 1200, 630
INK, MUTED, GROUND, LINE, DANGER = "#1c1b18", "#595650", "#faf9f6", "#e4e1d9", "#a3262e"
"""As in static/src/look/tokens.css, by daylight."""
LEFT, MEASURE = 545, 585
"""Where the text begins, and how wide it may be."""
MEDAL = (85, 115, 400)
"""Left, top and size of the medal."""


class Block(Value):
    """Lines of text in one size."""

    lines: tuple[str, ...]
    size: int
    color: str = INK
    bold: bool = False


def svg(told: Told, color: str, art: str | None) -> str:
    """The card. `art`: the built-in badge's SVG; without one a medal in the badge's colour bears its initial."""
    blocks = [
        Block(lines=fitted(told.organization, 26, 1), size=26, color=MUTED),
        _name(told.badge),
        Block(lines=fitted(f"earned by {told.person}", 36, 2), size=36),
        Block(lines=fitted(told.reason, 25, 3), size=25, color=MUTED),
    ]
    if told.is_revoked:
        blocks.append(Block(lines=("This badge was taken back.",), size=27, color=DANGER, bold=True))
    medal = _built_in(art) if art else _own(told.badge, color)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>'
        f'<rect y="{HEIGHT - 12}" width="{WIDTH}" height="12" fill={quoteattr(color)}/>'
        f'<g opacity="{0.35 if told.is_revoked else 1}">{medal}</g>{_column(blocks)}'
        f"{_text('Codebadge', LEFT, 570, 24, MUTED, bold=True)}"
        f"{_text(day(told.at), LEFT + MEASURE, 570, 24, MUTED, anchor='end')}</svg>"
    )


def fitted(text: str, size: int, most: int) -> tuple[str, ...]:
    """The text in at most so many lines of that size; what does not fit is cut off with “…”."""
    lines: list[str] = [""]
    for word in _shown(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= MEASURE:
            lines[-1] = longer
        else:
            lines += [word] if lines[-1] else []
            lines[-1] = lines[-1] or word
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += CUT
    return tuple(_cut(line, size) for line in kept)


def width(text: str, size: int) -> float:
    """At least as wide as the text will be, by the widest of the usual fonts."""
    return size * sum(_em(one) for one in text)


def _name(badge: str) -> Block:
    for size in (64, 52, 42):
        lines = fitted(badge, size, 2)
        if not lines[-1].endswith(CUT):
            return Block(lines=lines, size=size, bold=True)
    return Block(lines=fitted(badge, 42, 3), size=42, bold=True)


def _column(blocks: list[Block]) -> str:
    height = sum(int(block.size * 1.25) * len(block.lines) for block in blocks) + 18 * (len(blocks) - 1)
    top, drawn = max(60, (540 - height) // 2 + 20), ""
    for block in blocks:
        for line in block.lines:
            top += int(block.size * 1.25)
            drawn += _text(line, LEFT, top - block.size // 4, block.size, block.color, block.bold)
        top += 18
    return drawn


def _text(line: str, x: int, y: int, size: int, color: str, bold: bool = False, anchor: str = "start") -> str:
    wide = any(unicodedata.east_asian_width(one) in "WF" for one in line)
    family, weight = "Noto Sans CJK SC" if wide else "sans-serif", "bold" if bold else "normal"
    return (
        f'<text x="{x}" y="{y}" font-family="{family}" font-size="{size}" font-weight="{weight}" '
        f'fill="{color}" text-anchor="{anchor}">{escape(line)}</text>'
    )


def _built_in(art: str) -> str:
    left, top, size = MEDAL
    return art.replace("<svg ", f'<svg x="{left}" y="{top}" width="{size}" height="{size}" ', 1)


def _own(badge: str, color: str) -> str:
    left, top, size = MEDAL
    x, y = left + size // 2, top + size // 2
    initial = next((one.upper() for one in badge if one.isalnum()), "*")
    return (
        f'<circle cx="{x}" cy="{y}" r="190" fill={quoteattr(color)}/>'
        f'<circle cx="{x}" cy="{y}" r="165" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="5"/>'
        + _text(initial, x, y + 60, 170, "#fff", bold=True, anchor="middle")
    )


def _cut(line: str, size: int) -> str:
    if width(line, size) <= MEASURE:
        return line
    kept = line.removesuffix(CUT)
    while kept and width(kept + CUT, size) > MEASURE:
        kept = kept[:-1]
    return kept.rstrip() + CUT


def _shown(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)


def _em(one: str) -> float:
    if unicodedata.combining(one):
        return 0.0
    if unicodedata.east_asian_width(one) in "WF" or ord(one) > 0xFFFF:
        return 1.05
    if one in "MWmw@%":
        return 1.05
    if one in "iljtfrI.,:;'|!()[] ":
        return 0.45
    return 0.8 if one.isupper() else 0.68
