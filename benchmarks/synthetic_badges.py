"""A seed comes in; badges as organisations make them go out: of templates with parameters, and free drawings."""

import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any, NamedTuple

from models import templates
from models.art import shelf
from models.rules.art.drawing import Drawing, Given
from models.rules.art.packing import canonical
from models.rules.art.small_drawing import lessened

TEMPLATES = 20
# fmt: off
WORDS = (
    "First", "Night", "Bug", "Code", "Docs", "Review", "Release", "Merge", "Issue", "Test", "Speed", "Security",
    "Design", "Parser", "Kernel", "Cloud", "Data", "Mobile", "Green", "Golden", "Silent", "Brave", "Early",
    "Steady", "Rapid", "Kind", "Curious", "Tireless", "Open", "Deep", "Bright", "Little", "Grand",
)
# fmt: on
# fmt: off
WHO = (
    "hunter", "keeper", "owl", "mentor", "hero", "pilot", "guard", "builder", "breaker", "smith", "reader",
    "writer", "runner", "finder", "wizard", "captain", "friend", "gardener", "doctor", "scout", "master", "maker",
    "helper", "painter", "sailor", "ranger",
)
# fmt: on
SHAPES = (
    "M-{a} 0a{a} {a} 0 1 0 {b} 0a{a} {a} 0 1 0 -{b} 0z",
    "M-{a} -{a}h{b}v{b}h-{b}z",
    "M0 -{a}L{a} {a}L-{a} {a}Z",
    "M0 -{b}C{a} -{b} {b} -{a} {b} 0C{b} {a} {a} {b} 0 {b}C-{a} {b} -{b} {a} -{b} 0C-{b} -{a} -{a} -{b} 0 -{b}Z",
)


class Made(NamedTuple):
    """Of which of the templates, and what was set."""

    template: int
    given: Given


@cache
def twenty() -> tuple[Drawing, ...]:
    """The built-in templates, and so many recoloured ones that there are twenty."""
    ours = [template.drawing for _, template in sorted(templates.built_in().items())]
    random = Random(20)
    more = [own(random, ours[number]) for number in range(max(0, TEMPLATES - len(ours)))]
    return tuple([*ours, *more][:TEMPLATES])


def badges(count: int, seed: int = 7) -> Iterator[Made]:
    """What admins choose: a title always, an icon mostly, colours often."""
    random = Random(seed)
    all_ = twenty()
    for _ in range(count):
        template = random.randrange(len(all_))
        yield Made(template, chosen(random, all_[template]))


def chosen(random: Random, drawing: Drawing) -> Given:
    """What an admin sets of its parameters."""
    return {
        one.name: _chosen(random, one.kind, icon_names())
        for one in drawing.parameters
        if one.kind == "text" or random.random() < {"icon": 0.9, "color": 0.6, "flag": 0.3}[one.kind]
    }


def _chosen(random: Random, kind: str, icons: tuple[str, ...]) -> str | bool:
    if kind == "text":
        return title(random)
    if kind == "flag":
        return random.random() < 0.5
    return random.choice(icons) if kind == "icon" else color(random)


def title(random: Random) -> str:
    """Two words, or three with a number."""
    words = f"{random.choice(WORDS)} {random.choice(WHO)}"
    return f"{words} {random.choice((5, 10, 25, 50, 100))}" if random.random() < 0.2 else words


def color(random: Random) -> str:
    return f"#{random.randrange(1 << 24):06x}"


@cache
def icon_names() -> tuple[str, ...]:
    """Of the library that is drawn from."""
    return tuple(sorted(shelf.shared()._icons._outline))


def drawings(count: int, seed: int = 11, drawn_on: bool = True) -> Iterator[Drawing]:
    """Free drawings: begun from one of the twenty, with other words and colours, and perhaps drawn on."""
    random = Random(seed)
    for _ in range(count):
        yield own(random, random.choice(twenty()), drawn_on)


def own(random: Random, drawing: Drawing, drawn_on: bool = True) -> Drawing:
    """Other words and colours; `drawn_on`: some layers are gone, moved, or new, too."""
    said: dict[str, Any] = json.loads(canonical(drawing))
    said["title"], said["alt"] = title(random), f"A badge that says {title(random)}"
    said["parameters"] = said.get("parameters", [])
    said["colors"] = {name: color(random) for name in said.get("colors", {})}
    said["layers"] = _drawn_on(random, said["layers"]) if drawn_on else said["layers"]
    return lessened(Drawing.model_validate_json(json.dumps(said)), 1)


def _drawn_on(random: Random, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    layers = [layer for layer in before if layer["kind"] == "group" or random.random() < 0.85]
    for layer in layers:
        if random.random() < 0.3:
            layer["x"] = round(layer.get("x", 256) + random.uniform(-20, 20), 2)
            layer["y"] = round(layer.get("y", 256) + random.uniform(-20, 20), 2)
    return layers + [_new(random, number) for number in range(random.randrange(4))]


def _new(random: Random, number: int) -> dict[str, Any]:
    place = {"id": f"new{number}", "z": f"z{number + 1}", "x": random.randrange(512), "y": random.randrange(512)}
    kind = random.randrange(3)
    if kind == 0:
        return place | {"kind": "icon", "icon": random.choice(icon_names()), "line": color(random), "size": 96}
    if kind == 1:
        return place | {"kind": "text", "text": title(random), "fill": color(random), "size": 32, "width": 300}
    size = random.randrange(10, 120)
    return place | {"kind": "path", "d": random.choice(SHAPES).format(a=size, b=2 * size), "fill": color(random)}
