"""Names of Debian packages come in; they are installed, or one line says the command that would."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from progress import Missing, step, works

APT = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "-q"]


def install(why: str, *packages: str) -> None:
    """Raises Missing where apt is absent or we may not use it."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Missing(f"{why}: please install {names} with your system's package manager, then try again.")
    if not may_install():
        raise Missing(f"{why}. Please run: sudo apt-get install -y {names}")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    step("Refreshing the list of system packages", [*sudo, *APT, "update"])
    step(f"Installing {names} with apt", [*sudo, *APT, "install", "-y", "--no-install-recommends", *packages])


def may_install() -> bool:
    """As root, or with a sudo that asks no password."""
    return os.geteuid() == 0 or works("sudo", "-n", "true")


def distribution() -> str:
    """`debian`, `ubuntu`, … or an empty word."""
    release = Path("/etc/os-release")
    lines = release.read_text().splitlines() if release.exists() else []
    return next((line[3:].strip('"') for line in lines if line.startswith("ID=")), "")
