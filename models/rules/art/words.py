"""A greatest length comes in; the type of such words goes out, as drawings hold them: perhaps none, or some lines."""

from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints

from models.rules.texts import showable


def words(most: int) -> Any:
    """Text of at most so many characters, perhaps none; line breaks stay."""
    return Annotated[str, StringConstraints(strict=True, max_length=most), AfterValidator(showable)]


Words40 = words(40)
Words60 = words(60)
Words80 = words(80)
Words200 = words(200)
Words300 = words(300)
Words500 = words(500)
Markup = words(200_000)
