"""models/rules/card_work.py: when a card is done, since when and by whom, and what is said of its worth."""

from datetime import UTC, datetime

import pytest

from models.rules import card_work
from models.rules.board_rules import BoardRule
from models.rules.card_facts import CardFacts, Said
from tests.models.rules.card_story import (
    ADA,
    BOARD,
    BOB,
    CYD,
    DONE,
    FIELD,
    OTHER_BOARD,
    RULE,
    SHIPPED,
    TODO,
    about,
    at,
    heard,
    mark,
    moved,
    said,
    snapshot,
)


def test_it_is_done_while_it_lies_in_a_done_list_since_it_was_moved_there() -> None:
    work = heard(moved(0, TODO, BOB), moved(5, DONE, CYD)).work
    assert (work.state, work.ended_at, work.ended_by, work.reason) == ("closed", at(5), CYD, None)
    assert work.lists == (DONE, "Done")


def test_done_open_done_counts_from_the_last_time() -> None:
    story = [moved(1, DONE, ADA), moved(2, TODO, BOB)]
    assert heard(*story).work.state == "open"
    work = heard(*story, moved(3, SHIPPED, CYD)).work
    assert (work.state, work.ended_at, work.ended_by) == ("closed", at(3), CYD)


def test_from_one_done_list_to_another_is_still_done_since_the_first() -> None:
    work = heard(moved(1, DONE, ADA), moved(2, SHIPPED, BOB)).work
    assert (work.ended_at, work.ended_by, work.lists) == (at(1), ADA, (SHIPPED, "Shipped"))


def test_a_tick_of_its_date_is_done_too_unless_the_board_says_otherwise() -> None:
    story = [moved(0, TODO), said(4, ADA, ticked=True)]
    assert (heard(*story).work.ended_at, heard(*story).work.ended_by) == (at(4), ADA)
    assert heard(*story, rule=BoardRule(done=(DONE,), ticked=False)).work.state == "open"
    assert heard(*story, said(5, BOB, ticked=False)).work.state == "open"


def test_lists_and_ticks_together_are_one_unbroken_time() -> None:
    ticked_while_done = [moved(1, DONE, ADA), said(2, BOB, ticked=True), moved(3, TODO, CYD)]
    assert (heard(*ticked_while_done).work.ended_at, heard(*ticked_while_done).work.ended_by) == (at(1), ADA)
    first_ticked = [said(1, BOB, ticked=True), moved(2, DONE, ADA), said(3, CYD, ticked=False)]
    assert (heard(*first_ticked).work.ended_at, heard(*first_ticked).work.ended_by) == (at(1), BOB)


def test_archived_is_not_completed_and_a_done_card_stays_done_when_it_is_archived() -> None:
    work = heard(moved(1, TODO), said(2, BOB, archived=True)).work
    assert (work.state, work.reason, work.ended_at) == ("closed", "archived", at(2))
    work = heard(moved(1, DONE, ADA), said(2, BOB, archived=True)).work
    assert (work.state, work.reason, work.ended_at, work.ended_by) == ("closed", None, at(1), ADA)
    assert heard(moved(1, TODO), said(2, BOB, archived=True), said(3, BOB, archived=False)).work.state == "open"


def test_without_a_rule_nothing_is_done() -> None:
    assert heard(moved(1, DONE), said(2, ticked=True), rule=None).work.state == "open"


def test_a_snapshot_says_where_it_lies_since_the_card_was_last_changed() -> None:
    seen = snapshot(60, list=DONE, list_name="Done", active=at(10).isoformat())
    work = heard(seen).work
    assert (work.state, work.ended_at, work.ended_by, work.lists) == ("closed", at(10), None, (DONE, "Done"))
    # The action itself, heard of later, knows better when and who.
    work = heard(seen, moved(9, DONE, CYD), moved(8, TODO, CYD)).work
    assert (work.ended_at, work.ended_by) == (at(9), CYD)
    # A later action is not undone by an earlier snapshot.
    assert heard(seen, moved(70, TODO)).work.state == "open"
    # Nor is a snapshot by an action before it.
    assert heard(seen, moved(10, TODO)).work.state == "closed"


