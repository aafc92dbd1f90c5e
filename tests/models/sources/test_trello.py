"""models/sources/trello.py: what each action tells of a card, and that nothing that Trello could send breaks us."""

import itertools
import json
from datetime import UTC, datetime
from functools import reduce
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import BadDelivery, Invalid
from models.rules.board_rules import BoardRule
from models.rules.folding import fold
from models.rules.work import Change, Folded, Reading, Work
from models.sources import Source, trello, trello_cards, trello_work
from models.sources import read as read_any
from models.sources.trello_events import IGNORED, MEMBERS
from tests.models.sources.trello_actions import (
    ADA,
    BOARD,
    BOB,
    CARD,
    DONE,
    FIELD,
    ITEM,
    LABEL,
    OTHER,
    TODO,
    Fields,
    action,
    created,
    delivery,
    field,
    member,
    moved,
    ticked,
    updated,
)

ARRIVED = datetime(2021, 5, 8, tzinfo=UTC)
RULE = BoardRule(done=(DONE["id"],))
BY_FIELD = BoardRule(done=(DONE["id"],), points="field", field=FIELD)


def read(told: Fields) -> Reading:
    return trello.read(str(told["type"]), delivery(told), ARRIVED)


def changes(*told: Fields) -> list[Change]:
    readings = [read(one) for one in told]
    assert [one.why for one in readings if one.verdict != "supported"] == []
    return [change for one in readings for change in one.changes]


def folded(*told: Fields, rule: BoardRule = RULE) -> Folded:
    item: Folded | None = reduce(lambda known, change: fold(known, change, rule), changes(*told), None)
    assert item is not None
    return item


def card(*told: Fields, rule: BoardRule = RULE) -> Work:
    return folded(*told, rule=rule).work


def test_a_card_is_made_moved_into_done_and_out_again() -> None:
    work = card(created(0), moved(5, TODO, DONE, by=BOB))
    assert (work.state, work.title, work.number, work.url) == ("closed", "hi", 1, "https://trello.com/c/p51YToTZ")
    assert work.author and work.ended_by and (work.author.login, work.ended_by.login) == ("ada", "bob")
    assert work.ended_at == datetime(2021, 5, 7, 8, 5, 43, 101000, tzinfo=UTC)
    assert card(created(0), moved(5, TODO, DONE), moved(6, DONE, TODO)).state == "open"


@pytest.mark.parametrize("kind", ["createCard", "copyCard", "convertToCardFromCheckItem", "emailCard"])
def test_however_a_card_is_made_it_lies_in_its_list(kind: str) -> None:
    work = card(action(kind, list=DONE))
    assert (work.state, work.lists) == ("closed", (DONE["id"], "Done"))
    assert work.author and work.author.login == "ada"


def test_only_what_is_in_old_has_changed() -> None:
    shown = {"closed": True, "dueComplete": True, "idList": DONE["id"], "desc": "More"}
    assert (card(created(), updated(1, {"name": "hi"}, shown | {"name": "ho"})).state) == "open"
    assert card(created(), updated(1, {"name": "hi"}, {"name": "ho"})).title == "ho"
    assert card(created(), updated(1, {"desc": ""}, shown)).text == "More"
    assert read(updated(1, {"due": None}, {"due": "2021-05-31T08:41:00.000Z"})).verdict == "ignored"
    assert read(updated(1, {"pos": 1}, {"pos": 2})).verdict == "ignored"


def test_archiving_is_not_completing_and_a_ticked_date_is() -> None:
    archived = card(created(), updated(1, {"closed": False}, {"closed": True}))
    assert (archived.state, archived.reason) == ("closed", "archived")
    done = card(created(), updated(1, {"dueComplete": False}, {"dueComplete": True}, by=BOB))
    assert done.ended_by and (done.state, done.reason, done.ended_by.login) == ("closed", None, "bob")
    undone = updated(2, {"dueComplete": True}, {"dueComplete": False})
    assert card(created(), updated(1, {"dueComplete": False}, {"dueComplete": True}), undone).state == "open"


