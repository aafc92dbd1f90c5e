"""A drawing and the changes of a step come in; the drawing afterwards goes out. Its twin is static/src/studio/steps.ts.

Both are held to one file of cases, tests/models/rules/art/steps.json.
"""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, ValidationError

from models.errors import Invalid
from models.rules import wording
from models.rules.art.drawing import LAYERS, AnyLayer, Drawing, Given, GroupLayer, PictureLayer
from models.rules.art.sent import refuse_long
from models.rules.work import Value

HEAD, GIVEN = "*", "*given"
"""What a change is on when it is on no layer: what the drawing says of itself, and the values of its parameters."""
SAID = ("title", "alt", "colors", "parameters", "levels")


class Change(Value):
    """One change. `on` a layer's id: `set` is the whole new layer without its id, or null, which deletes it, and what
    a group holds, too. `on` `*`: any of title, alt, colors, parameters and levels, each whole. `on` `*given`: values of
    parameters; null takes one back."""

    on: Annotated[str, StringConstraints(strict=True, pattern=r"^([a-z0-9]{1,12}|\*|\*given)$")]
    set: Annotated[dict[str, Any], Field(max_length=60)] | None


def _short(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    refuse_long(change.set for change in changes)
    return changes


Changes = Annotated[tuple[Change, ...], Field(min_length=1, max_length=LAYERS + 100), AfterValidator(_short)]
"""Of one step: an imported picture comes with all its layers at once."""

_LAYER: TypeAdapter[AnyLayer] = TypeAdapter(AnyLayer)
_GIVEN: TypeAdapter[dict[str, str | bool]] = TypeAdapter(Given)


def folded(drawing: Drawing, given: dict[str, Any], changes: Sequence[Change]) -> tuple[Drawing, dict[str, Any]]:
    """The drawing and the values after these changes, one after the other. Raises Invalid: then none of them is."""
    said: dict[str, Any] = {}
    layers = {layer.id: layer for layer in drawing.layers}
    values = dict(given)
    try:
        for change in changes:
            if change.on == GIVEN:
                values = _merged(values, change.set)
            elif change.on == HEAD:
                said |= _said(change.set)
            elif change.set is None:
                _delete(layers, change.on)
            else:
                layers[change.on] = _placed(layers, _layer(change.on, change.set))
        kept = {name: getattr(drawing, name) for name in SAID}
        after = Drawing.model_validate({**kept, **said, "layers": tuple(layers.values())})
        return after, _GIVEN.validate_python(values)
    except ValidationError as wrong:
        raise Invalid(wording.sentence(wrong, "the drawing")) from None


def picture(change: Change) -> PictureLayer:
    """The picture that the change brings. Raises Invalid when it is none."""
    try:
        layer = _layer(change.on, change.set or {})
    except ValidationError as wrong:
        raise Invalid(wording.sentence(wrong, "the drawing")) from None
    if not isinstance(layer, PictureLayer):
        raise Invalid(f"layer {change.on} is no picture.")
    return layer


def on_layers(changes: Sequence[Change]) -> bool:
    """Whether they draw, and do not only give values to a template."""
    return any(change.on != GIVEN for change in changes)


def back_to(now: Drawing, then: Drawing, given: dict[str, Any], given_then: dict[str, Any]) -> list[Change]:
    """The changes that make of the drawing as it is now what it was then; none where nothing is other."""
    before, after = _as_set(now), _as_set(then)
    gone = [Change(on=one, set=None) for one in before["layers"] if one not in after["layers"]]
    # What holds others is there before them.
    holders = sorted(after["layers"], key=lambda one: _depth(then, one))
    drawn = [Change(on=one, set=body) for one in holders if before["layers"].get(one) != (body := after["layers"][one])]
    head = {name: after[name] for name in SAID if after[name] != before[name]}
    values = {name: given_then.get(name) for name in given | given_then if given.get(name) != given_then.get(name)}
    return (
        gone
        + drawn
        + ([Change(on=HEAD, set=head)] if head else [])
        + ([Change(on=GIVEN, set=values)] if values else [])
    )


def _merged(values: dict[str, Any], given: dict[str, Any] | None) -> dict[str, Any]:
    if given is None:
        raise Invalid("*given: say which values are set.")
    return {name: value for name, value in (values | given).items() if value is not None}


def _said(given: dict[str, Any] | None) -> dict[str, Any]:
    if not given:
        raise Invalid("*: say what is set.")
    if unknown := next((name for name in given if name not in SAID), None):
        raise Invalid(f"*.{unknown[:40]}: is not known here.")
    head = Drawing.model_validate_json(json.dumps(given), strict=True)
    return {name: getattr(head, name) for name in given}


def _layer(layer_id: str, given: dict[str, Any]) -> AnyLayer:
    # From JSON, in which "1" is no number: the browsers' twin keeps what it is given.
    return _LAYER.validate_json(json.dumps({**given, "id": layer_id}), strict=True)


def _delete(layers: dict[str, Any], gone: str) -> None:
    layers.pop(gone, None)
    for inside in [layer.id for layer in layers.values() if layer.group == gone]:
        _delete(layers, inside)


def _placed(layers: dict[str, Any], layer: AnyLayer) -> AnyLayer:
    """Somebody else may have deleted the group meanwhile; then the layer stands by itself."""
    if layer.group is None or isinstance(layers.get(layer.group), GroupLayer):
        return layer
    return layer.model_copy(update={"group": None})


def _as_set(drawing: Drawing) -> dict[str, Any]:
    whole = drawing.model_dump(mode="json")
    trimmed = drawing.model_dump(mode="json", exclude_defaults=True).get("layers", [])
    layers = {one["id"]: {name: value for name, value in one.items() if name != "id"} for one in trimmed}
    return {name: whole[name] for name in SAID} | {"layers": layers}


def _depth(drawing: Drawing, layer_id: str) -> int:
    groups = {layer.id: layer.group for layer in drawing.layers}
    depth, above = 0, groups[layer_id]
    while above is not None:
        depth, above = depth + 1, groups[above]
    return depth
