"""A design comes in; a version of it goes out that never changes, for badges and awards to show."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from peewee import BigIntegerField, CharField, IntegerField

from models import artworks, designs
from models.artworks import Artwork
from models.audit import Actor
from models.db import Instant, Json, Record, database, link, rows
from models.designs import Design, Drawn
from models.errors import Invalid, NotFound

TRIES = 3
"""How often a design is minified because somebody drew on it meanwhile; then it is kept as it was."""


class DesignVersion(Record):
    """A design as it was. `key`: 32 hex digits of SHA-256 of artwork and parameters, the picture's address."""

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

    class Meta:
        indexes = ((("design", "number"), True),)


DesignVersion.add_index(DesignVersion.index(DesignVersion.key, name="design_version_key"))


class _Moved(Exception):
    """Somebody drew on the design while it was minified."""


def publish(design: Design, words: str, by: Actor, now: datetime) -> tuple[DesignVersion, bool]:
    """(the design's next version, True), or (the newest, False) when nothing has changed since.

    Raises Invalid without an alternative text, and what the pen raises.
    """
    for tried in range(1, TRIES + 1):
        seen = designs.find(design.organization_id, design.id)
        artwork, given = _prepared(seen, now)
        try:
            # The lock goes with the savepoint: nobody waits for the pen, and artworks always come before designs.
            with database.atomic():
                return _kept(seen, artwork, given, words, by, now, tried == TRIES)
        except _Moved:
            continue
    raise AssertionError("the last try keeps what it saw")


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


def by_key(key: str) -> DesignVersion:
    """Any version with that picture: they all look alike. Raises NotFound."""
    found: DesignVersion | None = DesignVersion.select().where(DesignVersion.key == key).first()
    if found is None:
        raise NotFound("There is no such picture.")
    return found


def image(key: str, level: int = 1) -> str:
    """The address of the picture, which may be kept for ever."""
    return f"/img/art/{key}.svg" + (f"?level={level}" if level > 1 else "")


def keys(ids: Iterable[int | None]) -> dict[int, str]:
    """The keys of these versions; mostly there is none."""
    wanted = [one for one in ids if one]
    return dict(rows("SELECT id, key FROM design_version WHERE id = ANY(%s)", wanted)) if wanted else {}


def _prepared(design: Design, now: datetime) -> tuple[Artwork, dict[str, Any]]:
    drawing, given = designs.drawn(design)
    if not drawing.alt.strip():
        raise Invalid("alt: say in words what is seen, for those who do not see it.")
    known = {parameter.name for parameter in drawing.parameters}
    artwork = artworks.keep(drawing, now) if designs.is_free(design) else design.artwork
    return artwork, {name: value for name, value in given.items() if name in known}


def _kept(
    seen: Design, artwork: Artwork, given: dict[str, Any], words: str, by: Actor, now: datetime, anyway: bool
) -> tuple[DesignVersion, bool]:
    design = designs.find(seen.organization_id, seen.id, lock=True, light=True)
    if not anyway and (design.seq, design.artwork_id) != (seen.seq, seen.artwork_id):
        raise _Moved
    key = _key(artwork, given)
    last = newest([design.id]).get(design.id)
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
    )
    return made, True


def _key(artwork: Artwork, given: dict[str, Any]) -> str:
    told = f"{artwork.digest} {json.dumps(given, sort_keys=True, ensure_ascii=False)}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
