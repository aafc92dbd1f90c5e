"""A refusal comes in; the drawing that says it goes out: in a README it is all that anybody sees."""

from models.errors import Refusal
from models.rules.art.drawing import Drawing

HEADER = "X-Codebadge-Error"
LONGEST = 90
UNPRINTABLE = "\ufffd"
PLATE = "M-256 -256h512v512h-512z"


def words(refusal: Refusal) -> Drawing:
    """A grey plate with the refusal's words, whatever their length."""
    said = printable(str(refusal))
    return Drawing.model_validate(
        {
            "title": said[:200],
            "layers": [
                {"kind": "path", "id": "plate", "z": "a", "d": PLATE, "fill": "#5b6270"},
                {
                    "kind": "text",
                    "id": "words",
                    "z": "b",
                    "text": said[:LONGEST],
                    "fill": "#ffffff",
                    "size": 56,
                    "lines": 6,
                    "width": 400,
                },
            ],
        }
    )


def printable(text: str) -> str:
    """In one line, without what an SVG may not hold: it may repeat what the address said."""
    return "".join(one if one.isprintable() else UNPRINTABLE for one in " ".join(text.split()))
