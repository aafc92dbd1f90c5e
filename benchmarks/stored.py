"""What badges take where they are kept: 10,000 synthetic ones of 20 templates in every form, and how small minifiers
make SVGs that still look the same: `python -m benchmarks.stored`.
"""

import gzip
import json
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import mean

import psycopg2
import zstandard
from scour import scour

from benchmarks.packed_badge import binary
from benchmarks.studio_drawings import studio_drawing
from benchmarks.synthetic_badges import Made, badges, drawings, twenty
from benchmarks.table import show
from codebadge import engines as embedded
from models import db, engines, migrate, settings
from models.art import shelf
from models.art.alike import ANY, Likeness, Pixels
from models.art.smallest import _compared, _drawn, smallest
from models.artworks import _dictionary
from models.rules.art.drawing import Drawing, Given
from models.rules.art.minifying import minified
from models.rules.art.packing import NEWEST, canonical, packed
from models.rules.art.small_drawing import lessened
from models.rules.art.svg import svg
from models.rules.art.wish import Wish

BADGES, DRAWN, LEARNT = 10_000, 300, 900
"""How many there are; of how many SVGs are drawn, because drawing all would take an hour; on how many a dictionary is
trained, none of which is measured."""
BY_HAND = 60
DICTIONARY = 64_000
ROOT = Path(__file__).parent.parent
RIVALS = ROOT / "benchmarks" / "rivals"


def main() -> None:
    made = list(badges(BADGES))
    show(f"Bytes per badge, {BADGES:,} badges of {len(twenty())} templates", ["kept as", "bytes"], _of_templates(made))
    for words, drawn_on in (("coloured and named anew", False), ("drawn on, a third of it moved", True)):
        fresh, others = (list(drawings(count, seed, drawn_on)) for count, seed in ((DRAWN, 500), (LEARNT, 501)))
        show(f"Bytes per free drawing, {words}", ["kept as", "bytes"], _free(fresh, others))
    fresh, others = ([*map(_by_hand, numbers)] for numbers in (range(BY_HAND), range(1_000, 1_000 + LEARNT)))
    show("Bytes per free drawing, begun in the studio with nothing", ["kept as", "bytes"], _free(fresh, others))
    show(
        "Bytes left by minifiers; passing: SSIM ≥ .999, ≤ .1 % of pixels off, mean error ≤ .25 at 64, 256, 1024 px",
        ["SVGs", "ours, gated", "scour", "passing", "SVGO", "passing"],
        [row for name, found in _collections() if (row := _ratios(name, found))],
    )


def _of_templates(made: list[Made]) -> list[tuple[str, object]]:
    random = Random(3)
    shown, learnt = random.sample(made, DRAWN), random.sample(made, LEARNT)
    raw = [_svg(one) for one in shown]
    small = [minified(one).encode() for one in raw]
    plain = [minified(_svg(Made(number, {}))).encode() for number in range(len(twenty()))]
    said = [_json(one.given) for one in made]
    rows: list[tuple[str, object]] = [
        ("SVG as drawn", _mean(one.encode() for one in raw)),
        ("SVG minified", _mean(small)),
        ("SVG minified, gzip each", _mean(gzip.compress(one, 9) for one in small)),
        (
            "SVG minified, zlib with the template's SVG as dictionary",
            _mean(_zlib(one, plain[badge.template]) for one, badge in zip(small, shown, strict=True)),
        ),
        (
            "SVG minified, zstd with a trained dictionary",
            _trained([minified(_svg(one)).encode() for one in learnt], small),
        ),
        ("template and parameters as JSON text", 1 + _mean(said)),
        *_in_postgres(made),
        ("template and parameters as JSON, zstd with a trained dictionary", 1 + _trained(said[:2_000], said[2_000:])),
        ("template and parameters, packed binary", _mean(binary(one) for one in made)),
    ]
    return rows


def _free(fresh: list[Drawing], others: list[Drawing]) -> list[tuple[str, object]]:
    small = [minified(_of(one)).encode() for one in fresh]
    learnt = [minified(_of(one)).encode() for one in others]
    return [
        ("SVG as drawn", _mean(_of(one).encode() for one in fresh)),
        ("SVG minified", _mean(small)),
        ("SVG minified, gzip each", _mean(gzip.compress(one, 9) for one in small)),
        ("SVG minified, zstd with a trained dictionary", _trained(learnt, small)),
        ("our drawing, minified, as JSON", _mean(canonical(one) for one in fresh)),
        (
            "our drawing as it is kept (artwork.body)",
            _mean(packed(one, _dictionary(NEWEST), NEWEST).body for one in fresh),
        ),
    ]


def _by_hand(number: int) -> Drawing:
    return lessened(studio_drawing(Random(number)), 1)


def _svg(made: Made) -> str:
    return _of(twenty()[made.template], made.given)


def _of(drawing: Drawing, given: Given | None = None) -> str:
    return svg(drawing, Wish(size=512, given=given or {}), shelf.shared())


def _mean(values: Iterable[bytes]) -> float:
    return mean(len(value) for value in values)


def _json(given: Given) -> bytes:
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode()


