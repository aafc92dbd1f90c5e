"""models/rules/art/layer_ids.py: what is kept under shorter ids is found again under those that it had."""

from models.rules.art.drawing import Drawing
from models.rules.art.layer_ids import former, given_back
from models.rules.art.small_drawing import lessened

DOT = {"kind": "path", "d": "M-20-20H20V20H-20z", "fill": "#aa0000"}
DRAWN = Drawing.model_validate(
    {
        "layers": [
            {**DOT, "id": "b", "z": "m", "group": "frame9"},
            {"kind": "group", "id": "frame9", "z": "z"},
            {**DOT, "id": "a", "z": "a", "group": "frame9"},
        ]
    }
)


def test_each_layer_is_who_it_was_in_the_group_in_which_it_was() -> None:
    kept = lessened(DRAWN, 3)
    assert [layer.id for layer in kept.layers] == ["a", "b", "c"]
    again = given_back(kept, former(DRAWN, kept))
    assert [(layer.id, layer.group) for layer in again.layers] == [("b", "frame9"), ("frame9", None), ("a", "frame9")]
    assert Drawing.model_validate(again.model_dump()) == again


def test_where_ids_are_as_they_were_nothing_is_kept() -> None:
    assert former(DRAWN, DRAWN) is None
    assert given_back(DRAWN, None) == DRAWN
    assert former(Drawing(), Drawing()) is None
