"""Files come in; whether a step was done with exactly these contents comes out. The unchanged costs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from progress import ROOT

STAMPS = ROOT / ".venv" / "stamps"


def digest(files: Iterable[Path], *more: str) -> str:
    """One mark for the names and contents of the files and for the further words."""
    sums = hashlib.sha256("\0".join(more).encode())
    for file in sorted(files):
        sums.update(f"\0{file.relative_to(ROOT)}\0".encode())
        sums.update(hashlib.sha256(file.read_bytes()).digest())
    return sums.hexdigest()


def fresh(name: str, mark: str) -> bool:
    """Whether the step of that name was last finished with this mark."""
    file = STAMPS / name
    return file.exists() and file.read_text() == mark


def done(name: str, mark: str) -> None:
    """Remember it. Called only after the step ended well."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(mark)