def _zlib(plain: bytes, dictionary: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15, zdict=dictionary[-32_768:])
    return packer.compress(plain) + packer.flush()


def _trained(learnt: list[bytes], shown: list[bytes]) -> float:
    """With the dictionary's own bytes shared out among all the badges."""
    size = min(DICTIONARY, sum(map(len, learnt)) // 8)
    dictionary = zstandard.train_dictionary(size, learnt, level=19)
    bare = zstandard.ZstdCompressionParameters.from_level(
        19, format=zstandard.FORMAT_ZSTD1_MAGICLESS, write_content_size=False, write_checksum=False, write_dict_id=False
    )
    packer = zstandard.ZstdCompressor(dict_data=dictionary, compression_params=bare)
    return _mean(packer.compress(one) for one in shown) + len(dictionary.as_bytes()) / BADGES


def _in_postgres(made: list[Made]) -> list[tuple[str, object]]:
    """As design_version keeps it: the column by itself, and the row with all else that it says."""
    with tempfile.TemporaryDirectory(prefix="codebadge-bench-") as folder, embedded.running(folder) as urls:
        away = {"CODEBADGE_DATABASE_URL": urls.database, "CODEBADGE_REDIS_URL": urls.redis}
        engines.connect(settings.load(settings.inherited() | away))
        migrate.run()
        db.database.close_all()
        with psycopg2.connect(urls.database) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE kept (LIKE design_version INCLUDING ALL)")
            for number, one in enumerate(made, 1):
                cursor.execute(
                    "INSERT INTO kept VALUES (%s, %s, %s, 1, %s, md5(%s), '', 'ana', 1, now())",
                    (number, number, one.template, _json(one.given).decode(), str(number)),
                )
            cursor.execute(
                "SELECT avg(pg_column_size(parameters)), avg(pg_column_size(kept.*)), pg_relation_size('kept'), "
                "pg_indexes_size('kept') FROM kept"
            )
            column, row, heap, indexes = cursor.fetchone() or (0, 0, 0, 0)
        connection.close()
    return [
        ("parameters as jsonb, the column in PostgreSQL", float(column)),
        ("the whole row of design_version, and its place in the table", f"{row:.0f} … {heap / BADGES:.0f}"),
        ("its indexes", float(indexes / BADGES)),
    ]


def _collections() -> Iterable[tuple[str, list[str]]]:
    yield "our badges at 512 px", [_svg(Made(number, {})) for number in range(len(twenty()))]
    yield "our badges at 64 px", [svg(one, Wish(size=64), shelf.shared()) for one in twenty()]
    yield "badges of the demo", [file.read_text() for file in sorted((ROOT / "static" / "badges").glob("*.svg"))]
    icons = ROOT / "static" / "node_modules" / "@tabler" / "icons" / "icons"
    yield "Tabler's icons, 100 of them", _some(icons.glob("*/*.svg"), 100)
    with tempfile.TemporaryDirectory(prefix="codebadge-bench-") as folder:
        yield "OpenMoji, 50 of them", _openmoji(Path(folder))


def _openmoji(folder: Path) -> list[str]:
    """Out of its npm package, which is not installed: it is 67 MB. Nothing when it cannot be had."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), "openmoji@17"]
    if subprocess.run(command, cwd=RIVALS, capture_output=True, check=False).returncode:
        return []
    with tarfile.open(next(folder.glob("*.tgz"))) as packed_files:
        packed_files.extractall(folder, filter="data")
    return _some(folder.glob("package/color/svg/*.svg"), 50)


def _some(files: Iterable[Path], count: int) -> list[str]:
    found = sorted(files)
    return [file.read_text() for file in Random(4).sample(found, min(count, len(found)))]


def _ratios(name: str, svgs: list[str]) -> list[object]:
    """Bytes left, and the part of the rival's SVGs that pass the gate; nothing for what is not installed."""
    if not svgs:
        return []
    before = sum(len(one.encode()) for one in svgs)
    ours = sum(len(smallest(one)[0].encode()) for one in svgs)
    row: list[object] = [f"{name} ({before / len(svgs):,.0f} bytes)", f"{ours / before:.2f}"]
    for rival in (lambda: [_scoured(one) for one in svgs], lambda: _svgo(svgs)):
        made = rival()
        passing = mean(_passes(one, other) for one, other in zip(svgs, made, strict=True))
        row += [f"{sum(len(one.encode()) for one in made) / before:.2f}", f"{passing:.0%}"]
    return row


def _scoured(text: str) -> str:
    found: str = scour.scourString(text)
    return found.strip()


def _svgo(svgs: list[str]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="codebadge-bench-") as folder:
        for number, one in enumerate(svgs):
            (Path(folder) / f"{number}.svg").write_text(one)
        told = subprocess.run(["node", "shrink.mjs", folder], cwd=RIVALS, capture_output=True, text=True, check=True)
    made = json.loads(told.stdout)
    return [made[f"{number}.svg"] for number in range(len(svgs))]


def _passes(one: str, other: str) -> bool:
    before: Callable[[int], Pixels] = lambda size: _drawn(one, size, 1)  # noqa: E731
    found: Likeness = _compared(other, before, 1, ANY)
    return found.passes


if __name__ == "__main__":
    main()
