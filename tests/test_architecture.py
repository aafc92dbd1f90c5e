"""The laws of ARCHITECTURE.md that a program can hold: who imports whom, and who may wait, read or name what."""

import ast
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(path for room in ("models", "workers", "server", "codebadge") for path in (ROOT / room).rglob("*.py"))
STDLIB = sys.stdlib_module_names
IO_MODULES = {"socket", "subprocess", "http", "sqlite3", "threading", "asyncio", "random", "secrets", "os"}

# Law 2 and the glossary of homes: what a module names, and the only places that may.
HOMES = {
    "socketio": ("server/live/", "server/app.py"),
    "engineio": ("server/live/", "server/app.py"),
    "rq": ("models/queues.py", "workers/"),
    "aiohttp": ("server/",),
    "httpx": ("server/oauth.py", "workers/outgoing.py", "workers/talking.py"),
    "aiosmtplib": ("server/mail.py", "workers/mailing.py"),
    "gidgethub": ("models/sources/github_rest.py", "workers/access.py"),
    "river": ("models/rules/estimating/scout.py", "models/rules/estimating/drift.py"),
    "numpy": (
        "models/rules/estimating/index.py",
        "models/rules/estimating/neighbours.py",
        "models/rules/estimating/past.py",
        "models/art/",
    ),
    "cairocffi": ("models/art/",),
    "cairosvg": ("models/art/raster.py",),
    "uharfbuzz": ("models/art/",),
    "fontTools": ("models/art/",),
    "bidi": ("models/art/",),
    "PIL": ("models/art/",),
    "scour": ("models/art/",),
    "zstandard": ("models/rules/art/packing.py",),
    "peewee": ("models/",),
    "playhouse": ("models/db.py", "models/migrate.py"),
    "click": ("codebadge/",),
    "rich": ("codebadge/",),
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _under(prefix: str) -> list[Path]:
    return [path for path in CODE if _name(path).startswith(prefix)]


@pytest.mark.parametrize("path", _under("models/rules/") + _under("models/sources/"), ids=_name)
def test_the_ground_floor_has_no_input_output_clock_or_chance(path: Path) -> None:
    for name in _imports(path):
        top = name.split(".")[0]
        downwards = name == "models" or name.startswith(("models.errors", "models.rules", "models.sources"))
        at_home = _name(path) in HOMES.get(top, ())
        assert top in STDLIB or top == "pydantic" or downwards or at_home, f"{_name(path)} imports {name}"
        assert top not in IO_MODULES, f"{_name(path)} imports {name}"
    source = path.read_text()
    for clock in ("datetime.now", "date.today", "time.time", "utcnow", "perf_counter", "open("):
        assert clock not in source.replace("urlopen(", ""), f"{_name(path)} says {clock}"


def test_rules_do_not_look_up_to_sources() -> None:
    for path in _under("models/rules/"):
        assert not [name for name in _imports(path) if name.startswith("models.sources")], _name(path)


@pytest.mark.parametrize(
    ("room", "strangers"),
    [
        ("models/", ("server", "workers", "codebadge")),
        ("workers/", ("server", "codebadge")),
        ("server/", ("workers", "codebadge")),
    ],
)
def test_rooms_import_downwards_only(room: str, strangers: tuple[str, ...]) -> None:
    for path in _under(room):
        for name in _imports(path):
            assert name.split(".")[0] not in strangers, f"{_name(path)} imports {name}"


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_named_only_at_home(library: str) -> None:
    for path in CODE:
        if any(name.split(".")[0] == library for name in _imports(path)):
            assert _name(path).startswith(HOMES[library]), f"{_name(path)} imports {library}"


def test_only_the_server_waits() -> None:
    waiting = (ast.Await, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith)
    for path in CODE:
        if not _name(path).startswith("server/"):
            nodes = ast.walk(ast.parse(path.read_text()))
            assert not [node for node in nodes if isinstance(node, waiting)], _name(path)


def test_only_settings_reads_the_environment() -> None:
    for path in CODE:
        if _name(path) != "models/settings.py":
            source = path.read_text()
            for word in ("os.environ", "os.getenv", "getenv("):
                assert word not in source, f"{_name(path)} says {word}"


def test_nothing_imports_the_command_line() -> None:
    for path in CODE:
        if not _name(path).startswith("codebadge/"):
            assert not [name for name in _imports(path) if name.split(".")[0] == "codebadge"], _name(path)


def test_jobs_are_dotted_names_that_exist() -> None:
    from importlib import import_module

    from models.queues import JOBS

    for dotted in JOBS.values():
        module, _, function = dotted.rpartition(".")
        assert callable(getattr(import_module(module), function))


def test_the_web_process_does_not_load_the_learning_library() -> None:
    heavy = (
        *("river", "numpy", "scipy", "models.learning.pupils", "models.learning.steps"),
        *("cairosvg", "PIL", "uharfbuzz", "fontTools", "rq.worker"),
    )
    loaded = f"import sys, server.app; print(sorted(m for m in {heavy} if m in sys.modules))"
    found = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() in ("[]", "['rq.worker']")


def test_every_module_begins_with_a_sentence() -> None:
    for path in CODE:
        docstring = ast.get_docstring(ast.parse(path.read_text()))
        if path.read_text().strip():
            assert docstring and docstring.splitlines()[0].rstrip().endswith((".", ":")), _name(path)


def test_names_that_say_nothing_are_not_used() -> None:
    for path in CODE:
        assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}, _name(path)


def test_files_can_be_read_in_a_sitting() -> None:
    long = {_name(path): count for path in CODE if (count := len(path.read_text().splitlines())) > 250}
    assert not long


def test_the_map_names_every_file_by_its_first_sentence() -> None:
    namespace = runpy.run_path(str(ROOT / "docs" / "map.py"))
    written = namespace["written"]((ROOT / "ARCHITECTURE.md").read_text())
    assert written == namespace["rendered"](), "run: python docs/map.py"
