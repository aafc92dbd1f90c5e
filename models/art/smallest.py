"""An SVG or a drawing comes in; the smallest form that still looks the same goes out. In the pen's process alone.

The candidates are our own minifier at several precisions, scour with all its options, and ours after scour's.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from functools import cache
from io import StringIO
from itertools import product
from time import process_time

from models.art import raster
from models.art.alike import ANY, EQUAL, Likeness, Pixels, likeness, pixels
from models.errors import BadPicture, Unavailable
from models.rules.art import minifying
from models.rules.art.svg_tree import Node, read

AS_IT_IS = "as it is"
MAKING, TRYING = 1.5, 3.5
"""Seconds of computing after which no further candidate is made, and none is drawn to compare: the process has five."""
LARGE = 20_000
"""Characters from which fewer candidates are made."""
Candidate = tuple[str, str]
"""How it was made, and what."""


def smallest(svg: str, sizes: tuple[int, ...] = ANY) -> tuple[str, str, Likeness | None]:
    """The SVG, how it was made, and how alike it is: None where nothing can be drawn; then it is as it was. Raises
    BadPicture when it cannot be read."""
    try:
        shape = _shape(read(svg))
        found = sorted(candidates(svg), key=lambda candidate: len(candidate[1].encode()))
    except (ValueError, RecursionError) as error:
        raise BadPicture(f"The picture cannot be read: {error}") from None

    @cache
    def before(size: int) -> Pixels:
        return _drawn(svg, size, shape)

    try:
        return chosen(svg, found, lambda text: _compared(text, before, shape, sizes))
    except Unavailable:
        return svg, AS_IT_IS, None


def chosen(plain: str, found: list[Candidate], compared: Callable[[str], Likeness]) -> tuple[str, str, Likeness | None]:
    """The first that passes and is shorter than what it stands for, of those that there is time to try."""
    since = process_time()
    for way, text in found:
        if len(text.encode()) >= len(plain.encode()) or process_time() - since > TRYING:
            break
        like = compared(text)
        if like.passes:
            return text, way, like
    return plain, AS_IT_IS, EQUAL


def candidates(svg: str) -> Iterator[Candidate]:
    """Each once; fewer of what is large. Raises ValueError for what is no SVG."""
    exact = minifying.exact_places(read(svg))
    plain = scoured(svg) if len(svg) < LARGE else ""
    known, since = {svg, "", plain}, process_time()
    for way, source in (("ours", svg), ("ours after scour", plain)):
        for places, boldly, arcs in _ways(exact, len(svg)) if source else ():
            if process_time() - since > MAKING:
                break
            text = minifying.minified(source, places, boldly, arcs)
            if text not in known:
                known.add(text)
                yield f"{way}, {places} decimals{', joined' * boldly}{', with arcs' * arcs}", text
    if plain:
        yield "scour", plain


def _ways(exact: int, size: int) -> Iterator[tuple[int, bool, bool]]:
    if size >= 4 * LARGE:
        yield exact, False, False
        return
    # What is likeliest to be taken comes first.
    fewer, boldly = (1, (False,)) if size >= LARGE else (2, (False, True))
    places = sorted(range(max(0, exact - fewer), exact + 3), key=lambda one: abs(one - exact))
    yield from product(places, boldly, (False, True))


def scoured(svg: str) -> str:
    """By scour, with all that it can do; empty when it cannot read it."""
    from scour import scour

    options = scour.parse_args(
        [
            *("--enable-id-stripping", "--enable-comment-stripping", "--shorten-ids"),
            *("--indent=none", "--no-line-breaks", "--strip-xml-prolog", "--remove-metadata", "--strip-xml-space"),
            *("--create-groups", "--set-precision=5"),
        ]
    )
    try:
        with redirect_stderr(StringIO()):
            text: str = scour.scourString(svg, options).strip()
    except Exception:  # It raises whatever it likes; then there is one candidate less.
        return ""
    return text


def _compared(text: str, before: Callable[[int], Pixels], shape: float, sizes: tuple[int, ...]) -> Likeness:
    worst = EQUAL
    for size in sizes:
        try:
            worst = worst.worse(likeness(before(size), _drawn(text, size, shape)))
        except BadPicture:
            return Likeness(0, 1, 255)
        if not worst.passes:
            break
    return worst


def _shape(root: Node) -> float:
    """Height by width."""
    numbers = [float(number) for number in re.findall(r"[0-9.]+", root.attrs.get("viewBox", ""))[-2:]]
    if len(numbers) < 2:
        found = [re.match(r"[0-9.]+", root.attrs.get(name, "")) for name in ("width", "height")]
        numbers = [float(one[0]) for one in found if one]
    return numbers[1] / numbers[0] if len(numbers) == 2 and all(numbers) else 1


def _drawn(svg: str, size: int, shape: float) -> Pixels:
    width, height = (size, round(size * shape)) if shape <= 1 else (round(size / shape), size)
    return pixels(raster.by_library(svg, max(1, width), max(1, height)))
