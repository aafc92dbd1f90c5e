"""Nothing comes in; libcairo and a font are there afterwards, with which badges are drawn as PNG."""

from __future__ import annotations

import packages
import system
from progress import Failed, Missing, say, works

DEBIAN = ("libcairo2", "fonts-dejavu-core")


def ready() -> None:
    """The machine's own, else Debian's packages. Raises Missing with the command that would install them."""
    if not works(str(packages.PYTHON), "-c", "import cairocffi"):
        system.install("Badges are drawn as PNG with libcairo", *DEBIAN)


def offer() -> None:
    """The same, but everything else works without it."""
    try:
        ready()
    except (Missing, Failed) as problem:
        say(f"• {problem} (Until then pictures for social pages are missing.)")