def test_members_come_and_go_also_those_of_whom_trello_shows_nothing_but_an_id() -> None:
    work = card(created(), member("addMemberToCard", 1, ADA), member("addMemberToCard", 2, BOB))
    assert [one.login for one in work.assignees] == ["ada", "bob"]
    assert work.assignees[0].avatar == "https://pictures.example/ada/170.png"
    left = card(created(), member("addMemberToCard", 1, ADA), member("removeMemberFromCard", 2, ADA))
    assert left.assignees == ()
    bare = action("addMemberToCard", 1, idMember="9" * 24, deactivated=True)
    assert [one.login for one in card(created(), bare).assignees] == ["account " + "9" * 24]
    named = action("addMemberToCard", 1, idMember="9" * 24)
    named["data"]["member"] = {"id": "9" * 24, "name": "Nia"}
    assert [one.name for one in card(created(), named).assignees] == ["Nia"]
    assert read(action("addMemberToCard", 1)).verdict == "unknown"


def test_labels_are_called_by_name_or_colour_until_they_are_taken_off() -> None:
    feature = {"id": LABEL, "name": "Feature", "color": "purple"}
    bare = {"id": "a" * 24, "name": "", "color": "red"}
    on = [action("addLabelToCard", 1, label=feature), action("addLabelToCard", 2, label=bare)]
    assert card(created(), *on).labels == ("Feature", "red")
    off = action("removeLabelFromCard", 3, label={"id": LABEL})
    assert card(created(), *on, off).labels == ("red",)
    assert card(created(), action("addLabelToCard", 1, value="sky")).labels == ("sky",)


@pytest.mark.parametrize(
    ("value", "points"),
    [({"number": "3"}, 3), ({"text": "3"}, 3), ({"number": "2.5"}, 2.5), (None, None), ({"checked": "true"}, None),
     ({"date": "2021-05-07"}, None), ({"number": 3}, None), ({"number": "x"}, None), ([], None)],
)  # fmt: skip
def test_a_custom_field_says_what_a_card_is_worth(value: Any, points: float | None) -> None:
    assert card(created(), field(1, value), rule=BY_FIELD).points == points
    assert card(created(), field(1, {"number": "8"}), field(2, value), rule=BY_FIELD).points == points


def test_a_title_says_what_a_card_is_worth() -> None:
    work = card(created(card={"name": "(3) hi"}))
    assert (work.title, work.points) == ("hi", 3)


def test_a_card_keeps_its_identity_when_it_moves_to_another_board() -> None:
    away = action("moveCardFromBoard", 3, boardTarget={"id": OTHER}, list=TODO)
    back = action("moveCardToBoard", 4, boardSource={"id": OTHER}, list=DONE)
    assert folded(created(), away).gone and not folded(created(), away, back).gone
    assert card(created(), away, back).state == "closed"
    assert folded(created(), action("moveCardFromBoard", 3)).gone


def test_a_deleted_card_has_no_name_and_is_gone_whenever_it_is_heard_of() -> None:
    deleted = action("deleteCard", 4, list=TODO, card={"name": None})
    for order in itertools.permutations([created(), moved(2, TODO, DONE), deleted]):
        item = folded(*order)
        assert (item.gone, item.work.title) == (True, "hi")


def test_a_comment_only_says_who_took_part() -> None:
    item = folded(action("commentCard", 1, by=BOB, text="new comment", list=TODO))
    assert item.overheard and item.work.witnesses == (BOB["id"],)
    assert card(created(), action("commentCard", 1, by=BOB, text="x")).witnesses == (ADA["id"], BOB["id"])


def test_a_checklist_item_is_done_once_by_whoever_ticked_it_off() -> None:
    first, undone, again = ticked(1, by=BOB), ticked(2, "incomplete"), ticked(3, by=BOB)
    for order in itertools.permutations([first, undone, again]):
        work = folded(*order).work
        assert (work.kind, work.external_id, work.state, work.title) == ("check_item", ITEM, "given", "check list item")
        assert work.author and (work.author.login, work.began_at.minute) == ("bob", 1)
    for order in itertools.permutations([first, undone]):
        assert (folded(*order).work.state, folded(*order).work.author) == ("dismissed", work.author)
    assert folded(first, ticked(4, kind="deleteCheckItem")).gone
    assert read(ticked(0, "incomplete", "createCheckItem")).verdict == "ignored"
    assert folded(ticked(0, "complete", "createCheckItem")).work.state == "given"


def test_somebody_of_whom_there_is_only_an_id_is_that_account() -> None:
    told = created()
    del told["memberCreator"]
    author = card(told).author
    assert author and (author.login, author.trust) == (f"account {ADA['id']}", "old")
    assert card(created(by=None)).author is None


