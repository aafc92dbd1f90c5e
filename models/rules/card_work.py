"""What was heard of a card and what its board's lists mean come in; the fields of its Work go out; work.py folds by it.

Nothing is kept of what a rule made of the facts: another rule makes it anew.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.rules.accounts import Account, ids_in_order, in_order
from models.rules.board_rules import BoardRule
from models.rules.card_facts import CardFacts, Said

ARCHIVED = "archived"
"""The reason of a card that was put away without being done."""
MOST_POINTS = 10_000
EARLIEST = datetime(2011, 1, 1, tzinfo=UTC)
"""No card of Trello's is older."""
_NUMBER = r"([0-9]{1,3}(?:\.[0-9]{1,3})?)"
_LEADING = re.compile(rf"\(\s?{_NUMBER}\s?\)(.*)", re.A | re.S)
_TRAILING = re.compile(rf"(.*)\(\s?{_NUMBER}\s?\)", re.A | re.S)
"""Three digits at most: "Report (2026)" is a year."""
_WHOLE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", re.A)


@dataclass(frozen=True, slots=True)
class _Stay:
    """A time in which a card was done: from then, by somebody, until then (None: it still is)."""

    begin: datetime
    by: Account | None
    until: datetime | None


def fields(external_id: str, facts: CardFacts, rule: BoardRule | None) -> dict[str, Any]:
    """The fields of the card's Work, but for its kind and id. Without a rule no card is ever done."""
    done = _done(facts, rule) if rule else None
    archived = None if done else facts.said.get("archived")
    put_away = archived if archived is not None and archived.value is True else None
    title, points = _valued(facts, rule)
    made = facts.said.get("created")
    return {
        "number": _number(facts),
        "title": title,
        "text": _text(facts, "text"),
        "url": _text(facts, "link") or None,
        "state": "closed" if done or put_away else "open",
        "reason": ARCHIVED if put_away else None,
        "began_at": _began_at(external_id, facts),
        "ended_at": done.begin if done else put_away.at if put_away else None,
        "ended_by": done.by if done else put_away.by if put_away else None,
        "author": made.by if made else None,
        "assignees": in_order(one.by for _, one in _all(facts, "member") if one.value is True and one.by),
        "labels": tuple(sorted({str(one.value) for _, one in _all(facts, "label") if one.value})),
        "lists": _lists(facts),
        "witnesses": ids_in_order(id_ for id_, _ in _all(facts, "seen")),
        "points": points,
    }


def is_away(facts: CardFacts) -> bool:
    """Whether it lies on another board than the one whose card it is kept as."""
    board = facts.said.get("board")
    return facts.home is not None and board is not None and board.value != facts.home


def list_of(facts: CardFacts) -> str | None:
    """The id of the list in which it lies."""
    places = _places(facts)
    return places[-1][1] if places else None


def _done(facts: CardFacts, rule: BoardRule) -> _Stay | None:
    """The last unbroken time in which it was done, in whatever done list and by whatever tick, if that still lasts."""
    stays = [*_stays([(at, id_ in rule.done, by) for at, id_, by in _places(facts)])]
    if rule.ticked:
        stays += _stays([(one.at, one.value is True, one.by) for one in _ticks(facts)])
    lasting = [one for one in stays if one.until is None]
    if not lasting:
        return None
    first = min(lasting, key=lambda one: one.begin)
    for one in sorted(stays, key=lambda one: one.begin, reverse=True):
        if one.until is not None and one.begin < first.begin <= one.until:
            first = one
    return first


def _stays(told: Sequence[tuple[datetime, bool, Account | None]]) -> Iterator[_Stay]:
    """Of what was told in the order of time: since when it was done or not, and by whom."""
    begun: tuple[datetime, Account | None] | None = None
    for at, done, by in told:
        if done and begun is None:
            begun = at, by
        elif not done and begun is not None:
            yield _Stay(*begun, until=at)
            begun = None
    if begun is not None:
        yield _Stay(*begun, until=None)


