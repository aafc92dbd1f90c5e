"""Commands that draw badges without a server, for whoever makes one: from a file or a template to a picture."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import cast, get_args

import click
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from models import templates
from models.art import cleaned, drawn, minified
from models.errors import Invalid, Refusal
from models.rules.art.drawing import Drawing, Given
from models.rules.art.wish import LARGEST, PIXELS, SCALES, SMALLEST, Format, Theme, Wish

FORMATS = get_args(Format)
FLAGS = {"yes": True, "no": False}


@click.group()
def badge() -> None:
    """Draw badges, and make pictures small."""


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
    if size * int(scale) > PIXELS:
        raise click.BadParameter(f"times --scale is {PIXELS} pixels at most", param_hint="--size")
    wish = Wish(size=size * int(scale), theme=theme, level=level)
    if file is not None and file.suffix.lower() == ".svg":
        picture = _foreign(file.read_bytes(), wish.size, kind)
    else:
        drawing = templates.find(None, str(template)).drawing if file is None else _read(file)
        picture, boxed = drawn.looked_at(drawing, wish.model_copy(update={"given": _given(drawing, values)}), kind)
        if boxed:
            click.echo(f"No font has {', '.join(boxed)}: drawn as empty boxes.", err=True)
    output.write_bytes(picture)
    click.echo(f"{output}: {len(picture):,} bytes")


@badge.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="Where the one FILE's SVG goes.")
@click.option("--in-place", is_flag=True, help="Write each FILE anew.")
def minify(files: tuple[Path, ...], output: Path | None, in_place: bool) -> None:
    """Say how small each SVG becomes while it looks the same, and how alike it then is.

    Each is cleaned first, as if somebody had sent it to us; what is refused is left as it is.
    """
    if output and (in_place or len(files) > 1):
        raise click.UsageError("-o is for one FILE, and not together with --in-place.")
    table = Table("file", "before", "after", "left", "SSIM", "off", "error", "made by", box=None)
    refused = 0
    for file in files:
        body = file.read_bytes()
        try:
            found = minified.minified_svg(cleaned.cleaned(body).svg)
        except Refusal as refusal:
            refused += 1
            click.echo(f"{file.name} is refused: {refusal}", err=True)
            continue
        table.add_row(file.name, f"{len(body):,}", f"{found.after:,}", f"{found.after / len(body):.2f}", *_told(found))
        target = output or (file if in_place else None)
        if target:
            target.write_text(found.svg)
    if table.row_count:
        Console(width=None if sys.stdout.isatty() else 120).print(table)
    if refused:
        raise click.exceptions.Exit(1)


def _told(found: minified.MinifiedSvg) -> tuple[str, ...]:
    if found.ssim is None or found.off is None or found.mean is None:
        return "", "", "", "not compared: libcairo is missing"
    return f"{found.ssim:.5f}", f"{found.off:.3%}", f"{found.mean:.3f}", found.way


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
