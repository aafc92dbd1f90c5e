"""A design of which a version was just made comes in; its steps of long ago go: versions and the audit trail remain.

Whoever has the design open, or comes back within the hour, is told steps one by one; nobody is told a thousand
(studio_looking.CATCH_UP), and what was drawn stands in the design itself.
"""

from models.design_steps import DesignStep
from models.designs import Design

LATEST = 1_000
"""Steps of a design that stay in any case."""


def fold(design: Design) -> int:
    """How many went: those before the latest, all of which the version holds. The caller has locked the design."""
    old = (DesignStep.design == design) & (DesignStep.seq <= design.seq - LATEST)
    return int(DesignStep.delete().where(old).execute())
