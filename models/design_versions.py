"""A design comes in; a version of it goes out that never changes, for badges and awards to show."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from peewee import BigIntegerField, CharField, IntegerField, TextField

from models import ahead, artworks, designs
from models.artworks import Artwork
from models.audit import Actor
from models.db import Instant, Json, Record, link, rows
from models.designs import Design, Drawn
from models.errors import Invalid, NotFound
from models.rules.art import layer_ids
from models.rules.art.wish import RENDERER


class DesignVersion(Record):
    """A design as it was. `key`: 32 hex digits of SHA-256 of artwork and parameters, the picture's address.
    `layer_ids`: what its layers were called while it was drawn, where the artwork has shorter ids."""

    design_id: int
    artwork_id: int
    design = link(Design)
    artwork = link(Artwork)
    number = IntegerField()
    parameters = Json()
    key = CharField(max_length=32)
    words = CharField(max_length=500)
    by = CharField(max_length=200)
    by_person_id = BigIntegerField(null=True)
    made_at = Instant()
    layer_ids = TextField(null=True)

    class Meta:
        indexes = ((("design", "number"), True),)


DesignVersion.add_index(DesignVersion.index(DesignVersion.key, name="design_version_key"))


def publish(design: Design, words: str, by: Actor, now: datetime) -> tuple[DesignVersion, bool]:
    """(the design's next version, True), or (the newest, False) when nothing has changed since. The caller has locked
    the design. Who draws while the pen is asked is in it, unless they never stop: then it is as it was a moment ago.

    Raises Invalid without an alternative text, and what the pen raises.
    """
    seen = ahead.steady(("design", design.id), design)
    artwork, given = _small(seen, now)
    key, last = _key(artwork, given), newest([design.id]).get(design.id)
    if last is not None and last.key == key:
        return last, False
    made: DesignVersion = DesignVersion.create(
        design=design,
        artwork=artwork,
        number=last.number + 1 if last else 1,
        parameters=given,
        key=key,
        words=words,
        by=by.name,
        by_person_id=by.person,
        made_at=now,
        layer_ids=layer_ids.former(designs.drawn(seen).drawing, artworks.drawing(artwork.id)),
    )
    return made, True


def newest(ids: list[int]) -> dict[int, DesignVersion]:
    """The last version of each of these designs that has one."""
    query = DesignVersion.select().where(DesignVersion.design.in_(ids or [0]))
    found = query.order_by(DesignVersion.design, DesignVersion.number.desc()).distinct(DesignVersion.design)
    return {version.design_id: version for version in found}


def every(design: Design, limit: int = 200) -> list[DesignVersion]:
    """A design's versions, newest first."""
    mine = DesignVersion.select().where(DesignVersion.design == design)
    return list(mine.order_by(DesignVersion.number.desc()).limit(limit))


def find(design: Design, number: int | None = None) -> DesignVersion:
    """A version by its number, or the newest. Raises NotFound."""
    mine = DesignVersion.select().where(DesignVersion.design == design)
    if number is not None:
        mine = mine.where(DesignVersion.number == number)
    found: DesignVersion | None = mine.order_by(DesignVersion.number.desc()).first()
    if found is None:
        raise NotFound("This design has no such version." if number else "This design has no version yet; keep one.")
    return found


def drawn(version: DesignVersion) -> Drawn:
    """What it shows for ever."""
    return Drawn(artworks.drawing(version.artwork_id), dict(version.parameters))


def redrawn(version: DesignVersion) -> Drawn:
    """The same to draw on: each layer is who it was before it was kept."""
    drawing, given = drawn(version)
    return Drawn(layer_ids.given_back(drawing, version.layer_ids), given)


def by_key(key: str) -> DesignVersion:
    """Any version with that picture: they all look alike. Raises NotFound."""
    found: DesignVersion | None = DesignVersion.select().where(DesignVersion.key == key).first()
    if found is None:
        raise NotFound("There is no such picture.")
    return found


def image(key: str, level: int = 1) -> str:
    """The address of the picture as it is drawn today, which may be kept for ever."""
    return f"/img/art/{key}.svg?v={RENDERER}" + (f"&level={level}" if level > 1 else "")


def keys(ids: Iterable[int | None]) -> dict[int, str]:
    """The keys of these versions; mostly there is none."""
    wanted = [one for one in ids if one]
    return dict(rows("SELECT id, key FROM design_version WHERE id = ANY(%s)", wanted)) if wanted else {}


def _small(design: Design, now: datetime) -> tuple[Artwork, dict[str, Any]]:
    drawing, given = designs.drawn(design)
    if not drawing.alt.strip():
        raise Invalid("alt: say in words what is seen, for those who do not see it.")
    known = {parameter.name for parameter in drawing.parameters}
    artwork = artworks.keep(drawing, now) if designs.is_free(design) else design.artwork
    return artwork, {name: value for name, value in given.items() if name in known}


def _key(artwork: Artwork, given: dict[str, Any]) -> str:
    told = f"{artwork.digest} {json.dumps(given, sort_keys=True, ensure_ascii=False)}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
