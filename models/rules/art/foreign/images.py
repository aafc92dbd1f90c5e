"""A raster image in an SVG comes in, as a `data:` address; the same goes out as PNG, made anew by whom we are given.

That is models/art/photo.py. Anything else is refused: nothing is fetched.
"""

import base64
import binascii
import re
from collections.abc import Callable

from models.errors import BadPicture
from models.rules.art.foreign.element import Element

MOST, BYTES, SIDE = 4, 128_000, 1_024
"""Images in one picture, bytes and pixels from edge to edge of one."""
_DATA = re.compile(r"data:image/(?:png|jpe?g|webp|gif);base64,([A-Za-z0-9+/=\s]*)", re.A | re.I)
PNG = b"\x89PNG\r\n\x1a\n"


def take(image: Element, photo: Callable[[bytes], bytes] | None) -> None:
    """Sets its address and its size. Raises BadPicture that says why not."""
    href = image.attributes.get("href", "")
    found = _DATA.fullmatch(href)
    if not found:
        known = href[:40].lower().startswith("data:")
        raise BadPicture("no PNG, JPEG, WebP or GIF of its own" if known else f"outside of the file: {href[:60]}")
    if photo is None:
        raise BadPicture("raster images are not taken here")
    png = photo(_decoded(found[1]))
    if not png.startswith(PNG) or len(png) > BYTES:
        raise BadPicture("it is too large")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    image.attributes["href"] = "data:image/png;base64," + base64.b64encode(png).decode()
    _set_size(image, width, height)


def _decoded(text: str) -> bytes:
    if len(text) > 2 * BYTES:
        raise BadPicture(f"it has more than {BYTES} bytes")
    try:
        body = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadPicture("it cannot be read") from None
    if len(body) > BYTES:
        raise BadPicture(f"it has more than {BYTES} bytes")
    return body


def _set_size(image: Element, width: int, height: int) -> None:
    given = image.attributes
    if "width" not in given and "height" not in given:
        given |= {"width": str(width), "height": str(height)}
    elif "width" not in given:
        given["width"] = f"{float(given['height']) * width / height:.7g}"
    elif "height" not in given:
        given["height"] = f"{float(given['width']) * height / width:.7g}"