def test_an_app_is_a_bot_and_somebody_who_uses_one_is_not() -> None:
    itself = created(appCreator={"id": ADA["id"], "name": "Butler"})
    assert (author := card(itself).author) and author.bot and card(itself).witnesses == ()
    assert (author := card(created(appCreator={"id": "d" * 24})).author) and not author.bot
    assert (author := card(created(by=ADA | {"memberType": "ghost"})).author) and author.bot
    assert card(created(by=None, appCreator={"id": "d" * 24, "name": "Butler"})).author is None


def test_a_board_is_renamed_and_closed() -> None:
    renamed = trello.read(
        "updateBoard", delivery(action("updateBoard", 1, old={"name": "Old"}), name="TestBoard1"), ARRIVED
    )
    seen = renamed.project
    assert seen and (seen.provider, seen.external_id, seen.name, seen.archived) == ("trello", BOARD, "TestBoard1", None)
    assert seen.url == "https://trello.com/b/Wp8daJt3/testboard"
    told = action("updateBoard", 2, old={"closed": False}, board={"id": BOARD, "closed": True})
    closed = read(told).project
    assert closed and closed.archived is True


def test_whoever_joins_or_leaves_a_board_is_seen_there_and_not_in_the_organisation() -> None:
    for kind, (id_, there) in MEMBERS.items():
        reading = read(action(kind, 1, member=BOB, **{id_: BOB["id"]}))
        seen = [(one.account.login, one.present, one.place) for one in reading.memberships]
        assert seen == [("bob", there, f"trello board {BOARD}")]
        assert reading.verdict == "supported"
    bare = read(action("addMemberToBoard", 1, idMemberAdded="9" * 24)).memberships
    assert [one.account.external_id for one in bare] == ["9" * 24]
    assert read(action("addMemberToBoard", 1)).verdict == "ignored"


@pytest.mark.parametrize("kind", sorted(IGNORED))
def test_what_is_ignored_says_why_and_names_the_board(kind: str) -> None:
    reading = read(action(kind))
    assert reading.verdict == "ignored" and reading.why and reading.project and reading.project.external_id == BOARD


def test_an_action_that_is_new_is_parked_and_one_of_another_board_is_not_believed() -> None:
    assert "danceOnCard" in read(action("danceOnCard")).why and read(action("danceOnCard")).verdict == "unknown"
    other = delivery(created(), id=OTHER)
    assert trello.read("createCard", other, ARRIVED).verdict == "unknown"


def test_every_source_is_read_by_its_name() -> None:
    body = json.dumps(delivery(created())).encode()
    about = Source(organization=1, name="board")
    assert read_any("trello", "createCard", body, ARRIVED, about).verdict == "supported"


def test_a_snapshot_of_a_strange_card_is_read_as_far_as_it_can_be() -> None:
    strange = {
        "labels": [7, {}, {"id": LABEL, "name": "", "color": None}],
        "members": ["x"],
        "customFieldItems": [None],
    }
    shown = trello_cards.card({"id": CARD, "idBoard": BOARD, "dateLastActivity": "never"} | strange, ARRIVED)
    assert (shown.work.labels, shown.work.assignees, shown.work.title) == ((), (), "")
    with pytest.raises(Invalid):
        trello_cards.card({"id": CARD}, ARRIVED)


def test_a_snapshot_and_the_actions_before_it_are_one_card() -> None:
    found = {
        "id": CARD,
        "name": "(5) hi",
        "desc": "Text",
        "closed": False,
        "dueComplete": False,
        "idBoard": BOARD,
        "idList": DONE["id"],
        "idShort": 1,
        "shortLink": "p51YToTZ",
        "idMembers": [BOB["id"]],
        "labels": [{"id": LABEL, "name": "Feature", "color": "purple"}],
        "customFieldItems": [{"id": "7" * 24, "idCustomField": FIELD, "value": {"number": "8"}}],
        "dateLastActivity": "2021-05-07T08:30:00.000Z",
    }
    shown = trello_cards.card(found, datetime(2021, 5, 7, 9, tzinfo=UTC), {DONE["id"]: "Done"})
    alone = fold(None, shown, RULE).work
    assert (alone.state, alone.title, alone.points, alone.labels, alone.text) == (
        "closed",
        "hi",
        5,
        ("Feature",),
        "Text",
    )
    assert [one.external_id for one in alone.assignees] == [BOB["id"]] and alone.lists == (DONE["id"], "Done")
    assert alone.ended_at == datetime(2021, 5, 7, 8, 30, tzinfo=UTC)
    assert fold(None, shown, BY_FIELD).work.points == 8
    past = [
        trello_work.past_of(one) for one in (created(), moved(5, TODO, DONE, by=BOB), member("addMemberToCard", 3, ADA))
    ]
    told = [change for one in past for change in one]
    assert reduce(lambda known, one: fold(known, one, RULE), told, None).overheard  # type: ignore[union-attr]
    for order in itertools.permutations([*told, shown]):
        item: Any = reduce(lambda known, one: fold(known, one, RULE), order, None)
        assert (item.overheard, item.work.ended_by.login, item.work.ended_at.minute) == (False, "bob", 5)
        assert [one.external_id for one in item.work.assignees] == [BOB["id"]]


