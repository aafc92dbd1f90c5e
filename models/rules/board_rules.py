"""What an admin says of a board comes in, checked: which lists are done, and where a card says what it is worth."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from models.rules.accounts import Value

Remote = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$", strict=True)]
"""Trello's ids of lists, fields, boards, cards and members: 24 hexadecimal digits."""


class BoardRule(Value):
    """A card is done while it lies in one of the `done` lists (by id: lists are renamed), and, if `ticked`, while its
    due date is ticked off. `points`: a human says what it is worth in the custom field `field`, or in its title,
    "(5) Mend the lamp"; a label always may."""

    done: tuple[Remote, ...] = Field(default=(), max_length=50)
    ticked: bool = True
    points: Literal["field", "title", "label"] = "title"
    field: Remote | None = None

    @model_validator(mode="after")
    def _has_sense(self) -> Self:
        if (self.points == "field") != (self.field is not None):
            raise ValueError("Name the custom field that holds the points, and only then.")
        if not self.done and not self.ticked:
            raise ValueError("Name at least one list in which cards are done.")
        return self
