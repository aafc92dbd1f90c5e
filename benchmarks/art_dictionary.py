"""Prints how small drawings become with a new dictionary, and writes it: python -m benchmarks.art_dictionary NUMBER

It is trained on the built-in templates, drawings made from them, and icons as paths. What is in the repository stays
for ever, for what was packed with it; a new one gets the next number, which goes into packing.NEWEST.
"""

import sys
from pathlib import Path
from random import Random
from statistics import mean

from benchmarks.synthetic_badges import drawings, icon_names
from models import templates
from models.art import shelf
from models.rules.art.drawing import Drawing
from models.rules.art.packing import canonical, packed, trained
from models.rules.art.small_drawing import lessened

FOLDER = Path(__file__).parent.parent / "models" / "rules" / "art" / "dictionaries"
SIZE = 64_000
DRAWINGS, ICONS = 1_500, 600


def main(number: int) -> None:
    dictionary = trained(samples(), SIZE)
    kept = [lessened(template.drawing, 1) for template in templates.built_in().values()]
    fresh = list(drawings(300, seed=99))
    for words, some in (("templates", kept), ("free drawings that it did not see", fresh)):
        sizes = [mean(len(packed(one, dic, number).body) for one in some) for dic in (b"", dictionary)]
        print(f"{words}: {mean(len(canonical(one)) for one in some):.0f} bytes, {sizes[0]:.0f}, {sizes[1]:.0f} with it")
    target = FOLDER / f"{number}.zdict"
    if target.exists():
        raise SystemExit(f"{target.name} is there already, and what was packed with it needs it: take the next number.")
    target.write_bytes(dictionary)
    print(f"{target}: {len(dictionary)} bytes")


def samples() -> list[bytes]:
    """What is alike in all that will be kept."""
    ours = [canonical(lessened(template.drawing, 1)) for template in templates.built_in().values()]
    return [*ours * 5, *(canonical(one) for one in drawings(DRAWINGS, seed=1)), *_icons()]


def _icons() -> list[bytes]:
    random, library = Random(2), shelf.shared()
    names = random.sample(icon_names(), ICONS)
    drawn = [library.icon(name) or () for name in names]
    layers = [[_layer(number, d) for number, d in enumerate(paths)] for paths in drawn]
    return [canonical(lessened(Drawing.model_validate({"layers": one}), 2)) for one in layers]


def _layer(number: int, d: str) -> dict[str, object]:
    return {"kind": "path", "id": f"p{number}", "z": "V", "d": d, "line": "#000000", "line_width": 2}


if __name__ == "__main__":
    main(int(sys.argv[1]))
