"""A card of a board and what can be said of it, for tests of the rules about cards."""

from datetime import UTC, datetime, timedelta
from typing import Any

from models.rules.board_rules import BoardRule
from models.rules.card_facts import CardFacts, Move, Said
from models.rules.folding import about_card, fold
from models.rules.work import Account, Change, Folded

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
CARD = "69a80000" + "c" * 16
BOARD, OTHER_BOARD = "b" * 24, "e" * 24
TODO, DONE, SHIPPED = "1" * 24, "2" * 24, "3" * 24
FIELD = "f" * 24
RULE = BoardRule(done=(DONE, SHIPPED))
NAMES = {TODO: "To do", DONE: "Done", SHIPPED: "Shipped"}


def member(number: int, login: str) -> Account:
    return Account(provider="trello", external_id=f"{number:024x}", login=login, trust="old")


ADA, BOB, CYD = member(1, "ada"), member(2, "bob"), member(3, "cyd")


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def mark(minutes: float, salt: int = 0) -> str:
    return f"{int(minutes * 60) + 10**6:016x}{salt:08x}"


def said(minutes: float, by: Account | None = None, /, home: str = BOARD, **words: Any) -> CardFacts:
    """That, by an action of that minute. `member_ada=True` speaks of a member."""
    told = {name: Said(at=at(minutes), mark=mark(minutes), value=value, by=by) for name, value in words.items()}
    ticks = (told["ticked"],) if "ticked" in told else ()
    return CardFacts(home=home, said=told, ticks=ticks)


def about(kind: str, account: Account, minutes: float, value: bool = True) -> CardFacts:
    one = Said(at=at(minutes), mark=mark(minutes), value=value, by=account)
    return CardFacts(home=BOARD, said={f"{kind}:{account.external_id}": one})


def moved(minutes: float, to: str, by: Account | None = CYD, home: str = BOARD) -> CardFacts:
    move = Move(at=at(minutes), mark=mark(minutes), list_id=to, list_name=NAMES.get(to, ""), by=by)
    return CardFacts(home=home, moves=(move,))


def snapshot(minutes: float, **words: Any) -> CardFacts:
    told = {name: Said(at=at(minutes), value=value) for name, value in words.items()}
    return CardFacts(home=BOARD, said=told)


def change(facts: CardFacts, overheard: bool = False) -> Change:
    return about_card(CARD, facts, overheard)


def heard(*facts: CardFacts, rule: BoardRule | None = RULE) -> Folded:
    item: Folded | None = None
    for one in facts:
        item = fold(item, change(one), rule)
    assert item is not None
    return item
