"""Nothing comes in; a Chromium that the browser tests can start is there afterwards."""

from __future__ import annotations

import shutil

import packages
import system
from progress import Failed, Missing, step, works
from stamps import digest, done, fresh

# The same names in the same order as tests/browser asks for them.
PROGRAMS = ("chromium", "google-chrome", "google-chrome-stable")
DEBIAN = ("chromium", "chromium-sandbox", "fonts-dejavu-core")


def ready() -> None:
    """The machine's own, else Debian's package, else the one that playwright downloads."""
    if any(shutil.which(name) and works(name, "--version") for name in PROGRAMS):
        return
    if system.distribution() == "debian" and system.may_install():
        system.install("The browser tests need Chromium", *DEBIAN)
    else:
        _download()


def _download() -> None:
    mark = digest([packages.DEVELOPMENT])
    if fresh("chromium", mark):
        return
    libraries = ["--with-deps"] if system.distribution() == "ubuntu" and system.may_install() else []
    command = [str(packages.PYTHON), "-m", "playwright", "install", *libraries, "chromium"]
    try:
        step("Downloading Chromium (170 MB, once)", command)
    except Failed:
        raise Missing("The browser tests need Chromium. Please run: sudo apt-get install -y chromium") from None
    done("chromium", mark)