def _places(facts: CardFacts) -> list[tuple[datetime, str, Account | None]]:
    """Where it lay since when, in the order of time."""
    found = [(one.at, one.mark, one.list_id, one.by) for one in facts.moves]
    snapshot = facts.said.get("list")
    if snapshot is not None:
        at = _true_since(snapshot, facts, [one.at for one in facts.moves])
        found.append((at, snapshot.mark, str(snapshot.value), None))
    found.sort(key=lambda one: one[:3])
    return [(at, list_id, by) for at, _, list_id, by in found]


def _ticks(facts: CardFacts) -> list[Said]:
    """When it was ticked off or not, in the order of time."""
    found, newest = list(facts.ticks), facts.said.get("ticked")
    if newest is not None and not newest.mark:
        at = _true_since(newest, facts, [one.at for one in facts.ticks])
        found.append(newest.model_copy(update={"at": at}))
    return sorted(found, key=lambda one: (one.at, one.mark))


def _true_since(snapshot: Said, facts: CardFacts, told: Sequence[datetime]) -> datetime:
    """Since when at the latest that was so which a snapshot shows: since the card was last changed before it. `told`:
    when actions spoke of it."""
    before = [at for at in told if at <= snapshot.at]
    active = facts.said.get("active")
    try:
        changed_at = datetime.fromisoformat(str(active.value)).astimezone(UTC) if active else snapshot.at
    except (ValueError, OverflowError):
        return snapshot.at
    return changed_at if max(before, default=EARLIEST) < changed_at < snapshot.at else snapshot.at


def _lists(facts: CardFacts) -> tuple[str, ...]:
    """The id and the name of the list in which it lies."""
    places = _places(facts)
    if not places:
        return ()
    here = places[-1][1]
    names = [one.list_name for one in facts.moves if one.list_id == here and one.list_name]
    if not names and (told := facts.said.get("list")) is not None and told.value == here:
        names = [_text(facts, "list_name")]
    return tuple(one for one in (here, names[-1] if names else "") if one)


def _valued(facts: CardFacts, rule: BoardRule | None) -> tuple[str, float | None]:
    """(title, what a human said that it is worth): a number in brackets is no part of the title, if it is one."""
    title = _text(facts, "title")
    if rule is None or rule.points == "label":
        return title, None
    if rule.points == "field":
        told = dict(_all(facts, "field")).get(rule.field or "")
        return title, number(str(told.value)) if told and told.value is not None else None
    if match := _LEADING.fullmatch(title):
        return match[2].strip(), float(match[1])
    if match := _TRAILING.fullmatch(title):
        return match[1].strip(), float(match[2])
    return title, None


def number(text: str) -> float | None:
    """The points that a custom field says."""
    plain = text.strip()
    found = float(plain) if _WHOLE.fullmatch(plain) else None
    return found if found is not None and found <= MOST_POINTS else None


def _began_at(external_id: str, facts: CardFacts) -> datetime:
    """Ids of Trello's begin with the second in which the thing was made."""
    made, born = facts.said.get("created"), datetime.fromtimestamp(0, UTC)
    if re.fullmatch(r"[0-9a-f]{24}", external_id):
        born = datetime.fromtimestamp(int(external_id[:8], 16), UTC)
    if born >= EARLIEST:
        return born
    told = (*(one.at for one in facts.said.values()), *(one.at for one in facts.moves))
    return made.at if made else min(told, default=EARLIEST)


def _number(facts: CardFacts) -> int | None:
    told = facts.said.get("number")
    return told.value if told and isinstance(told.value, int) and not isinstance(told.value, bool) else None


def _text(facts: CardFacts, name: str) -> str:
    told = facts.said.get(name)
    return told.value if told and isinstance(told.value, str) else ""


def _all(facts: CardFacts, kind: str) -> Iterator[tuple[str, Said]]:
    """(id, what was said) of each; a snapshot that shows all of them ends what was said of others before."""
    whole = facts.said.get(f"{kind}s")
    for key, one in facts.said.items():
        if key.startswith(f"{kind}:") and (whole is None or one.at >= whole.at):
            yield key.partition(":")[2], one
