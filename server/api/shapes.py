"""Types of bodies and answers come in; JSON schemas go out, all of a document's together, for the two documents."""

from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

Mode = Literal["validation", "serialization"]
Schema = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"
MAYBE = "?"
"""At the end of a key that may be missing."""


class _Schemas(GenerateJsonSchema):
    """What we give is always there, but for what says itself when it is not."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        if self.mode == "serialization" and field["type"] == "model-field":
            return not field.get("serialization_exclude_if")
        return super().field_is_required(field, total)

    def default_schema(self, schema: Any) -> Schema:
        """An empty default only says that it may be left out."""
        made = super().default_schema(schema)
        if made.get("default", "") in ("", None):
            made.pop("default", None)
        return made


class Shapes:
    """Named types first, then their schemas: two types of one name must not meet in a document."""

    def __init__(self) -> None:
        self._wanted: dict[tuple[int, Mode], tuple[Any, TypeAdapter[Any]]] = {}
        self._made: dict[Any, Schema] = {}
        self.definitions: dict[str, Schema] = {}

    def want(self, shape: Any, mode: Mode) -> None:
        """A type, or a dictionary of such, that a schema will be asked for."""
        if isinstance(shape, dict):
            for value in shape.values():
                self.want(value, mode)
        elif shape is not None:
            self._wanted.setdefault((id(shape), mode), (shape, TypeAdapter(shape)))

    def make(self) -> None:
        """All schemas that were wanted."""
        inputs = [(key, key[1], adapter) for key, (_, adapter) in self._wanted.items()]
        made, whole = TypeAdapter.json_schemas(inputs, ref_template=REFERENCE, schema_generator=_Schemas)
        self._made = {key: schema for (key, _), schema in made.items()}
        self.definitions = whole.get("$defs", {})

    def of(self, shape: Any, mode: Mode) -> Schema:
        """The schema of what was wanted."""
        if isinstance(shape, dict):
            return self._object(shape, mode)
        return {} if shape is None else self._made[id(shape), mode]

    def whole(self, shape: Any, mode: Mode) -> Schema:
        """The same, without a reference at its top."""
        found = self.of(shape, mode)
        while "$ref" in found:
            found = self.definitions[found["$ref"].rpartition("/")[2]]
        return found

    def _object(self, shape: dict[str, Any], mode: Mode) -> Schema:
        return {
            "type": "object",
            "properties": {name.rstrip(MAYBE): self.of(value, mode) for name, value in shape.items()},
            "required": [name for name in shape if not name.endswith(MAYBE)],
            "additionalProperties": False,
        }


def like(sample: object) -> Schema:
    """The schema of everything that is built as the sample is."""
    if isinstance(sample, dict):
        properties = {name: like(value) for name, value in sample.items()}
        return {"type": "object", "properties": properties, "required": list(sample), "additionalProperties": False}
    return {"const": sample} if isinstance(sample, bool) else {"type": "string"}
