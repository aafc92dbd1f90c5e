"""A label and a value come in; the small badge of READMEs goes out as SVG: text in a font everybody has, nothing else.

No filter, script, style, font or outside reference, for image proxies drop such pictures; the text's length is said,
so that it stays inside whatever font is found.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from models.rules.art.flat_colors import Ground, ground
from models.rules.art.verdana import WIDTHS, width

Style = Literal["flat", "flat-square", "plastic", "for-the-badge"]
LABEL = "#555"
MOST = 480
"""Pixels of either text: what is longer is set smaller, and never cut."""
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="'
_FONT = 'font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-anchor="middle" transform="scale(.1)" font-size="'
_UNSAFE = 1 << 30
# The width of each byte of plain ASCII text; what XML must not hold as it is counts so much that the sum tells.
_BYTES = [WIDTHS.get(chr(byte), _UNSAFE) if chr(byte) not in "&<>\"'" else _UNSAFE for byte in range(256)]
_ESCAPED = {38: "&amp;", 60: "&lt;", 62: "&gt;", 34: "&quot;", 39: "&#39;", 0xFFFE: " ", 0xFFFF: " "}
_ESCAPED |= dict.fromkeys((*range(32), *range(0x7F, 0xA0)), " ") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class Logo(NamedTuple):
    """An icon of the library (Shelf.icon), on its grid of 24: filled, or drawn by lines 2 wide."""

    paths: tuple[str, ...]
    filled: bool = False


def flat(
    label: str,
    value: str,
    color: str = "blue",
    *,
    style: Style = "flat",
    logo: Logo | None = None,
    label_color: str = LABEL,
) -> str:
    """Colours are `#rrggbb`, `#rgb` or one of flat_colors.NAMES; without label and logo there is one part. Raises
    ValueError for what is no colour."""
    left, right = ground(label_color), ground(color)
    if style == "for-the-badge":
        label, value = label.upper(), value.upper()
    label, before = measured(label)
    value, after = measured(value)
    return _STYLES[style](label, before, value, after, left, right, logo)


def endpoint(label: str, value: str, color: str = "blue") -> dict[str, str | int]:
    """What shields.io reads of its endpoint badges."""
    return {"schemaVersion": 1, "label": label, "message": value, "color": ground(color).color.removeprefix("#")}


def is_color(color: str) -> bool:
    """Whether flat() takes it."""
    try:
        return bool(ground(color))
    except ValueError:
        return False


def measured(text: str) -> tuple[str, int]:
    """The text as XML takes it, and its width in thousandths of its size."""
    if text.isascii():
        wide = sum(map(_BYTES.__getitem__, text.encode()))
        if wide < _UNSAFE:
            return text, wide
    clean = " ".join(text.translate(_CLEAN).split())
    return clean.translate(_ESCAPED), width(clean)


_CLEAN = {code: to for code, to in _ESCAPED.items() if code not in (38, 60, 62, 34, 39)}


def _rounded(height: int, radius: int, cover: str) -> Callable[..., str]:
    """Round corners, a shine, a thin shadow under the text."""
    turn, down = f"a{radius} {radius} 0 01", height - 2 * radius
    ends = (
        f"H{radius}{turn}-{radius}-{radius}v-{down}{turn}{radius}-{radius}",
        f"{turn}{radius} {radius}v{down}{turn}-{radius} {radius}",
    )
    y = (height + 8) * 5

    def drawn(label: str, before: int, value: str, after: int, left: Ground, right: Ground, logo: Logo | None) -> str:
        long, size = _fitted(before, 11)
        wide, other = _fitted(after, 11)
        pad = 17 if logo else 0
        a = long + 10 + pad if label else pad and 24
        b = wide + 10
        all_, said = a + b, f"{label}: {value}" if label else value
        x, x2 = (pad + a) * 5, a * 10 + b * 5
        shapes = (
            f'<path fill="{left.color}" d="M{radius} 0H{a}v{height}{ends[0]}"/>'
            f'<path fill="{right.color}" d="M{a} 0h{b - radius}{ends[1]}H{a}"/>'
            if a
            else f'<rect width="{b}" height="{height}" rx="{radius}" fill="{right.color}"/>'
        )
        name = (
            f'<text x="{x}" y="{y + 10}" fill="{left.shade}" opacity=".3" textLength="{long}0"{size}>{label}</text>'
            f'<text x="{x}" y="{y}" fill="{left.ink}" textLength="{long}0"{size}>{label}</text>'
            if label
            else ""
        )
        return (
            f'{_HEAD}{all_}" height="{height}" role="img" aria-label="{said}"><title>{said}</title>{cover}{shapes}'
            f'<rect width="{all_}" height="{height}" rx="{radius}" fill="url(#s)"/>'
            f'{_drawn(logo, left, (height - 14) / 2) if logo else ""}<g {_FONT}110">{name}'
            f'<text x="{x2}" y="{y + 10}" fill="{right.shade}" opacity=".3" textLength="{wide}0"{other}>{value}</text>'
            f'<text x="{x2}" y="{y}" fill="{right.ink}" textLength="{wide}0"{other}>{value}</text></g></svg>'
        )

    return drawn


def _square(height: int, size: int, pads: int, spaced: int, bold: str, more: int) -> Callable[..., str]:
    """Two boxes. `pads`: px left and right together; `spaced`: tenths of a px between letters; `more`: percent by
    which the value's letters are wider."""

    y = height * 5 + size * 7 // 2

    def drawn(label: str, before: int, value: str, after: int, left: Ground, right: Ground, logo: Logo | None) -> str:
        long, small = _fitted(before + len(label) * spaced * 100 // size, size)
        wide, other = _fitted(after * more // 100 + len(value) * spaced * 100 // size, size)
        pad = 17 if logo else 0
        a = long + pads + pad if label else pad and 14 + pads
        b = wide + pads
        said = f"{label}: {value}" if label else value
        name = f'<text x="{(pad + a) * 5}" y="{y}" fill="{left.ink}" textLength="{long}0"{small}>{label}</text>'
        return (
            f'{_HEAD}{a + b}" height="{height}" role="img" aria-label="{said}"><title>{said}</title>'
            f'<path fill="{left.color}" d="M0 0h{a}v{height}H0"/>'
            f'<path fill="{right.color}" d="M{a} 0h{b}v{height}h-{b}"/>'
            f"{_drawn(logo, left, (height - 14) / 2, pads // 2) if logo else ''}"
            f'<g {_FONT}{size}0">{name if label else ""}<text x="{a * 10 + b * 5}" y="{y}" fill="{right.ink}"{bold}'
            f' textLength="{wide}0"{other}>{value}</text></g></svg>'
        )

    return drawn


def _fitted(thousandths: int, size: int) -> tuple[int, str]:
    """Whole pixels, and how the text is made smaller when it would be too long."""
    long = -(-thousandths * size // 1000)
    return (long, "") if long <= MOST else (MOST, f' font-size="{max(1, size * 10 * MOST // long)}"')


def _drawn(logo: Logo, left: Ground, y: float, x: int = 5) -> str:
    paint = f'fill="{left.ink}"' if logo.filled else f'fill="none" stroke="{left.ink}" stroke-width="2"'
    paths = "".join(f'<path d="{d}"/>' for d in logo.paths)
    ends = "" if logo.filled else ' stroke-linecap="round" stroke-linejoin="round"'
    return f'<g transform="translate({x} {y:g})scale(.5833)" {paint}{ends}>{paths}</g>'


def _shine(*stops: str) -> str:
    return f'<linearGradient id="s" x2="0" y2="1">{"".join(f"<stop {stop}/>" for stop in stops)}</linearGradient>'


_STYLES: dict[str, Callable[..., str]] = {
    "flat": _rounded(20, 3, _shine('stop-color="#fff" stop-opacity=".1"', 'offset="1" stop-opacity=".1"')),
    "plastic": _rounded(
        18,
        4,
        _shine(
            'stop-color="#fff" stop-opacity=".7"',
            'offset=".1" stop-color="#aaa" stop-opacity=".1"',
            'offset=".9" stop-opacity=".3"',
            'offset="1" stop-opacity=".5"',
        ),
    ),
    "flat-square": _square(20, 11, 10, 0, "", 100),
    "for-the-badge": _square(28, 10, 24, 12, ' font-weight="700"', 114),
}
STYLES: tuple[Style, ...] = ("flat", "flat-square", "plastic", "for-the-badge")
