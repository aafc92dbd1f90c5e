"""The code's first sentences come in; the map in ARCHITECTURE.md goes out."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
START, END = "<!-- map -->\n", "<!-- /map -->"
ROOMS = (
    "models/rules",
    "models/rules/patterns",
    "models/rules/estimating",
    "models/sources",
    "models",
    "models/learning",
    "models/commands",
    "workers",
    "server",
    "server/api",
    "server/api/native",
    "server/api/plain",
    "server/api/pathfinder",
    "server/api/accounts",
    "server/live",
    "codebadge",
    "codebadge/commands",
    "benchmarks",
    "benchmarks/points",
)


def rendered() -> str:
    """The map as it should stand."""
    return "\n".join(f"### `{room}/`\n\n{_room(ROOT / room)}\n" for room in ROOMS)


def written(page: str) -> str:
    """The map as it stands."""
    return page.split(START)[1].split(END)[0]


def _room(folder: Path) -> str:
    lines = [
        f"- `{path.relative_to(ROOT).as_posix()}` {sentence}"
        for path in sorted(folder.glob("*.py"))
        if (sentence := _first_line(path))
    ]
    return "\n".join(lines)


def _first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text())) or ""
    return docstring.split("\n")[0]


if __name__ == "__main__":
    page = PAGE.read_text()
    PAGE.write_text(page.replace(START + written(page) + END, START + rendered() + END))
