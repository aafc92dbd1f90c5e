"""A stranger's raster image comes in; the same goes out, made anew: upright, small, of one frame, without notes.

Runs in the pen's process (cleaning_tasks.py).
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from models.errors import BadPicture

BYTES, SIDE, PIXELS = 4_000_000, 8_192, 24_000_000
"""Of the file, and of the picture from edge to edge and in all, as it says before it is decoded."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
STEPS = (1.0, 0.75, 0.5, 0.375, 0.25, 0.125, 0.0625)


def png(body: bytes, most: int, weight: int) -> bytes:
    """A PNG of at most `most` pixels from edge to edge and `weight` bytes, smaller where that needs it. What this made
    comes out as it is. Raises BadPicture."""
    image = _opened(body, most)
    for step in STEPS:
        found = _encoded(_fitted(image, step))
        if len(found) <= weight:
            return found
    raise BadPicture("This image is too large.")


def photo(body: bytes, most: int) -> bytes:
    """The same without a limit of its bytes but what pixels need."""
    return _encoded(_opened(body, most))


def _opened(body: bytes, most: int) -> Image.Image:
    if not 0 < len(body) <= BYTES:
        raise BadPicture(f"This image has {len(body)} bytes; at most {BYTES} are taken.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _upright(body, most)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture(f"This image has too many pixels; at most {PIXELS // 1_000_000} million are taken.") from None
    except UnidentifiedImageError:
        raise BadPicture("This is no PNG, JPEG, WebP or GIF.") from None
    except (BadPicture, MemoryError):
        raise
    # Decoders raise whatever they like for what is broken.
    except Exception:
        raise BadPicture("This image cannot be read.") from None


def _upright(body: bytes, most: int) -> Image.Image:
    opened: Image.Image = Image.open(io.BytesIO(body), formats=FORMATS)
    width, height = opened.size
    if max(width, height) > SIDE or width * height > PIXELS:
        raise BadPicture(f"This image is {width} by {height} pixels; at most {PIXELS // 1_000_000} million are taken.")
    if opened.format == "JPEG":
        opened.draft("RGB", (most, most))
    image = ImageOps.exif_transpose(opened)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.info.clear()
    if max(image.size) > most:
        image.thumbnail((most, most), Image.Resampling.LANCZOS)
    return image


def _fitted(image: Image.Image, step: float) -> Image.Image:
    if step == 1:
        return image
    size = (max(1, round(image.width * step)), max(1, round(image.height * step)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _encoded(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
