"""The tables of routes and commands come in; the list of endpoints in rest.md and of commands in live.md goes out."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from models.commands import COMMANDS  # noqa: E402
from models.rules import roles  # noqa: E402
from server.api.dialects import DIALECTS  # noqa: E402
from server.api.openapi import open_path  # noqa: E402
from server.api.routes import Dialect, Route  # noqa: E402
from server.api.shapes import MAYBE, Shapes  # noqa: E402


def endpoints() -> str:
    """The list of every endpoint, surface by surface."""
    return "\n".join(f"### {one.title} (`{one.prefix}`)\n\n{_table(one)}\n" for one in DIALECTS)


def commands() -> str:
    """The list of every command of the admin socket."""
    shapes = Shapes()
    for command in COMMANDS.values():
        shapes.want(command.arguments, "validation")
    shapes.make()
    lines = []
    for name, command in COMMANDS.items():
        arguments = " ".join(f"`{one}`" for one in _fields(shapes.whole(command.arguments, "validation")))
        lines.append(f"| `{name}` | {arguments} | {roles.NAMES['plain'][roles.least(command.needs)]} |")
    return "\n".join(["| command | arguments | least role |", "|---|---|---|", *lines]) + "\n"


PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "docs/rest.md": ("endpoints", endpoints),
    "docs/live.md": ("commands", commands),
}


def written(page: str, name: str) -> str:
    """A list as it stands."""
    return page.split(f"<!-- {name} -->\n")[1].split(f"<!-- /{name} -->")[0]


def _table(dialect: Dialect) -> str:
    shapes = Shapes()
    for route in dialect.routes:
        shapes.want(route.gives, "serialization")
        shapes.want(route.takes, "validation")
        shapes.want(route.query, "validation")
    shapes.make()
    lines = [_line(dialect, route, shapes) for route in sorted(dialect.routes, key=lambda one: open_path(one.path))]
    return "\n".join(["| request | who | takes | gives |", "|---|---|---|---|", *lines])


def _line(dialect: Dialect, route: Route, shapes: Shapes) -> str:
    query = [f"`?{name.rstrip(MAYBE)}`" for name in _fields(shapes.whole(route.query, "validation"))]
    body = [f"`{name}`" for name in _fields(shapes.whole(route.takes, "validation"))]
    gives = " ".join(f"`{name}`" for name in _given(shapes.whole(route.gives, "serialization")))
    gives = gives or ("" if route.media == "application/json" else f"`{route.media.partition(';')[0]}`")
    status = "" if route.status == 200 else f"{route.status} "
    request = f"`{route.method} {open_path(route.path)}`"
    return f"| {request} | {_who(dialect, route)} | {' '.join(query + body)} | {status}{gives} |"


def _who(dialect: Dialect, route: Route) -> str:
    if route.needs in (None, "self"):
        return "everybody" if route.needs is None else "signed in"
    return roles.NAMES[dialect.ladder][roles.least(route.needs, dialect.ladder)]


def _given(schema: dict[str, Any]) -> list[str]:
    """The names; of an envelope, those inside."""
    names = schema.get("properties", {})
    inner = names.get("data", {}).get("properties", {})
    return [one for name in names for one in ([f"data.{key}" for key in inner] if name == "data" and inner else [name])]


def _fields(schema: dict[str, Any]) -> list[str]:
    """The names; a question mark stands behind those that may be left out."""
    needed = schema.get("required", [])
    return [name if name in needed else name + MAYBE for name in schema.get("properties", {})]


if __name__ == "__main__":
    for file, (name, render) in PARTS.items():
        page = (ROOT / file).read_text()
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        (ROOT / file).write_text(page.replace(start + written(page, name) + end, start + render() + end))
