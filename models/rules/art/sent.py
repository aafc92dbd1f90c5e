"""A drawing comes in as strangers send it; a SentDrawing goes out, unless it is too long to be looked at at all.

To read the paths of a large one takes a second, which nobody may cost us who would be refused in the end.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator

from models.rules.art.drawing import BYTES, Drawing


def refuse_long(layers: Iterable[Any]) -> None:
    """Raises ValueError for layers with more text than a drawing may hold."""
    texts = (value for layer in layers if isinstance(layer, dict) for value in layer.values())
    if sum(len(one) for one in texts if isinstance(one, str)) > BYTES:
        raise ValueError(f"is longer than {BYTES:,} characters")


def _short(given: Any) -> Any:
    layers = given.get("layers") if isinstance(given, dict) else None
    refuse_long(layers if isinstance(layers, list) else ())
    return _as_tuples(given)


def _as_tuples(given: Any) -> Any:
    # As a document it is strict about lists, which JSON has, and as values about tuples.
    if isinstance(given, dict):
        return {name: _as_tuples(value) for name, value in given.items()}
    return tuple(map(_as_tuples, given)) if isinstance(given, list) else given


SentDrawing = Annotated[Drawing, BeforeValidator(_short)]
