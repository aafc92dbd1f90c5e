"""What shrinks and compares pictures in the pen's process: a task's facts and bytes come in, its Answer goes out."""

from typing import Any

from models.art.alike import likeness
from models.art.frames import Answer
from models.art.smallest import smallest
from models.art.smallest_drawing import smallest_drawing
from models.errors import BadPicture
from models.rules.art.drawing import Drawing
from models.rules.art.packing import canonical


def minify(given: dict[str, Any], body: bytes) -> Answer:
    """The SVG in the body, or the JSON of a `drawing`; beside an SVG what minified.py says of it."""
    if given.get("drawing"):
        return _drawing(body)
    text, way, like = smallest(_text(body))
    told = like._asdict() if like else {"ssim": None, "off": None, "mean": None}
    after = text.encode()
    return Answer({"before": len(body), "after": len(after), "way": way, **told}, after)


def _drawing(body: bytes) -> Answer:
    try:
        drawing = Drawing.model_validate_json(body)
    except ValueError as wrong:
        raise BadPicture(f"The drawing cannot be read: {wrong}") from None
    found, like = smallest_drawing(drawing)
    return Answer({"likeness": like._asdict() if like else None}, canonical(found))


def alike(given: dict[str, Any], body: bytes) -> Answer:
    """Two PNGs of one size, the first as long as is `first` says: how alike they are."""
    try:
        return Answer(likeness(body[: given["first"]], body[given["first"] :])._asdict())
    except (ValueError, OSError) as wrong:
        raise BadPicture(f"The pictures cannot be compared: {wrong}") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadPicture("The picture is not UTF-8.") from None
