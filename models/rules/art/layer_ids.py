"""A drawing and the same made smaller come in; the ids that its layers had go out, and later the layers by them again.

small_drawing.py gives layers the shortest ids. Whoever goes back to what was kept finds each layer under the id by
which comments and other people's steps speak of it. Both drawings have the same layers in one order.
"""

from models.rules.art.drawing import Drawing


def former(drawn: Drawing, kept: Drawing) -> str | None:
    """The ids in order, or None where they are kept as they were."""
    ids = [layer.id for layer in drawn.layers]
    return None if ids == [layer.id for layer in kept.layers] else " ".join(ids)


def given_back(kept: Drawing, ids: str | None) -> Drawing:
    """The kept drawing, with its layers under those ids."""
    if ids is None:
        return kept
    names = dict(zip((layer.id for layer in kept.layers), ids.split(" "), strict=True))
    layers = [
        layer.model_copy(update={"id": names[layer.id], "group": layer.group and names[layer.group]})
        for layer in kept.layers
    ]
    return kept.model_copy(update={"layers": tuple(layers)})
