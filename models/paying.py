"""What people did comes in; what each deed is worth goes out, limits of the tariff counted in; ledger.py writes it.

Without limits each piece of work is priced by itself. With limits (a cap, a cool-down …) all that somebody did in the
same weeks under the same tariff is priced together: that bounds what an event costs, whatever came before.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from models import deeds, implying
from models.db import rows
from models.implying import Key, Part
from models.rules import deeds as rules
from models.rules import points
from models.rules.points import Price, Weighed
from models.tariffs import Book, InForce


class Stir(NamedTuple):
    """A deed under that tariff came, went or changed."""

    earner: int
    by: InForce
    deed: rules.Deed


class Neighbour(NamedTuple):
    """Another deed of the same weeks: as it stands, and its part as the tariff has it now."""

    deed: rules.Deed
    part: Part


class Priced(NamedTuple):
    """By key, for every deed that was priced: its Price, None when it is worth no entry. `beside`: of other work."""

    prices: dict[Key, Price | None]
    beside: dict[Key, Neighbour]

    @property
    def parts(self) -> dict[Key, Part]:
        """Of other work."""
        return {key: one.part for key, one in self.beside.items()}


def price(organization_id: int, parts: Mapping[Key, Part], stirred: Iterable[Stir], book: Book) -> Priced:
    """Prices of all parts without limits, and of all that stands beside what was stirred. The locks are held."""
    free = [part for part in parts.values() if not points.is_limited(part.by.tariff)]
    priced = Priced({}, {})
    for by, mine in _groups(free):
        priced.prices.update(_of_group(mine, by, "UTC"))
    spans = [one for one in stirred if points.is_limited(one.by.tariff)]
    if spans:
        zone = _zone(organization_id)
        for stretch in _stretches(spans, zone):
            _price_stretch(organization_id, stretch, parts, book, zone, priced)
    return priced


class _Stretch(NamedTuple):
    """Weeks of one person under one tariff, and what lies before them that still has an effect."""

    earner: int
    by: InForce
    before: datetime
    start: datetime
    end: datetime


def _groups(parts: Iterable[Part]) -> Iterable[tuple[InForce, list[Part]]]:
    """What one person did under one tariff."""
    found: dict[tuple[int, int], tuple[InForce, list[Part]]] = {}
    for part in parts:
        found.setdefault((part.earner, part.by.id), (part.by, []))[1].append(part)
    return found.values()


def _of_group(mine: Sequence[Part], by: InForce, zone: str) -> dict[Key, Price | None]:
    found = points.price([Weighed(key=part.key, due=part.due) for part in mine], by.tariff, zone)
    return {part.key: found.get(part.key) for part in mine}


def _zone(organization_id: int) -> str:
    [(zone,)] = rows("SELECT time_zone FROM organization WHERE id = %s", organization_id)
    return str(zone)


def _stretches(stirred: Iterable[Stir], zone: str) -> list[_Stretch]:
    """Weeks that touch each other are one."""
    found: list[_Stretch] = []
    for one in sorted(_spans(stirred, zone), key=lambda one: (one.earner, one.by.id, one.start)):
        last = found[-1] if found else None
        if last and (last.earner, last.by.id) == (one.earner, one.by.id) and one.start <= last.end:
            found[-1] = last._replace(end=max(last.end, one.end))
        else:
            found.append(one)
    return found


def _spans(stirred: Iterable[Stir], zone: str) -> Iterable[_Stretch]:
    for earner, by, deed in stirred:
        start, end = points.span(by.tariff, deed.happened_at, zone)
        yield _Stretch(earner, by, start - points.context(by.tariff), start, end)


def _price_stretch(
    organization_id: int, stretch: _Stretch, parts: Mapping[Key, Part], book: Book, zone: str, priced: Priced
) -> None:
    beside = _beside(organization_id, stretch, {part.piece.id for part in parts.values()}, book)
    group = [one.part for one in beside.values()] + [
        part
        for part in parts.values()
        if (part.earner, part.by.id) == (stretch.earner, stretch.by.id)
        and stretch.before <= part.due.happened_at < stretch.end
    ]
    for key, found in _of_group(group, stretch.by, zone).items():
        happened_at = beside[key].part.due.happened_at if key in beside else parts[key].due.happened_at
        if happened_at >= stretch.start:
            priced.prices[key] = found
            if key in beside:
                priced.beside[key] = beside[key]


_BESIDE = f"""
SELECT i.id, i.project_id, i.state, e.said, e.ruling, {", ".join("d." + one for one in deeds.COLUMNS.split(", "))}
FROM deed d JOIN work_item i ON i.id = d.item_id LEFT JOIN estimate e ON e.item_id = i.id
WHERE d.organization_id = %s AND d.person_id = (
    WITH RECURSIVE up AS (
        SELECT id, merged_into_id FROM person WHERE id = %s
        UNION ALL SELECT p.id, p.merged_into_id FROM up JOIN person p ON p.id = up.merged_into_id
    ) SELECT id FROM up WHERE merged_into_id IS NULL)
  AND d.happened_at >= %s AND d.happened_at < %s AND d.earner_id = %s AND d.refused IS NULL AND d.item_id <> ALL(%s)
ORDER BY d.id
"""


def _beside(organization_id: int, stretch: _Stretch, settled: Iterable[int], book: Book) -> dict[Key, Neighbour]:
    """What else the person did there, as far as it counts by this tariff."""
    earner, by, before, _, end = stretch
    found = rows(_BESIDE, organization_id, earner, before, end, earner, list(settled))
    standing = {(row[0], earner, str(row[7])): deeds.value(row[5:]) for row in found}
    pieces = {row[0]: implying.piece(*row[:5]) for row in found}
    drafts = implying.drafts(organization_id, list(pieces.values()), book)
    mine = implying.parts(drafts, implying.earners(drafts))
    return {
        key: Neighbour(deed, mine[key])
        for key, deed in standing.items()
        if key in mine and mine[key].by.id == by.id and mine[key].due.happened_at == deed.happened_at
    }
