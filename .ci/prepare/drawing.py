"""Nothing comes in; libcairo is there afterwards, with which badges are drawn as PNG. Their fonts come by npm."""

from __future__ import annotations

import packages
import system
from progress import Failed, Missing, say, works

DEBIAN = ("libcairo2",)


def ready() -> None:
    """The machine's own, else Debian's packages. Raises Missing with the command that would install them."""
    if not works(str(packages.PYTHON), "-c", "import cairocffi"):
        system.install("Badges are drawn as PNG with libcairo", *DEBIAN)


def offer() -> None:
    """The same, but everything else works without it."""
    try:
        ready()
    except (Missing, Failed) as problem:
        say(f"• {problem} (Until then there are SVGs, but no PNGs.)")
