"""An SVG of ours, or a cleaned one, comes in; PNG or WebP goes out. The only home of the SVG library.

What svg.py draws, painter.py paints; the library, which knows all of SVG, draws what others did.
"""

import base64
import io
from functools import cache
from types import ModuleType
from typing import Any

from PIL import Image

from models.art import png
from models.errors import BadPicture, Refusal, Unavailable
from models.rules.art.wish import PIXELS

PNG = "data:image/png;base64,"
LARGEST = 2_000_000
"""Characters of an SVG."""
NO_LIBRARY = (
    "This server cannot draw pictures: the library libcairo is missing on its machine "
    "(Debian and Ubuntu: apt-get install libcairo2)."
)
SMALL = 128
"""Up to so many pixels every one counts: WebP keeps them all; above, QUALITY is a fifth of the bytes."""
QUALITY = 90


def drawn(svg: str, format: str, width: int, height: int) -> bytes:
    """The picture, exactly that large, on a transparent ground. Raises BadPicture for what cannot be drawn, Unavailable
    without libcairo; nothing outside the SVG is ever fetched."""
    pixels = image(svg, width, height)
    if format == "png":
        return png.written(pixels)
    packed = io.BytesIO()
    if max(width, height) <= SMALL:
        pixels.save(packed, "WEBP", lossless=True, method=1)
    else:
        pixels.save(packed, "WEBP", quality=QUALITY, method=2)
    return packed.getvalue()


def image(svg: str, width: int, height: int) -> Image.Image:
    """Its pixels, with their opacity. Raises what `drawn` does."""
    if not (0 < width <= PIXELS and 0 < height <= PIXELS) or len(svg) > LARGEST:
        raise BadPicture("This picture is too large to draw.")
    library = _library()
    surface = _painter().painted(svg, width, height) or _engines(library, svg, width, height)
    return Image.frombytes("RGBA", (width, height), bytes(surface.get_data()), "raw", "BGRa", surface.get_stride())


def by_library(svg: str, width: int, height: int) -> Image.Image:
    """Its pixels as the library draws them, for comparing two SVGs of which the painter may know one only. Raises what
    `drawn` does."""
    surface = _engines(_library(), svg, width, height)
    return Image.frombytes("RGBA", (width, height), bytes(surface.get_data()), "raw", "BGRa", surface.get_stride())


def _engines(library: ModuleType, svg: str, width: int, height: int) -> Any:
    """The cairo surface on which the library has drawn."""
    try:
        tree = library.parser.Tree(bytestring=svg.encode(), unsafe=False, url_fetcher=_nothing)
        return library.surface.PNGSurface(tree, None, 96, output_width=width, output_height=height).cairo
    except (Refusal, MemoryError, RecursionError):
        raise
    except Exception as wrong:
        # The library raises whatever happens to it on what it does not know.
        raise BadPicture(f"This picture cannot be drawn: {str(wrong)[:200] or wrong.__class__.__name__}") from wrong


def is_ready() -> bool:
    """Whether libcairo is there."""
    try:
        return bool(_library())
    except Unavailable:
        return False


@cache
def _library() -> ModuleType:
    try:
        import cairosvg
    except (ImportError, OSError):
        raise Unavailable(NO_LIBRARY) from None
    library: ModuleType = cairosvg
    return library


@cache
def _painter() -> ModuleType:
    # It needs libcairo, too, which need not be there.
    from models.art import painter

    return painter


def _nothing(url: str, resource_type: str = "") -> bytes:
    # A raster image that cleaning made anew is in the picture itself.
    if url.startswith(PNG):
        return base64.b64decode(url.removeprefix(PNG))
    raise BadPicture(f"The picture asks for {resource_type} {url[:100]}, which is not in it.")