STORY = [
    created(0),
    member("addMemberToCard", 1, BOB),
    field(2, {"number": "3"}),
    moved(3, TODO, DONE),
    action("addLabelToCard", 4, label={"id": LABEL, "name": "bug"}),
    moved(5, DONE, TODO, by=BOB),
    updated(6, {"name": "hi"}, {"name": "(8) ho"}),
    moved(7, TODO, DONE, by=BOB),
    updated(8, {"closed": False}, {"closed": True}),
    action("moveCardFromBoard", 9, boardTarget={"id": OTHER}),
    action("moveCardToBoard", 10, boardSource={"id": OTHER}, list=DONE),
]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_life_told_in_any_order_and_twice_ends_as_it_was(data: st.DataObject) -> None:
    echoes = data.draw(st.lists(st.sampled_from(STORY), max_size=4))
    assert folded(*data.draw(st.permutations(STORY + echoes))) == folded(*STORY)


def test_deep_text_is_no_delivery() -> None:
    with pytest.raises(BadDelivery):
        trello.read("createCard", b"[" * 100_000, ARRIVED)
    with pytest.raises(BadDelivery):
        trello.read("createCard", b'{"model":' * 200 + b"{}" + b"}" * 200, ARRIVED)


leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["2021-05-07T08:40:43.101Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "\x00",
                       "\ud800", "https://[", CARD, BOARD, DONE["id"], "z" * 24, "x" * 9_000, "complete"])
)  # fmt: skip
SHOWN = {*created(), *created()["data"], *created()["data"]["card"], *ADA, *field(1, {"number": "3"})["data"]}
SOMETIMES = {
    "desc",
    "closed",
    "dueComplete",
    "idList",
    "color",
    "value",
    "number",
    "text",
    "old",
    "listAfter",
    "member",
}
OTHERS = {"idMember", "checkItem", "state", "label", "customFieldItem", "idCustomField", "boardTarget", "model", "url"}
names = st.sampled_from(sorted(SHOWN | SOMETIMES | OTHERS)) | st.text(max_size=5)
things = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6), max_leaves=20
)
kinds = st.sampled_from(sorted({*trello_work.KINDS, *MEMBERS, *IGNORED, "updateBoard", "danceOnCard", ""}))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), kinds)
def test_whatever_it_holds_it_ends_in_a_verdict_and_values_that_can_be_kept(data: st.DataObject, kind: str) -> None:
    whole: Any = delivery(data.draw(st.sampled_from([*STORY, ticked(1), created(by=None)])))
    whole = json.loads(json.dumps(whole))
    for _ in range(data.draw(st.integers(0, 4))):
        part, parts = whole, [whole]
        while isinstance(part, dict) and part and data.draw(st.booleans()):
            part = part[data.draw(st.sampled_from(sorted(part)))]
            parts += [part] if isinstance(part, dict) else []
        spot = parts[-1]
        name = data.draw(st.sampled_from(sorted(spot)) | names if spot else names)
        spot[name] = data.draw(things)
    reading = trello.read(kind, whole, ARRIVED)
    assert reading.verdict == "supported" or reading.why
    for change in reading.changes:
        kept = fold(None, change, RULE).model_dump_json()
        assert "\\u0000" not in kept and len(kept) < 40_000
        assert fold(Folded.model_validate_json(kept), change, RULE) == fold(None, change, RULE)
    assert "\\u0000" not in reading.model_dump_json()
