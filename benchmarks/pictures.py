"""What drawing a badge costs, in the drawing process and as whoever asks feels it, beside resvg on the same SVGs; and
how alike cairosvg, resvg and Chromium draw them; and how fast flat badges are made, beside badge-maker. Nothing is kept
between two drawings: each is in a process of its own, which has loaded fonts and icons, knows the outlines of built-in
templates, and has drawn one of them; words, colours and icons are new each time, and of a free drawing all is.
"""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from benchmarks.chromium import draw_all
from benchmarks.studio_drawings import studio_drawing
from benchmarks.synthetic_badges import chosen
from benchmarks.table import percentile, show
from models import templates
from models.art import drawn
from models.art.alike import likeness
from models.art.pen import Pen
from models.rules.art.drawing import Drawing, Given
from models.rules.art.flat import flat
from models.rules.art.wish import Wish

RIVALS = Path(__file__).parent / "rivals"
SIZES, ALIKE = (64, 256, 1024), (64, 128, 256, 512, 1024)
TIMES = 5
"""How often each is drawn."""
PAUSE = 0.12
"""Seconds between two, in which the desk makes the next process ready as it does between two visitors."""
FREE = 16
FLAT = 200_000
Costs = dict[str, list[float]]


def main() -> None:
    drawings = {ref: found.drawing for ref, found in templates.built_in().items()}
    with tempfile.TemporaryDirectory(prefix="codebadge-bench-") as folder:
        _write(Path(folder), drawings)
        rival = _resvg(Path(folder))
        show(
            f"A PNG of {len(drawings)} templates, ms: p50 / p99 of {TIMES} each",
            ["pixels", "CPU, drawing", "CPU of resvg", "as asked, isolated", "resvg, in its process"],
            [_costs(size, drawings, rival) for size in SIZES],
        )
        show(
            f"The same of {FREE} free drawings, which begin with none of the outlines that are known",
            ["pixels", "CPU, drawing", "as asked, isolated"],
            [[size, _both(found["cpu"]), _both(found["wall"])] for size in SIZES for found in [_ours(size, _free())]],
        )
        show(
            "SSIM of the same badge: least / mean",
            ["pixels", "cairosvg, resvg", "cairosvg, Chromium", "resvg, Chromium"],
            _alike(Path(folder), drawings),
        )
    show("Flat badges", ["", "a second"], _flat())


def _write(folder: Path, drawings: dict[str, Drawing]) -> None:
    for ref, drawing in drawings.items():
        for size in sorted({*SIZES, *ALIKE}):
            svg = drawn.svg(drawing, Wish(size=size))
            (folder / f"{ref}@{size}.svg").write_bytes(svg)
            (folder / f"{ref}@{size}.cairosvg.png").write_bytes(drawn.of_svg(svg.decode(), "png", size, size))


def _resvg(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = _node("draw.mjs", str(folder), str(TIMES))
    return found


def _costs(size: int, drawings: dict[str, Drawing], rival: dict[str, Any]) -> list[object]:
    ours = _ours(size, _worded(drawings))
    theirs = [rival[f"{ref}@{size}"] for ref in drawings]
    return [
        size,
        _both(ours["cpu"]),
        _both([one for found in theirs for one in found["cpu"]]),
        _both(ours["wall"]),
        _both([one for found in theirs for one in found["wall"]]),
    ]


def _ours(size: int, drawings: Iterable[tuple[Drawing, Given]]) -> Costs:
    """`cpu` is what the process of one drawing computes, from the drawing to the PNG."""
    pen = Pen("benchmarks.timed_tasks")
    found: Costs = {"cpu": [], "wall": []}
    for drawing, parameters in drawings:
        wish = {"size": size, "given": parameters}
        given = {"drawing": drawing.model_dump(mode="json"), "wish": wish, "format": "png"}
        time.sleep(PAUSE)
        began = time.perf_counter()
        told = pen.ask("draw", given | {"width": size, "height": size}).told
        found["wall"].append((time.perf_counter() - began) * 1000)
        found["cpu"].append(told["cpu"])
    pen.close()
    return found


def _worded(drawings: dict[str, Drawing]) -> Iterator[tuple[Drawing, Given]]:
    """Each some times, with other words, colours and icons."""
    random = Random(8)
    for drawing in drawings.values():
        for _ in range(TIMES):
            yield drawing, chosen(random, drawing)


def _free() -> Iterator[tuple[Drawing, Given]]:
    for number in range(FREE * TIMES):
        yield studio_drawing(Random(number)), {}


def _alike(folder: Path, drawings: dict[str, Drawing]) -> list[list[object]]:
    engines = ["cairosvg", "resvg", "chromium"] if draw_all(folder) else ["cairosvg", "resvg"]
    rows: list[list[object]] = []
    for size in ALIKE:
        row: list[object] = [size]
        for pair in combinations(engines, 2):
            found = [
                likeness(*((folder / f"{ref}@{size}.{engine}.png").read_bytes() for engine in pair)).ssim
                for ref in drawings
            ]
            row.append(f"{min(found):.4f} / {mean(found):.4f}")
        rows.append(row + ["–"] * (4 - len(row)))
    return rows


def _flat() -> list[list[object]]:
    rival = _node("flat.mjs", str(FLAT // 10))
    for number in range(500):
        flat("points", str(number))
    began = time.perf_counter()
    for number in range(FLAT):
        flat("points", str(number))
    ours = FLAT / (time.perf_counter() - began)
    return [["ours", ours], ["badge-maker", rival["rate"]], ["times as many", ours / rival["rate"]]]


def _node(program: str, *words: str) -> Any:
    node = shutil.which("node")
    assert node and (RIVALS / "node_modules").is_dir(), "`make bench` installs the rivals; by hand: npm ci in rivals/"
    ran = subprocess.run([node, program, *words], cwd=RIVALS, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


def _both(values: list[float]) -> str:
    return f"{percentile(values, 0.5):.1f} / {percentile(values, 0.99):.1f}"


if __name__ == "__main__":
    main()
