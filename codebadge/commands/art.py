"""Commands that draw badges without a server, for whoever makes one: from a file or a template to a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast, get_args

import click
from pydantic import ValidationError

from models import templates
from models.art import cleaned, drawn
from models.errors import Invalid
from models.rules.art.drawing import Drawing, Given
from models.rules.art.wish import LARGEST, SCALES, SMALLEST, Format, Theme, Wish

FORMATS = get_args(Format)
FLAGS = {"yes": True, "no": False}


@click.group()
def badge() -> None:
    """Draw badges."""


@badge.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--template", metavar="SLUG", help="A built-in template, instead of a file.")
@click.option("--size", type=click.IntRange(SMALLEST, LARGEST), default=512, show_default=True, help="Pixels.")
@click.option("--scale", type=click.Choice([str(one) for one in SCALES]), default="1", help="Times the size.")
@click.option("--theme", type=click.Choice(get_args(Theme)), default="light", show_default=True)
@click.option("--level", type=click.IntRange(1, 20), default=1, show_default=True)
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="A parameter; a flag is yes or no.")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help=".svg, .png, .webp")
def render(
    file: Path | None,
    template: str | None,
    size: int,
    scale: str,
    theme: Theme,
    level: int,
    values: tuple[str, ...],
    output: Path,
) -> None:
    """Draw FILE, a drawing as JSON or an SVG, or a built-in template.

    An SVG is cleaned first, as if somebody had sent it to us.
    """
    if (file is None) == (template is None):
        raise click.UsageError(f"Give a FILE or one of these templates: {', '.join(templates.built_in())}.")
    kind = cast(Format, output.suffix[1:].lower())
    if kind not in FORMATS:
        raise click.BadParameter(f"must end in one of {', '.join(f'.{one}' for one in FORMATS)}", param_hint="-o")
    wish = Wish(size=size * int(scale), theme=theme, level=level)
    if file is not None and file.suffix.lower() == ".svg":
        picture = _foreign(file.read_bytes(), wish.size, kind)
    else:
        drawing = templates.find(None, str(template)).drawing if file is None else _read(file)
        picture = drawn.picture(drawing, wish.model_copy(update={"given": _given(drawing, values)}), kind)
    output.write_bytes(picture)
    click.echo(f"{output}: {len(picture):,} bytes")


def _foreign(body: bytes, size: int, kind: Format) -> bytes:
    """As wide or high as the size, whichever of the two is longer."""
    found = cleaned.cleaned(body)
    for one in found.removed:
        click.echo(f"removed: {one.what}, {one.where}", err=True)
    longest = max(found.width, found.height)
    width, height = (max(1, round(size * edge / longest)) for edge in (found.width, found.height))
    return drawn.of_svg(found.svg, kind, width, height)


def _read(file: Path) -> Drawing:
    """A drawing, or a file of a template, which has one."""
    try:
        told = json.loads(file.read_bytes())
        return Drawing.model_validate(told.get("drawing", told) if isinstance(told, dict) else told)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise Invalid(f"{file.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except ValueError as wrong:
        raise Invalid(f"{file.name} is no JSON: {wrong}") from None


def _given(drawing: Drawing, values: tuple[str, ...]) -> Given:
    kinds = {one.name: one.kind for one in drawing.parameters}
    given: Given = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or name not in kinds:
            raise click.BadParameter(
                f"must be NAME=VALUE, where NAME is one of: {', '.join(kinds)}", param_hint="--set"
            )
        if kinds[name] == "flag" and text not in FLAGS:
            raise click.BadParameter(f"{name} must be yes or no", param_hint="--set")
        given[name] = FLAGS[text] if kinds[name] == "flag" else text
    return given
