"""A drawing's layers and a wish come in; those that are seen go out, in the order in which they are drawn."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from models.rules.art.drawing import AnyLayer, Drawing
from models.rules.art.telling import Told
from models.rules.art.wish import Wish


def seen(drawing: Drawing, wish: Wish, told: Told) -> Mapping[str | None, Sequence[AnyLayer]]:
    """The seen layers of each group, None for those in none, the lowest first. What is in a group that is not seen is
    there, but nobody asks for it."""
    level = min(wish.level, len(drawing.levels)) if drawing.levels else wish.level
    found: dict[str | None, list[AnyLayer]] = defaultdict(list)
    for layer in drawing.layers:
        if _is_seen(layer, wish.size, level, told):
            found[layer.group].append(layer)
    for layers in found.values():
        layers.sort(key=lambda layer: (layer.z, layer.id))
    return found


def _is_seen(layer: AnyLayer, size: int, level: int, told: Told) -> bool:
    return not (
        layer.hidden
        or not layer.opacity
        or not layer.sx
        or not layer.sy
        or (layer.detail is not None and not layer.detail[0] <= size < layer.detail[1])
        or (layer.levels is not None and level not in layer.levels)
        or (layer.when is not None and not told.shows(layer.when))
    )