def test_a_snapshot_ends_what_it_does_not_show() -> None:
    label = CardFacts(said={f"label:{FIELD}": Said(at=at(1), mark=mark(1), value="bug")})
    before = heard(about("member", ADA, 1), about("member", BOB, 9), label)
    assert [one.login for one in before.work.assignees] == ["ada", "bob"] and before.work.labels == ("bug",)
    after = heard(about("member", ADA, 1), about("member", BOB, 9), label, snapshot(5, members=True, labels=True))
    assert [one.login for one in after.work.assignees] == ["bob"] and after.work.labels == ()


def test_a_member_who_left_is_none_and_the_author_made_it() -> None:
    story = [said(0, BOB, created=True), about("member", ADA, 1), about("member", CYD, 2)]
    work = heard(*story, about("member", ADA, 3, value=False)).work
    assert (work.author, work.assignees) == (BOB, (CYD,))


@pytest.mark.parametrize(
    ("title", "rest", "points"),
    [
        ("(5) Mend the lamp", "Mend the lamp", 5),
        ("Mend the lamp (5)", "Mend the lamp", 5),
        ("(0.5) Mend", "Mend", 0.5),
        ("( 3 )Mend", "Mend", 3),
        ("(5)", "", 5),
        ("(1) Mend (2)", "Mend (2)", 1),
        ("Mend (5) the lamp", "Mend (5) the lamp", None),
        ("Report (2026)", "Report (2026)", None),
        ("(-5) Mend", "(-5) Mend", None),
        ("(five) Mend", "(five) Mend", None),
        ("(٥) Mend", "(٥) Mend", None),
        ("[5] Mend", "[5] Mend", None),
        ("Mend", "Mend", None),
    ],
)
def test_a_number_in_brackets_before_the_title_or_after_it_is_its_worth(
    title: str, rest: str, points: float | None
) -> None:
    work = heard(said(1, title=title)).work
    assert (work.title, work.points) == (rest, points)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("3", 3),
        ("2.5", 2.5),
        (" 8 ", 8),
        (None, None),
        ("", None),
        ("many", None),
        ("-1", None),
        ("1e9", None),
        ("99999", None),
    ],
)
def test_a_custom_field_holds_its_worth_and_then_the_title_is_only_a_title(
    value: str | None, points: float | None
) -> None:
    rule = BoardRule(done=(DONE,), points="field", field=FIELD)
    field = CardFacts(said={f"field:{FIELD}": Said(at=at(1), mark=mark(1), value=value)})
    work = heard(said(1, title="(5) Mend"), field, rule=rule).work
    assert (work.title, work.points) == ("(5) Mend", points)


def test_by_labels_alone_neither_title_nor_field_speaks() -> None:
    assert heard(said(1, title="(5) Mend"), rule=BoardRule(done=(DONE,), points="label")).work.points is None


def test_on_another_board_it_is_gone_from_here_until_it_comes_back() -> None:
    story = [moved(1, DONE), said(2, board=OTHER_BOARD)]
    assert heard(*story).gone and card_work.is_away(heard(*story).card or CardFacts())
    assert not heard(*story, said(3, board=BOARD)).gone


def test_deleted_is_for_ever() -> None:
    assert heard(moved(1, DONE), CardFacts(gone=True), moved(5, SHIPPED)).gone


def test_it_began_when_its_id_was_made_or_as_early_as_anything_is_known() -> None:
    assert heard(moved(9, TODO)).work.began_at == datetime.fromtimestamp(0x69A80000, UTC)
    fields = card_work.fields("no id of Trello's", said(3, title="x"), RULE)
    assert fields["began_at"] == at(3)


def test_its_address_number_and_text_are_the_newest() -> None:
    newer = said(2, link="https://trello.com/c/p51YToTZ", number=3, text="new")
    work = heard(newer, said(1, number=9, text="old")).work
    assert (work.url, work.number, work.text) == ("https://trello.com/c/p51YToTZ", 3, "new")
    assert heard(said(1, board=BOARD)).work.url is None
