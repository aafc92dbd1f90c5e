"""models/rules/card_facts.py: whatever is said of a card, in any order, as often as it likes, ends in one truth."""

from functools import reduce
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules import card_facts
from models.rules.board_rules import BoardRule
from models.rules.card_facts import MOST_MOVES, MOST_OF_A_KIND, CardFacts, Move, Said, join
from models.rules.folding import fold, refold
from models.rules.work import Folded
from tests.models.rules.card_story import (
    ADA,
    BOARD,
    BOB,
    CARD,
    CYD,
    DONE,
    FIELD,
    OTHER_BOARD,
    RULE,
    SHIPPED,
    TODO,
    about,
    at,
    change,
    heard,
    moved,
    snapshot,
)

FEW, ANY = settings(max_examples=60, deadline=None), settings(max_examples=200, deadline=None)
people = st.sampled_from([ADA, BOB, CYD])
minutes = st.integers(0, 4)
marks = st.sampled_from(["", "a" * 24, "b" * 24])
values = {
    "title": st.sampled_from(["Mend", "(5) Mend", "Mend (2)"]),
    "archived": st.booleans(),
    "ticked": st.booleans(),
    "board": st.sampled_from([BOARD, OTHER_BOARD]),
    "list": st.sampled_from([TODO, DONE]),
    "members": st.just(True),
    "labels": st.just(True),
    "active": minutes.map(lambda one: at(one).isoformat()),
    "created": st.just(True),
    f"member:{ADA.external_id}": st.booleans(),
    f"label:{FIELD}": st.none() | st.just("bug"),
    f"field:{FIELD}": st.none() | st.just("3"),
    f"seen:{BOB.external_id}": st.just(True),
}


@st.composite
def words(draw: st.DrawFn) -> CardFacts:
    """One hearing: an action's, or a snapshot's, as a board tells them."""
    when, mark, who = at(draw(minutes)), draw(marks), draw(st.none() | people)
    names = draw(st.lists(st.sampled_from(sorted(values)), max_size=4, unique=True))
    told = {name: Said(at=when, mark=mark, value=draw(values[name]), by=who) for name in names}
    moves = [Move(at=when, mark=mark, list_id=draw(st.sampled_from([TODO, DONE, SHIPPED])), by=who)] if mark else []
    return CardFacts(
        home=BOARD,
        said=told,
        moves=tuple(moves if draw(st.booleans()) else ()),
        ticks=(told["ticked"],) if "ticked" in told and mark else (),
        gone=draw(st.sampled_from([False] * 9 + [True])),
    )


histories = st.lists(words(), min_size=1, max_size=8)
rules = st.sampled_from([None, RULE, BoardRule(done=(TODO,), ticked=False), BoardRule(points="field", field=FIELD)])


def folded(history: list[CardFacts], rule: BoardRule | None = RULE) -> Folded:
    return heard(*history, rule=rule)


@ANY
@given(st.data(), histories)
def test_every_order_and_repetition_ends_equal(data: st.DataObject, history: list[CardFacts]) -> None:
    echoes = data.draw(st.lists(st.sampled_from(history), max_size=5))
    assert folded(data.draw(st.permutations(history + echoes))) == folded(history)


@ANY
@given(histories, histories, histories)
def test_it_does_not_matter_what_was_heard_together(one: Any, two: Any, three: Any) -> None:
    a, b, c = (reduce(join, part) for part in (one, two, three))
    assert join(join(a, b), c) == join(a, join(b, c)) == join(join(c, a), b)
    assert join(a, a) == join(a, join(a, a))
    assert join(a, b).model_dump_json() == join(b, a).model_dump_json()


@FEW
@given(histories, rules, rules)
def test_another_rule_makes_the_work_anew_as_if_it_had_always_been(history: Any, was: Any, is_now: Any) -> None:
    assert refold(folded(history, was), is_now) == folded(history, is_now)


@FEW
@given(histories)
def test_a_card_survives_being_stored_as_json(history: list[CardFacts]) -> None:
    stored = Folded.model_validate_json(folded(history[:-1] or history).model_dump_json())
    assert fold(stored, change(history[-1]), RULE) == fold(folded(history[:-1] or history), change(history[-1]), RULE)


@FEW
@given(st.data(), st.integers(1, 3))
def test_a_flood_is_bounded_and_still_a_join(data: st.DataObject, parts: int) -> None:
    crowd = [ADA.model_copy(update={"external_id": f"{n:024x}"}) for n in range(MOST_OF_A_KIND + 9)]
    many = [about("member", one, n % 7) for n, one in enumerate(crowd)]
    many += [moved(n % 90, DONE if n % 2 else TODO) for n in range(MOST_MOVES + 30)]
    whole = reduce(join, many)
    shuffled = data.draw(st.permutations(many))
    groups = [reduce(join, shuffled[at_::parts]) for at_ in range(parts)]
    assert reduce(join, groups) == whole
    assert (len(whole.said), len(whole.moves)) == (MOST_OF_A_KIND, MOST_MOVES)


@FEW
@given(histories, histories)
def test_two_boards_of_one_card_know_the_same_whoever_heard_first(mine: Any, other: Any) -> None:
    here, there = folded(mine), folded([one.model_copy(update={"home": OTHER_BOARD}) for one in other])
    assert here.card is not None and there.card is not None
    both = refold(here, RULE, there.card)
    assert refold(both, RULE, there.card) == both
    assert both == folded([*mine, *(card_facts.elsewhere(one) for one in other)])


def test_of_one_moment_the_action_wins_over_the_snapshot() -> None:
    action = CardFacts(said={"title": Said(at=at(1), mark="a" * 24, value="By hand")})
    for order in ((action, snapshot(1, title="As seen")), (snapshot(1, title="As seen"), action)):
        assert heard(*order).work.title == "By hand"


def test_a_comment_alone_earns_nothing_until_something_else_is_heard() -> None:
    comment = change(about("seen", BOB, 2), overheard=True)
    item = fold(None, comment, RULE)
    assert item.overheard and item.work.witnesses == (BOB.external_id,)
    assert not fold(item, change(moved(1, DONE)), RULE).overheard
    assert not fold(fold(None, change(moved(1, DONE)), RULE), comment, RULE).overheard


def test_a_card_that_was_kept_is_known_by_the_time_of_the_newest_word() -> None:
    item = heard(moved(1, TODO), moved(7, DONE))
    assert item.stamps == {"state": (int(at(7).timestamp() * 1_000_000), 0, 0, "")}
    assert (item.work.kind, item.work.external_id) == ("card", CARD)
