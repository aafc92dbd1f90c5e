"""What is due and what stands come in; the lines by which exactly what is due stands go out, for ledger.py to write."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.db import rows
from models.implying import Key, Part, Piece
from models.rules import points
from models.rules.deed_words import back, judgement
from models.rules.points import Price, Trace
from models.rules.weighing import JUDGED

COUNTED_ANEW = "other work of the same time came, went or changed, and the tariff has limits"


@dataclass(frozen=True)
class Live:
    """A line that nothing has taken back. `key`: the deed's that it pays; `judged`: the step in which somebody said
    what this one piece of work is worth."""

    id: int
    key: Key
    points: int
    happened_at: datetime
    discipline: str | None
    judged: Trace | None


_LIVE = """
SELECT e.id, e.item_id, coalesce(e.earner_id, e.person_id), e.kind, e.points, e.happened_at, e.discipline,
  jsonb_path_query_first(e.trace, '$[*] ? (@.rule like_regex "^(JUDGED)$")')
FROM entry e
WHERE e.item_id = ANY(%s) AND e.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = e.id)
ORDER BY e.id
""".replace("JUDGED", "|".join(JUDGED))


def live(items: Iterable[int]) -> dict[Key, list[Live]]:
    """The lines of these work items that stand."""
    wanted, found = list(items), dict[Key, list[Live]]()
    for id_, *key, paid, at, about, step in rows(_LIVE, wanted) if wanted else ():
        item, earner, kind = key
        one = Live(id_, (item, earner, kind), paid, at, about, Trace.model_validate(step) if step else None)
        found.setdefault(one.key, []).append(one)
    return found


@dataclass(frozen=True)
class Balance:
    """All that the lines are made from. `pieces`: the work that is settled; `parts`: what was done in it and beside it;
    `prices`: what was priced; `changed`: deeds that are not as they were; `anew`: why all is counted again, if so."""

    pieces: Mapping[int, Piece]
    parts: Mapping[Key, Part]
    prices: Mapping[Key, Price | None]
    changed: Collection[Key]
    anew: str | None = None

    def lines(self, standing: Mapping[Key, list[Live]]) -> list[dict[str, Any]]:
        """Reversing lines and new ones, deed by deed; with the `earner`, whom ledger.py makes the person of now."""
        found: list[dict[str, Any]] = []
        for key in sorted(standing.keys() | self.prices.keys()):
            if key in self.prices or (key[0] in self.pieces and key not in self.parts):
                found += self._of_deed(key, standing.get(key, []))
        return found

    def _of_deed(self, key: Key, standing: list[Live]) -> list[dict[str, Any]]:
        price = self.prices.get(key)
        kept = next((one for one in standing if price and self._pays(one, price)), None)
        found = [self._reversal(one) for one in standing if one is not kept]
        return found if price is None or kept else [*found, self._line(self.parts[key], price)]

    def _pays(self, one: Live, price: Price) -> bool:
        due = self.parts[one.key].due
        same = (one.points, one.happened_at, one.discipline) == (price.points, due.happened_at, due.discipline)
        return same and _gist(one.judged) == _gist(points.judged(price.trace))

    def _line(self, part: Part, price: Price) -> dict[str, Any]:
        return self._common(part.key, part.piece) | {
            "points": price.points,
            "reason": price.words,
            "tariff_version": part.by.version,
            "happened_at": part.due.happened_at,
            "discipline": part.due.discipline,
            "trace": [step.model_dump(mode="json") for step in price.trace],
        }

    def _reversal(self, one: Live) -> dict[str, Any]:
        piece = self.parts[one.key].piece if one.key in self.parts else self.pieces[one.key[0]]
        return self._common(one.key, piece) | {
            "points": -one.points,
            "reason": self._why_back(one, piece),
            "reverses": one.id,
            "happened_at": one.happened_at,
            "discipline": one.discipline,
        }

    def _why_back(self, one: Live, piece: Piece) -> str:
        part = self.parts.get(one.key)
        told = self.anew
        if told is None and part is not None and part.due.refused is not None:
            told = part.due.refused.words
        if told is None and part is not None and one.key not in self.changed:
            told = self._judgement(one, piece)
        return back(one.points, told) if told else points.reversal_reason(piece.folded, one.key[2], one.points)

    def _judgement(self, one: Live, piece: Piece) -> str | None:
        price = self.prices.get(one.key)
        now = points.judged(price.trace) if price else None
        if _gist(one.judged) == _gist(now):
            return COUNTED_ANEW
        return judgement(piece.folded, now.rule) if now else None

    def _common(self, key: Key, piece: Piece) -> dict[str, Any]:
        item, earner, kind = key
        return {"item": item, "earner": earner, "kind": kind, "project": piece.project, "url": piece.folded.work.url}


def _gist(step: Trace | None) -> tuple[object, ...]:
    """What another line is needed for, even when its points are the same: whose word they are, and how sure."""
    return (step.rule, step.points, step.given is not None and step.given.provisional) if step else ()
