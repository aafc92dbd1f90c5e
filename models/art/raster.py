"""An SVG of ours, or a cleaned one, comes in; PNG or WebP goes out. The only home of the SVG library."""

import io
from types import ModuleType

from PIL import Image

from models.errors import BadPicture, Unavailable
from models.rules.art.wish import PIXELS

LARGEST = 2_000_000
"""Characters of an SVG."""
NO_LIBRARY = "This server cannot draw pictures: the library libcairo is missing on its machine."


def drawn(svg: str, format: str, width: int, height: int) -> bytes:
    """The picture, exactly that large, on a transparent ground. Raises BadPicture for what cannot be drawn, Unavailable
    without libcairo; nothing outside the SVG is ever fetched."""
    if not (0 < width <= PIXELS and 0 < height <= PIXELS) or len(svg) > LARGEST:
        raise BadPicture("This picture is too large to draw.")
    png = _png(svg, width, height)
    if format == "png":
        return png
    packed = io.BytesIO()
    Image.open(io.BytesIO(png)).save(packed, "WEBP", lossless=True, method=4)
    return packed.getvalue()


def prepare(svg: str) -> None:
    """Draws something once, so that all that is loaded late is loaded. Without libcairo nothing happens."""
    try:
        drawn(svg, "webp", 9, 9)
    except Unavailable:
        return


def _png(svg: str, width: int, height: int) -> bytes:
    drawn: bytes = _library().surface.PNGSurface.convert(
        bytestring=svg.encode(), output_width=width, output_height=height, unsafe=False, url_fetcher=_nothing
    )
    return drawn


def _library() -> ModuleType:
    try:
        import cairosvg
    except (ImportError, OSError):
        raise Unavailable(NO_LIBRARY) from None
    library: ModuleType = cairosvg
    return library


def _nothing(url: str, resource_type: str = "") -> bytes:
    raise BadPicture(f"The picture asks for {resource_type} {url[:100]}, which is not in it.")
