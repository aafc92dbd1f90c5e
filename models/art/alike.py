"""Two pictures of one size come in; how alike they are goes out, and whether a minified one may stand for the other.

SSIM is that of Wang, Bovik, Sheikh and Simoncelli (IEEE Transactions on Image Processing 13(4), 2004) on the luminance
of ITU-R BT.601, with K1 .01 and K2 .03, in windows of 7 by 7 pixels of equal weight, as scikit-image takes them.
"""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy
from PIL import Image

WINDOW = 7
SSIM, OFF, MEAN = 0.999, 0.001, 0.25
"""The gate: at least, and at most."""
ANY, STORED = (64, 256, 1024), (64, 512)
"""Pixels from edge to edge at which a minifier's work is compared, and at which that of each stored design is."""
_FAR = 32
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
_LUMINANCE = (0.299, 0.587, 0.114)

Pixels = Any
"""(height, width, 4 or 3) of 8 bit each; numpy's own types are not worth their names here."""


class Likeness(NamedTuple):
    """`ssim`: mean structural similarity, 1 when equal. `off`: the part of the pixels of which a channel differs by
    more than 32. `mean`: the mean difference of a channel. Both of the latter on a scale of 255."""

    ssim: float
    off: float
    mean: float

    @property
    def passes(self) -> bool:
        return self.ssim >= SSIM and self.off <= OFF and self.mean <= MEAN

    def worse(self, other: "Likeness") -> "Likeness":
        """The worst of both, number by number."""
        return Likeness(min(self.ssim, other.ssim), max(self.off, other.off), max(self.mean, other.mean))


EQUAL = Likeness(1.0, 0.0, 0.0)


def same(one: Callable[[int], bytes], other: Callable[[int], bytes], sizes: tuple[int, ...] = ANY) -> Likeness:
    """The worst that is found at these sizes on white and on black; what draws takes a size and gives a PNG. It stops
    at the first size that does not pass."""
    found = EQUAL
    for size in sizes:
        found = found.worse(likeness(one(size), other(size)))
        if not found.passes:
            break
    return found


def likeness(one: bytes | Pixels, other: bytes | Pixels) -> Likeness:
    """Of two PNGs, or two arrays of pixels; the worst on white and on black. Raises ValueError when sizes differ."""
    a, b = pixels(one), pixels(other)
    if a.shape != b.shape:
        raise ValueError("pictures of two sizes cannot be compared")
    if numpy.array_equal(a, b):
        return EQUAL
    return _compared(_on(a, 255), _on(b, 255)).worse(_compared(_on(a, 0), _on(b, 0)))


def pixels(picture: bytes | Pixels) -> Pixels:
    """Red, green, blue and opacity of each pixel."""
    if isinstance(picture, bytes):
        with Image.open(io.BytesIO(picture)) as opened:
            return numpy.asarray(opened.convert("RGBA"))
    if isinstance(picture, Image.Image):
        return numpy.asarray(picture.convert("RGBA"))
    if picture.shape[2] == 4:
        return picture
    return numpy.dstack([picture, numpy.full(picture.shape[:2], 255, dtype=numpy.uint8)])


def _on(picture: Pixels, ground: int) -> Pixels:
    opacity = picture[:, :, 3:].astype(numpy.float32) / 255
    return picture[:, :, :3] * opacity + ground * (1 - opacity)


def _compared(a: Pixels, b: Pixels) -> Likeness:
    apart = numpy.abs(a - b)
    off = float((apart.max(axis=2) > _FAR).mean())
    return Likeness(_ssim(a @ _LUMINANCE, b @ _LUMINANCE, apart.max(axis=2) > 0), off, float(apart.mean()))


def _ssim(a: Pixels, b: Pixels, apart: Pixels) -> float:
    # Windows in which nothing differs are 1 exactly: only the box around what differs is computed.
    side = min(WINDOW, *a.shape)
    windows = (a.shape[0] - side + 1) * (a.shape[1] - side + 1)
    rows, columns = numpy.flatnonzero(apart.any(axis=1)), numpy.flatnonzero(apart.any(axis=0))
    if not len(rows):
        return 1.0
    box = tuple(slice(max(0, line[0] - side + 1), line[-1] + side) for line in (rows, columns))
    computed = _ssim_of_windows(a[box], b[box], side)
    return float((windows - computed.size + computed.sum()) / windows)


def _ssim_of_windows(a: Pixels, b: Pixels, side: int) -> Pixels:
    mean_a, mean_b = _means(a, side), _means(b, side)
    sample = side * side / (side * side - 1)
    spread_a = (_means(a * a, side) - mean_a * mean_a) * sample
    spread_b = (_means(b * b, side) - mean_b * mean_b) * sample
    both = (_means(a * b, side) - mean_a * mean_b) * sample
    light = (2 * mean_a * mean_b + _C1) / (mean_a * mean_a + mean_b * mean_b + _C1)
    return light * (2 * both + _C2) / (spread_a + spread_b + _C2)


def _means(values: Pixels, side: int) -> Pixels:
    sums = numpy.pad(values.astype(numpy.float64), ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    return (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / (side * side)
