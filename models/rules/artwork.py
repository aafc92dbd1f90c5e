"""An SVG of ours comes in; a PNG goes out. The only home of the SVG library, which is loaded when it is needed."""

from models.errors import Unavailable

LARGEST = 200_000
"""Characters of an SVG; ours have a few thousand."""
NO_LIBRARY = "This server cannot draw pictures: the library libcairo is missing on its machine."


def png(svg: str, width: int, height: int) -> bytes:
    """The picture, that large. Raises Unavailable without libcairo; nothing outside the SVG is ever fetched."""
    assert len(svg) <= LARGEST, "our own cards are small"
    try:
        import cairosvg
    except (ImportError, OSError):
        raise Unavailable(NO_LIBRARY) from None
    drawn: bytes = cairosvg.surface.PNGSurface.convert(
        bytestring=svg.encode(), output_width=width, output_height=height, unsafe=False, url_fetcher=_nothing
    )
    return drawn


def _nothing(url: str, resource_type: str = "") -> bytes:
    raise ValueError(f"a picture of ours asked for {resource_type} {url[:100]}")
