"""Groups of projects of one organisation come in; models that begin with what the others taught go out.

The histories have no dates, so a project is taken to begin when the others are over: an organisation adds a project.
"""

from collections.abc import Sequence

from benchmarks.points.model import Product
from benchmarks.points.reading import History
from models.rules.estimates import Model
from models.rules.estimating.values import Issue, cut

MOST = 2_000
"""Lessons of a prior; each of the other projects gives as many, its newest."""

Groups = Sequence[Sequence[str]]


def groups(text: str) -> Groups:
    """`a+b,c+d+e` as ((a, b), (c, d, e))."""
    return [group.split("+") for group in text.split(",") if group]


def prior_of(name: str, group: Sequence[str], histories: dict[str, History]) -> list[tuple[Issue, float]]:
    """What the other projects of the group teach before this one begins. Ends the program for an unknown name."""
    if unknown := set(group) - set(histories):
        raise SystemExit(f"There is no history of {', '.join(sorted(unknown))}.")
    others = [histories[other].lessons for other in group if other != name]
    newest = [lesson for lessons in others for lesson in lessons[-(MOST // len(others)) :]]
    return [(cut(0, issue["title"], issue["description"], issue["labels"]), points) for issue, points in newest]


def with_prior(prior: Sequence[tuple[Issue, float]]) -> Product:
    """The product's model after that."""
    product = Product()
    product.model = Model(prior)
    return product
