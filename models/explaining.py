"""A document comes in that may be a pattern; what it says goes out, in words and part by part, or where it is wrong."""

from datetime import datetime
from typing import Any

from models import naming, pattern_checking
from models.badges import Badge
from models.rules.patterns import language, verdicts, wording
from models.rules.patterns.language import Pattern
from models.rules.patterns.verdicts import Circumstances, Tree
from models.rules.work import Value
from models.tenants import Organization


class Explained(Value):
    """A pattern in words. `tree`: as it stands for somebody who has done nothing; `pattern`: the document in full."""

    words: tuple[str, ...]
    tree: Tree
    pattern: dict[str, Any]


def explain(organization: Organization, given: dict[str, Any], now: datetime) -> Explained:
    """Raises Invalid, with a path and a sentence."""
    pattern = checked(organization, given)
    names = naming.of_patterns(organization.id, [pattern])
    nothing = [0] * len(language.leaves(pattern))
    return Explained(
        words=tuple(wording.words(pattern, names)),
        tree=verdicts.tree(pattern, nothing, Circumstances(now=now), names=names),
        pattern=pattern.model_dump(mode="json"),
    )


def checked(organization: Organization, given: dict[str, Any], badge: Badge | None = None) -> Pattern:
    """The pattern, if `badge` (a new one, if None) could have it. Raises Invalid, with a path and a sentence."""
    pattern = language.read(given)
    pattern_checking.check(organization, pattern, badge)
    return pattern
